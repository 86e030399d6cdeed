/*
 * Ending a tie: before the deed, who stops reading the coalition and why, organization by
 * organization; what else changes; what stays.
 */
import { useState } from "preact/hooks";
import { Choice, Dialog, Mark, Name, Refusal, Words } from "../../components";
import { formatDate, formatList, t } from "../../i18n";
import { rows, send } from "../../sync";
import {
  type Affiliation,
  coalition,
  isHolding,
  nameOf,
  type Organization,
  reaching,
  rootId,
  tiesDown,
  tiesUp,
  withAllBelow,
} from "../model/directory";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";

interface Fate {
  readonly id: string;
  readonly reads: boolean;
}

/** What becomes of the organization and all below it that read the coalition now. */
function fatesOf(tie: Affiliation): readonly Fate[] {
  const before = reaching();
  const after = reaching(tie.affiliation_id);
  return withAllBelow(tie.organization_id)
    .filter((id) => before.has(id))
    .map((id) => ({ id, reads: after.has(id) }));
}

function why(fate: Fate, tie: Affiliation, lost: ReadonlySet<string>) {
  if (fate.id === tie.organization_id && !fate.reads) return t("fate_left");
  const parents = tiesUp(fate.id)
    .filter((other) => isHolding(other) && other.affiliation_id !== tie.affiliation_id)
    .map((other) => other.parent_id)
    .filter((id) => lost.has(id) !== fate.reads);
  const names = <Name>{formatList(parents.map(nameOf))}</Name>;
  return fate.reads ? (
    <Words k="fate_also" parts={{ names }} />
  ) : (
    <Words k="fate_only" parts={{ names }} />
  );
}

function Fates({ tie, fates }: { readonly tie: Affiliation; readonly fates: readonly Fate[] }) {
  const lost = new Set(fates.filter((fate) => !fate.reads).map((fate) => fate.id));
  return (
    <table class="cards field">
      <caption class="vh">{t("fate_caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("fate_organization")}</th>
          <th scope="col">{t("fate_afterwards")}</th>
          <th scope="col">{t("fate_why")}</th>
        </tr>
      </thead>
      <tbody>
        {fates.map((fate) => (
          <tr key={fate.id}>
            <th scope="row">
              <Name>{nameOf(fate.id)}</Name>
            </th>
            <td data-l={t("fate_afterwards")}>
              <span class="state">
                <Mark kind={fate.reads ? "past" : "ended"} />
                {t(fate.reads ? "fate_reads_on" : "fate_stops")}
              </span>
            </td>
            <td data-l={t("fate_why")}>
              <span>{why(fate, tie, lost)}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function delegatesOf(ids: readonly string[]): number {
  const lost = new Set(ids);
  const people = new Set<string>();
  for (const one of rows("belonging").value.values()) {
    if (one.ends_on === null && one.role !== "base_member" && lost.has(one.organization_id)) {
      people.add(one.person_id);
    }
  }
  return people.size;
}

function Consequences({
  tie,
  fates,
}: {
  readonly tie: Affiliation;
  readonly fates: readonly Fate[];
}) {
  const lost = fates.filter((fate) => !fate.reads).map((fate) => fate.id);
  const delegates = delegatesOf(lost);
  const isOnRoll = tie.parent_id === rootId.value && tie.status === "member";
  const roll = tiesDown(tie.parent_id).filter((other) => other.status === "member").length;
  return (
    <div class="field">
      <h3 class="sec">{t("end_else")}</h3>
      <ul class="plainrows">
        {isOnRoll ? (
          <li>
            <span>{t("end_roll", { from: roll, to: roll - 1 })}</span>
          </li>
        ) : null}
        {delegates > 0 ? (
          <li>
            <span>{t("end_delegates", { count: delegates })}</span>
          </li>
        ) : null}
        <li>
          <span>{t("end_stays")}</span>
        </li>
        <li>
          <span>{t("end_again")}</span>
        </li>
      </ul>
    </div>
  );
}

interface Props {
  readonly organization: Organization;
  readonly onClose: () => void;
}

export function EndTie({ organization, onClose }: Props) {
  const ties = tiesUp(organization.id);
  const [chosen, setChosen] = useState(ties[0]?.affiliation_id ?? "");
  const [needsRead, setRead] = useState(true);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const tie = ties.find((one) => one.affiliation_id === chosen);
  const fates = tie ? fatesOf(tie) : [];
  const lost = fates.filter((fate) => !fate.reads).length;
  const today = new Date();
  const end = async () => {
    if (!tie) return;
    const ends_on = today.toISOString().slice(0, 10);
    const outcome = await send("affiliation.leave", { affiliation_id: chosen }, [
      ["affiliation", "update", chosen, { status: "left", ends_on }],
    ]);
    const words = takeRefusal(outcome);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      wide
      title={<Words k="end_title" parts={{ name: <bdi>{organization.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("end_do"),
        run: end,
        reason: tie && lost > 0 && needsRead ? t("end_read_first") : needsConnection(),
      }}
    >
      {ties.length > 1 ? (
        <fieldset class="field">
          <legend>{t("end_which")}</legend>
          {ties.map((one) => (
            <Choice
              key={one.affiliation_id}
              name="tie"
              value={one.affiliation_id}
              chosen={chosen}
              onChoose={(id) => {
                setChosen(id);
                setRead(true);
              }}
            >
              <Name>{nameOf(one.parent_id)}</Name>
            </Choice>
          ))}
        </fieldset>
      ) : null}
      {tie ? (
        <>
          <p class="lede">
            <Words
              k="end_when"
              values={{
                date: formatDate(today, { day: "numeric", month: "long", year: "numeric" }),
              }}
              parts={{
                name: <bdi>{organization.name}</bdi>,
                parent: <bdi>{nameOf(tie.parent_id)}</bdi>,
              }}
            />{" "}
            {lost > 0 ? (
              <Words
                k="end_lose"
                values={{ count: lost }}
                parts={{ coalition: <bdi>{coalition.value?.name}</bdi> }}
              />
            ) : (
              t("end_lose_none")
            )}
          </p>
          {fates.length > 0 ? <Fates tie={tie} fates={fates} /> : null}
          <Consequences tie={tie} fates={fates} />
          {lost > 0 ? (
            <label class="choice">
              <input type="checkbox" checked={!needsRead} onChange={() => setRead(!needsRead)} />
              <span>{t("end_have_read")}</span>
            </label>
          ) : null}
        </>
      ) : null}
      <Refusal words={refusal} />
    </Dialog>
  );
}
