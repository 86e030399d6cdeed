/* Decisions of the register, as other rooms name them. */
import { t } from "../../i18n";
import { type RowOf, rows } from "../../sync";

export type Decision = RowOf<"decision">;

/** "2026/3": a year is no number of thousands. */
export const numberWord = ({ year, number }: Pick<Decision, "year" | "number">): string =>
  t("decision_number", { year: String(year), number: String(number) });

/** The register's order: the newest number first. */
export const byNumber = (a: Decision, b: Decision): number =>
  b.year - a.year || b.number - a.number;

/** The decisions in force of which something holds, the newest number first. */
export const decisionsInForce = (is: (decision: Decision) => boolean): readonly Decision[] =>
  [...rows("decision").value.values()]
    .filter((decision) => decision.state === "in_force" && is(decision))
    .toSorted(byNumber);

export const namedWord = (decision: Decision): string =>
  t("decision_named", { number: numberWord(decision), title: decision.title });
