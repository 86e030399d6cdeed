/*
 * What people at the base say: what I gave and what my organization reads, what was given last first. What
 * is mine, what my organization's and what waits for me is one touch away.
 */
import {
  Button,
  Chip,
  CourseMark,
  Empty,
  Link,
  ListHead,
  LoadingRows,
  SearchBox,
  useGathered,
  useKey,
  Words,
} from "../../components";
import { type Key, language, t } from "../../i18n";
import { navigate, route } from "../../router";
import { arrived, loading, slowLoading } from "../../sync";
import { isNothing, isTakenBack } from "../model/voice_edits";
import { courseOf, voiceKinds, voiceKindWord, voiceStates } from "../model/voice_words";
import { byGiven, isWaiting, type Voice, voices } from "../model/voices";
import { useMore } from "../useMore";
import { VoiceRows } from "./VoiceRows";

interface Filters {
  /** "": all; "mine": I gave it; "organization": my organization reads it; "waiting": for me. */
  readonly whose: string;
  readonly kind: string;
  readonly state: string;
}

const filtersOf = (query: URLSearchParams): Filters => ({
  whose: query.get("whose") ?? "",
  kind: query.get("kind") ?? "",
  state: query.get("state") ?? "",
});

function queryOf(filters: Filters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value !== "") query.set(name, value);
  return query.size > 0 ? `?${query}` : "";
}

function setFilter(filters: Filters): void {
  const id = route.value.params["id"];
  navigate(`/voices${id === undefined ? "" : `/${id}`}${queryOf(filters)}`, { replace: true });
}

function passesWhose(voice: Voice, whose: string): boolean {
  switch (whose) {
    case "mine":
      return voice.own !== undefined;
    case "organization":
      return voice.edition !== undefined;
    case "waiting":
      return isWaiting(voice);
    default:
      return true;
  }
}

const passes = (voice: Voice, { whose, kind, state }: Filters): boolean =>
  passesWhose(voice, whose) &&
  (kind === "" || voice.row.kind === kind) &&
  (state === "" || voice.row.state === state);

const everything = (): readonly Voice[] =>
  [...voices.value.values()].filter((voice) => !isNothing(voice));

/* For everybody: who has nobody to give one to is told so on its page. */
function AddButton({ isFirst = false }: { readonly isFirst?: boolean }) {
  useKey("create", () => navigate("/voices/new"));
  return (
    <Link href="/voices/new" class={isFirst ? "btn primary" : "btn"}>
      {t("contribution_add")}
    </Link>
  );
}

const WHOSE = [
  ["", "contributions_all"],
  ["mine", "contributions_mine"],
  ["organization", "contributions_organization"],
  ["waiting", "contributions_waiting"],
] as const satisfies readonly (readonly [string, Key])[];

const FilterBar = ({ filters }: { readonly filters: Filters }) => (
  <fieldset class="filters">
    <legend class="vh">{t("filters")}</legend>
    {WHOSE.map(([whose, word]) => (
      <button
        key={whose}
        type="button"
        class={filters.whose === whose ? "chip plainchip on" : "chip plainchip"}
        aria-pressed={filters.whose === whose}
        onClick={() => setFilter({ ...filters, whose })}
      >
        {t(word)}
      </button>
    ))}
    <Chip
      label={t("field_kind")}
      value={filters.kind}
      options={voiceKinds()}
      onChange={(kind) => setFilter({ ...filters, kind })}
    />
    <Chip
      label={t("field_state")}
      value={filters.state}
      options={voiceStates()}
      onChange={(state) => setFilter({ ...filters, state })}
    />
  </fieldset>
);

function Body({ filters }: { readonly filters: Filters }) {
  const query = queryOf(filters);
  const wanted = everything()
    .filter((voice) => passes(voice, filters))
    .toSorted(byGiven)
    .map(({ id }) => id);
  const open = route.value.params["id"];
  const gathered = useGathered(wanted, language.value + query, arrived.value, open);
  const list = gathered.ids.map((id) => voices.value.get(id)).filter((one) => one !== undefined);
  const { shown, more } = useMore(list);
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
          {t("contributions_no_match")} <Link href="/voices">{t("filter_clear")}</Link>
        </p>
      ) : null}
      <VoiceRows list={shown} query={query} />
      {more}
    </>
  );
}

export function VoiceList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersOf(route.value.query);
  const all = everything();
  if (!loading.value && all.length === 0) {
    return (
      <>
        <ListHead title={t("room_voices")} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon="voices" act={<AddButton isFirst />}>
          <Words k="contributions_empty" />
        </Empty>
      </>
    );
  }
  return (
    <>
      <ListHead title={t("room_voices")} isPane={isPane}>
        <AddButton />
      </ListHead>
      <SearchBox
        label={t("contributions_search")}
        things={all.filter((voice) => !isTakenBack(voice))}
        mark={({ row }) => <CourseMark stations={courseOf(row.state)} />}
        note={({ row }) => voiceKindWord(row.kind)}
        onChoose={({ id }) => navigate(`/voices/${id}${queryOf(filters)}`)}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body filters={filters} />}
    </>
  );
}

export const VoicesHome = () => (
  <div class="only-upto listhome">
    <VoiceList isPane={false} />
  </div>
);
