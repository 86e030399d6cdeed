/*
 * Where a row comes from, and which of its fields the source does not say in words.
 */
import { by, row } from "../../sync";

export type SourcedTable =
  | "organization"
  | "affiliation"
  | "group"
  | "group_member"
  | "series"
  | "convening"
  | "plan"
  | "milestone"
  | "lineage"
  | "question";

export function provenanceOf(table: SourcedTable, id: string) {
  return by("provenance", "row_id", id).value.find((one) => one.table_name === table);
}

/** Whether the source does not state a field: a column, or "acronym" and "region" for those lists. */
export function isInferred(table: SourcedTable, id: string, field: string): boolean {
  return provenanceOf(table, id)?.inferred.split(" ").includes(field) ?? false;
}

export function documentOf(id: string | null) {
  return id === null ? undefined : row("source_document", id).value;
}

export function notesAbout(table: SourcedTable, id: string) {
  return by("reading_note_about", "row_id", id)
    .value.filter((about) => about.table_name === table)
    .map((about) => row("reading_note", about.reading_note_id).value)
    .filter((note) => note !== undefined);
}
