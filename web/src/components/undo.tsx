/*
 * Ten seconds to take back one's own last act, and as long as the line has the focus or the
 * pointer. Undoing is a new change that puts the old words back; the key is z.
 */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button } from "./controls";
import { useKey } from "./keys";

interface Undoable {
  readonly words: ComponentChildren;
  readonly undo: () => void;
}

/* ui § 7. Long enough to notice a slip, short enough not to stand in the way. */
export const UNDO_MS = 10_000;

const last = signal<Undoable | undefined>(undefined);

export function offerUndo(words: ComponentChildren, undo: () => void): void {
  last.value = { words, undo };
}

export function withdrawUndo(): void {
  last.value = undefined;
}

function undoLast(): void {
  const offered = last.peek();
  last.value = undefined;
  offered?.undo();
}

export function UndoLine() {
  const offered = last.value;
  const [held, setHeld] = useState<Undoable | undefined>(undefined);
  const isHeld = offered !== undefined && held === offered;
  useKey("undo", undoLast);
  useEffect(() => {
    if (!offered || isHeld) return;
    const timer = setTimeout(() => {
      if (last.peek() === offered) last.value = undefined;
    }, UNDO_MS);
    return () => clearTimeout(timer);
  }, [offered, isHeld]);
  return (
    <div class="undoplace" role="status">
      {offered ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: only holds the clock; the act is the button
        <div
          class="undo"
          onMouseEnter={() => setHeld(offered)}
          onMouseLeave={() => setHeld(undefined)}
          onFocusIn={() => setHeld(offered)}
          onFocusOut={() => setHeld(undefined)}
        >
          <p>{offered.words}</p>
          <Button onClick={undoLast}>{t("undo")}</Button>
        </div>
      ) : null}
    </div>
  );
}
