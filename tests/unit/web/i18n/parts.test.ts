// @vitest-environment node
/* The parts that the catalogues come in: what a page may say is in what is fetched for it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { type Part, part } from "../../../../web/scripts/words";

const src = fileURLToPath(new URL("../../../../web/src/", import.meta.url));
const english = `${src}i18n/en.json`;

const keys = new Map<Part, readonly string[]>();
const keysOf = (which: Part): readonly string[] => keys.get(which) ?? [];

beforeAll(() => {
  vi.stubEnv("VITEST", ""); // else they are whole, as tests of views want them
  for (const which of ["first", "later", "members", "door"] as const) {
    keys.set(which, Object.keys(JSON.parse(part(english, which))));
  }
  vi.unstubAllEnvs();
});

const all = (): readonly string[] => Object.keys(JSON.parse(readFileSync(english, "utf8")));

/** The keys that a source names whole. */
const said = (file: string): readonly string[] => {
  const text = readFileSync(src + file, "utf8");
  return all().filter((key) => text.includes(`"${key}"`));
};

test("each word that is not of mails is in one of three", () => {
  const parts = [...keysOf("first"), ...keysOf("later"), ...keysOf("members")];
  expect(parts.toSorted()).toEqual(
    all()
      .filter((key) => !key.startsWith("mail_"))
      .toSorted(),
  );
});

describe("at the door and on Today nothing else is needed", () => {
  test.each([
    "views/SignIn.tsx",
    "views/account/Gate.tsx",
    "views/account/Invitation.tsx",
    "components/form.tsx",
    "views/Today.tsx",
    "views/model/meetings.ts",
    "views/items/ItemState.tsx",
    "views/attention/OnToday.tsx",
    "views/attention/told.tsx",
  ])("%s", (file) => {
    const had = new Set([...keysOf("first"), ...keysOf("door")]);
    expect(said(file).length).toBeGreaterThan(2);
    expect(said(file).filter((key) => !had.has(key))).toEqual([]);
  });

  test("and little else comes", () => {
    expect(keysOf("door")).not.toContain("plan_open_as_table");
    expect(keysOf("door").length).toBeLessThan(all().length / 10);
  });
});

describe("a visitor's pages say what comes first or later", () => {
  test.each(["views/network/OrganizationPage.tsx", "views/groups/GroupList.tsx"])("%s", (file) => {
    const had = new Set([...keysOf("first"), ...keysOf("later")]);
    expect(said(file).filter((key) => !had.has(key))).toEqual([]);
  });

  test("the list that they come to says nothing later", () => {
    const first = new Set(keysOf("first"));
    expect(said("views/network/NetworkList.tsx").filter((key) => !first.has(key))).toEqual([]);
  });
});

test("what is passed on by name brings only what is named", () => {
  const first = new Set(keysOf("first"));
  expect(said("components/EditableList.tsx").every((key) => first.has(key))).toBe(false);
});
