/*
 * Live changes never move what a finger is about to touch: the order of a list stays as it was
 * drawn, and new rows gather under a button until one asks for them. That there are some is said.
 */
import { useEffect, useRef, useState } from "preact/hooks";
import { t } from "../i18n";
import { announce } from "./live";

export interface Gathered {
  /** The ids to show, in the order they were first shown in. */
  readonly ids: readonly string[];
  readonly freshCount: number;
  readonly show: () => void;
}

/**
 * wanted    all ids, sorted as the list would be drawn anew.
 * reset     a change of it (a filter, a language) draws anew; while settled is false everything does.
 * open      what stands beside the list, and so is no news: one's own new row has its place at once.
 */
export function useGathered(
  wanted: readonly string[],
  reset: string,
  settled: boolean,
  open?: string,
): Gathered {
  const drawn = useRef<{ reset: string; ids: readonly string[]; settled: boolean }>({
    reset,
    ids: wanted,
    settled: false,
  });
  const [, draw] = useState(0);
  const wasSettled = drawn.current.settled;
  const isOpenNew =
    open !== undefined && wanted.includes(open) && !drawn.current.ids.includes(open);
  if (!settled || !wasSettled || isOpenNew || drawn.current.reset !== reset) {
    drawn.current = { reset, ids: wanted, settled };
  }
  const known = new Set(drawn.current.ids);
  const still = new Set(wanted);
  const freshCount = wanted.filter((id) => !known.has(id)).length;
  useEffect(() => {
    if (freshCount > 0) announce(t("fresh_said", { count: freshCount }));
  }, [freshCount]);
  return {
    ids: drawn.current.ids.filter((id) => still.has(id)),
    freshCount,
    show: () => {
      drawn.current = { reset, ids: wanted, settled };
      draw((times) => times + 1);
    },
  };
}
