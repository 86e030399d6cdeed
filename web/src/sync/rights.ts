/*
 * Who may do what, as far as a screen needs it: the server's table of rights over the replica. The
 * server alone decides; this only keeps controls away from whom it would refuse, and says who could.
 */
import { computed, type ReadonlySignal } from "@preact/signals";
import {
  PERMISSIONS,
  type PermissionName,
  type Persona,
  type Reach,
  type TableName,
} from "../wire";
import { type Belonging, isOpen, openBelongings } from "./belongings";
import type { Replica, Row } from "./replica";

export type Right =
  | { readonly ok: true }
  /** who: words for those who may. visible: whether this person could ever come to. */
  | { readonly ok: false; readonly who: readonly string[]; readonly visible: boolean };

export interface Viewer {
  readonly person_id: string | null;
  readonly acting_for: string | null;
  readonly ready: boolean;
}

export interface Thing {
  readonly table: TableName;
  readonly id: string;
}

/* Whose a row is. */
interface Owners {
  readonly organization: unknown;
  readonly group: unknown;
  readonly person: unknown;
  /** The group on whose board it stands, whoever owns it. */
  readonly board: unknown;
}

type GroupPart = "member" | "note_taker" | "facilitator";
const PARTS: readonly GroupPart[] = ["member", "note_taker", "facilitator"];

/* What a person is, acting for some organizations: the one acted for, or all they belong to. */
interface Standing {
  readonly person: string;
  readonly personas: ReadonlySet<Persona>;
  readonly organizations: ReadonlySet<string>;
  readonly isLead: boolean;
  readonly parts: ReadonlyMap<string, GroupPart>;
}

/** Who may, in the words of E_FORBIDDEN. */
function whoMay(reaches: Partial<Record<Persona, Reach>>): readonly string[] {
  const words = Object.entries(reaches).map(([persona, reach]) => {
    if (reach === "own") return "own";
    if (reach === "lead") return "lead_delegate";
    if (reach === "notes") return "note_taker";
    return persona === "observer" ? "delegate" : persona;
  });
  return [...new Set(words)];
}

/** permissions: the server's table; a test gives its own. */
export function createRights(
  replica: Replica,
  viewer: ReadonlySignal<Viewer>,
  permissions: Record<PermissionName, Partial<Record<Persona, Reach>>> = PERMISSIONS,
) {
  const { by, rows, row } = replica;

  /** An observer is one only under the root, and by no other tie to it a member. */
  function isObserver(organization: string): boolean {
    const [coalition] = rows("coalition").value.values();
    const statuses = by("affiliation", "organization_id", organization)
      .value.filter((tie) => tie.parent_id === coalition?.root_organization_id)
      .map((tie) => tie.status);
    if (statuses.includes("member")) return false;
    return statuses.includes("observer") || statuses.includes("tentative");
  }

  function partsOf(person: string, delegateOf: ReadonlySet<string>): Map<string, GroupPart> {
    const parts = new Map<string, GroupPart>();
    /* looked up, not sought among all members: a right is asked for of thousands of things */
    const own = [by("group_member", "person_id", person)];
    for (const id of delegateOf) own.push(by("group_member", "organization_id", id));
    for (const member of own.flatMap((one) => one.value)) {
      if (!isOpen(member)) continue;
      const part = member.role === "chair" ? "facilitator" : member.role;
      const held = parts.get(member.group_id);
      if (!held || PARTS.indexOf(part) > PARTS.indexOf(held)) parts.set(member.group_id, part);
    }
    return parts;
  }

  function standingOf(person: string, belongings: readonly Belonging[]): Standing {
    const personas = new Set<Persona>(["person"]);
    const delegateOf = new Set<string>();
    for (const { role, organization_id } of belongings) {
      if (role === "base_member") {
        personas.add("base_member");
      } else {
        delegateOf.add(organization_id);
        personas.add(isObserver(organization_id) ? "observer" : "delegate");
      }
    }
    for (const role of by("coalition_role", "person_id", person).value) {
      if (isOpen(role)) personas.add(role.role);
    }
    const parts = partsOf(person, delegateOf);
    if (parts.size > 0) personas.add("group_member");
    if ([...parts.values()].includes("facilitator")) personas.add("facilitator");
    return {
      person,
      personas,
      organizations: new Set(belongings.map((belonging) => belonging.organization_id)),
      isLead: belongings.some(({ role }) => role === "lead_delegate"),
      parts,
    };
  }

  /* A sample is nobody whom a first one would displace. */
  const hasLead = (organization: unknown): boolean =>
    by("belonging", "organization_id", String(organization)).value.some(
      (one) => isOpen(one) && one.role === "lead_delegate" && one.sample !== 1,
    );

  /* A convening is its host's. */
  const ownerColumn = (table: Thing["table"]): string =>
    table === "convening" ? "host_id" : "organization_id";

  const isInOwnSpace = (table: Thing["table"]): boolean =>
    table === "invitation" || table === "calendar_address" || table === "contribution";

  /** Whose a thing is; undefined when it is not there. A group belongs to itself, not to its body. */
  function ownersOf({ table, id }: Thing): Owners | undefined {
    const found = row(table, id).value as Row | undefined;
    if (found && table === "minutes") {
      return ownersOf({ table: "meeting", id: String(found["meeting_id"]) });
    }
    if (found && table === "action_item_step") {
      return ownersOf({ table: "action_item", id: String(found["action_item_id"]) });
    }
    if (found && (table === "action_item" || table === "milestone")) {
      const standsIn = found["plan_id"]
        ? row("plan", String(found["plan_id"])).value?.group_id
        : found["group_id"];
      return {
        organization: found["owner_organization_id"],
        group: found["owner_group_id"],
        person: found["owner_person_id"],
        board: standsIn,
      };
    }
    if (found && (table === "goal" || table === "objective")) {
      return ownersOf({ table: "plan", id: String(found["plan_id"]) });
    }
    if (found && table === "plan") {
      // in its own space a plan is the group's; in the coalition the group only drafts it
      const group = found["space_id"] === found["group_id"] ? found["group_id"] : undefined;
      return { organization: undefined, group, person: undefined, board: found["group_id"] };
    }
    return (
      found && {
        board: undefined,
        organization: table === "group" ? undefined : found[ownerColumn(table)],
        group: found["group_id"],
        // an invitation into the staff lies in the space of whoever made it, a calendar's address and a voice too
        person: isInOwnSpace(table) ? found["space_id"] : found["person_id"],
      }
    );
  }

  function reaches(persona: Persona, reach: Reach, standing: Standing, of?: Owners): boolean {
    switch (reach) {
      case "yes":
        return true;
      case "own":
        return of?.person === standing.person;
      case "organization":
        return standing.organizations.has(of?.organization as string);
      case "lead":
        return standing.isLead && standing.organizations.has(of?.organization as string);
      case "first":
        return typeof of?.organization === "string" && !hasLead(of.organization);
      case "notes":
        return (standing.parts.get(of?.group as string) ?? "member") !== "member";
      case "group": {
        const part = standing.parts.get(of?.group as string);
        return persona === "facilitator" ? part === "facilitator" : part !== undefined;
      }
      case "board":
        return reaches(persona, "group", standing, { ...of, group: of?.board } as Owners);
      default:
        return reach satisfies never;
    }
  }

  /** Whether one could come to it: by acting for another organization of theirs, or by a part in it. */
  function couldReach(persona: Persona, reach: Reach, standing: Standing, of?: Owners): boolean {
    if (persona === "secretariat" || persona === "administrator") {
      return standing.personas.has(persona) && reaches(persona, reach, standing, of);
    }
    const isMember = standing.organizations.size > 0;
    if (reach === "lead") return standing.organizations.has(of?.organization as string);
    if (reach === "group" || reach === "notes") return standing.parts.has(of?.group as string);
    if (reach === "board") return standing.parts.has(of?.board as string);
    return (persona === "person" || isMember) && reaches(persona, reach, standing, of);
  }

  function judge(permission: PermissionName, thing?: Thing): Right {
    const { person_id: person, acting_for } = viewer.value;
    const who = whoMay(permissions[permission]);
    const of = thing && ownersOf(thing);
    if (person === null || (thing && !of)) return { ok: false, who, visible: false };
    const rights = Object.entries(permissions[permission]) as readonly [Persona, Reach][];
    const open = openBelongings(replica, person);
    const acting = standingOf(
      person,
      open.filter(({ organization_id }) => organization_id === acting_for),
    );
    const ok = rights.some(
      ([persona, reach]) => acting.personas.has(persona) && reaches(persona, reach, acting, of),
    );
    if (ok) return { ok };
    const widest = standingOf(person, open);
    const visible = rights.some(([persona, reach]) => couldReach(persona, reach, widest, of));
    return { ok, who, visible };
  }

  const known = new Map<string, ReadonlySignal<Right>>();

  return function may(permission: PermissionName, thing?: Thing): ReadonlySignal<Right> {
    const key = `${permission} ${thing?.table} ${thing?.id}`;
    const found = known.get(key) ?? computed(() => judge(permission, thing));
    known.set(key, found);
    return found;
  };
}
