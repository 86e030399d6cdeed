/*
 * Comments as the views want them: threads of one level about a thing, what a text names in place of its
 * ids, and who could see what is said. The server's rules hold; these tell before something is sent.
 */
import type { Findable } from "../../components";
import { formatList, t } from "../../i18n";
import { by, newId, type Outcome, type RowOf, rows, send, viewer } from "../../sync";
import { allSeries, convenings } from "./convenings";
import { nameOf, organizations } from "./directory";
import { groups } from "./groups";
import { items, personName } from "./items";
import { meetings, mySpeaker } from "./meetings";
import { people } from "./people";
import { COALITION_SPACE, isSeenFrom, isShared, PUBLIC_SPACE } from "./spaces";

export type Comment = RowOf<"comment">;
export type AboutTable = Comment["about_table"];

/** A thing that has comments. */
export interface About {
  readonly table: AboutTable;
  readonly id: string;
  /** Where the thing stands. */
  readonly space_id: string;
  /** The body it is of; null: the coalition. */
  readonly group_id: string | null;
}

/** Where its comments stand: about a public thing the coalition talks among itself. */
export const spaceOf = ({ space_id }: About): string =>
  space_id === PUBLIC_SPACE ? COALITION_SPACE : space_id;

/* ---- threads ---- */

export interface Thread {
  readonly head: Comment;
  readonly replies: readonly Comment[];
}

export const commentsAbout = (id: string): readonly Comment[] =>
  by("comment", "about_id", id).value;

/** In the order they were written; ids tell apart what was written at once. */
const inOrder = (a: Comment, b: Comment): number =>
  a.written_at_ms - b.written_at_ms || (a.comment_id < b.comment_id ? -1 : 1);

/** What was said first stands first, in each thread too. */
export function threadsOf(comments: readonly Comment[]): readonly Thread[] {
  const sorted = comments.toSorted(inOrder);
  return sorted
    .filter((one) => one.parent_id === null)
    .map((head) => ({
      head,
      replies: sorted.filter((one) => one.parent_id === head.comment_id),
    }));
}

export const isOpenThread = ({ head }: Thread): boolean => head.resolved_at_ms === null;

/** What the server leaves where words were taken back. */
const TAKEN_BACK = "[…]";
export const isTakenBack = ({ text }: Comment): boolean => text === TAKEN_BACK;

export const isMyComment = ({ person_id }: Comment): boolean =>
  person_id === viewer.value.person_id;

/* ---- what a text names ---- */

export type RefSign = "@" | "#";

export interface Ref {
  readonly sign: RefSign;
  readonly kind: string;
  readonly id: string;
}

export type Piece = string | Ref;

const REF = /([@#])\[([a-z_]{1,23}):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]/g;

export const tokenOf = ({ sign, kind, id }: Ref): string => `${sign}[${kind}:${id}]`;

/** A stored text as words and what it names. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(REF)) {
    const [whole, sign, kind, id] = found as unknown as [string, RefSign, string, string];
    if (found.index > at) pieces.push(text.slice(at, found.index));
    pieces.push({ sign, kind, id });
    at = found.index + whole.length;
  }
  if (at < text.length) pieces.push(text.slice(at));
  return pieces;
}

/* Everything that has a page, as the reader sees it: one line for each kind. */
interface Thing extends Findable {
  readonly space_id: string;
}
interface Kind {
  readonly all: () => readonly Thing[];
  readonly find: (id: string) => Thing | undefined;
  readonly href: (id: string) => string;
}

type Known = Findable & { readonly row: { readonly space_id: string } };
const asThing = (one: Known): Thing => ({
  id: one.id,
  name: one.name,
  acronyms: one.acronyms,
  spellings: one.spellings,
  space_id: one.row.space_id,
});

function kindOf(all: () => ReadonlyMap<string, Known>, room: string): Kind {
  return {
    all: () => [...all().values()].map(asThing),
    find: (id) => {
      const found = all().get(id);
      return found && asThing(found);
    },
    href: (id) => `/${room}/${id}`,
  };
}

const plain = (name: string) => ({ name, acronyms: [], spellings: [] });

const agendaRow = (id: string) => rows("agenda_item").value.get(id);

const agendaThing = ({ agenda_item_id: id, title, space_id }: RowOf<"agenda_item">): Thing => ({
  ...plain(title),
  id,
  space_id,
});

/* An item of an agenda is on the page of its meeting; of a backlog, in its group's. */
const AGENDA: Kind = {
  all: () => [...rows("agenda_item").value.values()].map(agendaThing),
  find: (id) => {
    const row = agendaRow(id);
    return row && agendaThing(row);
  },
  href: (id) => {
    const row = agendaRow(id);
    if (row?.meeting_id) return `/meetings/${row.meeting_id}`;
    return row?.group_id ? `/groups/${row.group_id}` : "/meetings";
  },
};

type Named = "plan" | "goal" | "objective" | "milestone";

const named = (table: Named, href: (id: string) => string): Kind => {
  const asThing = (id: string, { name, space_id }: RowOf<Named>): Thing => ({
    ...plain(name),
    id,
    space_id,
  });
  return {
    all: () => [...rows(table).value].map(([id, row]) => asThing(id, row)),
    find: (id) => {
      const row = rows(table).value.get(id);
      return row && asThing(id, row);
    },
    href,
  };
};

/* A line of a plan that has no page of its own is on the plan's, in the outline, at its place. */
const line = (table: "goal" | "objective"): Kind =>
  named(table, (id) => `/plans/${rows(table).value.get(id)?.plan_id}?as=outline#line-${id}`);

const proposalThing = (id: string, { title, space_id }: RowOf<"proposal">): Thing => ({
  ...plain(title),
  id,
  space_id,
});

export const KINDS: Record<AboutTable, Kind> = {
  organization: kindOf(() => organizations.value, "network"),
  group: kindOf(() => groups.value, "groups"),
  series: kindOf(() => allSeries.value, "series"),
  convening: kindOf(() => convenings.value, "convenings"),
  meeting: kindOf(() => meetings.value, "meetings"),
  agenda_item: AGENDA,
  action_item: kindOf(() => items.value, "actions"),
  plan: named("plan", (id) => `/plans/${id}`),
  goal: line("goal"),
  objective: line("objective"),
  milestone: named("milestone", (id) => `/milestones/${id}`),
  proposal: {
    all: () => [...rows("proposal").value].map(([id, row]) => proposalThing(id, row)),
    find: (id) => {
      const row = rows("proposal").value.get(id);
      return row && proposalThing(id, row);
    },
    href: (id) => `/decisions/${id}`,
  },
};

const kindNamed = (kind: string): Kind | undefined =>
  Object.hasOwn(KINDS, kind) ? KINDS[kind as AboutTable] : undefined;

/** What something is called and where its page is; undefined: the reader does not see it. */
export function thingOf(
  table: AboutTable | "dispatch",
  id: string,
): { readonly name: string; readonly href: string } | undefined {
  if (table === "dispatch") {
    const sent = rows("dispatch").value.get(id);
    return sent && { name: sent.title, href: `/dispatches/${id}` };
  }
  const found = KINDS[table].find(id);
  return found && { name: found.name, href: KINDS[table].href(id) };
}

/** What it is called today; undefined: the reader does not see it. */
export function refName({ kind, id }: Ref): string | undefined {
  if (kind === "person") return personName(id);
  return kindNamed(kind)?.find(id)?.name;
}

/** Its page; people have none. */
export const refHref = (ref: Ref): string | undefined =>
  refName(ref) === undefined ? undefined : kindNamed(ref.kind)?.href(ref.id);

/** A stored text in one line of words, with names as they are today. */
export const wordsOf = (text: string): string =>
  piecesOf(text)
    .map((piece) => {
      if (typeof piece === "string") return piece;
      const name = refName(piece) ?? t("comment_link_gone");
      return piece.sign === "@" ? `@${name}` : name;
    })
    .join("");

/* ---- who may be named ---- */

export interface Nameable extends Findable {
  readonly ref: Ref;
  /** Whether all is well: they see it, or all who read it see the thing. */
  readonly sees: boolean;
  readonly note: string;
}

const READING = new Set(["member", "observer", "observer_tentative", "member_tentative", "below"]);

/** Organizations whose delegates see a space. */
const organizationSees = (id: string, space_id: string): boolean =>
  isShared(space_id)
    ? READING.has(organizations.value.get(id)?.standing ?? "")
    : (groups.value.get(space_id)?.members ?? []).some((one) => one.organization_id === id);

/** Whether a person is known where something stands, and sees it. */
export function personSees(id: string, space_id: string): boolean {
  if (id === viewer.value.person_id) return true;
  const isDelegate = by("belonging", "person_id", id).value.some(
    (one) =>
      one.ends_on === null &&
      one.role !== "base_member" &&
      organizationSees(one.organization_id, space_id),
  );
  const isStaff = by("coalition_role", "person_id", id).value.some(
    (one) => one.ends_on === null && one.role === "secretariat",
  );
  const isInside = (groups.value.get(space_id)?.members ?? []).some((one) => one.person_id === id);
  return isDelegate || (isShared(space_id) ? isStaff : isInside);
}

/** Whether a group sees it: elsewhere than in the coalition only the one whose space it is. */
const groupSees = (id: string, space_id: string): boolean =>
  isShared(space_id) ? isShared(groups.value.get(id)?.row.space_id ?? "") : id === space_id;

export function refSees({ sign, kind, id }: Ref, space_id: string): boolean {
  if (sign === "#") {
    const found = kindNamed(kind)?.find(id);
    return found !== undefined && isSeenFrom(space_id, found.space_id);
  }
  if (kind === "person") return personSees(id, space_id);
  return kind === "organization" ? organizationSees(id, space_id) : groupSees(id, space_id);
}

function nameable(
  ref: Ref,
  thing: Omit<Findable, "id">,
  note: string,
  space_id?: string,
): Nameable {
  const sees = space_id === undefined || refSees(ref, space_id);
  return {
    id: ref.id,
    name: thing.name,
    acronyms: thing.acronyms,
    spellings: thing.spellings,
    ref,
    sees,
    note: sees ? note : t("comment_cannot_see"),
  };
}

/** Everybody the writer knows of, whoever sees it first: that others do not is said beside them. */
export function mentionable(space_id: string): readonly Nameable[] {
  const inGroup = (groups.value.get(space_id)?.members ?? []).flatMap(({ person_id }) =>
    person_id === null || people.value.some(({ id }) => id === person_id) ? [] : [person_id],
  );
  const list = [
    ...people.value.map((one) =>
      nameable(
        { sign: "@", kind: "person", id: one.id },
        one,
        formatList(one.organizations),
        space_id,
      ),
    ),
    ...inGroup.map((id) =>
      nameable({ sign: "@", kind: "person", id }, plain(personName(id)), "", space_id),
    ),
    ...[...organizations.value.values()].map((one) =>
      nameable(
        { sign: "@", kind: "organization", id: one.id },
        one,
        t("comment_kind_organization"),
        space_id,
      ),
    ),
    ...[...groups.value.values()].map((one) =>
      nameable({ sign: "@", kind: "group", id: one.id }, one, t("comment_kind_group"), space_id),
    ),
  ];
  return list.toSorted((a, b) => Number(b.sees) - Number(a.sees));
}

const KIND_WORD = {
  organization: "comment_kind_organization",
  group: "comment_kind_group",
  convening: "comment_kind_convening",
  meeting: "comment_kind_meeting",
  agenda_item: "comment_kind_agenda_item",
  action_item: "comment_kind_action_item",
  plan: "comment_kind_plan",
  milestone: "comment_kind_milestone",
} as const;

/** What all who read it see: of anything else they would learn that it exists. */
export function linkable(space_id: string): readonly Nameable[] {
  return (Object.keys(KIND_WORD) as (keyof typeof KIND_WORD)[]).flatMap((kind) =>
    KINDS[kind]
      .all()
      .filter((one) => isSeenFrom(space_id, one.space_id))
      .map((one) => nameable({ sign: "#", kind, id: one.id }, one, t(KIND_WORD[kind]))),
  );
}

/* ---- drafts ---- */

/** A text as it is written: names stand in it, and beside it which of them are more than words. */
export interface Draft {
  readonly text: string;
  /** "@Reef Network" → what it names. */
  readonly refs: ReadonlyMap<string, Ref>;
}

export const EMPTY_DRAFT: Draft = { text: "", refs: new Map() };

/** How a name stands in a draft; two of one name are told apart by a number. */
function shownAs(draft: Draft, ref: Ref, name: string): string {
  const same = (shown: string) => {
    const known = draft.refs.get(shown);
    return known === undefined || tokenOf(known) === tokenOf(ref);
  };
  let shown = `${ref.sign}${name}`;
  for (let number = 2; !same(shown); number++) shown = `${ref.sign}${name} ${number}`;
  return shown;
}

/** Puts a name in place of what stands between two places, and a space behind it. */
export function withRef(
  draft: Draft,
  ref: Ref,
  name: string,
  place: { readonly from: number; readonly to: number },
): { readonly draft: Draft; readonly caret: number } {
  const shown = shownAs(draft, ref, name);
  const before = draft.text.slice(0, place.from);
  const after = draft.text.slice(place.to).replace(/^ /, "");
  return {
    draft: {
      text: `${before}${shown} ${after}`,
      refs: new Map([...draft.refs, [shown, ref] as const]),
    },
    caret: before.length + shown.length + 1,
  };
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/* Names that still stand in the text; the longest first, since one may begin another. */
function shownRefs({ text, refs }: Draft): { readonly parts: readonly string[] } {
  const names = [...refs.keys()].toSorted((a, b) => b.length - a.length).map(escaped);
  if (names.length === 0) return { parts: [text] };
  return { parts: text.split(new RegExp(`(${names.join("|")})(?![\\p{L}\\p{N}])`, "u")) };
}

/** As it is kept: ids in place of names. */
export const toStored = (draft: Draft): string =>
  shownRefs(draft)
    .parts.map((part) => {
      const ref = draft.refs.get(part);
      return ref === undefined ? part : tokenOf(ref);
    })
    .join("")
    .trim();

/** A stored text, to be written on; a name that is not seen stays what it is. */
export function toDraft(text: string): Draft {
  let draft = EMPTY_DRAFT;
  for (const piece of piecesOf(text)) {
    const name = typeof piece === "string" ? undefined : refName(piece);
    if (typeof piece === "string" || name === undefined) {
      const words = typeof piece === "string" ? piece : tokenOf(piece);
      draft = { ...draft, text: draft.text + words };
    } else {
      const shown = shownAs(draft, piece, name);
      draft = { text: draft.text + shown, refs: new Map([...draft.refs, [shown, piece] as const]) };
    }
  }
  return draft;
}

/** Whom a draft speaks to who could not see it, by name; told before it is sent. */
export function unseenIn(draft: Draft, space_id: string): readonly string[] {
  const named = shownRefs(draft).parts.filter((part) => draft.refs.has(part));
  return [...new Set(named)].flatMap((part) => {
    const ref = draft.refs.get(part);
    return ref && !refSees(ref, space_id) ? [refName(ref) ?? part.slice(1)] : [];
  });
}

/* ---- commands ---- */

/* As the server will make it, but for the time. */
function newRow(about: About, parent_id: string | null, text: string) {
  const comment_id = newId();
  const space_id = spaceOf(about);
  const row = {
    comment_id,
    space_id,
    group_id: about.group_id,
    about_table: about.table,
    about_id: about.id,
    parent_id,
    text,
    person_id: viewer.value.person_id ?? "",
    organization_id: mySpeaker(space_id).organization_id,
    written_at_ms: Date.now(),
    edited_at_ms: null,
    resolved_at_ms: null,
    resolved_by_id: null,
    sample: 0,
  } as const;
  return { comment_id, change: ["comment", "insert", comment_id, row] as const };
}

export function addComment(about: About, text: string): Promise<Outcome> {
  const { comment_id, change } = newRow(about, null, text);
  return send("comment.add", { comment_id, about_table: about.table, about_id: about.id, text }, [
    change,
  ]);
}

const settled = (head: Comment, by_id: string | null) =>
  [
    "comment",
    "update",
    head.comment_id,
    { resolved_at_ms: by_id === null ? null : Date.now(), resolved_by_id: by_id },
  ] as const;

/** An answer opens what was resolved. */
export function replyTo(about: About, head: Comment, text: string): Promise<Outcome> {
  const { comment_id, change } = newRow(about, head.comment_id, text);
  const opened = head.resolved_at_ms === null ? [] : [settled(head, null)];
  return send("comment.reply", { comment_id, parent_id: head.comment_id, text }, [
    change,
    ...opened,
  ]);
}

export const editComment = ({ comment_id, text: from }: Comment, to: string): Promise<Outcome> =>
  send("comment.edit", { comment_id, text: { from, to } });

export const takeBack = ({ comment_id }: Comment): Promise<Outcome> =>
  send("comment.redact", { comment_id }, []);

export const resolveThread = (head: Comment): Promise<Outcome> =>
  send("comment.resolve", { comment_id: head.comment_id }, [
    settled(head, viewer.value.person_id ?? ""),
  ]);

export const reopenThread = (head: Comment): Promise<Outcome> =>
  send("comment.reopen", { comment_id: head.comment_id }, [settled(head, null)]);

/** For whom somebody speaks, beside their name; "" for nobody but themselves. */
export const spokenFor = ({ organization_id }: Comment): string =>
  organization_id === null ? "" : nameOf(organization_id);
