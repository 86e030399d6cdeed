/*
 * Groups as the views want them, and what may follow the state they are in.
 */
import { computed } from "@preact/signals";
import type { Findable, MarkKind } from "../../components";
import { type RowOf, rows, viewer } from "../../sync";
import { myBelongings } from "./me";
import type { GroupState } from "./vocabulary";

export type GroupMember = RowOf<"group_member">;

export interface Group extends Findable {
  readonly row: RowOf<"group">;
  readonly members: readonly GroupMember[];
}

const names = (id: string, kind: "acronym" | "spelling") =>
  [...rows("group_name").value.values()]
    .filter((name) => name.group_id === id && name.kind === kind)
    .sort((a, b) => a.rank - b.rank);

export const groupNames = names;

export const groups = computed<ReadonlyMap<string, Group>>(() => {
  const members = new Map<string, GroupMember[]>();
  for (const member of rows("group_member").value.values()) {
    if (member.ends_on !== null) continue;
    const list = members.get(member.group_id);
    if (list) list.push(member);
    else members.set(member.group_id, [member]);
  }
  return new Map(
    [...rows("group").value].map(([id, row]) => [
      id,
      {
        id,
        row,
        name: row.name,
        acronyms: names(id, "acronym").map((name) => name.text),
        spellings: names(id, "spelling").map((name) => name.text),
        members: members.get(id) ?? [],
      },
    ]),
  );
});

/** The sections of the list: an alliance that came of a group, and what was reconvened, are one. */
export type GroupStage = "forming" | "active" | "dormant" | "became" | "closed";

export const STAGES = ["forming", "active", "dormant", "became", "closed"] as const;

export function stageOf(state: GroupState): GroupStage {
  switch (state) {
    case "forming":
    case "active":
    case "dormant":
    case "closed":
      return state;
    case "became_alliance":
    case "reconvened":
      return "became";
    default:
      return state satisfies never;
  }
}

export const isFinal = (state: GroupState): boolean => {
  const stage = stageOf(state);
  return stage === "closed" || stage === "became";
};

/** The marks of a row: formed, now, what came after. */
export function courseOf(state: GroupState): readonly MarkKind[] {
  switch (stageOf(state)) {
    case "forming":
      return ["now", "open", "open"];
    case "active":
    case "dormant":
      return ["past", "now", "open"];
    case "became":
      return ["past", "past", "past"];
    case "closed":
      return ["past", "past", "ended"];
    default:
      return ["open"];
  }
}

/** Whether I work in it: myself, or by an organization I belong to. */
export function isMine(group: Group): boolean {
  const own = new Set(myBelongings.value.map((one) => one.organization_id));
  const me = viewer.value.person_id;
  return group.members.some(
    (member) =>
      (member.person_id !== null && member.person_id === me) ||
      (member.organization_id !== null && own.has(member.organization_id)),
  );
}
