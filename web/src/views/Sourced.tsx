/*
 * What a record rests on, beside any kind of page: its source, and notes by whoever read the source.
 */
import { Section, Source } from "../components";
import { t } from "../i18n";
import type { RowOf } from "../sync";
import { documentOf, notesAbout, type SourcedTable } from "./model/provenance";

interface SourceProps {
  readonly source: RowOf<"provenance">;
  readonly position?: number | null;
}

export function SourceOf({ source, position }: SourceProps) {
  const paper = documentOf(source.source_document_id);
  return (
    <Source
      heading={source.heading}
      quotation={source.quotation}
      title={paper?.title}
      year={paper?.starts_on?.slice(0, 4)}
      position={position}
    />
  );
}

export function Notes({ table, id }: { readonly table: SourcedTable; readonly id: string }) {
  const notes = notesAbout(table, id);
  if (notes.length === 0) return null;
  return (
    <Section title={t("notes_title")} count={notes.length}>
      {notes.map((note) => (
        <p key={note.reading_note_id} class="note" dir="auto">
          {note.note}
        </p>
      ))}
    </Section>
  );
}
