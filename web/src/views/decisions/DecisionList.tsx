/*
 * What we hold and what is open: ballots by their closing time, what is discussed, drafts, then the register,
 * its newest number first, and what was not carried or was taken back.
 */
import { Chip, CourseMark, type FilterOption, Link, Section, Words } from "../../components";
import { collator, t } from "../../i18n";
import { may } from "../../sync";
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
import { type Filters, filtersNow, queryOf, setFilters } from "../model/filters";
import { groups } from "../model/groups";
import { whoCan } from "../model/refusals";
import { rightTo } from "../model/rights";
import {
  AddLink,
  type AddProps,
  FilterSet,
  NoMatch,
  RoomList,
  Toggle,
  useRoomRows,
} from "../RoomList";
import { useMore } from "../useMore";
import { DecisionRows } from "./DecisionRows";

const COALITION = "coalition";

/* Body, "": all; "coalition"; else the id of a group. Asked, "1": what waits for my answer. */
const FILTERS = ["body", "state", "asked"] as const;
type MatterFilters = Filters<(typeof FILTERS)[number]>;

const setFilter = (filters: MatterFilters): void => setFilters("/decisions", filters);

const bodyOf = ({ row }: Matter): string => row.group_id ?? COALITION;

const passes = (matter: Matter, { body, state, asked }: MatterFilters): boolean =>
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

function Add(props: AddProps) {
  const right = may("propose_to_coalition").value;
  return (
    <AddLink
      {...props}
      href="/decisions/new"
      word={t("proposal_add")}
      isAllowed={mayProposeSomewhere()}
      reason={!right.ok && right.visible ? whoCan(right.who) : undefined}
    />
  );
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

const FilterBar = ({ filters }: { readonly filters: MatterFilters }) => (
  <FilterSet>
    <Toggle
      isOn={filters.asked !== ""}
      word={t("decisions_asked")}
      onPress={() => setFilter({ ...filters, asked: filters.asked === "" ? "1" : "" })}
    />
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
  </FilterSet>
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

function Body({ filters }: { readonly filters: MatterFilters }) {
  const query = queryOf(filters);
  const wanted = [...matters.value.values()]
    .filter((matter) => passes(matter, filters))
    .toSorted(byNeed);
  const { list, fresh, isNone } = useRoomRows(matters.value, wanted, query);
  return (
    <>
      <FilterBar filters={filters} />
      {fresh}
      {isNone ? <NoMatch clear="/decisions">{t("decisions_no_match")}</NoMatch> : null}
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
  const filters = filtersNow(FILTERS);
  return (
    <RoomList
      isPane={isPane}
      title={t("room_decisions")}
      icon="decisions"
      all={[...matters.value.values()]}
      Add={Add}
      empty={<Words k="decisions_empty" />}
      search={{
        label: t("decisions_search"),
        mark: (matter) => <CourseMark stations={courseOf(matter)} />,
        note: (matter) => partWord(partOf(matter)),
        hrefOf: ({ id }) => `/decisions/${id}${queryOf(filters)}`,
      }}
      below={<ToQuestions />}
    >
      <Body filters={filters} />
    </RoomList>
  );
}

export const DecisionsHome = () => (
  <div class="only-upto listhome">
    <DecisionList isPane={false} />
  </div>
);
