/*
 * What has changed since I last looked, as the server tells it from its log: ids and kinds. Today asks how much there
 * is, the page of news for all of it; what it is called comes with what draws it (news.ts).
 */
import { computed, signal } from "@preact/signals";
import { ask, type Methods, rows, viewer, type WireError } from "../../sync";

export type NewsAnswer = Methods["news.list"]["result"];

const mine = computed(() => rows("attention").value.get(viewer.value.person_id ?? ""));
/* Up to where I have looked, by what I said on any device. */
const seenSeq = computed(() => mine.value?.news_seen_seq ?? 0);

const isAnswer = (value: unknown): value is NewsAnswer =>
  typeof value === "object" && value !== null && "lines" in value && "last_seq" in value;

export interface Told {
  readonly answer: NewsAnswer;
  readonly person_id: string | null;
  /** When I had looked before; null: never, so it tells of a week. */
  readonly sinceMs: number | null;
  readonly askedMs: number;
}

export async function askNews(before?: Told): Promise<Told | WireError> {
  const { person_id } = viewer.peek();
  const sinceMs = before ? before.sinceMs : (mine.peek()?.news_seen_at_ms ?? null);
  /* 0 would mean what I have not looked at; the first entry of a log tells of nobody's deed */
  const params = before ? { after_seq: Math.max(1, before.answer.after_seq) } : {};
  const reply = await ask("news.list", params);
  if (!reply.ok) return reply.error;
  if (!isAnswer(reply.result)) return { code: "E_UNAVAILABLE", message: "", arguments: {} };
  return { answer: reply.result, person_id, sinceMs, askedMs: before?.askedMs ?? Date.now() };
}

export const isUnread = ({ seq }: { readonly seq: number }): boolean => seq > seenSeq.value;

export const isMine = (told: Told | undefined): told is Told =>
  told !== undefined && told.person_id === viewer.value.person_id;

const latest = signal<Told | undefined>(undefined);

/** What Today was told last, while there is something in it that I have not looked at. */
export const forToday = computed(() => {
  const told = latest.value;
  return isMine(told) && told.answer.lines.some(isUnread) ? told : undefined;
});

/** Asks for Today's card; without an answer what was there stays. */
export async function lookForToday(): Promise<void> {
  const told = await askNews();
  if ("answer" in told) latest.value = told;
}
