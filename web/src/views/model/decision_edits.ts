/* What is done with proposals, ballots and decisions. What ends something is done when the server answers. */
import type { SaveResult } from "../../components";
import { type Methods, type Outcome, send, viewer } from "../../sync";
import { type Answer, keepAnswer } from "./answers";
import type { Ballot, Call } from "./ballots";
import type { Proposal } from "./decisions";
import { toSaveResult } from "./refusals";
import type { Decision } from "./register";
import { COALITION_SPACE } from "./spaces";

/* ---- proposals ---- */

export type ProposalFacts = Pick<
  Proposal,
  "group_id" | "title" | "text" | "language" | "replaces_id" | "replacement"
>;

/** A draft, which all of its body may read. */
export function writeProposal(proposal_id: string, facts: ProposalFacts): Promise<Outcome> {
  const row: Proposal = {
    proposal_id,
    space_id: facts.group_id ?? COALITION_SPACE,
    ...facts,
    organization_id: viewer.value.acting_for,
    person_id: viewer.value.person_id ?? "",
    backed_by_id: null,
    version: 1,
    state: "draft",
    round: 1,
    outcome: null,
    sample: 0,
  };
  const changes = [["proposal", "insert", proposal_id, { ...row }]] as const;
  const { group_id, title, text, language, replaces_id, replacement } = facts;
  const replaces = replaces_id === null ? {} : { replaces_id, replacement };
  const params = { proposal_id, title, text, language, ...replaces };
  return group_id === null
    ? send("proposal.write_for_coalition", params, changes)
    : send("proposal.write", { ...params, group_id }, changes);
}

export const editProposal = async (
  proposal_id: string,
  field: "title" | "text" | "language",
  from: string | null,
  to: string | null,
): Promise<SaveResult> =>
  toSaveResult(await send("proposal.edit", { proposal_id, [field]: { from, to } }));

export const discuss = ({ proposal_id }: Proposal): Promise<Outcome> =>
  send("proposal.discuss", { proposal_id }, [
    ["proposal", "update", proposal_id, { state: "discussion" }],
  ]);

export const backProposal = ({ proposal_id }: Proposal): Promise<Outcome> =>
  send("proposal.back", { proposal_id }, [
    ["proposal", "update", proposal_id, { backed_by_id: viewer.value.acting_for }],
  ]);

export const withdrawProposal = ({ proposal_id }: Proposal): Promise<Outcome> =>
  send("proposal.withdraw", { proposal_id });

/* ---- ballots ---- */

export const openBallot = (
  params: Omit<Methods["ballot.open"]["params"], "acting_for">,
): Promise<Outcome> => send("ballot.open", params);

export const closeBallot = ({ ballot_id }: Ballot): Promise<Outcome> =>
  send("ballot.close", { ballot_id });

export const voidBallot = ({ ballot_id }: Ballot, reason: string): Promise<Outcome> =>
  send("ballot.void", { ballot_id, reason });

/* Nothing is shown before the server has it; but that something is on its way can be asked of the call. */
const touching = ({ ballot_call_id }: Call) =>
  [["ballot_call", "update", ballot_call_id, {}]] as const;

/** Answers, and remembers on this device what was answered, once it is recorded. */
export async function cast(call: Call, ballot: Ballot, answer: Answer): Promise<Outcome> {
  const { choice, text, principle } = answer;
  const words = { ...(text === "" ? {} : { text }), ...(principle === "" ? {} : { principle }) };
  const { ballot_id, version } = ballot;
  const params = { ballot_id, version, choice, ...words };
  const outcome = await send("ballot.cast", params, touching(call));
  if (outcome.ok) keepAnswer(call, answer);
  return outcome;
}

export async function takeBack(call: Call): Promise<Outcome> {
  const outcome = await send("ballot.take_back", { ballot_id: call.ballot_id }, touching(call));
  if (outcome.ok) keepAnswer(call, undefined);
  return outcome;
}

/* ---- the register ---- */

export const editDecision = async (
  { decision_id }: Decision,
  field: "rationale" | "review_on",
  from: string | null,
  to: string | null,
): Promise<SaveResult> =>
  toSaveResult(await send("decision.edit", { decision_id, [field]: { from, to } }));
