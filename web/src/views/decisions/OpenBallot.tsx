/*
 * Opening a ballot: how it is decided, what is told of who chose what, when it closes, and to how many it
 * goes. What cannot be opened now says from when on it can.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  Dialog,
  ErrorSummary,
  type FormProblem,
  SelectField,
  TextArea,
  TimeField,
  Words,
} from "../../components";
import { instantIn, type Key, t } from "../../i18n";
import { dismiss, newId, type WireError } from "../../sync";
import { askedBy, Readings, type WhenDraft, zoneOptions } from "../meetings/WhenFields";
import { openBallot } from "../model/decision_edits";
import { bodyWord, confidentialities, occasionWord } from "../model/decision_words";
import { type Matter, type Next, nextOf, type Occasion, rollNow } from "../model/decisions";
import { MANDATE_MOST } from "../model/limits";
import { myZone } from "../model/meetings";
import { refusalWords } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { atStart } from "../model/vocabulary";

type Confidentiality = "sealed" | "secret";

interface Draft {
  readonly occasion: Occasion;
  readonly confidentiality: Confidentiality;
  readonly closes: string;
  readonly zone: string;
  readonly asked?: WhenDraft["asked"];
  readonly reading?: WhenDraft["reading"];
  readonly closesEarly: boolean;
  readonly reason: string;
}

const LABELS = {
  occasion: "ballot_occasion",
  confidentiality: "ballot_confidentiality",
  closes_local: "ballot_closes",
  zone: "field_zone",
  reason: "ballot_reason_again",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

function problemsOf(draft: Draft, next: Next): readonly FormProblem[] {
  const reason = draft.reason.trim();
  const isUnread = draft.asked !== undefined && draft.reading === undefined;
  return [
    ...(draft.closes === "" ? [problem("closes_local", t("E_REQUIRED"))] : []),
    ...(isUnread ? [problem("closes_local", t("E_LOCAL_TIME"))] : []),
    ...(next.needsReason && reason === "" ? [problem("reason", t("E_REQUIRED"))] : []),
    ...([...reason].length > MANDATE_MOST
      ? [problem("reason", t("E_TOO_LONG", { most: MANDATE_MOST }))]
      : []),
  ];
}

function problemOf(error: WireError): FormProblem {
  const { earliest } = error.arguments;
  if (error.code === "E_ORDER") return problem("closes_local", t("ballot_closes_order"));
  if (error.code === "E_STALE") return problem("occasion", t("ballot_open_stale"));
  if (error.code === "E_FALLBACK_TOO_EARLY" && typeof earliest === "number") {
    const time = instantIn(myZone(), earliest);
    return problem("occasion", t("ballot_fallback_from", { time }));
  }
  const field = error.field ?? "occasion";
  return problem(field in LABELS ? (field as Field) : "occasion", refusalWords(error));
}

const HINT = {
  consensus: "hint_occasion_consensus",
  vote: "hint_occasion_vote",
  fallback: "hint_occasion_fallback",
} as const satisfies Record<Occasion, Key>;

const CONFIDENTIALITY_HINT = {
  sealed: "hint_confidentiality_sealed",
  secret: "hint_confidentiality_secret",
} as const satisfies Record<Confidentiality, Key>;

/** From when on the fallback vote is possible, where that is still ahead. */
export function fallbackAhead({ fallbackAtMs }: Next): string | undefined {
  return fallbackAtMs === undefined || fallbackAtMs <= Date.now()
    ? undefined
    : t("ballot_fallback_from", { time: instantIn(myZone(), fallbackAtMs) });
}

interface PartProps {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
  readonly messageOf: (field: Field) => string | undefined;
}

function Radios<V extends string>(props: {
  readonly field: "occasion" | "confidentiality";
  readonly chosen: V;
  readonly options: readonly { readonly value: V; readonly word: string }[];
  readonly hints: Readonly<Record<V, Key>>;
  readonly onChoose: (value: V) => void;
}) {
  const { field, chosen, options, hints, onChoose } = props;
  return (
    <fieldset class="field">
      <legend>{t(LABELS[field])}</legend>
      {options.map(({ value, word }) => (
        <Choice
          key={value}
          name={field}
          value={value}
          chosen={chosen}
          onChoose={(next) => onChoose(next as V)}
          hint={t(hints[value])}
        >
          {atStart(word)}
        </Choice>
      ))}
    </fieldset>
  );
}

function Closing({ draft, set, messageOf }: PartProps) {
  const { asked, reading, zone } = draft;
  return (
    <>
      <TimeField
        label={t("ballot_closes")}
        value={draft.closes}
        onInput={(closes) => set({ closes, asked: undefined, reading: undefined })}
        problem={messageOf("closes_local")}
      />
      {asked === undefined ? null : (
        <Readings
          asked={asked}
          reading={reading}
          zone={zone}
          onChoose={(next) => set({ reading: next })}
        />
      )}
      <SelectField
        label={t("field_zone")}
        value={zone}
        options={zoneOptions(zone)}
        onInput={(next) => set({ zone: next, asked: undefined, reading: undefined })}
        problem={messageOf("zone")}
        hint={t("hint_ballot_zone")}
      />
      <label class="tick">
        <input
          type="checkbox"
          checked={draft.closesEarly}
          onChange={(event) => set({ closesEarly: event.currentTarget.checked })}
        />
        <span>{t("ballot_closes_early")}</span>
      </label>
    </>
  );
}

function useOpening(matter: Matter, next: Next, onClose: () => void) {
  const [draft, setDraft] = useState<Draft>({
    occasion: next.occasions[0] ?? "consensus",
    confidentiality: "sealed",
    closes: "",
    zone: myZone(),
    closesEarly: false,
    reason: "",
  });
  const [id] = useState(newId);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const set = (more: Partial<Draft>) => setDraft({ ...draft, ...more });
  const run = async () => {
    const found = problemsOf(draft, next);
    setProblems(found);
    if (found.length > 0) return;
    const reason = draft.reason.trim();
    const outcome = await openBallot({
      ballot_id: id,
      proposal_id: matter.id,
      version: matter.row.version,
      occasion: draft.occasion,
      confidentiality: draft.confidentiality,
      closes_local: draft.closes,
      zone: draft.zone,
      closes_early: Number(draft.closesEarly),
      ...(draft.reading === undefined ? {} : { reading: draft.reading }),
      ...(next.needsReason && reason !== "" ? { reason } : {}),
    });
    if (outcome.ok) return onClose();
    dismiss(outcome.command_id);
    const asked = askedBy(outcome.error);
    if (asked) set({ asked });
    setProblems([problemOf(outcome.error)]);
  };
  return { draft, set, problems, run };
}

export function OpenBallot({ matter, onClose }: { readonly matter: Matter; onClose: () => void }) {
  /* What was possible when it was opened: others may be faster, and the server says so. */
  const [next] = useState(() => nextOf(matter));
  const { draft, set, problems, run } = useOpening(matter, next, onClose);
  const messageOf = (field: Field) => problems.find((one) => one.field === field)?.message;
  const roll = rollNow(matter.row.group_id);
  return (
    <Dialog
      wide
      title={<Words k="ballot_open_title" parts={{ name: <bdi>{matter.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("ballot_open_act"), run, reason: needsConnection() }}
    >
      <ErrorSummary problems={problems} />
      <p class="note">
        <Words
          k="ballot_open_to"
          values={{ count: roll, version: matter.row.version }}
          parts={{ body: <bdi>{bodyWord(matter.row.group_id)}</bdi> }}
        />
      </p>
      <Radios
        field="occasion"
        chosen={draft.occasion}
        options={next.occasions.map((value) => ({ value, word: occasionWord(value) }))}
        hints={HINT}
        onChoose={(occasion) => set({ occasion })}
      />
      {next.needsReason ? (
        <TextArea
          label={t("ballot_reason_again")}
          value={draft.reason}
          onInput={(reason) => set({ reason })}
          problem={messageOf("reason")}
          hint={t("hint_ballot_reason_again")}
        />
      ) : null}
      <Radios
        field="confidentiality"
        chosen={draft.confidentiality}
        options={confidentialities().map(({ value, word }) => ({
          value: value as Confidentiality,
          word,
        }))}
        hints={CONFIDENTIALITY_HINT}
        onChoose={(confidentiality) => set({ confidentiality })}
      />
      <Closing draft={draft} set={set} messageOf={messageOf} />
    </Dialog>
  );
}
