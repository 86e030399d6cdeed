/* Who comes and who was there: my own answer by a button, the others' by name. */
import "../../styles/meetings.css";
import { useState } from "preact/hooks";
import { Dots, Name, Refusal, Section } from "../../components";
import { t } from "../../i18n";
import { briefName } from "../model/directory";
import {
  type Answer,
  type Attendance,
  answerMeeting,
  expectedAt,
  isAnswerOpen,
  isRecorded,
  type Meeting,
  maySpeak,
  mySpeaker,
  noteAttendance,
  participantOf,
} from "../model/meetings";
import { takeRefusal } from "../model/refusals";
import {
  answerWord,
  attendanceWord,
  meetingAnswers,
  meetingAttendances,
} from "../model/vocabulary";

/** Three buttons that are one choice. */
export function MyAnswer({ meeting }: { readonly meeting: Meeting }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const speaker = mySpeaker(meeting.row.space_id);
  const now = participantOf(meeting.id, speaker)?.answer ?? null;
  const answer = async (to: Answer) => setRefusal(takeRefusal(await answerMeeting(meeting, to)));
  const { organization_id } = speaker;
  if (!isAnswerOpen(meeting.row.state) || !maySpeak(meeting.row.space_id)) return null;
  return (
    <fieldset class="filters answers">
      <legend>
        {organization_id === null
          ? t("answer_mine")
          : t("answer_for", { organization: briefName(organization_id) })}
      </legend>
      {meetingAnswers().map(({ value, word }) => (
        <button
          key={value}
          type="button"
          class={now === value ? "chip plainchip on" : "chip plainchip"}
          aria-pressed={now === value}
          onClick={() => void answer(value as Answer)}
        >
          {word}
        </button>
      ))}
      <Refusal words={refusal} />
    </fieldset>
  );
}

export function People({
  meeting,
  canRun,
}: {
  readonly meeting: Meeting;
  readonly canRun: boolean;
}) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { state } = meeting.row;
  const everybody = expectedAt(meeting);
  const canNote = canRun && isRecorded(state);
  const coming = everybody.filter((one) => one.answer === "yes").length;
  const present = everybody.filter((one) => one.attendance === "present").length;
  const hasAttendance = everybody.some((one) => one.attendance !== null);
  if (state === "draft") return null;
  const note = async (one: (typeof everybody)[number], attendance: string) =>
    setRefusal(takeRefusal(await noteAttendance(meeting, one, attendance as Attendance)));
  return (
    <Section
      title={t(hasAttendance ? "meeting_present_title" : "meeting_people_title")}
      end={
        <span class="muted">
          {hasAttendance
            ? t("meeting_present_count", { count: present })
            : t("meeting_coming_count", { count: coming })}
        </span>
      }
    >
      {everybody.length === 0 ? (
        <p class="small muted note">{t("meeting_nobody_answered")}</p>
      ) : null}
      <ul class="plainrows">
        {everybody.map((one) => (
          <li key={one.organization_id ?? one.person_id ?? ""}>
            <span>
              <Name>{one.name}</Name>
              <span class="stated">
                <Dots>
                  {[
                    one.answer === null ? t("answer_none") : answerWord(one.answer),
                    one.attendance === null || canNote ? "" : attendanceWord(one.attendance),
                  ]}
                </Dots>
              </span>
            </span>
            {canNote ? (
              <span class="end">
                <select
                  aria-label={t("attendance_of", { name: one.name })}
                  value={one.attendance ?? ""}
                  onChange={(event) => void note(one, event.currentTarget.value)}
                >
                  {one.attendance === null ? (
                    <option value="">{t("attendance_none")}</option>
                  ) : null}
                  {meetingAttendances().map(({ value, word }) => (
                    <option key={value} value={value}>
                      {word}
                    </option>
                  ))}
                </select>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <Refusal words={refusal} />
    </Section>
  );
}
