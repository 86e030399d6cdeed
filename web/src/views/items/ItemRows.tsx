/*
 * Action items as rows: what, whose, by when, how far. What is late says so in words.
 */
import type { ComponentChildren } from "preact";
import { Dots, Link, Mark, Name } from "../../components";
import { formatNumber, fuzzyDate, t } from "../../i18n";
import { route } from "../../router";
import { dueWords } from "../model/deadline";
import { groups } from "../model/groups";
import { type Item, isAlive, isOverdue, markOf } from "../model/items";
import { itemStateWord } from "../model/vocabulary";

function dueOf({ row }: Item): ComponentChildren {
  if (row.due_on === null) return "";
  if (!isAlive(row)) return fuzzyDate(row.due_on);
  const now = Date.now();
  const words = dueWords(row.due_on, now);
  return isOverdue(row, now) ? <span class="late">{words}</span> : words;
}

/** One line about it, under its title; how it stands is left out where its place says so. */
export function aboutItem(
  item: Item,
  withBoard: boolean,
  withState = true,
): readonly ComponentChildren[] {
  const { row, owner } = item;
  const board = row.group_id === null ? undefined : groups.value.get(row.group_id)?.name;
  const isPartly = isAlive(row) && row.progress > 0;
  return [
    owner === "" ? t("item_unowned") : owner,
    dueOf(item),
    row.state === "open" || !withState ? "" : itemStateWord(row.state),
    isPartly
      ? t("item_progress", { share: formatNumber(row.progress / 100, { style: "percent" }) })
      : "",
    withBoard ? (board ?? "") : "",
    row.sample === 1 ? t("sample") : "",
  ];
}

/** Choosing several: which are, and one more or less. */
export interface Picking {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
}

const About = ({ item, withBoard }: { readonly item: Item; readonly withBoard: boolean }) => (
  <span>
    <span class="t clamp2">
      <Name>{item.name}</Name>
    </span>
    <span class="m">
      <Dots>{aboutItem(item, withBoard)}</Dots>
    </span>
  </span>
);

export function ItemRows(props: {
  readonly list: readonly Item[];
  readonly query?: string;
  readonly withBoard: boolean;
  readonly picking?: Picking | undefined;
}) {
  const current = route.value.params["id"];
  const { picking } = props;
  if (picking) {
    return (
      <ul class="rows">
        {props.list.map((item) => (
          <li key={item.id}>
            <label class="row pick">
              <input
                type="checkbox"
                checked={picking.chosen.has(item.id)}
                onChange={() => picking.toggle(item.id)}
              />
              <About item={item} withBoard={props.withBoard} />
            </label>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <ul class="rows">
      {props.list.map((item) => (
        <li key={item.id}>
          <Link
            href={`/actions/${item.id}${props.query ?? ""}`}
            class="row"
            current={current === item.id ? "true" : undefined}
          >
            <Mark kind={markOf(item.row.state)} />
            <About item={item} withBoard={props.withBoard} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
