/*
 * Choosing the language. Each is written in itself, for those who read no other.
 */
import { announce } from "../../components";
import { LANGUAGES, type Language, language, setLanguage, t } from "../../i18n";
import { LANGUAGE_NAMES } from "../model/vocabulary";

/** Words that cannot be fetched leave all as it was, and it is said. */
async function choose(code: Language): Promise<void> {
  await setLanguage(code).catch(() => announce(t("language_failed"), "assertive"));
}

export const LanguageSelect = () => (
  <label class="railselect">
    <span class="vh">{t("language")}</span>
    <select
      value={language.value}
      onChange={(event) => {
        const select = event.currentTarget;
        const chosen = LANGUAGES.find((code) => code === select.value);
        if (!chosen) return;
        void choose(chosen).then(() => {
          select.value = language.value;
        });
      }}
    >
      {LANGUAGES.map((code) => (
        <option key={code} value={code} lang={code}>
          {LANGUAGE_NAMES[code]}
        </option>
      ))}
    </select>
  </label>
);

export const LanguageButtons = () => (
  <ul class="langs" aria-label={t("language")}>
    {LANGUAGES.map((code) => (
      <li key={code}>
        <button
          type="button"
          class="linkbtn"
          lang={code}
          aria-pressed={language.value === code}
          onClick={() => void choose(code)}
        >
          {LANGUAGE_NAMES[code]}
        </button>
      </li>
    ))}
  </ul>
);
