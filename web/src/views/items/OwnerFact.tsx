/* Who owns something, as a fact of its page, with the way to name another. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { Link, Name } from "../../components";
import { t } from "../../i18n";
import type { Outcome } from "../../sync";
import { type OwnerColumns, ownerOf } from "../model/items";
import { ChangeOwner, type OwnerEdits } from "./ChangeOwner";

interface Props {
  readonly thing: { readonly name: string; readonly owner: string; readonly row: OwnerColumns };
  /** In whose board or plan it stands, and whether it is that group's alone. */
  readonly group_id: string | null;
  readonly space_id: string;
  readonly canEdit: boolean;
  readonly onSave: (edits: OwnerEdits) => Promise<Outcome>;
  /** What else can be done about it, and what was said of that. */
  readonly refusal?: ComponentChildren;
  readonly act?: ComponentChildren;
}

const ROOMS = { organization: "network", group: "groups" } as const;

export function OwnerFact({ thing, group_id, space_id, canEdit, onSave, refusal, act }: Props) {
  const [open, setOpen] = useState(false);
  const owner = ownerOf(thing.row);
  const room = owner?.kind === "person" ? undefined : owner && ROOMS[owner.kind];
  return (
    <div>
      <dt>{t("field_owner")}</dt>
      <dd class="val">
        <span>
          {owner === undefined ? (
            <span class="muted">{t("item_unowned")}</span>
          ) : room === undefined ? (
            <Name>{thing.owner}</Name>
          ) : (
            <Link href={`/${room}/${owner.id}`}>
              <Name>{thing.owner}</Name>
            </Link>
          )}
          {refusal}
        </span>
        {act}
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("owner_edit")}
            onClick={() => setOpen(true)}
          >
            {t("change")}
          </button>
        ) : null}
        {open ? (
          <ChangeOwner
            name={thing.name}
            row={thing.row}
            owner={thing.owner}
            place={{ group_id, isWithin: space_id === group_id }}
            onSave={onSave}
            onClose={() => setOpen(false)}
          />
        ) : null}
      </dd>
    </div>
  );
}
