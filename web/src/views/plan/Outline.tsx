/*
 * A plan as an outline: goals, their objectives, the milestones of each. Every line opens into its fields;
 * the order is changed by buttons or by dragging, and each level ends with the way to one more. Each act is
 * a command of its own, so two may rearrange a plan at once.
 */
import { useState } from "preact/hooks";
import {
  AddLine,
  Button,
  type FactWords,
  Holder,
  Link,
  Name,
  Refusal,
  useHeld,
} from "../../components";
import { t } from "../../i18n";
import { route } from "../../router";
import type { Outcome } from "../../sync";
import { NAME_MOST } from "../model/limits";
import {
  type GoalNode,
  type Milestone,
  markOfMilestone,
  mayEdit,
  type ObjectiveNode,
  type Plan,
  type PlanTree,
} from "../model/plan";
import {
  addGoal,
  addMilestone,
  addObjective,
  editGoal,
  editMilestone,
  editObjective,
  goalsPlaced,
  moveGoal,
  moveObjective,
  objectivesPlaced,
  removeGoal,
  removeMilestone,
  removeObjective,
} from "../model/plan_edits";
import { takeRefusal } from "../model/refusals";
import { useMore } from "../useMore";
import { useDragging } from "./dragging";
import { dropOf, type MilestonePlace, moveInto, placesOf } from "./dropping";
import {
  DateFact,
  idOfPlace,
  Line,
  type LineOf,
  NameAndWeight,
  type Outline,
  type Save,
} from "./OutlineLine";
import { spanWords } from "./PlanTable";
import { dueWords, Standing, shareWords } from "./words";

/* So many lines are shown at once; of a plan with more the goals begin closed. */
const OPEN_MOST = 200;

/* ---- adding at the end of a level ---- */

function AddAt(props: {
  /** Of what something is added: it may be moved while one types. */
  readonly to: string;
  readonly word: string;
  readonly label: string;
  readonly onAdd: (name: string) => Promise<Outcome>;
}) {
  const isOpen = useHeld(`add ${props.to}`, () => false);
  if (!isOpen.value) {
    return (
      <Button
        look="plain"
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {props.word}
      </Button>
    );
  }
  return (
    <AddLine
      label={props.label}
      most={NAME_MOST}
      held={`add ${props.to} text`}
      onAdd={async (name) => takeRefusal(await props.onAdd(name))}
    />
  );
}

/* ---- the levels ---- */

function MilestoneLine(props: {
  readonly outline: Outline;
  readonly milestone: Milestone;
  readonly place: MilestonePlace;
}) {
  const { outline, milestone, place } = props;
  const { id, row, name } = milestone;
  const save =
    (field: "name" | "weight" | "due_on"): Save =>
    (from, to) =>
      editMilestone(id, field, from, to);
  const at = place.list.indexOf(milestone);
  const line: LineOf = {
    kind: "milestone",
    id,
    name,
    at,
    count: place.list.length,
    moveTo: (to) => moveInto(id, place, to),
    elsewhere: placesOf(outline.tree)
      .filter((one) => one.objective_id !== place.objective_id)
      .map((one) => ({
        id: one.objective_id ?? "direct",
        name: one.name,
        go: () => moveInto(id, one),
      })),
    remove:
      row.state === "planned" && milestone.items.length === 0
        ? () => removeMilestone(id)
        : undefined,
  };
  return (
    <Line
      outline={outline}
      line={line}
      mark={markOfMilestone(row.state)}
      title={
        <Link href={`/milestones/${id}`}>
          <Name>{name}</Name>
        </Link>
      }
      about={
        <>
          {dueWords(milestone)} <Standing milestone={milestone} now={outline.now} />
          {milestone.owner === "" ? null : (
            <>
              {" "}
              <Name>{milestone.owner}</Name>
            </>
          )}
        </>
      }
      end={milestone.share === undefined ? "" : shareWords(milestone.share)}
      facts={
        <NameAndWeight table="milestone" id={id} row={row} save={save}>
          <DateFact
            words={{ label: t("field_due"), edit: t("edit_due"), save: t("save_date") }}
            table="milestone"
            id={id}
            column="due_on"
            value={row.due_on}
            onSave={save("due_on")}
          />
        </NameAndWeight>
      }
    />
  );
}

function Milestones(props: { readonly outline: Outline; readonly place: MilestonePlace }) {
  const { outline, place } = props;
  const { shown, more } = useMore(place.list);
  return (
    <>
      <ol class="outline">
        {shown.map((milestone) => (
          <li key={milestone.id}>
            <MilestoneLine outline={outline} milestone={milestone} place={place} />
          </li>
        ))}
      </ol>
      {more}
      {outline.canEdit ? (
        <AddAt
          to={place.objective_id ?? "direct"}
          word={t("milestone_add")}
          label={t("milestone_another")}
          onAdd={(name) =>
            addMilestone(outline.plan, place.list, { name, objective_id: place.objective_id })
          }
        />
      ) : null}
    </>
  );
}

const spanFactWords = (which: "starts_on" | "ends_on"): FactWords =>
  which === "starts_on"
    ? { label: t("field_starts"), edit: t("edit_starts"), save: t("save_date") }
    : { label: t("field_ends"), edit: t("edit_ends"), save: t("save_date") };

function Objective(props: {
  readonly outline: Outline;
  readonly goal: GoalNode;
  readonly objective: ObjectiveNode;
}) {
  const { outline, goal, objective } = props;
  const { row, milestones } = objective;
  const id = row.objective_id;
  const save =
    (field: "name" | "weight" | "starts_on" | "ends_on"): Save =>
    (from, to) =>
      editObjective(id, field, from, to);
  const into = (other: GoalNode, at: number) =>
    moveObjective(id, other.row.goal_id, objectivesPlaced(other.objectives), at);
  const line: LineOf = {
    kind: "objective",
    id,
    name: row.name,
    at: goal.objectives.indexOf(objective),
    count: goal.objectives.length,
    moveTo: (at) => into(goal, at),
    elsewhere: outline.tree.goals
      .filter((other) => other !== goal)
      .map((other) => ({
        id: other.row.goal_id,
        name: other.row.name,
        go: () => into(other, other.objectives.length),
      })),
    remove: milestones.length === 0 ? () => removeObjective(id) : undefined,
  };
  return (
    <>
      <Line
        outline={outline}
        line={line}
        mark="open"
        title={<Name>{row.name}</Name>}
        about={spanWords(row)}
        end={shareWords(objective.share)}
        facts={
          <NameAndWeight table="objective" id={id} row={row} save={save}>
            {(["starts_on", "ends_on"] as const).map((column) => (
              <DateFact
                key={column}
                words={spanFactWords(column)}
                table="objective"
                id={id}
                column={column}
                value={row[column]}
                onSave={save(column)}
              />
            ))}
          </NameAndWeight>
        }
      />
      <div class="outline-in">
        <Milestones
          outline={outline}
          place={{ objective_id: id, name: row.name, list: milestones }}
        />
      </div>
    </>
  );
}

function Goal(props: {
  readonly outline: Outline;
  readonly goal: GoalNode;
  readonly beginsOpen: boolean;
}) {
  const { outline, goal } = props;
  const { row, objectives } = goal;
  const [wasShown, setShown] = useState(props.beginsOpen);
  const isShown = wasShown || objectives.some((one) => one.row.objective_id === outline.asked);
  const id = row.goal_id;
  const { goals } = outline.tree;
  const line: LineOf = {
    kind: "goal",
    id,
    name: row.name,
    at: goals.indexOf(goal),
    count: goals.length,
    moveTo: (at) => moveGoal(id, goalsPlaced(goals), at),
    elsewhere: [],
    remove: objectives.length === 0 ? () => removeGoal(id) : undefined,
  };
  return (
    <>
      <Line
        outline={outline}
        line={line}
        mark="open"
        title={
          <b>
            <Name>{row.name}</Name>
          </b>
        }
        about={goal.isCounted ? "" : t("plan_no_milestones")}
        end={shareWords(goal.share)}
        facts={
          <NameAndWeight
            table="goal"
            id={id}
            row={row}
            save={(field) => (from, to) => editGoal(id, field, from, to)}
          />
        }
      />
      <div class="outline-in">
        {isShown ? (
          <ol class="outline">
            {objectives.map((objective) => (
              <li key={objective.row.objective_id}>
                <Objective outline={outline} goal={goal} objective={objective} />
              </li>
            ))}
          </ol>
        ) : (
          <p>
            <Button onClick={() => setShown(true)}>
              {t("plan_show_objectives", { count: objectives.length })}
            </Button>
          </p>
        )}
        {outline.canEdit && isShown ? (
          <AddAt
            to={id}
            word={t("objective_add")}
            label={t("objective_another")}
            onAdd={(name) => addObjective(goal, name)}
          />
        ) : null}
      </div>
    </>
  );
}

export function PlanOutline(props: {
  readonly plan: Plan;
  readonly tree: PlanTree;
  readonly now: number;
}) {
  const { plan, tree, now } = props;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const drag = useDragging((dragged, on, isAfter) => {
    const drop = dropOf(tree, dragged, on, isAfter);
    return drop && (() => void drop().then((one) => setRefusal(takeRefusal(one))));
  });
  const asked = idOfPlace(route.value.place);
  const outline: Outline = { plan, tree, now, canEdit: mayEdit(plan), asked, open, setOpen, drag };
  const count = placesOf(tree).reduce((sum, place) => sum + 1 + place.list.length, 0);
  return (
    <Holder open={open}>
      <Refusal words={refusal} />
      <ol class="outline top">
        {tree.goals.map((goal) => (
          <li key={goal.row.goal_id}>
            <Goal outline={outline} goal={goal} beginsOpen={count <= OPEN_MOST} />
          </li>
        ))}
      </ol>
      {outline.canEdit ? (
        <AddAt
          to="plan"
          word={t("goal_add")}
          label={t("goal_another")}
          onAdd={(name) => addGoal(plan, tree, name)}
        />
      ) : null}
      {tree.direct.length > 0 || outline.canEdit ? (
        <section class="block-s" aria-labelledby="plan-direct">
          <h2 class="sec" id="plan-direct">
            {t("plan_direct")}
          </h2>
          <Milestones
            outline={outline}
            place={{ objective_id: null, name: t("plan_direct"), list: tree.direct }}
          />
        </section>
      ) : null}
    </Holder>
  );
}
