/*
 * Caucuses, committees and working groups by the state they are in. What became an alliance or was
 * closed stays in the list, since others grew from it.
 */

import { useMemo } from "preact/hooks";
import { Chip, CourseMark, Dots, Link, Mark, Name, Section, Words } from "../../components";
import { collator, fuzzyDate, type Key, language, t } from "../../i18n";
import { route } from "../../router";
import { may, viewer } from "../../sync";
import { SavedButton } from "../frame/SavedButton";
import { briefName } from "../model/directory";
import { type Filters, filtersNow, listAddress, queryOf, setFilters } from "../model/filters";
import {
  courseOf,
  type Group,
  type GroupStage,
  groups,
  isMine,
  STAGES,
  stageOf,
} from "../model/groups";
import { myBelongings } from "../model/me";
import { whoCan } from "../model/refusals";
import { groupKinds, groupKindWord, groupStateWord, listInLine } from "../model/vocabulary";
import {
  AddLink,
  type AddProps,
  FilterSet,
  NoMatch,
  RoomList,
  Toggle,
  useRoomRows,
} from "../RoomList";

const SECTION = {
  forming: "stage_forming",
  active: "stage_active",
  dormant: "stage_dormant",
  became: "stage_became",
  closed: "stage_closed",
} as const satisfies Record<GroupStage, Key>;

const COUNT = {
  forming: "count_forming",
  active: "count_active",
  dormant: "count_dormant",
  became: "count_became",
  closed: "count_closed",
} as const satisfies Record<GroupStage, Key>;

const FILTERS = ["kind", "state", "mine"] as const;
type GroupFilters = Filters<(typeof FILTERS)[number]>;

const setFilter = (filters: GroupFilters): void => setFilters("/groups", filters);

const passes = (group: Group, filters: GroupFilters): boolean =>
  (filters.kind === "" || group.row.kind === filters.kind) &&
  (filters.state === "" || stageOf(group.row.state) === filters.state) &&
  (filters.mine === "" || isMine(group));

/** What stands under a name: its kind, whose it is, who chairs it, since when. */
export function aboutGroup(group: Group): readonly string[] {
  const { row, members } = group;
  const chair = members.find((member) => member.role === "chair")?.organization_id ?? undefined;
  const body = row.organization_id;
  return [
    body === null
      ? groupKindWord(row.kind)
      : t("group_kind_of", { kind: groupKindWord(row.kind), name: briefName(body) }),
    chair === undefined ? "" : t("group_chaired", { name: briefName(chair) }),
    row.formed_on === null ? "" : fuzzyDate(row.formed_on),
  ];
}

function Row({ group, query }: { readonly group: Group; readonly query: string }) {
  const isCurrent = route.value.params["id"] === group.id;
  return (
    <li>
      <Link
        href={`/groups/${group.id}${query}`}
        class="row"
        current={isCurrent ? "true" : undefined}
      >
        <CourseMark stations={courseOf(group.row.state)} />
        <span>
          <span class="t clamp2">
            <Name>{group.name}</Name>
          </span>
          <span class="m">
            <Dots>
              {[
                ...aboutGroup(group),
                group.row.state === "reconvened" ? groupStateWord("reconvened") : "",
                group.row.sample === 1 ? t("sample") : "",
              ]}
            </Dots>
          </span>
        </span>
      </Link>
    </li>
  );
}

function Stage(props: {
  readonly stage: GroupStage;
  readonly list: readonly Group[];
  readonly query: string;
}) {
  const { stage, list, query } = props;
  return (
    <Section title={t(SECTION[stage])} count={list.length} class="block-s">
      <ul class="rows">
        {list.map((group) => (
          <Row key={group.id} group={group} query={query} />
        ))}
      </ul>
    </Section>
  );
}

/** "12 groups: 4 alive, none dormant, 6 became an alliance, 2 closed." */
function Counts({ list }: { readonly list: readonly Group[] }) {
  if (list.length === 0) return null;
  const parts = STAGES.map((stage) => {
    const count = list.filter((group) => stageOf(group.row.state) === stage).length;
    if (count > 0) return t(COUNT[stage], { count });
    return stage === "dormant" ? t("count_dormant_none") : "";
  }).filter((part) => part !== "");
  return (
    <p class="countline open">
      <b>{t("count_groups", { count: list.length })}</b> {listInLine(parts)}
    </p>
  );
}

function FilterBar({ filters }: { readonly filters: GroupFilters }) {
  return (
    <FilterSet>
      <Chip
        label={t("field_kind")}
        value={filters.kind}
        options={groupKinds()}
        onChange={(kind) => setFilter({ ...filters, kind })}
      />
      <Chip
        label={t("field_state")}
        value={filters.state}
        options={STAGES.map((stage) => ({ value: stage, word: t(SECTION[stage]) }))}
        onChange={(state) => setFilter({ ...filters, state })}
      />
      {viewer.value.person_id === null ? null : (
        <Toggle
          isOn={filters.mine !== ""}
          word={t("filter_mine")}
          onPress={() => setFilter({ ...filters, mine: filters.mine === "" ? "1" : "" })}
        />
      )}
      <SavedButton room="groups" />
    </FilterSet>
  );
}

function Body({ filters }: { readonly filters: GroupFilters }) {
  const map = groups.value;
  const code = language.value;
  const own = myBelongings.value;
  /* One's own stand first: where do I work, is what one asks here. */
  const all = useMemo(
    () =>
      [...map.values()].toSorted(
        (a, b) => Number(isMine(b)) - Number(isMine(a)) || collator().compare(a.name, b.name),
      ),
    [map, code, own],
  );
  const query = queryOf(filters);
  const wanted = all.filter((group) => passes(group, filters));
  const { list: shown, fresh, isNone } = useRoomRows(map, wanted, query);
  return (
    <>
      <FilterBar filters={filters} />
      <Counts list={shown} />
      {fresh}
      {isNone ? <NoMatch clear={listAddress("/groups")}>{t("groups_no_match")}</NoMatch> : null}
      {STAGES.map((stage) => {
        const list = shown.filter((group) => stageOf(group.row.state) === stage);
        if (list.length > 0) return <Stage key={stage} stage={stage} list={list} query={query} />;
        if (stage !== "dormant" || query !== "") return null;
        return (
          <Section key={stage} title={t(SECTION[stage])} count={0} class="block-s">
            <p class="more small muted note">{t("dormant_none")}</p>
          </Section>
        );
      })}
      <p class="more small block-s">
        <Link href="/groups/history">{t("groups_history")}</Link>
      </p>
    </>
  );
}

function Add(props: AddProps) {
  const right = may("start_group").value;
  return (
    <AddLink
      {...props}
      href="/groups/new"
      word={t("group_start")}
      isAllowed={right.ok}
      reason={!right.ok && right.visible ? whoCan(right.who) : undefined}
    />
  );
}

export function GroupList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersNow(FILTERS);
  return (
    <RoomList
      isPane={isPane}
      title={t("room_groups")}
      icon="groups"
      all={[...groups.value.values()]}
      Add={Add}
      empty={<Words k="groups_empty" />}
      search={{
        label: t("groups_search"),
        mark: (group) => <Mark kind={courseOf(group.row.state)[1] === "now" ? "now" : "past"} />,
        note: (group) => `${groupKindWord(group.row.kind)} · ${groupStateWord(group.row.state)}`,
        hrefOf: (group) => `/groups/${group.id}${queryOf(filters)}`,
      }}
    >
      <Body filters={filters} />
    </RoomList>
  );
}

/** The room as a page of its own: the list alone, under the room's name. */
export const GroupsHome = () => (
  <div class="only-upto listhome">
    <GroupList isPane={false} />
  </div>
);
