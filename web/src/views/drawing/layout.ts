/*
 * Places for the nodes of a graph whose ties go from start to end: each stands a rank after all that it
 * hangs on, and crossings are few. Source: Gansner et al., "A Technique for Drawing Directed Graphs"
 * (IEEE TSE 19:3, 1993), as dagre does it.
 */
import dagre from "@dagrejs/dagre";

export interface Shape {
  readonly nodes: readonly {
    readonly id: string;
    readonly width: number;
    readonly height: number;
  }[];
  /** From what is at the start to what hangs on it; no circle. */
  readonly ties: readonly (readonly [string, string])[];
}

export interface Place {
  /** Of the corner at start and top, in px. */
  readonly x: number;
  readonly y: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Place>;
}

const RANK_GAP = 40;
const NODE_GAP = 10;

export function layOut({ nodes, ties }: Shape): Layout {
  const graph = new dagre.graphlib.Graph();
  graph.setGraph({ rankdir: "LR", ranksep: RANK_GAP, nodesep: NODE_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const { id, width, height } of nodes) graph.setNode(id, { width, height });
  for (const [from, to] of ties) graph.setEdge(from, to);
  dagre.layout(graph);
  const places = new Map<string, Place>();
  for (const { id, width, height } of nodes) {
    const { x = 0, y = 0 } = graph.node(id);
    places.set(id, { x: x - width / 2, y: y - height / 2 });
  }
  const { width = 0, height = 0 } = graph.graph();
  return { width, height, places };
}
