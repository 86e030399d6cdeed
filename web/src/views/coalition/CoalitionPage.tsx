/*
 * What the coalition is, for everybody to read: its name, its languages, its rules as sentences with
 * its own numbers, and its charter. Staff set it up here.
 */
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  EditableFact,
  FuzzyDate,
  fromDraft,
  Link,
  Name,
  PageHead,
  Refusal,
  type SaveResult,
  Section,
  SelectField,
  TextArea,
  TextField,
  toDraft,
  Words,
} from "../../components";
import { fuzzyDate, type Key, t } from "../../i18n";
import { connection, newId, type RowOf, rows, send } from "../../sync";
import { Changes } from "../history/Changes";
import {
  type CharterLanguage,
  type Charter as CharterRow,
  charters,
  missingLanguages,
  translateCharter,
  wordingsOf,
} from "../model/charter";
import { coalition, rootId } from "../model/directory";
import { savingOf } from "../model/edits";
import { NAME_MOST } from "../model/limits";
import { takeRefusal, toSaveResult } from "../model/refusals";
import { needsConnection, rightTo, WhoCan } from "../model/rights";
import {
  baseWord,
  neededOf,
  type RuleBase,
  type RuleKind,
  rollCount,
  type Share,
  shareWords,
} from "../model/rules";
import { LANGUAGE_NAMES, languages } from "../model/vocabulary";
import { NotHere } from "../NotHere";

type Coalition = RowOf<"coalition">;

/* ---- facts ---- */

async function editName(row: Coalition, from: string | null, to: string | null) {
  const { coalition_id } = row;
  const edit = { coalition_id, name: { from: from ?? "", to: to ?? "" } };
  return toSaveResult(await send("coalition.edit", edit));
}

async function editLanguage(
  row: Coalition,
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const { coalition_id } = row;
  const edit = {
    from: from as Coalition["default_language"],
    to: to as Coalition["default_language"],
  };
  return toSaveResult(await send("coalition.edit", { coalition_id, default_language: edit }));
}

const used = (): readonly RowOf<"coalition_language">[] =>
  [...rows("coalition_language").value.values()].sort((a, b) => a.rank - b.rank);

function Languages({ row, canEdit }: { readonly row: Coalition; readonly canEdit: boolean }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const list = used();
  const free = languages().filter(({ value }) => !list.some((one) => one.language === value));
  const { coalition_id } = row;
  const add = async (language: string) => {
    const coalition_language_id = newId();
    setRefusal(
      takeRefusal(
        await send("coalition.language_add", {
          coalition_id,
          coalition_language_id,
          language: language as Coalition["default_language"],
        }),
      ),
    );
  };
  const remove = async (coalition_language_id: string) =>
    setRefusal(takeRefusal(await send("coalition.language_remove", { coalition_language_id })));
  return (
    <Section title={t("coalition_languages")} count={list.length}>
      <ul class="plainrows">
        {list.map((one) => (
          <li key={one.coalition_language_id}>
            <span>
              <Name lang={one.language}>{LANGUAGE_NAMES[one.language]}</Name>
            </span>
            <span class="end">
              {one.language === row.default_language ? (
                t("language_default")
              ) : canEdit ? (
                <button
                  type="button"
                  class="editbtn"
                  disabled={needsConnection() !== undefined}
                  aria-label={t("language_remove_named", { name: LANGUAGE_NAMES[one.language] })}
                  onClick={() => void remove(one.coalition_language_id)}
                >
                  {t("passage_remove")}
                </button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {canEdit && free.length > 0 ? (
        <div class="btns note">
          {free.map(({ value, word }) => (
            <Button key={value} reason={needsConnection()} onClick={() => void add(value)}>
              {t("language_add", { name: word })}
            </Button>
          ))}
        </div>
      ) : null}
      <Refusal words={refusal} />
    </Section>
  );
}

/* ---- rules ---- */

type RuleName = "quorum" | "vote" | "admission" | "fallback";

const RULE = {
  quorum: ["rule_quorum_title", "rule_quorum"],
  vote: ["rule_vote_title", "rule_vote"],
  admission: ["rule_admission_title", "rule_admission"],
  fallback: ["rule_fallback_title", "rule_fallback"],
} as const satisfies Record<RuleName, readonly [Key, Key]>;

const shareOf = (row: Coalition, rule: RuleName): Share => ({
  kind: row[`${rule}_kind`],
  numerator: row[`${rule}_numerator`],
  denominator: row[`${rule}_denominator`],
});

const baseOf = (row: Coalition, rule: RuleName): RuleBase | undefined =>
  rule === "quorum" ? undefined : row[`${rule}_base`];

/** The rule as people would say it, with the numbers of this coalition. */
function Sentence({ row, rule }: { readonly row: Coalition; readonly rule: RuleName }) {
  const share = shareOf(row, rule);
  const base = baseOf(row, rule);
  const roll = rollCount.value;
  return (
    <Words
      k={RULE[rule][1]}
      values={{
        share: shareWords(share),
        base: base === undefined ? "" : baseWord(base),
        needed: neededOf(roll, share),
        roll,
        rounds: row.consensus_rounds,
        hours: Math.round(row.fallback_cooling_minutes / 60),
      }}
    />
  );
}

const whole = (text: string): number | undefined =>
  /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined;

function EditRule(props: {
  readonly row: Coalition;
  readonly rule: RuleName;
  readonly onClose: () => void;
}) {
  const { row, rule, onClose } = props;
  const [seen] = useState(row);
  const before = shareOf(seen, rule);
  const [kind, setKind] = useState<RuleKind>(before.kind);
  const [numerator, setNumerator] = useState(String(before.numerator));
  const [denominator, setDenominator] = useState(String(before.denominator));
  const [base, setBase] = useState(baseOf(seen, rule));
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [parts, of] = [whole(numerator), whole(denominator)];
  const isShare = parts !== undefined && of !== undefined && of > 0 && parts <= of;
  const save = async () => {
    const edits = {
      [`${rule}_kind`]: { from: before.kind, to: kind },
      [`${rule}_numerator`]: { from: before.numerator, to: parts },
      [`${rule}_denominator`]: { from: before.denominator, to: of },
      ...(base === undefined ? {} : { [`${rule}_base`]: { from: baseOf(seen, rule), to: base } }),
    };
    const words = takeRefusal(
      await send("coalition.edit", { coalition_id: row.coalition_id, ...edits }),
    );
    setRefusal(words);
    if (words === undefined) onClose();
  };
  return (
    <Dialog
      title={t(RULE[rule][0])}
      onClose={onClose}
      act={{
        word: t("rule_save"),
        run: save,
        reason: isShare ? needsConnection() : t("rule_no_share"),
      }}
    >
      <p class="lede">
        {isShare
          ? t("rule_would_be", {
              share: shareWords({ kind, numerator: parts, denominator: of }),
              needed: neededOf(rollCount.value, { kind, numerator: parts, denominator: of }),
              roll: rollCount.value,
            })
          : t("rule_no_share")}
      </p>
      <SelectField
        label={t("rule_kind")}
        value={kind}
        options={[
          { value: "more_than", word: t("kind_more_than") },
          { value: "at_least", word: t("kind_at_least") },
        ]}
        onInput={(value) => setKind(value as RuleKind)}
      />
      <TextField
        label={t("rule_parts")}
        value={numerator}
        onInput={setNumerator}
        inputMode="numeric"
      />
      <TextField
        label={t("rule_of")}
        value={denominator}
        onInput={setDenominator}
        inputMode="numeric"
      />
      {base === undefined ? null : (
        <SelectField
          label={t("rule_base")}
          value={base}
          options={(["cast", "present", "roll"] as const).map((value) => ({
            value,
            word: baseWord(value),
          }))}
          onInput={(value) => setBase(value as RuleBase)}
        />
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Rules({ row, canEdit }: { readonly row: Coalition; readonly canEdit: boolean }) {
  const [open, setOpen] = useState<RuleName | undefined>(undefined);
  return (
    <Section title={t("rules_title")}>
      <p class="note">
        <Words k="rule_roll" values={{ count: rollCount.value }} />
      </p>
      <dl class="facts">
        {(Object.keys(RULE) as RuleName[]).map((rule) => (
          <div key={rule}>
            <dt>{t(RULE[rule][0])}</dt>
            <dd class="val">
              <span>
                <Sentence row={row} rule={rule} />
              </span>
              {canEdit ? (
                <button
                  type="button"
                  class="editbtn"
                  aria-label={t("rule_edit_named", { name: t(RULE[rule][0]) })}
                  onClick={() => setOpen(rule)}
                >
                  {t("tie_change")}
                </button>
              ) : null}
            </dd>
          </div>
        ))}
        <div>
          <dt>{t("rule_consensus_title")}</dt>
          <dd class="val">
            <span>
              <Words
                k="rule_consensus"
                values={{
                  blocks: row.consensus_blocks_max,
                  share: t("share_at_most", {
                    numerator: row.consensus_stand_asides_numerator,
                    denominator: row.consensus_stand_asides_denominator,
                  }),
                  rounds: row.consensus_rounds,
                }}
              />
            </span>
          </dd>
        </div>
      </dl>
      {open ? <EditRule row={row} rule={open} onClose={() => setOpen(undefined)} /> : null}
    </Section>
  );
}

/* ---- the charter ---- */

const CHARTER_MOST = 20000;

const textReason = (length: number): string | undefined =>
  length === 0
    ? t("charter_write_first")
    : length > CHARTER_MOST
      ? t("E_TOO_LONG", { most: CHARTER_MOST })
      : undefined;

function AdoptCharter({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState(charters.value[0]?.text ?? "");
  const [language, setLanguage] = useState<string>(
    charters.value[0]?.language ?? coalition.value?.default_language ?? "en",
  );
  const [date, setDate] = useState(toDraft(null));
  const [decision, setDecision] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const adopted_on = fromDraft(date);
  const reason =
    textReason([...text.trim()].length) ??
    (date.year !== "" && adopted_on === undefined ? t("fuzzy_incomplete") : needsConnection());
  const adopt = async () => {
    const words = takeRefusal(
      await send("charter.adopt", {
        charter_id: newId(),
        text: text.trim(),
        language: language as Coalition["default_language"],
        ...(adopted_on === undefined ? {} : { adopted_on }),
        ...(decision.trim() === "" ? {} : { decision: decision.trim() }),
      }),
    );
    setRefusal(words);
    if (words === undefined) onClose();
  };
  const version = (charters.value[0]?.version ?? 0) + 1;
  return (
    <Dialog
      title={t("charter_version", { version })}
      wide
      onClose={onClose}
      act={{ word: t("charter_adopt_do", { version }), run: adopt, reason }}
    >
      <p class="lede">{t("charter_adopt_words")}</p>
      <TextArea label={t("charter_text")} value={text} onInput={setText} />
      <SelectField
        label={t("language")}
        value={language}
        options={languages()}
        onInput={setLanguage}
      />
      <TextArea
        label={t("field_decision")}
        value={decision}
        onInput={setDecision}
        hint={t("hint_decision")}
      />
      <fieldset class="field">
        <legend>{t("decision_when")}</legend>
        <FuzzyDate draft={date} onChange={setDate} />
      </fieldset>
      <Refusal words={refusal} />
    </Dialog>
  );
}

/** What was adopted, in one more language: beside the words it says the same as. */
function TranslateCharter(props: {
  readonly of: CharterRow;
  readonly into: CharterLanguage;
  readonly onClose: () => void;
}) {
  const { into, onClose } = props;
  const [of] = useState(props.of);
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const save = async () => {
    const words = takeRefusal(await translateCharter(of.version, into, text.trim()));
    setRefusal(words);
    if (words === undefined) onClose();
  };
  const reason = textReason([...text.trim()].length) ?? needsConnection();
  const name = LANGUAGE_NAMES[into];
  return (
    <Dialog
      title={t("charter_translate_title", { version: of.version, name })}
      wide
      onClose={onClose}
      act={{ word: t("charter_translate_do"), run: save, reason }}
    >
      <p class="lede">{t("charter_translate_words")}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys */}
      <div class="said scrolled" dir="auto" lang={of.language} tabIndex={0} role="document">
        {of.text}
      </div>
      <TextArea label={t("charter_text")} value={text} onInput={setText} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

/** The languages of the coalition that the charter of now is not in, and the way to change that. */
function Missing({ of, canEdit }: { readonly of: CharterRow; readonly canEdit: boolean }) {
  const [into, setInto] = useState<CharterLanguage | undefined>(undefined);
  const missing = missingLanguages.value;
  return (
    <>
      {missing.length === 0 ? null : (
        <>
          <p class="note">{t("charter_missing")}</p>
          <ul class="plainrows" aria-label={t("charter_missing")}>
            {missing.map((one) => (
              <li key={one}>
                <span>
                  <Name lang={one}>{LANGUAGE_NAMES[one]}</Name>
                </span>
                {canEdit ? (
                  <span class="end">
                    <button
                      type="button"
                      class="editbtn"
                      aria-label={t("charter_translate_named", { name: LANGUAGE_NAMES[one] })}
                      onClick={() => setInto(one)}
                    >
                      {t("charter_translate")}
                    </button>
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </>
      )}
      {into ? <TranslateCharter of={of} into={into} onClose={() => setInto(undefined)} /> : null}
    </>
  );
}

function Charter({ canEdit }: { readonly canEdit: boolean }) {
  const [open, setOpen] = useState(false);
  const [now, ...before] = charters.value;
  const others = now ? wordingsOf(now.version).filter((one) => one !== now) : [];
  const decision = [now, ...others].find((one) => (one?.decision ?? null) !== null)?.decision;
  return (
    <Section title={t("charter_word")} count={charters.value.length}>
      {now ? (
        <>
          <p class="small muted note">
            {t("charter_version", { version: now.version })}
            {now.adopted_on === null
              ? null
              : ` · ${t("charter_adopted", { date: fuzzyDate(now.adopted_on) })}`}
          </p>
          <p class="said" dir="auto" lang={now.language}>
            {now.text}
          </p>
          {decision ? (
            <p class="small muted note" dir="auto">
              {decision}
            </p>
          ) : null}
          {others.map((one) => (
            <details key={one.charter_id}>
              <summary>
                <Name lang={one.language}>{LANGUAGE_NAMES[one.language]}</Name>
              </summary>
              <p class="said" dir="auto" lang={one.language}>
                {one.text}
              </p>
            </details>
          ))}
          <Missing of={now} canEdit={canEdit} />
        </>
      ) : (
        <p class="muted note">{t("charter_none")}</p>
      )}
      {before.map((one) => (
        <details key={one.charter_id}>
          <summary>{t("charter_version", { version: one.version })}</summary>
          <p class="said" dir="auto" lang={one.language}>
            {one.text}
          </p>
        </details>
      ))}
      {canEdit ? (
        <div class="btns note">
          <Button onClick={() => setOpen(true)}>{t("charter_adopt")}</Button>
        </div>
      ) : null}
      {open ? <AdoptCharter onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function Page({ row }: { readonly row: Coalition }) {
  const [open, setOpen] = useState<string | undefined>(undefined);
  const right = rightTo("set_up_coalition", "coalition", row.coalition_id);
  const door = (field: string) => ({
    open: open === field,
    onOpen: () => setOpen(field),
    onClose: () => setOpen(undefined),
    canEdit: right.ok,
  });
  return (
    <>
      <PageHead title={row.name} kicker={t("coalition_kicker")}>
        {rootId.value === undefined ? null : (
          <p class="lede">
            <Link href={`/network/${rootId.value}`}>{t("coalition_who")}</Link>
          </p>
        )}
      </PageHead>
      <div class="two">
        <div>
          <Rules row={row} canEdit={right.ok} />
          <Charter canEdit={right.ok} />
          <WhoCan right={right} />
        </div>
        <div class="side">
          <Section title={t("facts_title")}>
            <dl class="facts">
              <EditableFact
                words={{ label: t("field_name"), edit: t("edit_name"), save: t("save_name") }}
                value={row.name}
                editor={{ kind: "line", most: NAME_MOST, required: true }}
                {...savingOf("coalition", row.coalition_id, "name")}
                {...door("name")}
                onSave={(from, to) => editName(row, from, to)}
              />
              <EditableFact
                words={{
                  label: t("field_language_default"),
                  edit: t("edit_language_default"),
                  save: t("save_language_default"),
                }}
                value={row.default_language}
                editor={{
                  kind: "choice",
                  options: languages().filter(({ value }) =>
                    used().some((one) => one.language === value),
                  ),
                }}
                shown={LANGUAGE_NAMES[row.default_language]}
                {...savingOf("coalition", row.coalition_id, "default_language")}
                {...door("default_language")}
                onSave={(from, to) => editLanguage(row, from, to)}
              />
            </dl>
          </Section>
          <Languages row={row} canEdit={right.ok} />
          <Changes table="coalition" id={row.coalition_id} />
        </div>
      </div>
    </>
  );
}

export function CoalitionPage() {
  const row = coalition.value;
  if (row) return <Page row={row} />;
  return <NotHere waiting={connection.value === "connecting"} />;
}
