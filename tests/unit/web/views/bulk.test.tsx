/* Several items at once: all are sent before one is answered, and the undo gives each back what it had. */
import "../drawn";
import { act, fireEvent, render, screen } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { laterWords, setLanguage, t } from "web/i18n";
import type { Outcome } from "web/sync/types";
import { begin, enterAsSecretariat, lay, layCoalition, send } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { BulkBar } = await import("web/views/items/Bulk");
const { UndoLine, withdrawUndo } = await import("web/components");
const { items } = await import("web/views/model/items");

const STATES = { count: "open", mend: "doing", write: "blocked" } as const;
type Name = keyof typeof STATES;

beforeEach(async () => {
  await laterWords(["members", "later"]);
  await setLanguage("en");
  begin();
  withdrawUndo();
  vi.clearAllMocks();
  send.mockImplementation(async () => ({ ok: true, result: { seq: 1 } }));
  layCoalition();
  enterAsSecretariat();
  for (const [id, state] of Object.entries(STATES)) {
    const reason = state === "blocked" ? "No boat goes" : null;
    lay("action_item", id, { title: id, state, reason, due_on: id === "mend" ? "2030" : null });
  }
});

function draw(...names: readonly Name[]): void {
  const chosen = names.map((name) => {
    const item = items.value.get(name);
    if (!item) throw new Error("it is there");
    return item;
  });
  render(
    <>
      <BulkBar chosen={chosen} onDone={() => {}} />
      <UndoLine />
    </>,
  );
}

const press = async (name: string | RegExp) =>
  act(async () => void fireEvent.click(screen.getByRole("button", { name })));

/* "count: open → doing", "write: doing → blocked (No boat goes)", "mend: due 2030 → 2031" */
function sent(): readonly string[] {
  return send.mock.calls.map((call) => {
    const {
      action_item_id: id,
      state,
      due_on,
      reason,
    } = call[1] as Record<string, never> & {
      state?: { from: string; to: string };
      due_on?: { from: string | null; to: string | null };
    };
    const edit = state ?? due_on;
    const why = reason === undefined ? "" : ` (${reason})`;
    return `${id}: ${due_on ? "due " : ""}${edit?.from} → ${edit?.to}${why}`;
  });
}

test.each<[readonly Name[], string]>([
  [["mend", "write"], "2 items are done."],
  [["count"], "1 item is done. Undoing keeps it under way: it had not been begun."],
  [["count", "mend"], "2 items are done. Undoing keeps those under way that had not been begun."],
])(
  "%s done: the line says what the undo makes of what had not been begun",
  async (names, words) => {
    draw(...names);
    await press(t("item_done_do"));
    expect(await screen.findByText(words)).toBeTruthy();
    send.mockClear();
    await press("Undo");
    expect(sent()).toEqual(
      names.flatMap((name) =>
        name === "write"
          ? ["write: done → doing", "write: doing → blocked (No boat goes)"]
          : [`${name}: done → doing`],
      ),
    );
  },
);

test("undoing a date gives each item its own again", async () => {
  draw("count", "mend");
  await press(t("bulk_date"));
  fireEvent.input(screen.getByRole("textbox", { name: /Year/ }), { target: { value: "2031" } });
  await press(t("save_date"));
  expect(sent()).toEqual(["count: due null → 2031", "mend: due 2030 → 2031"]);
  send.mockClear();
  await press("Undo");
  expect(sent()).toEqual(["count: due 2031 → null", "mend: due 2031 → 2030"]);
});

test("without a line all that was chosen is sent and shown, though nothing is answered", async () => {
  send.mockImplementation(() => new Promise<Outcome>(() => {}));
  draw("count", "mend", "write");
  await press(t("item_done_do"));
  expect(sent()).toEqual([
    "count: open → doing",
    "count: doing → done",
    "mend: doing → done",
    "write: blocked → doing",
    "write: doing → done",
  ]);
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

test("without a line a date asks no more: it is shown, and its dialog closes", async () => {
  send.mockImplementation(() => new Promise<Outcome>(() => {}));
  draw("count", "mend");
  await press(t("bulk_date"));
  fireEvent.input(screen.getByRole("textbox", { name: /Year/ }), { target: { value: "2031" } });
  await press(t("save_date"));
  expect(sent()).toEqual(["count: due null → 2031", "mend: due 2030 → 2031"]);
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("what was refused is said once, and is not taken back with what went", async () => {
  send.mockImplementation(async (...call) => {
    const { action_item_id } = call[1] as { action_item_id: string };
    if (action_item_id !== "count") return { ok: true, result: { seq: 1 } };
    const error = { code: "E_FORBIDDEN", field: undefined, arguments: {} };
    return { ok: false, command_id: "c", error } as unknown as Outcome;
  });
  draw("count", "mend");
  await press(t("item_done_do"));
  expect(await screen.findByText(/^1 was not changed\./)).toBeTruthy();
  expect(await screen.findByText("1 item is done.")).toBeTruthy();
  send.mockClear();
  await press("Undo");
  expect(sent()).toEqual(["mend: done → doing"]);
});
