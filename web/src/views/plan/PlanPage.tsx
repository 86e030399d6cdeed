/*
 * The page of a plan: how much of the work is done and what is late, in one sentence; then the years, as a
 * drawing, a list, an outline or a table; below, what the plan is and how it stands.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dots,
  EditableFact,
  Empty,
  Link,
  Name,
  PageHead,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { t } from "../../i18n";
import { navigate } from "../../router";
import { connection } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { savingOf } from "../model/edits";
import { groups } from "../model/groups";
import { NAME_MOST } from "../model/limits";
import {
  horizonWords,
  isFrozen,
  lateIn,
  mayEdit,
  type Plan,
  type PlanTree,
  plans,
  treeOf,
} from "../model/plan";
import { editPlan } from "../model/plan_edits";
import { planStateWord } from "../model/plan_words";
import { rightTo, WhoCan } from "../model/rights";
import { readBy } from "../model/spaces";
import { NotHere } from "../NotHere";
import { type Form, FormChoice, ScaleChoice, scaleHere, usePlanForm } from "./forms";
import { NewMilestone } from "./NewMilestone";
import { PlanOutline } from "./Outline";
import { PlanStates } from "./PlanStates";
import { PlanTable } from "./PlanTable";
import { Timeline } from "./Timeline";
import { shareWords } from "./words";
import { YearList } from "./YearList";

/** "12 % of the work is done. Five milestones are late." Of one put away: what was decided. */
function Lede(props: { readonly plan: Plan; readonly tree: PlanTree; readonly now: number }) {
  const { plan, tree, now } = props;
  const late = lateIn(tree, now).length;
  const { state, decision } = plan.row;
  return (
    <>
      <p class="lede">
        {state === "archived" ? (
          <>
            <Words k="plan_archived_words" />{" "}
          </>
        ) : null}
        {tree.isCounted ? t("plan_done", { share: shareWords(tree.share) }) : t("plan_nothing_yet")}
        {late > 0 && state !== "archived" ? (
          <>
            {" "}
            <b class="late">{t("plan_late", { count: late })}</b>
          </>
        ) : null}
      </p>
      {state === "archived" && decision !== null ? (
        <p class="said" dir="auto">
          {decision}
        </p>
      ) : null}
    </>
  );
}

function Facts({ plan, canEdit }: { readonly plan: Plan; readonly canEdit: boolean }) {
  const { id, row } = plan;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const group = row.group_id === null ? undefined : groups.value.get(row.group_id);
  const fact = (field: "name" | "starts_on" | "ends_min_on" | "ends_max_on") => ({
    value: row[field],
    ...savingOf("plan", id, field),
    canEdit,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editPlan(id, field, from, to),
  });
  return (
    <Section title={t("item_facts")}>
      <dl class="facts">
        <EditableFact
          {...fact("name")}
          words={{
            label: t("field_plan_name"),
            edit: t("edit_plan_name"),
            save: t("save_plan_name"),
          }}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
        />
        <EditableFact
          {...fact("starts_on")}
          words={{ label: t("field_starts"), edit: t("edit_starts"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <EditableFact
          {...fact("ends_min_on")}
          words={{ label: t("field_ends_min"), edit: t("edit_ends_min"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <EditableFact
          {...fact("ends_max_on")}
          words={{ label: t("field_ends_max"), edit: t("edit_ends_max"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <div>
          <dt>{t("field_drafted_by")}</dt>
          <dd class="val">
            {group === undefined ? (
              <span class="muted">{t("plan_no_group")}</span>
            ) : (
              <Link href={`/groups/${group.id}`}>
                <Name>{group.name}</Name>
              </Link>
            )}
          </dd>
        </div>
      </dl>
    </Section>
  );
}

function Shown(props: {
  readonly form: Form;
  readonly plan: Plan;
  readonly tree: PlanTree;
  readonly now: number;
}) {
  const { form, plan, tree, now } = props;
  switch (form) {
    case "drawing":
      return <Timeline plan={plan} tree={tree} scale={scaleHere()} now={now} />;
    case "years":
      return <YearList tree={tree} now={now} />;
    case "outline":
      return <PlanOutline plan={plan} tree={tree} now={now} />;
    case "table":
      return <PlanTable tree={tree} now={now} />;
    default:
      return form satisfies never;
  }
}

const isEmpty = (tree: PlanTree): boolean => tree.goals.length === 0 && tree.direct.length === 0;

function Page({ plan }: { readonly plan: Plan }) {
  const { id, row, name } = plan;
  const [form, setForm] = usePlanForm();
  const [isAdding, setAdding] = useState(false);
  const now = Date.now();
  const tree = treeOf(id);
  const canEdit = mayEdit(plan);
  const group = row.group_id === null ? undefined : groups.value.get(row.group_id);
  useKey("back", () => navigate("/plans?all=1"));
  useKey("create", () => {
    if (canEdit) setAdding(true);
  });
  useKey("edit", () => {
    if (canEdit) setForm("outline");
  });
  return (
    <>
      <PageHead
        title={name}
        back={{ href: "/plans?all=1", word: t("plans_all") }}
        kicker={
          <>
            <Dots>
              {[t("room_plans"), planStateWord(row.state), horizonWords(row), group?.name ?? ""]}
            </Dots>{" "}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <Lede plan={plan} tree={tree} now={now} />
        <p class="small muted">{t(readBy(row.space_id))}</p>
      </PageHead>
      {isEmpty(tree) && form !== "outline" ? (
        <Empty
          icon="plans"
          act={
            canEdit ? (
              <Button look="primary" onClick={() => setForm("outline")}>
                {t("plan_begin_do")}
              </Button>
            ) : undefined
          }
        >
          <Words k="plan_empty" />
        </Empty>
      ) : (
        <>
          <div class="viewsbar">
            <FormChoice form={form} onChange={setForm} />
            {form === "drawing" ? <ScaleChoice scale={scaleHere()} /> : null}
            {canEdit ? (
              <Button look="primary" onClick={() => setAdding(true)}>
                {t("milestone_add")}
              </Button>
            ) : null}
          </div>
          <Shown form={form} plan={plan} tree={tree} now={now} />
        </>
      )}
      <div class="two block">
        <div>
          <Facts plan={plan} canEdit={canEdit} />
          {isFrozen(plan) ? null : <WhoCan right={rightTo("edit_plan", "plan", id)} />}
          <PlanStates plan={plan} />
          <Comments table="plan" id={id} space_id={row.space_id} group_id={row.group_id} />
        </div>
        <div class="side">
          <Changes table="plan" id={id} />
        </div>
      </div>
      {isAdding ? <NewMilestone plan={plan} tree={tree} onClose={() => setAdding(false)} /> : null}
    </>
  );
}

export function PlanPage({ id }: { readonly id: string }) {
  const plan = plans.value.get(id);
  if (plan) return <Page key={id} plan={plan} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
