/* A roll as cells, one for each voter, a stroke after the needed count; a sentence beside it says the same. */

export type Cell = "in" | "half" | "hold" | "stop" | "";

/* More than these nobody counts by looking. */
const CELLS_MOST = 60;

export const Cells = (props: { readonly cells: readonly Cell[]; readonly needed: number }) =>
  props.cells.length > CELLS_MOST ? null : (
    <div class="roll" aria-hidden="true">
      {props.cells.map((cell, index) => (
        <i key={index} class={index + 1 === props.needed ? `${cell} q` : cell} />
      ))}
    </div>
  );

/** So many of a cell. */
export const cellsOf = (cell: Cell, count: number): readonly Cell[] =>
  Array.from({ length: Math.max(0, count) }, () => cell);
