/*
 * What people at the base say: what I gave and what my organization reads, what was given last first. What
 * is mine, what my organization's and what waits for me is one touch away.
 */
import { Chip, CourseMark, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { type Filters, filtersNow, queryOf, setFilters } from "../model/filters";
import { isNothing, isTakenBack } from "../model/voice_edits";
import { courseOf, voiceKinds, voiceKindWord, voiceStates } from "../model/voice_words";
import { byGiven, isWaiting, type Voice, voices } from "../model/voices";
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
import { VoiceRows } from "./VoiceRows";

/* Whose, "": all; "mine": I gave it; "organization": my organization reads it; "waiting": for me. */
const FILTERS = ["whose", "kind", "state"] as const;
type VoiceFilters = Filters<(typeof FILTERS)[number]>;

const setFilter = (filters: VoiceFilters): void => setFilters("/voices", filters);

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

const passes = (voice: Voice, { whose, kind, state }: VoiceFilters): boolean =>
  passesWhose(voice, whose) &&
  (kind === "" || voice.row.kind === kind) &&
  (state === "" || voice.row.state === state);

const everything = (): readonly Voice[] =>
  [...voices.value.values()].filter((voice) => !isNothing(voice));

/* For everybody: who has nobody to give one to is told so on its page. */
const Add = (props: AddProps) => (
  <AddLink {...props} href="/voices/new" word={t("contribution_add")} isAllowed />
);

const WHOSE = [
  ["", "contributions_all"],
  ["mine", "contributions_mine"],
  ["organization", "contributions_organization"],
  ["waiting", "contributions_waiting"],
] as const satisfies readonly (readonly [string, Key])[];

const FilterBar = ({ filters }: { readonly filters: VoiceFilters }) => (
  <FilterSet>
    {WHOSE.map(([whose, word]) => (
      <Toggle
        key={whose}
        isOn={filters.whose === whose}
        word={t(word)}
        onPress={() => setFilter({ ...filters, whose })}
      />
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
  </FilterSet>
);

function Body({ filters }: { readonly filters: VoiceFilters }) {
  const query = queryOf(filters);
  const wanted = everything()
    .filter((voice) => passes(voice, filters))
    .toSorted(byGiven);
  const { list, fresh, isNone } = useRoomRows(voices.value, wanted, query);
  const { shown, more } = useMore(list);
  return (
    <>
      <FilterBar filters={filters} />
      {fresh}
      {isNone ? <NoMatch clear="/voices">{t("contributions_no_match")}</NoMatch> : null}
      <VoiceRows list={shown} query={query} />
      {more}
    </>
  );
}

export function VoiceList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersNow(FILTERS);
  const all = everything();
  return (
    <RoomList
      isPane={isPane}
      title={t("room_voices")}
      icon="voices"
      all={all}
      Add={Add}
      empty={<Words k="contributions_empty" />}
      search={{
        label: t("contributions_search"),
        things: all.filter((voice) => !isTakenBack(voice)),
        mark: ({ row }) => <CourseMark stations={courseOf(row.state)} />,
        note: ({ row }) => voiceKindWord(row.kind),
        hrefOf: ({ id }) => `/voices/${id}${queryOf(filters)}`,
      }}
    >
      <Body filters={filters} />
    </RoomList>
  );
}

export const VoicesHome = () => (
  <div class="only-upto listhome">
    <VoiceList isPane={false} />
  </div>
);
