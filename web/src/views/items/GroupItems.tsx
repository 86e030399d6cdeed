/*
 * The board of a group: what its people are to do, and one line to enter the next.
 */
import { useId, useState } from "preact/hooks";
import { Button, FieldError, Link, Section } from "../../components";
import { t } from "../../i18n";
import { dismiss, newId, send } from "../../sync";
import { type Group, isFinal } from "../model/groups";
import { byDue, isAlive, items } from "../model/items";
import { NAME_MOST } from "../model/limits";
import { refusalWords } from "../model/refusals";
import { rightTo } from "../model/rights";
import { ItemRows } from "./ItemRows";

/* More of them are in the room of action items. */
const SHOWN_MOST = 20;

function newItem(group: Group, title: string) {
  const action_item_id = newId();
  return {
    action_item_id,
    group_id: group.id,
    space_id: group.id,
    title,
    note: null,
    owner_organization_id: null,
    owner_person_id: null,
    owner_group_id: null,
    due_on: null,
    state: "open",
    reason: null,
    progress: 0,
    sample: 0,
  } as const;
}

/** What is to be done, in one line; who and by when comes on its page. */
function AddLine({ group }: { readonly group: Group }) {
  const id = useId();
  const [title, setTitle] = useState("");
  const [error, setError] = useState<string | undefined>(undefined);
  const add = async () => {
    const wanted = title.trim();
    if (wanted === "") return setError(t("E_REQUIRED"));
    if ([...wanted].length > NAME_MOST) return setError(t("E_TOO_LONG", { most: NAME_MOST }));
    setError(undefined);
    setTitle("");
    const row = newItem(group, wanted);
    const outcome = await send(
      "action_item.create",
      { action_item_id: row.action_item_id, group_id: group.id, title: wanted },
      [["action_item", "insert", row.action_item_id, row]],
    );
    if (outcome.ok) return;
    dismiss(outcome.command_id);
    setTitle(wanted);
    setError(refusalWords(outcome.error));
  };
  return (
    <form
      class="note"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="addline">
        <div>
          <label for={id}>{t("item_another")}</label>
          <input
            id={id}
            type="text"
            dir="auto"
            autocomplete="off"
            value={title}
            aria-invalid={error !== undefined}
            aria-describedby={error === undefined ? undefined : `${id}e`}
            onInput={(event) => setTitle(event.currentTarget.value)}
          />
        </div>
        <Button kind="submit">{t("add_it")}</Button>
      </div>
      {error === undefined ? null : (
        <FieldError id={`${id}e`} label={t("item_another")} message={error} />
      )}
    </form>
  );
}

export function GroupItems({ group }: { readonly group: Group }) {
  const own = [...items.value.values()].filter((item) => item.row.group_id === group.id);
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
      {alive.length < own.length || alive.length > SHOWN_MOST ? (
        <p class="small note">
          <Link href="/actions?whose=all">{t("items_show_all")}</Link>
        </p>
      ) : null}
      {mayAdd ? <AddLine group={group} /> : null}
    </Section>
  );
}
