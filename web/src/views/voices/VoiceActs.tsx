/*
 * What may be done with a voice: by its author, to whom it stays at every station, and by the delegates of
 * the organization it was given to.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Refusal, TextArea, Words, withdrawUndo } from "../../components";
import { t } from "../../i18n";
import { navigate, route } from "../../router";
import { viewer } from "../../sync";
import { MANDATE_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { giveBack, giveVoice, isInHand, takeBackVoice, takeIn } from "../model/voice_edits";
import { bodyOf } from "../model/voice_words";
import type { Edition, Own, Voice } from "../model/voices";

interface DialogProps {
  readonly voice: Voice;
  readonly onClose: () => void;
}

/** Of a draft nobody heard: nothing of it stays to be seen. */
function TakeBack({ voice, onClose }: DialogProps) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const isDraft = voice.row.given_on === null;
  const run = async () => {
    withdrawUndo(); /* it may have its words */
    const words = takeRefusal(await takeBackVoice(voice));
    if (words !== undefined) return setRefusal(words);
    onClose();
    /* Its page may be gone before the answer is here. */
    if (isDraft && route.value.params["id"] === voice.id) navigate("/voices", { replace: true });
  };
  return (
    <Dialog
      title={t(isDraft ? "contribution_delete_title" : "contribution_take_back_title")}
      onClose={onClose}
      act={{
        word: t(isDraft ? "contribution_delete_act" : "contribution_take_back_act"),
        run,
        reason: needsConnection(),
      }}
    >
      <p class="note">{t(isDraft ? "contribution_delete_goes" : "contribution_take_back_goes")}</p>
      {isDraft ? null : <p class="small muted note">{t("contribution_take_back_stays")}</p>}
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function AuthorActs({ voice, own }: { readonly voice: Voice; readonly own: Own }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [isTaking, setTaking] = useState(false);
  const organization = bodyOf(own.organization_id);
  const acts = viewer.value.acting_for === own.organization_id;
  const give = async () => {
    withdrawUndo(); /* nothing of it is changed any more */
    setRefusal(takeRefusal(await giveVoice(voice.id, voice.edition)));
  };
  return (
    <>
      <div class="btns block-s">
        {isInHand(own.state) ? (
          <Button
            look="primary"
            onClick={() => void give()}
            reason={acts ? undefined : t("contribution_act_for", { organization })}
          >
            {t(own.given_on === null ? "contribution_give_do" : "contribution_give_again_do", {
              organization,
            })}
          </Button>
        ) : null}
        <ActButton
          right={rightTo("withdraw_voice", "contribution", own.contribution_id)}
          look="plain"
          onClick={() => setTaking(true)}
        >
          {t(own.given_on === null ? "contribution_delete_do" : "contribution_take_back_do")}
        </ActButton>
      </div>
      <Refusal words={refusal} />
      {isTaking ? <TakeBack voice={voice} onClose={() => setTaking(false)} /> : null}
    </>
  );
}

function GiveBack({ voice, onClose }: DialogProps) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const note = text.trim();
  const run = async () => {
    const words = takeRefusal(await giveBack(voice, note));
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  const tooLong =
    [...note].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={<Words k="edition_return_title" parts={{ name: <bdi>{voice.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("edition_return_act"),
        run,
        reason: note === "" ? t("edition_note_first") : tooLong,
      }}
    >
      <TextArea
        label={t("edition_note")}
        value={text}
        onInput={setText}
        hint={t("hint_edition_note")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

/** Whether it is carried, or asked about first. */
export function EditionActs(props: { readonly voice: Voice; readonly edition: Edition }) {
  const { voice, edition } = props;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const [isReturning, setReturning] = useState(false);
  const right = rightTo("take_in_voice", "edition", edition.edition_id);
  if (edition.state !== "submitted" && !isReturning) return <Refusal words={refusal} />;
  if (!right.ok && voice.own !== undefined) return null; /* its author asks nobody for it */
  const accept = async () => setRefusal(takeRefusal(await takeIn(voice)));
  return (
    <>
      <div class="btns block-s">
        <ActButton right={right} onClick={() => void accept()}>
          {t("edition_accept_do")}
        </ActButton>
        {right.ok ? (
          <ActButton right={right} look="plain" onClick={() => setReturning(true)}>
            {t("edition_return_do")}
          </ActButton>
        ) : null}
      </div>
      <Refusal words={refusal} />
      {isReturning ? <GiveBack voice={voice} onClose={() => setReturning(false)} /> : null}
    </>
  );
}
