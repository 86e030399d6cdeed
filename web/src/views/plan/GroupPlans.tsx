/* The plans of a group, on its page: its own, and those it drafts for the coalition. */
import { Link, Section } from "../../components";
import { t } from "../../i18n";
import { type Group, isFinal } from "../model/groups";
import { byStanding, plans } from "../model/plan";
import { rightTo } from "../model/rights";
import { PlanRows } from "./PlanRows";

export function GroupPlans({ group }: { readonly group: Group }) {
  const own = [...plans.value.values()]
    .filter(({ row }) => row.group_id === group.id)
    .toSorted(byStanding);
  const mayStart = rightTo("start_plan", "group", group.id).ok && !isFinal(group.row.state);
  if (own.length === 0 && !mayStart) return null;
  return (
    <Section
      title={t("room_plans")}
      count={own.length}
      end={
        mayStart ? <Link href={`/plans/new?group=${group.id}`}>{t("plan_start")}</Link> : undefined
      }
    >
      <PlanRows list={own} />
    </Section>
  );
}
