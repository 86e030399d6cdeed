/*
 * A new organization in the directory. Everything but the name can be left for later; who will read
 * it is said before it is made.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  FuzzyDate,
  fromDraft,
  PageHead,
  SelectField,
  TextField,
  toDraft,
  useStillHere,
} from "../../components";
import { t } from "../../i18n";
import { navigate } from "../../router";
import { dismiss, may, newId, type RowChange, type RowOf, send } from "../../sync";
import { CreateForm } from "../CreateForm";
import { NAME_MOST, REGION_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";
import { type OrganizationKind, organizationKinds } from "../model/vocabulary";
import { NotHere } from "../NotHere";

interface Draft {
  readonly name: string;
  readonly acronym: string;
  readonly kind: OrganizationKind;
  readonly sector: string;
  readonly region: string;
  readonly visibility: "public" | "coalition";
}

const EMPTY: Draft = {
  name: "",
  acronym: "",
  kind: "network",
  sector: "",
  region: "",
  visibility: "coalition",
};

const LABELS = {
  name: "field_name",
  acronym: "field_short",
  sector: "field_sector",
  region: "field_region",
} as const;

function problemsOf(draft: Draft): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const tell = (field: keyof typeof LABELS, message: string) =>
    problems.push({ field, label: t(LABELS[field]), message });
  if (draft.name.trim() === "") tell("name", t("E_REQUIRED"));
  for (const field of ["name", "acronym", "sector", "region"] as const) {
    const most = field === "region" ? REGION_MOST : NAME_MOST;
    if ([...draft[field].trim()].length > most) tell(field, t("E_TOO_LONG", { most }));
  }
  return problems;
}

const present = (text: string): string | undefined => text.trim() || undefined;

/** The command, and the rows it will make. */
function creation(draft: Draft, founded: string | undefined) {
  const organization_id = newId();
  const acronym = present(draft.acronym);
  const region = present(draft.region);
  const sector = present(draft.sector);
  const space_id = draft.visibility === "public" ? PUBLIC_SPACE : COALITION_SPACE;
  const names = { organization_name_id: newId(), organization_region_id: newId() };
  const row: RowOf<"organization"> = {
    organization_id,
    space_id,
    name: draft.name.trim(),
    kind: draft.kind,
    sector: sector ?? null,
    region_stated: null,
    role_stated: null,
    founded_on: founded ?? null,
    list_position: null,
    sample: 0,
  };
  const changes: RowChange[] = [["organization", "insert", organization_id, { ...row }]];
  const common = { organization_id, space_id, rank: 1, sample: 0 };
  if (acronym !== undefined) {
    const { organization_name_id } = names;
    const fields = {
      ...common,
      organization_name_id,
      kind: "acronym",
      text: acronym,
      language: null,
    };
    changes.push(["organization_name", "insert", organization_name_id, fields]);
  }
  if (region !== undefined) {
    const { organization_region_id } = names;
    const fields = { ...common, organization_region_id, region };
    changes.push(["organization_region", "insert", organization_region_id, fields]);
  }
  const params = {
    organization_id,
    name: row.name,
    kind: draft.kind,
    visibility: draft.visibility,
    ...(sector === undefined ? {} : { sector }),
    ...(founded === undefined ? {} : { founded_on: founded }),
    ...(acronym === undefined ? {} : { acronym, organization_name_id: names.organization_name_id }),
    ...(region === undefined
      ? {}
      : { region, organization_region_id: names.organization_region_id }),
  };
  return { organization_id, params, changes };
}

function useCreation() {
  const [draft, setDraft] = useState<Draft>(EMPTY);
  const [date, setDate] = useState(toDraft(null));
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const create = async () => {
    const founded = fromDraft(date);
    const found = [...problemsOf(draft)];
    if (date.year !== "" && founded === undefined) {
      found.push({ field: "founded_on", label: t("field_founded"), message: t("E_DATE") });
    }
    setProblems(found);
    if (found.length > 0) return;
    const { organization_id, params, changes } = creation(draft, founded);
    setBusy(true);
    const outcome = await send("organization.create", params, changes);
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/network/${organization_id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    const field = outcome.error.field ?? "name";
    const label = t(LABELS[field as keyof typeof LABELS] ?? "field_name");
    setProblems([{ field, label, message: refusalWords(outcome.error) }]);
  };
  const problem = (field: string) => problems.find((one) => one.field === field)?.message;
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, date, setDate, problems, problem, create, reason };
}

function Form() {
  const form = useCreation();
  const { draft, setDraft, problem } = form;
  const text = (field: "name" | "acronym" | "sector" | "region") => ({
    label: t(LABELS[field]),
    value: draft[field],
    onInput: (value: string) => setDraft({ ...draft, [field]: value }),
    problem: problem(field),
  });
  return (
    <CreateForm
      problems={form.problems}
      onSubmit={form.create}
      word={t("organization_create_do")}
      reason={form.reason}
      back="/network"
    >
      <TextField {...text("name")} />
      <TextField {...text("acronym")} hint={t("optional")} />
      <SelectField
        label={t("field_kind")}
        value={draft.kind}
        options={organizationKinds()}
        onInput={(kind) => setDraft({ ...draft, kind: kind as OrganizationKind })}
      />
      <TextField {...text("region")} hint={t("optional")} />
      <TextField {...text("sector")} hint={t("optional")} />
      <fieldset class="field">
        <legend>{t("new_founded")}</legend>
        <FuzzyDate
          draft={form.date}
          onChange={form.setDate}
          invalid={problem("founded_on") !== undefined}
        />
      </fieldset>
      <fieldset class="field">
        <legend>{t("field_read_by")}</legend>
        {(["coalition", "public"] as const).map((visibility) => (
          <Choice
            key={visibility}
            name="visibility"
            value={visibility}
            chosen={draft.visibility}
            onChoose={() => setDraft({ ...draft, visibility })}
            hint={t(visibility === "public" ? "hint_read_public" : "hint_read_coalition")}
          >
            {t(visibility === "public" ? "read_by_everyone" : "read_by_coalition")}
          </Choice>
        ))}
      </fieldset>
    </CreateForm>
  );
}

export function NewOrganization() {
  if (!may("edit_organization").value.ok) return <NotHere />;
  return (
    <>
      <PageHead
        title={t("organization_new_title")}
        back={{ href: "/network", word: t("room_network") }}
      />
      <Form />
    </>
  );
}
