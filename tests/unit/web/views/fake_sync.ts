/*
 * The sync layer without a line: the real replica and the real rights over rows a test lays in, and
 * commands that are only noted. A test mocks "web/sync" with it.
 */
import { computed, signal } from "@preact/signals";
import { vi } from "vitest";
import { openBelongings } from "web/sync/belongings";
import { createReplica } from "web/sync/replica";
import { createRights, type Viewer } from "web/sync/rights";
import type { Connection, Outcome, Refused } from "web/sync/types";
import type { Fields, Health, PermissionName, Persona, Reach, TableName } from "web/wire";
import { whole } from "../sync/world";

/* The rows of the coalition's table of rights these tests rest on. */
const RIGHTS: Record<PermissionName, Partial<Record<Persona, Reach>>> = {
  read: {},
  edit_organization: { delegate: "organization", observer: "organization", secretariat: "yes" },
  set_affiliation: { secretariat: "yes" },
  leave_affiliation: { delegate: "organization", observer: "organization", secretariat: "yes" },
  confirm_affiliation: { delegate: "organization", observer: "organization" },
  apply_anew: { person: "yes" },
  set_up_coalition: { secretariat: "yes", administrator: "yes" },
  set_up_convenings: { secretariat: "yes" },
  host_convening: { delegate: "organization", secretariat: "yes" },
  join_group: { base_member: "yes", delegate: "yes" },
  apply: { delegate: "organization", observer: "organization", secretariat: "yes" },
  invite: { delegate: "lead", observer: "lead", secretariat: "first" },
  end_belonging: { person: "own", delegate: "lead" },
  start_group: { delegate: "yes", secretariat: "yes" },
  edit_group: { facilitator: "group" },
  change_group_state: { facilitator: "group", secretariat: "yes" },
  leave_group: { person: "own", delegate: "organization", facilitator: "group" },
  publish_organization: { delegate: "organization", secretariat: "yes" },
  publish_group: { facilitator: "group", secretariat: "yes" },
  edit_profile: { person: "own" },
  manage_accounts: { administrator: "yes" },
  redact: { person: "own", secretariat: "yes" },
  revoke_invitation: { person: "own", delegate: "lead", secretariat: "first" },
  add_action_item: { group_member: "group", facilitator: "group" },
  add_coalition_item: { secretariat: "yes" },
  act_on_item: {
    person: "own",
    delegate: "organization",
    group_member: "group",
    facilitator: "board",
    observer: "organization",
    secretariat: "yes",
  },
  take_item: {
    delegate: "yes",
    group_member: "board",
    facilitator: "board",
    observer: "yes",
    secretariat: "yes",
  },
  plan_meeting: { facilitator: "group", secretariat: "yes" },
  plan_coalition_meeting: { secretariat: "yes" },
  run_meeting: { group_member: "notes", facilitator: "group", secretariat: "yes" },
  answer_meeting: { person: "yes" },
  subscribe_calendar: { person: "yes" },
  revoke_calendar: { person: "own", facilitator: "group" },
  feed_backlog: { group_member: "group", facilitator: "group" },
  feed_coalition_backlog: { delegate: "yes", observer: "yes", secretariat: "yes" },
  start_plan: { facilitator: "group" },
  start_coalition_plan: { secretariat: "yes" },
  edit_plan: { group_member: "board", facilitator: "board", secretariat: "yes" },
  change_plan_state: { facilitator: "group", secretariat: "yes" },
  act_on_milestone: {
    person: "own",
    delegate: "organization",
    group_member: "group",
    facilitator: "board",
    observer: "organization",
    secretariat: "yes",
  },
  comment: {
    delegate: "yes",
    group_member: "yes",
    facilitator: "yes",
    observer: "yes",
    secretariat: "yes",
  },
  edit_comment: { person: "own" },
  resolve_thread: { person: "own", facilitator: "group", secretariat: "yes" },
  write_voice: { base_member: "yes", delegate: "yes", observer: "yes" },
  edit_voice: { person: "own" },
  take_in_voice: { delegate: "organization", observer: "organization" },
  withdraw_voice: { person: "own" },
  propose: { group_member: "group", facilitator: "group" },
  propose_to_coalition: { delegate: "yes", observer: "yes", secretariat: "yes" },
  edit_proposal: {
    person: "own",
    delegate: "organization",
    facilitator: "group",
    observer: "organization",
    secretariat: "yes",
  },
  back_proposal: { delegate: "yes" },
  withdraw_proposal: { person: "own", delegate: "organization", observer: "organization" },
  run_ballot: { facilitator: "group", secretariat: "yes" },
  cast: { delegate: "yes", group_member: "group", facilitator: "group", observer: "yes" },
  edit_decision: { facilitator: "group", secretariat: "yes" },
  keep_questions: { secretariat: "yes" },
  send_dispatch: { secretariat: "yes" },
  answer_delivery: { delegate: "organization", observer: "organization" },
};

export const PUBLIC_SPACE = "00000000-0000-4000-8000-000000000001";
export const COALITION_SPACE = "00000000-0000-4000-8000-000000000002";

const replica = createReplica();
export const viewer = signal<Viewer>({ person_id: null, acting_for: null, ready: true });
export const may = createRights(replica, viewer, RIGHTS);
export const { rows, row, by } = replica;
export const belongings = computed(() => {
  const { person_id } = viewer.value;
  return person_id === null ? [] : openBelongings(replica, person_id);
});
export const reads = () => true;

/** Lays a row into the replica, as the server would. */
export function lay(table: TableName, id: string, given: Fields = {}): string {
  replica.apply([[table, "insert", id, whole(table, id, { space_id: PUBLIC_SPACE, ...given })]]);
  return id;
}

export const takeAway = (table: TableName, id: string) =>
  replica.apply([[table, "delete", id, null]]);

/** Nobody's replica, seen by a visitor. */
export function begin(): void {
  replica.replace([]);
  underWay.value = [];
  viewer.value = { person_id: null, acting_for: null, ready: true };
}

let made = 0;
export const newId = () => `made-${++made}`;
export const send = vi.fn<(...call: unknown[]) => Promise<Outcome>>(async () => ({
  ok: true,
  result: { seq: 1 },
}));
/** Rows for which a command is on its way. */
export const underWay = signal<readonly string[]>([]);
export const pending = (_table?: TableName, id = "") =>
  computed(() => (underWay.value.includes(id) ? ("waiting" as const) : ("settled" as const)));
export const savedAt = () => signal(undefined);
export const connection = signal<Connection>("live");
export const waitingCount = signal(0);
export const refused = signal<readonly Refused[]>([]);
export const rejoined = signal<number | undefined>(undefined);
export const loading = signal(false);
export const arrived = signal(true);
export const slowLoading = signal(false);
export const health = signal<Health>("fine");
export const newVersion = computed(() => false);
export const dismiss = vi.fn();
export const retry = vi.fn();
export const actFor = vi.fn();
export const enter = vi.fn();
export const isOwnDevice = signal(false);
export const markDevice = vi.fn();
export const ask = vi.fn();
export const door = vi.fn();
export const newToken = () => "t".repeat(43);
export const tokenHash = async () => "0".repeat(64);
export const signOut = vi.fn();
export const leave = vi.fn();

/** A coalition with its root, and an organization with a tie to any parent. */
export function layCoalition(): string {
  lay("organization", "root", { name: "The Coalition", kind: "coalition", sector: null });
  lay("coalition", "the-coalition", {
    name: "The Coalition",
    root_organization_id: "root",
    quorum_kind: "more_than",
    quorum_numerator: 1,
    quorum_denominator: 2,
  });
  return "root";
}

export function layOrganization(id: string, ties: Readonly<Record<string, Fields>> = {}): string {
  lay("organization", id, { name: `Organization ${id}`, kind: "network", sector: null });
  for (const [parent, tie] of Object.entries(ties)) {
    lay("affiliation", `${id}-${parent}`, { organization_id: id, parent_id: parent, ...tie });
  }
  return id;
}

/** Signs in a delegate of an organization, acting for it. */
export function enterAsDelegate(organization: string, role = "lead_delegate"): void {
  lay("belonging", `me-${organization}`, {
    person_id: "me",
    organization_id: organization,
    role,
    display_name: "Delegate 1",
  });
  viewer.value = { person_id: "me", acting_for: organization, ready: true };
}

export function enterAsSecretariat(): void {
  lay("coalition_role", "me-role", {
    person_id: "me",
    role: "secretariat",
    display_name: "Secretariat 1",
  });
  viewer.value = { person_id: "me", acting_for: null, ready: true };
}
