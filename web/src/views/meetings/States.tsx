/*
 * How far a meeting has come: the next step first. To adopt minutes one says by which decision; what
 * is cancelled stays to be seen.
 */
import { useState } from "preact/hooks";
import { Dialog, Refusal, Section, TextArea, Words } from "../../components";
import { type Key, t } from "../../i18n";
import { send } from "../../sync";
import { MANDATE_MOST } from "../model/limits";
import { type Meeting, type MeetingState, NEXT_MEETING } from "../model/meetings";
import { takeRefusal } from "../model/refusals";
import { ActButton, needsConnection, rightTo } from "../model/rights";
import { meetingStateWord } from "../model/vocabulary";

const WORD = {
  draft: "meeting_draft",
  planned: "meeting_plan_do",
  open: "meeting_open_do",
  paused: "meeting_pause_do",
  ended: "meeting_end_do",
  minutes_draft: "meeting_write_do",
  minutes_circulated: "meeting_circulate_do",
  minutes_adopted: "meeting_adopt_do",
  cancelled: "meeting_cancel_do",
} as const satisfies Record<MeetingState, Key>;

async function setState(
  meeting: Meeting,
  to: MeetingState,
  adopted_by: string | null,
): Promise<string | undefined> {
  const from = meeting.row.state;
  return takeRefusal(
    await send(
      "meeting.set_state",
      {
        meeting_id: meeting.id,
        state: { from, to },
        ...(adopted_by === null ? {} : { adopted_by }),
      },
      [["meeting", "update", meeting.id, { state: to, adopted_by }]],
    ),
  );
}

function Adopt({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const decision = text.trim();
  const save = async () => {
    const words = await setState(meeting, "minutes_adopted", decision);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  const tooLong =
    [...decision].length > MANDATE_MOST ? t("E_TOO_LONG", { most: MANDATE_MOST }) : undefined;
  return (
    <Dialog
      title={t("meeting_adopt_title")}
      onClose={onClose}
      act={{
        word: t("meeting_adopt_act"),
        run: save,
        reason: decision === "" ? t("meeting_adopt_first") : (tooLong ?? needsConnection()),
      }}
    >
      <TextArea
        label={t("field_adopted_by")}
        value={text}
        onInput={setText}
        hint={t("hint_adopted_by")}
      />
      <Refusal words={refusal} />
    </Dialog>
  );
}

function Cancel({ meeting, onClose }: { readonly meeting: Meeting; readonly onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const save = async () => {
    const words = await setState(meeting, "cancelled", null);
    if (words === undefined) onClose();
    else setRefusal(words);
  };
  return (
    <Dialog
      title={<Words k="meeting_cancel_title" parts={{ name: <bdi>{meeting.name}</bdi> }} />}
      onClose={onClose}
      act={{ word: t("meeting_cancel_act"), run: save, reason: needsConnection() }}
    >
      <p>{t("meeting_cancel_words")}</p>
      <Refusal words={refusal} />
    </Dialog>
  );
}

export function States({ meeting }: { readonly meeting: Meeting }) {
  const { state, adopted_by } = meeting.row;
  const right = rightTo("plan_meeting", "meeting", meeting.id);
  const [asked, setAsked] = useState<"minutes_adopted" | "cancelled" | undefined>(undefined);
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const act = (to: MeetingState) => {
    if (to === "minutes_adopted" || to === "cancelled") return setAsked(to);
    void setState(meeting, to, null).then(setRefusal);
  };
  return (
    <Section
      title={t("field_state")}
      end={<span class="muted">{t("state_now", { state: meetingStateWord(state) })}</span>}
    >
      {adopted_by === null ? null : (
        <p class="said" dir="auto">
          {adopted_by}
        </p>
      )}
      <div class="btns block-s">
        {NEXT_MEETING[state].map((to) => (
          <ActButton
            key={to}
            right={right}
            look={to === "cancelled" ? "plain" : "edge"}
            onClick={() => act(to)}
          >
            {t(state === "paused" && to === "open" ? "meeting_resume_do" : WORD[to])}
          </ActButton>
        ))}
      </div>
      <Refusal words={refusal} />
      {asked === "minutes_adopted" ? (
        <Adopt meeting={meeting} onClose={() => setAsked(undefined)} />
      ) : null}
      {asked === "cancelled" ? (
        <Cancel meeting={meeting} onClose={() => setAsked(undefined)} />
      ) : null}
    </Section>
  );
}
