/* The same as the drawing says, as a table: goal by goal, each objective with its span and its share. */
import { Link, Name } from "../../components";
import { formatNumber, fuzzyDate, t } from "../../i18n";
import { type Milestone, type ObjectiveRow, type PlanTree, windowOf } from "../model/plan";
import { milestoneStateWord } from "../model/plan_words";
import { useMore } from "../useMore";
import { dueWords, Standing, shareWords } from "./words";

interface Line {
  readonly id: string;
  readonly depth: number;
  readonly kind: string;
  readonly name: string;
  readonly when: string;
  readonly weight: number;
  readonly share: number | undefined;
  readonly milestone?: Milestone;
}

/** "2013 to 2032"; what of it is not stated is said to be so. */
export function spanWords({ starts_on, ends_on }: ObjectiveRow): string {
  const word = (date: string | null) => (windowOf(date) && date ? fuzzyDate(date) : undefined);
  const from = word(starts_on);
  const to = word(ends_on);
  if (from === undefined)
    return to === undefined ? t("date_not_stated") : t("plan_until", { end: to });
  return to === undefined ? t("plan_from", { start: from }) : t("date_from_to", { from, to });
}

function linesOf(tree: PlanTree): readonly Line[] {
  const milestone =
    (depth: number) =>
    (one: Milestone): Line => ({
      id: one.id,
      depth,
      kind: t("thing_milestone"),
      name: one.name,
      when: dueWords(one),
      weight: one.row.weight,
      share: one.share,
      milestone: one,
    });
  return [
    ...tree.direct.map(milestone(0)),
    ...tree.goals.flatMap((goal): Line[] => [
      {
        id: goal.row.goal_id,
        depth: 0,
        kind: t("thing_goal"),
        name: goal.row.name,
        when: "",
        weight: goal.row.weight,
        share: goal.share,
      },
      ...goal.objectives.flatMap((one): Line[] => [
        {
          id: one.row.objective_id,
          depth: 1,
          kind: t("thing_objective"),
          name: one.row.name,
          when: spanWords(one.row),
          weight: one.row.weight,
          share: one.share,
        },
        ...one.milestones.map(milestone(2)),
      ]),
    ]),
  ];
}

const State = ({ milestone, now }: { readonly milestone: Milestone; readonly now: number }) =>
  milestone.row.state === "planned" ? (
    <>
      {milestoneStateWord("planned")} <Standing milestone={milestone} now={now} />
    </>
  ) : (
    <Standing milestone={milestone} now={now} />
  );

export function PlanTable({ tree, now }: { readonly tree: PlanTree; readonly now: number }) {
  const { shown, more } = useMore(linesOf(tree));
  const heads = {
    kind: t("plan_column_kind"),
    when: t("plan_column_when"),
    state: t("field_state"),
    owner: t("field_owner"),
    weight: t("field_weight"),
    share: t("plan_column_share"),
  };
  return (
    <>
      <table class="cards tree field">
        <caption class="vh">{t("plan_table_caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("plan_column_name")}</th>
            <th scope="col">{heads.kind}</th>
            <th scope="col">{heads.when}</th>
            <th scope="col">{heads.state}</th>
            <th scope="col">{heads.owner}</th>
            <th scope="col">{heads.weight}</th>
            <th scope="col">{heads.share}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <tr key={line.id}>
              <th scope="row" style={{ "--in": String(line.depth) }}>
                {line.milestone ? (
                  <Link href={`/milestones/${line.id}`}>
                    <Name>{line.name}</Name>
                  </Link>
                ) : (
                  <Name>{line.name}</Name>
                )}
              </th>
              <td data-l={heads.kind}>{line.kind}</td>
              <td data-l={heads.when}>{line.when}</td>
              <td data-l={heads.state}>
                {line.milestone ? (
                  <span>
                    <State milestone={line.milestone} now={now} />
                  </span>
                ) : null}
              </td>
              <td data-l={heads.owner}>
                {line.milestone === undefined ? null : line.milestone.owner === "" ? (
                  t("item_unowned")
                ) : (
                  <Name>{line.milestone.owner}</Name>
                )}
              </td>
              <td data-l={heads.weight}>{formatNumber(line.weight)}</td>
              <td data-l={heads.share}>
                {line.share === undefined ? "–" : shareWords(line.share)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
