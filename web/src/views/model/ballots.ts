/*
 * Ballots as far as Today knows of them: those that ask me, or the organization I act for as its delegate,
 * and who of us has answered. What was answered is nobody's to read while one is open.
 */
import { by, type RowOf, rows, viewer } from "../../sync";
import { myBelongings } from "./me";

export type Ballot = RowOf<"ballot">;
export type Call = RowOf<"ballot_call">;

/** Whether I answer for the organization I act for. */
export const isDelegate = (): boolean =>
  myBelongings.value.some(
    (one) => one.organization_id === viewer.value.acting_for && one.role !== "base_member",
  );

const isMine = ({ organization_id, space_id }: Call): boolean =>
  organization_id === null
    ? space_id === viewer.value.person_id
    : organization_id === viewer.value.acting_for && isDelegate();

/* Who has left the roll is asked no longer. */
const isMyCall = (call: Call): boolean => call.has_left === 0 && isMine(call);

/** By which a ballot asks me; undefined: it does not. */
export const myCall = (ballot_id: string): Call | undefined =>
  by("ballot_call", "ballot_id", ballot_id).value.find(isMyCall);

/** A ballot that waits for my answer. */
export interface Asked {
  readonly ballot: Ballot;
  readonly title: string;
}

export const asked = (): readonly Asked[] =>
  [...rows("ballot").value.values()]
    .filter(({ ballot_id, state }) => state === "open" && myCall(ballot_id)?.person_id === null)
    .map((ballot) => ({
      ballot,
      title: rows("proposal").value.get(ballot.proposal_id)?.title ?? "",
    }));
