/*
 * Every screen there is, and the forms and dialogs over them, each with the way to it. What is tried on
 * all of them (axe, widths, directions, the policy, pictures) walks this one list.
 */
import { expect, type Page } from "@playwright/test";
import {
  ASKED,
  CARRIED,
  COUNTED,
  DISCUSSED,
  DRAFT,
  DRAFTED,
  IN_SESSION,
  ITEM,
  MEETING,
  RETURNED,
  SENT,
  SERIES,
  VOICE,
} from "./daily_rooms.ts";
import { rowsIn, snapshot } from "./wire.ts";

export interface Screen {
  readonly name: string;
  /** The address; a name in it stands for that row's id. */
  readonly at: string;
  /** What to do there: selectors without words, so that they serve in every language. */
  readonly act?: (page: Page) => Promise<void>;
}

const click = (selector: string) => async (page: Page) => {
  await page.locator(selector).first().click();
};

const dialog = (opener: (page: Page) => Promise<void>) => async (page: Page) => {
  await opener(page);
  await expect(page.locator("dialog[open]")).toBeVisible();
};

/* On the page of what was sent first of all. */
const onDispatch = (selector: string) => async (page: Page) => {
  await page.locator("a.row").first().click();
  await expect(page.locator("main .bars")).toBeVisible();
  await page.locator(selector).first().click();
};

const ORGANIZATION = "/network/{Migrant Forum in Asia}";
/* Two lines that are in doubt, one with a parent that is nowhere. */
const TO_FILL_IN =
  "name,other names,founded\nMigrant Forum in Asia,Foro de Migrantes en Asia,1994\n" +
  "Espacio Sin Fronteras,Space without Borders,2003\n";
const TABLE = `name,acronym,country,founded,belongs to
Migrant Forum in Asia,,Philippines,1990,
"Federación Internacional de Trabajadoras y Trabajadores Migrantes del Hogar",MFA,MX,2009,nobody
Union of the Ports,UP,KE,1873,MFA
`;
const PLAN = "/plans/{Sample roadmap 2012–2032}";
const GROUP = "/groups/{Sample caucus on detention and deportation}";

export const SCREENS: readonly Screen[] = [
  { name: "network", at: "/network" },
  { name: "voices-none", at: "/voices" },
  { name: "voices-for-nobody", at: "/voices/new" },
  { name: "decisions-none", at: "/decisions" },
  { name: "proposal-new-coalition", at: "/decisions/new" },
  { name: "dispatches-none", at: "/dispatches" },
  { name: "dispatch-new", at: "/dispatches/new" },
  {
    name: "dispatch-new-error",
    at: "/dispatches/new",
    act: async (page) => {
      await page.locator("main select").first().selectOption("decision");
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  {
    name: "dispatch-sent",
    at: "/dispatches/new",
    act: async (page) => {
      await page.locator("main form input[type=text]").first().fill("Wages before return");
      await page.locator("main form textarea").fill("Tell us of wages that are left unpaid.");
      await page.locator("form .btn.primary").click();
      await expect(page.locator("main .bars")).toBeVisible();
    },
  },
  { name: "dispatch-pause", at: "/dispatches", act: dialog(onDispatch(".side .btns .btn")) },
  { name: "dispatch-recall", at: "/dispatches", act: dialog(onDispatch(".side .btns .btn.plain")) },
  { name: "questions", at: "/questions" },
  { name: "question-ask", at: "/questions", act: click("main .lede + .btns button") },
  { name: "question-answer", at: "/questions", act: click("main section .btns button") },
  { name: "actions", at: "/actions" },
  { name: "actions-all", at: "/actions?whose=all" },
  { name: "actions-board", at: "/actions?whose=all&as=board" },
  { name: "actions-new", at: "/actions/new" },
  { name: "plans", at: "/plans?all=1" },
  { name: "plan-new", at: "/plans/new" },
  {
    name: "plan-new-error",
    at: "/plans/new",
    act: async (page) => {
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  {
    name: "plan-drawing",
    at: `${PLAN}?as=drawing`,
    act: async (page) => {
      await expect(page.locator(".timeline .mswords").first()).toBeVisible();
    },
  },
  { name: "plan-drawing-year", at: `${PLAN}?as=drawing&scale=year` },
  { name: "plan-years", at: `${PLAN}?as=years` },
  { name: "plan-outline", at: `${PLAN}?as=outline` },
  { name: "plan-outline-open", at: `${PLAN}?as=outline`, act: click(".outline .editbtn") },
  { name: "plan-table", at: `${PLAN}?as=table` },
  {
    name: "plan-milestone-add",
    at: `${PLAN}?as=years`,
    act: dialog(click(".viewsbar .btn.primary")),
  },
  {
    name: "plan-archive",
    at: `${PLAN}?as=years`,
    act: dialog(click("section.block .btn.plain")),
  },
  { name: "milestone", at: "/milestones/{Shadow reports from ten member networks}" },
  {
    name: "milestone-reached",
    at: "/milestones/{Shadow reports from ten member networks}",
    act: dialog(click("main section .btns .btn")),
  },
  { name: "today", at: "/today" },
  { name: "more", at: "/more" },
  { name: "notifications", at: "/notifications" },
  { name: "news", at: "/news" },
  { name: "meetings", at: "/meetings" },
  { name: "meetings-all", at: "/meetings?whose=all" },
  { name: "meetings-new", at: "/meetings/new" },
  { name: "network-filtered", at: "/network?standing=coalition" },
  {
    name: "saved-views",
    at: "/network?standing=coalition",
    act: dialog((page) => page.locator(".filters .plainchip").last().click()),
  },
  { name: "network-no-match", at: "/network?region=Mali&standing=member" },
  {
    name: "network-search",
    at: "/network",
    act: async (page) => {
      await page.locator("main [role=combobox]").first().fill("rimd");
      await expect(page.locator("main [role=option]").first()).toBeVisible();
    },
  },
  {
    name: "palette",
    at: "/network",
    act: async (page) => {
      await page.keyboard.press("Control+k");
      await page.locator("dialog [role=combobox]").fill("migr");
      await expect(page.locator("dialog [role=option]").first()).toBeVisible();
    },
  },
  { name: "organization", at: ORGANIZATION },
  { name: "organization-root", at: "/network/{Global Coalition on Migration}" },
  { name: "edit-line", at: ORGANIZATION, act: click(".facts .editbtn") },
  { name: "edit-list", at: ORGANIZATION, act: click(".facts > div:nth-child(3) .editbtn") },
  { name: "edit-date", at: ORGANIZATION, act: click(".facts > div:nth-child(7) .editbtn") },
  {
    name: "edit-error",
    at: ORGANIZATION,
    act: async (page) => {
      await page.locator(".facts .editbtn").first().click();
      await page.locator(".open input").fill("");
      await page.locator(".open .btn.primary").click();
      await expect(page.locator(".fielderr")).toBeVisible();
    },
  },
  {
    name: "tie-add",
    at: ORGANIZATION,
    act: dialog(click("section:has(.ties) > .btns > .btn")),
  },
  {
    name: "tie-circle",
    at: "/network/{Casa Michoacan}",
    act: async (page) => {
      await page.locator("section:has(.ties) > .btns > .btn").first().click();
      await page.locator("dialog [role=combobox]").fill("FEDECMI");
      await page.locator("dialog [role=option]").first().click();
      await page.locator("dialog .btn.primary").click();
      await expect(page.locator("dialog .circle")).toBeVisible();
    },
  },
  { name: "tie-change", at: ORGANIZATION, act: dialog(click(".tie .editbtn")) },
  {
    name: "tie-end",
    at: ORGANIZATION,
    act: dialog(click("section:has(.ties) > .btns > .btn.plain")),
  },
  { name: "organization-new", at: "/network/new" },
  {
    name: "organization-new-error",
    at: "/network/new",
    act: async (page) => {
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  {
    name: "network-drawing",
    at: "/network/drawing?as=drawing",
    act: async (page) => {
      await expect(page.locator(".plate")).toBeVisible();
    },
  },
  { name: "network-tree", at: "/network/drawing?as=table&on=2012" },
  { name: "history-drawing", at: "/groups/history?as=drawing" },
  { name: "history-table", at: "/groups/history?as=table" },
  { name: "groups", at: "/groups" },
  { name: "group", at: GROUP },
  { name: "group-over", at: "/groups/{PGA Manila Local Organizing Committee}" },
  {
    name: "group-state",
    at: GROUP,
    act: dialog(click("section:has(fieldset.only-upto) .btns .btn")),
  },
  { name: "group-new", at: "/groups/new" },
  { name: "group-past", at: "/groups/{International Work Group}" },
  { name: "organization-history", at: "/network/{Migrants Rights International}" },
  {
    name: "organization-merge",
    at: ORGANIZATION,
    act: dialog(click("main > .btns.block .btn.plain, main .btns.block .btn.plain")),
  },
  { name: "coalition", at: "/coalition" },
  {
    name: "coalition-rule",
    at: "/coalition",
    act: dialog(click("dl.facts .editbtn")),
  },
  { name: "import", at: "/import" },
  {
    name: "import-table",
    at: "/import",
    act: async (page) => {
      await page.locator("textarea").fill(TABLE);
      await page.locator(".btns .btn").first().click();
      await expect(page.locator("table.cards")).toBeVisible();
    },
  },
  {
    name: "import-fill",
    at: "/import",
    act: async (page) => {
      await page.locator("textarea").fill(TO_FILL_IN);
      await page.locator(".doubts input[value=fill]").first().check();
      await page.locator("button.btn:not([disabled])").last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "import-problem",
    at: "/import",
    act: async (page) => {
      await page.locator("textarea").fill("name,country\nA,=1+1\n");
      await expect(page.locator(".errorbox")).toBeVisible();
    },
  },
  {
    name: "samples-remove",
    at: "/import",
    act: dialog(click("section:last-of-type > .btns > .btn:not([disabled])")),
  },
  {
    name: "charter-adopt",
    at: "/coalition",
    act: dialog(click("main section .btns .btn")),
  },
  {
    name: "tie-decision",
    at: "/network/{Building and Woodworkers International}",
    act: async (page) => {
      await page.locator(".tie .editbtn").nth(1).click();
      await page.locator("dialog input[value=member]").check();
      await expect(page.locator("dialog textarea")).toBeVisible();
    },
  },
  { name: "convenings", at: "/convenings?kind=civil_society" },
  { name: "convening", at: "/convenings/{PGA Manila}" },
  {
    name: "convening-possible",
    at: "/convenings/{World Social Forum on Migration 2014 (possible)}",
  },
  {
    name: "convening-edit-place",
    at: "/convenings/{PGA Manila}",
    act: click(".facts > div:nth-child(5) .editbtn"),
  },
  { name: "convening-new", at: "/convenings/new" },
  {
    name: "convening-new-error",
    at: "/convenings/new",
    act: async (page) => {
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  { name: "series", at: "/series/{World Social Forum on Migration}" },
  { name: "series-new", at: "/series/new" },
  {
    name: "history-add",
    at: "/network/{Migrants Rights International}",
    act: dialog(click("section:has(ol.plainrows) > .btns .btn")),
  },
  { name: "first-delegates", at: "/first-delegates" },
  {
    name: "invite",
    at: "/first-delegates",
    act: dialog(click(".plainrows .btn")),
  },
  {
    name: "invite-link",
    at: "/first-delegates",
    act: async (page) => {
      await page.locator(".plainrows .btn").first().click();
      await page.locator("dialog .btn.primary").click();
      await expect(page.locator("dialog input[readonly]")).toBeVisible();
      await expect(page.locator("dialog .qr path")).toHaveAttribute("d", /M/);
    },
  },
  { name: "me", at: "/me" },
  {
    name: "password",
    at: "/me",
    /* what an earlier screen left unsent may stand above, with buttons of its own */
    act: dialog(click("main section .btn:not(.errorbox .btn)")),
  },
  {
    name: "leave-for-good",
    at: "/me",
    act: dialog((page) => page.locator("main section .btn").last().click()),
  },
  { name: "not-here", at: "/network/00000000-0000-4000-8000-00000000dead" },
  {
    name: "keys",
    at: "/groups",
    act: dialog(async (page) => {
      await page.locator("main h1").first().press("?");
    }),
  },
];

/** As the Secretariat's, what only a group's facilitation is offered. */
export const GROUP_SCREENS: readonly Screen[] = [
  { name: "group-facilitated", at: GROUP },
  { name: "group-admit", at: GROUP, act: dialog(click("section:has(.plainrows) .btns .btn")) },
  { name: "group-edit-mandate", at: GROUP, act: click(".facts .editbtn") },
  {
    name: "group-code",
    at: GROUP,
    act: dialog((page) => page.locator("section:has(.plainrows) .btns .btn").nth(1).click()),
  },
  {
    name: "group-code-made",
    at: GROUP,
    act: async (page) => {
      await page.locator("section:has(.plainrows) .btns .btn").nth(1).click();
      await page.locator("dialog .btn.primary").click();
      await expect(page.locator("dialog .roomcode")).toBeVisible();
      await expect(page.locator("dialog .qr path")).toHaveAttribute("d", /M/);
    },
  },
  { name: "group-code-open", at: GROUP },
];

/** What a group may become, for whoever facilitates it. */
const become = (way: string) =>
  dialog(async (page) => {
    await page.locator(`input[name=become][value=${way}]`).check();
    await page.locator("section:has(input[name=become]) .btns .btn").click();
  });

export const BECOME_SCREENS: readonly Screen[] = [
  { name: "group-alliance", at: GROUP, act: become("alliance") },
  { name: "group-merge", at: GROUP, act: become("merge") },
];

/* The second line of an agenda, opened in its place. */
const openPoint = async (page: Page) => {
  await page.locator(".agendaitem").nth(1).locator(".agendaline .editbtn").click();
  await expect(page.locator(".agendaopen")).toBeVisible();
};

/* Several are being chosen, and these are the first two. */
const chooseTwo = async (page: Page) => {
  await page.locator("main .more .linkbtn[aria-pressed]").click();
  for (const index of [0, 1]) await page.locator("label.pick input").nth(index).check();
  await expect(page.locator(".bulk .btn")).toHaveCount(3);
};

/** Once the daily rooms are filled, as who facilitates the caucus and has the action item. */
export const DAILY_SCREENS: readonly Screen[] = [
  { name: "today-daily", at: "/today" },
  { name: "meetings-coming", at: "/meetings?whose=all" },
  { name: "group-daily", at: GROUP },
  { name: "meeting", at: `/meetings/{${MEETING}}` },
  { name: "meeting-move", at: `/meetings/{${MEETING}}`, act: dialog(click(".facts .editbtn")) },
  { name: "meeting-agenda-open", at: `/meetings/{${MEETING}}`, act: openPoint },
  {
    name: "meeting-agenda-minutes",
    at: `/meetings/{${MEETING}}`,
    act: async (page) => {
      await openPoint(page);
      await page.locator(".agendaopen .facts .editbtn").nth(1).click();
      await expect(page.locator(".agendaopen .open select")).toBeVisible();
    },
  },
  {
    name: "meeting-agenda-presenter",
    at: `/meetings/{${MEETING}}`,
    act: async (page) => {
      await page.locator(".agendaitem").first().locator(".agendaline .editbtn").click();
      await page.locator(".agendaopen .facts .editbtn").nth(2).click();
      await page.locator(".agendaopen [role=combobox]").fill("migr");
      await expect(page.locator(".agendaopen [role=option]").first()).toBeVisible();
    },
  },
  {
    name: "meeting-in-session",
    at: `/meetings/{${IN_SESSION}}`,
    act: async (page) => {
      await page.locator(".agendaline .editbtn").first().click();
      await expect(page.locator(".agendaitem input")).toBeVisible();
    },
  },
  {
    name: "meeting-said",
    at: `/meetings/{${IN_SESSION}}`,
    act: async (page) => {
      await page.locator(".minutes .editbtn").first().click();
      await expect(page.locator(".minutes textarea")).toBeVisible();
    },
  },
  { name: "meeting-draft", at: `/meetings/{${DRAFT}}` },
  {
    name: "meeting-offer",
    at: `/meetings/{${DRAFT}}`,
    act: dialog(click("section:has(.option) > .btns .btn")),
  },
  { name: "meeting-series", at: `/meetings/{${SERIES}}` },
  {
    name: "series-change",
    at: `/meetings/{${SERIES}}`,
    act: dialog(click(".side section:has(.rows) .btns .btn")),
  },
  {
    name: "series-end",
    at: `/meetings/{${SERIES}}`,
    act: dialog((page) => page.locator(".side section:has(.rows) .btns .btn").last().click()),
  },
  { name: "actions-bulk", at: "/actions?whose=all", act: chooseTwo },
  {
    name: "actions-bulk-give",
    at: "/actions?whose=all",
    act: dialog(async (page) => {
      await chooseTwo(page);
      await page.locator(".bulk .btn").first().click();
    }),
  },
  {
    name: "actions-bulk-date",
    at: "/actions?whose=all",
    act: dialog(async (page) => {
      await chooseTwo(page);
      await page.locator(".bulk .btn").nth(1).click();
    }),
  },
  { name: "voices", at: "/voices" },
  { name: "voices-no-match", at: "/voices?state=kept" },
  { name: "voice", at: `/voices/{${VOICE}}` },
  { name: "voice-returned", at: `/voices/{${RETURNED}}` },
  { name: "voice-edit", at: `/voices/{${RETURNED}}`, act: click(".facts.quiet .editbtn") },
  {
    name: "voice-give-back",
    at: `/voices/{${VOICE}}`,
    act: dialog(click("main .btns .btn.plain")),
  },
  {
    name: "voice-take-back",
    at: `/voices/{${VOICE}}`,
    act: dialog((page) => page.locator("main .btns .btn.plain").last().click()),
  },
  { name: "voice-new", at: "/voices/new" },
  {
    name: "voice-new-until",
    at: "/voices/new",
    act: async (page) => {
      await page.locator("input[name=until][value=true]").check();
      await page.locator("input[name=attribution][value=named]").check();
    },
  },
  {
    name: "voice-new-error",
    at: "/voices/new",
    act: async (page) => {
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  { name: "decisions", at: "/decisions" },
  { name: "decisions-no-match", at: "/decisions?state=withdrawn" },
  { name: "proposal-draft", at: `/decisions/{${DRAFTED}}` },
  { name: "proposal-discussed", at: `/decisions/{${DISCUSSED}}` },
  {
    name: "proposal-edit",
    at: `/decisions/{${DISCUSSED}}`,
    act: async (page) => {
      await page.locator("main summary").first().click();
      await page.locator(".facts.quiet .editbtn").first().click();
    },
  },
  {
    name: "proposal-withdraw",
    at: `/decisions/{${DISCUSSED}}`,
    act: dialog(click("main .btns .btn.plain")),
  },
  {
    name: "ballot-open",
    at: `/decisions/{${DISCUSSED}}`,
    act: dialog(click("main .btns .btn")),
  },
  {
    name: "ballot-open-error",
    at: `/decisions/{${DISCUSSED}}`,
    act: dialog(async (page) => {
      await page.locator("main .btns .btn").first().click();
      await page.locator("dialog .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    }),
  },
  {
    name: "proposal-voids",
    at: `/decisions/{${ASKED}}`,
    act: click(".facts.quiet .editbtn"),
  },
  { name: "ballot", at: `/decisions/{${ASKED}}` },
  {
    name: "ballot-block",
    at: `/decisions/{${ASKED}}`,
    act: async (page) => {
      await page.locator("input[name=choice][value=block]").check();
      await page.locator("main form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  {
    name: "ballot-end",
    at: `/decisions/{${ASKED}}`,
    act: dialog(click("main .btns:not(form .btns) .btn.plain")),
  },
  {
    name: "ballot-answered",
    at: `/decisions/{${ASKED}}`,
    act: async (page) => {
      const choice = page.locator("input[name=choice][value=stand_aside]");
      if ((await choice.count()) === 0) return; /* it was answered when it was shown before */
      await choice.check();
      await page.locator("main form .btn.primary").click();
      await expect(page.locator("#answer form")).toHaveCount(0);
    },
  },
  { name: "ballot-counted", at: `/decisions/{${COUNTED}}` },
  { name: "decision", at: `/decisions/{${CARRIED}}` },
  {
    name: "decision-edit",
    at: `/decisions/{${CARRIED}}`,
    act: click(".side .facts .editbtn"),
  },
  { name: "proposal-new", at: "/decisions/new" },
  {
    name: "proposal-new-error",
    at: "/decisions/new",
    act: async (page) => {
      await page.locator("form .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    },
  },
  { name: "dispatches", at: "/dispatches" },
  { name: "dispatches-none-waits", at: "/dispatches?awaited=1" },
  { name: "delivery", at: `/dispatches/{${SENT}}` },
  {
    name: "delivery-act",
    at: `/dispatches/{${SENT}}`,
    act: dialog(click(".mine .btn.primary")),
  },
  {
    name: "delivery-words",
    at: `/dispatches/{${SENT}}`,
    act: dialog(click(".mine .btn:not(.primary, .plain)")),
  },
  {
    name: "delivery-decline-error",
    at: `/dispatches/{${SENT}}`,
    act: dialog(async (page) => {
      await page.locator(".mine .btn.plain").click();
      await page.locator("dialog .btn.primary").click();
      await expect(page.locator(".errorbox")).toBeFocused();
    }),
  },
  { name: "action-owned", at: `/actions/{${ITEM}}` },
  { name: "action-owner", at: `/actions/{${ITEM}}`, act: dialog(click(".facts .editbtn")) },
];

/** The same rooms, as somebody who may only read what is in them. */
export const READER_SCREENS: readonly Screen[] = [
  { name: "meeting-read", at: `/meetings/{${MEETING}}` },
  { name: "meeting-in-session-read", at: `/meetings/{${IN_SESSION}}` },
  { name: "action-read", at: `/actions/{${ITEM}}` },
];

/** Of whoever waits for admission. */
export const APPLICANT_SCREENS: readonly Screen[] = [
  { name: "application", at: "/me" },
  { name: "application-seek", at: "/me", act: dialog(click("main .plainrows .btns .btn")) },
];

/** What only administrators have. */
export const ADMIN_SCREENS: readonly Screen[] = [
  { name: "accounts", at: "/accounts" },
  { name: "staff-invite", at: "/accounts", act: dialog(click("main section .btn")) },
  { name: "account-lock", at: "/accounts", act: dialog(click(".plainrows .linkbtn")) },
];

/** As anybody sees who is not signed in. */
export const DOOR_SCREENS: readonly Screen[] = [
  { name: "sign-in-without", at: "/sign-in" },
  { name: "visitor", at: "/me" },
  { name: "sign-in", at: "/sign-in#what-a-link-carries" },
  {
    name: "sign-in-refused",
    at: "/sign-in",
    act: async (page) => {
      await page.locator("input").nth(0).fill("nobody@example.org");
      await page.locator("input").nth(1).fill("seven rivers meet");
      await page.locator("form .btn.primary").click();
      await expect(page.locator("[role=alert]")).toBeVisible();
    },
  },
  {
    name: "invitation-used",
    at: "/invitation#what-a-link-carries",
    act: async (page) => {
      await expect(page.locator("[role=alert]")).toBeVisible();
    },
  },
  { name: "unsubscribe", at: "/unsubscribe#what-a-link-carries" },
  {
    name: "unsubscribe-refused",
    at: "/unsubscribe#what-a-link-carries",
    act: async (page) => {
      await page.locator(".btn.primary").click();
      await expect(page.locator("[role=alert]")).toBeVisible();
    },
  },
  { name: "join", at: "/join" },
  {
    name: "join-refused",
    at: "/join#AAAABBBB",
    act: async (page) => {
      await expect(page.locator("[role=alert]")).toBeVisible();
    },
  },
];

/* Where two have one name, the later table has it. */
const NAMED = [
  ...["meeting", "action_item", "organization", "group"],
  ...["convening", "series", "plan", "milestone", "contribution", "proposal", "dispatch"],
];

const ids = new WeakMap<Page, Map<string, string>>();

async function idOf(page: Page, name: string): Promise<string> {
  let known = ids.get(page);
  if (!known) {
    known = new Map();
    const lines = await snapshot(page);
    for (const table of NAMED) {
      for (const row of rowsIn(lines, table)) {
        known.set(String(row["name"] ?? row["title"]), String(row[`${table}_id`]));
      }
    }
    ids.set(page, known);
  }
  const found = known.get(name);
  if (!found) throw new Error(`nothing is called ${name}`);
  return found;
}

/** Goes to a screen afresh, and waits until it is drawn. */
export async function show(page: Page, screen: Screen): Promise<void> {
  let at = screen.at;
  const name = /\{(.+)\}/.exec(at)?.[1];
  if (name) at = at.replace(`{${name}}`, await idOf(page, name));
  await page.goto(at);
  await expect(page.locator("h1").first()).toBeVisible();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0);
  await screen.act?.(page);
}
