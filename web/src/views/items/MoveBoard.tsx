/*
 * Moving an action item to another board: where to, who will see it there, and before it is done
 * what would keep it from going and what it would let go of.
 */
import { useState } from "preact/hooks";
import { Choice, Dialog, Refusal, SelectField, Words } from "../../components";
import { formatList, t } from "../../i18n";
import { by, may, rows, send } from "../../sync";
import { commentsAbout, refSees } from "../model/comments";
import { type Item, ownerOf } from "../model/items";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { COALITION_SPACE, isSeenFrom } from "../model/spaces";
import { boards, mayBeWide } from "./boards";

type Visibility = "group" | "coalition";

/** Where it could go: boards it is not on and one may enter something on; "" is the coalition's. */
export const targetsOf = ({ row }: Item) => [
  ...(row.group_id !== null && may("add_coalition_item").value.ok
    ? [{ value: "", word: t("board_coalition") }]
    : []),
  ...boards()
    .filter(({ id }) => id !== row.group_id)
    .map(({ id, name }) => ({ value: id, word: name })),
];

/** What it would let go of, by name: not all who see it there would see it. */
export function letGo({ id, row }: Item, space_id: string): readonly string[] {
  const milestone = rows("milestone").value.get(row.milestone_id ?? "");
  const agenda = (item: string) => rows("agenda_item").value.get(item);
  const from = by("trace_link", "from_id", id).value.flatMap((link) => agenda(link.to_id) ?? []);
  const about = by("trace_link", "to_id", id).value.flatMap((link) =>
    isSeenFrom(link.space_id, space_id) ? [] : (agenda(link.from_id) ?? []),
  );
  const names = [
    ...(milestone && !isSeenFrom(space_id, milestone.space_id) ? [milestone.name] : []),
    ...from.filter((one) => !isSeenFrom(space_id, one.space_id)).map((one) => one.title),
    ...about.map((one) => one.title),
  ];
  return [...new Set(names)];
}

/** Why it cannot go there; undefined: it can. */
export function hindrance(item: Item, space_id: string): string | undefined {
  const owner = ownerOf(item.row);
  if (owner && !refSees({ sign: "@", kind: owner.kind, id: owner.id }, space_id)) {
    return t("item_move_owner", { name: item.owner });
  }
  return space_id !== item.row.space_id && commentsAbout(item.id).length > 0
    ? t("item_move_comments")
    : undefined;
}

export function MoveBoard({
  item,
  onClose,
}: {
  readonly item: Item;
  readonly onClose: () => void;
}) {
  const [seen] = useState(item.row);
  const targets = targetsOf(item);
  const [board, setBoard] = useState(targets[0]?.value ?? "");
  const [visibility, setVisibility] = useState<Visibility>("group");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const space_id = board === "" || visibility === "coalition" ? COALITION_SPACE : board;
  const lost = letGo(item, space_id);
  const against = hindrance(item, space_id);
  const save = async () => {
    const outcome = await send("action_item.move", {
      action_item_id: item.id,
      group_id: { from: seen.group_id, to: board === "" ? null : board },
      ...(board === "" ? {} : { visibility }),
    });
    const words = takeRefusal(outcome);
    if (outcome.ok) return onClose();
    const { code, field } = outcome.error;
    setRefusal(
      code === "E_IN_USE" && field === "comments"
        ? t("item_move_comments")
        : code === "E_OUTSIDE" && field?.startsWith("owner_")
          ? t("item_move_owner", { name: item.owner })
          : words,
    );
  };
  return (
    <Dialog
      title={<Words k="item_move_title" parts={{ name: <bdi>{item.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("item_move_act"), run: save, reason: against ?? needsConnection() }}
    >
      <SelectField
        label={t("item_move_to")}
        value={board}
        options={targets}
        onInput={(next) => {
          setBoard(next);
          setVisibility("group");
          setRefusal(undefined);
        }}
      />
      {board === "" ? null : (
        <fieldset class="field">
          <legend>{t("item_who_sees")}</legend>
          {(mayBeWide(board) ? (["group", "coalition"] as const) : (["group"] as const)).map(
            (one) => (
              <Choice
                key={one}
                name="visibility"
                value={one}
                chosen={visibility}
                onChoose={() => {
                  setVisibility(one);
                  setRefusal(undefined);
                }}
              >
                {t(one === "group" ? "read_by_group" : "read_by_coalition")}
              </Choice>
            ),
          )}
        </fieldset>
      )}
      <p class="small muted">{t("item_move_seen")}</p>
      {lost.length === 0 ? null : <p>{t("item_move_lets_go", { names: formatList(lost) })}</p>}
      <Refusal words={refusal} />
    </Dialog>
  );
}
