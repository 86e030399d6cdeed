/*
 * Where a record comes from: the quotation it rests on, in its own language and direction, under
 * which heading of which paper.
 */
import { t } from "../i18n";
import { Section } from "./controls";
import { Words } from "./words";

interface Props {
  readonly heading: string;
  readonly quotation: string | null;
  readonly title?: string | undefined;
  readonly year?: string | undefined;
  readonly position?: number | null | undefined;
}

/** The words themselves, and where they stand. */
export const Quotation = ({ heading, quotation, title, year, position }: Props) => (
  <>
    {quotation ? (
      <blockquote class="quote" dir="auto">
        {t("quoted", { text: quotation })}
      </blockquote>
    ) : null}
    <p class="small muted note">
      <Words
        k={title ? "source_under_in" : "source_under"}
        values={{ year: year ?? "" }}
        parts={{ heading: <bdi>{heading}</bdi>, title: <bdi>{title}</bdi> }}
      />
      {position ? <> {t("source_position", { position })}</> : null}
    </p>
  </>
);

export const Source = (props: Props) => (
  <Section title={t("source_title")}>
    <Quotation {...props} />
  </Section>
);
