/*
 * Voices as the views want them: what I gave, which stands in my own space and nowhere else, and what my
 * organizations read of voices, their editions. Of one's own voice both may be here; its own row holds.
 */
import { computed } from "@preact/signals";
import type { Findable } from "../../components";
import { compareFuzzy, readFuzzy } from "../../i18n";
import { type RowOf, rows, viewer } from "../../sync";
import { rightTo } from "./rights";

export type Own = RowOf<"contribution">;
export type Edition = RowOf<"edition">;
export type VoiceState = Own["state"];

export interface Voice extends Findable {
  /** As its author has it. */
  readonly own: Own | undefined;
  /** As its organization reads it. */
  readonly edition: Edition | undefined;
  /** The one of the two that is shown. */
  readonly row: Own | Edition;
}

const NO_NAMES: readonly string[] = [];

function voiceOf(row: Own | Edition, own?: Own, edition?: Edition): Voice {
  const { contribution_id: id, title: name } = row;
  return { id, name, acronyms: NO_NAMES, spellings: NO_NAMES, own, edition, row };
}

/** By the id of what was given, which is one for all its editions. */
export const voices = computed<ReadonlyMap<string, Voice>>(() => {
  const all = new Map<string, Voice>();
  for (const edition of rows("edition").value.values()) {
    if (edition.space_id !== edition.organization_id) continue;
    all.set(edition.contribution_id, voiceOf(edition, undefined, edition));
  }
  for (const [id, own] of rows("contribution").value) {
    if (own.space_id === viewer.value.person_id)
      all.set(id, voiceOf(own, own, all.get(id)?.edition));
  }
  return all;
});

/** Drafts first, which nobody else waits for; then what was given last. */
export function byGiven(a: Voice, b: Voice): number {
  const [left, right] = [a, b].map(({ row }) => readFuzzy(row.given_on ?? ""));
  if (left && right) return compareFuzzy(right, left) || (a.id < b.id ? -1 : 1);
  return Number(left !== undefined) - Number(right !== undefined) || (a.id < b.id ? -1 : 1);
}

/* ---- what waits for me ---- */

/** Given to the organization I act for, whose delegate I am. */
export const isToTakeIn = ({ edition }: Voice): boolean =>
  edition?.state === "submitted" && rightTo("take_in_voice", "edition", edition.edition_id).ok;

/** Given back to me. */
export const hasComeBack = ({ own }: Voice): boolean => own?.state === "returned";

export const isWaiting = (voice: Voice): boolean => isToTakeIn(voice) || hasComeBack(voice);
