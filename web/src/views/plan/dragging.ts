/*
 * Dragging a line of a list over others, as the browser does it. What can be dropped where is not known
 * here: for each line under the pointer the list is asked what a drop would do.
 */
import { useRef, useState } from "preact/hooks";

/** What a drop beside a line would do; undefined: it cannot stand there. */
type DropOn = (dragged: string, on: string, isAfter: boolean) => (() => void) | undefined;

interface Over {
  readonly id: string;
  readonly isAfter: boolean;
}

const isBelowMiddle = (event: DragEvent): boolean => {
  const { top, height } = (event.currentTarget as Element).getBoundingClientRect();
  return event.clientY > top + height / 2;
};

export function useDragging(dropOn: DropOn) {
  /* Known at once, since the first thing dragged over may come before anything is drawn again. */
  const held = useRef<string | undefined>(undefined);
  const [dragged, setDragged] = useState<string | undefined>(undefined);
  const [over, setOver] = useState<Over | undefined>(undefined);
  const end = () => {
    held.current = undefined;
    setDragged(undefined);
    setOver(undefined);
  };
  return {
    /** What one takes hold of. */
    grip: (id: string) => ({
      onDragStart: (event: DragEvent) => {
        event.dataTransfer?.setData("text/plain", id);
        held.current = id;
        setDragged(id);
      },
      onDragEnd: end,
    }),
    /** What one drags over. */
    over: (id: string) => ({
      onDragOver: (event: DragEvent) => {
        const isAfter = isBelowMiddle(event);
        if (held.current === undefined || !dropOn(held.current, id, isAfter)) return;
        event.preventDefault();
        if (over?.id !== id || over.isAfter !== isAfter) setOver({ id, isAfter });
      },
      onDrop: (event: DragEvent) => {
        event.preventDefault();
        const drop = held.current && dropOn(held.current, id, isBelowMiddle(event));
        end();
        if (drop) drop();
      },
    }),
    /** How a line shows that something is dragged, or would come beside it. */
    lookOf: (id: string): string => {
      if (id === dragged) return " dragged";
      if (over?.id !== id) return "";
      return over.isAfter ? " drop-after" : " drop-before";
    },
  };
}
