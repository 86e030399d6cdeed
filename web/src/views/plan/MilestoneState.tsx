/*
 * How far a milestone has come: what may follow as buttons, and over the page the reason where it is
 * dropped. Reached and dropped are the end of its course.
 */
import { useState } from "preact/hooks";
import { Dialog, offerUndo, Refusal, Section, TextArea, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { MANDATE_MOST } from "../model/limits";
import { type Milestone, type MilestoneState, NEXT } from "../model/plan";
import { setMilestoneState } from "../model/plan_edits";
import { milestoneStateWord } from "../model/plan_words";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";

const WORD = {
  planned: "milestone_state_planned",
  under_way: "item_begin_do",
  reached: "milestone_reach_do",
  missed: "milestone_miss_do",
  dropped: "item_drop_do",
} as const satisfies Record<MilestoneState, Key>;

/** One step, seen at once; what may go back can be undone. */
async function step(
  milestone: Milestone,
  to: MilestoneState,
  reason: string | null,
): Promise<string | undefined> {
  const from = milestone.row.state;
  const words = takeRefusal(await setMilestoneState(milestone, to, reason));
  if (words === undefined && NEXT[to].includes(from)) {
    offerUndo(
      <Words
        k="undo_changed"
        parts={{
          field: t("field_state"),
          now: milestoneStateWord(to),
          before: milestoneStateWord(from),
        }}
      />,
      () => void step({ ...milestone, row: { ...milestone.row, state: to } }, from, null),
    );
  }
  return words;
}

function Reach({
  milestone,
  onClose,
}: {
  readonly milestone: Milestone;
  readonly onClose: () => void;
}) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const save = async () => {
    const words = await step(milestone, "reached", null);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="milestone_reach_title" parts={{ name: <bdi>{milestone.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("milestone_reach_do"), run: save, reason: needsConnection() }}
    >
      <p class="lede">{t("milestone_reach_hint")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Drop({
  milestone,
  onClose,
}: {
  readonly milestone: Milestone;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const text = reason.trim();
  const save = async () => {
    const words = await step(milestone, "dropped", text);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  const tooLong =
    [...text].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={<Words k="item_drop_title" parts={{ name: <bdi>{milestone.name}</bdi> }} />}
      onClose={onClose}
      act={{
        word: t("item_drop_act"),
        run: save,
        reason: text === "" ? t("item_reason_first") : tooLong,
      }}
    >
      <TextArea
        label={t("field_reason")}
        value={reason}
        onInput={setReason}
        hint={t("milestone_drop_hint")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function MilestoneStates({ milestone }: { readonly milestone: Milestone }) {
  const { state, reason } = milestone.row;
  const right = rightTo("act_on_milestone", "milestone", milestone.id);
  const [asked, setAsked] = useState<"reached" | "dropped" | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const act = (to: MilestoneState) => {
    if (to === "reached" || to === "dropped") return setAsked(to);
    void step(milestone, to, null).then(setRefusal);
  };
  const close = () => setAsked(undefined);
  return (
    <Section
      title={t("field_state")}
      end={<span class="muted">{t("state_now", { state: milestoneStateWord(state) })}</span>}
    >
      {reason === null ? null : (
        <p class="said" dir="auto">
          {reason}
        </p>
      )}
      <div class="btns block-s">
        {NEXT[state].map((to, index) =>
          right.ok || index === 0 ? (
            <ActButton
              key={to}
              right={right}
              look={to === "dropped" ? "plain" : "edge"}
              onClick={() => act(to)}
            >
              {t(state === "missed" && to === "under_way" ? "item_again_do" : WORD[to])}
            </ActButton>
          ) : null,
        )}
      </div>
      <Refusal words={refusal} />
      {asked === "reached" ? <Reach milestone={milestone} onClose={close} /> : null}
      {asked === "dropped" ? <Drop milestone={milestone} onClose={close} /> : null}
    </Section>
  );
}
