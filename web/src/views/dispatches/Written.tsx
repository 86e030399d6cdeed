/* A text in the language its writer named, with that language and whose words they are. */
import { t } from "../../i18n";
import { langOf, languageWord } from "../model/languages";

interface Props {
  readonly text: string;
  readonly language: string;
}

export const Written = ({ text, language }: Props) => (
  <>
    <p class="written" dir="auto" lang={langOf(language)}>
      {text}
    </p>
    <p class="small muted note">{t("proposal_written_in", { language: languageWord(language) })}</p>
  </>
);
