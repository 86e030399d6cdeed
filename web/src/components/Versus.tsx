/*
 * Edited by two: nothing was overwritten, both wordings stand, and one chooses or joins them. What
 * stood before both is named too.
 */
import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, Choice } from "./controls";

interface Props {
  readonly theirs: string | null;
  readonly yours: string | null;
  readonly before: string | null;
  readonly show: (value: string | null) => ComponentChildren;
  /** A text of both, or undefined where two values cannot be joined. */
  readonly joined?: string | undefined;
  readonly onSave: (value: string | null) => void;
  readonly onLeave: () => void;
}

/** Both wordings in one line: theirs, then whatever of ours is not in it already. */
export function joinWordings(theirs: string | null, yours: string | null): string | undefined {
  if (!theirs || !yours) return undefined;
  const parts = (text: string) => text.split(/\s*[,;،؛]\s*/).filter((part) => part !== "");
  const kept = parts(theirs);
  return [...kept, ...parts(yours).filter((part) => !kept.includes(part))].join(", ");
}

export function Versus({ theirs, yours, before, show, joined, onSave, onLeave }: Props) {
  const name = useId();
  const [chosen, setChosen] = useState("yours");
  const save = () => {
    if (chosen === "theirs") onLeave();
    else onSave(chosen === "joined" && joined !== undefined ? joined : yours);
  };
  const isNew = joined !== undefined && joined !== theirs && joined !== yours;
  return (
    <>
      <p>
        <b class="due" id={`${name}h`} tabIndex={-1}>
          {t("versus_changed")}
        </b>
      </p>
      <fieldset class="versus">
        <legend class="vh">{t("versus_which")}</legend>
        <Choice name={name} value="theirs" chosen={chosen} onChoose={setChosen}>
          <span class="by">{t("versus_theirs")}</span>
          {show(theirs)}
        </Choice>
        <Choice name={name} value="yours" chosen={chosen} onChoose={setChosen}>
          <span class="by">{t("versus_yours")}</span>
          {show(yours)}
        </Choice>
        {isNew ? (
          <Choice name={name} value="joined" chosen={chosen} onChoose={setChosen}>
            <span class="by">{t("versus_join")}</span>
            {show(joined)}
          </Choice>
        ) : null}
      </fieldset>
      <p class="hint">
        {t("versus_before")} {show(before)}
      </p>
      <div class="btns">
        <Button look="primary" onClick={save}>
          {chosen === "theirs"
            ? t("versus_keep_theirs")
            : chosen === "joined"
              ? t("versus_save_joined")
              : t("versus_save_yours")}
        </Button>
        <Button look="plain" onClick={onLeave}>
          {t("versus_leave_theirs")}
        </Button>
      </div>
    </>
  );
}
