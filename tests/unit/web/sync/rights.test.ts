// @vitest-environment node
/* Controls by the table of rights: there, there with the reason, or absent. */
import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { createReplica } from "web/sync/replica";
import { createRights, type Right } from "web/sync/rights";
import type { PermissionName, Persona, Reach, RowChange } from "web/wire";
import { insert, ME, MFA, PICUM } from "./world";

const ROOT = "66666666-6666-4666-8666-666666666666";
const GROUP = "55555555-5555-4555-8555-555555555555";
const TIE = "44444444-4444-4444-8444-444444444444";
const CONVENING = "88888888-8888-4888-8888-888888888888";
const OTHER = "77777777-7777-4777-8777-777777777777";

const NOBODY: Partial<Record<Persona, Reach>> = {};
const TABLE: Record<PermissionName, Partial<Record<Persona, Reach>>> = {
  read: NOBODY,
  edit_organization: { delegate: "organization", observer: "organization", secretariat: "yes" },
  set_affiliation: { secretariat: "yes" },
  leave_affiliation: { delegate: "organization", observer: "organization", secretariat: "yes" },
  confirm_affiliation: { delegate: "organization", observer: "organization" },
  apply_anew: { person: "yes" },
  set_up_coalition: { secretariat: "yes", administrator: "yes" },
  set_up_convenings: { secretariat: "yes" },
  host_convening: { delegate: "organization", secretariat: "yes" },
  join_group: { base_member: "yes", delegate: "yes" },
  apply: NOBODY,
  invite: { delegate: "lead", observer: "lead", secretariat: "first", administrator: "first" },
  end_belonging: { person: "own", delegate: "lead", secretariat: "first" },
  start_group: { base_member: "yes", delegate: "yes", secretariat: "yes" },
  edit_group: { facilitator: "group" },
  change_group_state: { facilitator: "group", secretariat: "yes" },
  leave_group: { person: "own", delegate: "organization", facilitator: "group" },
  publish_organization: NOBODY,
  publish_group: NOBODY,
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

const COMMON = [
  insert("coalition", ROOT, { root_organization_id: ROOT }),
  insert("organization", MFA),
  insert("organization", PICUM),
  insert("group", GROUP, { organization_id: MFA }),
  insert("convening", CONVENING, { host_id: MFA }),
  insert("affiliation", TIE, { organization_id: MFA, parent_id: ROOT, status: "member" }),
];

const belongs = (role: string, organization_id = MFA, id = OTHER) =>
  insert("belonging", id, { person_id: ME, organization_id, role });
const staff = (role: string) => insert("coalition_role", OTHER, { person_id: ME, role });
const ITEM = "99999999-9999-4999-8999-999999999999";
const item = (more: object) => insert("action_item", ITEM, { group_id: GROUP, ...more });
const MEETING = "88888888-8888-4888-8888-888888888888";
const meeting = () => insert("meeting", MEETING, { group_id: GROUP });
const inGroup = (more: object) => insert("group_member", OTHER, { group_id: GROUP, ...more });

type Given = { rows: readonly RowChange[]; acting?: string | null; person?: string | null };

function judge(
  { rows, acting = null, person = ME }: Given,
  of: [PermissionName, string?, string?],
): Right {
  const replica = createReplica();
  replica.apply([...COMMON, ...rows]);
  const viewer = signal({ person_id: person, acting_for: acting, ready: true });
  const [permission, table, id] = of;
  const thing = table === undefined ? undefined : { table: table as "organization", id: id ?? "" };
  return createRights(replica, viewer, TABLE)(permission, thing).value;
}

const OK: Right = { ok: true };
const isGone = (right: Right) => !right.ok && !right.visible;
const isShownWithReason = (right: Right) => !right.ok && right.visible;

test.each<[string, Given, [PermissionName, string?, string?]]>([
  [
    "a delegate edits their own organization",
    { rows: [belongs("alternate")], acting: MFA },
    ["edit_organization", "organization", MFA],
  ],
  [
    "what belongs to it too",
    { rows: [belongs("alternate")], acting: MFA },
    ["leave_affiliation", "affiliation", TIE],
  ],
  [
    "the secretariat edits any",
    { rows: [staff("secretariat")] },
    ["edit_organization", "organization", PICUM],
  ],
  [
    "and makes one, where there is no row yet",
    { rows: [staff("secretariat")] },
    ["edit_organization"],
  ],
  [
    "a lead delegate invites",
    { rows: [belongs("lead_delegate")], acting: MFA },
    ["invite", "organization", MFA],
  ],
  [
    "a sample's lead is nobody: the secretariat invites the first one",
    {
      rows: [
        staff("secretariat"),
        insert("belonging", TIE, {
          person_id: OTHER,
          organization_id: PICUM,
          role: "lead_delegate",
          sample: 1,
        }),
      ],
    },
    ["invite", "organization", PICUM],
  ],
  [
    "the secretariat invites the first one",
    { rows: [staff("secretariat")] },
    ["invite", "organization", PICUM],
  ],
  [
    "a facilitator in person edits the group",
    { rows: [inGroup({ person_id: ME, role: "chair" })] },
    ["edit_group", "group", GROUP],
  ],
  [
    "a delegate of the organization that facilitates it too",
    {
      rows: [
        belongs("alternate"),
        insert("group_member", TIE, { group_id: GROUP, organization_id: MFA, role: "facilitator" }),
      ],
      acting: MFA,
    },
    ["edit_group", "group", GROUP],
  ],
  [
    "a delegate looks after what their organization hosts",
    { rows: [belongs("alternate")], acting: MFA },
    ["host_convening", "convening", CONVENING],
  ],
  [
    "whoever reads their organization's application is its delegate before they read the coalition",
    { rows: [insert("application", OTHER, { organization_id: PICUM })], acting: PICUM },
    ["edit_organization", "organization", PICUM],
  ],
  [
    "who owns an item acts on it",
    { rows: [item({ owner_person_id: ME })] },
    ["act_on_item", "action_item", ITEM],
  ],
  [
    "so does the delegate of the organization that owns it, and on its lines",
    {
      rows: [
        belongs("alternate"),
        item({ owner_organization_id: MFA }),
        insert("action_item_step", TIE, { action_item_id: ITEM }),
      ],
      acting: MFA,
    },
    ["act_on_item", "action_item_step", TIE],
  ],
  [
    "whoever is in the group that owns it",
    { rows: [inGroup({ person_id: ME, role: "member" }), item({ owner_group_id: GROUP })] },
    ["act_on_item", "action_item", ITEM],
  ],
  [
    "the facilitator of the board it stands on, whoever owns it",
    {
      rows: [inGroup({ person_id: ME, role: "facilitator" }), item({ owner_person_id: OTHER })],
    },
    ["act_on_item", "action_item", ITEM],
  ],
  [
    "who is in the group takes what nobody has",
    { rows: [inGroup({ person_id: ME, role: "member" }), item({})] },
    ["take_item", "action_item", ITEM],
  ],
  [
    "who takes the notes of a group runs its meetings",
    { rows: [inGroup({ person_id: ME, role: "note_taker" }), meeting()] },
    ["run_meeting", "meeting", MEETING],
  ],
  [
    "and writes what was said of them",
    {
      rows: [
        inGroup({ person_id: ME, role: "note_taker" }),
        meeting(),
        insert("minutes", TIE, { meeting_id: MEETING }),
      ],
    },
    ["run_meeting", "minutes", TIE],
  ],
  [
    "whoever made an address of their calendar revokes it",
    { rows: [insert("calendar_address", TIE, { space_id: ME, group_id: null })] },
    ["revoke_calendar", "calendar_address", TIE],
  ],
  [
    "whoever gave a voice changes it: it lies in their own space",
    { rows: [insert("contribution", TIE, { space_id: ME, organization_id: MFA })] },
    ["edit_voice", "contribution", TIE],
  ],
  [
    "a delegate takes in what was given to the organization they act for",
    {
      rows: [belongs("alternate"), insert("edition", TIE, { organization_id: MFA })],
      acting: MFA,
    },
    ["take_in_voice", "edition", TIE],
  ],
  [
    "the facilitator of a group plans them",
    { rows: [inGroup({ person_id: ME, role: "chair" }), meeting()] },
    ["plan_meeting", "meeting", MEETING],
  ],
  ["one's own profile", { rows: [insert("person", ME)] }, ["edit_profile", "person", ME]],
  [
    "one's own place in a group can be left",
    { rows: [inGroup({ person_id: ME, role: "member" })] },
    ["leave_group", "group_member", OTHER],
  ],
])("may: %s", (_, given, of) => expect(judge(given, of)).toEqual(OK));

test("a base member reads both, and stays one", () => {
  const rows = [
    insert("application", OTHER, { organization_id: PICUM }),
    insert("belonging", ME, { person_id: ME, organization_id: PICUM, role: "base_member" }),
  ];
  expect(judge({ rows, acting: PICUM }, ["edit_organization", "organization", PICUM]).ok).toBe(
    false,
  );
});

test.each<[string, Given, [PermissionName, string?, string?]]>([
  [
    "a delegate while acting for nobody",
    { rows: [belongs("lead_delegate")] },
    ["edit_organization", "organization", MFA],
  ],
  [
    "an alternate, where only the lead may",
    { rows: [belongs("alternate")], acting: MFA },
    ["invite", "organization", MFA],
  ],
  [
    "a member of the group who does not facilitate it",
    { rows: [inGroup({ person_id: ME, role: "member" })] },
    ["edit_group", "group", GROUP],
  ],
  [
    "a member of the group, of its meeting",
    { rows: [inGroup({ person_id: ME, role: "member" }), meeting()] },
    ["run_meeting", "meeting", MEETING],
  ],
  [
    "a note-taker, of when it is",
    { rows: [inGroup({ person_id: ME, role: "note_taker" }), meeting()] },
    ["plan_meeting", "meeting", MEETING],
  ],
  [
    "a member of the board's group, of what another owns",
    { rows: [inGroup({ person_id: ME, role: "member" }), item({ owner_person_id: OTHER })] },
    ["act_on_item", "action_item", ITEM],
  ],
  [
    "a base member, of what their organization was given",
    {
      rows: [belongs("base_member"), insert("edition", TIE, { organization_id: MFA })],
      acting: MFA,
    },
    ["take_in_voice", "edition", TIE],
  ],
  [
    "a base member of the organization, who could be its delegate",
    { rows: [belongs("base_member")], acting: MFA },
    ["edit_organization", "organization", MFA],
  ],
])("disabled, with who may: %s", (_, given, of) => {
  const right = judge(given, of);
  expect(isShownWithReason(right)).toBe(true);
});

test.each<[string, Given, [PermissionName, string?, string?]]>([
  ["a visitor", { rows: [], person: null }, ["edit_organization", "organization", MFA]],
  ["a person who belongs nowhere", { rows: [] }, ["start_group"]],
  [
    "the Secretariat, of what an organization was given",
    { rows: [staff("secretariat"), insert("edition", TIE, { organization_id: MFA })] },
    ["take_in_voice", "edition", TIE],
  ],
  [
    "the organization, of what its author has",
    {
      rows: [
        belongs("lead_delegate"),
        insert("contribution", TIE, { space_id: OTHER, organization_id: MFA }),
      ],
      acting: MFA,
    },
    ["withdraw_voice", "contribution", TIE],
  ],
  [
    "a delegate, of another organization",
    { rows: [belongs("lead_delegate")], acting: MFA },
    ["edit_organization", "organization", PICUM],
  ],
  [
    "a delegate whose belonging has ended",
    {
      rows: [
        insert("belonging", OTHER, {
          person_id: ME,
          organization_id: MFA,
          role: "alternate",
          ends_on: "2026",
        }),
      ],
      acting: MFA,
    },
    ["edit_organization", "organization", MFA],
  ],
  [
    "a row that is not there",
    { rows: [staff("secretariat")] },
    ["edit_organization", "organization", OTHER],
  ],
  [
    "a delegate of the body a group belongs to, not in the group",
    { rows: [belongs("alternate")], acting: MFA },
    ["edit_group", "group", GROUP],
  ],
  [
    "a group one has left",
    { rows: [inGroup({ person_id: ME, role: "chair", ends_on: "2026" })] },
    ["edit_group", "group", GROUP],
  ],
  [
    "the secretariat, once there is a lead delegate",
    {
      rows: [
        staff("secretariat"),
        insert("belonging", TIE, { person_id: OTHER, organization_id: MFA, role: "lead_delegate" }),
      ],
    },
    ["invite", "organization", MFA],
  ],
])("absent: %s", (_, given, of) => expect(isGone(judge(given, of))).toBe(true));

test("an observer is one by an observing tie to the root and no other", () => {
  const rights = { ...TABLE, edit_organization: { observer: "organization" } as const };
  const ask = (rows: readonly RowChange[]) => {
    const replica = createReplica();
    replica.apply([...COMMON, belongs("alternate", PICUM), ...rows]);
    const viewer = signal({ person_id: ME, acting_for: PICUM, ready: true });
    const may = createRights(replica, viewer, rights);
    return may("edit_organization", { table: "organization", id: PICUM }).value.ok;
  };
  const tie = (status: string, id: string, parent_id = ROOT) =>
    insert("affiliation", id, { organization_id: PICUM, parent_id, status });
  expect(ask([tie("observer", OTHER)])).toBe(true);
  expect(ask([tie("tentative", OTHER)])).toBe(true);
  expect(ask([tie("observer", OTHER), tie("member", GROUP)])).toBe(false);
  expect(ask([tie("observer", OTHER, MFA)])).toBe(false);
});

test("who may is told in the words of E_FORBIDDEN, each once", () => {
  const right = judge({ rows: [belongs("base_member")], acting: MFA }, [
    "leave_affiliation",
    "affiliation",
    TIE,
  ]);
  expect(right).toEqual({ ok: false, visible: true, who: ["delegate", "secretariat"] });
  const invite = judge({ rows: [belongs("alternate")], acting: MFA }, [
    "invite",
    "organization",
    MFA,
  ]);
  expect(invite).toMatchObject({ who: ["lead_delegate", "secretariat", "administrator"] });
});

test("a right follows what changes", () => {
  const replica = createReplica();
  replica.apply([...COMMON, belongs("alternate")]);
  const viewer = signal({ person_id: ME, acting_for: MFA, ready: true });
  const right = createRights(
    replica,
    viewer,
    TABLE,
  )("edit_organization", { table: "organization", id: MFA });
  expect(right.value).toEqual(OK);
  replica.apply([["belonging", "update", OTHER, { ends_on: "2026-11-24" }]]);
  expect(right.value.ok).toBe(false);
});
