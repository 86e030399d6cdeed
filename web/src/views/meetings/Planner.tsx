/*
 * Which time? Times that are offered while a meeting is a draft: whom each suits, and who would sit
 * there at night. And the groups that are invited besides the one that meets.
 */
import "../../styles/meetings.css";
import { useState } from "preact/hooks";
import { Button, Dialog, Link, Mark, Name, Refusal, SearchBox, Section } from "../../components";
import { cityOf, formatList, type Span, t } from "../../i18n";
import { by, newId, send } from "../../sync";
import { groups } from "../model/groups";
import { groupsAt, type Meeting, spanOf, whenWords } from "../model/meetings";
import {
  atNight,
  markOption,
  marksOf,
  myMark,
  type Option,
  type OptionMark,
  optionsOf,
  zonelessAt,
} from "../model/planner";
import { refusalWords, takeRefusal } from "../model/refusals";
import { needsConnection, rightTo } from "../model/rights";
import { COALITION_SPACE, spaceKind } from "../model/spaces";
import { markWord, optionMarks } from "../model/vocabulary";
import {
  askedBy,
  newWhen,
  type WhenDraft,
  WhenFields,
  whenParams,
  whenProblems,
} from "./WhenFields";

const OPTIONS_MOST = 10;

/** "At night for: MFA (Manila, 23:00) and CCOMP (Seoul, 00:00)." */
export function NightLine({ meeting, span }: { readonly meeting: Meeting; readonly span: Span }) {
  const night = atNight(meeting, span).map(({ name, zone, hour }) =>
    t("night_one", { name, city: cityOf(zone), hour }),
  );
  const unknown = zonelessAt(meeting);
  if (night.length === 0 && unknown === 0) return null;
  return (
    <span class="stated">
      {night.length === 0 ? null : (
        <span class="late">{t("night_for", { who: formatList(night) })} </span>
      )}
      {unknown === 0 ? null : t("night_unknown", { count: unknown })}
    </span>
  );
}

function Marks({ option }: { readonly option: Option }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const now = myMark(option)?.mark;
  const all = marksOf(option.meeting_option_id);
  const mark = async (to: string) =>
    setRefusal(takeRefusal(await markOption(option, to as OptionMark)));
  return (
    <>
      <fieldset class="filters answers">
        <legend class="vh">{t("option_suits_you")}</legend>
        {optionMarks().map(({ value, word }) => (
          <button
            key={value}
            type="button"
            class={now === value ? "chip plainchip on" : "chip plainchip"}
            aria-pressed={now === value}
            onClick={() => void mark(value)}
          >
            {word}
          </button>
        ))}
      </fieldset>
      {optionMarks().map(({ value }) => {
        const those = all.filter((one) => one.mark === value).map((one) => one.name);
        return those.length === 0 ? null : (
          <p key={value} class="small">
            {t("option_who", {
              mark: markWord(value as OptionMark),
              count: those.length,
              who: formatList(those),
            })}
          </p>
        );
      })}
      <Refusal words={refusal} />
    </>
  );
}

interface LineProps {
  readonly meeting: Meeting;
  readonly option: Option;
  readonly canPlan: boolean;
  readonly onRefusal: (words: string | undefined) => void;
}

function OptionLine({ meeting, option, canPlan, onRefusal }: LineProps) {
  const { meeting_option_id } = option;
  const span = { startMs: option.starts_at_ms, endMs: option.ends_at_ms };
  const when = whenWords(option);
  const isChosen =
    meeting.row.starts_at_ms === option.starts_at_ms && meeting.row.zone === option.zone;
  const choose = async () =>
    onRefusal(takeRefusal(await send("meeting_option.choose", { meeting_option_id })));
  const remove = async () =>
    onRefusal(takeRefusal(await send("meeting_option.remove", { meeting_option_id })));
  return (
    <li class="option">
      <p>
        <b>{when.there}</b>
        {when.here === "" ? null : <span class="stated"> {when.here}</span>}{" "}
        <NightLine meeting={meeting} span={span} />
      </p>
      <Marks option={option} />
      {isChosen ? (
        <p class="small">
          <Mark kind="now" /> {t("option_chosen")}
        </p>
      ) : null}
      {canPlan ? (
        <div class="btns">
          {isChosen ? null : (
            <Button look="plain" onClick={() => void choose()}>
              {t("option_choose_do")}
            </Button>
          )}
          <Button
            look="plain"
            onClick={() => void remove()}
            label={t("remove_named", { name: when.there })}
          >
            {t("remove")}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

const FIELD = { starts_local: "starts", ends_local: "ends", zone: "zone" } as const;

function OfferDialog(props: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const { meeting, onClose } = props;
  const [draft, setDraft] = useState<WhenDraft>(newWhen);
  const [problem, setProblem] = useState<{ field: string; words: string } | undefined>(undefined);
  const save = async () => {
    const [found] = whenProblems(draft);
    if (found) return setProblem({ field: found[0], words: t(found[1]) });
    const outcome = await send("meeting_option.add", {
      meeting_id: meeting.id,
      meeting_option_id: newId(),
      ...whenParams(draft),
    });
    if (outcome.ok) return onClose();
    takeRefusal(outcome);
    const asked = askedBy(outcome.error);
    if (asked) setDraft({ ...draft, asked });
    const field = FIELD[outcome.error.field as keyof typeof FIELD] ?? "";
    setProblem({ field, words: refusalWords(outcome.error) });
  };
  return (
    <Dialog
      title={t("option_title")}
      onClose={onClose}
      act={{ word: t("option_do"), run: save, reason: needsConnection() }}
    >
      <WhenFields
        draft={draft}
        onChange={(next) => {
          setDraft(next);
          setProblem(undefined);
        }}
        problemOf={(field) => (problem?.field === field ? problem.words : undefined)}
      />
      <Refusal words={problem?.field === "" ? problem.words : undefined} />
    </Dialog>
  );
}

/** Of a draft alone. */
export function Planner(props: { readonly meeting: Meeting; readonly canPlan: boolean }) {
  const { meeting, canPlan } = props;
  const [asked, setAsked] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const options = optionsOf(meeting.id);
  if (meeting.row.state !== "draft" || (options.length === 0 && !canPlan)) return null;
  return (
    <Section title={t("planner_title")} count={options.length}>
      {options.length === 0 ? <p class="small muted note">{t("planner_empty")}</p> : null}
      <ul class="plainrows">
        {options.map((option) => (
          <OptionLine
            key={option.meeting_option_id}
            meeting={meeting}
            option={option}
            canPlan={canPlan}
            onRefusal={setRefusal}
          />
        ))}
      </ul>
      <Refusal words={refusal} />
      {canPlan ? (
        <div class="btns block-s">
          <Button
            onClick={() => setAsked(true)}
            reason={
              options.length >= OPTIONS_MOST ? t("E_TOO_MANY", { most: OPTIONS_MOST }) : undefined
            }
          >
            {t("option_offer")}
          </Button>
        </div>
      ) : null}
      {asked ? <OfferDialog meeting={meeting} onClose={() => setAsked(false)} /> : null}
    </Section>
  );
}

/** Which groups are asked besides the one that meets; of a group's own meeting, none. */
export function Invited(props: { readonly meeting: Meeting; readonly canPlan: boolean }) {
  const { meeting, canPlan } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { id, row } = meeting;
  const isAhead = row.state === "draft" || row.state === "planned";
  const invited = by("meeting_group", "meeting_id", id).value;
  const canInvite = canPlan && isAhead && row.space_id === COALITION_SPACE;
  if (invited.length === 0 && !canInvite) return null;
  const there = new Set(groupsAt(meeting));
  const others = [...groups.value.values()].filter(
    (group) => !there.has(group.id) && spaceKind(group.row.space_id) !== "group",
  );
  const invite = async (group_id: string) => {
    const meeting_group_id = newId();
    const params = { meeting_id: id, meeting_group_id, group_id };
    setRefusal(
      takeRefusal(
        await send("meeting_group.invite", params, [
          [
            "meeting_group",
            "insert",
            meeting_group_id,
            { ...params, space_id: row.space_id, sample: 0 },
          ],
        ]),
      ),
    );
  };
  const remove = async (meeting_group_id: string) =>
    setRefusal(
      takeRefusal(
        await send("meeting_group.remove", { meeting_group_id }, [
          ["meeting_group", "delete", meeting_group_id, null],
        ]),
      ),
    );
  return (
    <Section title={t("invited_title")} count={invited.length}>
      <ul class="plainrows">
        {invited.map(({ meeting_group_id, group_id }) => {
          const name = groups.value.get(group_id)?.name ?? "";
          return (
            <li key={meeting_group_id}>
              <span>
                <Link href={`/groups/${group_id}`}>
                  <Name>{name}</Name>
                </Link>
              </span>
              {canInvite ? (
                <span class="end">
                  <button
                    type="button"
                    class="editbtn"
                    aria-label={t("remove_named", { name })}
                    onClick={() => void remove(meeting_group_id)}
                  >
                    {t("remove")}
                  </button>
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Refusal words={refusal} />
      {canInvite ? (
        <div class="note">
          <SearchBox
            label={t("invite_group")}
            labelled
            things={others}
            mark={() => <Mark kind="open" />}
            note={() => ""}
            onChoose={(group) => void invite(group.id)}
          />
        </div>
      ) : null}
    </Section>
  );
}

/** Whether whoever plans should know it of the time that is set. */
export function NightOf({ meeting }: { readonly meeting: Meeting }) {
  const span = spanOf(meeting.row);
  const right = rightTo("plan_meeting", "meeting", meeting.id);
  return span === undefined || !right.ok ? null : <NightLine meeting={meeting} span={span} />;
}
