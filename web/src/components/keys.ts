/*
 * One table of keys: what acts, what the help lists. Single keys can be switched off on this device
 * and never act in a field. A room or page binds what it can do; what nobody bound does nothing.
 */
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Key } from "../i18n";

interface KeyRow {
  /** What is pressed, one after the other. */
  readonly keys: readonly string[];
  readonly word: Key;
}

export const KEY_TABLE = {
  go_today: { keys: ["g", "t"], word: "key_go_today" },
  go_network: { keys: ["g", "n"], word: "key_go_network" },
  go_groups: { keys: ["g", "c"], word: "key_go_groups" },
  go_voices: { keys: ["g", "v"], word: "key_go_voices" },
  go_decisions: { keys: ["g", "d"], word: "key_go_decisions" },
  go_dispatches: { keys: ["g", "f"], word: "key_go_dispatches" },
  go_convenings: { keys: ["g", "e"], word: "key_go_convenings" },
  go_meetings: { keys: ["g", "m"], word: "key_go_meetings" },
  go_plans: { keys: ["g", "p"], word: "key_go_plans" },
  go_actions: { keys: ["g", "a"], word: "key_go_actions" },
  next: { keys: ["j"], word: "key_next" },
  previous: { keys: ["k"], word: "key_previous" },
  open: { keys: ["Enter"], word: "key_open" },
  back: { keys: ["Escape"], word: "key_back" },
  create: { keys: ["c"], word: "key_create" },
  edit: { keys: ["e"], word: "key_edit" },
  palette: { keys: ["Ctrl K"], word: "key_palette" },
  search: { keys: ["/"], word: "key_search" },
  view: { keys: ["v"], word: "key_view" },
  undo: { keys: ["z"], word: "key_undo" },
  help: { keys: ["?"], word: "key_help" },
} as const satisfies Record<string, KeyRow>;

export type Act = keyof typeof KEY_TABLE;

const STORED_UNDER = "tributary.keys";
/* How long the second key of two is waited for. */
const SECOND_KEY_MS = 1500;

const stored = (): string | null => {
  try {
    return localStorage.getItem(STORED_UNDER);
  } catch {
    return null; // a browser may refuse storage; the keys then act
  }
};

export const singleKeys = signal(stored() !== "off");

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    localStorage.setItem(STORED_UNDER, on ? "on" : "off");
  } catch {
    // without storage the choice lasts as long as the page
  }
}

const bound = new Map<Act, (() => void)[]>();

/** Binds an act as long as the component stands; the one bound last acts. */
export function useKey(act: Act, run: () => void): void {
  const latest = useRef(run);
  latest.current = run;
  useLayoutEffect(() => {
    const runs = bound.get(act) ?? [];
    const mine = () => latest.current();
    bound.set(act, [...runs, mine]);
    return () => {
      bound.set(
        act,
        (bound.get(act) ?? []).filter((other) => other !== mine),
      );
    };
  }, [act]);
}

const isField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select") !== null);

/* A link or button answers Enter by itself. */
const answersEnter = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("a, button, input, summary") !== null;

let first = "";
let firstAt = 0;

function actOf(key: string, now: number): Act | undefined {
  const rows = Object.entries(KEY_TABLE) as [Act, KeyRow][];
  const isSecond = first !== "" && now - firstAt < SECOND_KEY_MS;
  const typed = isSecond ? [first, key] : [key];
  first = "";
  const match = rows.find(
    ([, row]) =>
      row.keys.length === typed.length && row.keys.every((wanted, i) => wanted === typed[i]),
  );
  if (!match && rows.some(([, row]) => row.keys.length > 1 && row.keys[0] === key)) {
    first = key;
    firstAt = now;
  }
  return match?.[0];
}

/** Ctrl or ⌘ with K: it acts in fields too, where a single key would be a letter. */
export const isPaletteKey = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  event.key.toLowerCase() === "k";

/** Whether the key did something here; a dialog over the page keeps all keys to itself. */
export function onKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (isField(event.target) || document.querySelector("dialog[open]")) return false;
  if (event.key.length === 1 && !singleKeys.peek()) return false;
  if (event.key === "Enter" && answersEnter(event.target)) return false;
  const act = actOf(event.key, performance.now());
  const run = act === undefined ? undefined : bound.get(act)?.at(-1);
  if (!run) return false;
  event.preventDefault();
  run();
  return true;
}

/** Moves the focus among the rows of the list, a row down or up. */
export function stepRow(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>("a.row")].filter(
    (row) => row.offsetParent !== null || row.getClientRects().length > 0,
  );
  const focused = document.activeElement;
  const at = rows.indexOf(focused as HTMLElement);
  const current = rows.findIndex((row) => row.hasAttribute("aria-current"));
  const from = at === -1 ? (current === -1 ? (step === 1 ? -1 : rows.length) : current) : at;
  rows[Math.min(Math.max(from + step, 0), rows.length - 1)]?.focus();
}
