// The quantities of what people see, in a real browser whose page has a quarter of a core: Today for somebody
// in forty groups, and a roadmap of as many lines as there may be. Beside each stands the same drawn once
// without logic: a page without any script that has what the client drew, opened and scrolled in the same
// way. Of the roadmap that page has all lines, and not those alone that are in sight.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fillGroups, fillPlan } from "./coalitions.mjs";
import { here, median } from "./servers.mjs";

/* The core is so many times slower to the page: a phone beside this machine. */
const THROTTLE = 4;
/* How often Today is opened in each repetition, and how many frames a plan is scrolled. */
const OPENED = 2;
const FRAMES = 240;
/* What a finger that is in no hurry moves a page by between two frames. */
const STEP = 48;
const SCREEN = { width: 1280, height: 800 };
const MINE = ["--organization", "MFA", "--role", "lead_delegate"];

/** The browser and what it draws may use both cores: this program and the load generator need hardly any. */
const onBothCores = async (use) => {
  const cores = (list) => execFileSync("taskset", ["-cp", list, String(process.pid)], { stdio: "ignore" });
  const before = /: (\S+)\s*$/.exec(execFileSync("taskset", ["-cp", String(process.pid)], { encoding: "utf8" }))[1];
  cores("0,1");
  try {
    return await use();
  } finally {
    cores(before);
  }
};

/* ---- inside the page, ours and the bare one alike ---- */

/** Before anything else of a page: how it says that something is drawn, and when it was told of a change. */
const watch = () => {
  /** When the frame that is being made is out of the page's hands. */
  const framed = () => new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { done(performance.now()); port1.close(); };
      port2.postMessage(0);
    });
  });
  /** When a condition was first seen in a frame that is drawn. */
  const drawn = async (is) => {
    while (!is()) await new Promise(requestAnimationFrame);
    return framed();
  };
  const bench = { framed, drawn, told: new Map() };
  window.bench = bench;
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...words) {
      super(...words);
      this.addEventListener("message", ({ data }) => {
        if (data.includes('"mode":"')) bench.live = true; // the answer to its hello
        for (const word of bench.told.keys()) if (data.includes(word) && !bench.told.get(word)) bench.told.set(word, performance.now());
      });
    }
  };
  /** The milliseconds from each frame to the next while something goes on a step a frame. */
  bench.frames = async (count, step) => {
    const took = [];
    let last = await new Promise(requestAnimationFrame);
    for (let index = 0; index < count; index++) {
      step(index);
      const now = await new Promise(requestAnimationFrame);
      took.push(now - last);
      last = now;
    }
    return took;
  };
};

const openedMs = async (page, url, [selector, count]) => {
  await page.goto(url, { waitUntil: "commit" });
  return page.evaluate(([selector, count]) => window.bench.drawn(() => document.querySelectorAll(selector).length >= count),
    [selector, count]);
};

const scrolled = (page, along) =>
  page.evaluate(([along, count, step]) => {
    const plate = document.querySelector(".timeline");
    plate.scrollTop = plate.scrollLeft = 0;
    const name = along ? "scrollLeft" : "scrollTop";
    return window.bench.frames(count, (index) => { plate[name] = index * step; });
  }, [along, FRAMES, STEP]);

/* ---- the pages without logic ---- */

/** A page as it stands, with its styles in it and without a script. */
const bare = (page) =>
  page.evaluate(async () => {
    const sheets = [...document.querySelectorAll("link[rel=stylesheet]")].map((link) => link.href);
    const styles = await Promise.all(sheets.map(async (url) => (await fetch(url)).text()));
    const copy = document.documentElement.cloneNode(true);
    for (const one of copy.querySelectorAll("script, link, meta[http-equiv]")) one.remove();
    const style = document.createElement("style");
    style.textContent = styles.join("\n");
    copy.querySelector("head").append(style);
    return `<!doctype html>${copy.outerHTML}`;
  });

/** The plan's drawing with all that there is to see of it, from end to end. */
const wholeDrawing = (page) =>
  page.evaluate(async () => {
    const plate = document.querySelector(".timeline");
    const frame = () => window.bench.framed();
    /* the ticks of the years are gathered by going along them; then the whole height is in sight at once */
    const ticks = new Map();
    const words = new Map();
    for (let left = 0; ; left += 320) {
      plate.scrollLeft = left;
      plate.dispatchEvent(new Event("scroll"));
      await frame();
      for (const tick of plate.querySelectorAll("path.grid")) ticks.set(tick.getAttribute("d"), tick.cloneNode());
      for (const word of plate.querySelectorAll(".axis > span:not(.now):not(.corner)")) words.set(word.getAttribute("style"), word.cloneNode(true));
      if (left >= plate.scrollWidth - plate.offsetWidth) break;
    }
    Object.defineProperty(plate, "clientHeight", { value: 10_000_000, configurable: true });
    plate.dispatchEvent(new Event("scroll"));
    await frame();
    const copy = plate.cloneNode(true);
    const svg = copy.querySelector("svg");
    for (const tick of svg.querySelectorAll("path.grid")) tick.remove();
    svg.querySelector("defs").after(...ticks.values());
    const axis = copy.querySelector(".axis");
    for (const word of axis.querySelectorAll("span:not(.now):not(.corner)")) word.remove();
    axis.prepend(...words.values());
    return copy.outerHTML;
  });

/** Serves pages by their names. */
const servePages = async (pages) => {
  const server = createServer((asked, answer) => {
    answer.setHeader("content-type", "text/html; charset=utf-8");
    answer.end(pages.get(new URL(asked.url, "http://localhost").pathname) ?? "");
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { origin: `http://localhost:${server.address().port}`, close: () => new Promise((done) => { server.close(done); server.closeAllConnections(); }) };
};

/** A browser in which somebody is signed in, and pages of it that are as slow as a phone's. */
const withBrowser = async (server, cookie, use) => {
  const { chromium } = createRequire(join(here, "../e2e/"))("@playwright/test");
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync"] });
  const pages = new Map();
  const still = await servePages(pages);
  try {
    const context = await browser.newContext({ viewport: SCREEN, locale: "en-GB", timezoneId: "UTC", serviceWorkers: "block" });
    const [name, value] = cookie.split(/=(.*)/s);
    await context.addCookies([{ name, value, url: server.origin.replace("http:", "https:"), httpOnly: true, secure: true, sameSite: "Lax" }]);
    await context.addInitScript(watch);
    const page = await context.newPage();
    const slow = async (rate = THROTTLE) => (await context.newCDPSession(page)).send("Emulation.setCPUThrottlingRate", { rate });
    return await use({ page, slow, keep: (path, html) => { pages.set(path, html); return still.origin + path; } });
  } finally {
    await browser.close();
    await still.close();
  }
};

const share = (values, part) => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))];
const NAMES = { ours: "tributary", bare: "drawn once, no logic" };
const beside = (ours, still) => ({ [NAMES.ours]: ours, [NAMES.bare]: still });

/** First visit on a device of one's own: all rows come, and are kept. */
const firstVisit = async (page, server, path, place) => {
  await page.goto(server.origin + path);
  const person = await page.evaluate(async () => {
    const answer = await fetch("/api/v1/rpc", { method: "POST", headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "session.who" }) });
    return (await answer.json()).result.person_id;
  });
  await page.evaluate((id) => localStorage.setItem("tributary.own_device", id), person);
  await page.reload();
  await page.locator(place[0]).nth(place[1] - 1).waitFor({ timeout: 120_000, state: "attached" });
  await keptRows(page);
};

/** Waits until the device has all rows, those of narrower spaces too: what is written comes after what is shown. */
const keptRows = (page) =>
  page.waitForFunction(async () => {
    const asked = (request) => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = fail; });
    const database = await asked(indexedDB.open("tributary"));
    const held = await asked(database.transaction("state").objectStore("state").get("held"));
    database.close();
    return held?.spaces.some(({ kind }) => kind === "person");
  }, undefined, { polling: 100 });

/* ---- a change that arrives while one looks ---- */

const CHANGES = 5;
const commandId = () => {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
};

/** The same person words an item anew on another device; from when the page is told to the frame that shows it. */
const changedMs = async (page, server, title) => {
  const item = await page.evaluate((title) => {
    const link = document.querySelector("main ul.rows a[href^='/actions/']");
    window.bench.told.set(title, undefined);
    window.bench.seen = window.bench.drawn(() => link.ownerDocument.querySelector(`a[href='${link.getAttribute("href")}']`)?.textContent === title);
    return { action_item_id: link.getAttribute("href").split("/")[2], from: link.textContent };
  }, title);
  const answer = await fetch(`${server.origin}/api/v1/rpc`, { method: "POST",
    headers: { "content-type": "application/json", origin: server.origin, cookie: server.cookies[1] },
    body: JSON.stringify({ jsonrpc: "2.0", id: commandId(), method: "action_item.edit",
      params: { acting_for: server.filled, action_item_id: item.action_item_id, title: { from: item.from, to: title } } }) });
  const { error } = await answer.json();
  if (error) throw new Error(JSON.stringify(error));
  return page.evaluate(async (title) => (await window.bench.seen) - window.bench.told.get(title), title);
};

/** The same words put into the same place of the page that has no logic. */
const bareChangedMs = (page, title) =>
  page.evaluate(async (title) => {
    const link = document.querySelector("main ul.rows a[href^='/actions/']");
    await new Promise((done) => setTimeout(done, 20 * Math.random())); // between two frames, as a change comes
    const begin = performance.now();
    link.textContent = title;
    return (await window.bench.framed()) - begin;
  }, title);

const several = async (name, measure) => {
  const took = [];
  for (let index = 0; index < CHANGES; index++) took.push(await measure(`${name}, wording ${index}`));
  return took;
};

/* ---- the scales of a plan's drawing ---- */

const SCALES = ["years_20", "years_5", "quarter", "year"];
/* How often one goes through all of them. */
const ROUNDS = 3;

/** The milliseconds from choosing each scale to the frame that shows it; what was drawn, to be drawn again. */
const zoomed = (page) =>
  page.evaluate(async ([scales, rounds]) => {
    const took = [];
    const pictures = [];
    for (let round = 0; round < rounds; round++) {
      for (const scale of scales) {
        await window.bench.framed();
        const begin = performance.now();
        document.querySelector(`input[name=scale][value=${scale}]`).click();
        took.push((await window.bench.framed()) - begin);
        if (round === 0) pictures.push(document.querySelector(".years").outerHTML);
      }
    }
    return { took, pictures };
  }, [SCALES, ROUNDS]);

const bareZoomed = (page, pictures) =>
  page.evaluate(async ([pictures, rounds]) => {
    const took = [];
    for (let round = 0; round < rounds; round++) {
      for (const picture of pictures) {
        const template = document.createElement("template");
        template.innerHTML = picture;
        await window.bench.framed();
        const begin = performance.now();
        document.querySelector(".years").replaceWith(template.content);
        took.push((await window.bench.framed()) - begin);
      }
    }
    return took;
  }, [pictures, ROUNDS]);

export const makeScreens = ({ kept, makeFile, tributary, whileRunning }) => {
  const groupsFile = () => kept("groups", () => makeFile({ organizations: 300, people: [MINE],
    fill: (db) => fillGroups(db, db.prepare("SELECT organization_id FROM organization_name WHERE text = 'MFA'").pluck().get()) }));
  const planFile = () => kept("plan", () => makeFile({ people: [MINE], fill: fillPlan }));

  const onScreen = (file, use) => onBothCores(() =>
    whileRunning(tributary(file), (server) => withBrowser(server, server.cookies[1], (tools) => use({ ...tools, server }))));

  /** Today: from a visit to its being drawn, and from a change that arrives to the frame that shows it. */
  const today = () => onScreen(groupsFile(), async ({ page, slow, keep, server }) => {
    const place = ["main ul.rows > li", 100];
    await firstVisit(page, server, "/today", place);
    const still = keep("/today", await bare(page));
    await slow();
    const opened = { ours: [], bare: [] };
    const changed = { ours: [], bare: [] };
    for (let time = 0; time < OPENED; time++) {
      opened.bare.push(await openedMs(page, still, place));
      changed.bare.push(...await several(`Time ${time}`, (title) => bareChangedMs(page, title)));
      opened.ours.push(await openedMs(page, `${server.origin}/today`, place));
      await page.waitForFunction(() => window.bench.live);
      const name = `Time ${time} of ${Date.now()}`;
      changed.ours.push(...await several(name, (title) => changedMs(page, server, title)));
    }
    return { opened: beside(median(opened.ours), median(opened.bare)), changed: beside(median(changed.ours), median(changed.bare)) };
  });

  /** The roadmap: opened, scrolled down and along the years, and seen at all four scales. */
  const roadmap = () => onScreen(planFile(), async ({ page, slow, keep, server }) => {
    const path = `/plans/${server.filled}?as=drawing&scale=year`;
    const place = [".timeline .mswords", 10];
    await firstVisit(page, server, path, place);
    const still = keep("/plan", await kept("plan, drawn once", async () => {
      await openedMs(page, server.origin + path, place);
      const html = await bare(page);
      const whole = await wholeDrawing(page);
      return html.replace(/<section[^>]*class="drawing timeline[\s\S]*?<\/section>/, () => whole);
    }));
    await slow();
    const of = async (url, zoom) => {
      const opened = [await openedMs(page, url, place)];
      const down = await scrolled(page, false);
      const along = await scrolled(page, true);
      return { opened, down, along, zoom: await zoom() };
    };
    let pictures;
    const ours = await of(server.origin + path, async () => {
      const { took, pictures: drawn } = await zoomed(page);
      pictures = drawn;
      return took;
    });
    const other = await of(still, () => bareZoomed(page, pictures));
    const both = (name, part) => beside(share(ours[name], part), share(other[name], part));
    return {
      opened: both("opened", 0.5),
      ...Object.fromEntries(["down", "along", "zoom"].flatMap((name) =>
        [["p50", 0.5], ["p95", 0.95], ["worst", 1]].map(([word, part]) => [`${name} ${word}`, both(name, part)]))),
    };
  });

  return { today, roadmap };
};
