/* Bars of a coverage, each with its figures in words; the drawing says no more than they do. */
import "../../styles/dispatches.css";
import { t } from "../../i18n";
import type { Coverage } from "../model/audience";
import { ofWords, percentWord } from "../model/dispatch_words";

const Track = ({ count, total }: { readonly count: number; readonly total: number }) => (
  <span class="track" aria-hidden="true">
    <i style={{ "--w": `${total === 0 ? 0 : (100 * count) / total}%` }} />
  </span>
);

/** "answered 11 of 17 (64 %)", with its bar: what a row has room for. */
export function AnsweredBar({ coverage: { answered, total } }: { readonly coverage: Coverage }) {
  const percent = percentWord(answered, total);
  return (
    <span class="rowbar">
      <Track count={answered} total={total} />
      <span>
        {total === 0
          ? t("coverage_answered_none")
          : t("coverage_answered_row", { count: answered, total, percent })}
      </span>
    </span>
  );
}

const BARS = [
  ["reached", "coverage_reached"],
  ["answered", "coverage_answered"],
  ["acting", "coverage_acting"],
  ["reported", "coverage_reported"],
] as const;

interface BarsProps {
  readonly coverage: Coverage;
  /** As the reports say it; undefined: none has. */
  readonly people: number | undefined;
}

export function Bars({ coverage, people }: BarsProps) {
  const { total, declined } = coverage;
  const more = {
    reached: "",
    answered: declined === 0 ? "" : t("coverage_declined", { count: declined }),
    acting: "",
    reported: people === undefined ? "" : t("coverage_people", { count: people }),
  };
  return (
    <ul class="bars">
      {BARS.map(([name, word]) => (
        <li key={name}>
          <b>{t(word)}</b>
          <span class="v">{ofWords(coverage[name], total)}</span>
          <Track count={coverage[name]} total={total} />
          <span class="x">
            {[percentWord(coverage[name], total), more[name]]
              .filter((words) => words !== "")
              .join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
