/*
 * What the secretariat may do with a dispatch that goes on: stop it for a while, end it, take it back. Before each
 * one reads what goes and what stays.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Refusal, TextArea } from "../../components";
import { t } from "../../i18n";
import { isOpen } from "../model/deliveries";
import {
  closeDispatch,
  pauseDispatch,
  recallDispatch,
  resumeDispatch,
} from "../model/dispatch_edits";
import { coverageNow, deliveriesOf, type Sent } from "../model/dispatches";
import { MANDATE_MOST } from "../model/limits";
import { needsConnection, rightTo } from "../model/rights";
import { useDeed } from "../useDeed";

interface DialogProps {
  readonly sent: Sent;
  readonly onClose: () => void;
}

const scheduledCount = ({ id }: Sent): number =>
  [...deliveriesOf(id).values()].filter(({ state }) => state === "scheduled").length;

function Pause({ sent, onClose }: DialogProps) {
  const { refusal, run } = useDeed(() => pauseDispatch(sent.row), onClose);
  return (
    <Dialog
      title={t("dispatch_pause_title")}
      onClose={onClose}
      act={{ word: t("dispatch_pause_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t("dispatch_pause_words", { count: scheduledCount(sent) })}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Resume({ sent, onClose }: DialogProps) {
  const { refusal, run } = useDeed(() => resumeDispatch(sent.row), onClose);
  return (
    <Dialog
      title={t("dispatch_resume_title")}
      onClose={onClose}
      act={{ word: t("dispatch_resume_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t("dispatch_resume_words", { count: scheduledCount(sent) })}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Close({ sent, onClose }: DialogProps) {
  const { refusal, run } = useDeed(() => closeDispatch(sent.row), onClose);
  const { total, answered } = coverageNow(sent.id, Date.now());
  return (
    <Dialog
      title={t("dispatch_close_title")}
      onClose={onClose}
      act={{ word: t("dispatch_close_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t("dispatch_close_words", { count: total - answered })}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Recall({ sent, onClose }: DialogProps) {
  const [text, setText] = useState("");
  const reason = text.trim();
  const { refusal, run } = useDeed(() => recallDispatch(sent.row, reason), onClose);
  const tooLong =
    [...reason].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={t("dispatch_recall_title")}
      onClose={onClose}
      act={{
        word: t("dispatch_recall_act"),
        run,
        reason: reason === "" ? t("item_reason_first") : (tooLong ?? needsConnection()),
      }}
    >
      <p class="note">{t("dispatch_recall_words")}</p>
      <TextArea label={t("field_reason")} value={text} onInput={setText} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

const DIALOGS = { pause: Pause, resume: Resume, close: Close, recall: Recall } as const;

export function DispatchActs({ sent }: { readonly sent: Sent }) {
  const [opened, setOpened] = useState<keyof typeof DIALOGS | undefined>(undefined);
  const right = rightTo("send_dispatch", "dispatch", sent.id);
  if (!right.ok || !isOpen(sent.row)) return null;
  const Opened = opened === undefined ? undefined : DIALOGS[opened];
  const isPaused = sent.row.state === "paused";
  return (
    <>
      <div class="btns block-s">
        <Button onClick={() => setOpened(isPaused ? "resume" : "pause")}>
          {t(isPaused ? "dispatch_resume_do" : "dispatch_pause_do")}
        </Button>
        <Button onClick={() => setOpened("close")}>{t("dispatch_close_do")}</Button>
        <Button look="plain" onClick={() => setOpened("recall")}>
          {t("dispatch_recall_do")}
        </Button>
      </div>
      {Opened === undefined ? null : <Opened sent={sent} onClose={() => setOpened(undefined)} />}
    </>
  );
}
