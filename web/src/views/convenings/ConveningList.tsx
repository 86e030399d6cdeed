/*
 * Convenings by the series they are editions of, each series in the order of its dates, and those
 * that stand alone. What only may take place says so.
 */

import {
  Chip,
  Dots,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  Mark,
  Name,
  SearchBox,
  Section,
  Tag,
  useKey,
  Words,
} from "../../components";
import { collator, t } from "../../i18n";
import { navigate, route } from "../../router";
import { loading, may, slowLoading } from "../../sync";
import { SavedButton } from "../frame/SavedButton";
import {
  allSeries,
  byDate,
  type Convening,
  convenings,
  markOf,
  placeWords,
  type Series,
  seriesBrief,
  whenWords,
} from "../model/convenings";
import { briefName } from "../model/directory";
import { mayHost } from "../model/hosting";
import { type ConveningKind, conveningKinds, conveningStateWord } from "../model/vocabulary";

type Found = Convening | Series;

const isSeries = (found: Found): found is Series => "editions" in found;
const hrefOf = (found: Found): string =>
  `/${isSeries(found) ? "series" : "convenings"}/${found.id}${queryOf(kindNow())}`;

const kindNow = (): string => route.value.query.get("kind") ?? "";
const queryOf = (kind: string): string => (kind === "" ? "" : `?kind=${kind}`);

const passes = (kind: ConveningKind): boolean => kindNow() === "" || kind === kindNow();

/** Where and when, and by whom. */
export const aboutConvening = ({ row }: Convening): readonly string[] => [
  placeWords(row),
  whenWords(row),
  row.host_id === null || briefName(row.host_id) === ""
    ? ""
    : t("hosted_by", { name: briefName(row.host_id) }),
  row.state === "cancelled" ? conveningStateWord("cancelled") : "",
];

export function ConveningRow({ convening }: { readonly convening: Convening }) {
  const { id, row, name } = convening;
  return (
    <li>
      <Link
        href={hrefOf(convening)}
        class="row"
        current={route.value.params["id"] === id ? "true" : undefined}
      >
        <Mark kind={markOf(row)} />
        <span>
          <span class="t clamp2">
            <Name>{name}</Name> {row.state === "idea" ? <Tag>{t("convening_idea")}</Tag> : null}
          </span>
          <span class="m">
            <Dots>{aboutConvening(convening)}</Dots>
          </span>
        </span>
      </Link>
    </li>
  );
}

function OneSeries({ series }: { readonly series: Series }) {
  const editions = series.editions.filter(({ row }) => passes(row.kind));
  return (
    <Section
      title={seriesBrief(series.id)}
      count={editions.length}
      class="block-s"
      end={
        <Link href={hrefOf(series)}>
          {t("series_open")}
          <span class="vh">
            {" "}
            <Name>{series.name}</Name>
          </span>
        </Link>
      }
    >
      {editions.length > 0 ? (
        <ul class="rows">
          {editions.map((convening) => (
            <ConveningRow key={convening.id} convening={convening} />
          ))}
        </ul>
      ) : (
        <p class="more small muted note">{t("series_no_editions")}</p>
      )}
    </Section>
  );
}

function Body() {
  const { compare } = collator();
  const series = [...allSeries.value.values()]
    .filter(({ row, editions }) => passes(row.kind) || editions.some((one) => passes(one.row.kind)))
    .sort((a, b) => compare(seriesBrief(a.id), seriesBrief(b.id)));
  const alone = [...convenings.value.values()]
    .filter(({ row }) => row.series_id === null || !allSeries.value.has(row.series_id))
    .filter(({ row }) => passes(row.kind))
    .sort(byDate);
  const set = (kind: string) => navigate(`${location.pathname}${queryOf(kind)}`, { replace: true });
  return (
    <>
      <fieldset class="filters">
        <legend class="vh">{t("filters")}</legend>
        <Chip
          label={t("field_convening_kind")}
          value={kindNow()}
          options={conveningKinds()}
          onChange={set}
        />
        <SavedButton room="convenings" />
      </fieldset>
      {series.length + alone.length === 0 ? (
        <p class="more block-s">
          {t("convenings_no_match")} <Link href={location.pathname}>{t("filter_clear")}</Link>
        </p>
      ) : null}
      {series.map((one) => (
        <OneSeries key={one.id} series={one} />
      ))}
      {alone.length > 0 ? (
        <Section title={t("convenings_alone")} count={alone.length} class="block-s">
          <ul class="rows">
            {alone.map((convening) => (
              <ConveningRow key={convening.id} convening={convening} />
            ))}
          </ul>
        </Section>
      ) : null}
    </>
  );
}

function NewButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const isAllowed = may("set_up_convenings").value.ok || mayHost.value;
  useKey("create", () => {
    if (isAllowed) navigate("/convenings/new");
  });
  return isAllowed ? (
    <Link href="/convenings/new" class={isFirst ? "btn primary" : "btn"}>
      {t("convening_new")}
    </Link>
  ) : null;
}

export function ConveningList({ isPane }: { readonly isPane: boolean }) {
  const all: readonly Found[] = [...allSeries.value.values(), ...convenings.value.values()];
  if (!loading.value && all.length === 0) {
    return (
      <>
        <ListHead title={t("room_convenings")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="convenings" act={<NewButton isFirst />}>
          <Words k="convenings_empty" />
        </Empty>
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_convenings")} isPane={isPane}>
        <NewButton />
      </ListHead>
      <SearchBox
        label={t("convenings_search")}
        things={all}
        mark={(found) => <Mark kind={isSeries(found) ? "past" : markOf(found.row)} />}
        note={(found) =>
          isSeries(found)
            ? t("series_count", { count: found.editions.length })
            : `${placeWords(found.row)} · ${whenWords(found.row)}`
        }
        onChoose={(found) => navigate(hrefOf(found))}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body />}
    </>
  );
}

export const ConveningsHome = () => (
  <div class="only-upto listhome">
    <ConveningList isPane={false} />
  </div>
);
