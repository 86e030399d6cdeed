/*
 * What a record rests on, beside any kind of page: its source, and notes by whoever read the source.
 */
import { Quotation, Section, Source } from "../components";
import { t } from "../i18n";
import type { RowOf } from "../sync";
import { documentOf, notesAbout, type SourcedTable } from "./model/provenance";

interface SourceProps {
  readonly source: RowOf<"provenance">;
  readonly position?: number | null;
}

function quotationOf({ source, position }: SourceProps) {
  const paper = documentOf(source.source_document_id);
  return {
    heading: source.heading,
    quotation: source.quotation,
    title: paper?.title,
    year: paper?.starts_on?.slice(0, 4),
    position,
  };
}

export const SourceOf = (props: SourceProps) => <Source {...quotationOf(props)} />;

/** The same within a block that has a head already. */
export const QuotationOf = (props: SourceProps) => <Quotation {...quotationOf(props)} />;

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
