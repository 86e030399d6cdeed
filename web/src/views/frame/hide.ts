/*
 * Hiding at once: somebody stands behind one's back, or at the door. The page is taken off the screen and
 * out of the title before anything else is done, and an empty one stands there that looks like any new
 * page; going back shows no more, since nothing of ours draws any longer. On a device that is not one's
 * own the session is ended and what was stored is cleared. To come back one opens the address anew.
 * An empty page and no made-up other site: what pretends to be something else is noticed.
 */
import { render } from "preact";
import { isOwnDevice, leave, viewer } from "../../sync";

/* Three presses of Shift in so long. It is under a finger on every keyboard, and types nothing. */
const PRESSES = 3;
const WITHIN_MS = 1500;

export function hideNow(): void {
  const app = document.getElementById("app");
  if (app) {
    render(null, app);
    app.remove();
  }
  for (const dialog of document.querySelectorAll("dialog")) dialog.remove();
  document.title = " ";
  history.replaceState(null, "", "/");
  if (viewer.peek().person_id !== null && !isOwnDevice.peek()) void leave();
}

let pressed: number[] = [];

/** Whether this press of a key was the third. */
export function isHideKey(key: string, now: number): boolean {
  if (key !== "Shift") {
    pressed = [];
    return false;
  }
  pressed = [...pressed, now].slice(-PRESSES);
  const [first] = pressed;
  if (pressed.length < PRESSES || first === undefined || now - first > WITHIN_MS) return false;
  pressed = [];
  return true;
}
