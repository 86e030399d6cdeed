/*
 * Applying for an organization that is not in the directory yet: by somebody who belongs nowhere and
 * becomes its lead delegate. The Secretariat reads it, nobody else.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  type FormProblem,
  PageHead,
  SelectField,
  TextField,
  useStillHere,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate } from "../../router";
import { dismiss, may, newId, send } from "../../sync";
import { CreateForm } from "../CreateForm";
import { coalition } from "../model/directory";
import { NAME_MOST } from "../model/limits";
import { myBelongings } from "../model/me";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { type OrganizationKind, organizationKinds } from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { AcceptCharter, acceptance, isCharterMet } from "./charter";

const LABELS = {
  name: "field_name",
  acronym: "field_short",
  charter_version: "charter_word",
} as const satisfies Record<string, Key>;

type Field = keyof typeof LABELS;

const isField = (field: string): field is Field => field in LABELS;

function useApplication() {
  const [draft, setDraft] = useState({
    name: "",
    acronym: "",
    kind: "network" as OrganizationKind,
    sought: "observer" as "observer" | "member",
    accepted: false,
  });
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  const problemOf = (field: Field, message: string): FormProblem => ({
    field,
    label: t(LABELS[field]),
    message,
  });
  const check = (): readonly FormProblem[] => {
    const found: FormProblem[] = [];
    for (const field of ["name", "acronym"] as const) {
      if ([...draft[field].trim()].length > NAME_MOST) {
        found.push(problemOf(field, t("E_TOO_LONG", { most: NAME_MOST })));
      }
    }
    if (draft.name.trim() === "") found.push(problemOf("name", t("E_REQUIRED")));
    if (!isCharterMet(draft.sought, draft.accepted)) {
      found.push(problemOf("charter_version", t("E_CHARTER")));
    }
    return found;
  };
  const apply = async () => {
    const found = check();
    setProblems(found);
    if (found.length > 0) return;
    setBusy(true);
    const acronym = draft.acronym.trim();
    const outcome = await send("application.make", {
      application_id: newId(),
      organization_id: newId(),
      affiliation_id: newId(),
      belonging_id: newId(),
      name: draft.name.trim(),
      kind: draft.kind,
      standing_sought: draft.sought,
      ...(acronym === "" ? {} : { acronym, organization_name_id: newId() }),
      ...acceptance(draft.sought),
    });
    if (!isHere()) return;
    if (outcome.ok) return navigate("/me");
    setBusy(false);
    dismiss(outcome.command_id);
    const field = outcome.error.field ?? "name";
    setProblems([problemOf(isField(field) ? field : "name", refusalWords(outcome.error))]);
  };
  const problem = (field: Field) => problems.find((one) => one.field === field)?.message;
  const reason = busy ? t("saving") : needsConnection();
  return { draft, setDraft, problems, problem, apply, reason };
}

function Form() {
  const form = useApplication();
  const { draft, setDraft, problem } = form;
  return (
    <CreateForm
      problems={form.problems}
      onSubmit={form.apply}
      word={t("apply_do")}
      reason={form.reason}
      back="/me"
    >
      <TextField
        label={t("field_name")}
        value={draft.name}
        onInput={(name) => setDraft({ ...draft, name })}
        problem={problem("name")}
      />
      <TextField
        label={t("field_short")}
        value={draft.acronym}
        onInput={(acronym) => setDraft({ ...draft, acronym })}
        hint={t("optional")}
        problem={problem("acronym")}
      />
      <SelectField
        label={t("field_kind")}
        value={draft.kind}
        options={organizationKinds()}
        onInput={(kind) => setDraft({ ...draft, kind: kind as OrganizationKind })}
      />
      <fieldset class="field">
        <legend>{t("tie_sought")}</legend>
        {(["observer", "member"] as const).map((sought) => (
          <Choice
            key={sought}
            name="sought"
            value={sought}
            chosen={draft.sought}
            onChoose={() => setDraft({ ...draft, sought })}
            hint={t(sought === "member" ? "hint_member" : "hint_observer")}
          >
            {t(sought === "member" ? "standing_member" : "standing_observer")}
          </Choice>
        ))}
      </fieldset>
      <AcceptCharter
        sought={draft.sought}
        accepted={draft.accepted}
        onAccept={(accepted) => setDraft({ ...draft, accepted })}
      />
    </CreateForm>
  );
}

export function Apply() {
  /* The application's own row comes before the answer, and must not take the form away meanwhile. */
  const [belongs] = useState(() => myBelongings.peek().length > 0);
  if (!may("apply_anew").value.ok || belongs) return <NotHere />;
  return (
    <>
      <PageHead title={t("apply_title")} back={{ href: "/me", word: t("me_title") }}>
        <p class="lede">
          <Words k="apply_words" parts={{ name: <bdi>{coalition.value?.name}</bdi> }} />
        </p>
      </PageHead>
      <Form />
    </>
  );
}
