/*
 * What has changed since I last looked, in names: they come from the replica, and what that lacks is not told.
 */
import { computed, signal } from "@preact/signals";
import { formatDate, formatList, knownZone, localIn, t } from "../../i18n";
import type { WireError } from "../../sync";
import { seeNews } from "./attention";
import { thingOf } from "./comments";
import { coalition } from "./directory";
import { gather } from "./gather";
import { groups } from "./groups";
import { myZone } from "./meetings";
import { askNews, isMine, isUnread, type NewsAnswer, type Told } from "./news_ask";
import { takeRefusal } from "./refusals";

type Line = NewsAnswer["lines"][number];
export type NewsKind = Line["kind"];

export interface News {
  readonly kind: NewsKind;
  readonly id: string;
  readonly seq: number;
  readonly atMs: number;
  readonly count: number;
  readonly name: string;
  readonly href: string;
  /** null: the coalition. */
  readonly group_id: string | null;
}

/* What one goes back to from what it tells of is one visit. */
const VISIT_MS = 3_600_000;

/* What the page of news tells: it stays though it was looked at by now. */
const visit = signal<Told | undefined>(undefined);
export const forVisit = computed(() => (isMine(visit.value) ? visit.value : undefined));

/** Tells the page of news, from where this visit began, and that it was looked at. Why not, where it could not. */
export async function lookForVisit(): Promise<WireError | undefined> {
  const before = forVisit.peek();
  const isOver = before === undefined || Date.now() - before.askedMs > VISIT_MS;
  const told = await askNews(isOver ? undefined : before);
  if (!("answer" in told)) return told;
  visit.value = told;
  const { lines, last_seq } = told.answer;
  const isNew = lines.some(isUnread);
  if (isNew) takeRefusal(await seeNews(last_seq));
  return undefined;
}

/** The lines a reader can follow, the newest first. */
export const newsOf = ({ lines }: NewsAnswer): readonly News[] =>
  lines.flatMap(({ kind, table, row_id, group_id, seq, at_ms, count }) => {
    const thing = thingOf(table, row_id);
    const isKnown = group_id === null || groups.value.has(group_id);
    if (thing === undefined || !isKnown) return [];
    return [{ kind, id: row_id, seq, atMs: at_ms, count, ...thing, group_id }];
  });

/** What has not been looked at yet. */
export const unread = (news: readonly News[]): readonly News[] => news.filter(isUnread);

/* ---- by body and day ---- */

export interface Day {
  readonly day: string;
  readonly lines: readonly News[];
}

export interface Body {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly days: readonly Day[];
}

const bodyName = (id: string): string =>
  (id === "" ? coalition.value?.name : groups.value.get(id)?.name) ?? t("board_coalition");

/** The bodies in the order of their newest line, each day by day as the clocks of the reader have them. */
export function byBody(news: readonly News[]): readonly Body[] {
  const zone = myZone();
  const dayOf = ({ atMs }: News) => localIn(zone, atMs).slice(0, 10);
  return [...gather(news, ({ group_id }) => group_id ?? "")].map(([id, lines]) => ({
    id,
    name: bodyName(id),
    count: lines.length,
    days: [...gather(lines, dayOf)].map(([day, ofDay]) => ({ day, lines: ofDay })),
  }));
}

/* ---- in words ---- */

const COUNTED = {
  meeting_planned: "news_count_meetings",
  meeting_moved: "news_count_meetings",
  meeting_cancelled: "news_count_meetings",
  minutes_circulated: "news_count_minutes",
  minutes_adopted: "news_count_minutes",
  plan_started: "news_count_plans",
  plan_active: "news_count_plans",
  plan_archived: "news_count_plans",
  milestone_reached: "news_count_milestones",
  milestone_missed: "news_count_milestones",
  proposal_discussed: "news_count_proposals",
  proposal_carried: "news_count_proposals",
  proposal_not_carried: "news_count_proposals",
  proposal_blocked: "news_count_proposals",
  group_started: "news_count_groups",
  group_closed: "news_count_groups",
  group_became_alliance: "news_count_groups",
  convening_announced: "news_count_convenings",
  convening_cancelled: "news_count_convenings",
  organization_member: "news_count_organizations",
  organization_observer: "news_count_organizations",
  organization_left: "news_count_organizations",
  item_added: "news_count_items",
  item_blocked: "news_count_items",
  item_done: "news_count_items",
  commented: "news_count_comments",
} as const satisfies Record<NewsKind, string>;

type Counted = (typeof COUNTED)[NewsKind];

/** "2 meetings, 1 plan, and 8 comments": each thing once, though several became of it. */
export function countsOf(news: readonly News[]): string {
  const counts = new Map<Counted, number>();
  const known = new Set<string>();
  for (const one of news) {
    const word = COUNTED[one.kind];
    const isComment = one.kind === "commented";
    if (!isComment && known.has(`${word} ${one.id}`)) continue;
    known.add(`${word} ${one.id}`);
    counts.set(word, (counts.get(word) ?? 0) + (isComment ? one.count : 1));
  }
  return formatList([...counts].map(([word, count]) => t(word, { count })));
}

const DAY_MS = 86_400_000;
/* Within so many days a weekday alone is clear. */
const WEEKDAY_DAYS = 6;

/** "10:05", "Friday", "14 April 2027". */
export function sinceWords(ms: number, nowMs: number): string {
  const zone = myZone();
  const timeZone = knownZone(zone);
  const isToday = localIn(zone, ms).slice(0, 10) === localIn(zone, nowMs).slice(0, 10);
  if (isToday) return formatDate(new Date(ms), { timeStyle: "short", timeZone });
  return nowMs - ms < WEEKDAY_DAYS * DAY_MS
    ? formatDate(new Date(ms), { weekday: "long", timeZone })
    : formatDate(new Date(ms), { dateStyle: "long", timeZone });
}
