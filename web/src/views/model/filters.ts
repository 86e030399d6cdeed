/*
 * The filters of a room's list stand in its address, each by its name and none by leaving it out: so a
 * link says what was seen, and going back finds it again.
 */
import { navigate, route } from "../../router";

/** "": by this one nothing is kept out. */
export type Filters<Name extends string> = Readonly<Record<Name, string>>;

/** The filters as the address has them now. */
export function filtersNow<Name extends string>(names: readonly Name[]): Filters<Name> {
  const { query } = route.value;
  const entries = names.map((name) => [name, query.get(name) ?? ""]);
  return Object.fromEntries(entries) as Filters<Name>;
}

/** The filters as the end of an address. */
export function queryOf(filters: Filters<string>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

/** The address of a list with the page that is open beside it. */
export function listAddress(room: string): string {
  const id = route.value.params["id"];
  return id === undefined ? room : `${room}/${id}`;
}

/** The list's address stays that of the page beside it; only the filters change. */
export const setFilters = (room: string, filters: Filters<string>): void =>
  navigate(listAddress(room) + queryOf(filters), { replace: true });
