/*
 * What of a graph is drawn: from the start on, branch by branch, as long as there is room; a branch for
 * which there is none is folded, and is opened by hand.
 */

/** Nodes drawn without anybody asking for more (a layout of more takes long, and is not read). */
export const NODES_DRAWN = 150;
/** Nodes drawn at all. Past it a branch does not open; the table has everything. */
export const NODES_MAX = 1000;

export interface Graph {
  /** Those at the start, in order. */
  readonly roots: readonly string[];
  readonly below: (id: string) => readonly string[];
}

export interface Drawn {
  readonly ids: ReadonlySet<string>;
  /** Of a folded one how many more would be drawn. */
  readonly folded: ReadonlyMap<string, number>;
}

export function unfold(graph: Graph, opened: ReadonlySet<string>): Drawn {
  const ids = new Set<string>(graph.roots);
  const folded = new Map<string, number>();
  const next = [...graph.roots];
  let room = NODES_DRAWN;
  for (let id = next.shift(); id !== undefined; id = next.shift()) {
    const fresh = graph.below(id).filter((one) => !ids.has(one));
    if (opened.has(id)) room += fresh.length; // what was asked for takes no other branch's room
    if (fresh.length > 0 && ids.size + fresh.length > Math.min(room, NODES_MAX)) {
      folded.set(id, fresh.length);
      continue;
    }
    for (const one of fresh) {
      ids.add(one);
      next.push(one);
    }
  }
  return { ids, folded };
}
