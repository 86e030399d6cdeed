/*
 * The test of everybody: a coalition, people who sign in through their link into browsers of their own,
 * and what each browser was sent. A console error, a thrown one, or a policy that was broken fails the
 * test that caused it.
 */
import { type BrowserContextOptions, test as base, expect, type Page } from "@playwright/test";
import { Coalition, Image, type Kind } from "./coalition.ts";
import { pseudo } from "./pseudo.ts";

export type { Page } from "@playwright/test";
export { expect } from "@playwright/test";

/** All a browser was sent by the server: frames of its sockets, bodies of its answers. */
export class Heard {
  readonly frames: string[] = [];
  readonly sent: string[] = [];
  readonly #bodies: Promise<string>[] = [];

  constructor(page: Page) {
    page.on("websocket", (socket) => {
      socket.on("framereceived", ({ payload }) => this.frames.push(String(payload)));
      socket.on("framesent", ({ payload }) => this.sent.push(String(payload)));
    });
    page.on("response", (response) => {
      if (!new URL(response.url()).pathname.startsWith("/api/")) return;
      if (response.status() === 101) return;
      this.#bodies.push(response.text().catch(() => ""));
    });
  }

  async everything(): Promise<string> {
    return [...this.frames, ...(await Promise.all(this.#bodies))].join("\n");
  }
}

/* The browser itself says these when a server is gone or a line is cut, as tests do on purpose. */
const EXPECTED = /Failed to load resource|WebSocket connection to|net::ERR_/;

/* The answer to the hello of somebody, which brings all that they may see. */
const WELCOME = /"person_id":"[^"]+","spaces":.*"mode":"(?:rows|nothing)"/;

/** How a browser is set; isPseudo: with the words of no language, where it asks for Spanish. */
export type VisitOptions = BrowserContextOptions & { readonly isPseudo?: boolean };

interface Options {
  /** What the coalition was made from. */
  seed: Kind;
}

interface Fixtures {
  coalition: Coalition;
  faults: string[];
  /** A browser nobody is signed in to, at the list of organizations. */
  visitor: (options?: VisitOptions) => Promise<Page>;
  /** A browser of its own in which a person has signed in. */
  enter: (name: string, options?: VisitOptions) => Promise<Page>;
}

interface WorkerFixtures {
  images: (kind: Kind) => Image;
}

const heard = new WeakMap<Page, Heard>();

export const heardBy = (page: Page): Heard => heard.get(page) as Heard;

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  seed: ["G1", { option: true }],

  images: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
    async ({}, use) => {
      const made = new Map<Kind, Image>();
      await use((kind) => {
        const image = made.get(kind) ?? new Image(kind);
        made.set(kind, image);
        return image;
      });
      for (const image of made.values()) image.remove();
    },
    { scope: "worker" },
  ],

  coalition: async ({ images, seed }, use) => {
    const coalition = await Coalition.of(images(seed));
    try {
      await coalition.serve();
      await use(coalition);
    } finally {
      await coalition.remove();
    }
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names from the pattern
  faults: async ({}, use) => {
    const faults: string[] = [];
    await use(faults);
    expect(faults).toEqual([]);
  },

  visitor: async ({ browser, coalition, faults, contextOptions }, use) => {
    const contexts: { close: () => Promise<void> }[] = [];
    await use(async ({ isPseudo = false, ...options } = {}) => {
      const context = await browser.newContext({
        ...contextOptions,
        locale: "en-GB",
        timezoneId: "UTC",
        viewport: { width: 1280, height: 800 },
        baseURL: coalition.url,
        ...options,
      });
      contexts.push(context);
      if (isPseudo) await pseudo(context);
      const page = await context.newPage();
      heard.set(page, new Heard(page));
      page.on("console", (message) => {
        const text = message.text();
        if (message.type() === "error" && !EXPECTED.test(text)) faults.push(text);
      });
      page.on("pageerror", (error) => faults.push(error.message));
      return page;
    });
    for (const context of contexts) await context.close();
  },

  enter: async ({ coalition, visitor }, use) => {
    await use(async (name, options) => {
      const page = await visitor(options);
      await page.goto(coalition.link(name));
      await page.locator("button.primary").click();
      await expect(page).toHaveURL(/\/today$/);
      await expect(page.locator("main h1")).toBeVisible();
      /* Keys are heard from when the frame stands, which nothing on the screen tells. */
      await expect(async () => {
        await page.keyboard.press("g");
        await page.keyboard.press("n");
        await expect(page).toHaveURL(/\/network$/, { timeout: 1000 });
      }).toPass({ timeout: 20_000 });
      await expect(page.locator("a.row").first()).toBeVisible();
      await expect.poll(() => heardBy(page).frames.some((frame) => WELCOME.test(frame))).toBe(true);
      return page;
    });
  },
});
