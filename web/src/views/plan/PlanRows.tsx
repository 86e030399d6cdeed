/* Plans as rows: how each stands, from when to when it goes, how much is done and what is late. */
import { Dots, Link, Mark, type MarkKind, Name } from "../../components";
import { t } from "../../i18n";
import { groups } from "../model/groups";
import { horizonWords, lateIn, type Plan, type PlanState, treeOf } from "../model/plan";
import { planStateWord } from "../model/plan_words";
import { shareWords } from "./words";

const MARK = {
  draft: "open",
  active: "now",
  under_review: "waiting",
  archived: "ended",
} as const satisfies Record<PlanState, MarkKind>;

export function PlanRows({ list }: { readonly list: readonly Plan[] }) {
  const now = Date.now();
  return (
    <ul class="rows">
      {list.map((plan) => {
        const { id, row, name } = plan;
        const tree = treeOf(id);
        const late = row.state === "archived" ? 0 : lateIn(tree, now).length;
        const group = row.space_id === row.group_id ? groups.value.get(row.group_id) : undefined;
        return (
          <li key={id}>
            <Link href={`/plans/${id}`} class="row">
              <Mark kind={MARK[row.state]} />
              <span>
                <span class="t">
                  <Name>{name}</Name>
                </span>
                <span class="m">
                  <Dots>
                    {[
                      planStateWord(row.state),
                      horizonWords(row),
                      tree.isCounted ? t("plan_share", { share: shareWords(tree.share) }) : "",
                      late > 0 ? (
                        <b key="late" class="late">
                          {t("plan_late", { count: late })}
                        </b>
                      ) : (
                        ""
                      ),
                      group?.name ?? "",
                      row.sample === 1 ? t("sample") : "",
                    ]}
                  </Dots>
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
