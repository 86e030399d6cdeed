/*
 * The page of one series: its names over the years, its editions in order, the groups that work
 * within it, and what it came out of.
 */
import { useState } from "preact/hooks";
import {
  Dots,
  EditableFact,
  EditableList,
  Link,
  Mark,
  Name,
  PageHead,
  type SaveResult,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { fuzzyDate, t } from "../../i18n";
import { navigate, route } from "../../router";
import { connection, newId, type RowOf, send } from "../../sync";
import { Comments } from "../comments/Comments";
import { Changes } from "../history/Changes";
import { History } from "../history/History";
import { allSeries, type Series, seriesNames } from "../model/convenings";
import { editSeries, savingOf } from "../model/edits";
import { groups } from "../model/groups";
import { NAME_MOST } from "../model/limits";
import { isInferred, provenanceOf } from "../model/provenance";
import { toSaveResult } from "../model/refusals";
import { rightTo } from "../model/rights";
import { readBy } from "../model/spaces";
import {
  atStart,
  conveningKinds,
  conveningKindWord,
  groupKindWord,
  groupStateWord,
  languages,
} from "../model/vocabulary";
import { NotHere } from "../NotHere";
import { Notes, SourceOf } from "../Sourced";
import { ConveningRow } from "./ConveningList";

type NameKind = RowOf<"series_name">["kind"];

interface Part {
  readonly series: Series;
  readonly canEdit: boolean;
  readonly open: string | undefined;
  readonly setOpen: (field: string | undefined) => void;
}

const doorOf = ({ open, setOpen }: Part, field: string) => ({
  open: open === field,
  onOpen: () => setOpen(field),
  onClose: () => setOpen(undefined),
});

async function addName(
  series: Series,
  kind: NameKind,
  text: string,
  language: string | null,
): Promise<SaveResult> {
  const series_name_id = newId();
  const params = { series_id: series.id, series_name_id, kind, text };
  const rank = (seriesNames(series.id, kind).at(-1)?.rank ?? 0) + 1;
  const fields = { ...params, language, rank, space_id: series.row.space_id, sample: 0 };
  return toSaveResult(
    await send("series.name_add", language === null ? params : { ...params, language }, [
      ["series_name", "insert", series_name_id, fields],
    ]),
  );
}

const removeName = async (id: string): Promise<SaveResult> =>
  toSaveResult(
    await send("series.name_remove", { series_name_id: id }, [["series_name", "delete", id, null]]),
  );

const NAME_WORDS = {
  acronym: ["field_short", "edit_short", "another_short"],
  spelling: ["field_spellings", "edit_spellings", "another_spelling"],
  former: ["field_former", "edit_former", "another_former"],
} as const;

function Names({ part, kind }: { readonly part: Part; readonly kind: NameKind }) {
  const { series, canEdit } = part;
  const [label, edit, another] = NAME_WORDS[kind];
  const names = seriesNames(series.id, kind);
  return (
    <EditableList
      words={{ label: t(label), edit: t(edit) }}
      another={t(another)}
      entries={names.map((name) => ({
        id: name.series_name_id,
        text: name.text,
        language: name.language,
      }))}
      most={NAME_MOST}
      {...(kind === "acronym"
        ? { joined: names.map((name) => name.text).join("/") }
        : { languages: languages() })}
      canEdit={canEdit}
      {...doorOf(part, kind)}
      onAdd={(text, language) => addName(series, kind, text, language)}
      onRemove={removeName}
    />
  );
}

function Facts(part: Part) {
  const { series, canEdit } = part;
  const { id, row } = series;
  const fact = (field: "name" | "kind" | "named_on") => ({
    value: row[field],
    extra: isInferred("series", id, field) ? <Tag>{t("inferred")}</Tag> : null,
    ...savingOf("series", id, field),
    canEdit,
    ...doorOf(part, field),
    onSave: (from: string | null, to: string | null) => editSeries(id, field, from, to),
  });
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
          {...fact("named_on")}
          words={{ label: t("field_named"), edit: t("edit_named"), save: t("save_date") }}
          editor={{ kind: "date" }}
        />
        <Names part={part} kind="acronym" />
        <Names part={part} kind="former" />
        <Names part={part} kind="spelling" />
        <EditableFact
          {...fact("kind")}
          words={{
            label: t("field_convening_kind"),
            edit: t("edit_convening_kind"),
            save: t("save_convening_kind"),
          }}
          editor={{ kind: "choice", options: conveningKinds() }}
        />
      </dl>
    </Section>
  );
}

function GroupsWithin({ id }: { readonly id: string }) {
  const within = [...groups.value.values()].filter(({ row }) => row.series_id === id);
  if (within.length === 0) return null;
  return (
    <Section title={t("series_groups_title")} count={within.length}>
      <ul class="plainrows">
        {within.map((group) => (
          <li key={group.id}>
            <Mark kind={group.row.state === "active" ? "now" : "past"} />
            <span>
              <Link href={`/groups/${group.id}`}>
                <Name>{group.name}</Name>
              </Link>
              <span class="stated">
                <Dots>{[groupKindWord(group.row.kind), groupStateWord(group.row.state)]}</Dots>
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Page({ series }: { readonly series: Series }) {
  const { id, row, name, editions } = series;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("set_up_convenings", "series", id);
  const back = `/convenings${route.value.query.size > 0 ? `?${route.value.query}` : ""}`;
  useKey("back", () => navigate(back));
  useKey("edit", () => {
    if (right.ok) setOpen("name");
  });
  const source = provenanceOf("series", id);
  return (
    <>
      <PageHead
        title={name}
        back={{ href: back, word: t("room_convenings") }}
        kicker={
          <Dots>
            {[t("series_word"), atStart(conveningKindWord(row.kind)), t(readBy(row.space_id))]}
          </Dots>
        }
      >
        <p class="lede">
          {t("series_count", { count: editions.length })}
          {row.named_on === null ? null : (
            <>
              {" "}
              <Words k="series_named" values={{ date: fuzzyDate(row.named_on) }} />
            </>
          )}
        </p>
      </PageHead>
      <div class="two">
        <div>
          <Section title={t("editions_title")} count={editions.length}>
            {editions.length === 0 ? (
              <p class="muted note">{t("series_no_editions")}</p>
            ) : (
              <ul class="rows">
                {editions.map((convening) => (
                  <ConveningRow key={convening.id} convening={convening} />
                ))}
              </ul>
            )}
          </Section>
          <Facts series={series} canEdit={right.ok} open={open} setOpen={setOpen} />
          <Comments table="series" id={id} space_id={row.space_id} />
        </div>
        <div class="side">
          <History table="series" id={id} />
          <GroupsWithin id={id} />
          {source ? <SourceOf source={source} /> : null}
          <Notes table="series" id={id} />
          <Changes table="series" id={id} />
        </div>
      </div>
    </>
  );
}

export function SeriesPage({ id }: { readonly id: string }) {
  const series = allSeries.value.get(id);
  if (series) return <Page key={id} series={series} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
