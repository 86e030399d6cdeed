/*
 * A voice as its organization reads it: the same on its page and in what one is shown of it before one
 * gives it, so that neither can tell more of its author than the other.
 */
import { Name } from "../../components";
import { t } from "../../i18n";
import { langOf } from "../model/languages";
import type { VoiceFacts } from "../model/voice_edits";
import { authorName, type Told, toldBy } from "../model/voice_words";

/** What was told, in its own direction and language. */
export const Text = ({ text, language }: Pick<VoiceFacts, "text" | "language">) => (
  <p class="said" dir="auto" lang={langOf(language)}>
    {text}
  </p>
);

/** Who gave it, as far as that is told. */
export function By({ told }: { readonly told: Told }) {
  const name = authorName(told);
  return (
    <span>
      {name === undefined ? null : (
        <>
          <Name>{name}</Name>
          {" · "}
        </>
      )}
      {toldBy(told)}
    </span>
  );
}

/** The line of facts in which it says so. */
export const ByFact = ({ told }: { readonly told: Told }) => (
  <div>
    <dt>{t("contribution_by")}</dt>
    <dd>
      <By told={told} />
    </dd>
  </div>
);
