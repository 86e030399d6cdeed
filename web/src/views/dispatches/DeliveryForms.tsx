/*
 * What an organization writes about what has come to it: its own wording, what it does, what happened, why it
 * declines. What was typed stays in its field until the server has it; without a line it goes later.
 */
import { useState } from "preact/hooks";
import {
  Dialog,
  ErrorSummary,
  type FormProblem,
  Name,
  Refusal,
  SelectField,
  TextArea,
  TextField,
  Words,
} from "../../components";
import { formatNumber, type Key, language, t } from "../../i18n";
import { connection, dismiss, newId, type Outcome, type WireError } from "../../sync";
import type { Delivery, Dispatch } from "../model/deliveries";
import { nameOf } from "../model/directory";
import {
  actOn,
  decline,
  localise,
  passOn,
  report,
  type Written as WrittenWords,
} from "../model/dispatch_edits";
import { belowNow, notesOf } from "../model/dispatches";
import { isAlive, items } from "../model/items";
import { DISPATCH_MOST, LANGUAGE_MOST, PEOPLE_MOST } from "../model/limits";
import { refusalWords, takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { isSeenFrom } from "../model/spaces";

export interface DeedProps {
  readonly delivery: Delivery;
  readonly dispatch: Dispatch;
  readonly onClose: () => void;
}

const LABELS = {
  delivery_id: "delivery_title",
  text: "delivery_words",
  language: "proposal_language",
  people: "delivery_people",
  action_item_id: "delivery_item",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

/* What a code means here, where its sentence speaks of more than this. */
const MEANT = {
  "E_CLOSED delivery_id": "delivery_was_closed",
  "E_STATE delivery_id": "delivery_was_changed",
  "E_OUTSIDE action_item_id": "delivery_item_outside",
  "E_TOO_MANY delivery_note_id": "delivery_notes_most",
} as const satisfies Record<string, Key>;

/** What the server said, in the words of this room. */
export function deliveryRefusal(error: WireError): string {
  const meant = `${error.code} ${error.field}`;
  return meant in MEANT ? t(MEANT[meant as keyof typeof MEANT]) : refusalWords(error);
}

function problemOf(error: WireError): FormProblem {
  const field = error.field ?? "delivery_id";
  return problem(field in LABELS ? (field as Field) : "delivery_id", deliveryRefusal(error));
}

interface Draft {
  readonly text: string;
  readonly language: string;
  readonly people: string;
}

/* "" is not said; undefined is no number of people. */
function peopleOf(typed: string): number | null | undefined {
  const words = typed.trim();
  if (words === "") return null;
  return /^\d{1,10}$/.test(words) && Number(words) <= PEOPLE_MOST ? Number(words) : undefined;
}

const LINES = { text: DISPATCH_MOST, language: LANGUAGE_MOST } as const;

function problemsOf(draft: Draft): readonly FormProblem[] {
  const lines = Object.keys(LINES) as readonly (keyof typeof LINES)[];
  return [
    ...lines
      .filter((line) => draft[line].trim() === "")
      .map((line) => problem(line, t("E_REQUIRED"))),
    ...lines
      .filter((line) => [...draft[line].trim()].length > LINES[line])
      .map((line) => problem(line, t("E_TOO_LONG", { most: LINES[line] }))),
    ...(peopleOf(draft.people) === undefined
      ? [problem("people", t("delivery_people_number", { most: formatNumber(PEOPLE_MOST) }))]
      : []),
  ];
}

function useWriting(
  first: Pick<Draft, "text" | "language">,
  write: (words: WrittenWords, draft: Draft) => Promise<Outcome>,
  onClose: () => void,
) {
  const [draft, setDraft] = useState<Draft>({ ...first, people: "" });
  const [delivery_note_id] = useState(newId);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const run = async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0) return;
    const words = { delivery_note_id, text: draft.text.trim(), language: draft.language.trim() };
    const asked = write(words, draft);
    /* It is kept on the device and goes when there is a line. */
    if (connection.peek() === "offline") return onClose();
    const outcome = await asked;
    if (outcome.ok) return onClose();
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
  };
  const messageOf = (field: Field) => problems.find((one) => one.field === field)?.message;
  return { draft, set, problems, run, messageOf };
}

type Writing = ReturnType<typeof useWriting>;

function WordsFields({
  writing,
  label,
  hint,
}: {
  readonly writing: Writing;
  readonly label: Key;
  readonly hint: Key;
}) {
  const { draft, set, messageOf } = writing;
  return (
    <>
      <TextArea
        label={t(label)}
        value={draft.text}
        onInput={(text) => set({ text })}
        problem={messageOf("text")}
        hint={t(hint)}
      />
      <TextField
        label={t("proposal_language")}
        value={draft.language}
        onInput={(value) => set({ language: value })}
        problem={messageOf("language")}
        hint={t("hint_contribution_language")}
      />
    </>
  );
}

const here = () => ({ text: "", language: language.value });

/** Its own wording: begun from its latest, from what was handed to it, or from the original. */
export function Localise({ delivery, dispatch, onClose }: DeedProps) {
  const [latest] = useState(
    () =>
      notesOf(delivery.delivery_id, "wording")[0] ??
      notesOf(delivery.delivery_id, "received")[0] ??
      dispatch,
  );
  const { text, language: tongue } = latest;
  const write = (words: WrittenWords) => localise(delivery, words);
  const writing = useWriting({ text, language: tongue }, write, onClose);
  return (
    <Dialog
      wide
      title={t("delivery_localise_title")}
      onClose={onClose}
      act={{ word: t("delivery_localise_act"), run: writing.run }}
    >
      <ErrorSummary problems={writing.problems} />
      <WordsFields writing={writing} label="delivery_words" hint="hint_delivery_localise" />
    </Dialog>
  );
}

export function Report({ delivery, onClose }: DeedProps) {
  const write = (words: WrittenWords, { people }: Draft) =>
    report(delivery, words, peopleOf(people) ?? null);
  const writing = useWriting(here(), write, onClose);
  const { draft, set, messageOf } = writing;
  return (
    <Dialog
      wide
      title={t("delivery_report_title")}
      onClose={onClose}
      act={{ word: t("delivery_report_act"), run: writing.run }}
    >
      <ErrorSummary problems={writing.problems} />
      <WordsFields writing={writing} label="delivery_report_words" hint="hint_delivery_report" />
      <TextField
        label={t("delivery_people")}
        value={draft.people}
        onInput={(people) => set({ people })}
        problem={messageOf("people")}
        inputMode="numeric"
        hint={t("hint_delivery_people")}
      />
    </Dialog>
  );
}

export function Decline({ delivery, onClose }: DeedProps) {
  const [isTold, setTold] = useState(false);
  const write = (words: WrittenWords) => decline(delivery, words, isTold);
  const writing = useWriting(here(), write, onClose);
  const below = belowNow(delivery.organization_id).length;
  return (
    <Dialog
      wide
      title={t("delivery_decline_title")}
      onClose={onClose}
      act={{ word: t("delivery_decline_act"), run: writing.run }}
    >
      <ErrorSummary problems={writing.problems} />
      {below === 0 ? null : <p class="note">{t("delivery_decline_below", { count: below })}</p>}
      <WordsFields writing={writing} label="field_reason" hint="hint_delivery_decline" />
      <label class="tick">
        <input
          type="checkbox"
          checked={isTold}
          onChange={(event) => setTold(event.currentTarget.checked)}
        />
        <span>{t("delivery_decline_told")}</span>
      </label>
    </Dialog>
  );
}

/** What the organization does already and all may see, to be named as what it does about it. */
const actable = ({ organization_id, space_id }: Delivery) =>
  [...items.value.values()].filter(
    ({ row }) =>
      isAlive(row) &&
      row.owner_organization_id === organization_id &&
      isSeenFrom(space_id, row.space_id),
  );

export function Act({ delivery, onClose }: DeedProps) {
  const [chosen, setChosen] = useState("");
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const list = actable(delivery);
  const run = async () => {
    const asked = actOn(delivery, chosen === "" ? null : chosen);
    if (connection.peek() === "offline") return onClose();
    const outcome = await asked;
    if (outcome.ok) return onClose();
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
  };
  return (
    <Dialog
      title={t("delivery_act_title")}
      onClose={onClose}
      act={{ word: t("delivery_act_act"), run }}
    >
      <ErrorSummary problems={problems} />
      <p class="note">{t("delivery_act_words")}</p>
      {list.length === 0 ? (
        <p class="small muted note">{t("delivery_item_none")}</p>
      ) : (
        <SelectField
          label={t("delivery_item")}
          value={chosen}
          options={[
            { value: "", word: t("delivery_item_unsaid") },
            ...list.map(({ id, name }) => ({ value: id, word: name })),
          ]}
          onInput={setChosen}
          problem={problems[0]?.message}
          hint={t("hint_delivery_item")}
        />
      )}
    </Dialog>
  );
}

/** To whom it goes, and in whose words. */
export function PassOn({ delivery, onClose }: DeedProps) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const below = belowNow(delivery.organization_id);
  const hasOwn = notesOf(delivery.delivery_id, "wording").length > 0;
  const run = async () => {
    const outcome = await passOn(delivery);
    const words = outcome.ok ? undefined : deliveryRefusal(outcome.error);
    takeRefusal(outcome);
    setRefusal(words);
    if (words === undefined) onClose();
  };
  return (
    <Dialog
      title={<Words k="delivery_pass_on_title" values={{ count: below.length }} />}
      onClose={onClose}
      act={{ word: t("delivery_pass_on_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t(hasOwn ? "delivery_pass_on_own" : "delivery_pass_on_original")}</p>
      <ul class="names">
        {below.map((id) => (
          <li key={id}>
            <Name>{nameOf(id)}</Name>
          </li>
        ))}
      </ul>
      <Refusal words={refusal} />
    </Dialog>
  );
}
