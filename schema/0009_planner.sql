-- Finding a time: where those who come sit, whom a time suits, and which groups are invited.

-- The zones an organization works in, as it says: who would sit in a meeting at night.
CREATE TABLE organization_zone (
    organization_zone_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    organization_id      TEXT NOT NULL REFERENCES organization (organization_id),
    zone                 TEXT NOT NULL,
    sample               INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "zone E_REQUIRED" CHECK (zone IS NULL OR trim(zone) <> ''),
    CONSTRAINT "zone E_TOO_LONG" CHECK (zone IS NULL OR length(zone) <= 64),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (organization_id, zone)
) STRICT;
CREATE INDEX organization_zone_space ON organization_zone (space_id, organization_zone_id);

-- Groups that are invited besides the body itself.
CREATE TABLE meeting_group (
    meeting_group_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_id       TEXT NOT NULL REFERENCES meeting (meeting_id),
    group_id         TEXT NOT NULL REFERENCES "group" (group_id),
    sample           INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (meeting_id, group_id)
) STRICT;
CREATE INDEX meeting_group_space ON meeting_group (space_id, meeting_group_id);

-- Times that are offered for a meeting whose time is still open, and whom they suit.
CREATE TABLE meeting_option (
    meeting_option_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_id        TEXT NOT NULL REFERENCES meeting (meeting_id),
    starts_local      TEXT NOT NULL,
    ends_local        TEXT NOT NULL,
    zone              TEXT NOT NULL,
    starts_at_ms      INTEGER NOT NULL,
    ends_at_ms        INTEGER NOT NULL,
    sample            INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "zone E_TOO_LONG" CHECK (zone IS NULL OR length(zone) <= 64),
    CONSTRAINT "ends_local E_ORDER" CHECK (ends_at_ms > starts_at_ms),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX meeting_option_space ON meeting_option (space_id, meeting_option_id);
CREATE INDEX meeting_option_meeting ON meeting_option (meeting_id);

CREATE TABLE meeting_option_mark (
    meeting_option_mark_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    meeting_option_id      TEXT NOT NULL REFERENCES meeting_option (meeting_option_id),
    organization_id        TEXT REFERENCES organization (organization_id),
    person_id              TEXT REFERENCES person (person_id),
    mark                   TEXT NOT NULL,
    sample                 INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "organization_id E_REQUIRED" CHECK ((organization_id IS NULL) <> (person_id IS NULL)),
    CONSTRAINT "mark E_TYPE" CHECK (mark IN ('suits', 'if_needed', 'does_not')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (meeting_option_id, organization_id),
    UNIQUE (meeting_option_id, person_id)
) STRICT;
CREATE INDEX meeting_option_mark_space ON meeting_option_mark (space_id, meeting_option_mark_id);
