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
import { type Drawn, daysOf, lanesOf, seenOf } from "./lanes";
import { type Plate, scrolledTo, scrollInline, useSight } from "./sight";
import { still } from "./still";
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
/* What is late is so by the minute: what is drawn stands until then. */
const MINUTE_MS = 60_000;
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

const Axis = still(function Axis(props: {
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
});

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
  const minute = Math.floor(now / MINUTE_MS) * MINUTE_MS;
  const drawn = useMemo(
    (): Drawn => ({ line, height, heights, names, now: minute }),
    [line, height, heights, names, minute],
  );
  const seen = inSight(blocks, sight.top, sight.bottom).map((one) => seenOf(drawn, one, sight));
  const { left, right } = sight;
  const ticks = useMemo(
    () => ticksOf(line, scale, dayAt(line, left - names), dayAt(line, right - names)),
    [line, scale, left, right, names],
  );
  const { ends_min_on, ends_max_on } = plan.row;
  const possible = useMemo(
    () => possibleYears(windowOf(ends_min_on), windowOf(ends_max_on)),
    [ends_min_on, ends_max_on],
  );
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
            <Lines drawn={drawn} seen={seen} ticks={ticks} possible={possible} today={today} />
            {seen.map(({ block, first, end }) => (
              <LaneWords key={block.of.id} drawn={drawn} block={block} first={first} end={end} />
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
