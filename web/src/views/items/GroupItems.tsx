/*
 * The board of a group: what its people are to do, and one line to enter the next.
 */
import { AddLine, Link, Section } from "../../components";
import { t } from "../../i18n";
import { by } from "../../sync";
import { type Group, isFinal } from "../model/groups";
import { byDue, createItem, isAlive, items } from "../model/items";
import { NAME_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";
import { rightTo } from "../model/rights";
import { ItemRows } from "./ItemRows";

/* More of them are in the room of action items. */
const SHOWN_MOST = 20;

/** What is to be done, in one line; who and by when comes on its page. */
const AddItem = ({ group }: { readonly group: Group }) => (
  <AddLine
    label={t("item_another")}
    most={NAME_MOST}
    onAdd={async (title) =>
      takeRefusal(await createItem({ title, board: group.id, isWithin: true }))
    }
  />
);

export function GroupItems({ group }: { readonly group: Group }) {
  const own = by("action_item", "group_id", group.id)
    .value.map((row) => items.value.get(row.action_item_id))
    .filter((item) => item !== undefined);
  const alive = own.filter((item) => isAlive(item.row)).toSorted(byDue);
  const mayAdd = rightTo("add_action_item", "group", group.id).ok && !isFinal(group.row.state);
  if (own.length === 0 && !mayAdd) return null;
  return (
    <Section
      title={t("room_actions")}
      count={alive.length}
      end={
        mayAdd ? (
          <Link href={`/actions/new?group=${group.id}`}>{t("item_add_whole")}</Link>
        ) : undefined
      }
    >
      <ItemRows list={alive.slice(0, SHOWN_MOST)} withBoard={false} />
      {own.length > 0 ? (
        <p class="small note">
          {alive.length < own.length || alive.length > SHOWN_MOST ? (
            <>
              <Link href={`/actions?whose=all&board=${group.id}`}>{t("items_show_all")}</Link>{" "}
            </>
          ) : null}
          <Link href={`/actions?whose=all&board=${group.id}&as=board`}>{t("board_show")}</Link>
        </p>
      ) : null}
      {mayAdd ? <AddItem group={group} /> : null}
    </Section>
  );
}
