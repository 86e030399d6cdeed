/*
 * The milestones of a plan by year, as a phone has room for them: what is late first, then year by year,
 * what has no date last.
 */
import type { ComponentChildren } from "preact";
import { Dots, Link, Mark, Name, Section } from "../../components";
import { civilOf, formatDate, t } from "../../i18n";
import {
  byDue,
  isLate,
  type Milestone,
  markOfMilestone,
  milestonesIn,
  type PlanTree,
} from "../model/plan";
import { useMore } from "../useMore";
import { dueWords, Standing, standing } from "./words";

/** Of each milestone the goal it belongs to, by name; one that stands alone has none. */
export function goalNames({ goals }: PlanTree): ReadonlyMap<string, string> {
  return new Map(
    goals.flatMap((goal) =>
      goal.objectives.flatMap((one) =>
        one.milestones.map((milestone) => [milestone.id, goal.row.name] as const),
      ),
    ),
  );
}

interface Year {
  readonly title: string;
  readonly list: readonly Milestone[];
}

const yearWord = (year: number): string =>
  formatDate(new Date(Date.UTC(year, 0, 1)), { year: "numeric", timeZone: "UTC" });

/** What is late, then each year that has something by when it begins, then what has no date. */
export function byYear(all: readonly Milestone[], now: number): readonly Year[] {
  const late = all.filter((one) => isLate(one, now));
  const years = new Map<number | undefined, Milestone[]>();
  for (const one of all) {
    if (isLate(one, now)) continue;
    const year = one.due && civilOf(one.due.firstDay).year;
    const list = years.get(year);
    if (list) list.push(one);
    else years.set(year, [one]);
  }
  return [
    { title: t("milestones_late"), list: late },
    ...[...years].map(([year, list]) => ({
      title: year === undefined ? t("milestones_undated") : yearWord(year),
      list,
    })),
  ].filter(({ list }) => list.length > 0);
}

export function MilestoneRow(props: {
  readonly milestone: Milestone;
  readonly now: number;
  readonly about: readonly ComponentChildren[];
}) {
  const { milestone, now } = props;
  const { id, row, name } = milestone;
  return (
    <li>
      <Link href={`/milestones/${id}`} class="row">
        <Mark kind={markOfMilestone(row.state)} />
        <span>
          <span class="t">
            <Name>{name}</Name>
          </span>
          <span class="m">
            <Dots>
              {[
                standing(milestone, now) === "" ? (
                  ""
                ) : (
                  <Standing key="state" milestone={milestone} now={now} />
                ),
                dueWords(milestone),
                ...props.about,
              ]}
            </Dots>
          </span>
        </span>
      </Link>
    </li>
  );
}

export function YearList({ tree, now }: { readonly tree: PlanTree; readonly now: number }) {
  const goals = goalNames(tree);
  const { shown, more } = useMore(milestonesIn(tree).toSorted(byDue));
  return (
    <>
      {byYear(shown, now).map(({ title, list }) => (
        <Section key={title} title={title} count={list.length} class="block-s">
          <ul class="rows">
            {list.map((one) => (
              <MilestoneRow
                key={one.id}
                milestone={one}
                now={now}
                about={[goals.get(one.id) ?? "", one.owner === "" ? t("item_unowned") : one.owner]}
              />
            ))}
          </ul>
        </Section>
      ))}
      {more}
    </>
  );
}
