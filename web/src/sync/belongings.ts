/*
 * What a person belongs to, as far as they read it. A delegate's belonging is the coalition's to read,
 * and whoever waits for admission does not read that yet: but they read their organization's
 * application, which nobody outside it does, and a base member would read their belonging beside it.
 * So whoever reads the one without the other is a delegate; whether the lead, is not known to them.
 */
import type { RowOf } from "../wire";
import type { Replica } from "./replica";

export interface Belonging {
  readonly organization_id: string;
  readonly role: RowOf<"belonging">["role"];
}

export const isOpen = (row: { readonly ends_on: string | null }) => row.ends_on === null;

export function openBelongings({ by, rows }: Replica, person: string): readonly Belonging[] {
  const told = by("belonging", "person_id", person).value.filter(isOpen);
  const known = new Set(told.map(({ organization_id }) => organization_id));
  const waiting = [...rows("application").value.values()]
    .filter(({ organization_id }) => !known.has(organization_id))
    .map(({ organization_id }): Belonging => ({ organization_id, role: "alternate" }));
  return [...told, ...waiting];
}
