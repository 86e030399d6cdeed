/* A milestone more, over the page of its plan: what, under which objective, by when as exactly as is known. */
import { useState } from "preact/hooks";
import {
  Choice,
  Dialog,
  FuzzyDate,
  fromDraft,
  Refusal,
  SelectField,
  TextField,
  toDraft,
  Words,
} from "../../components";
import { t } from "../../i18n";
import { NAME_MOST } from "../model/limits";
import type { Plan, PlanTree } from "../model/plan";
import { addMilestone } from "../model/plan_edits";
import { takeRefusal } from "../model/refusals";

/** Why it cannot be entered yet. */
function complaint(name: string, due_on: string | null | undefined): string | undefined {
  if (name === "") return t("plan_name_first");
  if ([...name].length > NAME_MOST) return t("E_TOO_LONG", { most: NAME_MOST });
  return due_on === undefined ? t("E_DATE") : undefined;
}

export function NewMilestone(props: {
  readonly plan: Plan;
  readonly tree: PlanTree;
  readonly onClose: () => void;
}) {
  const { plan, tree, onClose } = props;
  const objectives = tree.goals.flatMap((goal) => goal.objectives);
  const [name, setName] = useState("");
  const [under, setUnder] = useState(objectives[0]?.row.objective_id ?? "");
  const [hasDate, setHasDate] = useState(false);
  const [draft, setDraft] = useState(() => toDraft(null));
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const due_on = hasDate ? fromDraft(draft) : null;
  const text = name.trim();
  const add = async () => {
    const objective_id = under === "" ? null : under;
    const beside =
      objectives.find(({ row }) => row.objective_id === under)?.milestones ?? tree.direct;
    const words = takeRefusal(
      await addMilestone(plan, beside, { name: text, objective_id, due_on: due_on ?? null }),
    );
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="milestone_add_title" parts={{ name: <bdi>{plan.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("milestone_add_act"), run: add, reason: complaint(text, due_on) }}
    >
      <TextField label={t("field_milestone_name")} value={name} onInput={setName} />
      <SelectField
        label={t("field_under")}
        value={under}
        options={[
          ...objectives.map(({ row }) => ({ value: row.objective_id, word: row.name })),
          { value: "", word: t("plan_direct") },
        ]}
        onInput={setUnder}
      />
      <fieldset class="field">
        <legend>{t("field_due")}</legend>
        {([false, true] as const).map((has) => (
          <Choice
            key={String(has)}
            name="due"
            value={String(has)}
            chosen={String(hasDate)}
            onChoose={() => setHasDate(has)}
          >
            {t(has ? "due_stated" : "due_not_yet")}
          </Choice>
        ))}
        {hasDate ? <FuzzyDate draft={draft} onChange={setDraft} invalid={false} /> : null}
      </fieldset>
      <Refusal words={refusal} />
    </Dialog>
  );
}
