-- Secret addresses of calendars, of one person or of one group. The address itself is kept as its hash alone.
CREATE TABLE calendar_address (
    calendar_address_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own, or the group's
    group_id            TEXT REFERENCES "group" (group_id), -- null: all meetings of that person
    state               TEXT NOT NULL DEFAULT 'open',
    sample              INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "state E_TYPE" CHECK (state IN ('open', 'revoked')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX calendar_address_space ON calendar_address (space_id, calendar_address_id);

CREATE TABLE calendar_address_key (
    address_hash        TEXT PRIMARY KEY,
    calendar_address_id TEXT NOT NULL REFERENCES calendar_address (calendar_address_id)
) STRICT;
