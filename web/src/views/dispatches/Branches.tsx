/*
 * Who has it from whom: a line for each organization directly below the coalition, with what is true of all who
 * have it from there. Branches overlap, so they are not added up, and it is said how many stand in several.
 */
import { Link, Mark, Name, Section } from "../../components";
import { collator, t } from "../../i18n";
import { coverageOf, headsOf, overlapOf, rowsOfBranch } from "../model/audience";
import { nameOf } from "../model/directory";
import { deliveryStateWord, markOf, ofWords } from "../model/dispatch_words";
import { audience, type Deliveries, SILENT_DAYS } from "../model/dispatches";
import { useMore } from "../useMore";

function Branch({ id, deliveries }: { readonly id: string; readonly deliveries: Deliveries }) {
  const own = deliveries.get(id);
  const inBranch = rowsOfBranch(audience.value, deliveries, id);
  const coverage = coverageOf(inBranch, Date.now(), SILENT_DAYS);
  const { total } = coverage;
  /* Of a branch of one there is nothing to say that its own state does not. */
  const figures = (name: "reached" | "answered" | "acting" | "reported") =>
    inBranch.length > 1 ? ofWords(coverage[name], total) : "";
  return (
    <tr>
      <th scope="row">
        <Link href={`/network/${id}`}>
          <Name>{nameOf(id)}</Name>
        </Link>
      </th>
      <td class="own" data-l={t("delivery_own_state")}>
        {own === undefined ? (
          ""
        ) : (
          <span class="state">
            <Mark kind={markOf(own)} />
            {own.mode === "information" ? t("delivery_information") : deliveryStateWord(own.state)}
          </span>
        )}
      </td>
      <td class="num" data-l={t("coverage_reached")}>
        {figures("reached")}
      </td>
      <td class="num" data-l={t("coverage_answered")}>
        {figures("answered")}
      </td>
      <td class="num" data-l={t("coverage_acting")}>
        {figures("acting")}
      </td>
      <td class="num" data-l={t("coverage_reported")}>
        {figures("reported")}
      </td>
    </tr>
  );
}

export function Branches({ deliveries }: { readonly deliveries: Deliveries }) {
  const heads = headsOf(audience.value)
    .filter((id) => deliveries.has(id))
    .toSorted((a, b) => collator().compare(nameOf(a), nameOf(b)));
  const { shown, more } = useMore(heads);
  const overlap = overlapOf(audience.value, deliveries);
  if (heads.length === 0) return null;
  return (
    <Section title={t("dispatch_branches")} count={heads.length}>
      <table class="cards branches">
        <caption>
          {t("dispatch_branches_words")}{" "}
          {overlap === 0 ? null : t("dispatch_overlap", { count: overlap })}
        </caption>
        <thead>
          <tr>
            <th scope="col">{t("dispatch_branch")}</th>
            <th scope="col">{t("delivery_own_state")}</th>
            <th scope="col" class="num">
              {t("coverage_reached")}
            </th>
            <th scope="col" class="num">
              {t("coverage_answered")}
            </th>
            <th scope="col" class="num">
              {t("coverage_acting")}
            </th>
            <th scope="col" class="num">
              {t("coverage_reported")}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((id) => (
            <Branch key={id} id={id} deliveries={deliveries} />
          ))}
        </tbody>
      </table>
      {more}
    </Section>
  );
}
