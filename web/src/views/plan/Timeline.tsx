/*
 * A plan drawn over the years: every date as wide as what is known of it, softer at its ends the coarser
 * it is. Lines and bars are one SVG of what is in sight, words lie over it in HTML; of thousands of lines
 * only those that can be seen are there.
 */
import "../../styles/drawing.css";
import "../../styles/plan.css";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Button } from "../../components";
import { formatDate, formatNumber, t } from "../../i18n";
import { type Plan, type PlanTree, windowOf } from "../model/plan";
import {
  dayAt,
  type Heights,
  inSight,
  type Line,
  lineOf,
  placeOf,
  possibleYears,
  type Scale,
  stacked,
  type Tick,
  ticksOf,
} from "../model/timeline";
import { type Drawn, daysOf, lanesOf } from "./lanes";
import { type Plate, scrolledTo, scrollInline, useSight } from "./sight";
import { Lines } from "./TimelineLines";
import { LaneWords } from "./TimelineWords";

/* Sizes, in pixels; the style sheet has the same. */
const AXIS = 52;
const NAMES = 232;
/* Below this room names stand above their lanes, not beside them. */
const NARROW = 640;
const WIDE_HEIGHTS: Heights = { goal: 92, head: 26, milestone: 36, least: 112 };
const NARROW_HEIGHTS: Heights = { goal: 108, head: 74, milestone: 44, least: 90 };
/* However narrow the screen, so much room the years of a scale have; one scrolls through it. */
const LINE_LEAST = 620;
/* ---- the axis ---- */

function tickWord({ day, unit }: Tick): string {
  const date = new Date(day * 86_400_000);
  const part = (options: Intl.DateTimeFormatOptions) =>
    formatDate(date, { ...options, timeZone: "UTC" });
  switch (unit) {
    case "year":
      return part({ year: "numeric" });
    case "quarter":
      return t("tick_quarter", { quarter: Math.floor(date.getUTCMonth() / 3) + 1 });
    case "month":
      return part({ month: "short" });
    case "day":
      return formatNumber(date.getUTCDate());
    default:
      return unit satisfies never;
  }
}

function Axis(props: {
  readonly drawn: Drawn;
  readonly ticks: readonly Tick[];
  readonly today: number;
}) {
  const { drawn, ticks, today } = props;
  const { line, names } = drawn;
  return (
    <div class="axis" aria-hidden="true">
      {ticks.map((tick) => (
        <span
          key={tick.day}
          class={tick.isMajor ? "major" : ""}
          style={{ "--x": `${names + placeOf(line, tick.day)}px` }}
        >
          {tickWord(tick)}
        </span>
      ))}
      {today >= line.firstDay && today < line.endDay ? (
        <span class="now" style={{ "--x": `${names + placeOf(line, today)}px` }}>
          {t("plan_today")}
        </span>
      ) : null}
      {names > 0 ? <span class="corner" /> : null}
    </div>
  );
}

/* ---- scrolling ---- */

/** Keeps the day in the middle of the screen when the scale changes; begins at today. */
function useMiddle(
  ref: Plate,
  line: Line,
  today: number,
  names: number,
): { readonly keep: () => void; readonly goTo: (day: number) => void } {
  const middle = useRef(Math.min(Math.max(today, line.firstDay), line.endDay));
  const half = (plate: HTMLElement) => (plate.clientWidth - names) / 2;
  const goTo = (day: number) => {
    middle.current = day;
    if (ref.current) scrollInline(ref.current, Math.max(0, placeOf(line, day) - half(ref.current)));
  };
  useLayoutEffect(() => goTo(middle.current), [line.perDay, line.firstDay]);
  const keep = () => {
    if (ref.current) middle.current = dayAt(line, scrolledTo(ref.current) + half(ref.current));
  };
  return { keep, goTo };
}

export function Timeline(props: {
  readonly plan: Plan;
  readonly tree: PlanTree;
  readonly scale: Scale;
  readonly now: number;
}) {
  const { plan, tree, scale, now } = props;
  const ref = useRef<HTMLElement>(null);
  const [sight, look] = useSight(ref);
  const today = Math.floor(now / 86_400_000);
  const isNarrow = sight.room < NARROW;
  const names = isNarrow ? 0 : NAMES;
  const heights = isNarrow ? NARROW_HEIGHTS : WIDE_HEIGHTS;
  const days = useMemo(() => daysOf(plan, tree), [plan, tree]);
  const lanes = useMemo(() => lanesOf(tree), [tree]);
  const line = useMemo(
    () => lineOf(days, today, scale, Math.max(sight.room - names, LINE_LEAST)),
    [days, today, scale, sight.room, names],
  );
  const { blocks, height } = useMemo(() => stacked(lanes, heights), [lanes, heights]);
  const { keep, goTo } = useMiddle(ref, line, today, names);
  const drawn: Drawn = { line, blocks, height, heights, names, sight, now };
  const shown = inSight(blocks, sight.top, sight.bottom);
  const from = dayAt(line, sight.left - names);
  const ticks = ticksOf(line, scale, from, dayAt(line, sight.right - names));
  const possible = possibleYears(windowOf(plan.row.ends_min_on), windowOf(plan.row.ends_max_on));
  return (
    <>
      <section
        ref={ref}
        class={isNarrow ? "drawing timeline narrow" : "drawing timeline"}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
        tabIndex={0}
        aria-label={t("plan_drawing_label")}
        onScroll={() => {
          keep();
          look();
        }}
      >
        <div
          class="years"
          style={{
            "--w": `${names + line.width}px`,
            "--h": `${height}px`,
            "--room": `${sight.room}px`,
            "--axis": `${AXIS}px`,
            "--names": `${names}px`,
          }}
        >
          <Axis drawn={drawn} ticks={ticks} today={today} />
          <div class="lanes">
            <Lines drawn={drawn} blocks={shown} ticks={ticks} possible={possible} today={today} />
            {shown.map((block) => (
              <LaneWords key={block.of.id} drawn={drawn} block={block} />
            ))}
          </div>
        </div>
      </section>
      <p class="small muted note">
        {t("plan_drawing_note")} {possible ? t("plan_possible_note") : ""}{" "}
        {today >= line.firstDay && today < line.endDay ? (
          <Button look="plain" onClick={() => goTo(today)}>
            {t("plan_go_today")}
          </Button>
        ) : null}
      </p>
    </>
  );
}
