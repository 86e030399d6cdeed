/*
 * Who reads a row, in words. The two spaces every coalition has carry fixed ids; any other is known
 * by what it belongs to.
 */
import type { Key } from "../../i18n";
import { row } from "../../sync";

export const PUBLIC_SPACE = "00000000-0000-4000-8000-000000000001";
export const COALITION_SPACE = "00000000-0000-4000-8000-000000000002";

/** What stands there all of the coalition read. */
export const isShared = (space_id: string): boolean =>
  space_id === COALITION_SPACE || space_id === PUBLIC_SPACE;

/** Whether all who read one space read what stands in another. */
export const isSeenFrom = (space_id: string, other: string): boolean =>
  other === space_id || isShared(other);

const READ_BY = {
  public: "read_by_everyone",
  coalition: "read_by_coalition",
  organization: "read_by_organization",
  group: "read_by_group",
  person: "read_by_person",
} as const satisfies Record<string, Key>;

type SpaceKind = keyof typeof READ_BY;

export function spaceKind(spaceId: string): SpaceKind {
  if (spaceId === PUBLIC_SPACE) return "public";
  if (spaceId === COALITION_SPACE) return "coalition";
  if (row("group", spaceId).value) return "group";
  return row("organization", spaceId).value ? "organization" : "person";
}

export const readBy = (spaceId: string): Key => READ_BY[spaceKind(spaceId)];
