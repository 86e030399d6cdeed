/*
 * The list of organizations: found by any name, filtered in the address, counted in words. In
 * sections by standing; with the filter "in the coalition" flat, and the rest counted below.
 */

import { useMemo, useState } from "preact/hooks";
import {
  Button,
  Chip,
  Dots,
  Link,
  Name,
  Section,
  type Standing,
  StandingMark,
  shortName,
  Words,
} from "../../components";
import { collator, formatNumber, type Key, language, t } from "../../i18n";
import { route } from "../../router";
import { may } from "../../sync";
import { SavedButton } from "../frame/SavedButton";
import {
  coalition,
  isApplying,
  type Organization,
  organizations,
  rootId,
} from "../model/directory";
import { type Filters, filtersNow, listAddress, queryOf, setFilters } from "../model/filters";
import { whoCan } from "../model/refusals";
import { AddLink, type AddProps, FilterSet, NoMatch, RoomList, useRoomRows } from "../RoomList";
import { CountLine, IN_COALITION, NotShown } from "./CountLine";
import { noteOf, notesOf } from "./notes";

/* ui § 7: rows come by the hundred. */
const ROWS_A_TIME = 100;

const SECTIONS = [
  ["coalition", "section_in_coalition"],
  ["applicant", "section_applied"],
  ["below", "section_below"],
  ["outside", "section_outside"],
] as const satisfies readonly (readonly [string, Key])[];

type SectionId = (typeof SECTIONS)[number][0];

function sectionOf(standing: Standing): SectionId {
  if (IN_COALITION.has(standing)) return "coalition";
  return standing === "applicant" || standing === "below" ? standing : "outside";
}

const STANDING_FILTERS: readonly (readonly [string, Key])[] = [
  ["coalition", "filter_in_coalition"],
  ["member", "standing_member"],
  ["observer", "standing_observer"],
  ["applicant", "standing_applicant"],
  ["applying", "filter_applying"],
  ["below", "section_below"],
  ["outside", "section_outside"],
];

const FILTERS = ["region", "sector", "standing"] as const;
type NetworkFilters = Filters<(typeof FILTERS)[number]>;

function passesStanding(wanted: string, { id, standing }: Organization): boolean {
  switch (wanted) {
    case "":
      return true;
    case "applying":
      return isApplying(id);
    case "member":
      return standing === "member" || standing === "member_tentative";
    case "observer":
      return standing === "observer" || standing === "observer_tentative";
    default:
      return sectionOf(standing) === wanted;
  }
}

const passes = (organization: Organization, filters: NetworkFilters): boolean =>
  (filters.region === "" || organization.regions.includes(filters.region)) &&
  (filters.sector === "" || organization.row.sector === filters.sector) &&
  passesStanding(filters.standing, organization);

const setFilter = (filters: NetworkFilters): void => setFilters("/network", filters);

function FilterBar({
  filters,
  all,
}: {
  readonly filters: NetworkFilters;
  readonly all: readonly Organization[];
}) {
  const sorted = (values: Iterable<string>) =>
    [...new Set(values)].sort(collator().compare).map((value) => ({ value, word: value }));
  return (
    <FilterSet>
      <Chip
        label={t("field_region")}
        value={filters.region}
        options={sorted(all.flatMap((one) => one.regions))}
        onChange={(region) => setFilter({ ...filters, region })}
      />
      <Chip
        label={t("field_sector")}
        value={filters.sector}
        options={sorted(all.flatMap((one) => (one.row.sector === null ? [] : [one.row.sector])))}
        onChange={(sector) => setFilter({ ...filters, sector })}
      />
      <Chip
        label={t("field_standing")}
        value={filters.standing}
        options={STANDING_FILTERS.map(([value, key]) => ({ value, word: t(key) }))}
        onChange={(standing) => setFilter({ ...filters, standing })}
      />
      <SavedButton room="network" />
    </FilterSet>
  );
}

function Row({
  organization,
  query,
}: {
  readonly organization: Organization;
  readonly query: string;
}) {
  const isCurrent = route.value.params["id"] === organization.id;
  const short = shortName(organization);
  return (
    <li>
      <Link
        href={`/network/${organization.id}${query}`}
        class="row"
        current={isCurrent ? "true" : undefined}
      >
        <StandingMark standing={organization.standing} />
        <span>
          <span class="t clamp2">
            {short === "" ? null : (
              <>
                <Name>{short}</Name>
                {" · "}
              </>
            )}
            <Name>{organization.name}</Name>
          </span>
          <span class="m">
            <Dots>
              {[...notesOf(organization), organization.row.sample === 1 ? t("sample") : ""]}
            </Dots>
          </span>
        </span>
      </Link>
    </li>
  );
}

const Rows = ({
  list,
  query,
}: {
  readonly list: readonly Organization[];
  readonly query: string;
}) => (
  <ul class="rows">
    {list.map((organization) => (
      <Row key={organization.id} organization={organization} query={query} />
    ))}
  </ul>
);

function Sections({
  list,
  query,
}: {
  readonly list: readonly Organization[];
  readonly query: string;
}) {
  return (
    <>
      {SECTIONS.map(([id, title]) => {
        const members = list.filter((one) => sectionOf(one.standing) === id);
        return members.length === 0 ? null : (
          <Section key={id} title={t(title)} count={members.length} class="block-s">
            <Rows list={members} query={query} />
          </Section>
        );
      })}
    </>
  );
}

/** What the filters are, in words, for the sentence that nothing passes them. */
const filterWords = (filters: NetworkFilters): string => {
  const standing = STANDING_FILTERS.find(([value]) => value === filters.standing);
  return [filters.region, filters.sector, standing ? t(standing[1]) : ""]
    .filter((word) => word !== "")
    .join(", ");
};

function NothingPasses({ filters }: { readonly filters: NetworkFilters }) {
  return (
    <NoMatch clear={listAddress("/network")}>
      <Words k="network_no_match" parts={{ filter: <b>{filterWords(filters)}</b> }} />
    </NoMatch>
  );
}

function useList(filters: NetworkFilters) {
  const root = rootId.value;
  const map = organizations.value;
  const code = language.value;
  const all = useMemo(() => {
    const { compare } = collator();
    return [...map.values()]
      .filter((one) => one.id !== root)
      .sort((a, b) => compare(a.acronyms[0] ?? a.name, b.acronyms[0] ?? b.name));
  }, [map, root, code]);
  const wanted = all.filter((one) => passes(one, filters));
  const { list: shown, fresh, isNone } = useRoomRows(map, wanted, queryOf(filters));
  const [most, setMost] = useState(ROWS_A_TIME);
  /* The first hundred are those of the sections in their order, not of the alphabet. */
  const ordered = SECTIONS.flatMap(([id]) => shown.filter((one) => sectionOf(one.standing) === id));
  return {
    all,
    shown: ordered,
    page: ordered.slice(0, most),
    rest: Math.max(ordered.length - most, 0),
    more: () => setMost(most + ROWS_A_TIME),
    fresh,
    isNone,
  };
}

function Body({ filters }: { readonly filters: NetworkFilters }) {
  const list = useList(filters);
  const query = queryOf(filters);
  const isFlat = filters.standing !== "";
  const root = rootId.value;
  return (
    <>
      <FilterBar filters={filters} all={list.all} />
      <CountLine shown={list.shown} filter={filters.standing} />
      {list.fresh}
      {list.isNone ? <NothingPasses filters={filters} /> : null}
      {isFlat ? (
        <Rows list={list.page} query={query} />
      ) : (
        <Sections list={list.page} query={query} />
      )}
      {list.rest > 0 ? (
        <p class="more block-s">
          <Button onClick={list.more}>
            {t("show_more", { count: Math.min(list.rest, ROWS_A_TIME) })}
          </Button>
        </p>
      ) : null}
      {isFlat ? (
        <NotShown all={list.all} shown={list.shown} />
      ) : root === undefined ? null : (
        <p class="more small muted block-s">
          <Words
            k="network_all"
            values={{
              shown: formatNumber(list.shown.length),
              all: formatNumber(organizations.value.size),
            }}
            parts={{
              coalition: (
                <Link href={`/network/${root}${query}`}>
                  <Name>{coalition.value?.name}</Name>
                </Link>
              ),
            }}
          />{" "}
          <Link href="/network/drawing">{t("network_drawing")}</Link>
        </p>
      )}
    </>
  );
}

/** Only who may make an organization, or could come to, sees the way to it. */
function Add(props: AddProps) {
  const right = may("edit_organization").value;
  return (
    <AddLink
      {...props}
      href="/network/new"
      word={t("organization_new")}
      isAllowed={right.ok}
      reason={!right.ok && right.visible ? whoCan(right.who) : undefined}
    />
  );
}

export function NetworkList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersNow(FILTERS);
  return (
    <RoomList
      isPane={isPane}
      title={t("room_network")}
      icon="network"
      all={[...organizations.value.values()]}
      Add={Add}
      empty={t("network_empty")}
      search={{
        label: t("network_search"),
        mark: (one) => <StandingMark standing={one.standing} />,
        note: (one) => noteOf(one),
        hrefOf: (one) => `/network/${one.id}${queryOf(filters)}`,
      }}
    >
      <Body filters={filters} />
    </RoomList>
  );
}

/** The room as a page of its own: the list alone, under the room's name. */
export const NetworkHome = () => (
  <div class="only-upto listhome">
    <NetworkList isPane={false} />
  </div>
);
