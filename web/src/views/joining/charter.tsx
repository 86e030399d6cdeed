/* The charter of now, to be read and accepted where one asks to become a member. */
import { fuzzyDate, t } from "../../i18n";
import { charters } from "../model/charter";

export const charterNow = () => charters.value[0];

/** Whether there is nothing to accept, or it is accepted. */
export const isCharterMet = (sought: "observer" | "member", accepted: boolean): boolean =>
  sought === "observer" || charterNow() === undefined || accepted;

/** What goes with the command: the version one has read, where there is one to accept. */
export const acceptance = (sought: "observer" | "member"): { charter_version?: number } => {
  const charter = charterNow();
  return sought === "member" && charter ? { charter_version: charter.version } : {};
};

interface Props {
  readonly sought: "observer" | "member";
  readonly accepted: boolean;
  readonly onAccept: (accepted: boolean) => void;
}

export function AcceptCharter({ sought, accepted, onAccept }: Props) {
  const charter = charterNow();
  if (sought === "observer" || !charter) return null;
  return (
    <fieldset class="field">
      <legend>{t("charter_version", { version: charter.version })}</legend>
      {charter.adopted_on === null ? null : (
        <p class="small muted">{t("charter_adopted", { date: fuzzyDate(charter.adopted_on) })}</p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled by keys */}
      <div class="said scrolled" dir="auto" lang={charter.language} tabIndex={0} role="document">
        {charter.text}
      </div>
      <label class="choice">
        <input type="checkbox" checked={accepted} onChange={() => onAccept(!accepted)} />
        <span>{t("charter_accept")}</span>
      </label>
    </fieldset>
  );
}
