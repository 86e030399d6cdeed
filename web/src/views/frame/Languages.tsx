/*
 * Choosing the language. Each is written in itself, for those who read no other.
 */
import { LANGUAGES, language, setLanguage, t } from "../../i18n";
import { LANGUAGE_NAMES } from "../model/vocabulary";

export const LanguageSelect = () => (
  <label class="railselect">
    <span class="vh">{t("language")}</span>
    <select
      value={language.value}
      onChange={(event) => {
        const chosen = LANGUAGES.find((code) => code === event.currentTarget.value);
        if (chosen) void setLanguage(chosen);
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
          onClick={() => void setLanguage(code)}
        >
          {LANGUAGE_NAMES[code]}
        </button>
      </li>
    ))}
  </ul>
);
