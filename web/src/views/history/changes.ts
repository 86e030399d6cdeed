/*
 * From the log's changes of one thing to lines a person reads. The log says what each field became; what
 * it was before is read off the change before.
 */
import { fuzzyDate, type Key, readFuzzy, t } from "../../i18n";
import type { Methods } from "../../sync";
import { convenings } from "../model/convenings";
import { organizations } from "../model/directory";
import { groups } from "../model/groups";
import { people } from "../model/people";
import { milestoneStateWord, planStateWord } from "../model/plan_words";
import { PUBLIC_SPACE } from "../model/spaces";
import {
  admissionWord,
  affiliationStatusWord,
  conveningKindWord,
  conveningStateWord,
  groupKindWord,
  groupRoleWord,
  groupStateWord,
  itemStateWord,
  LANGUAGE_NAMES,
  organizationKindWord,
  voteUnitWord,
} from "../model/vocabulary";

export type Change = Methods["history.read"]["result"]["changes"][number];
type Fields = Readonly<Record<string, unknown>>;

/** One field of an entry: what it was, what it became; undefined: there was, there is nothing. */
export interface Line {
  readonly label: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

export interface Entry {
  readonly seq: number;
  readonly at_ms: number;
  readonly actor_id: string | null;
  readonly for_organization_id: string | null;
  readonly isImport: boolean;
  readonly isBeginning: boolean;
  readonly lines: readonly Line[];
}

const LABELS: Readonly<Record<string, Key>> = {
  "organization.name": "field_name",
  "organization.kind": "field_kind",
  "organization.sector": "field_sector",
  "organization.founded_on": "field_founded",
  "organization.role_stated": "field_role_stated",
  "organization.space_id": "field_read_by",
  "organization_name.text": "field_spellings",
  "organization_region.region": "field_region",
  "affiliation.parent_id": "field_body",
  "affiliation.status": "field_standing",
  "group.name": "field_name",
  "group.state": "field_state",
  "group.mandate": "field_mandate",
  "group.mandate_ends_on": "field_mandate_ends",
  "group.vote_unit": "field_votes",
  "group.admission": "field_admission",
  "group.formed_on": "field_formed",
  "group.space_id": "field_read_by",
  "group_name.text": "field_spellings",
  "group_member.role": "field_role",
  "series.name": "field_name",
  "series_name.text": "field_spellings",
  "convening.name": "field_name",
  "convening.kind": "field_convening_kind",
  "convening.state": "field_state",
  "convening.starts_on": "field_starts",
  "convening.ends_on": "field_ends",
  "convening.place": "field_place",
  "convening.host_id": "field_host",
  "convening.alongside_id": "field_beside",
  "action_item.title": "field_item_title",
  "action_item.note": "field_item_note",
  "action_item.due_on": "field_due",
  "action_item.state": "field_state",
  "action_item.reason": "field_reason",
  "action_item.progress": "field_progress",
  "action_item.owner_organization_id": "field_owner",
  "action_item.owner_person_id": "field_owner",
  "action_item.owner_group_id": "field_owner",
  "action_item_step.text": "checklist_title",
  "plan.name": "field_plan_name",
  "plan.state": "field_state",
  "plan.starts_on": "field_starts",
  "plan.ends_min_on": "field_ends_min",
  "plan.ends_max_on": "field_ends_max",
  "plan.group_id": "field_drafted_by",
  "plan.decision": "field_decision",
  "goal.name": "thing_goal",
  "goal.weight": "field_weight",
  "objective.name": "thing_objective",
  "objective.weight": "field_weight",
  "objective.starts_on": "field_starts",
  "objective.ends_on": "field_ends",
  "milestone.name": "field_milestone_name",
  "milestone.note": "field_item_note",
  "milestone.due_on": "field_due",
  "milestone.weight": "field_weight",
  "milestone.state": "field_state",
  "milestone.reason": "field_reason",
  "milestone.owner_organization_id": "field_owner",
  "milestone.owner_person_id": "field_owner",
  "milestone.owner_group_id": "field_owner",
  "milestone.convening_id": "field_convening",
  "coalition.name": "field_name",
  "coalition.default_language": "field_language_default",
  "coalition_language.language": "coalition_languages",
  "charter.version": "charter_word",
};

/* The words of the closed lists; a column is not listed here when its texts are free. */
const WORDS: Readonly<Record<string, (value: never) => string>> = {
  "organization.kind": organizationKindWord,
  "affiliation.status": affiliationStatusWord,
  "group.kind": groupKindWord,
  "group.state": groupStateWord,
  "group.vote_unit": voteUnitWord,
  "group.admission": admissionWord,
  "group_member.role": groupRoleWord,
  "convening.kind": conveningKindWord,
  "convening.state": conveningStateWord,
  "action_item.state": itemStateWord,
  "plan.state": planStateWord,
  "milestone.state": milestoneStateWord,
  "coalition.default_language": (language: keyof typeof LANGUAGE_NAMES) => LANGUAGE_NAMES[language],
  "coalition_language.language": (language: keyof typeof LANGUAGE_NAMES) =>
    LANGUAGE_NAMES[language],
};

function nameOf(id: string): string {
  const thing = organizations.value.get(id) ?? groups.value.get(id) ?? convenings.value.get(id);
  return thing?.name ?? t("change_something");
}

/** A value as people read it. */
function wordsOf(column: string, value: unknown): string | undefined {
  if (value === null || value === undefined) return undefined;
  const text = String(value);
  if (column.endsWith(".space_id")) {
    return t(text === PUBLIC_SPACE ? "read_by_everyone" : "read_by_coalition");
  }
  if (column.endsWith(".owner_person_id")) {
    return people.value.find((person) => person.id === text)?.name ?? t("change_somebody");
  }
  if (column.endsWith("_id")) return nameOf(text);
  const word = WORDS[column] as ((value: string) => string) | undefined;
  if (word) return word(text);
  return column.endsWith("_on") && readFuzzy(text) ? fuzzyDate(text) : text;
}

/** What a member or a tie is told by, beside what it is: who, to whom. */
function whose(table: string, fields: Fields): string {
  const id = table === "affiliation" ? fields["parent_id"] : fields["organization_id"];
  if (table !== "affiliation" && table !== "group_member") return "";
  return typeof id === "string" ? nameOf(id) : t("who_person");
}

function linesOf(change: Change, before: Fields, isItself: boolean): readonly Line[] {
  const { table, op } = change;
  const fields: Fields = op === "delete" ? before : change.fields;
  const about = whose(table, { ...before, ...fields });
  const label = (column: string) => {
    const key = LABELS[`${table}.${column}`];
    if (key === undefined) return undefined;
    return about === "" ? t(key) : `${about}: ${t(key)}`;
  };
  return Object.keys(fields).flatMap((column): Line[] => {
    const named = label(column);
    if (named === undefined) return [];
    if (column === "space_id" && op !== "update") return [];
    if (column === "parent_id" && table === "affiliation") return []; // it is told by its parent
    const words = (value: unknown) => wordsOf(`${table}.${column}`, value);
    const from = op === "insert" ? undefined : words(before[column]);
    const to = op === "delete" ? undefined : words(fields[column]);
    return from === to || (isItself && op === "insert") ? [] : [{ label: named, from, to }];
  });
}

/** The entries, the newest first, as the changes come. */
export function entriesOf(id: string, changes: readonly Change[]): readonly Entry[] {
  const rows = new Map<string, Fields>();
  const entries = new Map<number, { lines: Line[]; isBeginning: boolean; of: Change }>();
  for (const change of changes.toReversed()) {
    const key = `${change.table} ${change.row_id}`;
    const before = rows.get(key) ?? {};
    const isItself = change.row_id === id;
    const entry = entries.get(change.seq) ?? { lines: [], isBeginning: false, of: change };
    entry.lines.push(...linesOf(change, before, isItself));
    entry.isBeginning ||= isItself && change.op === "insert";
    entries.set(change.seq, entry);
    rows.set(key, { ...before, ...(change.fields as Fields) });
  }
  return [...entries.values()]
    .map(({ lines, isBeginning, of }) => ({
      seq: of.seq,
      at_ms: of.at_ms,
      actor_id: of.actor_id,
      for_organization_id: of.for_organization_id,
      isImport: of.method === "import.run",
      isBeginning,
      lines,
    }))
    .reverse();
}
