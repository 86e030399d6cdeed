// @vitest-environment node
/* Ids: commands' rise within a tab whatever the clock does; rows' tell nothing. */
import { afterEach, expect, test, vi } from "vitest";
import { newCommandId, newId, newRoomCode } from "web/sync/ids";

afterEach(() => vi.useRealTimers());

test("command ids are UUIDv7 with the time in front", () => {
  vi.useFakeTimers({ now: 0x2_0000_0000_00, toFake: ["Date"] });
  const id = newCommandId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(id.startsWith("02000000-0000-7")).toBe(true);
});

test("they rise within a millisecond, over more than it can count, and when the clock is set back", () => {
  vi.useFakeTimers({ now: 0x3_0000_0000_00, toFake: ["Date"] });
  const ids = Array.from({ length: 10_000 }, newCommandId);
  vi.setSystemTime(0);
  ids.push(newCommandId());
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
});

test("row ids are UUIDv4", () => {
  expect(newId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test("a room's code is eight letters that are not mistaken for each other, each as likely as any", () => {
  const codes = Array.from({ length: 3000 }, newRoomCode);
  const counts = new Map<string, number>();
  for (const code of codes) {
    expect(code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    for (const letter of code) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(30);
  /* 800 of each are expected; six deviations are 167. A modulo without care would be 6 % off: 50. */
  for (const count of counts.values()) expect(Math.abs(count - 800)).toBeLessThan(167);
  expect(new Set(codes).size).toBe(codes.length);
});
