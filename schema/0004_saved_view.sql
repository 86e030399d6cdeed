-- Filters that a person keeps under a name: theirs alone, in their own space.

CREATE TABLE saved_view (
    saved_view_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own
    room          TEXT NOT NULL,
    name          TEXT NOT NULL,
    query         TEXT NOT NULL, -- of the room's address, behind its ?
    CONSTRAINT "room E_TYPE" CHECK (room IN ('network', 'groups', 'convenings')),
    CONSTRAINT "name E_REQUIRED" CHECK (trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (length(name) <= 200),
    CONSTRAINT "query E_REQUIRED" CHECK (trim(query) <> ''),
    CONSTRAINT "query E_TOO_LONG" CHECK (length(query) <= 1000)
) STRICT;
CREATE INDEX saved_view_space ON saved_view (space_id, saved_view_id);
