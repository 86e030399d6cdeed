/* Beginning a plan: the coalition's, or a group's; what it is called, and from when to when it goes. */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  FuzzyDate,
  type FuzzyDraft,
  fromDraft,
  PageHead,
  SelectField,
  TextField,
  toDraft,
  useStillHere,
} from "../../components";
import { collator, isSpan, type Key, readFuzzy, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId } from "../../sync";
import { CreateForm } from "../CreateForm";
import { NAME_MOST } from "../model/limits";
import { createPlan, type Horizon } from "../model/plan_edits";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { NotHere } from "../NotHere";
import { groupsToPlanFor, mayStartPlan } from "./PlanList";

interface DateDraft {
  readonly isStated: boolean;
  readonly date: FuzzyDraft;
}

type Dates = Readonly<Record<keyof Horizon, DateDraft>>;

interface Draft {
  readonly name: string;
  /** "": the coalition's. */
  readonly group: string;
  readonly dates: Dates;
}

const LABELS = {
  name: "field_plan_name",
  starts_on: "field_starts",
  ends_min_on: "field_ends_min",
  ends_max_on: "field_ends_max",
} as const satisfies Record<string, Key>;

const DATES = ["starts_on", "ends_min_on", "ends_max_on"] as const;

const problem = (field: keyof typeof LABELS, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

/** As it is sent; undefined where a date was begun and is none. */
const dateOf = ({ isStated, date }: DateDraft): string | null | undefined =>
  isStated ? fromDraft(date) : null;

function isUpsideDown(from: string | null | undefined, to: string | null | undefined): boolean {
  const start = from ? readFuzzy(from) : undefined;
  const end = to ? readFuzzy(to) : undefined;
  return start !== undefined && end !== undefined && !isSpan(start, end);
}

function problemsOf({ name, dates }: Draft): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const text = name.trim();
  if (text === "") problems.push(problem("name", t("E_REQUIRED")));
  if ([...text].length > NAME_MOST) {
    problems.push(problem("name", t("E_TOO_LONG", { most: NAME_MOST })));
  }
  for (const field of DATES) {
    if (dateOf(dates[field]) === undefined) problems.push(problem(field, t("E_DATE")));
  }
  const [start, least, most] = DATES.map((field) => dateOf(dates[field]));
  if (isUpsideDown(start, least)) problems.push(problem("ends_min_on", t("plan_span_wrong")));
  if (isUpsideDown(least, most)) problems.push(problem("ends_max_on", t("plan_span_wrong")));
  return problems;
}

const undated: DateDraft = { isStated: false, date: toDraft(null) };

/** What the address names, else the coalition, else the first group there is. */
function firstGroup(): string {
  const known = groupsToPlanFor();
  const wanted = route.value.query.get("group") ?? "";
  if (known.some(({ id }) => id === wanted)) return wanted;
  return may("start_coalition_plan").value.ok ? "" : (known[0]?.id ?? "");
}

function useStart() {
  const first = firstGroup();
  const [kept, keep] = useState<Omit<Draft, "group"> & { readonly group?: string | undefined }>({
    name: "",
    dates: { starts_on: undated, ends_min_on: undated, ends_max_on: undated },
  });
  const draft: Draft = { ...kept, group: kept.group ?? first };
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const submit = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0) return;
    const plan_id = newId();
    const { dates, group } = draft;
    setBusy(true);
    const outcome = await createPlan({
      plan_id,
      name: draft.name.trim(),
      group_id: group,
      horizon: {
        starts_on: dateOf(dates.starts_on) ?? null,
        ends_min_on: dateOf(dates.ends_min_on) ?? null,
        ends_max_on: dateOf(dates.ends_max_on) ?? null,
      },
    });
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/plans/${plan_id}?as=outline`);
    setBusy(false);
    dismiss(outcome.command_id);
    const field = (outcome.error.field ?? "name") as keyof typeof LABELS;
    setProblems([problem(field in LABELS ? field : "name", refusalWords(outcome.error))]);
  };
  return { draft, keep, problems, submit, reason: busy ? t("saving") : needsConnection() };
}

function DateChoice(props: {
  readonly label: string;
  readonly name: string;
  readonly draft: DateDraft;
  readonly invalid: boolean;
  readonly onChange: (draft: DateDraft) => void;
}) {
  const { draft, onChange } = props;
  return (
    <fieldset class="field">
      <legend>{props.label}</legend>
      {([false, true] as const).map((isStated) => (
        <Choice
          key={String(isStated)}
          name={props.name}
          value={String(isStated)}
          chosen={String(draft.isStated)}
          onChoose={() => onChange({ ...draft, isStated })}
        >
          {t(isStated ? "date_stated" : "date_open")}
        </Choice>
      ))}
      {draft.isStated ? (
        <FuzzyDate
          draft={draft.date}
          onChange={(date) => onChange({ ...draft, date })}
          invalid={props.invalid}
        />
      ) : null}
    </fieldset>
  );
}

function Form() {
  const { draft, keep, problems, submit, reason } = useStart();
  const messageOf = (field: string) => problems.find((one) => one.field === field)?.message;
  const own = groupsToPlanFor().toSorted((a, b) => collator().compare(a.name, b.name));
  const options = [
    ...(may("start_coalition_plan").value.ok ? [{ value: "", word: t("plan_of_coalition") }] : []),
    ...own.map(({ id, name }) => ({ value: id, word: name })),
  ];
  return (
    <CreateForm
      problems={problems}
      onSubmit={submit}
      word={t("plan_start_do")}
      reason={reason}
      back="/plans"
    >
      <TextField
        label={t("field_plan_name")}
        value={draft.name}
        onInput={(name) => keep({ ...draft, name })}
        problem={messageOf("name")}
      />
      <SelectField
        label={t("field_plan_of")}
        value={draft.group}
        options={options}
        onInput={(group) => keep({ ...draft, group })}
      />
      <p class="small muted">{t(draft.group === "" ? "read_by_coalition" : "read_by_group")}</p>
      {DATES.map((field) => (
        <DateChoice
          key={field}
          name={field}
          label={t(LABELS[field])}
          draft={draft.dates[field]}
          invalid={messageOf(field) !== undefined}
          onChange={(date) => keep({ ...draft, dates: { ...draft.dates, [field]: date } })}
        />
      ))}
    </CreateForm>
  );
}

export function NewPlan() {
  if (!mayStartPlan()) return <NotHere />;
  return (
    <>
      <PageHead title={t("plan_new_title")} back={{ href: "/plans", word: t("room_plans") }} />
      <Form />
    </>
  );
}
