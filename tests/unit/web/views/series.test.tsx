/* Changing a series: who is touched and who stays, what is sent, the question of the clocks. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { beforeEach, expect, test, vi } from "vitest";
import { begin, enterAsDelegate, lay, layCoalition, layOrganization, send } from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));
/* Four hundred zones to choose from are slow to draw here. */
vi.spyOn(Intl, "supportedValuesOf").mockReturnValue(["Africa/Accra"]);

const { commonOf, seriesEdits, seriesParts } = await import("web/views/model/series");
const { ChangeSeries } = await import("web/views/meetings/ChangeSeries");

const NOW = Date.UTC(2031, 2, 1);
const DAY = 86_400_000;

const layMeeting = (day: number, given = {}, hour = "10:00") => {
  const on = `2031-03-${String(day).padStart(2, "0")}`;
  const starts_at_ms = Date.parse(`${on}T${hour}Z`);
  return lay("meeting", `m${day}`, {
    meeting_series_id: "s",
    occurs_on: on,
    title: "Wells call",
    starts_local: `${on}T${hour}`,
    ends_local: `${on}T11:00`,
    zone: "Africa/Accra",
    starts_at_ms,
    ends_at_ms: starts_at_ms + 3_600_000,
    place_precision: "unknown",
    state: "planned",
    ...given,
  });
};

beforeEach(() => {
  begin();
  vi.clearAllMocks();
  vi.useFakeTimers({ toFake: ["Date"], now: NOW });
  layCoalition();
  layOrganization("mfa", { root: { status: "member" } });
  enterAsDelegate("mfa");
});

test("what was held, moved by hand or cancelled stays; the others are changed by their days", () => {
  layMeeting(20);
  layMeeting(6);
  layMeeting(13, { is_exception: 1 });
  layMeeting(27, { state: "cancelled" });
  layMeeting(4, { state: "minutes_adopted" });
  layMeeting(2, { starts_at_ms: NOW - DAY });
  const parts = seriesParts("s", NOW);
  expect(parts.regular.map((row) => row.meeting_id)).toEqual(["m6", "m20"]);
  expect([parts.changed, parts.cancelled]).toEqual([1, 1]);
});

test("what they have in common is of the hour that most of them have", () => {
  layMeeting(6, {}, "03:30"); // in the night of a change of clocks
  layMeeting(13, {}, "02:30");
  layMeeting(20, {}, "02:30");
  expect(commonOf(seriesParts("s", NOW).regular)?.starts_hour).toBe("02:30");
  expect(commonOf([])).toBeUndefined();
});

test("only what is another is sent, from what was seen", () => {
  layMeeting(6);
  const seen = commonOf(seriesParts("s", NOW).regular);
  if (!seen) throw new Error("there is one");
  expect(seriesEdits(seen, seen)).toEqual({});
  expect(seriesEdits(seen, { ...seen, starts_hour: "09:00", link: "https://a.example" })).toEqual({
    starts_hour: { from: "10:00", to: "09:00" },
    link: { from: null, to: "https://a.example" },
  });
});

test("it says how many change and how many stay; an hour that is asked back waits for the answer", async () => {
  layMeeting(6);
  layMeeting(13);
  layMeeting(20, { is_exception: 1 });
  const close = vi.fn();
  render(<ChangeSeries series="s" onClose={close} />);
  expect(screen.getByText(/^2 meetings are changed/)).not.toBeNull();
  expect(screen.getByText("1 meeting was changed by hand and stays.")).not.toBeNull();
  const deed = () => act(async () => void fireEvent.click(screen.getByText("Change 2 meetings")));
  fireEvent.input(screen.getByLabelText("Begins at"), { target: { value: "02:30" } });
  send.mockResolvedValueOnce({
    ok: false,
    command_id: "c",
    error: {
      code: "E_LOCAL_TIME",
      field: "starts_hour",
      arguments: { earlier: NOW, later: NOW + 3_600_000 },
    },
  } as never);
  await deed();
  await screen.findByLabelText(/01:00/);
  await deed();
  expect(send).toHaveBeenCalledTimes(1); // not without an answer
  fireEvent.click(screen.getByLabelText(/01:00/));
  await deed();
  await waitFor(() => expect(close).toHaveBeenCalled());
  expect(send).toHaveBeenLastCalledWith("meeting_series.edit", {
    meeting_series_id: "s",
    starts_hour: { from: "10:00", to: "02:30" },
    reading: "later",
  });
});
