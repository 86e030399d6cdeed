/*
 * What an item is done for: one milestone of those that everybody who sees the item sees too.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Link, Mark, Name, Refusal, SearchBox, Words } from "../../components";
import { t } from "../../i18n";
import { send } from "../../sync";
import type { Item } from "../model/items";
import { isFrozen, type Milestone, markOfMilestone, milestones, plans } from "../model/plan";
import { takeRefusal } from "../model/refusals";
import { COALITION_SPACE } from "../model/spaces";

/** Those of plans that are not closed, in the space of the item or in the coalition's, which all of it read. */
function candidates(space_id: string): readonly Milestone[] {
  return [...milestones.value.values()].filter(({ row }) => {
    const plan = plans.value.get(row.plan_id);
    const isSeen = row.space_id === space_id || row.space_id === COALITION_SPACE;
    return isSeen && plan !== undefined && !isFrozen(plan);
  });
}

export function MilestoneSearch(props: {
  readonly space_id: string;
  readonly onChoose: (milestone: Milestone) => void;
}) {
  return (
    <SearchBox
      label={t("milestone_choose")}
      labelled
      things={candidates(props.space_id)}
      mark={(one) => <Mark kind={markOfMilestone(one.row.state)} />}
      note={(one) => plans.value.get(one.row.plan_id)?.name ?? ""}
      onChoose={props.onChoose}
    />
  );
}

export const hasMilestones = (space_id: string): boolean => candidates(space_id).length > 0;

function Choose({ item, onClose }: { readonly item: Item; readonly onClose: () => void }) {
  const [seen] = useState(item);
  const [chosen, setChosen] = useState(() =>
    seen.row.milestone_id === null ? undefined : milestones.value.get(seen.row.milestone_id),
  );
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const from = seen.row.milestone_id;
  const to = chosen?.id ?? null;
  const save = async () => {
    const words = takeRefusal(
      await send("action_item.edit", { action_item_id: seen.id, milestone_id: { from, to } }),
    );
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="milestone_choose_title" parts={{ name: <bdi>{seen.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("milestone_save"),
        run: save,
        reason: from === to ? t("nothing_changed") : undefined,
      }}
    >
      <p class="lede">
        {chosen === undefined ? (
          t("milestone_none")
        ) : (
          <Words k="milestone_chosen" parts={{ name: <bdi>{chosen.name}</bdi> }} />
        )}
      </p>
      <div class="field">
        <MilestoneSearch space_id={seen.row.space_id} onChoose={setChosen} />
      </div>
      {chosen === undefined ? null : (
        <Button look="plain" onClick={() => setChosen(undefined)}>
          {t("milestone_clear")}
        </Button>
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}

/** The fact on the page of an item. */
export function MilestoneFact({
  item,
  canEdit,
}: {
  readonly item: Item;
  readonly canEdit: boolean;
}) {
  const [open, setOpen] = useState(false);
  const id = item.row.milestone_id;
  const milestone = id === null ? undefined : milestones.value.get(id);
  if (!milestone && !(canEdit && hasMilestones(item.row.space_id))) return null;
  return (
    <div>
      <dt>{t("field_milestone")}</dt>
      <dd class="val">
        <span>
          {milestone ? (
            <Link href={`/milestones/${milestone.id}`}>
              <Name>{milestone.name}</Name>
            </Link>
          ) : (
            <span class="muted">{t("milestone_none")}</span>
          )}
        </span>
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("milestone_edit")}
            onClick={() => setOpen(true)}
          >
            {t("change")}
          </button>
        ) : null}
        {open ? <Choose item={item} onClose={() => setOpen(false)} /> : null}
      </dd>
    </div>
  );
}
