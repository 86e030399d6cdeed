/*
 * A date as exact as it is known: first how exactly, then only as much as that asks, then the span
 * of days it means. Nobody has to make up a day, and no date becomes more exact than was said.
 */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import type { Key } from "../i18n";
import { civilOf, formatDate, fuzzyDate, type Precision, readFuzzy, t } from "../i18n";
import { Words } from "./words";

/** What is filled in so far; the parts of a finer precision are kept when one goes back and forth. */
export interface FuzzyDraft {
  readonly precision: Precision;
  readonly year: string;
  readonly half: number;
  readonly quarter: number;
  readonly month: number;
  readonly day: string;
}

const PRECISIONS = {
  year: "precision_year",
  half: "precision_half",
  quarter: "precision_quarter",
  month: "precision_month",
  day: "precision_day",
} as const satisfies Record<Precision, Key>;

const two = (number: number): string => String(number).padStart(2, "0");

/** Reads a stored date into a draft; an absent one starts at the year, the least that can be known. */
export function toDraft(text: string | null): FuzzyDraft {
  const found = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(\d\d)(?:-(\d\d))?))?$/.exec(text ?? "");
  const [, year = "", half, quarter, month, day] = found ?? [];
  return {
    precision: day ? "day" : month ? "month" : quarter ? "quarter" : half ? "half" : "year",
    year,
    half: Number(half ?? 1),
    quarter: Number(quarter ?? 1),
    month: Number(month ?? 1),
    day: day ? String(Number(day)) : "",
  };
}

function textOf(draft: FuzzyDraft): string {
  switch (draft.precision) {
    case "year":
      return draft.year;
    case "half":
      return `${draft.year}-H${draft.half}`;
    case "quarter":
      return `${draft.year}-Q${draft.quarter}`;
    case "month":
      return `${draft.year}-${two(draft.month)}`;
    case "day":
      return `${draft.year}-${two(draft.month)}-${draft.day.padStart(2, "0")}`;
    default:
      return draft.precision satisfies never;
  }
}

/** The date as text, or undefined while something is missing or it is no date there is. */
export function fromDraft(draft: FuzzyDraft): string | undefined {
  const text = textOf(draft);
  return readFuzzy(text) ? text : undefined;
}

const monthName = (month: number): string =>
  formatDate(new Date(Date.UTC(2014, month - 1, 1)), { month: "short", timeZone: "UTC" });

const dayOfYear = (day: number): string => {
  const civil = civilOf(day);
  const date = new Date(Date.UTC(civil.year, civil.month - 1, civil.day));
  return formatDate(date, { day: "numeric", month: "long", timeZone: "UTC" });
};

/** The year with the span that is meant, and the same in words. */
function Span({ draft }: { readonly draft: FuzzyDraft }) {
  const text = fromDraft(draft);
  const window = text === undefined ? undefined : readFuzzy(text);
  const first = window ? civilOf(window.firstDay).month : 1;
  const last = window ? civilOf(window.lastDay).month : 1;
  return (
    <>
      <div class="spanline" aria-hidden="true">
        {window ? (
          <i
            class={draft.precision === "day" ? "win" : "win soft"}
            style={{
              "--x": `${((first - 1) / 12) * 100}%`,
              "--w": `${((last - first + 1) / 12) * 100}%`,
            }}
          />
        ) : null}
        {[1, 4, 7, 10].map((month) => (
          <span key={month} style={{ "--x": `${((month - 1) / 12) * 100}%` }}>
            {monthName(month)}
          </span>
        ))}
      </div>
      <p role="status">
        {text === undefined || window === undefined ? (
          <span class="muted">{t("fuzzy_incomplete")}</span>
        ) : (
          <Words
            k={draft.precision === "day" ? "fuzzy_day" : "fuzzy_span"}
            values={{
              date: fuzzyDate(text),
              first: dayOfYear(window.firstDay),
              last: dayOfYear(window.lastDay),
            }}
          />
        )}
      </p>
    </>
  );
}

interface CellsProps<V extends string | number> {
  readonly legend: string;
  readonly values: readonly V[];
  readonly chosen: V;
  readonly onChoose: (value: V) => void;
  readonly show: (value: V) => ComponentChildren;
  readonly look?: string;
}

function Cells<V extends string | number>({
  legend,
  values,
  chosen,
  onChoose,
  show,
  look,
}: CellsProps<V>) {
  const name = useId();
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div class={look ? `cells ${look}` : "cells"} style={{ "--c": String(values.length) }}>
        {values.map((value) => (
          <label key={value}>
            <input
              type="radio"
              name={name}
              checked={value === chosen}
              onChange={() => onChoose(value)}
            />
            <span>{show(value)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

const HALVES = ["half_1", "half_2"] as const satisfies readonly Key[];
const QUARTERS = [
  "quarter_1",
  "quarter_2",
  "quarter_3",
  "quarter_4",
] as const satisfies readonly Key[];
const months = (first: number, last: number) =>
  t("months_from_to", { first: monthName(first), last: monthName(last) });

interface Props {
  readonly draft: FuzzyDraft;
  readonly onChange: (draft: FuzzyDraft) => void;
  readonly invalid?: boolean;
  readonly describedBy?: string | undefined;
}

function Parts({ draft, onChange }: Props) {
  const id = useId();
  switch (draft.precision) {
    case "year":
      return null;
    case "half":
      return (
        <Cells
          legend={t("fuzzy_which_half")}
          values={[1, 2]}
          chosen={draft.half}
          onChoose={(half) => onChange({ ...draft, half })}
          show={(half) => [
            t(HALVES[half - 1] ?? "half_1"),
            <small key="m">{months(half * 6 - 5, half * 6)}</small>,
          ]}
        />
      );
    case "quarter":
      return (
        <Cells
          legend={t("fuzzy_which_quarter")}
          values={[1, 2, 3, 4]}
          chosen={draft.quarter}
          onChoose={(quarter) => onChange({ ...draft, quarter })}
          show={(quarter) => [
            t(QUARTERS[quarter - 1] ?? "quarter_1"),
            <small key="m">{months(quarter * 3 - 2, quarter * 3)}</small>,
          ]}
        />
      );
    case "month":
    case "day":
      return (
        <>
          <Cells
            legend={t("fuzzy_which_month")}
            values={[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]}
            chosen={draft.month}
            onChoose={(month) => onChange({ ...draft, month })}
            show={(month) => monthName(month)}
            look="months"
          />
          {draft.precision === "day" ? (
            <div>
              <label for={id}>{t("fuzzy_which_day")}</label>
              <input
                id={id}
                class="figure"
                type="text"
                inputMode="numeric"
                value={draft.day}
                onInput={(event) => onChange({ ...draft, day: event.currentTarget.value.trim() })}
              />
            </div>
          ) : null}
        </>
      );
    default:
      return draft.precision satisfies never;
  }
}

export function FuzzyDate(props: Props) {
  const { draft, onChange, invalid = false, describedBy } = props;
  const id = useId();
  return (
    <div class="fuzzy">
      <Cells
        legend={t("fuzzy_how_exact")}
        values={Object.keys(PRECISIONS) as Precision[]}
        chosen={draft.precision}
        onChoose={(precision) => onChange({ ...draft, precision })}
        show={(precision) => t(PRECISIONS[precision])}
      />
      <div>
        <label for={id}>{t("fuzzy_year")}</label>
        <input
          id={id}
          class="figure"
          type="text"
          inputMode="numeric"
          maxLength={4}
          value={draft.year}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onInput={(event) => onChange({ ...draft, year: event.currentTarget.value.trim() })}
        />
      </div>
      <Parts {...props} />
      <Span draft={draft} />
    </div>
  );
}
