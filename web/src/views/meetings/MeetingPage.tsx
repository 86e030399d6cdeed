/*
 * The page of one meeting: when it is for whoever reads, where, who comes, its agenda, and later who
 * was there and what was said.
 */
import { useState } from "preact/hooks";
import {
  AddLine,
  Dialog,
  Dots,
  EditableFact,
  Link,
  Name,
  PageHead,
  Refusal,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { formatDate, type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { by, connection, newId, row as rowOf, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { editMeeting, savingOf } from "../model/edits";
import { groups } from "../model/groups";
import { LINK_MOST, MANDATE_MOST, NAME_MOST } from "../model/limits";
import { byStart, isBodyOpen, type Meeting, meetings, partOf, whenWords } from "../model/meetings";
import { refusalWords, takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo, WhoCan } from "../model/rights";
import { seriesParts } from "../model/series";
import { readBy, spaceKind } from "../model/spaces";
import { meetingPlaces, meetingStateWord } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Agenda } from "./Agenda";
import { ChangeSeries } from "./ChangeSeries";
import { MeetingRows } from "./MeetingRows";
import { MyAnswer, People } from "./People";
import { Invited, NightOf, Planner } from "./Planner";
import { States } from "./States";
import {
  askedBy,
  newWhen,
  type WhenDraft,
  WhenFields,
  whenParams,
  whenProblems,
} from "./WhenFields";

const WHEN_FIELD = {
  starts_local: "starts",
  ends_local: "ends",
  zone: "zone",
} as const satisfies Record<string, "starts" | "ends" | "zone">;

function MoveDialog({
  meeting,
  onClose,
}: {
  readonly meeting: Meeting;
  readonly onClose: () => void;
}) {
  const [seen] = useState(meeting.row);
  const [draft, setDraft] = useState<WhenDraft>(() => {
    const { starts_local, ends_local, zone } = seen;
    return starts_local === null || ends_local === null || zone === null
      ? newWhen()
      : { starts: starts_local, ends: ends_local, zone };
  });
  const [problem, setProblem] = useState<{ field: string; words: string } | undefined>(undefined);
  const isSame =
    draft.starts === seen.starts_local &&
    draft.ends === seen.ends_local &&
    draft.zone === seen.zone;
  const save = async () => {
    const [found] = whenProblems(draft);
    if (found) return setProblem({ field: found[0], words: t(found[1]) });
    const { starts_local, ...others } = whenParams(draft);
    const outcome = await send("meeting.move", {
      meeting_id: meeting.id,
      starts_local: { from: seen.starts_local, to: starts_local },
      ...others,
    });
    if (outcome.ok) return onClose();
    takeRefusal(outcome);
    const asked = askedBy(outcome.error);
    if (asked) setDraft({ ...draft, asked });
    const field = WHEN_FIELD[outcome.error.field as keyof typeof WHEN_FIELD] ?? "";
    setProblem({ field, words: refusalWords(outcome.error) });
  };
  return (
    <Dialog
      title={<Words k="meeting_move_title" parts={{ name: <bdi>{meeting.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("meeting_move_act"),
        run: save,
        reason: isSame ? t("nothing_changed") : needsConnection(),
      }}
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

interface Part {
  readonly meeting: Meeting;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

function WhenRow({ meeting, canEdit }: Part) {
  const [open, setOpen] = useState(false);
  const when = whenWords(meeting.row);
  const { state } = meeting.row;
  const canMove = canEdit && (state === "draft" || state === "planned");
  return (
    <div>
      <dt>{t("field_when")}</dt>
      <dd class="val">
        <span>
          {when.there}
          {when.here === "" ? null : <span class="stated">{when.here}</span>}
          {canMove ? <NightOf meeting={meeting} /> : null}
          {meeting.row.starts_at_ms === null || state === "draft" ? null : (
            <span class="stated">
              <a href={`/api/v1/meeting.ics?id=${meeting.id}`} download>
                {t("calendar_file")}
              </a>
            </span>
          )}
        </span>
        {canMove ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("edit_when")}
            onClick={() => setOpen(true)}
          >
            {t("change")}
          </button>
        ) : null}
        {open ? <MoveDialog meeting={meeting} onClose={() => setOpen(false)} /> : null}
      </dd>
    </div>
  );
}

function Facts(part: Part) {
  const { meeting, canEdit, open, setOpen } = part;
  const { id, row } = meeting;
  const fact = (field: "title" | "place" | "place_precision" | "link") => ({
    value: row[field],
    ...savingOf("meeting", id, field),
    canEdit,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editMeeting(id, field, from, to),
  });
  const body = row.group_id === null ? undefined : groups.value.get(row.group_id);
  return (
    <Section title={t("meeting_facts")}>
      <dl class="facts">
        <WhenRow {...part} />
        <EditableFact
          {...fact("place")}
          words={{ label: t("field_place"), edit: t("edit_place"), save: t("save_place") }}
          editor={{ kind: "line", most: NAME_MOST }}
        />
        {row.place === null ? null : (
          <EditableFact
            {...fact("place_precision")}
            words={{
              label: t("field_place_precision"),
              edit: t("edit_place_precision"),
              save: t("save_place_precision"),
            }}
            editor={{ kind: "choice", options: meetingPlaces() }}
            shown={meetingPlaces().find((one) => one.value === row.place_precision)?.word}
          />
        )}
        <EditableFact
          {...fact("link")}
          words={{ label: t("field_link"), edit: t("edit_link"), save: t("save_link") }}
          editor={{ kind: "line", most: LINK_MOST }}
          {...(row.link === null
            ? {}
            : {
                shown: (
                  <a href={row.link} rel="noreferrer" target="_blank">
                    <bdi>{row.link}</bdi>
                  </a>
                ),
              })}
        />
        <EditableFact
          {...fact("title")}
          words={{
            label: t("field_meeting_title"),
            edit: t("edit_meeting_title"),
            save: t("save_meeting_title"),
          }}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
        />
        <div>
          <dt>{t("field_meets")}</dt>
          <dd class="val">
            {body === undefined ? (
              <span>{t("board_coalition")}</span>
            ) : (
              <Link href={`/groups/${body.id}`}>
                <Name>{body.name}</Name>
              </Link>
            )}
          </dd>
        </div>
      </dl>
    </Section>
  );
}

/* How many of a series show beside one of them. */
const SHOWN_MOST = 6;

const RHYTHM = {
  weekly: "series_weekly",
  monthly_by_day: "series_monthly_by_day",
  monthly_by_weekday: "series_monthly_by_weekday",
} as const satisfies Record<string, Key>;

function EndDialog(props: { readonly series: string; readonly onClose: () => void }) {
  const { series, onClose } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const end = async () => {
    const words = takeRefusal(await send("meeting_series.end", { meeting_series_id: series }));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={t("series_end_title")}
      onClose={onClose}
      act={{ word: t("series_end_act"), run: end, reason: needsConnection() }}
    >
      <p>{t("series_end_words")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Series({ meeting }: { readonly meeting: Meeting }) {
  const id = meeting.row.meeting_series_id ?? "";
  const series = rowOf("meeting_series", id).value;
  const right = rightTo("plan_meeting", "meeting", meeting.id);
  const [asked, setAsked] = useState<"end" | "change" | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  if (!series) return null;
  const all = by("meeting", "meeting_series_id", id)
    .value.map((row) => meetings.value.get(row.meeting_id))
    .filter((one) => one !== undefined)
    .toSorted(byStart);
  const coming = all.filter((one) => one.id !== meeting.id && partOf(one) === "coming");
  const last = all.findLast((one) => one.row.starts_at_ms !== null)?.row.starts_at_ms;
  const extend = async () =>
    setRefusal(takeRefusal(await send("meeting_series.extend", { meeting_series_id: id })));
  return (
    <Section title={t("series_title")} count={coming.length}>
      <p class="small muted">
        <Dots>
          {[
            t(RHYTHM[series.frequency], { count: series.every }),
            series.state === "ended"
              ? t("series_ended")
              : series.until_on !== null
                ? t("series_until", {
                    date: formatDate(new Date(series.until_on), {
                      dateStyle: "long",
                      timeZone: "UTC",
                    }),
                  })
                : last
                  ? t("series_made_until", { date: formatDate(new Date(last)) })
                  : "",
          ]}
        </Dots>
      </p>
      <MeetingRows list={coming.slice(0, SHOWN_MOST)} withBody={false} />
      {series.state === "active" && right.ok ? (
        <div class="btns block-s">
          {seriesParts(id, Date.now()).regular.length > 0 ? (
            <ActButton right={right} look="plain" onClick={() => setAsked("change")}>
              {t("series_change_do")}
            </ActButton>
          ) : null}
          {series.until_on === null ? (
            <ActButton right={right} look="plain" onClick={() => void extend()}>
              {t("series_extend_do")}
            </ActButton>
          ) : null}
          <ActButton right={right} look="plain" onClick={() => setAsked("end")}>
            {t("series_end_do")}
          </ActButton>
        </div>
      ) : null}
      <Refusal words={refusal} />
      {asked === "end" ? <EndDialog series={id} onClose={() => setAsked(undefined)} /> : null}
      {asked === "change" ? <ChangeSeries series={id} onClose={() => setAsked(undefined)} /> : null}
    </Section>
  );
}

/* What was found wrong once the minutes were adopted. */
function Notes({ meeting, canRun }: { readonly meeting: Meeting; readonly canRun: boolean }) {
  const notes = by("minutes_note", "meeting_id", meeting.id).value.toSorted(
    (a, b) => a.noted_at_ms - b.noted_at_ms,
  );
  if (meeting.row.state !== "minutes_adopted" || (notes.length === 0 && !canRun)) return null;
  return (
    <Section title={t("minutes_notes_title")} count={notes.length}>
      <ul class="plainrows">
        {notes.map((note) => (
          <li key={note.minutes_note_id}>
            <span>
              <span dir="auto">{note.text}</span>
              <span class="stated">{formatDate(new Date(note.noted_at_ms))}</span>
            </span>
          </li>
        ))}
      </ul>
      {canRun ? (
        <AddLine
          label={t("minutes_note_another")}
          most={MANDATE_MOST}
          onAdd={async (text) =>
            takeRefusal(
              await send("minutes_note.add", {
                minutes_note_id: newId(),
                meeting_id: meeting.id,
                text,
              }),
            )
          }
        />
      ) : null}
    </Section>
  );
}

function Page({ meeting }: { readonly meeting: Meeting }) {
  const { id, row, name } = meeting;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("plan_meeting", "meeting", id);
  const runs = rightTo("run_meeting", "meeting", id).ok;
  const isOpen = isBodyOpen(row.group_id);
  const isFinal = row.state === "cancelled" || row.state === "minutes_adopted";
  const canRun = runs && isOpen;
  const part: Part = { meeting, canEdit: right.ok && isOpen && !isFinal, open, setOpen };
  const body = row.group_id === null ? undefined : groups.value.get(row.group_id);
  const back = `/meetings${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (part.canEdit) setOpen("title");
  });
  const when = whenWords(row);
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_meetings") }}
        kicker={
          <>
            <Dots>{[meetingStateWord(row.state), when.there, when.here]}</Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <p class="small muted">
          {spaceKind(row.space_id) === "group" && body !== undefined ? (
            <Words k="item_seen_by_group" parts={{ name: <Name>{body.name}</Name> }} />
          ) : (
            t(readBy(row.space_id))
          )}
        </p>
      </PageHead>
      <div class="two">
        <div>
          {isOpen ? <States meeting={meeting} /> : <p class="lede">{t("meeting_body_closed")}</p>}
          {isOpen ? <MyAnswer meeting={meeting} /> : null}
          {isOpen ? <Planner meeting={meeting} canPlan={part.canEdit} /> : null}
          <Facts {...part} />
          <Agenda meeting={meeting} canRun={canRun} />
          <Notes meeting={meeting} canRun={canRun} />
          <Invited meeting={meeting} canPlan={part.canEdit} />
          <People meeting={meeting} canRun={canRun} />
          {isOpen ? <WhoCan right={right} /> : null}
          <Comments table="meeting" id={id} space_id={row.space_id} group_id={row.group_id} />
        </div>
        <div class="side">
          <Series meeting={meeting} />
          <Changes table="meeting" id={id} />
        </div>
      </div>
    </>
  );
}

export function MeetingPage({ id }: { readonly id: string }) {
  const meeting = meetings.value.get(id);
  if (meeting) return <Page key={id} meeting={meeting} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
