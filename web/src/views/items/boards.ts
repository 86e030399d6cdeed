/* The boards one may enter something on. */
import { collator } from "../../i18n";
import { type Group, groups, isFinal } from "../model/groups";
import { rightTo } from "../model/rights";
import { spaceKind } from "../model/spaces";

/** Of groups, by name. */
export const boards = (): readonly Group[] =>
  [...groups.value.values()]
    .filter(({ id, row }) => !isFinal(row.state) && rightTo("add_action_item", "group", id).ok)
    .toSorted((a, b) => collator().compare(a.name, b.name));

/** Closed groups keep what is theirs to themselves. */
export function mayBeWide(board: string): boolean {
  const group = groups.value.get(board);
  return group !== undefined && spaceKind(group.row.space_id) !== "group";
}
