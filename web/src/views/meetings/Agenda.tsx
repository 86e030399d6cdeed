/*
 * The agenda, and once a meeting has begun what was said of each item under it. An item opens in its
 * place: its words and, by buttons, where it stands. Two people at different items never meet.
 */
import "../../styles/meetings.css";
import { useState } from "preact/hooks";
import {
  AddLine,
  Button,
  EditableFact,
  Link,
  Mark,
  Name,
  Refusal,
  type SaveResult,
  SearchBox,
  Section,
  StandingMark,
} from "../../components";
import { formatNumber, type Key, t } from "../../i18n";
import { may, send } from "../../sync";
import { CommentsOfItem } from "../comments/Comments";
import {
  type AgendaNode,
  addAgendaItem,
  agendaOf,
  drawnFrom,
  flat,
  minutesPlanned,
  moveAgendaItem,
  stepOf,
} from "../model/agenda";
import { nameOf, organizations } from "../model/directory";
import { savingOf } from "../model/edits";
import { createItem, items, markOf, ownerName } from "../model/items";
import { MANDATE_MOST, NAME_MOST } from "../model/limits";
import { isAgendaOpen, isRecorded, type Meeting, spanOf } from "../model/meetings";
import { takeRefusal, toSaveResult } from "../model/refusals";
import { rightTo } from "../model/rights";
import { noteOf } from "../network/notes";
import { AboutItem } from "./AboutItem";
import { Backlog } from "./Backlog";
import { Minutes } from "./Minutes";

const STEPS = [
  ["up", "agenda_up"],
  ["down", "agenda_down"],
  ["in", "agenda_in"],
  ["out", "agenda_out"],
] as const satisfies readonly (readonly ["up" | "down" | "in" | "out", Key])[];

function Moves(props: {
  readonly nodes: readonly AgendaNode[];
  readonly node: AgendaNode;
  readonly onRefusal: (words: string | undefined) => void;
}) {
  const { nodes, node, onRefusal } = props;
  const id = node.row.agenda_item_id;
  const run = (outcome: ReturnType<typeof moveAgendaItem>) =>
    void outcome.then((one) => onRefusal(takeRefusal(one)));
  const remove = async () =>
    onRefusal(
      takeRefusal(
        await send("agenda_item.remove", { agenda_item_id: id }, [
          ["agenda_item", "delete", id, null],
        ]),
      ),
    );
  return (
    <div class="btns">
      {STEPS.map(([step, word]) => {
        const place = stepOf(nodes, node, step);
        return place === undefined ? null : (
          <Button key={step} look="plain" onClick={() => run(moveAgendaItem(id, place))}>
            {t(word)}
          </Button>
        );
      })}
      <Button
        look="plain"
        onClick={() =>
          run(moveAgendaItem(id, { meeting_id: null, parent_id: null, before_id: null }))
        }
      >
        {t("agenda_put_off")}
      </Button>
      {node.children.length === 0 ? (
        <Button look="plain" onClick={() => void remove()}>
          {t("remove")}
        </Button>
      ) : null}
    </div>
  );
}

async function editItem(
  id: string,
  field: "title" | "note" | "minutes_planned" | "presenter_organization_id",
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const number = (text: string | null) => (text === null ? null : Number(text));
  const edit = field === "minutes_planned" ? { from: number(from), to: number(to) } : { from, to };
  return toSaveResult(await send("agenda_item.edit", { agenda_item_id: id, [field]: edit }));
}

/* Minutes are planned by these steps; another number that was entered stays to be chosen. */
const LENGTHS = [5, 10, 15, 20, 30, 45, 60, 90, 120];

function Presenter({ node, canEdit }: { readonly node: AgendaNode; readonly canEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { agenda_item_id: id, presenter_organization_id: presenter } = node.row;
  const set = async (to: string | null) => {
    const result = await editItem(id, "presenter_organization_id", presenter, to);
    if (!result.ok) result.took?.();
    setRefusal(result.ok ? undefined : result.message);
    setOpen(!result.ok);
  };
  return (
    <div class={open ? "open" : undefined}>
      <dt>{t("field_presenter")}</dt>
      <dd class="val">
        <span>
          {presenter === null ? (
            <span class="muted">{t("not_stated")}</span>
          ) : (
            <Name>{nameOf(presenter)}</Name>
          )}
          {open ? (
            <SearchBox
              label={t("field_presenter")}
              things={[...organizations.value.values()]}
              mark={(one) => <StandingMark standing={one.standing} />}
              note={noteOf}
              onChoose={(one) => void set(one.id)}
            />
          ) : null}
          <Refusal words={refusal} />
        </span>
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-label={t("edit_presenter")}
            onClick={() => (presenter === null ? setOpen(!open) : void set(null))}
          >
            {t(presenter !== null ? "remove" : open ? "cancel" : "add")}
          </button>
        ) : null}
      </dd>
    </div>
  );
}

function ItemFacts({ node }: { readonly node: AgendaNode }) {
  const { row } = node;
  const id = row.agenda_item_id;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const fact = (field: "title" | "note" | "minutes_planned") => ({
    value: row[field] === null ? null : String(row[field]),
    ...savingOf("agenda_item", id, field),
    canEdit: true,
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    onSave: (from: string | null, to: string | null) => editItem(id, field, from, to),
  });
  const own = row.minutes_planned;
  const lengths = own === null || LENGTHS.includes(own) ? LENGTHS : [own, ...LENGTHS];
  return (
    <dl class="facts">
      <EditableFact
        {...fact("title")}
        words={{
          label: t("field_agenda_title"),
          edit: t("edit_agenda_title"),
          save: t("save_agenda_title"),
        }}
        editor={{ kind: "line", most: NAME_MOST, required: true }}
      />
      <EditableFact
        {...fact("minutes_planned")}
        words={{
          label: t("field_minutes_planned"),
          edit: t("edit_minutes_planned"),
          save: t("save_minutes_planned"),
        }}
        {...(own === null ? {} : { shown: t("agenda_minutes", { count: own }) })}
        editor={{
          kind: "choice",
          options: [
            { value: "", word: t("not_stated") },
            ...lengths.map((length) => ({ value: String(length), word: formatNumber(length) })),
          ],
        }}
      />
      <Presenter node={node} canEdit />
      <EditableFact
        {...fact("note")}
        words={{
          label: t("field_item_note"),
          edit: t("edit_item_note"),
          save: t("save_item_note"),
        }}
        editor={{ kind: "text", most: MANDATE_MOST }}
      />
    </dl>
  );
}

/* What was agreed under an item, and one line to agree on more. */
function Drawn(props: {
  readonly meeting: Meeting;
  readonly node: AgendaNode;
  readonly isAdding: boolean;
}) {
  const { meeting, node, isAdding } = props;
  const { group_id, space_id } = meeting.row;
  const id = node.row.agenda_item_id;
  const drawn = drawnFrom(id)
    .map((one) => items.value.get(one))
    .filter((one) => one !== undefined);
  if (drawn.length === 0 && !isAdding) return null;
  return (
    <>
      {drawn.length === 0 ? null : (
        <ul class="plainrows drawn">
          {drawn.map((item) => (
            <li key={item.id}>
              <span>
                <Mark kind={markOf(item.row.state)} />{" "}
                <Link href={`/actions/${item.id}`}>
                  <Name>{item.name}</Name>
                </Link>
                <span class="stated">
                  {item.owner === "" ? t("item_unowned") : ownerName(item.row)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAdding ? (
        <AddLine
          label={t("agenda_draw", { number: node.number })}
          most={NAME_MOST}
          onAdd={async (title) =>
            takeRefusal(
              await createItem({
                title,
                board: group_id ?? "",
                isWithin: space_id === group_id,
                agenda_item_id: id,
              }),
            )
          }
        />
      ) : null}
    </>
  );
}

/** Whether I may enter an action item for whoever meets. */
const mayDraw = ({ id, row }: Meeting): boolean =>
  isRecorded(row.state) &&
  (row.group_id === null
    ? rightTo("run_meeting", "meeting", id).ok && may("add_coalition_item").value.ok
    : rightTo("add_action_item", "group", row.group_id).ok);

interface ItemProps {
  readonly meeting: Meeting;
  readonly nodes: readonly AgendaNode[];
  readonly node: AgendaNode;
  readonly canRun: boolean;
  readonly isOpen: boolean;
  readonly onOpen: (id: string | undefined) => void;
}

function AgendaItem({ meeting, nodes, node, canRun, isOpen, onOpen }: ItemProps) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [isAdding, setAdding] = useState(false);
  const { row, number, depth } = node;
  const id = row.agenda_item_id;
  const planned = minutesPlanned([node]);
  const canEdit = canRun && isAgendaOpen(meeting.row.state);
  return (
    <li class="agendaitem" data-depth={depth}>
      <div class="agendaline">
        <span class="no">{number}</span>
        <span>
          <Name>{row.title}</Name>
          {row.presenter_organization_id === null ? null : (
            <span class="stated">{nameOf(row.presenter_organization_id)}</span>
          )}
        </span>
        <span class="end">
          {planned === 0 ? null : (
            <span class="muted">{t("agenda_minutes", { count: planned })}</span>
          )}
          {mayDraw(meeting) ? (
            <button
              type="button"
              class="editbtn"
              aria-expanded={isAdding}
              aria-label={t("agenda_draw_named", { number })}
              onClick={() => setAdding(!isAdding)}
            >
              {t("agenda_draw_do")}
            </button>
          ) : null}
          {canEdit ? (
            <button
              type="button"
              class="editbtn"
              aria-expanded={isOpen}
              aria-label={t("agenda_change_named", { name: row.title })}
              onClick={() => onOpen(isOpen ? undefined : id)}
            >
              {t(isOpen ? "done_editing" : "change")}
            </button>
          ) : null}
        </span>
      </div>
      {isOpen && canEdit ? (
        <div class="agendaopen">
          <Moves nodes={nodes} node={node} onRefusal={setRefusal} />
          <Refusal words={refusal} />
          <ItemFacts node={node} />
        </div>
      ) : row.note === null ? null : (
        <p class="said small" dir="auto">
          {row.note}
        </p>
      )}
      <AboutItem item={row} isOpen={isOpen && canEdit} />
      <Minutes
        meeting={meeting}
        agenda_item_id={id}
        label={t("minutes_of", { number })}
        canRun={canRun}
      />
      <Drawn meeting={meeting} node={node} isAdding={isAdding} />
      <CommentsOfItem table="agenda_item" id={id} space_id={row.space_id} group_id={row.group_id} />
    </li>
  );
}

/** "85 of 120 minutes": what is planned beside what there is. */
function sumWords(meeting: Meeting, nodes: readonly AgendaNode[]): string | undefined {
  const planned = minutesPlanned(nodes);
  const span = spanOf(meeting.row);
  if (planned === 0) return undefined;
  if (span === undefined) return t("agenda_minutes", { count: planned });
  const minutes = Math.round((span.endMs - span.startMs) / 60_000);
  return t(planned > minutes ? "agenda_sum_over" : "agenda_sum", { planned, minutes });
}

export function Agenda({
  meeting,
  canRun,
}: {
  readonly meeting: Meeting;
  readonly canRun: boolean;
}) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const { id, row } = meeting;
  const nodes = agendaOf(id);
  const canEdit = canRun && isAgendaOpen(row.state);
  const sum = sumWords(meeting, nodes);
  const take = async (agenda_item_id: string) =>
    takeRefusal(
      await moveAgendaItem(agenda_item_id, { meeting_id: id, parent_id: null, before_id: null }),
    );
  return (
    <>
      <Section
        title={t("agenda_title")}
        end={sum === undefined ? undefined : <span class="muted">{sum}</span>}
      >
        {nodes.length === 0 ? <p class="small muted note">{t("agenda_empty")}</p> : null}
        <ol class="agenda">
          {flat(nodes).map((node) => (
            <AgendaItem
              key={node.row.agenda_item_id}
              meeting={meeting}
              nodes={nodes}
              node={node}
              canRun={canRun}
              isOpen={open === node.row.agenda_item_id}
              onOpen={setOpen}
            />
          ))}
        </ol>
        {canEdit ? (
          <AddLine
            label={t("agenda_another")}
            most={NAME_MOST}
            onAdd={async (title) => takeRefusal(await addAgendaItem({ meeting }, title))}
          />
        ) : null}
      </Section>
      <Minutes
        meeting={meeting}
        agenda_item_id={null}
        label={t("minutes_whole")}
        canRun={canRun}
        inSection
      />
      {canEdit ? <Backlog group_id={row.group_id} onTake={take} /> : null}
    </>
  );
}
