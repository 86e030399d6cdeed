/*
 * What somebody is told: the bell and its page, the same on all their devices, with and without a line; what of it
 * stands on Today; what has changed since they looked; how loudly, and how mails are ended. And that nobody is told of
 * what they may not see.
 */
import { execFileSync } from "node:child_process";
import { AxeBuilder } from "@axe-core/playwright";
import { admit, goTo, heading, idHere, section, startGroup } from "./support/screens.ts";
import { expect, heardBy, type Page, test } from "./support/test.ts";
import { call, newId, rowsIn, snapshot } from "./support/wire.ts";

const MFA = "Migrant Forum in Asia";
const PICUM = "Platform for International Cooperation on Undocumented Migrants";
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test.describe.configure({ timeout: 120_000 });

async function accessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

/** The same person on another device. */
const again = async (page: Page, link: string): Promise<Page> => {
  await page.goto(link);
  await page.locator("button.primary").click();
  await expect(page).toHaveURL(/\/today$/);
  await expect(page.locator("main h1")).toBeVisible();
  return page;
};

/** What is fetched ahead of being gone to has come. */
const fetched = (page: Page, module: string): Promise<void> =>
  expect
    .poll(() =>
      page.evaluate(
        (name) => performance.getEntriesByType("resource").some((one) => one.name.includes(name)),
        `/assets/${module}-`,
      ),
    )
    .toBe(true);

const bell = (page: Page) => page.getByRole("link", { name: /^For you/ });
const fresh = (page: Page) => section(page, "Not seen yet").locator("ul.rows > li");
const seen = (page: Page) => section(page, "Seen").locator("ul.rows > li");
const waits = (page: Page) => section(page, "Waits for you").locator("ul.rows > li");

const personOf = async (page: Page) =>
  String((await call(page, "session.who", {}, "1")).result?.["person_id"]);

const organization = async (page: Page, name: string) =>
  String(
    rowsIn(await snapshot(page), "organization").find((row) => row["name"] === name)?.[
      "organization_id"
    ],
  );

async function done(page: Page, method: string, params: Record<string, unknown>): Promise<void> {
  expect((await call(page, method, params)).error).toBeUndefined();
}

/** Speaks to somebody where a thing is. */
async function speakTo(
  page: Page,
  whom: string,
  about: readonly [table: string, id: string],
  words: string,
  acting_for?: string,
): Promise<string> {
  const comment_id = newId();
  await done(page, "comment.add", {
    ...(acting_for === undefined ? {} : { acting_for }),
    comment_id,
    about_table: about[0],
    about_id: about[1],
    text: `${words} @[person:${whom}]`,
  });
  return comment_id;
}

test("who is spoken to hears a bell on all their devices, and has seen it on all when on one", async ({
  coalition,
  enter,
  visitor,
}) => {
  const writer = await enter("PICUM delegate 1");
  const wide = await enter("MFA delegate 1");
  const phone = await again(await visitor(PHONE), coalition.link("MFA delegate 1", 1));
  const me = await personOf(wide);
  const mfa = await organization(wide, MFA);
  const picum = await organization(wide, PICUM);
  for (const page of [wide, phone]) await expect(bell(page)).toHaveAccessibleName("For you");
  await speakTo(writer, me, ["organization", mfa], "Heron asks", picum);
  for (const page of [wide, phone]) {
    await expect(bell(page)).toHaveAccessibleName("For you 1 not seen");
  }
  /* nobody else is told */
  await expect(bell(writer)).toHaveAccessibleName("For you");
  expect(heardBy(writer).frames.join()).not.toContain('"notification"');

  await bell(wide).click();
  await expect(heading(wide, "For you")).toBeVisible();
  await expect(fresh(wide)).toHaveText([/PICUM delegate 1 mentioned you in Migrant Forum in Asia/]);
  await expect(fresh(wide)).toContainText("“Heron asks @MFA delegate 1”");
  await accessible(wide);

  /* What comes meanwhile moves nothing, and is counted. */
  await speakTo(writer, me, ["organization", mfa], "Egret asks", picum);
  await expect(bell(wide)).toHaveAccessibleName("For you 2 not seen");
  await expect(fresh(wide)).toHaveCount(1);
  await wide.getByRole("button", { name: "1 new, show" }).click();
  await expect(fresh(wide)).toHaveText([/Egret asks/, /Heron asks/]);

  /* Seen by a button, without a line: it goes when the line is back. */
  await bell(phone).click();
  await expect(fresh(phone)).toHaveText([/Egret asks/, /Heron asks/]);
  await phone.context().setOffline(true);
  await expect(phone.getByText(/^No connection since/)).toBeVisible();
  await phone
    .getByRole("button", { name: /^Seen: PICUM delegate 1/ })
    .first()
    .click();
  await expect(fresh(phone)).toHaveText([/Heron asks/]);
  await expect(seen(phone)).toHaveText([/Egret asks/]);
  await expect(bell(wide)).toHaveAccessibleName("For you 2 not seen");
  await phone.context().setOffline(false);
  await expect(bell(wide)).toHaveAccessibleName("For you 1 not seen");
  await expect(fresh(wide)).toHaveText([/Heron asks/]);

  /* Seen by being opened. */
  await fresh(wide).getByRole("link").click();
  await expect(heading(wide, MFA)).toBeVisible();
  for (const page of [wide, phone]) await expect(bell(page)).toHaveAccessibleName("For you");
  await expect(phone.getByText("Nothing new for you.")).toBeVisible();
  await expect(seen(phone)).toHaveText([/Egret asks/, /Heron asks/]);

  /* All at once; and words that were taken back are told of nowhere. */
  await speakTo(writer, me, ["organization", mfa], "Stilt asks", picum);
  const back = await speakTo(writer, me, ["organization", mfa], "Crane asks", picum);
  await speakTo(writer, me, ["organization", mfa], "Plover asks", picum);
  await expect(bell(phone)).toHaveAccessibleName("For you 3 not seen");
  await done(writer, "comment.redact", { acting_for: picum, comment_id: back });
  await expect(bell(phone)).toHaveAccessibleName("For you 2 not seen");
  await phone.getByRole("button", { name: /new, show$/ }).click();
  await expect(fresh(phone)).toHaveText([/Plover asks/, /Stilt asks/]);
  await phone.getByRole("button", { name: "All seen" }).click();
  for (const page of [wide, phone]) await expect(bell(page)).toHaveAccessibleName("For you");
  await expect(seen(phone)).toHaveCount(4);
});

test("what is given to me stands on Today once, and under the bell", async ({ enter }) => {
  const office = await enter("Secretariat 1");
  const delegate = await enter("MFA delegate 1");
  const me = await personOf(delegate);
  await goTo(delegate, "Today");
  await expect(waits(delegate)).toHaveCount(0);
  await done(office, "action_item.create_for_coalition", {
    action_item_id: newId(),
    title: "Count the wells",
    owner_person_id: me,
  });
  await expect(waits(delegate)).toHaveText([/Count the wells/]);
  await expect(bell(delegate)).toHaveAccessibleName("For you 1 not seen");
  await expect(waits(delegate).getByRole("button", { name: /^Seen/ })).toHaveCount(0);

  /* To whom somebody speaks about another thing sees it here too, until it was seen; not twice about the item. */
  await speakTo(office, me, ["organization", await organization(delegate, PICUM)], "Heron asks");
  await expect(waits(delegate)).toHaveText([/Count the wells/, /Secretariat 1 mentioned you in/]);
  await expect(bell(delegate)).toHaveAccessibleName("For you 2 not seen");
  await accessible(delegate);
  await waits(delegate).getByRole("button", { name: /^Seen/ }).click();
  await expect(waits(delegate)).toHaveText([/Count the wells/]);
  await expect(bell(delegate)).toHaveAccessibleName("For you 1 not seen");

  /* Done here, its telling is no longer anything that waits. */
  await waits(delegate).getByRole("button", { name: "Mark as done" }).click();
  await expect(delegate.getByText("Nothing waits for you.")).toBeVisible();
  await bell(delegate).click();
  await expect(fresh(delegate)).toHaveText([/Given to you: Count the wells/]);
});

test("what has changed is told once, by group, and not of a group that was turned down", async ({
  enter,
}) => {
  const facilitator = await enter("MFA delegate 1");
  const member = await enter("PICUM delegate 1");
  await goTo(member, "Today");
  await expect(heading(member, "Today")).toBeVisible();
  const acting_for = await organization(facilitator, MFA);
  await startGroup(facilitator, "Wells group");
  const wells = idHere(facilitator);
  await admit(facilitator, "PICUM", PICUM);
  await startGroup(facilitator, "Reef circle", "the group");
  const reef = idHere(facilitator);
  const plan = (title: string, group_id: string) =>
    done(facilitator, "meeting.plan", {
      acting_for,
      meeting_id: newId(),
      group_id,
      title,
      starts_local: "2031-03-04T20:00",
      ends_local: "2031-03-04T21:00",
      zone: "Africa/Accra",
    });
  await plan("Wells call", wells);
  await plan("Reef call", reef);

  /* The card: how much of what, and the way to read it. */
  await member.goto("/today");
  const card = section(member, "Changed in the last seven days");
  await expect(card).toContainText("1 meeting and 1 group.");
  await card.getByRole("link", { name: "Read the digest" }).click();
  await expect(heading(member, "What has changed")).toBeVisible();
  const wellsNews = section(member, "Wells group").getByRole("listitem");
  await expect(wellsNews).toHaveText([/^New meeting: Wells call/, /^New group: Wells group/]);
  await accessible(member);
  /* what the reader may not see is neither listed nor sent */
  await expect(member.getByRole("main")).not.toContainText("Reef");
  expect(await heardBy(member).everything()).not.toContain(reef);

  /* It stays for the visit, on the way back from what it told of too; Today has done with it. */
  await wellsNews.first().getByRole("link").click();
  await expect(heading(member, "Wells call")).toBeVisible();
  await member.goBack();
  await expect(wellsNews).toHaveCount(2);
  await goTo(member, "Today");
  await expect(card).toHaveCount(0);
  await expect(member.getByRole("link", { name: "Read the digest" })).toHaveCount(0);
  await member.goto("/news");
  await expect(member.getByText("Nothing has changed")).toBeVisible();

  /* Without a line it says so. */
  await plan("Second call", wells);
  await goTo(member, "Today");
  await expect(member.getByRole("link", { name: "Read the digest" })).toBeVisible();
  await member.context().setOffline(true);
  await expect(member.getByText(/^No connection since/)).toBeVisible();
  await member.getByRole("link", { name: "Read the digest" }).click();
  await expect(member.getByRole("button", { name: "Look again" })).toBeDisabled();
  await member.context().setOffline(false);
  await expect(wellsNews).toHaveText([/^New meeting: Second call/]);

  /* Turned down on the group's page: no news of it any more. */
  await member.goto(`/groups/${wells}`);
  const volume = member.getByRole("combobox", { name: "How loudly: Wells group" });
  await volume.selectOption("quiet");
  await expect
    .poll(async () => rowsIn(await snapshot(member), "subscription").map((row) => row["volume"]))
    .toEqual(["quiet"]);
  await plan("Third call", wells);
  await done(facilitator, "comment.add", {
    acting_for,
    comment_id: newId(),
    about_table: "organization",
    about_id: acting_for,
    text: "Said to all",
  });
  await member.goto("/news");
  await expect(section(member, "Global Coalition on Migration").getByRole("listitem")).toHaveText([
    /^Comments on Migrant Forum in Asia: 1/,
  ]);
  await expect(member.getByRole("main")).not.toContainText("Third call");
});

test("without a line what has changed cannot be asked, and it is said that nothing is lost", async ({
  enter,
}) => {
  const member = await enter("PICUM delegate 1");
  await goTo(member, "Today");
  await bell(member).click();
  await expect(member.getByText("Nothing new for you.")).toBeVisible();
  await fetched(member, "News");
  await member.context().setOffline(true);
  await expect(member.getByText(/^No connection since/)).toBeVisible();
  await member.getByRole("main").getByRole("link", { name: "What has changed" }).click();
  await expect(member.getByText(/It will stand here when the line is back/)).toBeVisible();
  await member.context().setOffline(false);
  await expect(member.getByText("Nothing has changed")).toBeVisible();
});

test("how one is told is kept, on all devices, and two wordings are both shown", async ({
  coalition,
  enter,
  visitor,
}) => {
  const wide = await enter("MFA delegate 1");
  const phone = await again(await visitor(PHONE), coalition.link("MFA delegate 1", 1));
  await startGroup(wide, "Wells group");
  for (const page of [wide, phone]) await page.goto("/me");
  await expect(wide.getByText(/^This server sends no mail/)).toBeVisible();
  const how = (page: Page) => section(page, "How I am told");
  const change = async (page: Page, field: string, option: string) => {
    await how(page)
      .getByRole("button", { name: `Change: ${field}` })
      .click();
    await how(page).getByRole("combobox", { name: field }).selectOption(option);
  };
  const save = (page: Page) => how(page).getByRole("button", { name: "Save this" }).click();

  await change(wide, "Digest at", "18:00");
  await save(wide);
  await expect(how(phone)).toContainText("18:00");
  await change(wide, "Words from closed groups", "stand in mails");
  await expect(how(wide)).toContainText("Mails go through other people’s servers.");
  await accessible(wide);
  await save(wide);
  await expect(how(phone).getByText("stand in mails", { exact: true })).toBeVisible();

  /* Two at one field: what each chose stays to be seen. */
  await change(phone, "No mail until", "09:00");
  await change(wide, "No mail until", "10:00");
  await save(wide);
  await expect(how(wide).getByRole("combobox")).toHaveCount(0);
  await expect(how(phone)).toContainText("Theirs, saved");
  await expect(how(phone)).toContainText("10:00");
  await expect(how(phone)).toContainText("09:00");
  await how(phone).getByRole("radio", { name: /Yours/ }).check();
  await how(phone).getByRole("button", { name: "Save yours" }).click();
  await expect(how(wide)).toContainText("09:00");

  /* How loudly: of the coalition and of each of my groups. */
  const volume = (page: Page, name: string) =>
    page.getByRole("combobox", { name: `How loudly: ${name}` });
  await expect(volume(wide, "Global Coalition on Migration")).toHaveValue("normal");
  await volume(wide, "Wells group").selectOption("loud");
  await volume(wide, "Global Coalition on Migration").selectOption("quiet");
  await expect(volume(phone, "Wells group")).toHaveValue("loud");
  await expect(volume(phone, "Global Coalition on Migration")).toHaveValue("quiet");
  await phone.reload();
  await expect(volume(phone, "Wells group")).toHaveValue("loud");
  await expect(how(phone)).toContainText("18:00");
});

test("mail comes by the clock of one’s device, until one chooses another", async ({
  coalition,
  enter,
  visitor,
}) => {
  const page = await enter("MFA delegate 1", { timezoneId: "Asia/Manila" });
  await page.goto("/me");
  const profile = (of: Page) => section(of, "How others see you");
  const clock = async (of: Page) => {
    const how = section(of, "How I am told");
    await how.getByRole("button", { name: "Change: Digest at" }).click();
    await expect(how).toContainText(/By the clock of \w+/);
    const words = await how.locator(".hint").textContent();
    await how.getByRole("button", { name: "Cancel" }).click();
    return words;
  };
  await expect(profile(page)).toContainText("Asia/Manila");
  expect(await clock(page)).toBe("By the clock of Manila.");

  /* A device elsewhere changes nothing; a person does. */
  const away = await again(
    await visitor({ timezoneId: "America/New_York" }),
    coalition.link("MFA delegate 1", 1),
  );
  await away.goto("/me");
  await expect(profile(away)).toContainText("Asia/Manila");
  await profile(away).getByRole("button", { name: "Edit the time zone" }).click();
  await profile(away).getByRole("combobox").selectOption("Africa/Accra");
  await profile(away).getByRole("button", { name: "Save the time zone" }).click();
  await expect(profile(page)).toContainText("Africa/Accra");
  expect(await clock(page)).toBe("By the clock of Accra.");
  const me = await personOf(page);
  expect(
    rowsIn(await snapshot(page), "person").find((row) => row["person_id"] === me)?.["time_zone"],
  ).toBe("Africa/Accra");
});

test("who leaves a group is told of nothing there any more", async ({ enter }) => {
  const facilitator = await enter("MFA delegate 1");
  const member = await enter("PICUM delegate 1");
  const acting_for = await organization(facilitator, MFA);
  const me = await personOf(member);
  await startGroup(facilitator, "Closed circle", "the group");
  const group = idHere(facilitator);
  await admit(facilitator, "PICUM", PICUM);
  await speakTo(facilitator, me, ["group", group], "Bittern asks", acting_for);
  await expect(bell(member)).toHaveAccessibleName("For you 1 not seen");
  await bell(member).click();
  await expect(fresh(member)).toHaveText([/mentioned you in Closed circle/]);
  const own = rowsIn(await snapshot(facilitator), "group_member").find(
    (row) => row["group_id"] === group && row["organization_id"] !== acting_for,
  );
  await done(facilitator, "group_member.end", {
    acting_for,
    group_member_id: own?.["group_member_id"],
  });
  await expect(bell(member)).toHaveAccessibleName("For you");
  await expect(fresh(member)).toHaveCount(0);
  await expect(member.getByText("Nothing new for you.")).toBeVisible();
  await expect(member.getByRole("main")).not.toContainText("Closed circle");
});

/* Links as mails carry them, and what the file keeps of each: BLAKE2b-256 in hex, which Node has not. */
const KEYS = {
  digest: [
    "C_R0iWNjUF5epeXWrOjr-xOnYKQJsftGfUKPxxb58oQ",
    "0cc16817b6737d94ffde8a45926b7f483a5d701235fa5d4ae81dbef1b2867f6b",
  ],
  at_once: [
    "1K6X7yfKN34StfjMdbJrm53RfGMhcQAV_lu2bI5Mx88",
    "d725e3a75b036c72511a9aa0e50bf0cba3780944a4b2035c6bac098ba04f58a4",
  ],
} as const;
function keyInFile(database: string, person_id: string, kind: keyof typeof KEYS): string {
  const [token, kept] = KEYS[kind];
  execFileSync("sqlite3", [
    database,
    `INSERT INTO unsubscribe_key VALUES ('${kept}', '${person_id}', '${kind}', 1900000000000)`,
  ]);
  return token;
}

test("mails are ended by a press of the button, by nothing less, and a bad link says so", async ({
  coalition,
  enter,
  visitor,
}) => {
  const owner = await enter("MFA delegate 1");
  const me = await personOf(owner);
  await owner.goto("/me");
  const how = section(owner, "How I am told");
  await expect(how.getByText("once a day", { exact: true })).toBeVisible();
  await coalition.stop();
  const [digest, at_once] = (["digest", "at_once"] as const).map((kind) =>
    keyInFile(coalition.database, me, kind),
  );
  await coalition.serve();

  /* Nobody is signed in; the key leaves the address at once; being opened ends nothing. */
  const page = await visitor();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  const ended = () => asked.filter((one) => one.includes("unsubscribe/"));
  await page.goto(`/unsubscribe#${digest}`);
  await expect(page.getByText(/^The button ends the kind of mail/)).toBeVisible();
  await expect(page).toHaveURL(/\/unsubscribe$/);
  await accessible(page);
  expect(ended()).toEqual([]);
  await expect(how.getByText("once a day", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "End these mails" }).click();
  await expect(page.getByText("The digest is ended.")).toBeVisible();
  await expect(page.getByText(/turned on again on your own page/)).toBeVisible();
  expect(ended()).toEqual([`POST ${coalition.url}/api/v1/unsubscribe/${digest}`]);
  await expect(how.getByText("none", { exact: true })).toBeVisible();
  await expect(how.getByText("a mail at once", { exact: true })).toBeVisible();
  await page.goto("/network");
  await page.goto(`/unsubscribe#${at_once}`);
  await page.getByRole("button", { name: "End these mails" }).click();
  await expect(page.getByText("Immediate mails are ended.")).toBeVisible();
  await expect(how.getByText("no mail of its own", { exact: true })).toBeVisible();

  /* One that nobody has, one that was cut off, and none at all. */
  for (const bad of ["T".repeat(43), "short"]) {
    await page.goto("/network");
    await page.goto(`/unsubscribe#${bad}`);
    await page.getByRole("button", { name: "End these mails" }).click();
    await expect(page.getByRole("alert")).toContainText("Nothing was ended. This link is too old");
  }
  await page.goto("/network");
  await page.goto("/unsubscribe");
  await expect(page.getByRole("alert")).toContainText("Nothing was ended.");
  await expect(page.getByRole("button", { name: "End these mails" })).toHaveCount(0);
});
