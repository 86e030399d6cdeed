/*
 * Convenings by the series they are editions of, each series in the order of its dates, and those
 * that stand alone. What only may take place says so.
 */

import { Chip, Dots, Link, Mark, Name, Section, Tag, Words } from "../../components";
import { collator, t } from "../../i18n";
import { navigate, route } from "../../router";
import { may } from "../../sync";
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
import { filtersNow, queryOf } from "../model/filters";
import { mayHost } from "../model/hosting";
import { type ConveningKind, conveningKinds, conveningStateWord } from "../model/vocabulary";
import { AddLink, type AddProps, FilterSet, NoMatch, RoomList } from "../RoomList";

type Found = Convening | Series;

const FILTERS = ["kind"] as const;

const isSeries = (found: Found): found is Series => "editions" in found;
const hrefOf = (found: Found): string =>
  `/${isSeries(found) ? "series" : "convenings"}/${found.id}${queryOf(filtersNow(FILTERS))}`;

const kindNow = (): string => filtersNow(FILTERS).kind;

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
  const set = (kind: string) =>
    navigate(`${location.pathname}${queryOf({ kind })}`, { replace: true });
  return (
    <>
      <FilterSet>
        <Chip
          label={t("field_convening_kind")}
          value={kindNow()}
          options={conveningKinds()}
          onChange={set}
        />
        <SavedButton room="convenings" />
      </FilterSet>
      {series.length + alone.length === 0 ? (
        <NoMatch clear={location.pathname}>{t("convenings_no_match")}</NoMatch>
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

const Add = (props: AddProps) => (
  <AddLink
    {...props}
    href="/convenings/new"
    word={t("convening_new")}
    isAllowed={may("set_up_convenings").value.ok || mayHost.value}
  />
);

export function ConveningList({ isPane }: { readonly isPane: boolean }) {
  const all: readonly Found[] = [...allSeries.value.values(), ...convenings.value.values()];
  return (
    <RoomList
      isPane={isPane}
      title={t("room_convenings")}
      icon="convenings"
      all={all}
      Add={Add}
      empty={<Words k="convenings_empty" />}
      search={{
        label: t("convenings_search"),
        mark: (found) => <Mark kind={isSeries(found) ? "past" : markOf(found.row)} />,
        note: (found) =>
          isSeries(found)
            ? t("series_count", { count: found.editions.length })
            : `${placeWords(found.row)} · ${whenWords(found.row)}`,
        hrefOf,
      }}
    >
      <Body />
    </RoomList>
  );
}

export const ConveningsHome = () => (
  <div class="only-upto listhome">
    <ConveningList isPane={false} />
  </div>
);
