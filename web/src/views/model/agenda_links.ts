/*
 * What an item of an agenda is about. Its links stand where it does; what a reader does not see is
 * not shown to them, and nothing is offered that not all who read the agenda see.
 */
import { collator } from "../../i18n";
import { by, newId, type Outcome, type RowOf, send } from "../../sync";
import type { AgendaRow } from "./agenda";
import { linkable, type Nameable, refHref, refName, refSees } from "./comments";

type LinkRow = RowOf<"trace_link">;

export interface AboutLink {
  readonly row: LinkRow;
  readonly name: string;
  readonly href: string;
}

const linksOf = (agenda_item_id: string): readonly LinkRow[] =>
  by("trace_link", "from_id", agenda_item_id).value.filter((link) => link.relation === "about");

/** What an item is about, as far as the reader sees it, by name. */
export const aboutOf = (agenda_item_id: string): readonly AboutLink[] =>
  linksOf(agenda_item_id)
    .flatMap((row) => {
      const ref = { sign: "#", kind: row.to_table, id: row.to_id } as const;
      const name = refName(ref);
      const href = refHref(ref);
      return name === undefined || href === undefined ? [] : [{ row, name, href }];
    })
    .toSorted((a, b) => collator().compare(a.name, b.name));

/** What it could be about besides. */
export function linkableFrom({ agenda_item_id, space_id }: AgendaRow): readonly Nameable[] {
  const linked = new Set(linksOf(agenda_item_id).map((link) => link.to_id));
  return linkable(space_id).filter(
    (one) => one.id !== agenda_item_id && !linked.has(one.id) && refSees(one.ref, space_id),
  );
}

export function linkItem(item: AgendaRow, { ref }: Nameable): Promise<Outcome> {
  const { agenda_item_id, space_id } = item;
  const trace_link_id = newId();
  const about_table = ref.kind as LinkRow["to_table"];
  const row = {
    trace_link_id,
    space_id,
    from_table: "agenda_item",
    from_id: agenda_item_id,
    to_table: about_table,
    to_id: ref.id,
    relation: "about",
    sample: 0,
  } as const;
  return send(
    "agenda_item.link",
    { trace_link_id, agenda_item_id, about_table, about_id: ref.id },
    [["trace_link", "insert", trace_link_id, row]],
  );
}

export const unlinkItem = ({ trace_link_id, from_id }: LinkRow): Promise<Outcome> =>
  send("agenda_item.unlink", { agenda_item_id: from_id, trace_link_id }, [
    ["trace_link", "delete", trace_link_id, null],
  ]);
