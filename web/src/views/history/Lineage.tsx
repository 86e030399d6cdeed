/*
 * What came out of what, over all the years: as a drawing, and as the table of its passages.
 */
import "../../styles/drawing.css";
import { useMemo } from "preact/hooks";
import { Link, LoadingRows, Mark, type MarkKind, Name, PageHead } from "../../components";
import { fuzzyDate, language, readFuzzy, t } from "../../i18n";
import { loading, rows, slowLoading } from "../../sync";
import { Segments, useForm } from "../drawing/Segments";
import { type Branch, type DrawnLife, drawYears, type Life } from "../drawing/years";
import { allSeries, convenings } from "../model/convenings";
import { groups, isFinal } from "../model/groups";
import { type LineageTable, thingOf } from "../model/lineage";
import { RELATION } from "./relations";

interface Passage extends Branch {
  readonly word: string;
  readonly date: string | null;
}

interface Past {
  readonly lives: readonly (Life & { readonly table: LineageTable })[];
  readonly passages: readonly Passage[];
}

const dayOf = (date: string | null | undefined): number | undefined =>
  date === null || date === undefined ? undefined : readFuzzy(date)?.firstDay;

/** A convening stands on the line of its series; alone it has a line of its own. */
function lineOf(conveningId: string): string {
  const series = convenings.value.get(conveningId)?.row.series_id;
  return series !== null && series !== undefined && allSeries.value.has(series)
    ? series
    : conveningId;
}

function passages(): readonly Passage[] {
  const stated = [...rows("lineage").value.values()].map(
    (row): Passage => ({
      id: row.lineage_id,
      from: row.from_table === "convening" ? lineOf(row.from_id) : row.from_id,
      to: row.to_table === "convening" ? lineOf(row.to_id) : row.to_id,
      day: dayOf(row.dated_on),
      date: row.dated_on,
      word: t(RELATION[row.relation]),
    }),
  );
  const formed = [...groups.value.values()].flatMap(({ id, row }): Passage[] => {
    const convening =
      row.convening_id === null ? undefined : convenings.value.get(row.convening_id);
    const from = convening ? lineOf(convening.id) : row.series_id;
    if (from === null) return [];
    const date = convening?.row.starts_on ?? row.formed_on;
    return [{ id: `formed ${id}`, from, to: id, day: dayOf(date), date, word: t("formed_there") }];
  });
  return [...stated, ...formed].filter(
    ({ from, to }) => from !== to && tableOf(from) !== undefined && tableOf(to) !== undefined,
  );
}

function tableOf(id: string): LineageTable | undefined {
  if (groups.value.has(id)) return "group";
  if (rows("organization").value.has(id)) return "organization";
  if (allSeries.value.has(id)) return "series";
  return convenings.value.has(id) ? "convening" : undefined;
}

function lifeOf(id: string): Past["lives"] {
  const table = tableOf(id);
  switch (table) {
    case "group": {
      const row = groups.value.get(id)?.row;
      const isOver = row !== undefined && isFinal(row.state);
      return [{ id, table, begins: dayOf(row?.formed_on), isOver, stations: [] }];
    }
    case "organization": {
      const founded = rows("organization").value.get(id)?.founded_on;
      return [{ id, table, begins: dayOf(founded), isOver: false, stations: [] }];
    }
    case "series": {
      const stations = (allSeries.value.get(id)?.editions ?? [])
        .map((one) => ({ id: one.id, day: dayOf(one.row.starts_on) }))
        .filter(({ day }) => day !== undefined);
      return [{ id, table, begins: stations[0]?.day, isOver: false, stations }];
    }
    case "convening": {
      const day = dayOf(convenings.value.get(id)?.row.starts_on);
      return [{ id, table, begins: day, isOver: true, stations: [] }];
    }
    case undefined:
      return [];
    default:
      return table satisfies never;
  }
}

function wholePast(): Past {
  const all = passages();
  const ids = new Set(all.flatMap(({ from, to }) => [from, to]));
  return { lives: [...ids].flatMap(lifeOf), passages: all };
}

/* ---- the drawing ---- */

function markOf(id: string): MarkKind {
  const group = groups.value.get(id);
  return group && isFinal(group.row.state) && group.row.state === "closed" ? "ended" : "past";
}

function LifeLabel(props: {
  readonly life: DrawnLife;
  readonly table: LineageTable;
  readonly width: number;
}) {
  const { life, table, width } = props;
  const thing = thingOf(table, life.id);
  return (
    <div
      class="node life"
      style={{
        "--x": `${life.x}px`,
        "--y": `${life.y - 44}px`,
        "--nh": "44px",
        "--room": `${width - life.x}px`,
      }}
    >
      <Mark kind={life.isDated ? markOf(life.id) : "open"} />
      <span class="lab">
        {thing ? (
          <Link href={thing.href}>
            <Name>{thing.name}</Name>
          </Link>
        ) : null}
      </span>
    </div>
  );
}

/* Less than this is no name any more; the table and the series have it. */
const NAME_ROOM = 48;

function Station(props: { readonly station: DrawnLife["stations"][number]; readonly y: number }) {
  const { id, x, room } = props.station;
  const convening = convenings.value.get(id);
  return (
    <div
      class="node station"
      style={{ "--x": `${x}px`, "--y": `${props.y}px`, "--nh": "0px", "--room": `${room - 4}px` }}
    >
      <Mark kind="past" />
      <span class={room < NAME_ROOM ? "vh" : "below"} dir="auto">
        <Link href={`/convenings/${id}`}>
          <Name>{convening?.row.place ?? convening?.name}</Name>
        </Link>
      </span>
    </div>
  );
}

function Drawing({ past }: { readonly past: Past }) {
  const drawn = useMemo(() => drawYears(past.lives, past.passages), [past]);
  const tables = new Map(past.lives.map(({ id, table }) => [id, table]));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <section class="drawing" tabIndex={0} aria-label={t("drawing_history_label")}>
        <div class="plate" style={{ "--w": `${drawn.width}px`, "--h": `${drawn.height}px` }}>
          {drawn.ticks.map(({ year, x }) => (
            <span key={year} class="tick" style={{ "--x": `${x}px` }}>
              {year}
            </span>
          ))}
          <svg aria-hidden="true">
            {drawn.lives.map(({ id, x, y, end, isDated }) => (
              <path key={id} class={isDated ? "" : "unstated"} d={`M${x} ${y}H${end}`} />
            ))}
            {drawn.branches.map(({ id, from, to, isDated }) => {
              const bend = Math.max((to.x - from.x) / 2, 12);
              const curve = `C${from.x + bend} ${from.y} ${to.x - bend} ${to.y} ${to.x} ${to.y}`;
              return (
                <path
                  key={id}
                  class={isDated ? "" : "unstated info"}
                  d={`M${from.x} ${from.y}${curve}`}
                />
              );
            })}
          </svg>
          {drawn.lives.map((life) => (
            <LifeLabel
              key={life.id}
              life={life}
              table={tables.get(life.id) ?? "group"}
              width={drawn.width}
            />
          ))}
          {drawn.lives.flatMap((life) =>
            life.stations.map((one) => <Station key={one.id} station={one} y={life.y} />),
          )}
        </div>
      </section>
      <ul class="legend">
        <li>
          <Mark kind="past" />
          {t("legend_dated")}
        </li>
        <li>
          <Mark kind="open" />
          {t("legend_undated")}
        </li>
        <li>
          <Mark kind="ended" />
          {t("state_closed")}
        </li>
        <li>{t("legend_years")}</li>
      </ul>
    </>
  );
}

/* ---- the table ---- */

const ThingName = ({ id }: { readonly id: string }) => {
  const table = tableOf(id);
  const thing = table && thingOf(table, id);
  return thing ? (
    <Link href={thing.href}>
      <Name>{thing.name}</Name>
    </Link>
  ) : null;
};

const Passages = ({ list }: { readonly list: readonly Passage[] }) => (
  <table class="cards field">
    <caption class="vh">{t("groups_history")}</caption>
    <thead>
      <tr>
        <th scope="col">{t("passage_from")}</th>
        <th scope="col">{t("passage_relation")}</th>
        <th scope="col">{t("passage_to")}</th>
        <th scope="col">{t("passage_date")}</th>
      </tr>
    </thead>
    <tbody>
      {list.map((one) => (
        <tr key={one.id}>
          <th scope="row">
            <ThingName id={one.from} />
          </th>
          <td data-l={t("passage_relation")}>{one.word}</td>
          <td data-l={t("passage_to")}>
            <span>
              <ThingName id={one.to} />
            </span>
          </td>
          <td data-l={t("passage_date")}>
            {one.date === null ? t("date_not_stated") : fuzzyDate(one.date)}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

function spanOf(past: Past): string {
  const years = past.passages
    .map(({ date }) => date?.slice(0, 4))
    .filter((year) => year !== undefined)
    .sort();
  const [first, last] = [years[0], years.at(-1)];
  return first === undefined ? "" : first === last ? first : `${first}–${last}`;
}

export function Lineage() {
  const [form, setForm] = useForm();
  const inputs = [
    rows("lineage").value,
    rows("organization").value,
    groups.value,
    allSeries.value,
    language.value,
  ];
  const past = useMemo(wholePast, inputs);
  if (loading.value) return <LoadingRows slow={slowLoading.value} />;
  const inTime = past.passages.toSorted((a, b) => (a.date ?? "9").localeCompare(b.date ?? "9"));
  return (
    <>
      <PageHead
        title={t("groups_history")}
        kicker={`${t("room_groups")} · ${spanOf(past)}`}
        back={{ href: "/groups", word: t("room_groups") }}
      >
        <p class="lede">{t("history_lede", { count: past.passages.length })}</p>
      </PageHead>
      {past.passages.length === 0 ? null : (
        <>
          <Segments form={form} onChange={setForm} />
          {form === "drawing" ? <Drawing past={past} /> : <Passages list={inTime} />}
        </>
      )}
    </>
  );
}
