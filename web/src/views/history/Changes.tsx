/*
 * What was changed in a thing, when and by whom, as far as the reader may know: asked of the server, which
 * reads it from the log, when somebody wants to see it.
 */
import { useState } from "preact/hooks";
import { Button, Dots, Name, Section } from "../../components";
import { formatDate, t } from "../../i18n";
import { ask, type Methods, reads, rows, type WireError } from "../../sync";
import { nameOf } from "../model/directory";
import { people } from "../model/people";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE } from "../model/spaces";
import { type Entry, entriesOf, type Line } from "./changes";

type Table = Methods["history.read"]["params"]["table"];
type History = Methods["history.read"]["result"];

const isHistory = (value: unknown): value is History =>
  typeof value === "object" && value !== null && "changes" in value;

/** Who did it, by the name they have now; somebody, where the reader does not know them. */
function actorOf({ actor_id, isImport }: Entry): string {
  if (isImport && actor_id === null) return t("change_import");
  const person = people.value.find(({ id }) => id === actor_id);
  const own = actor_id === null ? undefined : rows("person").value.get(actor_id)?.display_name;
  return person?.name ?? own ?? t("change_somebody");
}

function when(at_ms: number): string {
  const isToTheMinute = reads(COALITION_SPACE);
  return formatDate(
    new Date(at_ms),
    isToTheMinute
      ? { dateStyle: "medium", timeStyle: "short" }
      : { dateStyle: "medium", timeZone: "UTC" },
  );
}

const ChangedLine = ({ line }: { readonly line: Line }) => (
  <span class="changed">
    <span class="muted">{line.label}</span>{" "}
    {line.from === undefined ? null : <del>{<bdi>{line.from}</bdi>}</del>}{" "}
    {line.to === undefined ? null : <ins>{<bdi>{line.to}</bdi>}</ins>}
  </span>
);

function EntryRow({ entry }: { readonly entry: Entry }) {
  const organization = entry.for_organization_id === null ? "" : nameOf(entry.for_organization_id);
  return (
    <li>
      <span>
        <span class="stated">
          <Dots>
            {[
              when(entry.at_ms),
              <Name key="who">{actorOf(entry)}</Name>,
              organization === "" ? "" : <Name key="for">{organization}</Name>,
            ]}
          </Dots>
        </span>
        {entry.isBeginning ? <span class="changed">{t("change_entered")}</span> : null}
        {entry.lines.map((line) => (
          <ChangedLine key={`${line.label} ${line.from} ${line.to}`} line={line} />
        ))}
        {entry.lines.length === 0 && !entry.isBeginning ? (
          <span class="changed">{t("change_other")}</span>
        ) : null}
      </span>
    </li>
  );
}

export function Changes({ table, id }: { readonly table: Table; readonly id: string }) {
  const [history, setHistory] = useState<History | undefined>(undefined);
  const [error, setError] = useState<WireError | undefined>(undefined);
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    const reply = await ask("history.read", { table, id });
    setBusy(false);
    setError(reply.ok ? undefined : reply.error);
    if (reply.ok && isHistory(reply.result)) setHistory(reply.result);
  };
  const entries = history ? entriesOf(id, history.changes) : [];
  return (
    <Section title={t("changes_title")}>
      {history === undefined ? (
        <div class="btns note">
          <Button
            onClick={() => void show()}
            reason={busy ? t("changes_asking") : needsConnection()}
          >
            {t("changes_show")}
          </Button>
        </div>
      ) : (
        <>
          {entries.length === 0 ? <p class="muted note">{t("changes_none")}</p> : null}
          <ol class="plainrows">
            {entries.map((entry) => (
              <EntryRow key={entry.seq} entry={entry} />
            ))}
          </ol>
          {history.has_more ? <p class="small muted note">{t("changes_more")}</p> : null}
          <p class="note">
            <Button
              onClick={() => void show()}
              reason={busy ? t("changes_asking") : needsConnection()}
            >
              {t("changes_again")}
            </Button>
          </p>
        </>
      )}
      {error === undefined ? null : (
        <p class="fielderr" role="alert">
          {refusalWords(error)}
        </p>
      )}
    </Section>
  );
}
