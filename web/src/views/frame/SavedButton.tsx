/* Beside the filters of a list: those that somebody keeps under a name. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../../i18n";
import { route } from "../../router";
import { type RowOf, viewer } from "../../sync";
import { lazy } from "../lazy";

const SavedViews = lazy(async () => (await import("./SavedViews")).SavedViews, "members");

export function SavedButton({ room }: { readonly room: RowOf<"saved_view">["room"] }) {
  const [open, setOpen] = useState(false);
  const query = String(route.value.query);
  useEffect(() => setOpen(false), [query]); // one of them was gone to
  if (viewer.value.person_id === null) return null;
  return (
    <>
      <button
        type="button"
        class="chip plainchip"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        {t("saved_views_act")}
      </button>
      {open ? <SavedViews room={room} query={query} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
