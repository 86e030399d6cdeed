-- Meetings of a body: a group's, or the coalition's own. What a clock on the wall shows stands beside the instant, so
-- that a series keeps its hour when the clocks change. Sources: the coalition's table of states; RFC 5545.

-- A rule that makes meetings: each is a row of its own, so that one can be changed and the rest not.
CREATE TABLE meeting_series (
    meeting_series_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id          TEXT REFERENCES "group" (group_id), -- whose; null: the coalition's
    title             TEXT NOT NULL,
    frequency         TEXT NOT NULL,
    every             INTEGER NOT NULL, -- weeks or months
    first_on          TEXT NOT NULL, -- the day it was reckoned from
    until_on          TEXT, -- the last day there may be one; null: it goes on
    state             TEXT NOT NULL DEFAULT 'active',
    sample            INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "frequency E_TYPE" CHECK (frequency IN ('weekly', 'monthly_by_day', 'monthly_by_weekday')),
    CONSTRAINT "every E_TYPE" CHECK (every BETWEEN 1 AND 12),
    CONSTRAINT "until_on E_ORDER" CHECK (until_on IS NULL OR until_on >= first_on),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('active', 'ended')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX meeting_series_space ON meeting_series (space_id, meeting_series_id);

CREATE TABLE meeting (
    meeting_id        TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- coalition, or the own space of the group it is of
    group_id          TEXT REFERENCES "group" (group_id), -- the body; null: the coalition
    meeting_series_id TEXT REFERENCES meeting_series (meeting_series_id),
    occurs_on         TEXT, -- of a series: the day its rule names, whatever day it was moved to
    title             TEXT NOT NULL,
    starts_local      TEXT, -- what the clock on the wall of its zone shows; null in a draft: not chosen yet
    ends_local        TEXT,
    zone              TEXT, -- IANA
    starts_at_ms      INTEGER,
    ends_at_ms        INTEGER,
    place             TEXT,
    place_precision   TEXT NOT NULL DEFAULT 'unknown',
    link              TEXT,
    state             TEXT NOT NULL DEFAULT 'planned',
    adopted_by        TEXT, -- the decision that adopted its minutes, in words
    revision          INTEGER NOT NULL DEFAULT 0, -- of what a calendar shows (SEQUENCE)
    sample            INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "starts_local E_REQUIRED" CHECK (state IN ('draft', 'cancelled') OR starts_local IS NOT NULL),
    CONSTRAINT "ends_local E_REQUIRED" CHECK ((starts_local IS NULL) = (ends_local IS NULL)
        AND (starts_local IS NULL) = (starts_at_ms IS NULL) AND (ends_local IS NULL) = (ends_at_ms IS NULL)),
    CONSTRAINT "zone E_REQUIRED" CHECK ((starts_local IS NULL) = (zone IS NULL)),
    CONSTRAINT "zone E_TOO_LONG" CHECK (zone IS NULL OR length(zone) <= 64),
    CONSTRAINT "ends_local E_ORDER" CHECK (ends_at_ms IS NULL OR ends_at_ms > starts_at_ms),
    CONSTRAINT "place E_REQUIRED" CHECK (place IS NULL OR trim(place) <> ''),
    CONSTRAINT "place E_TOO_LONG" CHECK (place IS NULL OR length(place) <= 200),
    CONSTRAINT "place_precision E_TYPE" CHECK (place_precision IN ('venue', 'city', 'country', 'region', 'continent', 'unknown')),
    CONSTRAINT "link E_REQUIRED" CHECK (link IS NULL OR trim(link) <> ''),
    CONSTRAINT "link E_TOO_LONG" CHECK (link IS NULL OR length(link) <= 500),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('draft', 'planned', 'open', 'paused', 'ended', 'minutes_draft', 'minutes_circulated', 'minutes_adopted', 'cancelled')),
    CONSTRAINT "adopted_by E_REQUIRED" CHECK ((state = 'minutes_adopted') = (adopted_by IS NOT NULL)),
    CONSTRAINT "adopted_by E_TOO_LONG" CHECK (adopted_by IS NULL OR length(adopted_by) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (meeting_series_id, occurs_on)
) STRICT;
CREATE INDEX meeting_space ON meeting (space_id, meeting_id);
CREATE INDEX meeting_group_begin ON meeting (group_id, starts_at_ms);

-- Who answered and who was there: an organization by its delegate, or a person who speaks for none.
CREATE TABLE meeting_participant (
    meeting_participant_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_id             TEXT NOT NULL REFERENCES meeting (meeting_id),
    organization_id        TEXT REFERENCES organization (organization_id),
    person_id              TEXT REFERENCES person (person_id),
    answer                 TEXT, -- null: not answered
    attendance             TEXT, -- null: not noted
    sample                 INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "organization_id E_REQUIRED" CHECK ((organization_id IS NULL) <> (person_id IS NULL)),
    CONSTRAINT "answer E_TYPE" CHECK (answer IS NULL OR answer IN ('yes', 'maybe', 'no')),
    CONSTRAINT "attendance E_TYPE" CHECK (attendance IS NULL OR attendance IN ('present', 'apologies', 'absent')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (meeting_id, organization_id),
    UNIQUE (meeting_id, person_id)
) STRICT;
CREATE INDEX meeting_participant_space ON meeting_participant (space_id, meeting_participant_id);

-- A tree of items; without a meeting one waits in its body's backlog.
CREATE TABLE agenda_item (
    agenda_item_id            TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id                  TEXT REFERENCES "group" (group_id), -- the body; null: the coalition
    meeting_id                TEXT REFERENCES meeting (meeting_id), -- null: in the backlog
    parent_id                 TEXT REFERENCES agenda_item (agenda_item_id),
    rank                      INTEGER NOT NULL, -- among those of the same parent
    title                     TEXT NOT NULL,
    note                      TEXT,
    minutes_planned           INTEGER,
    presenter_organization_id TEXT REFERENCES organization (organization_id),
    sample                    INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "note E_REQUIRED" CHECK (note IS NULL OR trim(note) <> ''),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000),
    CONSTRAINT "minutes_planned E_TYPE" CHECK (minutes_planned IS NULL OR minutes_planned BETWEEN 1 AND 600),
    CONSTRAINT "parent_id E_CYCLE" CHECK (parent_id IS NULL OR parent_id <> agenda_item_id),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX agenda_item_space ON agenda_item (space_id, agenda_item_id);
CREATE INDEX agenda_item_meeting ON agenda_item (meeting_id, parent_id, rank);
CREATE INDEX agenda_item_parent ON agenda_item (parent_id);

-- What was said, item by item, so that two can write at once; without an item, of the meeting as a whole.
CREATE TABLE minutes (
    minutes_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_id     TEXT NOT NULL REFERENCES meeting (meeting_id),
    agenda_item_id TEXT REFERENCES agenda_item (agenda_item_id),
    text           TEXT NOT NULL,
    sample         INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 5000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX minutes_space ON minutes (space_id, minutes_id);
CREATE UNIQUE INDEX minutes_of ON minutes (meeting_id, ifnull(agenda_item_id, ''));

-- What was found wrong in minutes that are adopted: they themselves are not changed any more.
CREATE TABLE minutes_note (
    minutes_note_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_id      TEXT NOT NULL REFERENCES meeting (meeting_id),
    text            TEXT NOT NULL,
    noted_at_ms     INTEGER NOT NULL,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX minutes_note_space ON minutes_note (space_id, minutes_note_id);
CREATE INDEX minutes_note_meeting ON minutes_note (meeting_id);

-- What came out of what: an action item drawn from an item of an agenda.
CREATE TABLE trace_link (
    trace_link_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- of what it leads from
    from_table    TEXT NOT NULL,
    from_id       TEXT NOT NULL,
    to_table      TEXT NOT NULL,
    to_id         TEXT NOT NULL,
    relation      TEXT NOT NULL,
    sample        INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "from_table E_TYPE" CHECK (from_table IN ('action_item', 'agenda_item')),
    CONSTRAINT "to_table E_TYPE" CHECK (to_table IN ('agenda_item', 'action_item', 'group', 'organization', 'convening', 'meeting')),
    CONSTRAINT "relation E_TYPE" CHECK (relation IN ('drawn_from', 'about')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (from_id, to_id)
) STRICT;
CREATE INDEX trace_link_space ON trace_link (space_id, trace_link_id);
CREATE INDEX trace_link_to ON trace_link (to_id);
