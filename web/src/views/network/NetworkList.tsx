/*
 * The list of organizations: found by any name, filtered in the address, counted in words. In
 * sections by standing; with the filter "in the coalition" flat, and the rest counted below.
 */

import { useMemo, useState } from "preact/hooks";
import {
  Button,
  Chip,
  Dots,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  Name,
  SearchBox,
  Section,
  type Standing,
  StandingMark,
  shortName,
  useGathered,
  useKey,
  Words,
} from "../../components";
import { collator, formatNumber, type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { arrived, loading, may, slowLoading } from "../../sync";
import { SavedButton } from "../frame/SavedButton";
import {
  coalition,
  isApplying,
  type Organization,
  organizations,
  rootId,
} from "../model/directory";
import { whoCan } from "../model/refusals";
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

interface Filters {
  readonly region: string;
  readonly sector: string;
  readonly standing: string;
}

function filtersOf(query: URLSearchParams): Filters {
  const get = (name: string) => query.get(name) ?? "";
  return { region: get("region"), sector: get("sector"), standing: get("standing") };
}

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

const passes = (organization: Organization, filters: Filters): boolean =>
  (filters.region === "" || organization.regions.includes(filters.region)) &&
  (filters.sector === "" || organization.row.sector === filters.sector) &&
  passesStanding(filters.standing, organization);

const queryOf = (filters: Filters): string => {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
};

/** The list's address stays that of the page beside it; only the filters change. */
function setFilter(filters: Filters): void {
  const id = route.value.params["id"];
  navigate(`/network${id === undefined ? "" : `/${id}`}${queryOf(filters)}`, { replace: true });
}

function FilterBar({
  filters,
  all,
}: {
  readonly filters: Filters;
  readonly all: readonly Organization[];
}) {
  const sorted = (values: Iterable<string>) =>
    [...new Set(values)].sort(collator().compare).map((value) => ({ value, word: value }));
  return (
    <fieldset class="filters">
      <legend class="vh">{t("filters")}</legend>
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
    </fieldset>
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
const filterWords = (filters: Filters): string => {
  const standing = STANDING_FILTERS.find(([value]) => value === filters.standing);
  return [filters.region, filters.sector, standing ? t(standing[1]) : ""]
    .filter((word) => word !== "")
    .join(", ");
};

function NothingPasses({ filters }: { readonly filters: Filters }) {
  return (
    <p class="more block-s">
      <Words k="network_no_match" parts={{ filter: <b>{filterWords(filters)}</b> }} />{" "}
      <Link href={`/network${route.value.params["id"] ? `/${route.value.params["id"]}` : ""}`}>
        {t("filter_clear")}
      </Link>
    </p>
  );
}

function useList(filters: Filters) {
  const root = rootId.value;
  const map = organizations.value;
  const code = language.value;
  const all = useMemo(() => {
    const { compare } = collator();
    return [...map.values()]
      .filter((one) => one.id !== root)
      .sort((a, b) => compare(a.acronyms[0] ?? a.name, b.acronyms[0] ?? b.name));
  }, [map, root, code]);
  const wanted = all.filter((one) => passes(one, filters)).map((one) => one.id);
  const open = route.value.params["id"];
  const gathered = useGathered(wanted, code + queryOf(filters), arrived.value, open);
  const [most, setMost] = useState(ROWS_A_TIME);
  const shown = gathered.ids.map((id) => map.get(id)).filter((one) => one !== undefined);
  /* The first hundred are those of the sections in their order, not of the alphabet. */
  const ordered = SECTIONS.flatMap(([id]) => shown.filter((one) => sectionOf(one.standing) === id));
  return {
    all,
    shown: ordered,
    page: ordered.slice(0, most),
    rest: Math.max(ordered.length - most, 0),
    more: () => setMost(most + ROWS_A_TIME),
    fresh: gathered.freshCount,
    showFresh: gathered.show,
  };
}

function Body({ filters }: { readonly filters: Filters }) {
  const list = useList(filters);
  const query = queryOf(filters);
  const isFlat = filters.standing !== "";
  const root = rootId.value;
  return (
    <>
      <FilterBar filters={filters} all={list.all} />
      <CountLine shown={list.shown} filter={filters.standing} />
      {list.fresh > 0 ? (
        <p class="fresh more">
          <Button onClick={list.showFresh}>{t("fresh_show", { count: list.fresh })}</Button>
        </p>
      ) : null}
      {list.shown.length === 0 && list.fresh === 0 ? <NothingPasses filters={filters} /> : null}
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
function CreateButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const right = may("edit_organization").value;
  useKey("create", () => {
    if (right.ok) navigate("/network/new");
  });
  if (right.ok) {
    return (
      <Link href="/network/new" class={isFirst ? "btn primary" : "btn"}>
        {t("organization_new")}
      </Link>
    );
  }
  return right.visible ? <Button reason={whoCan(right.who)}>{t("organization_new")}</Button> : null;
}

interface Props {
  /** Beside a page the title is no heading of its own. */
  readonly isPane: boolean;
}

export function NetworkList({ isPane }: Props) {
  const filters = filtersOf(route.value.query);
  const query = queryOf(filters);
  const everything = [...organizations.value.values()];
  if (!loading.value && everything.length === 0) {
    return (
      <>
        <ListHead title={t("room_network")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="network" act={<CreateButton isFirst />}>
          {t("network_empty")}
        </Empty>
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_network")} isPane={isPane}>
        <CreateButton />
      </ListHead>
      <SearchBox
        label={t("network_search")}
        things={everything}
        mark={(one) => <StandingMark standing={one.standing} />}
        note={(one) => noteOf(one)}
        onChoose={(one) => navigate(`/network/${one.id}${query}`)}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body filters={filters} />}
    </>
  );
}

/** The room as a page of its own: the list alone, under the room's name. */
export const NetworkHome = () => (
  <div class="only-upto listhome">
    <NetworkList isPane={false} />
  </div>
);
