/*
 * The lines of a plan's drawing: its years, spans and bars. The SVG is as large as all of the drawing, so that
 * what stands in it keeps its place while one scrolls; only what is in sight is there.
 */
import type { Precision } from "../../i18n";
import { isLate, type Milestone, type ObjectiveNode, windowOf } from "../model/plan";
import { barOf, type Days, placeOf, softnessOf, type Tick } from "../model/timeline";
import { type Drawn, milestoneY, type Seen } from "./lanes";
import { still } from "./still";

/* Where in the head of an objective its span runs, from below. */
const SPAN_ABOVE = 10;
const BAR = 12;

const SOFT: readonly Precision[] = ["day", "month", "quarter", "half", "year"];
const LOOKS = ["ahead", "reached", "late"] as const;
type Look = (typeof LOOKS)[number] | "dropped";

function lookOf(milestone: Milestone, now: number): Look {
  if (milestone.row.state === "dropped") return "dropped";
  if (milestone.row.state === "reached") return "reached";
  return milestone.row.state === "missed" || isLate(milestone, now) ? "late" : "ahead";
}

/** A bar's ends come and go: one gradient for each way a bar looks and each precision of a date. */
const Gradients = still(() => (
  <defs>
    {LOOKS.flatMap((look) =>
      SOFT.map((precision) => {
        const soft = softnessOf(precision);
        return (
          <linearGradient key={`${look}-${precision}`} id={`bar-${look}-${precision}`} class={look}>
            {soft > 0 ? <stop offset={0} class="none" /> : null}
            <stop offset={soft} />
            <stop offset={1 - soft} />
            {soft > 0 ? <stop offset={1} class="none" /> : null}
          </linearGradient>
        );
      }),
    )}
    <pattern id="possible" width="10" height="10" patternUnits="userSpaceOnUse">
      <path class="hatch" d="M-1 1 1-1M0 10 10 0M9 11l2-2" />
    </pattern>
  </defs>
));

const MilestoneBar = still(function MilestoneBar(props: {
  readonly drawn: Drawn;
  readonly milestone: Milestone;
  readonly y: number;
}) {
  const { drawn, milestone, y } = props;
  const { line, names, now } = drawn;
  if (!milestone.due) {
    return <path class="unstated info" d={`M${names} ${y}H${names + line.width}`} />;
  }
  const bar = barOf(line, milestone.due);
  const look = lookOf(milestone, now);
  return (
    <rect
      class={`bar ${look}`}
      x={names + bar.x}
      y={y - BAR / 2}
      width={bar.width}
      height={BAR}
      fill={look === "dropped" ? "none" : `url(#bar-${look}-${milestone.due.precision})`}
    />
  );
});

/** The span of an objective, and of it what is done; dotted where an end of it is not stated. */
function Span(props: {
  readonly drawn: Drawn;
  readonly objective: ObjectiveNode;
  readonly y: number;
}) {
  const { drawn, objective, y } = props;
  const { line, names } = drawn;
  const start = windowOf(objective.row.starts_on);
  const end = windowOf(objective.row.ends_on);
  const from = names + (start ? placeOf(line, start.firstDay) : 0);
  const to = names + (end ? placeOf(line, end.lastDay + 1) : line.width);
  const done = from + ((to - from) * objective.share) / 10_000;
  return (
    <>
      <path class={start && end ? "spanned" : "spanned unstated"} d={`M${from} ${y}H${to}`} />
      {objective.share > 0 ? <path class="spandone" d={`M${from} ${y}H${done}`} /> : null}
    </>
  );
}

const LaneLines = still(function LaneLines(props: { readonly drawn: Drawn } & Seen) {
  const { drawn, block, first, end } = props;
  const { objective, list } = block.of;
  return (
    <g>
      {objective ? (
        <Span drawn={drawn} objective={objective} y={block.top + drawn.heights.head - SPAN_ABOVE} />
      ) : null}
      {list.slice(first, end).map((milestone, index) => (
        <MilestoneBar
          key={milestone.id}
          drawn={drawn}
          milestone={milestone}
          y={milestoneY(drawn, block, first + index)}
        />
      ))}
    </g>
  );
});

/** What lies behind all lanes: the years, those in which the plan may end, today. */
const Years = still(function Years(props: {
  readonly drawn: Drawn;
  readonly ticks: readonly Tick[];
  readonly possible: Days | undefined;
  readonly today: number;
}) {
  const { drawn, ticks, possible, today } = props;
  const { line, names, height } = drawn;
  const x = (day: number) => names + placeOf(line, day);
  const isTodayHere = today >= line.firstDay && today < line.endDay;
  return (
    <g>
      {ticks.map(({ day, isMajor }) => (
        <path key={day} class={isMajor ? "grid major" : "grid"} d={`M${x(day)} 0V${height}`} />
      ))}
      {possible ? (
        <rect
          class="possible"
          x={x(possible.firstDay)}
          y={0}
          width={x(possible.lastDay + 1) - x(possible.firstDay)}
          height={height}
          fill="url(#possible)"
        />
      ) : null}
      {isTodayHere ? <path class="today" d={`M${x(today)} 0V${height}`} /> : null}
    </g>
  );
});

export const Lines = (props: {
  readonly drawn: Drawn;
  readonly seen: readonly Seen[];
  readonly ticks: readonly Tick[];
  readonly possible: Days | undefined;
  readonly today: number;
}) => {
  const { drawn, seen, ticks, possible, today } = props;
  return (
    <svg aria-hidden="true">
      <Gradients />
      <Years drawn={drawn} ticks={ticks} possible={possible} today={today} />
      {seen.map(({ block, first, end }) => (
        <LaneLines key={block.of.id} drawn={drawn} block={block} first={first} end={end} />
      ))}
    </svg>
  );
};
