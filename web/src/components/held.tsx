/*
 * What is typed in a line that may move: another puts it elsewhere on the page while somebody types in
 * it, and the line is drawn anew. Its open fields are therefore held beside the lines, by their keys.
 */
import { type Signal, signal } from "@preact/signals";
import { type ComponentChildren, createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { useStillHere } from "./page";

interface Hold {
  readonly cells: Map<string, Signal<unknown>>;
  isHere: boolean;
}

const Holding = createContext<Hold | undefined>(undefined);

/** Holds what stands in `children`; of a line that is no longer the open one nothing is left. */
export function Holder(props: {
  readonly open: string | undefined;
  readonly children: ComponentChildren;
}) {
  const [hold] = useState<Hold>(() => ({ cells: new Map(), isHere: true }));
  const last = useRef(props.open);
  if (last.current !== props.open) {
    for (const key of hold.cells.keys()) {
      if (key.startsWith(`${last.current} `)) hold.cells.delete(key);
    }
    last.current = props.open;
  }
  useEffect(
    () => () => {
      hold.isHere = false;
    },
    [hold],
  );
  return <Holding.Provider value={hold}>{props.children}</Holding.Provider>;
}

/**
 * A state like useState's, which outlives its component where it has a key and somebody holds. The key
 * of an open line's field is the line's id, a space, and the field.
 */
export function useHeld<T>(key: string | undefined, initial: () => T): Signal<T> {
  const hold = useContext(Holding);
  const [own] = useState(() => signal(initial()));
  if (hold === undefined || key === undefined) return own;
  const held = hold.cells.get(key) ?? own;
  hold.cells.set(key, held);
  return held as Signal<T>;
}

/** Whether a state with this key can still be seen: its component is there, or who holds it. */
export function useHeldHere(key: string | undefined): () => boolean {
  const hold = useContext(Holding);
  const isHere = useStillHere();
  return () =>
    hold === undefined || key === undefined ? isHere() : hold.isHere && hold.cells.has(key);
}
