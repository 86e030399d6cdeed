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

export const Source = ({ heading, quotation, title, year, position }: Props) => (
  <Section title={t("source_title")}>
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
  </Section>
);
