/* What goes down the network: what is going on, what is due first before the rest; then what has ended. */
import { Mark, Section, Words } from "../../components";
import { t } from "../../i18n";
import { may } from "../../sync";
import { markOfDispatch, partWord } from "../model/dispatch_words";
import {
  byDue,
  dispatches,
  isAwaited,
  PARTS,
  partOf,
  type Sent,
  type SentPart,
} from "../model/dispatches";
import { type Filters, filtersNow, queryOf, setFilters } from "../model/filters";
import { whoCan } from "../model/refusals";
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
import { DispatchRows } from "./DispatchRows";

/* Awaited, "1": what waits for the organization I act for. */
const FILTERS = ["awaited"] as const;
type SentFilters = Filters<(typeof FILTERS)[number]>;

function Add(props: AddProps) {
  const right = may("send_dispatch").value;
  return (
    <AddLink
      {...props}
      href="/dispatches/new"
      word={t("dispatch_add")}
      isAllowed={right.ok}
      reason={!right.ok && right.visible ? whoCan(right.who) : undefined}
    />
  );
}

function Part(props: {
  readonly part: SentPart;
  readonly list: readonly Sent[];
  readonly query: string;
}) {
  const { part, list, query } = props;
  const { shown, more } = useMore(list);
  return list.length === 0 ? null : (
    <Section title={partWord(part)} count={list.length} class="block-s">
      <DispatchRows list={shown} query={query} />
      {more}
    </Section>
  );
}

function Body({ filters }: { readonly filters: SentFilters }) {
  const query = queryOf(filters);
  const isOn = filters.awaited !== "";
  const wanted = [...dispatches.value.values()]
    .filter((sent) => !isOn || isAwaited(sent))
    .toSorted(byDue);
  const { list, fresh, isNone } = useRoomRows(dispatches.value, wanted, query);
  return (
    <>
      <FilterSet>
        <Toggle
          isOn={isOn}
          word={t("dispatches_awaited")}
          onPress={() => setFilters("/dispatches", { awaited: isOn ? "" : "1" })}
        />
      </FilterSet>
      {fresh}
      {isNone ? <NoMatch clear="/dispatches">{t("dispatches_no_match")}</NoMatch> : null}
      {PARTS.map((part) => (
        <Part
          key={part}
          part={part}
          list={list.filter((sent) => partOf(sent) === part)}
          query={query}
        />
      ))}
    </>
  );
}

export function DispatchList({ isPane }: { readonly isPane: boolean }) {
  const filters = filtersNow(FILTERS);
  return (
    <RoomList
      isPane={isPane}
      title={t("room_dispatches")}
      icon="dispatches"
      all={[...dispatches.value.values()]}
      Add={Add}
      empty={<Words k="dispatches_empty" />}
      search={{
        label: t("dispatches_search"),
        mark: ({ row }) => <Mark kind={markOfDispatch(row)} />,
        note: (sent) => partWord(partOf(sent)),
        hrefOf: ({ id }) => `/dispatches/${id}${queryOf(filters)}`,
      }}
    >
      <Body filters={filters} />
    </RoomList>
  );
}

export const DispatchesHome = () => (
  <div class="only-upto listhome">
    <DispatchList isPane={false} />
  </div>
);
