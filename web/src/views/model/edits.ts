/*
 * Editing a field of a row: the command with what one saw and what it shall be, and the outcome as
 * the field wants it.
 */
import type { SaveResult, Saving } from "../../components";
import { pending, type RowOf, savedAt, send, type TableName } from "../../sync";
import { toSaveResult } from "./refusals";

type Saved = { readonly saving: Saving; readonly savedAt: number | undefined };

/** How far a field of a row is on its way. */
export const savingOf = <T extends TableName>(
  table: T,
  id: string,
  column: keyof RowOf<T> & string,
): Saved => ({
  saving: pending(table, id, column).value,
  savedAt: savedAt(table, id, column).value,
});

export async function editOrganization(
  id: string,
  field: "name" | "kind" | "sector" | "founded_on" | "region_stated" | "role_stated",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const edit = { organization_id: id, [field]: { from, to } };
  return toSaveResult(await send("organization.edit", edit));
}

export async function editGroup(
  id: string,
  field: "name" | "mandate" | "mandate_ends_on" | "formed_on" | "vote_unit" | "admission",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(await send("group.edit", { group_id: id, [field]: { from, to } }));
}

export type ConveningField =
  | "name"
  | "kind"
  | "starts_on"
  | "ends_on"
  | "place"
  | "place_precision"
  | "series_id"
  | "host_id"
  | "alongside_id";

export async function editConvening(
  id: string,
  field: ConveningField,
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(await send("convening.edit", { convening_id: id, [field]: { from, to } }));
}

export async function editSeries(
  id: string,
  field: "name" | "kind" | "named_on",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(await send("series.edit", { series_id: id, [field]: { from, to } }));
}

export async function editItem(
  id: string,
  field: "title" | "note" | "due_on",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(
    await send("action_item.edit", { action_item_id: id, [field]: { from, to } }),
  );
}

export async function editMeeting(
  id: string,
  field: "title" | "place" | "place_precision" | "link",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(await send("meeting.edit", { meeting_id: id, [field]: { from, to } }));
}

export async function editPerson(
  id: string,
  field: "display_name" | "language" | "time_zone",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  return toSaveResult(await send("person.edit", { person_id: id, [field]: { from, to } }));
}
