/*
 * What waits for whoever reads: their action items, meetings they have not answered, times that are
 * offered to them, minutes that they are to finish. The nearest deadline first, what is late before.
 */
import { computed } from "@preact/signals";
import { readFuzzy } from "../../i18n";
import { may } from "../../sync";
import { type Asked, asked } from "./ballots";
import { missingLanguages } from "./charter";
import { type Awaited, awaited, dueOf as dueOfDelivery } from "./deliveries";
import { isApplying, organizations } from "./directory";
import { byDue, type Item, isAlive, isMyItem, isOverdue, isUnowned, items } from "./items";
import {
  byStart,
  isBodyOpen,
  isMyMeeting,
  type Meeting,
  maySpeak,
  meetings,
  mySpeaker,
  nearOnes,
  participantOf,
  partOf,
} from "./meetings";
import { isAhead, isMyMilestone, isPlanAlive, type Milestone, milestones } from "./plan";
import { myMark, optionsOf } from "./planner";
import { rightTo } from "./rights";
import { byGiven, isWaiting, type Voice, voices } from "./voices";

const DAY_MS = 86_400_000;
/* What lies further ahead does not wait for an answer yet. */
const ANSWER_AHEAD_MS = 60 * DAY_MS;
/* So many fit beside what waits. */
const SOON_MOST = 5;

export type Waiting =
  | {
      readonly kind: "item";
      readonly id: string;
      readonly dueMs: number | null;
      readonly item: Item;
    }
  | {
      readonly kind: "milestone";
      readonly id: string;
      readonly dueMs: number | null;
      readonly milestone: Milestone;
    }
  | {
      readonly kind: "ballot";
      readonly id: string;
      readonly dueMs: number;
      readonly asked: Asked;
    }
  | {
      readonly kind: "delivery";
      readonly id: string;
      readonly dueMs: number | null;
      readonly awaited: Awaited;
    }
  | {
      readonly kind: "voice";
      readonly id: string;
      readonly dueMs: null;
      readonly voice: Voice;
    }
  | {
      readonly kind: "answer" | "times" | "minutes";
      readonly id: string;
      readonly dueMs: number | null;
      readonly meeting: Meeting;
    };

function endOf(due_on: string | null): number | null {
  const window = due_on === null ? undefined : readFuzzy(due_on);
  return window ? (window.lastDay + 1) * DAY_MS : null;
}

/** It may wait for somebody who cannot finish it: at the base, or acting for another organization. */
export const mayFinish = ({ id, row }: Item): boolean =>
  isBodyOpen(row.group_id) && rightTo("act_on_item", "action_item", id).ok;

function waitingItems(): readonly Waiting[] {
  return [...items.value.values()]
    .filter((item) => isAlive(item.row) && isMyItem(item.row))
    .toSorted(byDue)
    .map((item) => ({ kind: "item", id: item.id, dueMs: endOf(item.row.due_on), item }));
}

/* What a milestone asks is how it stands: from the day on that it may be due. */
function waitingMilestones(nowMs: number): readonly Waiting[] {
  return [...milestones.value.values()]
    .filter(
      (milestone) =>
        isAhead(milestone.row) &&
        milestone.due !== undefined &&
        milestone.due.firstDay * DAY_MS <= nowMs &&
        isMyMilestone(milestone) &&
        rightTo("act_on_milestone", "milestone", milestone.id).ok &&
        isPlanAlive(milestone.row.plan_id),
    )
    .map((milestone) => ({
      kind: "milestone",
      id: milestone.id,
      dueMs: milestone.due ? (milestone.due.lastDay + 1) * DAY_MS : null,
      milestone,
    }));
}

/* Of a series the next one alone: who comes to that says nothing of the others. */
function unanswered(nowMs: number): readonly Waiting[] {
  const seen = new Set<string>();
  const found: Waiting[] = [];
  /* most meetings lie behind: they are not put in order first */
  const ahead = [...meetings.value.values()].filter(({ row: { state, starts_at_ms: starts } }) => {
    const isAhead = starts !== null && starts > nowMs && starts < nowMs + ANSWER_AHEAD_MS;
    return state === "planned" && isAhead;
  });
  for (const meeting of ahead.toSorted(byStart)) {
    const { id, row } = meeting;
    const starts = row.starts_at_ms;
    const series = row.meeting_series_id ?? id;
    if (seen.has(series) || !isMyMeeting(meeting)) continue;
    seen.add(series);
    const mine = participantOf(id, mySpeaker(row.space_id))?.answer ?? null;
    if (mine === null && isBodyOpen(row.group_id) && maySpeak(row.space_id)) {
      found.push({ kind: "answer", id, dueMs: starts, meeting });
    }
  }
  return found;
}

function unmarked(): readonly Waiting[] {
  return [...meetings.value.values()]
    .filter((meeting) => meeting.row.state === "draft" && isMyMeeting(meeting))
    .filter(({ id, row }) => {
      const options = optionsOf(id);
      return (
        isBodyOpen(row.group_id) &&
        maySpeak(row.space_id) &&
        options.some((option) => myMark(option) === undefined)
      );
    })
    .map((meeting) => ({ kind: "times", id: meeting.id, dueMs: null, meeting }));
}

function unfinished(): readonly Waiting[] {
  return [...meetings.value.values()]
    .filter(
      (meeting) =>
        (meeting.row.state === "ended" || meeting.row.state === "minutes_draft") &&
        isBodyOpen(meeting.row.group_id) &&
        rightTo("plan_meeting", "meeting", meeting.id).ok,
    )
    .map((meeting) => ({ kind: "minutes", id: meeting.id, dueMs: null, meeting }));
}

const waitingVoices = (): readonly Waiting[] =>
  [...voices.value.values()]
    .filter(isWaiting)
    .toSorted(byGiven)
    .map((voice) => ({ kind: "voice", id: voice.id, dueMs: null, voice }));

const waitingBallots = (): readonly Waiting[] =>
  asked().map((one) => ({
    kind: "ballot",
    id: one.ballot.proposal_id,
    dueMs: one.ballot.closes_at_ms,
    asked: one,
  }));

const waitingDeliveries = (): readonly Waiting[] =>
  awaited().map((one) => ({
    kind: "delivery",
    id: one.dispatch.dispatch_id,
    dueMs: endOf(dueOfDelivery(one.delivery, one.dispatch)),
    awaited: one,
  }));

/** Everything that waits for me at a time, the nearest deadline first and what has none last. */
export function waitingAt(nowMs: number): readonly Waiting[] {
  const all = [
    ...waitingItems(),
    ...waitingMilestones(nowMs),
    ...unanswered(nowMs),
    ...unmarked(),
    ...unfinished(),
    ...waitingVoices(),
    ...waitingBallots(),
    ...waitingDeliveries(),
  ];
  return all.toSorted((a, b) => {
    if (a.dueMs !== null && b.dueMs !== null) return a.dueMs - b.dueMs;
    return Number(a.dueMs === null) - Number(b.dueMs === null);
  });
}

/** The next meetings of mine, answered or not; of a series its next. */
export function soonAt(nowMs: number): readonly Meeting[] {
  const coming = [...meetings.value.values()].filter(
    (meeting) =>
      partOf(meeting) === "coming" && isMyMeeting(meeting) && (meeting.row.ends_at_ms ?? 0) > nowMs,
  );
  return nearOnes(coming.toSorted(byStart), 1).slice(0, SOON_MOST);
}

export const inSession = computed<readonly Meeting[]>(() =>
  [...meetings.value.values()].filter(
    (meeting) => partOf(meeting) === "now" && isMyMeeting(meeting),
  ),
);

export interface Desk {
  /** Organizations that wait to be admitted, to the coalition or to another body. */
  readonly applications: number;
  readonly unowned: number;
  readonly overdue: number;
  /** Languages of the coalition that its charter is not in. */
  readonly untranslated: number;
}

/** What the secretariat looks after; undefined for others. */
export function deskAt(nowMs: number): Desk | undefined {
  if (!may("set_affiliation").value.ok) return undefined;
  const all = [...items.value.values()];
  return {
    applications: [...organizations.value.keys()].filter(isApplying).length,
    unowned: all.filter(isUnowned).length,
    overdue: all.filter((item) => isOverdue(item.row, nowMs)).length,
    untranslated: missingLanguages.value.length,
  };
}
