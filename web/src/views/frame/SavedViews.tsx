/*
 * One's own saved views of a room: links to addresses with their filters, and the filters of now to be
 * kept under a name. They are rows of the person's own space, so they are on all of their devices.
 */
import { useState } from "preact/hooks";
import { Dialog, Link, Name, Refusal, TextField } from "../../components";
import { collator, t } from "../../i18n";
import { newId, type RowOf, rows, send, viewer } from "../../sync";
import { takeRefusal } from "../model/refusals";

type SavedView = RowOf<"saved_view">;

function ViewRow({ one, isHere }: { readonly one: SavedView; readonly isHere: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { saved_view_id } = one;
  const remove = async () =>
    setRefusal(
      takeRefusal(
        await send("saved_view.remove", { saved_view_id }, [
          ["saved_view", "delete", saved_view_id, null],
        ]),
      ),
    );
  return (
    <li>
      <span>
        <Link href={`/${one.room}?${one.query}`} current={isHere ? "true" : undefined}>
          <Name>{one.name}</Name>
        </Link>
        <Refusal words={refusal} />
      </span>
      <span class="end">
        <button
          type="button"
          class="editbtn"
          aria-label={t("saved_view_remove_named", { name: one.name })}
          onClick={() => void remove()}
        >
          {t("remove")}
        </button>
      </span>
    </li>
  );
}

export function SavedViews(props: {
  readonly room: SavedView["room"];
  readonly query: string;
  readonly onClose: () => void;
}) {
  const { room, query, onClose } = props;
  const [name, setName] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const list = [...rows("saved_view").value.values()]
    .filter((one) => one.room === room)
    .sort((a, b) => collator().compare(a.name, b.name));
  const hasFilters = query !== "";
  const save = async () => {
    const person_id = viewer.value.person_id ?? "";
    const said = { saved_view_id: newId(), room, name: name.trim(), query };
    const words = takeRefusal(
      await send("saved_view.add", { person_id, ...said }, [
        ["saved_view", "insert", said.saved_view_id, { ...said, space_id: person_id }],
      ]),
    );
    setRefusal(words);
    if (words === undefined) setName("");
  };
  return (
    <Dialog
      title={t("saved_views_title")}
      onClose={onClose}
      leave={t("close_dialog")}
      {...(hasFilters
        ? {
            act: {
              word: t("saved_view_save"),
              run: save,
              reason: name.trim() === "" ? t("saved_view_name_first") : undefined,
            },
          }
        : {})}
    >
      {list.length === 0 ? <p class="muted">{t("saved_views_none")}</p> : null}
      <ul class="plainrows">
        {list.map((one) => (
          <ViewRow key={one.saved_view_id} one={one} isHere={one.query === query} />
        ))}
      </ul>
      {hasFilters ? (
        <TextField label={t("saved_view_name")} value={name} onInput={setName} />
      ) : (
        <p class="note">{t("saved_views_how")}</p>
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}
