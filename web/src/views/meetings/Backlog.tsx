/*
 * What a body shall take up some time: whoever is in it writes a line, whoever runs its meetings
 * puts it on an agenda.
 */
import "../../styles/meetings.css";
import { useState } from "preact/hooks";
import { AddLine, Name, Refusal, Section } from "../../components";
import { t } from "../../i18n";
import { may, send } from "../../sync";
import { addAgendaItem, backlogOf, flat, minutesPlanned } from "../model/agenda";
import { NAME_MOST } from "../model/limits";
import { isBodyOpen } from "../model/meetings";
import { takeRefusal } from "../model/refusals";
import { rightTo } from "../model/rights";

function mayFeed(group_id: string | null): boolean {
  return group_id === null
    ? may("feed_coalition_backlog").value.ok
    : isBodyOpen(group_id) && rightTo("feed_backlog", "group", group_id).ok;
}

/** onTake: puts an item on the agenda one looks at. */
export function Backlog(props: {
  readonly group_id: string | null;
  readonly onTake?: (agenda_item_id: string) => Promise<string | undefined>;
}) {
  const { group_id, onTake } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const nodes = backlogOf(group_id);
  const canFeed = mayFeed(group_id);
  if (nodes.length === 0 && !canFeed) return null;
  const remove = async (agenda_item_id: string) =>
    setRefusal(
      takeRefusal(
        await send("agenda_item.remove", { agenda_item_id }, [
          ["agenda_item", "delete", agenda_item_id, null],
        ]),
      ),
    );
  return (
    <Section title={t("backlog_title")} count={nodes.length}>
      {nodes.length === 0 ? <p class="small muted note">{t("backlog_empty")}</p> : null}
      <ul class="plainrows">
        {flat(nodes).map((node) => {
          const { agenda_item_id: id, title } = node.row;
          const planned = minutesPlanned([node]);
          const isTop = node.depth === 0;
          return (
            <li key={id} class={isTop ? undefined : "indented"}>
              <span>
                <Name>{title}</Name>
                {planned === 0 || !isTop ? null : (
                  <span class="stated">{t("agenda_minutes", { count: planned })}</span>
                )}
              </span>
              {isTop ? (
                <span class="end">
                  {onTake === undefined ? null : (
                    <button
                      type="button"
                      class="editbtn"
                      aria-label={t("backlog_take_named", { name: title })}
                      onClick={() => void onTake(id).then(setRefusal)}
                    >
                      {t("backlog_take")}
                    </button>
                  )}
                  {rightTo("run_meeting", "agenda_item", id).ok ? (
                    <button
                      type="button"
                      class="editbtn"
                      aria-label={t("remove_named", { name: title })}
                      onClick={() => void remove(id)}
                    >
                      {t("remove")}
                    </button>
                  ) : null}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <Refusal words={refusal} />
      {canFeed ? (
        <AddLine
          label={t("backlog_another")}
          most={NAME_MOST}
          onAdd={async (title) => takeRefusal(await addAgendaItem({ group_id }, title))}
        />
      ) : null}
    </Section>
  );
}
