/* A fact in every state of being edited; what was typed is never lost. */
import "../drawn";
import { act, fireEvent, render, screen, waitFor } from "@testing-library/preact";
import { useState } from "preact/hooks";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { EditableFact, type SaveResult, UndoLine, withdrawUndo } from "web/components";

type Save = (from: string | null, to: string | null) => Promise<SaveResult>;

let setStored: (value: string | null) => void = () => {};

/** A page with one fact whose stored value another can change. */
function Page({ first, onSave }: { readonly first: string | null; readonly onSave: Save }) {
  const [value, setValue] = useState(first);
  const [open, setOpen] = useState(false);
  setStored = setValue;
  return (
    <>
      <dl>
        <EditableFact
          words={{ label: "Sector", edit: "Edit the sector", save: "Save the sector" }}
          value={value}
          editor={{ kind: "line", most: 20, required: true }}
          saving="settled"
          canEdit
          open={open}
          onOpen={() => setOpen(true)}
          onClose={() => setOpen(false)}
          onSave={onSave}
        />
      </dl>
      <UndoLine />
    </>
  );
}

const saved = () => vi.fn<Save>(async () => ({ ok: true }));
const field = () => screen.getByLabelText<HTMLInputElement>("Sector");
const open = () => fireEvent.click(screen.getByRole("button", { name: "Edit the sector" }));
const type = (value: string) => fireEvent.input(field(), { target: { value } });
const enter = () => fireEvent.submit(field());

beforeEach(() => withdrawUndo());

describe("EditableFact", () => {
  test("opens into its field with the focus in it, and Enter saves from what was seen", async () => {
    const onSave = saved();
    render(<Page first="faith" onSave={onSave} />);
    open();
    expect(document.activeElement).toBe(field());
    type("labour");
    enter();
    await waitFor(() => expect(onSave).toHaveBeenCalledWith("faith", "labour"));
    expect(screen.queryByLabelText("Sector")).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Edit the sector" }));
  });

  test("Escape leaves without saving", () => {
    const onSave = saved();
    render(<Page first="faith" onSave={onSave} />);
    open();
    type("labour");
    fireEvent.keyDown(field(), { key: "Escape" });
    expect(onSave).not.toHaveBeenCalled();
    expect(screen.getByText("faith")).toBeTruthy();
  });

  test("an empty required field says so under the field and keeps it open", () => {
    const onSave = saved();
    render(<Page first="faith" onSave={onSave} />);
    open();
    type(" ");
    enter();
    expect(field().getAttribute("aria-invalid")).toBe("true");
    const error = document.getElementById(field().getAttribute("aria-describedby") ?? "");
    expect(error?.textContent).toBe(
      "Sector: cannot be empty. Write it, or cancel to keep “faith”.",
    );
    expect(onSave).not.toHaveBeenCalled();
  });

  test("letters are counted as people see them, not as the machine stores them", () => {
    render(<Page first="faith" onSave={saved()} />);
    open();
    type("𝒜".repeat(21));
    enter();
    expect(screen.getByText(/at most 20 letters/)).toBeTruthy();
  });

  test("a refusal opens it again with the words that were typed", async () => {
    const took = vi.fn();
    const onSave = vi.fn<Save>(async () => ({ ok: false, message: "This is not yours.", took }));
    render(<Page first="faith" onSave={onSave} />);
    open();
    type("my own words");
    enter();
    await waitFor(() => expect(field().value).toBe("my own words"));
    expect(screen.getByText("Sector: This is not yours.")).toBeTruthy();
    expect(took).toHaveBeenCalledOnce();
  });

  test("another's change while it is open is shown beside what is typed, not over it", () => {
    render(<Page first="faith" onSave={saved()} />);
    open();
    type("labour");
    act(() => setStored("women"));
    expect(screen.getByText("Someone changed this while you were writing.")).toBeTruthy();
    expect(screen.getByRole("radio", { name: /Theirs, saved\s*women/ })).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>("radio", { name: /Yours.*labour/ }).checked).toBe(
      true,
    );
  });

  test("stale: both wordings stand, and saving one's own starts from theirs", async () => {
    const onSave = vi
      .fn<Save>()
      .mockResolvedValueOnce({ ok: false, message: "", stale: { stored: "women" } })
      .mockResolvedValueOnce({ ok: true });
    render(<Page first="faith" onSave={onSave} />);
    open();
    type("labour");
    enter();
    await screen.findByRole("radio", { name: /Theirs/ });
    fireEvent.click(screen.getByRole("button", { name: "Save yours" }));
    await waitFor(() => expect(onSave).toHaveBeenLastCalledWith("women", "labour"));
  });

  test("stale: leaving theirs saves nothing more", async () => {
    const onSave = vi.fn<Save>(async () => ({
      ok: false,
      message: "",
      stale: { stored: "women" },
    }));
    render(<Page first="faith" onSave={onSave} />);
    open();
    type("labour");
    enter();
    fireEvent.click(await screen.findByRole("button", { name: "Leave theirs" }));
    expect(onSave).toHaveBeenCalledOnce();
    expect(screen.queryByRole("radio")).toBeNull();
  });

  test("undo puts the old words back as a new change", async () => {
    const onSave = saved();
    render(<Page first="faith" onSave={onSave} />);
    open();
    type("labour");
    enter();
    const undo = await screen.findByRole("button", { name: "Undo" });
    expect(undo.closest(".undo")?.textContent).toContain("Sector is now labour. It was faith.");
    fireEvent.click(undo);
    await waitFor(() => expect(onSave).toHaveBeenLastCalledWith("labour", "faith"));
    expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  });

  test("saving what stands there already sends nothing", async () => {
    const onSave = saved();
    render(<Page first="faith" onSave={onSave} />);
    open();
    enter();
    await Promise.resolve();
    expect(onSave).not.toHaveBeenCalled();
  });
});
