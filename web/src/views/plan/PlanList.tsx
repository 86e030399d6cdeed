/*
 * The plans one may read: those at work first, put away last. Where one alone matters to whoever reads,
 * the room is that plan's page, and the list is one step back from it.
 */
import { Empty, Link, ListHead, LoadingRows, Section, useKey, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { navigate, route } from "../../router";
import { loading, may, slowLoading } from "../../sync";
import { groups, isFinal } from "../model/groups";
import { byStanding, mainPlan, type Plan, plans } from "../model/plan";
import { rightTo } from "../model/rights";
import { PlanPage } from "./PlanPage";
import { PlanRows } from "./PlanRows";

/** Groups whose own plan one may begin. */
export const groupsToPlanFor = () =>
  [...groups.value.values()].filter(
    ({ id, row }) => !isFinal(row.state) && rightTo("start_plan", "group", id).ok,
  );

export const mayStartPlan = (): boolean =>
  may("start_coalition_plan").value.ok || groupsToPlanFor().length > 0;

function StartButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const mayStart = mayStartPlan();
  useKey("create", () => {
    if (mayStart) navigate("/plans/new");
  });
  return mayStart ? (
    <Link href="/plans/new" class={isFirst ? "btn primary" : "btn"}>
      {t("plan_start")}
    </Link>
  ) : null;
}

const PARTS = [
  ["plans_here", (plan: Plan) => plan.row.state !== "archived"],
  ["plans_archived", (plan: Plan) => plan.row.state === "archived"],
] as const satisfies readonly (readonly [Key, (plan: Plan) => boolean])[];

export function PlanList() {
  const all = [...plans.value.values()].toSorted(byStanding);
  if (loading.value) return <LoadingRows slow={slowLoading.value} />;
  return (
    <div class="only-upto listhome">
      <ListHead title={t("room_plans")} isPane={false}>
        {all.length === 0 ? null : <StartButton />}
      </ListHead>
      {all.length === 0 ? (
        <Empty icon="plans" act={<StartButton isFirst />}>
          <Words k="plans_empty" />
        </Empty>
      ) : null}
      {PARTS.map(([title, is]) => {
        const list = all.filter(is);
        return list.length === 0 ? null : (
          <Section key={title} title={t(title)} count={list.length} class="block-s">
            <PlanRows list={list} />
          </Section>
        );
      })}
    </div>
  );
}

/** The room: its one plan, or the list of them. */
export function PlansHome() {
  const main = route.value.query.has("all") ? undefined : mainPlan();
  return main && !loading.value ? <PlanPage id={main.id} /> : <PlanList />;
}
