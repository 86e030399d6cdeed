/*
 * What may be done with a proposal: put to its body, stood behind, taken back, asked about; and with a ballot
 * that is open: closed and counted, or ended without a result. Before each one reads what goes and what stays.
 */
import { useState } from "preact/hooks";
import { Button, Dialog, Refusal, TextArea, Words, withdrawUndo } from "../../components";
import { t } from "../../i18n";
import { type Outcome, viewer } from "../../sync";
import type { Ballot } from "../model/ballots";
import {
  backProposal,
  closeBallot,
  discuss,
  voidBallot,
  withdrawProposal,
} from "../model/decision_edits";
import {
  isActingForMember,
  isBodyAlive,
  type Matter,
  needsBacking,
  nextOf,
} from "../model/decisions";
import { briefName } from "../model/directory";
import { MANDATE_MOST } from "../model/limits";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { useDeed } from "../useDeed";
import { fallbackAhead, OpenBallot } from "./OpenBallot";

interface DialogProps {
  readonly matter: Matter;
  readonly onClose: () => void;
}

/** Behind it nothing is changed any more that could be undone. */
const lastly = (run: () => Promise<Outcome>) => () => {
  withdrawUndo();
  return run();
};

function Withdraw({ matter, onClose }: DialogProps) {
  const { refusal, run } = useDeed(
    lastly(() => withdrawProposal(matter.row)),
    onClose,
  );
  return (
    <Dialog
      title={t("proposal_withdraw_title")}
      onClose={onClose}
      act={{ word: t("proposal_withdraw_act"), run, reason: needsConnection() }}
    >
      <p class="note">{t("proposal_withdraw_words")}</p>
      {matter.open === undefined ? null : (
        <p class="note">
          {t("proposal_withdraw_voids", {
            answered: matter.open.answered,
            roll: matter.open.roll,
          })}
        </p>
      )}
      <Refusal words={refusal} />
    </Dialog>
  );
}

interface BallotDialogProps {
  readonly ballot: Ballot;
  readonly onClose: () => void;
}

function Close({ ballot, onClose }: BallotDialogProps) {
  const { refusal, run } = useDeed(
    lastly(() => closeBallot(ballot)),
    onClose,
  );
  const { answered, roll } = ballot;
  return (
    <Dialog
      title={t("ballot_close_title")}
      onClose={onClose}
      act={{ word: t("ballot_close_act"), run, reason: needsConnection() }}
    >
      <p class="note">
        <Words k="ballot_close_words" values={{ answered, roll }} />
      </p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function EndVoid({ ballot, onClose }: BallotDialogProps) {
  const [text, setText] = useState("");
  const reason = text.trim();
  const { refusal, run } = useDeed(
    lastly(() => voidBallot(ballot, reason)),
    onClose,
  );
  const { answered, roll } = ballot;
  const tooLong =
    [...reason].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={t("ballot_end_title")}
      onClose={onClose}
      act={{
        word: t("ballot_end_act"),
        run,
        reason: reason === "" ? t("item_reason_first") : (tooLong ?? needsConnection()),
      }}
    >
      <p class="note">{t("ballot_end_words", { answered, roll })}</p>
      <TextArea label={t("field_reason")} value={text} onInput={setText} />
      <Refusal words={refusal} />
    </Dialog>
  );
}

type Opened = "withdraw" | "open" | "close" | "void";

/** Puts a draft to its body; what an observer brought in needs a member behind it first. */
function DraftActs({ matter }: Pick<DialogProps, "matter">) {
  const { row } = matter;
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const right = rightTo("edit_proposal", "proposal", matter.id);
  const isWanting = needsBacking(row) && row.backed_by_id === null;
  const backing = rightTo("back_proposal", "proposal", matter.id);
  const act = (run: () => Promise<Outcome>) => async () => {
    withdrawUndo();
    setRefusal(takeRefusal(await run()));
  };
  return (
    <>
      {isWanting && backing.ok && isActingForMember() ? (
        <Button onClick={() => void act(() => backProposal(row))()}>
          {t("proposal_back_do", { organization: briefName(viewer.value.acting_for ?? "") })}
        </Button>
      ) : null}
      {isWanting && right.ok ? (
        <Button reason={t("proposal_backing_first")}>{t("proposal_discuss_do")}</Button>
      ) : (
        <ActButton right={right} onClick={() => void act(() => discuss(row))()}>
          {t("proposal_discuss_do")}
        </ActButton>
      )}
      <Refusal words={refusal} />
    </>
  );
}

export function ProposalActs({ matter }: Pick<DialogProps, "matter">) {
  const [opened, setOpened] = useState<Opened | undefined>(undefined);
  const { row, open } = matter;
  const close = () => setOpened(undefined);
  if (!isBodyAlive(row.group_id)) return <p class="note">{t("proposal_body_over")}</p>;
  const running = rightTo("run_ballot", "proposal", matter.id);
  const next = nextOf(matter);
  const ahead = fallbackAhead(next);
  const withdrawing = rightTo("withdraw_proposal", "proposal", matter.id);
  const isOver = row.state === "decided" || row.state === "withdrawn";
  return (
    <>
      <div class="btns block-s">
        {row.state === "draft" ? <DraftActs matter={matter} /> : null}
        {next.occasions.length === 0 ? null : running.ok && ahead !== undefined ? (
          <Button reason={ahead}>{t("ballot_open_do")}</Button>
        ) : (
          <ActButton right={running} onClick={() => setOpened("open")}>
            {t("ballot_open_do")}
          </ActButton>
        )}
        {open !== undefined && running.ok ? (
          <>
            <Button onClick={() => setOpened("close")}>{t("ballot_close_do")}</Button>
            <Button look="plain" onClick={() => setOpened("void")}>
              {t("ballot_end_do")}
            </Button>
          </>
        ) : null}
        {isOver || !withdrawing.ok ? null : (
          <Button look="plain" onClick={() => setOpened("withdraw")}>
            {t("proposal_withdraw_do")}
          </Button>
        )}
      </div>
      {opened === "withdraw" ? <Withdraw matter={matter} onClose={close} /> : null}
      {opened === "open" ? <OpenBallot matter={matter} onClose={close} /> : null}
      {opened === "close" && open ? <Close ballot={open} onClose={close} /> : null}
      {opened === "void" && open ? <EndVoid ballot={open} onClose={close} /> : null}
    </>
  );
}
