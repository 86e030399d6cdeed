/*
 * What a coalition has in its daily rooms after a while, which the file does not bring: a meeting with
 * its agenda, one in session, a draft whose time is open, a series, an action item that has begun, a voice
 * that was given and one that came back, proposals at each station and a decision; and what the secretariat sent down
 * the network. By commands, in the name of whoever facilitates the sample caucus; all of it is read by the coalition.
 */
import { expect, type Page } from "@playwright/test";
import { call, newId, rowsIn, snapshot } from "./wire.ts";

const CAUCUS = "Sample caucus on detention and deportation";
const CIRCLE = "Sample deportee support circle (West Africa)";

export const MEETING = "Where the reports stand";
export const IN_SESSION = "Opening call of the caucus";
export const DRAFT = "One more session before Geneva";
export const SERIES = "Monthly call";
export const VOICE = "Wages left unpaid after removal";
export const RETURNED = "Fees charged twice for the same job";
export const DRAFTED = "A common form for accounts of removal";
export const DISCUSSED = "Wages are paid before anybody is returned";
export const ASKED = "Common demand on redress for those who were removed";
export const COUNTED = "Two calls a year in the languages of the members";
export const CARRIED = "Redress is claimed from where people live now";
export const SENT = "Figures on returns, counted the same way everywhere";
export const ITEM = "Collect the figures on returns from the members";

const VISIBLE = { visibility: "coalition" } as const;
const ZONE = "Africa/Accra";

const on = (day: string, starts: string, ends: string) => ({
  starts_local: `${day}T${starts}`,
  ends_local: `${day}T${ends}`,
  zone: ZONE,
});

interface Ids {
  readonly group_id: string;
  readonly organization_id: string;
}

/* For the circle, which the facilitator speaks for. */
async function tell(page: Page, method: string, params: Readonly<Record<string, unknown>>) {
  const answer = await call(page, method, { ...params, acting_for: circleOf.get(page) });
  expect(answer.error, `${method}: ${answer.text}`).toBeUndefined();
  expect(answer.status).toBe(200);
}

const circleOf = new WeakMap<Page, string>();

async function findIds(page: Page): Promise<Ids> {
  const lines = await snapshot(page);
  const find = (table: string, name: string) =>
    String(rowsIn(lines, table).find((row) => row["name"] === name)?.[`${table}_id`]);
  return { group_id: find("group", CAUCUS), organization_id: find("organization", CIRCLE) };
}

async function addPoint(page: Page, facts: Readonly<Record<string, unknown>>): Promise<string> {
  const agenda_item_id = newId();
  await tell(page, "agenda_item.add", { agenda_item_id, ...facts });
  return agenda_item_id;
}

async function planMeeting(page: Page, { group_id, organization_id }: Ids): Promise<void> {
  const meeting_id = newId();
  const when = on("2031-03-04", "10:00", "11:30");
  const facts = { title: MEETING, place: "Accra", place_precision: "city", ...when };
  await tell(page, "meeting.plan", { meeting_id, group_id, ...VISIBLE, ...facts });
  await addPoint(page, { meeting_id, title: "Opening", minutes_planned: 10 });
  const reports = { title: "Reports of the members", minutes_planned: 15 };
  const parent_id = await addPoint(page, {
    ...{ meeting_id, presenter_organization_id: organization_id },
    ...{ ...reports, note: "Two pages each, sent a week ahead." },
  });
  const figures = { title: "Figures on returns", minutes_planned: 20 };
  const agenda_item_id = await addPoint(page, { meeting_id, parent_id, ...figures });
  const about = { about_table: "group", about_id: group_id };
  await tell(page, "agenda_item.link", { trace_link_id: newId(), agenda_item_id, ...about });
  await addPoint(page, { meeting_id, title: "Any other business" });
  const waits = { group_id, title: "Interpretation at the next call", ...VISIBLE };
  await tell(page, "agenda_item.propose", { agenda_item_id: newId(), ...waits });
  const answers = { meeting_participant_id: newId(), answer: "yes" };
  await tell(page, "meeting.answer", { meeting_id, ...answers });
}

async function holdMeeting(page: Page, { group_id, organization_id }: Ids): Promise<void> {
  const meeting_id = newId();
  const when = on("2031-02-04", "10:00", "11:00");
  await tell(page, "meeting.plan", {
    meeting_id,
    group_id,
    ...VISIBLE,
    title: IN_SESSION,
    ...when,
  });
  const agenda_item_id = await addPoint(page, { meeting_id, title: "What we owe each other" });
  const state = { from: "planned", to: "open" };
  await tell(page, "meeting.set_state", { meeting_id, state });
  const text = "All members but two sent what they had.";
  await tell(page, "minutes.write", { minutes_id: newId(), meeting_id, agenda_item_id, text });
  const was = { organization_id, attendance: "present" };
  const meeting_participant_id = newId();
  await tell(page, "meeting.attend", { meeting_id, meeting_participant_id, ...was });
  const action_item_id = newId();
  const owner = { owner_organization_id: organization_id, due_on: "2030-Q4" };
  const facts = { group_id, ...VISIBLE, title: ITEM, agenda_item_id, ...owner };
  await tell(page, "action_item.create", { action_item_id, ...facts });
  const begun = { from: "open", to: "doing" };
  await tell(page, "action_item.set_state", { action_item_id, state: begun });
  await tell(page, "action_item.edit", { action_item_id, progress: { from: 0, to: 40 } });
  const steps = ["Write to the regions", "Ask those who did not answer"].map((line) => ({
    action_item_step_id: newId(),
    text: line,
  }));
  for (const step of steps) await tell(page, "action_item_step.add", { action_item_id, ...step });
  const action_item_step_id = steps[0]?.action_item_step_id;
  await tell(page, "action_item_step.edit", { action_item_step_id, is_done: { from: 0, to: 1 } });
  const about = { about_table: "action_item", about_id: action_item_id };
  const comment_id = newId();
  await tell(page, "comment.add", { comment_id, ...about, text: "By when do you need ours?" });
  const reply = { comment_id: newId(), parent_id: comment_id, text: "By the end of the quarter." };
  await tell(page, "comment.reply", reply);
}

async function draftMeeting(page: Page, { group_id, organization_id }: Ids): Promise<void> {
  const meeting_id = newId();
  const draft = { meeting_id, group_id, ...VISIBLE, title: DRAFT, state: "draft" };
  await tell(page, "meeting.plan", draft);
  const zone = { organization_zone_id: newId(), organization_id, zone: "Asia/Manila" };
  await tell(page, "organization_zone.add", zone);
  const hours = [
    ["09:00", "10:00"],
    ["16:00", "17:00"],
  ] as const;
  for (const [starts, ends] of hours) {
    const meeting_option_id = newId();
    const when = on("2031-03-18", starts, ends);
    await tell(page, "meeting_option.add", { meeting_id, meeting_option_id, ...when });
    const mark = { meeting_option_mark_id: newId(), mark: "suits" };
    await tell(page, "meeting_option.mark", { meeting_option_id, ...mark });
  }
}

/* Of the facilitator, who is a delegate of the circle too; read inside it alone. */
async function giveVoice(page: Page, title: string): Promise<string> {
  const contribution_id = newId();
  const edition_id = newId();
  const told = { kind: "testimony", title, text: "It happened to several of us.", language: "en" };
  const more = { theme: "Redress", concerns: "Deportees", place: "Accra" };
  const allowed = { max_space: "coalition", explained_in: "French, face to face" };
  await tell(page, "contribution.write", { contribution_id, ...told, ...more, ...allowed });
  await tell(page, "contribution.submit", { contribution_id, edition_id });
  return edition_id;
}

const TEXT =
  "Whoever was removed can claim unpaid wages from abroad.\n\nEach member collects accounts, with consent.";

/* To a group, put to discussion; its id. */
async function propose(page: Page, group_id: string, title: string): Promise<string> {
  const proposal_id = newId();
  const facts = { title, text: TEXT, language: "en" };
  await tell(page, "proposal.write", { proposal_id, group_id, ...facts });
  await tell(page, "proposal.discuss", { proposal_id });
  return proposal_id;
}

async function openBallot(
  page: Page,
  proposal_id: string,
  more: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const ballot_id = newId();
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
  const closes = { closes_local: `${day}T18:00`, zone: ZONE };
  await tell(page, "ballot.open", { ballot_id, proposal_id, version: 1, ...closes, ...more });
  return ballot_id;
}

/* In the caucus, where many do not answer, and in a group of one organization, which decides. */
async function decide(page: Page, { group_id, organization_id }: Ids): Promise<void> {
  const drafted = { proposal_id: newId(), title: DRAFTED, text: TEXT, language: "en" };
  await tell(page, "proposal.write", { group_id, ...drafted });
  const discussed = await propose(page, group_id, DISCUSSED);
  await openBallot(page, discussed);
  const text = { from: TEXT, to: `${TEXT}\n\nNobody signs before that.` };
  await tell(page, "proposal.edit", { proposal_id: discussed, text });
  await openBallot(page, await propose(page, group_id, ASKED));
  const counted = await openBallot(page, await propose(page, group_id, COUNTED), {
    ...{ occasion: "vote", confidentiality: "secret" },
  });
  await tell(page, "ballot.cast", { ballot_id: counted, version: 1, choice: "yes" });
  await tell(page, "ballot.close", { ballot_id: counted });

  const own = { group_id: newId(), group_member_id: newId() };
  const group = { name: "Redress working group", kind: "working_group", visibility: "coalition" };
  await tell(page, "group.create", { ...own, ...group, organization_id });
  const ballot_id = await openBallot(page, await propose(page, own.group_id, CARRIED));
  const reservation = { choice: "reservation", text: "Forms in each language come first." };
  await tell(page, "ballot.cast", { ballot_id, version: 1, ...reservation });
  await tell(page, "ballot.close", { ballot_id });
}

/* To all at once: the circle has read it, and has words of its own for it. */
async function sendDown(office: Page, page: Page, { organization_id }: Ids): Promise<void> {
  const dispatch_id = newId();
  const words = { kind: "request", title: SENT, text: "Tell us how you count.", language: "en" };
  const answer = await call(office, "dispatch.send", {
    ...{ dispatch_id, ...words, mode: "broadcast", due_on: "2031-Q3" },
  });
  expect(answer.error, answer.text).toBeUndefined();
  const deliveries = rowsIn(await snapshot(page), "delivery");
  const mine = deliveries.find(
    (row) => row["organization_id"] === organization_id && row["dispatch_id"] === dispatch_id,
  );
  const delivery_id = mine?.["delivery_id"];
  await tell(page, "delivery.acknowledge", { delivery_id });
  const wording = { delivery_note_id: newId(), text: "Dites-nous comment vous comptez." };
  await tell(page, "delivery.localise", { delivery_id, ...wording, language: "fr" });
}

/** Fills the daily rooms; the page is the facilitator's, beside the secretariat's. */
export async function fillDailyRooms(page: Page, office: Page): Promise<void> {
  const ids = await findIds(page);
  circleOf.set(page, ids.organization_id);
  await planMeeting(page, ids);
  await holdMeeting(page, ids);
  await draftMeeting(page, ids);
  await giveVoice(page, VOICE);
  const edition_id = await giveVoice(page, RETURNED);
  await tell(page, "edition.return", { edition_id, note: "In which year was that?" });
  await decide(page, ids);
  await sendDown(office, page, ids);
  const rhythm = { frequency: "monthly_by_weekday", every: 1, until_on: "2031-08-31" };
  const when = on("2031-04-08", "14:00", "15:00");
  const series = { meeting_series_id: newId(), title: SERIES, ...when, ...rhythm };
  await tell(page, "meeting_series.plan", { group_id: ids.group_id, ...VISIBLE, ...series });
}
