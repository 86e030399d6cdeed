/*
 * What we hold and what is open: ballots by their closing time, what is discussed, drafts, then the register,
 * its newest number first, and what was not carried or was taken back.
 */
import {
  Button,
  Chip,
  CourseMark,
  Empty,
  type FilterOption,
  Link,
  ListHead,
  LoadingRows,
  SearchBox,
  Section,
  useGathered,
  useKey,
  Words,
} from "../../components";
import { collator, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { arrived, loading, may, slowLoading } from "../../sync";
import { bodyWord, courseOf, parts, partWord } from "../model/decision_words";
import {
  byNeed,
  isAsked,
  isBodyAlive,
  type Matter,
  type MatterPart,
  matters,
  PARTS,
  partOf,
} from "../model/decisions";
import { groups } from "../model/groups";
import { whoCan } from "../model/refusals";
import { rightTo } from "../model/rights";
import { useMore } from "../useMore";
import { DecisionRows } from "./DecisionRows";

const COALITION = "coalition";

interface Filters {
  /** "": all; "coalition"; else the id of a group. */
  readonly body: string;
  readonly state: string;
  /** "1": what waits for my answer. */
  readonly asked: string;
}

const filtersOf = (query: URLSearchParams): Filters => ({
  body: query.get("body") ?? "",
  state: query.get("state") ?? "",
  asked: query.get("asked") ?? "",
});

function queryOf(filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

function setFilter(filters: Filters): void {
  const id = route.value.params["id"];
  navigate(`/decisions${id === undefined ? "" : `/${id}`}${queryOf(filters)}`, { replace: true });
}

const bodyOf = ({ row }: Matter): string => row.group_id ?? COALITION;

const passes = (matter: Matter, { body, state, asked }: Filters): boolean =>
  (body === "" || bodyOf(matter) === body) &&
  (state === "" || partOf(matter) === state) &&
  (asked === "" || isAsked(matter));

/** Groups to which one may propose. */
export const proposers = () =>
  [...groups.value.values()]
    .filter(({ id }) => isBodyAlive(id) && rightTo("propose", "group", id).ok)
    .toSorted((a, b) => collator().compare(a.name, b.name));

export const mayProposeSomewhere = (): boolean =>
  may("propose_to_coalition").value.ok || proposers().length > 0;

function ProposeButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const right = may("propose_to_coalition").value;
  const isMay = mayProposeSomewhere();
  useKey("create", () => {
    if (isMay) navigate("/decisions/new");
  });
  if (isMay) {
    return (
      <Link href="/decisions/new" class={isFirst ? "btn primary" : "btn"}>
        {t("proposal_add")}
      </Link>
    );
  }
  return !right.ok && right.visible ? (
    <Button reason={whoCan(right.who)}>{t("proposal_add")}</Button>
  ) : null;
}

/** The bodies there is something of; the coalition first. */
function bodies(): readonly FilterOption[] {
  const ids = new Set([...matters.value.values()].map(({ row }) => row.group_id));
  return [...ids]
    .map((id) => ({ value: id ?? COALITION, word: bodyWord(id) }))
    .toSorted(
      (a, b) =>
        Number(b.value === COALITION) - Number(a.value === COALITION) ||
        collator().compare(a.word, b.word),
    );
}

const FilterBar = ({ filters }: { readonly filters: Filters }) => (
  <fieldset class="filters">
    <legend class="vh">{t("filters")}</legend>
    <button
      type="button"
      class={filters.asked === "" ? "chip plainchip" : "chip plainchip on"}
      aria-pressed={filters.asked !== ""}
      onClick={() => setFilter({ ...filters, asked: filters.asked === "" ? "1" : "" })}
    >
      {t("decisions_asked")}
    </button>
    <Chip
      label={t("proposal_body")}
      value={filters.body}
      options={bodies()}
      onChange={(body) => setFilter({ ...filters, body })}
    />
    <Chip
      label={t("field_state")}
      value={filters.state}
      options={parts()}
      onChange={(state) => setFilter({ ...filters, state })}
    />
  </fieldset>
);

function Part(props: {
  readonly part: MatterPart;
  readonly list: readonly Matter[];
  readonly query: string;
}) {
  const { part, list, query } = props;
  const { shown, more } = useMore(list);
  return list.length === 0 ? null : (
    <Section title={partWord(part)} count={list.length} class="block-s">
      <DecisionRows list={shown} query={query} />
      {more}
    </Section>
  );
}

function Body({ filters }: { readonly filters: Filters }) {
  const query = queryOf(filters);
  const wanted = [...matters.value.values()]
    .filter((matter) => passes(matter, filters))
    .toSorted(byNeed)
    .map(({ id }) => id);
  const open = route.value.params["id"];
  const gathered = useGathered(wanted, language.value + query, arrived.value, open);
  const list = gathered.ids.map((id) => matters.value.get(id)).filter((one) => one !== undefined);
  return (
    <>
      <FilterBar filters={filters} />
      {gathered.freshCount > 0 ? (
        <p class="fresh more">
          <Button onClick={gathered.show}>{t("fresh_show", { count: gathered.freshCount })}</Button>
        </p>
      ) : null}
      {list.length === 0 && gathered.freshCount === 0 ? (
        <p class="more block-s">
          {t("decisions_no_match")} <Link href="/decisions">{t("filter_clear")}</Link>
        </p>
      ) : null}
      {PARTS.map((part) => (
        <Part
          key={part}
          part={part}
          list={list.filter((matter) => partOf(matter) === part)}
          query={query}
        />
      ))}
    </>
  );
}

/* What no ballot closes stands beside what ballots decide. */
const ToQuestions = () => (
  <div class="btns block-s">
    <Link href="/questions" class="btn plain">
      {t("questions_title")}
    </Link>
  </div>
);

export function DecisionList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersOf(route.value.query);
  const all = [...matters.value.values()];
  if (!loading.value && all.length === 0) {
    return (
      <>
        <ListHead title={t("room_decisions")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="decisions" act={<ProposeButton isFirst />}>
          <Words k="decisions_empty" />
        </Empty>
        <ToQuestions />
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_decisions")} isPane={isPane}>
        <ProposeButton />
      </ListHead>
      <SearchBox
        label={t("decisions_search")}
        things={all}
        mark={(matter) => <CourseMark stations={courseOf(matter)} />}
        note={(matter) => partWord(partOf(matter))}
        onChoose={({ id }) => navigate(`/decisions/${id}${queryOf(filters)}`)}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body filters={filters} />}
      <ToQuestions />
    </>
  );
}

export const DecisionsHome = () => (
  <div class="only-upto listhome">
    <DecisionList isPane={false} />
  </div>
);
