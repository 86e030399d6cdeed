/*
 * Caucuses, committees and working groups by the state they are in. What became an alliance or was
 * closed stays in the list, since others grew from it.
 */

import { useMemo } from "preact/hooks";
import {
  Button,
  Chip,
  CourseMark,
  Dots,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  Mark,
  Name,
  SearchBox,
  Section,
  useGathered,
  useKey,
  Words,
} from "../../components";
import { collator, fuzzyDate, type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { arrived, loading, may, slowLoading, viewer } from "../../sync";
import { SavedButton } from "../frame/SavedButton";
import { briefName } from "../model/directory";
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

interface Filters {
  readonly kind: string;
  readonly state: string;
  readonly mine: string;
}

const filtersOf = (query: URLSearchParams): Filters => ({
  kind: query.get("kind") ?? "",
  state: query.get("state") ?? "",
  mine: query.get("mine") ?? "",
});

function queryOf(filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

function setFilter(filters: Filters): void {
  const id = route.value.params["id"];
  navigate(`/groups${id === undefined ? "" : `/${id}`}${queryOf(filters)}`, { replace: true });
}

const passes = (group: Group, filters: Filters): boolean =>
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

function FilterBar({ filters }: { readonly filters: Filters }) {
  return (
    <fieldset class="filters">
      <legend class="vh">{t("filters")}</legend>
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
        <button
          type="button"
          class={filters.mine === "" ? "chip plainchip" : "chip plainchip on"}
          aria-pressed={filters.mine !== ""}
          onClick={() => setFilter({ ...filters, mine: filters.mine === "" ? "1" : "" })}
        >
          {t("filter_mine")}
        </button>
      )}
      <SavedButton room="groups" />
    </fieldset>
  );
}

function Body({ filters }: { readonly filters: Filters }) {
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
  const wanted = all.filter((group) => passes(group, filters)).map((group) => group.id);
  const query = queryOf(filters);
  const open = route.value.params["id"];
  const gathered = useGathered(wanted, code + query, arrived.value, open);
  const shown = gathered.ids.map((id) => map.get(id)).filter((group) => group !== undefined);
  const clear = open === undefined ? "/groups" : `/groups/${open}`;
  return (
    <>
      <FilterBar filters={filters} />
      <Counts list={shown} />
      {gathered.freshCount > 0 ? (
        <p class="fresh more">
          <Button onClick={gathered.show}>{t("fresh_show", { count: gathered.freshCount })}</Button>
        </p>
      ) : null}
      {shown.length === 0 && gathered.freshCount === 0 ? (
        <p class="more block-s">
          {t("groups_no_match")} <Link href={clear}>{t("filter_clear")}</Link>
        </p>
      ) : null}
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

function StartButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  const right = may("start_group").value;
  useKey("create", () => {
    if (right.ok) navigate("/groups/new");
  });
  if (right.ok) {
    return (
      <Link href="/groups/new" class={isFirst ? "btn primary" : "btn"}>
        {t("group_start")}
      </Link>
    );
  }
  return right.visible ? <Button reason={whoCan(right.who)}>{t("group_start")}</Button> : null;
}

export function GroupList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersOf(route.value.query);
  const everything = [...groups.value.values()];
  if (!loading.value && everything.length === 0) {
    return (
      <>
        <ListHead title={t("room_groups")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="groups" act={<StartButton isFirst />}>
          <Words k="groups_empty" />
        </Empty>
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_groups")} isPane={isPane}>
        <StartButton />
      </ListHead>
      <SearchBox
        label={t("groups_search")}
        things={everything}
        mark={(group) => <Mark kind={courseOf(group.row.state)[1] === "now" ? "now" : "past"} />}
        note={(group) => `${groupKindWord(group.row.kind)} · ${groupStateWord(group.row.state)}`}
        onChoose={(group) => navigate(`/groups/${group.id}${queryOf(filters)}`)}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body filters={filters} />}
    </>
  );
}

/** The room as a page of its own: the list alone, under the room's name. */
export const GroupsHome = () => (
  <div class="only-upto listhome">
    <GroupList isPane={false} />
  </div>
);
