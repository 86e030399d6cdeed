/*
 * The page of one convening: where and when, as exactly as it was stated, by whom and beside what,
 * which groups were formed at it, and where the record comes from.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dots,
  EditableFact,
  Link,
  Mark,
  Name,
  PageHead,
  Refusal,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { collator, fuzzyDate, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, may, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { History } from "../history/History";
import {
  allSeries,
  beside,
  type Convening,
  convenings,
  markOf,
  placeWords,
  seriesBrief,
  whenWords,
} from "../model/convenings";
import { briefName, nameOf, organizations } from "../model/directory";
import { type ConveningField, editConvening, savingOf } from "../model/edits";
import { groups } from "../model/groups";
import { NAME_MOST, REGION_MOST } from "../model/limits";
import { isInferred, provenanceOf } from "../model/provenance";
import { takeRefusal } from "../model/refusals";
import { needsConnection, rightTo, WhoCan } from "../model/rights";
import { readBy } from "../model/spaces";
import {
  atStart,
  type ConveningState,
  conveningKinds,
  conveningKindWord,
  conveningStateWord,
  groupKindWord,
  groupStateWord,
  placePrecisions,
} from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Notes, SourceOf } from "../Sourced";

interface Part {
  readonly convening: Convening;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

/** What it is in one sentence: its state, its place, its time, its host. */
function Lede({ convening }: { readonly convening: Convening }) {
  const { row } = convening;
  return (
    <p class="lede">
      <Mark kind={markOf(row)} />{" "}
      <Words
        k={`lede_convening_${row.state}`}
        parts={{ place: <bdi>{placeWords(row)}</bdi>, when: whenWords(row) }}
      />
      {row.host_id !== null && nameOf(row.host_id) !== "" ? (
        <>
          {" "}
          <Words
            k="lede_convening_host"
            parts={{
              name: (
                <Link href={`/network/${row.host_id}`}>
                  <Name>{nameOf(row.host_id)}</Name>
                </Link>
              ),
            }}
          />
        </>
      ) : null}
    </p>
  );
}

/** "3 months before HLD (2006)": a date that is known only by another's. */
function Relative({ convening }: { readonly convening: Convening }) {
  const { relative_to_id, relative_months } = convening.row;
  const other = relative_to_id === null ? undefined : convenings.value.get(relative_to_id);
  if (!other || relative_months === null) return null;
  return (
    <p class="note">
      <Words
        k={relative_months < 0 ? "months_before" : "months_after"}
        values={{ count: Math.abs(relative_months), date: whenWords(other.row) }}
        parts={{
          name: (
            <Link href={`/convenings/${other.id}`}>
              <Name>{other.name}</Name>
            </Link>
          ),
        }}
      />
    </p>
  );
}

const notStated = () => ({ value: "", word: t("not_stated") });

/** Where another row is pointed to, and the rows one may point to. */
const seriesOptions = () => [
  { value: "", word: t("series_none") },
  ...[...allSeries.value.values()].map(({ id, name }) => ({ value: id, word: name })),
];
const hostOptions = () => [
  notStated(),
  ...[...organizations.value.values()]
    .map(({ id, name }) => ({ value: id, word: name }))
    .sort((a, b) => a.word.localeCompare(b.word)),
];
const besideOptions = (id: string) => [
  { value: "", word: t("beside_none") },
  ...[...convenings.value.values()]
    .filter((other) => other.id !== id)
    .map(({ id: value, name, row }) => ({ value, word: `${name} (${whenWords(row)})` })),
];

function Facts(part: Part) {
  const { convening, canEdit, open, setOpen } = part;
  const { id, row } = convening;
  const fact = (field: ConveningField) => ({
    value: row[field],
    extra: isInferred("convening", id, field) ? (
      <>
        {" "}
        <Tag>{t("inferred")}</Tag>
      </>
    ) : null,
    ...savingOf("convening", id, field),
    canEdit,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editConvening(id, field, from, to),
  });
  const linked = (href: string, name: string) => (
    <Link href={href}>
      <Name>{name}</Name>
    </Link>
  );
  const other = row.alongside_id === null ? undefined : convenings.value.get(row.alongside_id);
  return (
    <Section title={t("facts_title")}>
      <dl class="facts">
        <EditableFact
          {...fact("name")}
          words={{ label: t("field_name"), edit: t("edit_name"), save: t("save_name") }}
          editor={{ kind: "line", most: NAME_MOST, required: true }}
          shown={<b dir="auto">{row.name}</b>}
        />
        <EditableFact
          {...fact("kind")}
          words={{
            label: t("field_convening_kind"),
            edit: t("edit_convening_kind"),
            save: t("save_convening_kind"),
          }}
          editor={{ kind: "choice", options: conveningKinds() }}
        />
        <EditableFact
          {...fact("starts_on")}
          words={{ label: t("field_starts"), edit: t("edit_starts"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <EditableFact
          {...fact("ends_on")}
          words={{ label: t("field_ends"), edit: t("edit_ends"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <EditableFact
          {...fact("place")}
          words={{ label: t("field_place"), edit: t("edit_place"), save: t("save_place") }}
          editor={{ kind: "line", most: REGION_MOST }}
        />
        {row.place === null ? null : (
          <EditableFact
            {...fact("place_precision")}
            words={{
              label: t("field_precision"),
              edit: t("edit_precision"),
              save: t("save_precision"),
            }}
            editor={{ kind: "choice", options: placePrecisions() }}
          />
        )}
        <EditableFact
          {...fact("series_id")}
          words={{ label: t("field_series"), edit: t("edit_series"), save: t("save_series") }}
          editor={{ kind: "choice", options: seriesOptions() }}
          shown={
            row.series_id === null || seriesBrief(row.series_id) === ""
              ? t("series_none")
              : linked(`/series/${row.series_id}`, seriesBrief(row.series_id))
          }
        />
        <EditableFact
          {...fact("host_id")}
          words={{ label: t("field_host"), edit: t("edit_host"), save: t("save_host") }}
          editor={{ kind: "choice", options: hostOptions() }}
          shown={
            row.host_id === null || briefName(row.host_id) === ""
              ? t("not_stated")
              : linked(`/network/${row.host_id}`, nameOf(row.host_id))
          }
        />
        <EditableFact
          {...fact("alongside_id")}
          words={{ label: t("field_beside"), edit: t("edit_beside"), save: t("save_beside") }}
          editor={{ kind: "choice", options: besideOptions(id) }}
          shown={other ? linked(`/convenings/${other.id}`, other.name) : t("beside_none")}
        />
      </dl>
    </Section>
  );
}

/** The other side is told too: a convening knows of those that stand beside it. */
function Beside({ convening }: { readonly convening: Convening }) {
  const others = beside(convening);
  if (others.length === 0) return null;
  return (
    <Section title={t("beside_title")} count={others.length}>
      <ul class="plainrows">
        {others.map((other) => (
          <li key={other.id}>
            <Mark kind={markOf(other.row)} />
            <span>
              <Link href={`/convenings/${other.id}`}>
                <Name>{other.name}</Name>
              </Link>
              <span class="stated">
                <Dots>{[placeWords(other.row), whenWords(other.row)]}</Dots>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function FormedHere({ id }: { readonly id: string }) {
  const formed = [...groups.value.values()]
    .filter(({ row }) => row.convening_id === id)
    .sort((a, b) => collator().compare(a.name, b.name));
  const start = may("start_group").value;
  return (
    <Section title={t("formed_here_title")} count={formed.length}>
      {formed.length === 0 ? <p class="muted note">{t("formed_here_none")}</p> : null}
      <ul class="plainrows">
        {formed.map((group) => (
          <li key={group.id}>
            <Mark kind={group.row.state === "active" ? "now" : "past"} />
            <span>
              <Link href={`/groups/${group.id}`}>
                <Name>{group.name}</Name>
              </Link>
              <span class="stated">
                <Dots>
                  {[
                    groupKindWord(group.row.kind),
                    groupStateWord(group.row.state),
                    group.row.formed_on === null ? "" : fuzzyDate(group.row.formed_on),
                  ]}
                </Dots>
              </span>
            </span>
          </li>
        ))}
      </ul>
      {start.ok ? (
        <p class="btns block-s">
          <Link href={`/groups/new?convening=${id}`} class="btn">
            {t("formed_here_start")}
          </Link>
        </p>
      ) : null}
    </Section>
  );
}

/* What may follow which; the server holds the same table and refuses anything else. */
const NEXT: Readonly<Record<ConveningState, readonly ConveningState[]>> = {
  idea: ["announced", "cancelled"],
  announced: ["held", "cancelled"],
  held: [],
  cancelled: [],
};

function States({ convening }: { readonly convening: Convening }) {
  const { id, row } = convening;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const right = rightTo("host_convening", "convening", id);
  const next = NEXT[row.state];
  if (!right.ok || next.length === 0) return null;
  const set = async (state: ConveningState) => {
    const params = { convening_id: id, state: { from: row.state, to: state } };
    setRefusal(
      takeRefusal(
        await send("convening.set_state", params, [["convening", "update", id, { state }]]),
      ),
    );
  };
  return (
    <Section
      title={t("convening_state_title")}
      end={<span class="muted">{t("state_now", { state: conveningStateWord(row.state) })}</span>}
    >
      <p class="small muted note">{t("convening_state_words")}</p>
      <div class="btns block-s">
        {next.map((state) => (
          <Button key={state} reason={needsConnection()} onClick={() => void set(state)}>
            {t(`convening_to_${state}` as "convening_to_held")}
          </Button>
        ))}
      </div>
      <Refusal words={refusal} />
    </Section>
  );
}

function Page({ convening }: { readonly convening: Convening }) {
  const { id, row, name } = convening;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("host_convening", "convening", id);
  const back = `/convenings${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (right.ok) setOpen("name");
  });
  const source = provenanceOf("convening", id);
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_convenings") }}
        kicker={
          <>
            <Dots>
              {[
                atStart(conveningKindWord(row.kind)),
                row.series_id === null ? "" : <bdi key="s">{seriesBrief(row.series_id)}</bdi>,
                t(readBy(row.space_id)),
              ]}
            </Dots>{" "}
            {row.state === "idea" ? <Tag>{t("convening_idea")}</Tag> : null}
            {row.sample === 1 ? <Tag>{t("sample")}</Tag> : null}
          </>
        }
      >
        <Lede convening={convening} />
        <Relative convening={convening} />
      </PageHead>
      <div class="two">
        <div>
          <FormedHere id={id} />
          <Facts convening={convening} canEdit={right.ok} open={open} setOpen={setOpen} />
          <WhoCan right={right} />
          <Comments table="convening" id={id} space_id={row.space_id} />
        </div>
        <div class="side">
          <Beside convening={convening} />
          <History table="convening" id={id} />
          {source ? <SourceOf source={source} /> : null}
          <Notes table="convening" id={id} />
          <Changes table="convening" id={id} />
        </div>
      </div>
      <States convening={convening} />
    </>
  );
}

export function ConveningPage({ id }: { readonly id: string }) {
  const convening = convenings.value.get(id);
  if (convening) return <Page key={id} convening={convening} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
