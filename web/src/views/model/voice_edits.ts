/*
 * What is done with voices by whoever gave them, and their being given back. How far a voice may be
 * counted is as far as it may be read: the form asks once, so an edit of the one moves the other.
 */
import type { SaveResult } from "../../components";
import { type Methods, newId, type Outcome, type RowChange, send, viewer } from "../../sync";
import { toSaveResult } from "./refusals";
import type { Edition, Own, Voice, VoiceState } from "./voices";

/* ---- how far it is ---- */

export const isTakenBack = ({ row }: Voice): boolean => row.state === "withdrawn";

/** Deleted before anybody heard of it: nothing is left to tell. */
export const isNothing = (voice: Voice): boolean =>
  isTakenBack(voice) && voice.row.given_on === null;

/** Its author may still change it: nobody has it, or it came back. */
export const isInHand = (state: VoiceState): boolean => state === "draft" || state === "returned";

/* ---- an organization's acts ---- */

/** Both rows, as far as I have them. */
export function settled(
  { own, edition }: Pick<Voice, "own" | "edition">,
  fields: Partial<Pick<Own, "state" | "note">>,
): readonly RowChange[] {
  return [
    ...(own ? [["contribution", "update", own.contribution_id, fields] as const] : []),
    ...(edition ? [["edition", "update", edition.edition_id, fields] as const] : []),
  ];
}

/** The organization carries it. */
export const takeIn = (voice: Voice): Promise<Outcome> =>
  send(
    "edition.accept",
    { edition_id: voice.edition?.edition_id ?? "" },
    settled(voice, { state: "accepted", note: null }),
  );

/** What a voice says and what its author allows. */
export type VoiceFacts = Pick<
  Own,
  | "kind"
  | "title"
  | "text"
  | "language"
  | "theme"
  | "concerns"
  | "place"
  | "attribution"
  | "max_space"
  | "may_be_quoted"
  | "allowed_until"
  | "explained_in"
>;
export type VoiceField = keyof VoiceFacts;

/** A draft for the organization acted for; seen at once, and by its author alone. */
export function writeVoice(contribution_id: string, facts: VoiceFacts): Promise<Outcome> {
  const row: Own = {
    contribution_id,
    space_id: viewer.value.person_id ?? "",
    organization_id: viewer.value.acting_for ?? "",
    ...facts,
    count_up_to: facts.max_space,
    given_on: null,
    state: "draft",
    note: null,
    sample: 0,
  };
  const stated = Object.entries(facts).filter(([, value]) => value !== null);
  const params = { contribution_id, ...(Object.fromEntries(stated) as unknown as VoiceFacts) };
  return send("contribution.write", params, [
    ["contribution", "insert", contribution_id, { ...row }],
  ]);
}

type Edits = Omit<Methods["contribution.edit"]["params"], "acting_for" | "contribution_id">;

/** Every fact that is another now. */
function editsBetween(from: VoiceFacts, to: VoiceFacts): Edits {
  const edits = (Object.keys(to) as VoiceField[])
    .filter((field) => from[field] !== to[field])
    .map((field) => [field, { from: from[field], to: to[field] }] as const);
  const isMoved = from.max_space !== to.max_space;
  const counted = { from: from.max_space, to: to.max_space };
  return { ...Object.fromEntries(edits), ...(isMoved ? { count_up_to: counted } : {}) };
}

/** Writes it, or what has changed since it was written; undefined: there is nothing to save. */
export function saveVoice(
  contribution_id: string,
  facts: VoiceFacts,
  written: VoiceFacts | undefined,
): Promise<Outcome> | undefined {
  if (written === undefined) return writeVoice(contribution_id, facts);
  const edits = editsBetween(written, facts);
  return Object.keys(edits).length === 0
    ? undefined
    : send("contribution.edit", { contribution_id, ...edits });
}

/** One field of it, as its place on the page has it: as text. */
export async function editVoice(
  own: Own,
  field: VoiceField,
  from: string | null,
  to: string | null,
): Promise<SaveResult> {
  const as = (value: string | null) => (field === "may_be_quoted" ? Number(value) : value);
  const counted =
    field === "max_space" && own.count_up_to !== to
      ? { count_up_to: { from: own.count_up_to, to: to as Own["count_up_to"] } }
      : {};
  const edit = { contribution_id: own.contribution_id, [field]: { from: as(from), to: as(to) } };
  return toSaveResult(await send("contribution.edit", { ...edit, ...counted }));
}

/* The server keeps no more of it. */
const thisMonth = (): string => new Date().toISOString().slice(0, 7);

/** Gives it to its organization; what is read there already becomes what the voice is now. */
export const giveVoice = (
  contribution_id: string,
  edition: Edition | undefined,
): Promise<Outcome> =>
  send("contribution.submit", { contribution_id, edition_id: edition?.edition_id ?? newId() }, [
    [
      "contribution",
      "update",
      contribution_id,
      { state: "submitted", note: null, given_on: thisMonth() },
    ],
    ...settled({ own: undefined, edition }, { state: "submitted", note: null }),
  ]);

/** Its words go when the file has lost them too. */
export const takeBackVoice = ({ id }: Voice): Promise<Outcome> =>
  send("contribution.withdraw", { contribution_id: id }, []);

/** Back to whoever gave it, with what is asked. */
export const giveBack = (voice: Voice, note: string): Promise<Outcome> =>
  send(
    "edition.return",
    { edition_id: voice.edition?.edition_id ?? "", note },
    settled(voice, { state: "returned", note }),
  );
