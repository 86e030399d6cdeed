/*
 * What part of a scrolling plate is in sight, in steps: while one scrolls within a step nothing is drawn
 * again, and some way ahead on every side is drawn already. Down the page the steps are small, so that each
 * brings so few lines that no frame waits for them.
 */
import { useLayoutEffect, useState } from "preact/hooks";
import { dir } from "../../i18n";

const STEP_ALONG = 320;
const STEP_DOWN = 80;
const AHEAD = 320;

/** What is scrolled, as soon as it is there. */
export interface Plate {
  readonly current: HTMLElement | null;
}

export interface Sight {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** How wide the window is that one sees through. */
  readonly room: number;
}

/* Before anything is measured: a screen of the usual size. */
const FIRST: Sight = { left: 0, right: 1600, top: 0, bottom: 1280, room: 960 };

const stepped = (from: number, size: number, step: number): readonly [number, number] => [
  Math.max(0, Math.floor(from / step) * step - AHEAD),
  Math.ceil((from + size) / step) * step + AHEAD,
];

/** How far it is scrolled from where a line of text begins: browsers count down from there in Arabic. */
export const scrolledTo = (plate: HTMLElement): number => Math.abs(plate.scrollLeft);

export function scrollInline(plate: HTMLElement, to: number): void {
  plate.scrollLeft = dir() === "rtl" ? -to : to;
}

function measured(plate: HTMLElement): Sight {
  const [left, right] = stepped(scrolledTo(plate), plate.clientWidth || FIRST.right, STEP_ALONG);
  const [top, bottom] = stepped(plate.scrollTop, plate.clientHeight || FIRST.bottom, STEP_DOWN);
  return { left, right, top, bottom, room: plate.clientWidth || FIRST.room };
}

const isSame = (a: Sight, b: Sight): boolean =>
  a.left === b.left &&
  a.right === b.right &&
  a.top === b.top &&
  a.bottom === b.bottom &&
  a.room === b.room;

/** What is in sight of a plate; looked at anew when it is scrolled, or grows. */
export function useSight(ref: Plate): readonly [Sight, () => void] {
  const [sight, setSight] = useState(FIRST);
  const look = () => {
    if (!ref.current) return;
    const next = measured(ref.current);
    setSight((before) => (isSame(before, next) ? before : next));
  };
  useLayoutEffect(() => {
    look();
    if (!ref.current || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(look);
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [sight, look];
}
