-- The roadmap: a plan has goals, a goal objectives, an objective milestones, and a milestone the action items that bring it
-- about. How far each has come is not stored: it follows from what its reader sees. Source: the domain study, section 5.

CREATE TABLE plan (
    plan_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- coalition, or the own space of the group whose plan it is
    group_id    TEXT REFERENCES "group" (group_id), -- who drafts it; null: the secretariat alone
    name        TEXT NOT NULL,
    state       TEXT NOT NULL DEFAULT 'draft',
    starts_on   TEXT,
    ends_min_on TEXT, -- it reaches so far at least,
    ends_max_on TEXT, -- and so far at the most: the years between are possible
    decision    TEXT, -- the one that archived it, in words
    sample      INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('draft', 'active', 'under_review', 'archived')),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_min_on E_DATE" CHECK (ends_min_on IS NULL OR (
        ends_min_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_min_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_min_on) = 4 OR ends_min_on GLOB '????-H[12]' OR ends_min_on GLOB '????-Q[1-4]' OR
            ends_min_on GLOB '????-0[1-9]' OR ends_min_on GLOB '????-1[0-2]' OR
            (ends_min_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_min_on, '+0 days') IS ends_min_on)))),
    CONSTRAINT "ends_max_on E_DATE" CHECK (ends_max_on IS NULL OR (
        ends_max_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_max_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_max_on) = 4 OR ends_max_on GLOB '????-H[12]' OR ends_max_on GLOB '????-Q[1-4]' OR
            ends_max_on GLOB '????-0[1-9]' OR ends_max_on GLOB '????-1[0-2]' OR
            (ends_max_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_max_on, '+0 days') IS ends_max_on)))),
    CONSTRAINT "decision E_REQUIRED" CHECK ((state = 'archived') = (decision IS NOT NULL)),
    CONSTRAINT "decision E_TOO_LONG" CHECK (decision IS NULL OR length(decision) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX plan_space ON plan (space_id, plan_id);

CREATE TABLE goal (
    goal_id  TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    plan_id  TEXT NOT NULL REFERENCES plan (plan_id),
    name     TEXT NOT NULL,
    weight   INTEGER NOT NULL DEFAULT 1, -- among the goals of its plan; 0: shown and not counted
    rank     INTEGER NOT NULL,
    sample   INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "weight E_TYPE" CHECK (weight BETWEEN 0 AND 9),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX goal_space ON goal (space_id, goal_id);
CREATE INDEX goal_plan ON goal (plan_id, rank);

CREATE TABLE objective (
    objective_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    plan_id      TEXT NOT NULL REFERENCES plan (plan_id),
    goal_id      TEXT NOT NULL REFERENCES goal (goal_id),
    name         TEXT NOT NULL,
    weight       INTEGER NOT NULL DEFAULT 1,
    starts_on    TEXT,
    ends_on      TEXT,
    rank         INTEGER NOT NULL,
    sample       INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "weight E_TYPE" CHECK (weight BETWEEN 0 AND 9),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX objective_space ON objective (space_id, objective_id);
CREATE INDEX objective_goal ON objective (goal_id, rank);

CREATE TABLE milestone (
    milestone_id          TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    plan_id               TEXT NOT NULL REFERENCES plan (plan_id),
    objective_id          TEXT REFERENCES objective (objective_id), -- null: of the plan as a whole
    name                  TEXT NOT NULL,
    note                  TEXT,
    due_on                TEXT,
    weight                INTEGER NOT NULL DEFAULT 1,
    state                 TEXT NOT NULL DEFAULT 'planned',
    reason                TEXT, -- why it was dropped
    owner_organization_id TEXT REFERENCES organization (organization_id),
    owner_person_id       TEXT REFERENCES person (person_id),
    owner_group_id        TEXT REFERENCES "group" (group_id),
    convening_id          TEXT REFERENCES convening (convening_id), -- the one it takes place with
    rank                  INTEGER NOT NULL,
    sample                INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "note E_REQUIRED" CHECK (note IS NULL OR trim(note) <> ''),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000),
    CONSTRAINT "due_on E_DATE" CHECK (due_on IS NULL OR (
        due_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(due_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(due_on) = 4 OR due_on GLOB '????-H[12]' OR due_on GLOB '????-Q[1-4]' OR
            due_on GLOB '????-0[1-9]' OR due_on GLOB '????-1[0-2]' OR
            (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(due_on, '+0 days') IS due_on)))),
    CONSTRAINT "weight E_TYPE" CHECK (weight BETWEEN 0 AND 9),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('planned', 'under_way', 'reached', 'missed', 'dropped')),
    CONSTRAINT "reason E_REQUIRED" CHECK ((state = 'dropped') = (reason IS NOT NULL)),
    CONSTRAINT "reason E_TOO_LONG" CHECK (reason IS NULL OR length(reason) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX milestone_space ON milestone (space_id, milestone_id);
CREATE INDEX milestone_parent ON milestone (plan_id, objective_id, rank);

-- What an action item brings about.
ALTER TABLE action_item ADD COLUMN milestone_id TEXT REFERENCES milestone (milestone_id);
CREATE INDEX action_item_milestone ON action_item (milestone_id);
