/* What an item of an agenda is about: what is shown of it, what is offered, what is sent. */
import "../drawn";
import { fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import type { AgendaRow } from "web/views/model/agenda";
import {
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  lay,
  layCoalition,
  layOrganization,
  send,
  takeAway,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { aboutOf, linkableFrom } = await import("web/views/model/agenda_links");
const { AboutItem } = await import("web/views/meetings/AboutItem");

const GROUP = "44444444-4444-4444-8444-444444444444";
const OTHER_GROUP = "55555555-5555-4555-8555-555555555555";
const MEMBER = "11111111-1111-4111-8111-111111111111";

const item = {
  agenda_item_id: "item",
  space_id: GROUP,
  group_id: GROUP,
  title: "Wells",
} as AgendaRow;

const link = (id: string, to_table: string, to_id: string) =>
  lay("trace_link", id, {
    space_id: GROUP,
    from_table: "agenda_item",
    from_id: "item",
    to_table,
    to_id,
    relation: "about",
  });

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  layCoalition();
  layOrganization(MEMBER, { root: { status: "member" } });
  lay("group", GROUP, { name: "Wells group", space_id: GROUP, state: "active", kind: "caucus" });
  lay("meeting", "call", { title: "Wells call", space_id: GROUP, group_id: GROUP });
  lay("agenda_item", "item", { ...item, meeting_id: "call" });
  enterAsDelegate(MEMBER);
});

test("what the reader does not see is not shown, not even as a place where something was", () => {
  link("a", "organization", MEMBER);
  link("b", "milestone", "hidden");
  expect(aboutOf("item").map(({ name, href }) => [name, href])).toEqual([
    [`Organization ${MEMBER}`, `/network/${MEMBER}`],
  ]);
});

test("what was drawn from an item is not what it is about", () => {
  lay("action_item", "deed", { title: "Mend it", space_id: GROUP, group_id: GROUP });
  lay("trace_link", "d", {
    space_id: GROUP,
    from_table: "action_item",
    from_id: "deed",
    to_table: "agenda_item",
    to_id: "item",
    relation: "drawn_from",
  });
  expect(aboutOf("item")).toEqual([]);
  expect(aboutOf("deed")).toEqual([]);
});

test("offered is what all who read the agenda see, once, and not the item itself", () => {
  lay("action_item", "ours", { title: "Ours", space_id: GROUP, group_id: GROUP });
  lay("action_item", "all", { title: "All", space_id: COALITION_SPACE, group_id: null });
  lay("action_item", "theirs", { title: "Theirs", space_id: OTHER_GROUP, group_id: OTHER_GROUP });
  const offered = () => linkableFrom(item).map(({ id }) => id);
  expect(offered()).toEqual(expect.arrayContaining(["ours", "all", MEMBER, "call", GROUP]));
  expect(offered()).not.toContain("theirs");
  expect(offered()).not.toContain("item");
  link("a", "action_item", "ours");
  expect(offered()).not.toContain("ours");
  takeAway("trace_link", "a");
  expect(offered()).toContain("ours");
});

test("who runs the meeting says what an item is about, and no longer; a refusal is told", async () => {
  const drawn = render(<AboutItem item={item} isOpen />);
  fireEvent.click(screen.getByText("Say what it is about"));
  fireEvent.click(await screen.findByText("Wells call"));
  expect(send).toHaveBeenCalledWith(
    "agenda_item.link",
    { trace_link_id: "made-1", agenda_item_id: "item", about_table: "meeting", about_id: "call" },
    [["trace_link", "insert", "made-1", expect.objectContaining({ relation: "about" })]],
  );
  link("a", "organization", MEMBER);
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "c",
    error: { code: "E_STATE", field: "agenda_item_id", arguments: { possible: [] } },
  } as never);
  fireEvent.click(await screen.findByLabelText(`Remove Organization ${MEMBER}`));
  expect(send).toHaveBeenLastCalledWith(
    "agenda_item.unlink",
    { agenda_item_id: "item", trace_link_id: "a" },
    [["trace_link", "delete", "a", null]],
  );
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeNull());
  drawn.rerender(<AboutItem item={item} isOpen={false} />);
  expect(screen.queryByText("Say what it is about")).toBeNull();
  expect(screen.queryByLabelText(`Remove Organization ${MEMBER}`)).toBeNull();
});
