/* The words of a plan's drawing: names of goals and objectives, and each milestone beside its bar. */
import { Link, Name } from "../../components";
import { t } from "../../i18n";
import type { Milestone } from "../model/plan";
import { barOf, type Side, sideOf, WORDS_GAP } from "../model/timeline";
import { type Drawn, milestoneY, type Seen } from "./lanes";
import { still } from "./still";
import { dueWords, Standing, shareWords, standing } from "./words";

/* A letter of the labels is about so wide. */
const LETTER = 7.5;

const wordsWidth = (milestone: Milestone, now: number): number =>
  [milestone.name, dueWords(milestone), standing(milestone, now)].join(" ").length * LETTER;

function placeOfWords(
  drawn: Drawn,
  milestone: Milestone,
): { readonly side: Side; readonly x: number; readonly width: number } {
  const { line, names, now } = drawn;
  if (!milestone.due) return { side: "on", x: names, width: line.width };
  const bar = barOf(line, milestone.due);
  const side = sideOf(line, bar, wordsWidth(milestone, now));
  switch (side) {
    case "on":
      return { side, x: names + bar.x, width: bar.width };
    case "after": {
      const x = names + bar.x + bar.width + WORDS_GAP;
      return { side, x, width: names + line.width - x };
    }
    case "before":
      return { side, x: names, width: bar.x - WORDS_GAP };
    default:
      return side satisfies never;
  }
}

const MilestoneWords = still(function MilestoneWords(props: {
  readonly drawn: Drawn;
  readonly milestone: Milestone;
  readonly y: number;
}) {
  const { drawn, milestone, y } = props;
  const { side, x, width } = placeOfWords(drawn, milestone);
  return (
    <li
      class={`mswords ${side}${milestone.row.state === "dropped" ? " dropped" : ""}`}
      style={{
        "--x": `${x}px`,
        "--y": `${y - drawn.heights.milestone / 2}px`,
        "--w": `${width}px`,
        "--h": `${drawn.heights.milestone}px`,
      }}
    >
      <Link href={`/milestones/${milestone.id}`}>
        <span>
          <Name>{milestone.name}</Name>
        </span>{" "}
        <span class="q">{dueWords(milestone)}</span>{" "}
        <Standing milestone={milestone} now={drawn.now} />
      </Link>
    </li>
  );
});

const shareLine = (isCounted: boolean, share: number): string =>
  isCounted ? t("plan_share", { share: shareWords(share) }) : t("plan_no_milestones");

export const LaneWords = still(function LaneWords(props: { readonly drawn: Drawn } & Seen) {
  const { drawn, block, first, end } = props;
  const { goal, objective, kind, list } = block.of;
  const style = { "--y": `${block.top}px`, "--h": `${block.height}px` };
  if (goal) {
    return (
      <div class="lane goal" style={style}>
        <div class="stay">
          <h2>
            <Name>{goal.row.name}</Name>
          </h2>
          <p class="small muted">
            {t("plan_goal_share", { share: shareLine(goal.isCounted, goal.share) })}
          </p>
        </div>
      </div>
    );
  }
  return (
    <div class={`lane ${kind}`} style={style}>
      <div class="stay names">
        <h3>{objective ? <Name>{objective.row.name}</Name> : t("plan_direct")}</h3>
        {objective ? (
          <p class="small muted">{shareLine(objective.isCounted, objective.share)}</p>
        ) : null}
      </div>
      <ul>
        {list.slice(first, end).map((milestone, index) => (
          <MilestoneWords
            key={milestone.id}
            drawn={drawn}
            milestone={milestone}
            y={milestoneY(drawn, block, first + index) - block.top}
          />
        ))}
      </ul>
    </div>
  );
});
