/*
 * The directory as the views want it: each organization with its names, regions and standing, and
 * the ties as a graph. All of it is worked out anew from the rows, so no second copy can go stale.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import type { Findable, Standing } from "../../components";
import { type RowOf, rows } from "../../sync";
import { gather } from "./gather";

export type Affiliation = RowOf<"affiliation">;

export interface Organization extends Findable {
  readonly row: RowOf<"organization">;
  readonly regions: readonly string[];
  readonly standing: Standing;
  /** By which organizations it reaches the coalition, when it does not belong to it directly. */
  readonly below: readonly string[];
}

export const coalition = computed(() => [...rows("coalition").value.values()][0]);
export const rootId = computed(() => coalition.value?.root_organization_id ?? undefined);

/** What one tie makes of an organization. Tentative says what is sought, when that is known. */
export function standingBy(tie: Affiliation): Standing {
  if (tie.status !== "tentative") return tie.status;
  return tie.standing_sought === "member" ? "member_tentative" : "observer_tentative";
}

const isOpen = (tie: Affiliation): boolean => tie.status !== "left";

/** Whether people below read by this tie: an applicant or a suspended one does not. */
export const isHolding = (tie: Pick<Affiliation, "status">): boolean =>
  tie.status === "member" || tie.status === "observer" || tie.status === "tentative";

const allTies = computed(() => [...rows("affiliation").value.values()]);
const openTies = computed(() => allTies.value.filter(isOpen));
const upward = computed(() => gather(openTies.value, (tie) => tie.organization_id));
const downward = computed(() => gather(openTies.value, (tie) => tie.parent_id));

/** The open ties by which an organization belongs to others, and by which others belong to it. */
export const tiesUp = (id: string): readonly Affiliation[] => upward.value.get(id) ?? [];
export const tiesDown = (id: string): readonly Affiliation[] => downward.value.get(id) ?? [];
/** Whether it waits to be admitted anywhere. */
export const isApplying = (id: string): boolean =>
  id !== rootId.value && tiesUp(id).some((tie) => tie.status === "applicant");
export const tiesEnded = (id: string): readonly Affiliation[] =>
  allTies.value.filter(
    (tie) => !isOpen(tie) && (tie.organization_id === id || tie.parent_id === id),
  );

/**
 * The organizations that reach the coalition by ties that hold, leaving one tie out: who would
 * still read it if that tie ended.
 */
export function reaching(without?: string): ReadonlySet<string> {
  const reached = new Set<string>();
  const next = rootId.value === undefined ? [] : [rootId.value];
  while (next.length > 0) {
    const id = next.pop();
    if (id === undefined || reached.has(id)) continue;
    reached.add(id);
    for (const tie of tiesDown(id)) {
      if (isHolding(tie) && tie.affiliation_id !== without) next.push(tie.organization_id);
    }
  }
  return reached;
}

/** All below an organization by ties that hold, itself first. */
export function withAllBelow(id: string): readonly string[] {
  const found = new Set<string>();
  const next = [id];
  while (next.length > 0) {
    const one = next.shift();
    if (one === undefined || found.has(one)) continue;
    found.add(one);
    for (const tie of tiesDown(one)) if (isHolding(tie)) next.push(tie.organization_id);
  }
  return [...found];
}

const reached = computed(() => reaching());

function standingOf(id: string): Standing {
  if (id === rootId.value) return "root";
  const direct = tiesUp(id).find((tie) => tie.parent_id === rootId.value);
  if (direct) return standingBy(direct);
  return reached.value.has(id) ? "below" : "outside";
}

const byRank = <R extends { readonly rank: number }>(list: readonly R[]): readonly R[] =>
  [...list].sort((a, b) => a.rank - b.rank);

const namesOf = computed(() =>
  gather(rows("organization_name").value.values(), (name) => name.organization_id),
);
const regionsOf = computed(() =>
  gather(rows("organization_region").value.values(), (region) => region.organization_id),
);

export const organizationNames = (id: string, kind: "acronym" | "spelling") =>
  byRank((namesOf.value.get(id) ?? []).filter((name) => name.kind === kind));
export const organizationRegions = (id: string) => byRank(regionsOf.value.get(id) ?? []);

function toOrganization(row: RowOf<"organization">): Organization {
  const id = row.organization_id;
  const standing = standingOf(id);
  return {
    id,
    row,
    name: row.name,
    acronyms: organizationNames(id, "acronym").map((name) => name.text),
    spellings: organizationNames(id, "spelling").map((name) => name.text),
    regions: organizationRegions(id).map((region) => region.region),
    standing,
    below:
      standing === "below"
        ? tiesUp(id)
            .filter((tie) => reached.value.has(tie.parent_id))
            .map((tie) => tie.parent_id)
        : [],
  };
}

export const organizations: ReadonlySignal<ReadonlyMap<string, Organization>> = computed(
  () => new Map([...rows("organization").value].map(([id, row]) => [id, toOrganization(row)])),
);

const isDirect = (standing: Standing): boolean =>
  standing === "member" ||
  standing === "observer" ||
  standing === "member_tentative" ||
  standing === "observer_tentative";

/** Who belongs to the coalition without another between: as members, as observers, or for a trial. */
export const directIds = computed<readonly string[]>(() =>
  [...organizations.value.values()].filter((one) => isDirect(one.standing)).map((one) => one.id),
);

/** Its first short name where it has one: what a line has room for. */
export const briefName = (id: string): string => {
  const organization = organizations.value.get(id);
  return organization?.acronyms[0] ?? organization?.name ?? "";
};

export const nameOf = (id: string): string => rows("organization").value.get(id)?.name ?? "";
