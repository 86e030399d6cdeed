-- What somebody is to do: on a group's board or the coalition's own, owned by an organization, a person, a group or
-- nobody yet. Meetings, milestones and deliveries link to it by columns that come with them.

CREATE TABLE action_item (
    action_item_id        TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- coalition, or the own space of the group it stands with
    group_id              TEXT REFERENCES "group" (group_id), -- on whose board; null: the coalition's
    title                 TEXT NOT NULL,
    note                  TEXT,
    owner_organization_id TEXT REFERENCES organization (organization_id),
    owner_person_id       TEXT REFERENCES person (person_id),
    owner_group_id        TEXT REFERENCES "group" (group_id),
    due_on                TEXT,
    state                 TEXT NOT NULL DEFAULT 'open',
    reason                TEXT, -- why it is blocked or was dropped
    progress              INTEGER NOT NULL DEFAULT 0, -- of a hundred, as its owner says
    sample                INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "note E_REQUIRED" CHECK (note IS NULL OR trim(note) <> ''),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000),
    CONSTRAINT "due_on E_DATE" CHECK (due_on IS NULL OR (
        due_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(due_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(due_on) = 4 OR due_on GLOB '????-H[12]' OR due_on GLOB '????-Q[1-4]' OR
            due_on GLOB '????-0[1-9]' OR due_on GLOB '????-1[0-2]' OR
            (due_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(due_on, '+0 days') IS due_on)))),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('open', 'doing', 'blocked', 'done', 'dropped')),
    CONSTRAINT "reason E_REQUIRED" CHECK ((state IN ('blocked', 'dropped')) = (reason IS NOT NULL)),
    CONSTRAINT "reason E_TOO_LONG" CHECK (reason IS NULL OR length(reason) <= 2000),
    CONSTRAINT "progress E_TYPE" CHECK (progress BETWEEN 0 AND 100),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX action_item_space ON action_item (space_id, action_item_id);

-- The lines of its checklist, in the order they were added.
CREATE TABLE action_item_step (
    action_item_step_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    action_item_id      TEXT NOT NULL REFERENCES action_item (action_item_id),
    text                TEXT NOT NULL,
    is_done             INTEGER NOT NULL DEFAULT 0,
    rank                INTEGER NOT NULL,
    sample              INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 200),
    CONSTRAINT "is_done E_TYPE" CHECK (is_done IN (0, 1)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX action_item_step_space ON action_item_step (space_id, action_item_step_id);
CREATE INDEX action_item_step_item ON action_item_step (action_item_id, rank);
