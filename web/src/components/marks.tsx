/*
 * The marks of ui: stations of a course and standings in the coalition. Each is drawn by CSS and
 * hidden from those who listen; the word beside it says the same.
 */
import type { ComponentChildren } from "preact";
import type { Key } from "../i18n";
import { t } from "../i18n";

/** past or member · now · on its way or applicant · ended · not a member · to come or observer */
export type MarkKind = "past" | "now" | "waiting" | "ended" | "outside" | "open";

const MARK_CLASS = {
  past: "d p",
  now: "d n",
  waiting: "d w",
  ended: "d x",
  outside: "d o",
  open: "d",
} as const satisfies Record<MarkKind, string>;

export const Mark = ({ kind }: { readonly kind: MarkKind }) => (
  <span class={MARK_CLASS[kind]} aria-hidden="true" />
);

/** What an organization is to the coalition or to a parent. */
export type Standing =
  | "root"
  | "member"
  | "observer"
  | "observer_tentative"
  | "member_tentative"
  | "suspended"
  | "applicant"
  | "left"
  | "below"
  | "outside";

const STANDING = {
  root: ["now", "standing_root"],
  member: ["past", "standing_member"],
  observer: ["open", "standing_observer"],
  observer_tentative: ["open", "standing_observer_tentative"],
  member_tentative: ["open", "standing_member_tentative"],
  suspended: ["ended", "standing_suspended"],
  applicant: ["waiting", "standing_applicant"],
  left: ["ended", "standing_left"],
  below: ["outside", "standing_outside"],
  outside: ["outside", "standing_outside"],
} as const satisfies Record<Standing, readonly [MarkKind, Key]>;

export const standingWord = (standing: Standing): string => t(STANDING[standing][1]);

export const StandingMark = ({ standing }: { readonly standing: Standing }) => (
  <Mark kind={STANDING[standing][0]} />
);

/** The upright course of a list row: one dot per station, the last one that is past or now lit. */
export function CourseMark({ stations }: { readonly stations: readonly MarkKind[] }) {
  const reached = stations.findLastIndex((kind) => kind !== "open");
  const at = stations.length > 1 ? Math.max(reached, 0) / (stations.length - 1) : 1;
  return (
    <span class="course" style={{ "--at": String(at) }} aria-hidden="true">
      {stations.map((kind, index) => (
        <i
          key={index}
          class={{ past: "p", now: "n", ended: "x", open: "", waiting: "", outside: "" }[kind]}
        />
      ))}
    </span>
  );
}

export interface Station {
  readonly id: string;
  readonly kind: "past" | "now" | "ended" | "open";
  readonly word: string;
  readonly when: ComponentChildren;
}

const STATION_CLASS = { past: "p", now: "n", ended: "n", open: "" } as const;
const STATION_SAID = {
  past: "course_past",
  now: "course_now",
  ended: "course_now",
  open: "course_to_come",
} as const satisfies Record<Station["kind"], Key>;

/** The lying course of a page. Narrow: only the present station is written out. */
export const CourseLine = (props: {
  readonly label: string;
  readonly stations: readonly Station[];
}) => (
  <ol class="stations" aria-label={props.label}>
    {props.stations.map((station) => {
      const isPresent = station.kind === "now" || station.kind === "ended";
      return (
        <li
          key={station.id}
          class={STATION_CLASS[station.kind]}
          aria-current={isPresent ? "step" : undefined}
        >
          <Mark kind={station.kind} />
          <b>{station.word}</b>
          <span class="when">{station.when}</span>
          <span class="vh"> {t(STATION_SAID[station.kind])}</span>
        </li>
      );
    })}
  </ol>
);

/** Votes as cells, a stroke after the needed count; the sentence beside it says the same. */
export const RollMeter = ({
  count,
  needed,
}: {
  readonly count: number;
  readonly needed: number;
}) => (
  <div class="roll" aria-hidden="true">
    {Array.from({ length: count }, (_, index) => (
      <i key={index} class={index + 1 === needed ? "q" : ""} />
    ))}
  </div>
);
