/*
 * The page of one milestone: what is to be reached, by when, whose it is, where it is decided on, and what
 * is done for it.
 */
import { useState } from "preact/hooks";
import {
  AddLine,
  Dots,
  EditableFact,
  type FactWords,
  Link,
  Name,
  PageHead,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { type Key, t } from "../../i18n";
import { navigate } from "../../router";
import { connection, may, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { ItemRows } from "../items/ItemRows";
import { OwnerFact } from "../items/OwnerFact";
import { byDate, convenings, whenWords } from "../model/convenings";
import { savingOf } from "../model/edits";
import { groups, isFinal } from "../model/groups";
import { byDue as byItemDue, createItem } from "../model/items";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import {
  alongsideOf,
  isFrozen,
  type Milestone,
  mayEdit,
  milestones,
  type Plan,
  plans,
  treeOf,
} from "../model/plan";
import { editMilestone } from "../model/plan_edits";
import { milestoneStateWord } from "../model/plan_words";
import { provenanceOf } from "../model/provenance";
import { takeRefusal } from "../model/refusals";
import { rightTo, WhoCan } from "../model/rights";
import { readBy, spaceKind } from "../model/spaces";
import { NotHere } from "../NotHere";
import { SourceOf } from "../Sourced";
import { MilestoneStates } from "./MilestoneState";
import { dueWords, Standing, shareWords, weightOptions, weightWord } from "./words";

interface Part {
  readonly milestone: Milestone;
  readonly plan: Plan;
  readonly canEdit: boolean;
}

/* ---- who owns it ---- */

const OwnerRow = ({ milestone, plan, canEdit }: Part) => (
  <OwnerFact
    thing={milestone}
    group_id={plan.row.group_id}
    space_id={plan.row.space_id}
    canEdit={canEdit}
    onSave={(edits) => send("milestone.edit", { milestone_id: milestone.id, ...edits })}
  />
);

/* ---- its facts ---- */

const FIELDS = {
  name: ["field_milestone_name", "edit_milestone_name", "save_milestone_name"],
  note: ["field_item_note", "edit_item_note", "save_item_note"],
  due_on: ["field_due", "edit_due", "save_date"],
  weight: ["field_weight", "edit_weight", "save_weight"],
  convening_id: ["field_convening", "edit_milestone_convening", "save_milestone_convening"],
} as const satisfies Record<string, readonly [Key, Key, Key]>;

type Field = keyof typeof FIELDS;

const wordsOf = (field: Field): FactWords => {
  const [label, edit, save] = FIELDS[field];
  return { label: t(label), edit: t(edit), save: t(save) };
};

const conveningOptions = () => [
  { value: "", word: t("milestone_convening_none") },
  ...[...convenings.value.values()]
    .toSorted(byDate)
    .map(({ id, name, row }) => ({ value: id, word: `${name} (${whenWords(row)})` })),
];

function ConveningShown({ milestone }: { readonly milestone: Milestone }) {
  const id = milestone.row.convening_id;
  const convening = id === null ? undefined : convenings.value.get(id);
  const beside = alongsideOf(milestone);
  if (!convening) return <span class="muted">{t("milestone_convening_none")}</span>;
  return (
    <>
      <Link href={`/convenings/${convening.id}`}>
        <Name>{convening.name}</Name>
      </Link>
      {beside === undefined ? null : (
        <span class="stated">
          <Words k="milestone_alongside" parts={{ name: <Name>{beside}</Name> }} />
        </span>
      )}
    </>
  );
}

function Facts(
  part: Part & {
    readonly open: string | undefined;
    readonly setOpen: (field: string | undefined) => void;
  },
) {
  const { milestone, canEdit, open, setOpen } = part;
  const { id, row } = milestone;
  const fact = (field: Field) => ({
    words: wordsOf(field),
    value: row[field] === null ? null : String(row[field]),
    ...savingOf("milestone", id, field),
    canEdit,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editMilestone(id, field, from, to),
  });
  return (
    <Section title={t("item_facts")}>
      <dl class="facts">
        <OwnerRow {...part} />
        <EditableFact
          {...fact("due_on")}
          editor={{ kind: "date" }}
          extra={
            <>
              {" "}
              <Standing milestone={milestone} now={Date.now()} />
            </>
          }
        />
        <EditableFact
          {...fact("convening_id")}
          editor={{ kind: "choice", options: conveningOptions() }}
          shown={<ConveningShown milestone={milestone} />}
        />
        <EditableFact
          {...fact("name")}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
        />
        <EditableFact {...fact("note")} editor={{ kind: "text", most: MANDATE_MOST }} />
        <EditableFact
          {...fact("weight")}
          shown={weightWord(row.weight)}
          editor={{
            kind: "choice",
            options: weightOptions(),
          }}
        />
      </dl>
    </Section>
  );
}

/* ---- what is done for it ---- */

/** On which board something done for it is entered: the coalition's, else the drafting group's or the owner's. */
function boardFor({ row }: Milestone, plan: Plan): string | undefined {
  const isWithin = plan.row.space_id === plan.row.group_id;
  if (!isWithin && may("add_coalition_item").value.ok) return "";
  const known = isWithin ? [plan.row.group_id] : [plan.row.group_id, row.owner_group_id];
  return known
    .filter((id) => id !== null)
    .find((id) => {
      const group = groups.value.get(id);
      return (
        group !== undefined &&
        !isFinal(group.row.state) &&
        rightTo("add_action_item", "group", id).ok
      );
    });
}

/** Seen by as many as see the milestone, where its board lets it be. */
function isItemWithin(board: string, plan: Plan): boolean {
  const group = groups.value.get(board);
  if (group === undefined) return false;
  return plan.row.space_id === board || spaceKind(group.row.space_id) === "group";
}

function Items({ milestone, plan }: { readonly milestone: Milestone; readonly plan: Plan }) {
  const list = milestone.items.toSorted(byItemDue);
  const board = isFrozen(plan) ? undefined : boardFor(milestone, plan);
  if (list.length === 0 && board === undefined) return null;
  return (
    <Section title={t("milestone_items")} count={list.length}>
      <ItemRows list={list} withBoard />
      {board === undefined ? null : (
        <AddLine
          label={t("item_another")}
          most={NAME_MOST}
          onAdd={async (title) =>
            takeRefusal(
              await createItem({
                title,
                board,
                isWithin: isItemWithin(board, plan),
                milestone_id: milestone.id,
              }),
            )
          }
        />
      )}
    </Section>
  );
}

/* ---- the page ---- */

/** The goal and the objective it belongs to. */
function Above({ milestone, plan }: { readonly milestone: Milestone; readonly plan: Plan }) {
  for (const goal of treeOf(plan.id).goals) {
    for (const { row } of goal.objectives) {
      if (row.objective_id !== milestone.row.objective_id) continue;
      return (
        <p class="small muted">
          <Dots>{[<Name key="g">{goal.row.name}</Name>, <Name key="o">{row.name}</Name>]}</Dots>
        </p>
      );
    }
  }
  return null;
}

function Page({ milestone, plan }: { readonly milestone: Milestone; readonly plan: Plan }) {
  const { id, row, name, share } = milestone;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const canEdit = mayEdit(plan);
  const back = `/plans/${plan.id}`;
  const source = provenanceOf("milestone", id);
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (canEdit) setOpen("name");
  });
  const part: Part = { milestone, plan, canEdit };
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: plan.name }}
        kicker={
          <>
            <Dots>
              {[
                t("thing_milestone_start"),
                milestoneStateWord(row.state),
                dueWords(milestone),
                share === undefined ? "" : t("plan_share", { share: shareWords(share) }),
              ]}
            </Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <Above milestone={milestone} plan={plan} />
        <p class="small muted">{t(readBy(row.space_id))}</p>
      </PageHead>
      <div class="two">
        <div>
          {isFrozen(plan) ? (
            <p class="lede">{t("milestone_frozen")}</p>
          ) : (
            <MilestoneStates milestone={milestone} />
          )}
          <Facts {...part} open={open} setOpen={setOpen} />
          {isFrozen(plan) ? null : <WhoCan right={rightTo("edit_plan", "plan", plan.id)} />}
          <Items milestone={milestone} plan={plan} />
          <Comments
            table="milestone"
            id={id}
            space_id={row.space_id}
            group_id={plan.row.group_id}
          />
        </div>
        <div class="side">
          {source ? <SourceOf source={source} /> : null}
          <Changes table="milestone" id={id} />
        </div>
      </div>
    </>
  );
}

export function MilestonePage({ id }: { readonly id: string }) {
  const milestone = milestones.value.get(id);
  const plan = milestone && plans.value.get(milestone.row.plan_id);
  if (milestone && plan) return <Page key={id} milestone={milestone} plan={plan} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
