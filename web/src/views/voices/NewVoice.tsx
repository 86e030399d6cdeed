/*
 * Giving a voice: what is told, and how far that may go, the narrowest first. Before it is given one sees
 * what one's organization will read of it. Enter keeps a draft: nothing leaves without the press of its
 * own button.
 */
import { useState } from "preact/hooks";
import {
  Choice,
  Dots,
  type FormProblem,
  FuzzyDate,
  type FuzzyDraft,
  fromDraft,
  Link,
  Name,
  PageHead,
  Section,
  SelectField,
  TextArea,
  TextField,
  toDraft,
  useStillHere,
} from "../../components";
import { type Key, language, t } from "../../i18n";
import { navigate } from "../../router";
import { connection, dismiss, may, newId, type Outcome, viewer, type WireError } from "../../sync";
import { CreateForm } from "../CreateForm";
import { languageWord } from "../model/languages";
import { LANGUAGE_MOST, NAME_MOST, VOICE_MOST } from "../model/limits";
import { myBelongings } from "../model/me";
import { refusalWords } from "../model/refusals";
import { atStart } from "../model/vocabulary";
import { giveVoice, saveVoice, type VoiceFacts } from "../model/voice_edits";
import {
  type Attribution,
  attributions,
  bodyOf,
  quotedOptions,
  toldOf,
  toldOn,
  voiceKinds,
  voiceKindWord,
  type Width,
  widths,
} from "../model/voice_words";
import { ByFact, Text } from "./VoiceWords";

interface Draft {
  readonly kind: VoiceFacts["kind"];
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly theme: string;
  readonly concerns: string;
  readonly place: string;
  readonly max_space: Width;
  readonly attribution: Attribution;
  readonly may_be_quoted: "0" | "1";
  readonly hasUntil: boolean;
  readonly until: FuzzyDraft;
  readonly explained_in: string;
}

const emptyDraft = (): Draft => ({
  kind: "testimony",
  title: "",
  text: "",
  language: language.value,
  theme: "",
  concerns: "",
  place: "",
  max_space: "organization",
  attribution: "anonymous",
  may_be_quoted: "0",
  hasUntil: false,
  until: toDraft(null),
  explained_in: "",
});

const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());

const factsOf = (draft: Draft): VoiceFacts => ({
  kind: draft.kind,
  title: draft.title.trim(),
  text: draft.text.trim(),
  language: draft.language.trim(),
  theme: orNull(draft.theme),
  concerns: orNull(draft.concerns),
  place: orNull(draft.place),
  attribution: draft.attribution,
  max_space: draft.max_space,
  may_be_quoted: Number(draft.may_be_quoted),
  allowed_until: draft.hasUntil ? (fromDraft(draft.until) ?? null) : null,
  explained_in: orNull(draft.explained_in),
});

/* ---- what is wrong ---- */

const LABELS = {
  kind: "field_kind",
  title: "contribution_title",
  text: "contribution_text",
  language: "contribution_language",
  theme: "contribution_theme",
  concerns: "contribution_concerns",
  place: "field_place",
  max_space: "contribution_max_space",
  count_up_to: "contribution_max_space",
  attribution: "contribution_attribution",
  may_be_quoted: "contribution_quoted",
  allowed_until: "contribution_until",
  explained_in: "contribution_explained",
} as const satisfies Record<string, Key>;
type Field = keyof typeof LABELS;

const MOST = {
  title: NAME_MOST,
  text: VOICE_MOST,
  language: LANGUAGE_MOST,
  theme: NAME_MOST,
  concerns: NAME_MOST,
  place: NAME_MOST,
  explained_in: NAME_MOST,
} as const satisfies Partial<Record<Field, number>>;
type Line = keyof typeof MOST;

const problem = (field: Field, message: string): FormProblem => ({
  field,
  label: t(LABELS[field]),
  message,
});

const lengthOf = (text: string): number => [...text.trim()].length;

function problemsOf(draft: Draft): readonly FormProblem[] {
  const needed = (["title", "text", "language"] as const).filter(
    (field) => draft[field].trim() === "",
  );
  const tooLong = (Object.keys(MOST) as Line[]).filter(
    (field) => lengthOf(draft[field]) > MOST[field],
  );
  return [
    ...needed.map((field) => problem(field, t("E_REQUIRED"))),
    ...tooLong.map((field) => problem(field, t("E_TOO_LONG", { most: MOST[field] }))),
    ...(draft.hasUntil && fromDraft(draft.until) === undefined
      ? [problem("allowed_until", t("E_DATE"))]
      : []),
  ];
}

function problemOf(error: WireError): FormProblem {
  const field = error.field ?? "title";
  return problem(field in LABELS ? (field as Field) : "title", refusalWords(error));
}

/* ---- keeping and giving it ---- */

function useCreation() {
  const [draft, setDraft] = useState<Draft>(emptyDraft);
  const [id] = useState(newId);
  /* What the server has of it, where only the giving was refused. */
  const [written, setWritten] = useState<VoiceFacts | undefined>(undefined);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const isHere = useStillHere();
  /** Whether one goes on from it; a refusal leaves the form as it is. */
  const isDone = async (asked: Promise<Outcome> | undefined): Promise<boolean> => {
    const outcome = await asked;
    if (!isHere()) return false;
    if (outcome === undefined || outcome.ok) return true;
    dismiss(outcome.command_id);
    setProblems([problemOf(outcome.error)]);
    return false;
  };
  const send = async (isGiven: boolean) => {
    const facts = factsOf(draft);
    const saving = saveVoice(id, facts, written);
    if (connection.peek() === "offline") {
      /* Both are kept on the device and go when there is a line. */
      if (isGiven) void giveVoice(id, undefined);
      return navigate(`/voices/${id}`);
    }
    if (!(await isDone(saving))) return;
    setWritten(facts);
    if (isGiven && !(await isDone(giveVoice(id, undefined)))) return;
    navigate(`/voices/${id}`);
  };
  const submit = (isGiven: boolean) => async () => {
    const found = problemsOf(draft);
    setProblems(found);
    if (found.length > 0 || busy) return;
    setBusy(true);
    await send(isGiven);
    if (isHere()) setBusy(false);
  };
  return {
    ...{ draft, setDraft, problems },
    ...{ keep: submit(false), give: submit(true) },
    reason: busy ? t("saving") : undefined,
  };
}

/* ---- the form ---- */

interface PartProps {
  readonly draft: Draft;
  readonly set: (more: Partial<Draft>) => void;
  readonly messageOf: (...fields: Field[]) => string | undefined;
}

function OneLine(
  props: PartProps & { readonly field: Exclude<Line, "text">; readonly hint?: string },
) {
  const { draft, set, messageOf, field, hint } = props;
  return (
    <TextField
      label={t(LABELS[field])}
      value={draft[field]}
      onInput={(value) => set({ [field]: value })}
      problem={messageOf(field)}
      hint={hint}
    />
  );
}

const WhatIsTold = (part: PartProps) => (
  <>
    <SelectField
      label={t("field_kind")}
      value={part.draft.kind}
      options={voiceKinds()}
      onInput={(kind) => part.set({ kind: kind as Draft["kind"] })}
    />
    <OneLine {...part} field="title" />
    <TextArea
      label={t("contribution_text")}
      value={part.draft.text}
      onInput={(text) => part.set({ text })}
      problem={part.messageOf("text")}
      hint={t("hint_contribution_text", { written: lengthOf(part.draft.text), most: VOICE_MOST })}
    />
    <OneLine {...part} field="language" hint={t("hint_contribution_language")} />
    <OneLine {...part} field="theme" />
    <OneLine {...part} field="concerns" hint={t("hint_contribution_concerns")} />
    <OneLine {...part} field="place" hint={t("hint_contribution_place")} />
  </>
);

const WIDTH_HINT = {
  person: undefined,
  organization: "hint_width_organization",
  group: "hint_width_group",
  coalition: "hint_width_coalition",
  public: "hint_width_public",
} as const satisfies Record<Width, Key | undefined>;

const ATTRIBUTION_HINT = {
  anonymous: "hint_attribution_anonymous",
  organization: "hint_attribution_organization",
  role: "hint_attribution_role",
  named: "hint_attribution_named",
} as const satisfies Record<Attribution, Key>;

interface RadiosProps<V extends string> {
  readonly field: Field;
  readonly chosen: V;
  readonly options: readonly { readonly value: string; readonly word: string }[];
  readonly hints: Readonly<Record<V, Key | undefined>>;
  readonly onChoose: (value: V) => void;
  readonly problem: string | undefined;
}

function Radios<V extends string>(props: RadiosProps<V>) {
  const { field, chosen, options, hints, onChoose, problem: message } = props;
  return (
    <fieldset class="field">
      <legend>{t(LABELS[field])}</legend>
      {options.map(({ value, word }) => {
        const hint = hints[value as V];
        return (
          <Choice
            key={value}
            name={field}
            value={value}
            chosen={chosen}
            onChoose={(next) => onChoose(next as V)}
            hint={hint === undefined ? undefined : t(hint)}
          >
            {atStart(word)}
          </Choice>
        );
      })}
      {message === undefined ? null : (
        <p class="fielderr">{t("field_error", { field: t(LABELS[field]), message })}</p>
      )}
    </fieldset>
  );
}

function Until({ draft, set, messageOf }: PartProps) {
  return (
    <fieldset class="field">
      <legend>{t("contribution_until")}</legend>
      {([false, true] as const).map((hasUntil) => (
        <Choice
          key={String(hasUntil)}
          name="until"
          value={String(hasUntil)}
          chosen={String(draft.hasUntil)}
          onChoose={() => set({ hasUntil })}
        >
          {atStart(t(hasUntil ? "contribution_until_stated" : "contribution_until_taken_back"))}
        </Choice>
      ))}
      {draft.hasUntil ? (
        <FuzzyDate
          draft={draft.until}
          onChange={(until) => set({ until })}
          invalid={messageOf("allowed_until") !== undefined}
        />
      ) : null}
    </fieldset>
  );
}

const WhatIsAllowed = (part: PartProps) => (
  <>
    <Radios
      field="max_space"
      chosen={part.draft.max_space}
      options={widths()}
      hints={WIDTH_HINT}
      onChoose={(max_space) => part.set({ max_space })}
      problem={part.messageOf("max_space", "count_up_to")}
    />
    <Radios
      field="attribution"
      chosen={part.draft.attribution}
      options={attributions()}
      hints={ATTRIBUTION_HINT}
      onChoose={(attribution) => part.set({ attribution })}
      problem={part.messageOf("attribution")}
    />
    <Radios
      field="may_be_quoted"
      chosen={part.draft.may_be_quoted}
      options={quotedOptions()}
      hints={{ 0: undefined, 1: "hint_contribution_quoted" }}
      onChoose={(may_be_quoted) => part.set({ may_be_quoted })}
      problem={part.messageOf("may_be_quoted")}
    />
    <Until {...part} />
    <OneLine {...part} field="explained_in" hint={t("hint_contribution_explained")} />
    <p class="small muted note">{t("contribution_if_taken_back")}</p>
  </>
);

const FactLine = ({ label, value }: { readonly label: string; readonly value: string | null }) =>
  value === null || value === "" ? null : (
    <div>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  );

/** The edition as it will be, with all that it tells of its author. */
function Preview({ draft, organization_id }: { readonly draft: Draft; organization_id: string }) {
  const facts = factsOf(draft);
  const told = toldOf(facts, organization_id);
  return (
    <Section
      title={t("contribution_preview", { organization: bodyOf(organization_id) })}
      class="block-s"
    >
      <p class="kicker note">
        <Dots>
          {[
            atStart(voiceKindWord(facts.kind)),
            facts.theme === null ? "" : <Name key="theme">{facts.theme}</Name>,
            toldOn(told.given_on),
          ]}
        </Dots>
      </p>
      {facts.title === "" ? null : (
        <p>
          <b>
            <bdi>{facts.title}</bdi>
          </b>
        </p>
      )}
      {facts.text === "" ? null : <Text text={facts.text} language={facts.language} />}
      <dl class="facts">
        <ByFact told={told} />
        <FactLine label={t("contribution_concerns")} value={facts.concerns} />
        <FactLine label={t("field_place")} value={facts.place} />
        <FactLine
          label={t("contribution_language")}
          value={facts.language === "" ? null : languageWord(facts.language)}
        />
        <FactLine label={t("contribution_explained")} value={facts.explained_in} />
      </dl>
      <p class="small muted note">{t("contribution_preview_words")}</p>
    </Section>
  );
}

function Form({ organization_id }: { readonly organization_id: string }) {
  const { draft, setDraft, problems, keep, give, reason } = useCreation();
  const part: PartProps = {
    draft,
    set: (more) => setDraft({ ...draft, ...more }),
    messageOf: (...fields) => problems.find((one) => fields.includes(one.field as Field))?.message,
  };
  return (
    <CreateForm
      problems={problems}
      onSubmit={keep}
      word={t("contribution_keep_do")}
      reason={reason}
      further={{
        word: t("contribution_give_do", { organization: bodyOf(organization_id) }),
        run: give,
      }}
      back="/voices"
    >
      <WhatIsTold {...part} />
      <WhatIsAllowed {...part} />
      <Preview draft={draft} organization_id={organization_id} />
    </CreateForm>
  );
}

/** Who acts for no organization has nobody to give a voice to. */
const ForNobody = () => (
  <>
    <p class="lede">{t("contribution_no_organization")}</p>
    {myBelongings.value.length === 0 ? null : (
      <p>
        <Link href="/me">{t("contribution_acting_first")}</Link>
      </p>
    )}
  </>
);

export function NewVoice() {
  const { acting_for } = viewer.value;
  const isMay = may("write_voice").value.ok && acting_for !== null;
  return (
    <>
      <PageHead
        title={t("contribution_new_title")}
        back={{ href: "/voices", word: t("room_voices") }}
      />
      {isMay ? <Form key={acting_for} organization_id={acting_for} /> : <ForNobody />}
    </>
  );
}
