-- Joining by a code that hangs in a room: for some hours whoever has it comes into the group, also
-- without an account. That there is one, and how many came by it, is the group's own to know.

CREATE TABLE room_code (
    room_code_id  TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the group's own
    group_id      TEXT NOT NULL REFERENCES "group" (group_id),
    expires_at_ms INTEGER NOT NULL,
    joined_count  INTEGER NOT NULL DEFAULT 0,
    state         TEXT NOT NULL DEFAULT 'open',
    CONSTRAINT "state E_TYPE" CHECK (state IN ('open', 'closed'))
) STRICT;
CREATE INDEX room_code_space ON room_code (space_id, room_code_id);
CREATE INDEX room_code_group ON room_code (group_id) WHERE state = 'open';

-- Private: what the code is known by. It is made by the facilitator's browser and shown there; the server
-- gets it when somebody joins.
CREATE TABLE room_code_key (
    code_hash    TEXT PRIMARY KEY, -- SHA-256 of the code, in capitals and without what is written between, in hex
    room_code_id TEXT NOT NULL UNIQUE REFERENCES room_code (room_code_id)
) STRICT;
