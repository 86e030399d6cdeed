/* The network on the screen: counted in words, filtered by the address, the same page for what is
   not there and what is hidden. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor, within } from "@testing-library/preact";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { navigate } from "web/router";
import {
  begin,
  COALITION_SPACE,
  enterAsDelegate,
  enterAsSecretariat,
  lay,
  layCoalition,
  layOrganization,
  send,
  takeAway,
} from "./fake_sync";

vi.mock("web/sync", () => import("./fake_sync"));
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));

const { NetworkList } = await import("web/views/network/NetworkList");
const { OrganizationPage } = await import("web/views/network/OrganizationPage");

beforeEach(() => {
  begin();
  layCoalition();
  vi.clearAllMocks();
  navigate("/network");
});

const text = (selector: string) => document.querySelector(selector)?.textContent;

describe("the list", () => {
  function layTwelve() {
    for (let i = 1; i <= 11; i++) layOrganization(`m${i}`, { root: { status: "member" } });
    layOrganization("bwi", { root: { status: "tentative", standing_sought: "observer" } });
    layOrganization("newcomer", { root: { status: "applicant" } });
    layOrganization("below", { m1: { status: "member" } });
    layOrganization("alone");
  }

  test("counts with their whole: 12 organizations, and those beside them", () => {
    layTwelve();
    render(<NetworkList isPane={false} />);
    expect(text(".countline")).toBe(
      "12 organizations: 11 members, 1 observer (tentative). Beside them 1 applicant and 2 that are not members.",
    );
    expect(screen.getByText(/^15 of 16\./)).toBeTruthy();
  });

  test("with the filter in the address only those in the coalition stand there, the rest is counted", () => {
    layTwelve();
    navigate("/network?standing=coalition");
    render(<NetworkList isPane={false} />);
    expect(document.querySelectorAll("a.row")).toHaveLength(12);
    expect(text(".countline")).toBe("12 organizations: 11 members, 1 observer (tentative)");
    const rest = screen.getByText(/^Not shown: 1 applicant, 2 not members \(1 of them below/);
    expect(within(rest).getByRole("link").getAttribute("href")).toBe("/network");
  });

  test("a region chosen goes into the address, and the rows keep it", () => {
    layTwelve();
    lay("organization_region", "r", { organization_id: "alone", region: "France", rank: 1 });
    render(<NetworkList isPane={false} />);
    fireEvent.change(screen.getByLabelText("Region"), { target: { value: "France" } });
    expect(location.search).toBe("?region=France");
    const row = document.querySelector("a.row");
    expect(row?.getAttribute("href")).toBe("/network/alone?region=France");
    expect(row?.textContent).toContain("not a member · France");
  });

  test("nothing passes: the filter is named, with a way out", () => {
    layTwelve();
    navigate("/network?region=Nowhere");
    render(<NetworkList isPane={false} />);
    expect(screen.getByText(/No organization matches/).textContent).toContain("Nowhere");
    expect(screen.getByRole("link", { name: "Clear the filter" })).toBeTruthy();
  });

  test("rows come by the hundred", () => {
    for (let i = 0; i < 130; i++) layOrganization(`o${i}`);
    render(<NetworkList isPane={false} />);
    expect(document.querySelectorAll("a.row")).toHaveLength(100);
    fireEvent.click(screen.getByRole("button", { name: "Show 30 more" }));
    expect(document.querySelectorAll("a.row")).toHaveLength(130);
  });

  test("one made by another waits until it is asked for", () => {
    layTwelve();
    render(<NetworkList isPane={false} />);
    act(() => void layOrganization("aaa"));
    expect(screen.queryByText("Organization aaa")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "1 new, show" }));
    expect(screen.getByText("Organization aaa")).toBeTruthy();
  });
});

describe("the page of an organization", () => {
  test("absent and gone from sight are one page", () => {
    const absent = render(<OrganizationPage id="never-was" />);
    const words = absent.container.innerHTML;
    absent.unmount();
    layOrganization("seen");
    const page = render(<OrganizationPage id="seen" />);
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Organization seen");
    act(() => takeAway("organization", "seen"));
    expect(page.container.innerHTML).toBe(words);
  });

  test("a visitor sees no control, a delegate of it edits, one of another is told who can", () => {
    layOrganization("a", { root: { status: "member" } });
    layOrganization("b", { root: { status: "member" } });
    const visit = render(<OrganizationPage id="a" />);
    expect(screen.queryByRole("button", { name: /^Edit/ })).toBeNull();
    visit.unmount();
    enterAsDelegate("a");
    const own = render(<OrganizationPage id="a" />);
    expect(screen.getByRole("button", { name: "Edit the whole name" })).toBeTruthy();
    own.unmount();
    render(<OrganizationPage id="b" />);
    expect(screen.queryByRole("button", { name: /^Edit/ })).toBeNull();
    expect(document.body.textContent).not.toContain("undefined");
  });

  test("counts who belongs to it, near and through others; who only applied does not yet", () => {
    layOrganization("m", { root: { status: "member" } });
    layOrganization("asks", { root: { status: "applicant" } });
    layOrganization("near", { m: { status: "member" } });
    layOrganization("far", { near: { status: "member" } });
    layOrganization("asks-too", { m: { status: "applicant" } });
    const root = render(<OrganizationPage id="root" />);
    expect(text(".lede")).toContain("1 organization belongs to it. They are 1 member");
    root.unmount();
    render(<OrganizationPage id="m" />);
    expect(text(".lede")).toContain("1 organization belongs to it. 1 more through them.");
  });

  test("says who reads it, and what the source does not state", () => {
    layOrganization("a");
    lay("organization", "a", {
      name: "A",
      kind: "ngo",
      sector: "women",
      space_id: COALITION_SPACE,
    });
    lay("provenance", "p", {
      table_name: "organization",
      row_id: "a",
      heading: "New Formations",
      quotation: "as it stands",
      inferred: "sector",
      source_document_id: "d",
    });
    lay("source_document", "d", { title: "The paper", starts_on: "2012-05-30" });
    render(<OrganizationPage id="a" />);
    expect(text(".kicker")).toContain("read by the coalition");
    expect(screen.getByText("inferred").closest("dd")?.textContent).toContain("women");
    expect(screen.getByText("“as it stands”")).toBeTruthy();
    expect(screen.getByText(/^Under/).textContent).toBe(
      "Under “New Formations”, in The paper (2012).",
    );
  });

  test("editing sends what one saw and what it shall be", async () => {
    layOrganization("a");
    enterAsSecretariat();
    render(<OrganizationPage id="a" />);
    fireEvent.click(screen.getByRole("button", { name: "Add: Sector" }));
    const field = screen.getByLabelText("Sector", { selector: "input" });
    fireEvent.input(field, { target: { value: "women" } });
    fireEvent.submit(field);
    await waitFor(() =>
      expect(send).toHaveBeenCalledWith("organization.edit", {
        organization_id: "a",
        sector: { from: null, to: "women" },
      }),
    );
  });

  test("before a tie ends it says who stops reading and who reads on, and why", async () => {
    layOrganization("mfa", { root: { status: "member", starts_on: "2011" } });
    layOrganization("other", { root: { status: "member" } });
    layOrganization("only", { mfa: { status: "member" } });
    layOrganization("twice", { mfa: { status: "member" }, other: { status: "member" } });
    enterAsDelegate("mfa");
    render(<OrganizationPage id="mfa" />);
    fireEvent.click(screen.getByRole("button", { name: "End a tie…" }));
    await screen.findByRole("dialog");
    const rows = screen.getAllByRole("row").map((row) => row.textContent);
    expect(rows).toContainEqual("Organization onlystops readingonly through Organization mfa");
    expect(rows).toContainEqual("Organization twicereads onalso belongs to Organization other");
    expect(screen.getByText("The roll goes from 2 to 1.")).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "End the tie" }).disabled).toBe(
      true,
    );
    fireEvent.click(screen.getByLabelText("I have read who stops seeing what"));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "End the tie" }).disabled).toBe(
      false,
    );
  });

  test("a circle is refused link by link, and what was chosen stays", async () => {
    layOrganization("a");
    layOrganization("b", { a: { status: "member" } });
    enterAsSecretariat();
    send.mockResolvedValueOnce({
      ok: false,
      command_id: "c",
      error: {
        code: "E_CYCLE",
        message: "",
        field: "parent_id",
        arguments: {
          path: ["Organization a", "Organization b", "Organization a"],
          path_ids: ["a", "b", "a"],
        },
      },
    });
    render(<OrganizationPage id="a" />);
    fireEvent.click(screen.getByRole("button", { name: "Add a tie…" }));
    const box = await screen.findByRole<HTMLInputElement>("combobox");
    fireEvent.input(box, { target: { value: "organization b" } });
    fireEvent.keyDown(box, { key: "Enter" });
    fireEvent.click(screen.getByRole("button", { name: "Add the tie" }));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toContain(
      "This would make a circle: Organization a → Organization b → Organization a. Remove one of these links first.",
    );
    expect(within(alert).getAllByRole("listitem")).toHaveLength(3);
    expect(box.value).toBe("Organization b");
  });
});
