/*
 * Starting a caucus, or another group. Whoever starts it facilitates it; who will read that it exists
 * is said before it is made.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  PageHead,
  SelectField,
  TextArea,
  TextField,
  useStillHere,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { dismiss, may, newId, type RowChange, reads, send, viewer } from "../../sync";
import { CreateForm } from "../CreateForm";
import { byDate, convenings, whenWords } from "../model/convenings";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { actingFor, myBelongings, myName, myRoles } from "../model/me";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE, PUBLIC_SPACE } from "../model/spaces";
import { type GroupKind, groupKinds } from "../model/vocabulary";
import { NotHere } from "../NotHere";

type Visibility = "coalition" | "group" | "public";

interface Draft {
  readonly name: string;
  readonly kind: GroupKind;
  readonly mandate: string;
  readonly visibility: Visibility;
  /** "": at none. */
  readonly convening: string;
}

const LABELS = {
  name: "field_name",
  mandate: "field_mandate",
  convening_id: "field_formed_at",
} as const satisfies Record<string, Key>;

const VISIBILITY = {
  coalition: ["read_by_coalition", "hint_group_coalition"],
  group: ["read_by_group", "hint_group_group"],
  public: ["read_by_everyone", "hint_group_public"],
} as const satisfies Record<Visibility, readonly [Key, Key]>;

/** A delegate starts it for the organization, anybody else in person. */
function isForOrganization(): boolean {
  const { acting_for } = viewer.value;
  const role = myBelongings.value.find((one) => one.organization_id === acting_for)?.role;
  return role === "lead_delegate" || role === "alternate";
}

function starter(group_id: string, space_id: string) {
  const { person_id, acting_for } = viewer.value;
  const isDelegate = isForOrganization();
  return {
    space_id: isDelegate ? space_id : group_id,
    organization_id: isDelegate ? acting_for : null,
    person_id: isDelegate ? null : person_id,
    display_name: isDelegate ? null : (myName.value ?? null),
  };
}

function creation(draft: Draft) {
  const convening = draft.convening === "" ? undefined : draft.convening;
  const group_id = newId();
  const group_member_id = newId();
  const spaces = { public: PUBLIC_SPACE, coalition: COALITION_SPACE, group: group_id };
  const space_id = spaces[draft.visibility];
  const mandate = draft.mandate.trim();
  const shared = { group_id, name: draft.name.trim(), kind: draft.kind };
  const changes: readonly RowChange[] = [
    [
      "group",
      "insert",
      group_id,
      {
        ...shared,
        space_id,
        vote_unit: "organization",
        state: "forming",
        admission: "by_admission",
        mandate: mandate === "" ? null : mandate,
        mandate_ends_on: null,
        formed_on: null,
        organization_id: null,
        convening_id: convening ?? null,
        series_id: null,
        sample: 0,
      },
    ],
    [
      "group_member",
      "insert",
      group_member_id,
      {
        ...starter(group_id, space_id),
        group_member_id,
        group_id,
        role: "facilitator",
        starts_on: null,
        ends_on: null,
        sample: 0,
      },
    ],
  ];
  const params = {
    ...shared,
    group_member_id,
    visibility: draft.visibility,
    ...(mandate === "" ? {} : { mandate }),
    ...(convening === undefined ? {} : { convening_id: convening }),
  };
  return { group_id, params, changes };
}

/** The convening one came from to start it there. */
const conveningHere = () => convenings.value.get(route.value.query.get("convening") ?? "");

function problemsOf(draft: Draft): readonly FormProblem[] {
  const problems: FormProblem[] = [];
  const name = draft.name.trim();
  if (name === "") {
    problems.push({ field: "name", label: t("field_name"), message: t("E_REQUIRED") });
  } else if ([...name].length > NAME_MOST) {
    const message = t("E_TOO_LONG", { most: NAME_MOST });
    problems.push({ field: "name", label: t("field_name"), message });
  }
  if (draft.kind === "local_organising_committee" && draft.convening === "") {
    const message = t("committee_needs_convening");
    problems.push({ field: "convening_id", label: t("field_formed_at"), message });
  }
  if ([...draft.mandate.trim()].length > MANDATE_MOST) {
    const message = t("E_TOO_LONG", { most: MANDATE_MOST });
    problems.push({ field: "mandate", label: t("field_mandate"), message });
  }
  return problems;
}

function useCreation() {
  const [draft, setDraft] = useState<Draft>({
    name: "",
    kind: "caucus",
    mandate: "",
    visibility: reads(COALITION_SPACE) ? "coalition" : "group",
    convening: conveningHere()?.id ?? "",
  });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const create = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0) return;
    const { group_id, params, changes } = creation(draft);
    setBusy(true);
    const outcome = await send("group.create", params, changes);
    if (!isHere()) return;
    if (outcome.ok) return navigate(`/groups/${group_id}`);
    setBusy(false);
    dismiss(outcome.command_id);
    const field = outcome.error.field ?? "name";
    const label = t(LABELS[field as keyof typeof LABELS] ?? "field_name");
    setProblems([{ field, label, message: refusalWords(outcome.error) }]);
  };
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, problems, create, reason };
}

function Form() {
  const { draft, setDraft, problems, create, reason } = useCreation();
  const problem = (field: string) => problems.find((one) => one.field === field)?.message;
  const mayPublic = myRoles.value.some((role) => role.role === "secretariat");
  const choices: readonly Visibility[] = [
    ...(reads(COALITION_SPACE) ? (["coalition"] as const) : []),
    "group",
    ...(mayPublic ? (["public"] as const) : []),
  ];
  return (
    <CreateForm
      problems={problems}
      onSubmit={create}
      word={t("group_create_do")}
      reason={reason}
      back="/groups"
    >
      <TextField
        label={t("field_name")}
        value={draft.name}
        onInput={(name) => setDraft({ ...draft, name })}
        problem={problem("name")}
      />
      <SelectField
        label={t("field_kind")}
        value={draft.kind}
        options={groupKinds()}
        onInput={(kind) => setDraft({ ...draft, kind: kind as GroupKind })}
      />
      <SelectField
        label={t("field_formed_at")}
        value={draft.convening}
        options={[
          { value: "", word: t("formed_at_none") },
          ...[...convenings.value.values()]
            .sort(byDate)
            .map(({ id, name, row }) => ({ value: id, word: `${name} (${whenWords(row)})` })),
        ]}
        onInput={(convening) => setDraft({ ...draft, convening })}
        problem={problem("convening_id")}
      />
      <TextArea
        label={t("field_mandate")}
        value={draft.mandate}
        onInput={(mandate) => setDraft({ ...draft, mandate })}
        hint={t("hint_mandate")}
        problem={problem("mandate")}
      />
      <fieldset class="field">
        <legend>{t("field_read_by")}</legend>
        {choices.map((visibility) => (
          <Choice
            key={visibility}
            name="visibility"
            value={visibility}
            chosen={draft.visibility}
            onChoose={() => setDraft({ ...draft, visibility })}
            hint={t(VISIBILITY[visibility][1])}
          >
            {t(VISIBILITY[visibility][0])}
          </Choice>
        ))}
      </fieldset>
    </CreateForm>
  );
}

export function NewGroup() {
  if (!may("start_group").value.ok) return <NotHere />;
  const organization = isForOrganization() ? actingFor.value : undefined;
  return (
    <>
      <PageHead title={t("group_new_title")} back={{ href: "/groups", word: t("room_groups") }}>
        <p class="lede">
          {organization ? (
            <Words k="group_new_for" parts={{ name: <bdi>{organization.name}</bdi> }} />
          ) : (
            t("group_new_self")
          )}
        </p>
      </PageHead>
      <Form />
    </>
  );
}
