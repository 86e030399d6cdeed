/*
 * The people one can see: by a belonging or a role in the coalition. There is no list of accounts.
 */
import { computed } from "@preact/signals";
import type { Findable } from "../../components";
import { rows } from "../../sync";
import { nameOf } from "./directory";

export interface SeenPerson extends Findable {
  readonly organizations: readonly string[];
  readonly organization_ids: readonly string[];
}

export const people = computed<readonly SeenPerson[]>(() => {
  const seen = new Map<string, { name: string; ids: string[] }>();
  for (const one of rows("belonging").value.values()) {
    if (one.ends_on !== null) continue;
    const person = seen.get(one.person_id);
    if (person) person.ids.push(one.organization_id);
    else seen.set(one.person_id, { name: one.display_name, ids: [one.organization_id] });
  }
  for (const role of rows("coalition_role").value.values()) {
    if (role.ends_on === null && !seen.has(role.person_id)) {
      seen.set(role.person_id, { name: role.display_name, ids: [] });
    }
  }
  return [...seen].map(([id, { name, ids }]) => ({
    id,
    name,
    acronyms: [],
    spellings: [],
    organizations: ids.map(nameOf),
    organization_ids: ids,
  }));
});
