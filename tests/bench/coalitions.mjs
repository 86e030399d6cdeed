// What the rows of the screens are drawn from: a coalition at work for years in two hundred groups, and a
// plan of as many lines as a plan may have. Both are put into a file by SQL, as the organizations of the
// other rows are, for their number; always the same, but for their ids.
const COALITION = "00000000-0000-4000-8000-000000000002";
const DAY_MS = 86_400_000;

/** Puts rows into a table; of each the names and values it has. */
const inserter = (db, table, columns) => {
  const put = db.prepare(`INSERT INTO "${table}" (${columns.join(", ")}) VALUES (${columns.map((name) => `@${name}`).join(", ")})`);
  return (row) => put.run(Object.fromEntries(columns.map((name) => [name, row[name] ?? null])));
};

/* ---- Today ---- */

const GROUPS = 200;
/** Of these one person is in so many, by the organization they speak for. */
export const MINE = 40;
/* Of each group. Most of what a coalition did lies behind it. */
const MEMBERS = 20;
const MEETINGS = 42;
const ITEMS = 100;
const ITEMS_ALIVE = 6;
/* Of each meeting, and of each item. */
const PARTICIPANTS = 4;
const AGENDA = 2;
const STEPS = 1;

const isoDay = (ms) => new Date(ms).toISOString().slice(0, 10);
const wall = (ms) => new Date(ms).toISOString().slice(0, 16);

const writeMeeting = (put, { group_id, space_id, index, speakers, now }) => {
  /* a week apart: one comes and waits for answers, one waits for its minutes, the others lie behind */
  const starts_at_ms = now + (1 - index) * 7 * DAY_MS - DAY_MS;
  const state = ["planned", "ended"][index] ?? "minutes_adopted";
  const meeting_id = crypto.randomUUID();
  put.meeting({ meeting_id, space_id, group_id, title: `Meeting ${index} of its group`, starts_local: wall(starts_at_ms),
    ends_local: wall(starts_at_ms + 7_200_000), zone: "UTC", starts_at_ms, ends_at_ms: starts_at_ms + 7_200_000,
    place_precision: "unknown", state, adopted_by: state === "minutes_adopted" ? "The meeting after it" : null });
  for (let one = 0; one < PARTICIPANTS; one++) {
    put.meeting_participant({ meeting_participant_id: crypto.randomUUID(), space_id, meeting_id,
      organization_id: speakers[one + 1], answer: "yes" });
  }
  for (let rank = 0; rank < AGENDA; rank++) {
    put.agenda_item({ agenda_item_id: crypto.randomUUID(), space_id, group_id, meeting_id, rank, title: `Point ${rank + 1}` });
  }
};

const writeItem = (put, { group_id, space_id, index, speakers, now }) => {
  const isAlive = index < ITEMS_ALIVE;
  const action_item_id = crypto.randomUUID();
  /* of those that are alive every third is its group's own, and waits for all who work in it */
  const owner = index % 3 === 0 ? { owner_group_id: group_id } : { owner_organization_id: speakers[1 + (index % PARTICIPANTS)] };
  put.action_item({ action_item_id, space_id, group_id, title: `What was agreed, number ${index}`, ...owner,
    due_on: isoDay(now + (20 - index) * 5 * DAY_MS), state: isAlive ? "open" : "done", progress: isAlive ? 0 : 100 });
  for (let rank = 0; rank < STEPS; rank++) {
    put.action_item_step({ action_item_step_id: crypto.randomUUID(), space_id, action_item_id, text: `Step ${rank + 1}`,
      is_done: isAlive ? 0 : 1, rank });
  }
};

/** Groups with their members, meetings and items; `mine` speaks in the first of them. Its id. */
export const fillGroups = (db, mine) => {
  const now = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const others = db.prepare("SELECT organization_id FROM organization WHERE organization_id <> ? ORDER BY list_position DESC, name LIMIT 400")
    .pluck().all(mine);
  const put = {
    space: inserter(db, "space", ["space_id", "kind", "owner_id"]),
    group: inserter(db, "group", ["group_id", "space_id", "name", "kind", "state"]),
    group_member: inserter(db, "group_member", ["group_member_id", "space_id", "group_id", "organization_id", "role"]),
    meeting: inserter(db, "meeting", ["meeting_id", "space_id", "group_id", "title", "starts_local", "ends_local", "zone",
      "starts_at_ms", "ends_at_ms", "place_precision", "state", "adopted_by"]),
    meeting_participant: inserter(db, "meeting_participant", ["meeting_participant_id", "space_id", "meeting_id", "organization_id", "answer"]),
    agenda_item: inserter(db, "agenda_item", ["agenda_item_id", "space_id", "group_id", "meeting_id", "rank", "title"]),
    action_item: inserter(db, "action_item", ["action_item_id", "space_id", "group_id", "title", "owner_organization_id",
      "owner_group_id", "due_on", "state", "progress"]),
    action_item_step: inserter(db, "action_item_step", ["action_item_step_id", "space_id", "action_item_id", "text", "is_done", "rank"]),
  };
  db.transaction(() => {
    for (let number = 0; number < GROUPS; number++) {
      const group_id = crypto.randomUUID();
      const isMine = number < MINE;
      /* what others work on is read in the coalition; every second of one's own in the group alone */
      const space_id = isMine && number % 2 === 0 ? group_id : COALITION;
      const speakers = Array.from({ length: MEMBERS }, (_, index) =>
        (index === 0 && isMine ? mine : others[(number * 7 + index) % others.length]));
      put.space({ space_id: group_id, kind: "group", owner_id: group_id });
      put.group({ group_id, space_id: COALITION, name: `Working group ${number + 1}`, kind: "working_group", state: "active" });
      speakers.forEach((organization_id, index) => put.group_member({ group_member_id: crypto.randomUUID(), space_id: COALITION,
        group_id, organization_id, role: index === 0 ? "facilitator" : "member" }));
      for (let index = 0; index < MEETINGS; index++) writeMeeting(put, { group_id, space_id, index, speakers, now });
      for (let index = 0; index < ITEMS; index++) writeItem(put, { group_id, space_id, index, speakers, now });
    }
  })();
  return mine;
};

/* ---- the roadmap ---- */

/** As many lines as a plan may have (TRIB_PLAN_LINES_MAX). */
export const LINES = 5000;
const PLAN_GOALS = 20;
const PLAN_OBJECTIVES = 480;
const FIRST_YEAR = 2012;
const YEARS = 20;

/* Days, months, quarters, halves and years, since each is drawn in its own way. */
const dueOf = (rank) => {
  const index = (rank % PLAN_OBJECTIVES) + 37 * Math.floor(rank / PLAN_OBJECTIVES);
  const year = FIRST_YEAR + (index * 7) % YEARS;
  const month = String(1 + (index % 12)).padStart(2, "0");
  return [`${year}-${month}-15`, `${year}-${month}`, `${year}-Q${1 + (index % 4)}`, `${year}-H${1 + (index % 2)}`, `${year}`][index % 5];
};
const STATES = ["planned", "planned", "under_way", "reached", "reached", "missed"];

/** A plan of twenty years with all the lines it may have; its id. */
export const fillPlan = (db) => {
  const plan_id = crypto.randomUUID();
  const space_id = COALITION;
  const owners = db.prepare("SELECT organization_id FROM organization ORDER BY name").pluck().all();
  const goal = inserter(db, "goal", ["goal_id", "space_id", "plan_id", "name", "rank"]);
  const objective = inserter(db, "objective", ["objective_id", "space_id", "plan_id", "goal_id", "name", "starts_on", "ends_on", "rank"]);
  const milestone = inserter(db, "milestone", ["milestone_id", "space_id", "plan_id", "objective_id", "name", "due_on", "state",
    "owner_organization_id", "rank"]);
  db.transaction(() => {
    inserter(db, "plan", ["plan_id", "space_id", "name", "state", "starts_on", "ends_min_on", "ends_max_on"])({ plan_id, space_id,
      name: "Roadmap of five thousand lines", state: "active", starts_on: String(FIRST_YEAR), ends_min_on: "2022",
      ends_max_on: String(FIRST_YEAR + YEARS) });
    const goals = Array.from({ length: PLAN_GOALS }, (_, rank) => {
      const goal_id = crypto.randomUUID();
      goal({ goal_id, space_id, plan_id, name: `Goal ${rank + 1}: what all work towards`, rank });
      return goal_id;
    });
    const objectives = Array.from({ length: PLAN_OBJECTIVES }, (_, rank) => {
      const objective_id = crypto.randomUUID();
      objective({ objective_id, space_id, plan_id, goal_id: goals[rank % PLAN_GOALS], name: `Objective ${rank + 1}: a part of it`,
        starts_on: String(FIRST_YEAR + (rank % 10)), ends_on: String(FIRST_YEAR + 10 + (rank % 10)), rank });
      return objective_id;
    });
    for (let rank = 0; rank < LINES - PLAN_GOALS - PLAN_OBJECTIVES; rank++) {
      milestone({ milestone_id: crypto.randomUUID(), space_id, plan_id, objective_id: objectives[rank % PLAN_OBJECTIVES],
        name: `Milestone ${rank + 1}: reports are gathered`, due_on: dueOf(rank), state: STATES[rank % STATES.length],
        owner_organization_id: owners[rank % owners.length], rank });
    }
  })();
  return plan_id;
};
