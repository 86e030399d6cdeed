/*
 * Naming who owns something, over its page: who owned it is taken away in the same act as who owns it now
 * is named.
 */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Words } from "../../components";
import { t } from "../../i18n";
import type { Outcome } from "../../sync";
import { type OwnerColumns, ownerOf } from "../model/items";
import { takeRefusal } from "../model/refusals";
import {
  isOwnerMissing,
  type OwnerDraft,
  OwnerField,
  ownerColumns,
  type Place,
} from "./OwnerField";

const COLUMNS = ["owner_organization_id", "owner_person_id", "owner_group_id"] as const;

/** What the change is: of each column that changes, what it was and what it shall be. */
export type OwnerEdits = Readonly<
  Partial<Record<keyof OwnerColumns, { readonly from: string | null; readonly to: string | null }>>
>;

interface Props {
  readonly name: string;
  readonly row: OwnerColumns;
  /** By what name the owner is known. */
  readonly owner: string;
  readonly place: Place;
  readonly onSave: (edits: OwnerEdits) => Promise<Outcome>;
  readonly onClose: () => void;
}

export function ChangeOwner(props: Props) {
  const [seen] = useState(props);
  const [draft, setDraft] = useState<OwnerDraft>(() => {
    const owner = ownerOf(seen.row);
    return owner === undefined
      ? { kind: "nobody", chosen: undefined }
      : { kind: owner.kind, chosen: { ...owner, name: seen.owner } };
  });
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const now = ownerColumns(draft.chosen);
  const changed = COLUMNS.filter((column) => seen.row[column] !== now[column]);
  const save = async () => {
    const edits = Object.fromEntries(
      changed.map((column) => [column, { from: seen.row[column], to: now[column] }]),
    );
    const words = takeRefusal(await props.onSave(edits));
    if (words === undefined) props.onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="owner_title" parts={{ name: <bdi>{seen.name}</bdi> }} />}
      onClose={props.onClose}
      act={{
        word: t("owner_do"),
        run: save,
        reason: isOwnerMissing(draft)
          ? t("owner_choose_first")
          : changed.length === 0
            ? t("nothing_changed")
            : undefined,
      }}
    >
      {draft.chosen === undefined ? null : (
        <p class="lede">
          <Words k="owner_chosen" parts={{ name: <bdi>{draft.chosen.name}</bdi> }} />
        </p>
      )}
      <OwnerField place={seen.place} draft={draft} onChange={setDraft} />
      <Refusal words={refusal} />
    </Dialog>
  );
}
