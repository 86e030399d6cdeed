/* The charter: the version of now in its languages, and those before; staff adopt and translate it. */
import { useState } from "preact/hooks";
import {
  Button,
  Dialog,
  FuzzyDate,
  fromDraft,
  Name,
  Refusal,
  Section,
  SelectField,
  TextArea,
  toDraft,
} from "../../components";
import { fuzzyDate, t } from "../../i18n";
import { newId, type RowOf, send } from "../../sync";
import {
  type CharterLanguage,
  type Charter as CharterRow,
  charters,
  missingLanguages,
  translateCharter,
  wordingsOf,
} from "../model/charter";
import { coalition } from "../model/directory";
import { takeRefusal } from "../model/refusals";
import { needsConnection } from "../model/rights";
import { LANGUAGE_NAMES, languages } from "../model/vocabulary";

type Coalition = RowOf<"coalition">;

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

export function Charter({ canEdit }: { readonly canEdit: boolean }) {
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
