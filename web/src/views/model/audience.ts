/*
 * Whom a dispatch reaches over the affiliations, when it comes to those who do not have it yet, and how far it
 * has come: the server's rules (domain/dispatch.h), for the figures and names of a page. Values in, values out:
 * all is reckoned anew from ties and deliveries.
 */
import { readFuzzy } from "../../i18n";
import { isHolding } from "./directory";
import type { AffiliationStatus } from "./vocabulary";

export interface Tie {
  readonly organization_id: string;
  readonly parent_id: string;
  readonly status: AffiliationStatus;
  readonly starts_on: string | null;
}

export interface Via {
  readonly parent: string;
  readonly isMember: boolean;
}

export interface Recipient {
  readonly id: string;
  /** Links of a shortest path from the root, 1 or more. */
  readonly depth: number;
  /** Whether some path from the root is of members alone: then it is asked to act, and counted. */
  readonly isMandate: boolean;
  /** Those it may have it from; the lead parent first, the root where it is one. */
  readonly vias: readonly Via[];
  /** Those that may have it from there. */
  readonly belows: readonly { readonly child: string; readonly isMember: boolean }[];
}

export type Audience = ReadonlyMap<string, Recipient>;

/* As deep as the server goes. */
const DEPTH_MOST = 16;
const DAY_MS = 86_400_000;

interface Edge {
  isMember: boolean;
  joined: number;
}

/** The first day it can mean; where nobody has said since when, after every day that is known. */
const dayOf = (starts_on: string | null): number =>
  readFuzzy(starts_on ?? "")?.firstDay ?? Number.POSITIVE_INFINITY;

type Edges = ReadonlyMap<string, ReadonlyMap<string, Edge>>;

/** Ties that lead down, by parent and child; the ties of one pair are one. */
function edgesOf(ties: Iterable<Tie>, root: string): Edges {
  const edges = new Map<string, Map<string, Edge>>();
  for (const { organization_id: child, parent_id: parent, status, starts_on } of ties) {
    const leadsDown = isHolding({ status }) && child !== root && child !== parent;
    if (!leadsDown) continue;
    const below = edges.get(parent) ?? new Map<string, Edge>();
    edges.set(parent, below);
    const joined = dayOf(starts_on);
    const known = below.get(child);
    if (known === undefined) {
      below.set(child, { isMember: status === "member", joined });
    } else {
      known.isMember ||= status === "member";
      if (joined < known.joined) known.joined = joined;
    }
  }
  return edges;
}

/** Breadth-first from the root: the depth of everybody who is reached. */
function depthsOf(edges: Edges, root: string): ReadonlyMap<string, number> {
  const depths = new Map([[root, 0]]);
  const queue = [root];
  for (const parent of queue) {
    const depth = depths.get(parent) ?? 0;
    if (depth === DEPTH_MOST) continue;
    for (const child of edges.get(parent)?.keys() ?? []) {
      if (depths.has(child)) continue;
      depths.set(child, depth + 1);
      queue.push(child);
    }
  }
  return depths;
}

/** Everybody whom a walk over members' links meets, and where it began. */
function reachedByMembers(
  from: string,
  membersBelow: (id: string) => Iterable<string>,
): ReadonlySet<string> {
  const seen = new Set([from]);
  for (const parent of seen) for (const child of membersBelow(parent)) seen.add(child);
  return seen;
}

const byId = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** Everybody below the root over ties of members, observers and tentative members, the root not among them. */
export function audienceOf(ties: Iterable<Tie>, root: string): Audience {
  const edges = edgesOf(ties, root);
  const depths = depthsOf(edges, root);
  const mandates = reachedByMembers(root, (id) =>
    [...(edges.get(id) ?? [])].filter(([, { isMember }]) => isMember).map(([child]) => child),
  );
  const vias = new Map<string, (Via & { readonly joined: number })[]>();
  for (const parent of depths.keys()) {
    for (const [child, edge] of edges.get(parent) ?? []) {
      if (!depths.has(child)) continue;
      const list = vias.get(child) ?? [];
      vias.set(child, list);
      list.push({ parent, ...edge });
    }
  }
  const depthOf = (id: string): number => depths.get(id) ?? 0;
  const recipients = [...depths.keys()].filter((id) => id !== root).toSorted(byId);
  return new Map(
    recipients.map((id) => [
      id,
      {
        id,
        depth: depthOf(id),
        isMandate: mandates.has(id),
        vias: (vias.get(id) ?? []).toSorted(
          (a, b) =>
            depthOf(a.parent) - depthOf(b.parent) ||
            Math.sign(a.joined - b.joined || 0) ||
            byId(a.parent, b.parent),
        ),
        belows: [...(edges.get(id) ?? [])]
          .filter(([child]) => depths.has(child))
          .map(([child, { isMember }]) => ({ child, isMember }))
          .toSorted((a, b) => byId(a.child, b.child)),
      },
    ]),
  );
}

/** An organization and whom it reaches over members' links today. */
export const branchOf = (audience: Audience, id: string): ReadonlySet<string> =>
  reachedByMembers(id, (parent) =>
    (audience.get(parent)?.belows ?? []).flatMap(({ child, isMember }) => (isMember ? child : [])),
  );

/** The organizations directly below the root, each the head of a branch. */
export const headsOf = (audience: Audience): readonly string[] =>
  [...audience.values()].filter(({ depth }) => depth === 1).map(({ id }) => id);

/* ---- how far it has come ---- */

export interface Row {
  readonly organization_id: string;
  readonly mode: "mandate" | "information";
  readonly state:
    | "scheduled"
    | "delivered"
    | "acknowledged"
    | "localised"
    | "acting"
    | "reported"
    | "declined"
    | "lapsed"
    | "recalled";
  readonly delivered_at_ms: number | null;
}

export interface Coverage {
  /** N: who is asked to act; neither lapsed nor recalled. */
  readonly total: number;
  readonly reached: number;
  readonly answered: number;
  /** Or reported. */
  readonly acting: number;
  readonly reported: number;
  readonly declined: number;
  /** Delivered so long ago, or longer, and not answered. */
  readonly silent: number;
}

export const isStruck = ({ state }: Pick<Row, "state">): boolean =>
  state === "lapsed" || state === "recalled";

/** Whether a row is among those that coverage speaks of. */
export const isCounted = (row: Row): boolean => row.mode === "mandate" && !isStruck(row);

export const hasAnswered = ({ state }: Pick<Row, "state">): boolean =>
  state !== "scheduled" && state !== "delivered" && !isStruck({ state });

/** Whether it has it so long, and has not answered. */
export const isSilent = (row: Row, nowMs: number, days: number): boolean =>
  isCounted(row) &&
  row.state === "delivered" &&
  (row.delivered_at_ms ?? nowMs) + days * DAY_MS <= nowMs;

export function coverageOf(rows: Iterable<Row>, nowMs: number, silentDays: number): Coverage {
  const all = [...rows].filter(isCounted);
  const count = (is: (row: Row) => boolean): number => all.filter(is).length;
  return {
    total: all.length,
    reached: count(({ state }) => state !== "scheduled"),
    answered: count(hasAnswered),
    acting: count(({ state }) => state === "acting" || state === "reported"),
    reported: count(({ state }) => state === "reported"),
    declined: count(({ state }) => state === "declined"),
    silent: count((row) => isSilent(row, nowMs, silentDays)),
  };
}

type RowsById<R extends Row> = ReadonlyMap<string, R>;

/** The rows of a branch; of an organization out of reach its own alone. */
export const rowsOfBranch = <R extends Row>(
  audience: Audience,
  rows: RowsById<R>,
  id: string,
): readonly R[] => [...branchOf(audience, id)].flatMap((one) => rows.get(one) ?? []);

/** How many organizations are counted in more than one branch of those directly under the root. */
export function overlapOf(audience: Audience, rows: RowsById<Row>): number {
  const branches = new Map<string, number>();
  for (const head of headsOf(audience)) {
    for (const row of rowsOfBranch(audience, rows, head).filter(isCounted)) {
      const id = row.organization_id;
      branches.set(id, (branches.get(id) ?? 0) + 1);
    }
  }
  return [...branches.values()].filter((count) => count > 1).length;
}

/** ⌊100 · count / total⌋; undefined where nobody is counted. */
export const percentOf = (count: number, total: number): number | undefined =>
  total === 0 ? undefined : Math.floor((100 * count) / total);

/* ---- when it comes, and from whom ---- */

export interface Course extends Row {
  readonly made_at_ms: number;
  readonly passed_on_at_ms: number | null;
  readonly declined_at_ms: number | null;
}

/** How it spreads. */
export interface Spreading {
  readonly isBroadcast: boolean;
  readonly passOnDays: number;
  /** The end of its last pause. */
  readonly resumedAtMs: number;
}

export interface Coming {
  readonly atMs: number;
  /** Whose step or silence brings it; undefined: it comes from above at once. */
  readonly from: string | undefined;
}

/** When a parent that has it at a time releases it to its members. */
function releaseOf(parent: Course | undefined, atMs: number, days: number): number {
  const silence = atMs + days * DAY_MS;
  return Math.min(silence, parent?.passed_on_at_ms ?? silence, parent?.declined_at_ms ?? silence);
}

/** When each that waits for it has it at the latest, should nobody do more than was done. */
export function comingOf(
  audience: Audience,
  rows: RowsById<Course>,
  { isBroadcast, passOnDays, resumedAtMs }: Spreading,
): ReadonlyMap<string, Coming> {
  const coming = new Map<string, Coming>();
  const waiting: string[] = [];
  const hasAt = (id: string): number | undefined => {
    const row = rows.get(id);
    if (row === undefined || isStruck(row)) return undefined;
    return row.state === "scheduled" ? coming.get(id)?.atMs : (row.delivered_at_ms ?? undefined);
  };
  const offer = (id: string, from: string | undefined, releasedMs: number): void => {
    const row = rows.get(id);
    if (row?.state !== "scheduled") return;
    const atMs = Math.max(releasedMs, row.made_at_ms, resumedAtMs);
    if (atMs >= (coming.get(id)?.atMs ?? Number.POSITIVE_INFINITY)) return;
    coming.set(id, { atMs, from });
    waiting.push(id);
  };
  for (const { id, depth } of audience.values()) {
    if (rows.get(id)?.state !== "scheduled") waiting.push(id);
    else if (isBroadcast || depth === 1) offer(id, undefined, 0);
  }
  /* Who is bettered later is taken again, and betters those below. */
  for (let at = 0; at < waiting.length; at++) {
    const parent = waiting[at] ?? "";
    const atMs = hasAt(parent);
    if (atMs === undefined) continue;
    const releasedMs = releaseOf(rows.get(parent), atMs, passOnDays);
    for (const { child } of audience.get(parent)?.belows ?? []) offer(child, parent, releasedMs);
  }
  return coming;
}

/** "Also from": who has passed it on to an organization besides the one it came from, in the order of time. */
export function alsoFrom(
  audience: Audience,
  rows: RowsById<Course>,
  id: string,
  from: string | null,
): readonly string[] {
  const passedAt = (parent: string): number | null => rows.get(parent)?.passed_on_at_ms ?? null;
  return (audience.get(id)?.vias ?? [])
    .map(({ parent }) => parent)
    .filter((parent) => parent !== from && passedAt(parent) !== null)
    .toSorted((a, b) => (passedAt(a) ?? 0) - (passedAt(b) ?? 0));
}
