/*
 * One line of the outline: what it says, and opened its fields, the ways to move it and to take it away.
 */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import {
  announce,
  Button,
  EditableFact,
  type FactWords,
  Mark,
  type MarkKind,
  Refusal,
  type SaveResult,
  useHeld,
} from "../../components";
import { t } from "../../i18n";
import type { Outcome } from "../../sync";
import { CommentsOpened, CommentsOpener } from "../comments/Comments";
import { savingOf } from "../model/edits";
import { NAME_MOST } from "../model/limits";
import type { Plan, PlanTree } from "../model/plan";
import { takeRefusal } from "../model/refusals";
import type { useDragging } from "./dragging";
import { weightOptions, weightWord } from "./words";

/** One place more that a line may go to: the end of another list. */
interface Elsewhere {
  readonly id: string;
  readonly name: string;
  readonly go: () => Promise<Outcome>;
}

export interface LineOf {
  readonly kind: "goal" | "objective" | "milestone";
  readonly id: string;
  readonly name: string;
  /** How many stand beside it, and which of them it is. */
  readonly at: number;
  readonly count: number;
  /** Moves it to a place among the others. */
  readonly moveTo: (at: number) => Promise<Outcome>;
  readonly elsewhere: readonly Elsewhere[];
  /** Takes it away; undefined: not while something is in it. */
  readonly remove: (() => Promise<Outcome>) | undefined;
}

const steps = (line: LineOf) =>
  [
    ["up", t("agenda_up"), line.at - 1],
    ["down", t("agenda_down"), line.at + 1],
  ] as const;

const domId = (id: string): string => `line-${id}`;

/** The line at a place of the page, which an address leads to. */
export const idOfPlace = (place: string): string | undefined => /^line-(.+)$/.exec(place)?.[1];

/** The focus goes with what was moved. */
function follow(id: string, step: string): void {
  requestAnimationFrame(() => {
    const line = document.getElementById(domId(id));
    const wanted = line?.querySelector<HTMLElement>(`[data-step="${step}"]:not([disabled])`);
    (wanted ?? line?.querySelector<HTMLElement>("[data-step]:not([disabled])"))?.focus();
  });
}

function Moves(props: {
  readonly line: LineOf;
  readonly onRefusal: (words: string | undefined) => void;
}) {
  const { line, onRefusal } = props;
  const run = async (moving: Promise<Outcome>, at: number) => {
    const words = takeRefusal(await moving);
    onRefusal(words);
    if (words === undefined) {
      announce(t("plan_moved", { name: line.name, place: at + 1, count: line.count }));
    }
  };
  const step = (name: string, at: number) => {
    void run(line.moveTo(at), at);
    follow(line.id, name);
  };
  return (
    <div class="btns block-s">
      {steps(line).map(([name, word, at]) => (
        <button
          key={name}
          type="button"
          class="btn"
          data-step={name}
          disabled={at < 0 || at >= line.count}
          aria-label={t("plan_step_named", { step: word, name: line.name })}
          onClick={() => step(name, at)}
        >
          {word}
        </button>
      ))}
      {line.elsewhere.length === 0 ? null : (
        <label class="chip">
          <span class="vh">{t("plan_move_to_label", { name: line.name })}</span>
          <select
            value=""
            onChange={(event) => {
              const place = line.elsewhere.find(({ id }) => id === event.currentTarget.value);
              if (place) void place.go().then((one) => onRefusal(takeRefusal(one)));
            }}
          >
            <option value="">{t("plan_move_to")}</option>
            {line.elsewhere.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {line.remove === undefined ? null : (
        <Button
          look="plain"
          label={t("remove_named", { name: line.name })}
          onClick={() => void line.remove?.().then((one) => onRefusal(takeRefusal(one)))}
        >
          {t("remove")}
        </Button>
      )}
    </div>
  );
}

/* ---- a line ---- */

export interface Outline {
  readonly plan: Plan;
  readonly tree: PlanTree;
  readonly now: number;
  readonly canEdit: boolean;
  /** The line somebody came for, by a link. */
  readonly asked: string | undefined;
  readonly open: string | undefined;
  readonly setOpen: (id: string | undefined) => void;
  readonly drag: ReturnType<typeof useDragging>;
}

/* What is said of a line that has no page of its own: opened also for who came for it, by a link. */
function useTalk(outline: Outline, line: LineOf) {
  const isAsked = outline.asked === line.id;
  const isTalk = useHeld(`talk ${line.id}`, () => false);
  useEffect(() => {
    if (!isAsked) return;
    isTalk.value = true;
    const place = document.getElementById(domId(line.id));
    if (!place) return;
    place.tabIndex = -1;
    place.scrollIntoView({ block: "start" });
    place.focus({ preventScroll: true });
  }, [isAsked, isTalk, line.id]);
  const { space_id, group_id } = outline.plan.row;
  const talk =
    line.kind === "milestone"
      ? undefined
      : { table: line.kind, id: line.id, space_id, group_id, isOpen: isTalk.value };
  return { isTalk, talk };
}

export function Line(props: {
  readonly outline: Outline;
  readonly line: LineOf;
  readonly mark: MarkKind;
  readonly title: ComponentChildren;
  readonly about: ComponentChildren;
  readonly end: string;
  readonly facts: ComponentChildren;
}) {
  const { outline, line } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const isOpen = outline.open === line.id;
  const { canEdit, drag } = outline;
  const { isTalk, talk } = useTalk(outline, line);
  return (
    <div
      id={domId(line.id)}
      class={`outline-line ${line.kind}${drag.lookOf(line.id)}`}
      {...(canEdit ? drag.over(line.id) : {})}
    >
      <div class="outline-row">
        {canEdit ? (
          <span class="grip" aria-hidden="true" draggable {...drag.grip(line.id)} />
        ) : (
          <Mark kind={props.mark} />
        )}
        <span class="what">
          {props.title} <span class="muted small">{props.about}</span>
        </span>
        <span class="small muted share">{props.end}</span>
        {talk === undefined ? null : (
          <CommentsOpener
            {...talk}
            isQuiet={canEdit && !isOpen}
            onToggle={() => {
              isTalk.value = !isTalk.value;
            }}
          />
        )}
        {canEdit ? (
          <button
            type="button"
            class="editbtn"
            aria-expanded={isOpen}
            aria-label={t("edit_named_line", { name: line.name })}
            onClick={() => outline.setOpen(isOpen ? undefined : line.id)}
          >
            {t(isOpen ? "close_dialog" : "edit")}
          </button>
        ) : null}
      </div>
      {isOpen && canEdit ? (
        <div class="outline-open">
          <dl class="facts">{props.facts}</dl>
          <Moves line={line} onRefusal={setRefusal} />
        </div>
      ) : null}
      <Refusal words={refusal} />
      {talk === undefined ? null : <CommentsOpened {...talk} />}
    </div>
  );
}

/* ---- its fields ---- */

export type Save = (from: string | null, to: string | null) => Promise<SaveResult>;

const weightWords = (): FactWords => ({
  label: t("field_weight"),
  edit: t("edit_weight"),
  save: t("save_weight"),
});

const nameWords = (): FactWords => ({
  label: t("field_line_name"),
  edit: t("edit_line_name"),
  save: t("save_line_name"),
});

/** One field of a line is open at a time, also after another has moved the line. */
function useDoor(id: string) {
  const open = useHeld<string | undefined>(`${id} open`, () => undefined);
  return (field: string) => ({
    canEdit: true,
    open: open.value === field,
    held: `${id} ${field}`,
    onOpen: () => {
      open.value = field;
    },
    onClose: () => {
      open.value = undefined;
    },
  });
}

export function NameAndWeight(props: {
  readonly table: "goal" | "objective" | "milestone";
  readonly id: string;
  readonly row: { readonly name: string; readonly weight: number };
  readonly save: (field: "name" | "weight") => Save;
  readonly children?: ComponentChildren;
}) {
  const { table, id, row, save } = props;
  const door = useDoor(id);
  return (
    <>
      <EditableFact
        words={nameWords()}
        value={row.name}
        editor={{ kind: "line", most: NAME_MOST, required: true }}
        {...savingOf(table, id, "name")}
        {...door("name")}
        onSave={save("name")}
      />
      {props.children}
      <EditableFact
        words={weightWords()}
        value={String(row.weight)}
        shown={weightWord(row.weight)}
        editor={{
          kind: "choice",
          options: weightOptions(),
        }}
        {...savingOf(table, id, "weight")}
        {...door("weight")}
        onSave={save("weight")}
      />
    </>
  );
}

export function DateFact(props: {
  readonly words: FactWords;
  readonly table: "objective" | "milestone";
  readonly id: string;
  readonly column: "starts_on" | "ends_on" | "due_on";
  readonly value: string | null;
  readonly onSave: Save;
}) {
  const { table, id, column, value, words, onSave } = props;
  const door = useDoor(id);
  const saving = savingOf(table as "milestone", id, column as "due_on");
  return (
    <EditableFact
      words={words}
      value={value}
      editor={{ kind: "date" }}
      {...saving}
      {...door(column)}
      onSave={onSave}
    />
  );
}
