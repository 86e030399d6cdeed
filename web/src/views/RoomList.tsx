/*
 * What the lists of all rooms have alike: the room's name with the way to something new, the search, filters,
 * what came meanwhile, and what is said while rows come and where there are none yet. Which rows there
 * are, by what they are filtered and how one is drawn is the room's own.
 */
import type { ComponentChildren, ComponentType } from "preact";
import {
  Button,
  Empty,
  type Findable,
  type IconName,
  Link,
  ListHead,
  LoadingRows,
  SearchBox,
  useGathered,
  useKey,
} from "../components";
import { language, t } from "../i18n";
import { navigate, route } from "../router";
import { arrived, loading, slowLoading } from "../sync";

/** Where the way to something new stands; it is the first thing to do in a room that has nothing yet. */
export interface AddProps {
  readonly isFirst?: boolean;
}

interface AddLinkProps extends AddProps {
  readonly href: string;
  readonly word: string;
  readonly isAllowed: boolean;
  /** Who can, where one may not and is told so; without it there is nothing to see. */
  readonly reason?: string | undefined;
}

/** The way to something new, by hand and by key. */
export function AddLink({ href, word, isAllowed, reason, isFirst = false }: AddLinkProps) {
  useKey("create", () => {
    if (isAllowed) navigate(href);
  });
  if (isAllowed) {
    return (
      <Link href={href} class={isFirst ? "btn primary" : "btn"}>
        {word}
      </Link>
    );
  }
  return reason === undefined ? null : <Button reason={reason}>{word}</Button>;
}

/** A filter that is on or off. */
export const Toggle = (props: {
  readonly isOn: boolean;
  readonly word: string;
  readonly onPress: () => void;
}) => (
  <button
    type="button"
    class={props.isOn ? "chip plainchip on" : "chip plainchip"}
    aria-pressed={props.isOn}
    onClick={props.onPress}
  >
    {props.word}
  </button>
);

export const FilterSet = ({ children }: { readonly children: ComponentChildren }) => (
  <fieldset class="filters">
    <legend class="vh">{t("filters")}</legend>
    {children}
  </fieldset>
);

/**
 * The rows to draw, in an order that holds still (useGathered).
 * wanted    all that pass the filters, sorted as the list would be drawn anew.
 * query     the filters: others are another list.
 */
export function useRoomRows<Row extends { readonly id: string }>(
  all: ReadonlyMap<string, Row>,
  wanted: readonly Row[],
  query: string,
) {
  const { ids, freshCount, show } = useGathered(
    wanted.map(({ id }) => id),
    language.value + query,
    arrived.value,
    route.value.params["id"],
  );
  const fresh =
    freshCount > 0 ? (
      <p class="fresh more">
        <Button onClick={show}>{t("fresh_show", { count: freshCount })}</Button>
      </p>
    ) : null;
  const list = ids.map((id) => all.get(id)).filter((row) => row !== undefined);
  return { list, fresh, isNone: list.length === 0 && freshCount === 0 };
}

/** Said where no row passes the filters. */
export const NoMatch = (props: {
  readonly children: ComponentChildren;
  readonly clear: string;
  readonly word?: string;
}) => (
  <p class="more block-s">
    {props.children} <Link href={props.clear}>{props.word ?? t("filter_clear")}</Link>
  </p>
);

interface Props<F extends Findable> {
  /** Beside a page the title is no heading of its own. */
  readonly isPane: boolean;
  readonly title: string;
  readonly icon: IconName;
  /** All that the room has, whatever the filters. */
  readonly all: readonly F[];
  readonly Add: ComponentType<AddProps>;
  /** Said while it has nothing. */
  readonly empty: ComponentChildren;
  readonly search: {
    readonly label: string;
    /** What is searched, where that is not all. */
    readonly things?: readonly F[];
    readonly mark: (thing: F) => ComponentChildren;
    readonly note: (thing: F) => string;
    readonly hrefOf: (thing: F) => string;
  };
  /** Stands below, whether there are rows or not. */
  readonly below?: ComponentChildren;
  /** Filters and rows; not drawn before these have come. */
  readonly children: ComponentChildren;
}

export function RoomList<F extends Findable>(props: Props<F>) {
  const { isPane, title, all, Add, search, below } = props;
  if (!loading.value && all.length === 0) {
    return (
      <>
        <ListHead title={title} isPane={isPane}>
          {null}
        </ListHead>
        <Empty icon={props.icon} act={<Add isFirst />}>
          {props.empty}
        </Empty>
        {below}
      </>
    );
  }
  return (
    <>
      <ListHead title={title} isPane={isPane}>
        <Add />
      </ListHead>
      <SearchBox
        label={search.label}
        things={search.things ?? all}
        mark={search.mark}
        note={search.note}
        onChoose={(thing) => navigate(search.hrefOf(thing))}
      />
      {loading.value ? <LoadingRows slow={slowLoading.value} /> : props.children}
      {below}
    </>
  );
}
