/*
 * What I have answered while a ballot is open. The server cannot say it, so this device remembers it, in
 * memory alone, as long as the page stands and I am signed in; and what I have begun to type, so that a ballot
 * that is put again does not ask for it twice.
 */
import { effect, type Signal, signal } from "@preact/signals";
import { viewer } from "../../sync";
import type { Choice } from "./ballot_count";
import type { Call } from "./ballots";

export interface Answer {
  readonly choice: Choice;
  readonly text: string;
  readonly principle: string;
}

export interface Typed extends Omit<Answer, "choice"> {
  /** Of another ballot on the same proposal nothing was chosen yet. */
  readonly ballot_id: string;
  readonly choice: Choice | "";
}

type Kept<T> = Signal<ReadonlyMap<string, T>>;
const answers: Kept<Answer> = signal(new Map());
const typing: Kept<Typed> = signal(new Map());
let owner: string | null = null;
let isFollowing = false;

/* Whoever comes after me here finds nothing of it. */
function follow(): void {
  owner = viewer.peek().person_id;
  if (isFollowing) return;
  isFollowing = true;
  effect(() => {
    if (viewer.value.person_id === owner) return;
    answers.value = new Map();
    typing.value = new Map();
  });
}

function keep<T>(kept: Kept<T>, key: string, value: T | undefined): void {
  follow();
  const next = new Map(kept.peek());
  if (value === undefined) next.delete(key);
  else next.set(key, value);
  kept.value = next;
}

export const keepAnswer = (call: Call, answer: Answer | undefined): void =>
  keep(answers, call.ballot_call_id, answer);

export const answerOf = (call: Call): Answer | undefined => answers.value.get(call.ballot_call_id);

const placeOf = (proposal_id: string, { space_id }: Call): string => `${proposal_id} ${space_id}`;

export const keepTyped = (proposal_id: string, call: Call, typed: Typed | undefined): void =>
  keep(typing, placeOf(proposal_id, call), typed);

/** What was typed for a proposal; of an earlier ballot on it the words alone. */
export function typedOf(proposal_id: string, call: Call): Typed {
  const { ballot_id } = call;
  const typed = typing.value.get(placeOf(proposal_id, call));
  if (typed?.ballot_id === ballot_id) return typed;
  return { ballot_id, choice: "", text: typed?.text ?? "", principle: typed?.principle ?? "" };
}
