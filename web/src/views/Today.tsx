/*
 * Today: what waits for whoever reads, with the deed in its row; what is on and comes soon; and for
 * the secretariat what nobody looks after. Every number leads to its list.
 */
import { useEffect, useState } from "preact/hooks";
import { Button, Link, LoadingRows, PageHead, Refusal, Section, Words } from "../components";
import { formatDate, type Key, t } from "../i18n";
import { connection, loading, slowLoading } from "../sync";
import { finish } from "./items/ItemState";
import { lazy } from "./lazy";
import { MeetingRows } from "./meetings/MeetingRows";
import { dueWords } from "./model/deadline";
import { dueFromMe } from "./model/due";
import { type Item, isOverdue, markOf } from "./model/items";
import {
  type Answer,
  answerMeeting,
  type Meeting,
  markOfMeeting,
  whenWords,
} from "./model/meetings";
import { forToday, lookForToday } from "./model/news_ask";
import { isLate, type Milestone, markOfMilestone } from "./model/plan";
import { takeRefusal } from "./model/refusals";
import { deskAt, inSession, mayFinish, soonAt, type Waiting, waitingAt } from "./model/today";
import { meetingAnswers } from "./model/vocabulary";
import { WaitingRow } from "./WaitingRow";

/* Fetched where there is something to tell. */
const ToldRows = lazy(
  async () => (await import("./attention/OnToday")).ToldRows,
  "members",
  "door",
);
const NewsCard = lazy(
  async () => (await import("./attention/OnToday")).NewsCard,
  "members",
  "door",
);

const VoiceRow = lazy(async () => (await import("./voices/OnToday")).VoiceRow, "members", "door");

const BallotRow = lazy(
  async () => (await import("./decisions/OnToday")).BallotRow,
  "members",
  "door",
);

const DeliveryRow = lazy(
  async () => (await import("./dispatches/OnToday")).DeliveryRow,
  "members",
  "door",
);

/* Time goes on while the page stands open: what was ahead is late after a while. */
const MINUTE_MS = 60_000;

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function ItemRow({ item, now }: { readonly item: Item; readonly now: number }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const { row } = item;
  const isLate = isOverdue(row, now);
  const words = row.due_on === null ? "" : dueWords(row.due_on, now);
  const due = isLate ? <b class="late">{words}</b> : words;
  return (
    <WaitingRow
      mark={markOf(row.state)}
      href={`/actions/${item.id}`}
      title={item.name}
      about={[due, t("today_item", { owner: item.owner })]}
    >
      {row.state === "blocked" ? (
        <Link href={`/actions/${item.id}`} class="btn">
          {t("today_blocked")}
        </Link>
      ) : mayFinish(item) ? (
        <Button onClick={() => void finish(item).then(setRefusal)}>{t("item_done_do")}</Button>
      ) : null}
      <Refusal words={refusal} />
    </WaitingRow>
  );
}

function MilestoneRow({ milestone, now }: { readonly milestone: Milestone; readonly now: number }) {
  const words = dueWords(milestone.row.due_on ?? "", now);
  return (
    <WaitingRow
      mark={markOfMilestone(milestone.row.state)}
      href={`/milestones/${milestone.id}`}
      title={milestone.name}
      about={[
        isLate(milestone, now) ? <b class="late">{words}</b> : words,
        t("today_milestone", { owner: milestone.owner }),
      ]}
    >
      <Link href={`/milestones/${milestone.id}`} class="btn">
        {t("today_milestone_do")}
      </Link>
    </WaitingRow>
  );
}

function AnswerRow({ meeting }: { readonly meeting: Meeting }) {
  const [refusal, setRefusal] = useState<string | undefined>(undefined);
  const when = whenWords(meeting.row);
  const answer = async (to: string) =>
    setRefusal(takeRefusal(await answerMeeting(meeting, to as Answer)));
  return (
    <WaitingRow
      mark={markOfMeeting(meeting.row.state)}
      href={`/meetings/${meeting.id}`}
      title={meeting.name}
      about={[when.there, when.here, t("today_answer")]}
    >
      <fieldset class="filters">
        <legend class="vh">{t("answer_mine")}</legend>
        {meetingAnswers().map(({ value, word }) => (
          <button
            key={value}
            type="button"
            class="chip plainchip"
            onClick={() => void answer(value)}
          >
            {word}
          </button>
        ))}
      </fieldset>
      <Refusal words={refusal} />
    </WaitingRow>
  );
}

const LATER = {
  times: ["today_times", "today_times_do"],
  minutes: ["today_minutes", "today_minutes_do"],
} as const satisfies Record<"times" | "minutes", readonly [Key, Key]>;

function WaitingFor({ one, now }: { readonly one: Waiting; readonly now: number }) {
  if (one.kind === "item") return <ItemRow item={one.item} now={now} />;
  if (one.kind === "milestone") return <MilestoneRow milestone={one.milestone} now={now} />;
  if (one.kind === "voice") return <VoiceRow voice={one.voice} />;
  if (one.kind === "ballot") return <BallotRow asked={one.asked} />;
  if (one.kind === "delivery") return <DeliveryRow awaited={one.awaited} now={now} />;
  if (one.kind === "answer") return <AnswerRow meeting={one.meeting} />;
  const [about, act] = LATER[one.kind];
  const { meeting } = one;
  return (
    <WaitingRow
      mark={markOfMeeting(meeting.row.state)}
      href={`/meetings/${meeting.id}`}
      title={meeting.name}
      about={[t(about), meeting.body]}
    >
      <Link href={`/meetings/${meeting.id}`} class="btn">
        {t(act)}
      </Link>
    </WaitingRow>
  );
}

const DESK = [
  ["applications", "desk_applications", "/network?standing=applying"],
  ["unowned", "desk_unowned", "/actions?whose=unowned"],
  ["overdue", "desk_overdue", "/actions?whose=overdue"],
  ["untranslated", "desk_untranslated", "/coalition"],
] as const satisfies readonly (readonly [string, Key, string])[];

function Desk({ now }: { readonly now: number }) {
  const desk = deskAt(now);
  if (!desk) return null;
  const lines = DESK.filter(([name]) => desk[name] > 0);
  return (
    <Section title={t("desk_title")}>
      {lines.length === 0 ? <p class="small muted note">{t("desk_nothing")}</p> : null}
      <ul class="plainrows">
        {lines.map(([name, word, href]) => (
          <li key={name}>
            <span>
              <Link href={href}>{t(word, { count: desk[name] })}</Link>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Waits({ now }: { readonly now: number }) {
  const waiting = waitingAt(now);
  const shown = [...waiting, ...soonAt(now), ...inSession.value].map(({ id }) => id);
  const told = dueFromMe(shown);
  const count = waiting.length + told.length;
  return (
    <Section title={t("today_waits")} count={count}>
      {count === 0 ? (
        <p class="note">
          <Words k="today_nothing" />
        </p>
      ) : null}
      <ul class="rows">
        {waiting.map((one) => (
          <WaitingFor key={`${one.kind} ${one.id}`} one={one} now={now} />
        ))}
      </ul>
      {told.length === 0 ? null : <ToldRows list={told} />}
    </Section>
  );
}

/* What has changed since one last looked: asked when the page is opened and when the line is back. */
function News({ now }: { readonly now: number }) {
  const isLive = connection.value === "live";
  useEffect(() => {
    if (isLive) void lookForToday();
  }, [isLive]);
  const told = forToday.value;
  return told === undefined ? null : <NewsCard told={told} now={now} />;
}

function Body() {
  const now = useNow();
  const soon = soonAt(now);
  const live = inSession.value;
  return (
    <>
      <PageHead title={t("room_today")} kicker={formatDate(new Date(now), { dateStyle: "full" })} />
      <div class="two">
        <div>
          <Waits now={now} />
        </div>
        <div class="side">
          {live.length === 0 ? null : (
            <Section title={t("meetings_now")} count={live.length}>
              <MeetingRows list={live} withBody />
            </Section>
          )}
          <Section title={t("today_soon")} count={soon.length}>
            {soon.length === 0 ? <p class="small muted note">{t("today_soon_nothing")}</p> : null}
            <MeetingRows list={soon} withBody />
            <p class="small note">
              <Link href="/meetings">{t("meetings_show_all")}</Link>
            </p>
          </Section>
          <News now={now} />
          <Desk now={now} />
        </div>
      </div>
    </>
  );
}

export const Today = () => (loading.value ? <LoadingRows slow={slowLoading.value} /> : <Body />);
