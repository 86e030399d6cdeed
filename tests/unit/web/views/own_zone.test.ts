/* The zone one's hours go by: written once for whoever has none, and named as the server reckons. */
import { beforeEach, expect, test, vi } from "vitest";
import { begin, connection, dismiss, health, lay, send, takeAway, viewer } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));

/* Not where the server is, which reckons in UTC. */
vi.stubEnv("TZ", "Asia/Manila");

const { keepZone, mailZone } = await import("web/views/own_zone");

let count = 0;

/** Somebody who was never here before, with a zone or none. */
function enter(time_zone: string | null): string {
  const person_id = `person-${++count}`;
  lay("person", person_id, { display_name: "Delegate 1", time_zone });
  viewer.value = { person_id, acting_for: null, ready: true };
  return person_id;
}

beforeEach(() => {
  begin();
  send.mockClear();
  dismiss.mockClear();
  connection.value = "live";
  health.value = "fine";
});

test("whoever has no zone gets that of the device, once", async () => {
  const person_id = enter(null);
  await keepZone();
  await keepZone();
  const time_zone = { from: null, to: "Asia/Manila" };
  expect(send.mock.calls).toEqual([["person.edit", { person_id, time_zone }]]);
});

test.each([
  ["who has a zone keeps it", () => enter("Africa/Accra")],
  ["a visitor has none", () => undefined],
  ["before one's own row has come nothing is known", () => takeAway("person", enter(null))],
  [
    "without a line it waits",
    () => {
      enter(null);
      connection.value = "offline";
    },
  ],
  [
    "a server that only reads is not asked",
    () => {
      enter(null);
      health.value = "full";
    },
  ],
])("nothing is written: %s", async (_name, lie) => {
  lie();
  await keepZone();
  expect(send).not.toHaveBeenCalled();
});

test("that another device was faster is nobody's to read", async () => {
  const error = { code: "E_STALE", field: "time_zone", arguments: {} };
  send.mockResolvedValueOnce({ ok: false, command_id: "late", error } as never);
  enter(null);
  await keepZone();
  expect(dismiss).toHaveBeenCalledExactlyOnceWith("late");
});

test("mail goes by the stored zone, and by UTC where none is stored", () => {
  enter("Africa/Accra");
  expect(mailZone()).toBe("Africa/Accra");
  enter(null);
  expect(mailZone()).toBe("UTC");
});
