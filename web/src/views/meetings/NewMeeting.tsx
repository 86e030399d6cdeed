/*
 * Planning a meeting, or meetings that come round: whose, what, when, where, and who will see it. A
 * draft asks nobody and may leave its time open.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  DayField,
  type FormProblem,
  PageHead,
  SelectField,
  TextField,
  useStillHere,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId, type Outcome, send, type WireError } from "../../sync";
import { CreateForm } from "../CreateForm";
import { groups } from "../model/groups";
import { LINK_MOST, NAME_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { spaceKind } from "../model/spaces";
import { meetingPlaces } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { mayPlanSomewhere, planners } from "./MeetingList";
import {
  askedBy,
  newWhen,
  type WhenDraft,
  WhenFields,
  whenParams,
  whenProblems,
} from "./WhenFields";

type Rhythm =
  | "once"
  | "weekly"
  | "fortnightly"
  | "monthly_by_weekday"
  | "monthly_by_day"
  | "quarterly";

const RHYTHM = {
  once: "rhythm_once",
  weekly: "rhythm_weekly",
  fortnightly: "rhythm_fortnightly",
  monthly_by_weekday: "rhythm_monthly_by_weekday",
  monthly_by_day: "rhythm_monthly_by_day",
  quarterly: "rhythm_quarterly",
} as const satisfies Record<Rhythm, Key>;

/* The rule of each on the wire. */
const RULE = {
  weekly: { frequency: "weekly", every: 1 },
  fortnightly: { frequency: "weekly", every: 2 },
  monthly_by_weekday: { frequency: "monthly_by_weekday", every: 1 },
  monthly_by_day: { frequency: "monthly_by_day", every: 1 },
  quarterly: { frequency: "monthly_by_weekday", every: 3 },
} as const;

interface Draft {
  readonly title: string;
  /** "": the coalition's. */
  readonly body: string;
  readonly visibility: "group" | "coalition";
  readonly state: "planned" | "draft";
  readonly hasTime: boolean;
  readonly when: WhenDraft;
  readonly rhythm: Rhythm;
  /** "": it goes on. */
  readonly until: string;
  readonly place: string;
  readonly precision: string;
  readonly link: string;
}

const LABELS = {
  title: "field_meeting_title",
  starts: "field_starts",
  ends: "field_ends",
  zone: "field_zone",
  until_on: "field_until",
  place: "field_place",
  link: "field_link",
  visibility: "item_who_sees",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const FIELD_OF: Readonly<Record<string, Field>> = {
  starts_local: "starts",
  ends_local: "ends",
};

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

function tooLong(field: Field, text: string, most: number): readonly FormProblem[] {
  return [...text].length > most ? [problem(field, t("E_TOO_LONG", { most }))] : [];
}

function problemsOf(draft: Draft): readonly FormProblem[] {
  const title = draft.title.trim();
  const link = draft.link.trim();
  return [
    ...(title === "" ? [problem("title", t("E_REQUIRED"))] : []),
    ...tooLong("title", title, NAME_MOST),
    ...(draft.hasTime
      ? whenProblems(draft.when).map(([field, word]) => problem(field, t(word)))
      : []),
    ...(draft.when.asked !== undefined && draft.when.reading === undefined
      ? [problem("starts", t("E_LOCAL_TIME"))]
      : []),
    ...tooLong("place", draft.place.trim(), NAME_MOST),
    ...tooLong("link", link, LINK_MOST),
    ...(link !== "" && !/^https?:\/\//.test(link) ? [problem("link", t("link_form"))] : []),
  ];
}

function create(draft: Draft, id: string): Promise<Outcome> {
  const place = draft.place.trim();
  const link = draft.link.trim();
  const facts = {
    title: draft.title.trim(),
    ...(place === "" ? {} : { place, place_precision: draft.precision as "venue" }),
    ...(link === "" ? {} : { link }),
  };
  const of = { group_id: draft.body, visibility: draft.visibility };
  if (draft.rhythm !== "once" && draft.hasTime) {
    const params = {
      meeting_series_id: id,
      ...facts,
      ...whenParams(draft.when),
      ...RULE[draft.rhythm],
      ...(draft.until === "" ? {} : { until_on: draft.until }),
    };
    return draft.body === ""
      ? send("meeting_series.plan_for_coalition", params)
      : send("meeting_series.plan", { ...params, ...of });
  }
  const params = {
    meeting_id: id,
    ...facts,
    state: draft.state,
    ...(draft.hasTime ? whenParams(draft.when) : {}),
  };
  return draft.body === ""
    ? send("meeting.plan_for_coalition", params)
    : send("meeting.plan", { ...params, ...of });
}

/** Closed groups keep what is theirs to themselves. */
const mayBeWide = (body: string): boolean => {
  const group = groups.value.get(body);
  return group !== undefined && spaceKind(group.row.space_id) !== "group";
};

function problemOf(error: WireError): FormProblem {
  const named = error.field ?? "title";
  const field = FIELD_OF[named] ?? (named in LABELS ? (named as Field) : "title");
  return problem(field, refusalWords(error));
}

/** The body the address names, else the first one there is. */
function firstBody(): string {
  const wanted = route.value.query.get("group") ?? "";
  const known = planners();
  if (known.some(({ id }) => id === wanted)) return wanted;
  return may("plan_coalition_meeting").value.ok ? "" : (known[0]?.id ?? "");
}

function useCreation() {
  /* Groups may come after the form: what nobody chose follows them. */
  const first = firstBody();
  const [kept, keep] = useState<Omit<Draft, "body"> & { readonly body?: string | undefined }>({
    title: "",
    visibility: "group",
    state: "planned",
    hasTime: true,
    when: newWhen(),
    rhythm: "once",
    until: "",
    place: "",
    precision: "venue",
    link: "",
  });
  const draft: Draft = { ...kept, body: kept.body ?? first };
  const setDraft = (next: Draft) =>
    keep({ ...next, body: next.body === first ? undefined : next.body });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const submit = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0) return;
    const id = newId();
    setBusy(true);
    const outcome = await create(draft, id);
    if (!isHere()) return;
    if (outcome.ok) {
      return navigate(draft.rhythm === "once" || !draft.hasTime ? `/meetings/${id}` : "/meetings");
    }
    setBusy(false);
    dismiss(outcome.command_id);
    const asked = askedBy(outcome.error);
    if (asked) setDraft({ ...draft, when: { ...draft.when, asked } });
    setProblems([problemOf(outcome.error)]);
  };
  return { draft, setDraft, problems, submit, reason: busy ? t("saving") : needsConnection() };
}

interface PartProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

function Visibility({ draft, onChange }: PartProps) {
  if (draft.body === "") return null;
  const choices = mayBeWide(draft.body) ? (["group", "coalition"] as const) : (["group"] as const);
  return (
    <fieldset class="field">
      <legend>{t("item_who_sees")}</legend>
      {choices.map((visibility) => (
        <Choice
          key={visibility}
          name="visibility"
          value={visibility}
          chosen={draft.visibility}
          onChoose={() => onChange({ ...draft, visibility })}
        >
          {t(visibility === "group" ? "read_by_group" : "read_by_coalition")}
        </Choice>
      ))}
    </fieldset>
  );
}

function Asks({ draft, onChange }: PartProps) {
  return (
    <fieldset class="field">
      <legend>{t("field_state")}</legend>
      <Choice
        name="state"
        value="planned"
        chosen={draft.state}
        onChoose={() => onChange({ ...draft, state: "planned", hasTime: true })}
        hint={t("hint_planned")}
      >
        {t("meeting_planned")}
      </Choice>
      <Choice
        name="state"
        value="draft"
        chosen={draft.state}
        onChoose={() => onChange({ ...draft, state: "draft", rhythm: "once" })}
        hint={t("hint_draft")}
      >
        {t("meeting_draft")}
      </Choice>
    </fieldset>
  );
}

function When({ draft, onChange, messageOf }: PartProps) {
  return (
    <>
      {draft.state === "draft" ? (
        <fieldset class="field">
          <legend>{t("field_when")}</legend>
          {([true, false] as const).map((hasTime) => (
            <Choice
              key={String(hasTime)}
              name="hastime"
              value={String(hasTime)}
              chosen={String(draft.hasTime)}
              onChoose={() => onChange({ ...draft, hasTime })}
            >
              {t(hasTime ? "meeting_time_known" : "meeting_no_time")}
            </Choice>
          ))}
        </fieldset>
      ) : null}
      {draft.hasTime ? (
        <WhenFields
          draft={draft.when}
          onChange={(when) => onChange({ ...draft, when })}
          problemOf={messageOf}
        />
      ) : null}
      {draft.state === "planned" ? (
        <SelectField
          label={t("field_rhythm")}
          value={draft.rhythm}
          options={(Object.keys(RHYTHM) as Rhythm[]).map((value) => ({
            value,
            word: t(RHYTHM[value]),
          }))}
          onInput={(rhythm) => onChange({ ...draft, rhythm: rhythm as Rhythm })}
          hint={draft.rhythm === "once" ? undefined : t("hint_rhythm")}
        />
      ) : null}
      {draft.rhythm === "once" ? null : (
        <DayField
          label={t("field_until")}
          value={draft.until}
          onInput={(until) => onChange({ ...draft, until })}
          problem={messageOf("until_on")}
          hint={t("hint_until")}
        />
      )}
    </>
  );
}

function Where({ draft, onChange, messageOf }: PartProps) {
  return (
    <>
      <TextField
        label={t("field_place")}
        value={draft.place}
        onInput={(place) => onChange({ ...draft, place })}
        problem={messageOf("place")}
      />
      {draft.place.trim() === "" ? null : (
        <SelectField
          label={t("field_place_precision")}
          value={draft.precision}
          options={meetingPlaces()}
          onInput={(precision) => onChange({ ...draft, precision })}
        />
      )}
      <TextField
        label={t("field_link")}
        value={draft.link}
        onInput={(link) => onChange({ ...draft, link })}
        problem={messageOf("link")}
        hint={t("hint_link")}
      />
    </>
  );
}

function Form() {
  const { draft, setDraft, problems, submit, reason } = useCreation();
  const messageOf = (field: Field) => problems.find((one) => one.field === field)?.message;
  const part: PartProps = { draft, onChange: setDraft, messageOf };
  const options = [
    ...(may("plan_coalition_meeting").value.ok ? [{ value: "", word: t("board_coalition") }] : []),
    ...planners().map(({ id, name }) => ({ value: id, word: name })),
  ];
  return (
    <CreateForm
      problems={problems}
      onSubmit={submit}
      word={t(draft.state === "draft" ? "meeting_draft_do" : "meeting_plan_do")}
      reason={reason}
      back="/meetings"
    >
      <TextField
        label={t("field_meeting_title")}
        value={draft.title}
        onInput={(title) => setDraft({ ...draft, title })}
        problem={messageOf("title")}
      />
      <SelectField
        label={t("field_meets")}
        value={draft.body}
        options={options}
        onInput={(body) => setDraft({ ...draft, body, visibility: "group" })}
      />
      <Visibility {...part} />
      <Asks {...part} />
      <When {...part} />
      <Where {...part} />
    </CreateForm>
  );
}

export function NewMeeting() {
  if (!mayPlanSomewhere()) return <NotHere />;
  return (
    <>
      <PageHead
        title={t("meeting_new_title")}
        back={{ href: "/meetings", word: t("room_meetings") }}
      />
      <Form />
    </>
  );
}
