/*
 * What something came out of and what came out of it: passages in order, each with what is known of
 * when and where, and with the sentence of the source it rests on. Secretariats enter and correct.
 */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Button, Dots, Link, Mark, Name, Refusal, Section, Tag, Words } from "../../components";
import { fuzzyDate, type Key, t } from "../../i18n";
import { may, row, send } from "../../sync";
import { lazy } from "../lazy";
import { convenings, editionBefore, placeWords, seriesBrief, whenWords } from "../model/convenings";
import {
  cameOf,
  type Lineage,
  type LineageTable,
  type Passage,
  pastOf,
  type Thing,
} from "../model/lineage";
import { isInferred, provenanceOf } from "../model/provenance";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { groupKindWord } from "../model/vocabulary";

const AddPassage = lazy(async () => (await import("./AddPassage")).AddPassage, "members");

const SENTENCE = {
  evolved_into: "passage_evolved_into",
  became_alliance: "passage_became_alliance",
  reconvened_as: "passage_reconvened_as",
  spun_off: "passage_spun_off",
  sprouted: "passage_sprouted",
  merged_into: "passage_merged_into",
  split_into: "passage_split_into",
} as const satisfies Record<Lineage["relation"], Key>;

const ThingLink = ({ thing, self }: { readonly thing: Thing; readonly self: string }) =>
  thing.id === self ? (
    <b>
      <Name>{thing.name}</Name>
    </b>
  ) : (
    <Link href={thing.href}>
      <Name>{thing.name}</Name>
    </Link>
  );

const ConveningLink = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <Link href={`/convenings/${id}`}>
    <Name>{name}</Name>
  </Link>
);

/** Of a group: what kind, since when, formed where or within what. */
function originOf({ table, id }: Thing): readonly ComponentChildren[] {
  const group = table === "group" ? row("group", id).value : undefined;
  if (!group) return [];
  const convening =
    group.convening_id === null ? undefined : convenings.value.get(group.convening_id);
  const date = group.formed_on === null ? undefined : fuzzyDate(group.formed_on);
  const where = convening ? (
    <Words
      key="at"
      k={date === undefined ? "formed_at" : "formed_on_at"}
      values={{ date: date ?? "", place: placeWords(convening.row) }}
      parts={{ name: <ConveningLink id={convening.id} name={convening.name} /> }}
    />
  ) : null;
  const within =
    group.series_id !== null && seriesBrief(group.series_id) !== "" ? (
      <Words
        key="within"
        k="formed_within"
        parts={{
          name: (
            <Link href={`/series/${group.series_id}`}>
              <Name>{seriesBrief(group.series_id)}</Name>
            </Link>
          ),
        }}
      />
    ) : null;
  return [
    groupKindWord(group.kind),
    where ?? (date === undefined ? "" : t("formed_on", { date })),
    within,
  ];
}

/** What a later step came after: the last edition of the series the group was formed at. */
function afterOf({ from, row: passage }: Passage): ComponentChildren {
  const group = from.table === "group" ? row("group", from.id).value : undefined;
  const formedAt = group?.convening_id ? convenings.value.get(group.convening_id) : undefined;
  const last = formedAt && passage.dated_on ? editionBefore(formedAt, passage.dated_on) : undefined;
  return last ? (
    <Words
      key="after"
      k="passage_after"
      values={{ date: whenWords(last.row) }}
      parts={{ name: <ConveningLink id={last.id} name={last.name} /> }}
    />
  ) : null;
}

function When({ passage }: { readonly passage: Passage }) {
  const { dated_on, lineage_id } = passage.row;
  return (
    <>
      {dated_on === null ? t("date_not_stated") : fuzzyDate(dated_on)}
      {isInferred("lineage", lineage_id, "dated_on") ? (
        <>
          {" "}
          <Tag>{t("inferred")}</Tag>
        </>
      ) : null}
    </>
  );
}

/** Taking a passage out again: what a group itself has become stays, the server says so. */
function Remove({ passage }: { readonly passage: Passage }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const lineage_id = passage.id;
  const remove = async () =>
    setRefusal(
      takeRefusal(
        await send("lineage.remove", { lineage_id }, [["lineage", "delete", lineage_id, null]]),
      ),
    );
  return (
    <>
      <button
        type="button"
        class="editbtn takeout"
        disabled={needsConnection() !== undefined}
        aria-label={t("passage_remove_named", { from: passage.from.name, to: passage.to.name })}
        onClick={() => void remove()}
      >
        {t("passage_remove")}
      </button>
      <Refusal words={refusal} as="span" />
    </>
  );
}

function Entry(props: {
  readonly passage: Passage;
  readonly self: string;
  readonly canEdit: boolean;
}) {
  const { passage, self, canEdit } = props;
  const { from, to, row: lineage } = passage;
  const source = provenanceOf("lineage", passage.id);
  return (
    <li>
      <Mark kind={lineage.dated_on === null ? "open" : "past"} />
      <span>
        <Words
          k={SENTENCE[lineage.relation]}
          parts={{
            from: <ThingLink thing={from} self={self} />,
            to: <ThingLink thing={to} self={self} />,
          }}
        />
        <span class="stated">
          <Dots>{[<When key="when" passage={passage} />, afterOf(passage)]}</Dots>
        </span>
        {from.table === "group" && from.id !== self ? (
          <span class="stated">
            <Dots>{originOf(from)}</Dots>
          </span>
        ) : null}
        {lineage.decision === null ? null : (
          <span class="stated" dir="auto">
            {lineage.decision}
          </span>
        )}
        {source ? (
          <q class="stated" dir="auto">
            {source.quotation}
          </q>
        ) : null}
        {canEdit ? <Remove passage={passage} /> : null}
      </span>
    </li>
  );
}

interface Props {
  readonly table: LineageTable;
  readonly id: string;
}

export function History({ table, id }: Props) {
  const [isAdding, setAdding] = useState(false);
  const right = may("set_up_convenings").value;
  const passages = [...pastOf(id), ...cameOf(id)];
  if (passages.length === 0 && !right.ok) return null;
  return (
    <Section title={t("history_title")} count={passages.length}>
      {passages.length === 0 ? <p class="muted note">{t("history_none")}</p> : null}
      <ol class="plainrows">
        {passages.map((passage) => (
          <Entry key={passage.id} passage={passage} self={id} canEdit={right.ok} />
        ))}
      </ol>
      {right.ok ? (
        <div class="btns note">
          <Button onClick={() => setAdding(true)}>{t("passage_add")}</Button>
        </div>
      ) : null}
      {isAdding ? <AddPassage table={table} id={id} onClose={() => setAdding(false)} /> : null}
    </Section>
  );
}
