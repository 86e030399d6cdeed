/*
 * What is said to those who listen: one polite and one assertive region for the whole client. News
 * are bundled, so that at most one announcement is made in two seconds.
 */
import { signal } from "@preact/signals";

export type Urgency = "polite" | "assertive";

/* How long news are gathered before they are said; shorter, and readers cut each other off. */
const GATHER_MS = 2000;

const said = { polite: signal(""), assertive: signal("") } as const;
const waiting: Record<Urgency, string[]> = { polite: [], assertive: [] };
const lastSaidAt: Record<Urgency, number> = { polite: -GATHER_MS, assertive: -GATHER_MS };
const timers: Record<Urgency, ReturnType<typeof setTimeout> | undefined> = {
  polite: undefined,
  assertive: undefined,
};

function say(urgency: Urgency): void {
  timers[urgency] = undefined;
  lastSaidAt[urgency] = performance.now();
  /* The same words twice are no change to a region; a no-break space makes them one. */
  const words = waiting[urgency].join(" ");
  said[urgency].value = words === said[urgency].peek() ? `${words}\u00A0` : words;
  waiting[urgency] = [];
}

export function announce(text: string, urgency: Urgency = "polite"): void {
  if (!waiting[urgency].includes(text)) waiting[urgency].push(text);
  if (timers[urgency] !== undefined) return;
  const rest = lastSaidAt[urgency] + GATHER_MS - performance.now();
  timers[urgency] = setTimeout(() => say(urgency), Math.max(rest, 0));
}

export const LiveRegions = () => (
  <>
    <div class="vh" aria-live="polite" data-live="polite">
      {said.polite.value}
    </div>
    <div class="vh" aria-live="assertive" data-live="assertive">
      {said.assertive.value}
    </div>
  </>
);
