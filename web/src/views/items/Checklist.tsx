/*
 * The lines of an item, to be ticked one by one: each is a change of its own, so two people never
 * overwrite each other.
 */
import { useState } from "preact/hooks";
import { AddLine, Name, offerUndo, Refusal, Section, Words } from "../../components";
import { t } from "../../i18n";
import { newId, type Outcome, send } from "../../sync";
import { type Item, type Step, stepsOf } from "../model/items";
import { NAME_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";

const STEPS_MOST = 100;

async function addStep(item: Item, text: string) {
  const action_item_step_id = newId();
  const rank = (stepsOf(item.id).at(-1)?.rank ?? 0) + 1;
  const params = { action_item_id: item.id, action_item_step_id, text };
  const fields = { ...params, rank, is_done: 0, sample: 0, space_id: item.row.space_id };
  return await send("action_item_step.add", params, [
    ["action_item_step", "insert", action_item_step_id, fields],
  ]);
}

function Line(props: {
  readonly item: Item;
  readonly step: Step;
  readonly canEdit: boolean;
  readonly onRefusal: (words: string | undefined) => void;
}) {
  const { item, step, canEdit, onRefusal } = props;
  const id = step.action_item_step_id;
  const tick = async (is_done: 0 | 1) => {
    const params = { action_item_step_id: id, is_done: { from: step.is_done, to: is_done } };
    onRefusal(
      takeRefusal(
        await send("action_item_step.edit", params, [
          ["action_item_step", "update", id, { is_done }],
        ]),
      ),
    );
  };
  const remove = async () => {
    const words = takeRefusal(
      await send("action_item_step.remove", { action_item_step_id: id }, [
        ["action_item_step", "delete", id, null],
      ]),
    );
    onRefusal(words);
    if (words !== undefined) return;
    offerUndo(
      <Words
        k="undo_removed"
        parts={{ field: t("checklist_title"), text: <Name>{step.text}</Name> }}
      />,
      () => void addStep(item, step.text),
    );
  };
  return (
    <li>
      <label class="tick">
        <input
          type="checkbox"
          checked={step.is_done === 1}
          disabled={!canEdit}
          onChange={(event) => void tick(event.currentTarget.checked ? 1 : 0)}
        />
        <Name>{step.text}</Name>
      </label>
      {canEdit ? (
        <span class="end">
          <button
            type="button"
            class="editbtn"
            aria-label={t("remove_named", { name: step.text })}
            onClick={() => void remove()}
          >
            {t("remove")}
          </button>
        </span>
      ) : null}
    </li>
  );
}

const full = (): string => t("checklist_full", { most: STEPS_MOST });

/* Others may have filled it meanwhile. */
function refusalOf(outcome: Outcome): string | undefined {
  const words = takeRefusal(outcome);
  return !outcome.ok && outcome.error.code === "E_TOO_MANY" ? full() : words;
}

const AddStep = ({ item }: { readonly item: Item }) => (
  <AddLine
    label={t("checklist_another")}
    most={NAME_MOST}
    check={() => (stepsOf(item.id).length >= STEPS_MOST ? full() : undefined)}
    onAdd={async (text) => refusalOf(await addStep(item, text))}
  />
);

export function Checklist({ item, canEdit }: { readonly item: Item; readonly canEdit: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const steps = stepsOf(item.id);
  const done = steps.filter((step) => step.is_done === 1).length;
  if (steps.length === 0 && !canEdit) return null;
  return (
    <Section
      title={t("checklist_title")}
      end={
        steps.length === 0 ? undefined : (
          <span class="muted">{t("checklist_count", { done, count: steps.length })}</span>
        )
      }
    >
      <ul class="plainrows">
        {steps.map((step) => (
          <Line
            key={step.action_item_step_id}
            item={item}
            step={step}
            canEdit={canEdit}
            onRefusal={setRefusal}
          />
        ))}
      </ul>
      <Refusal words={refusal} />
      {canEdit ? <AddStep item={item} /> : null}
    </Section>
  );
}
