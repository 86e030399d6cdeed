-- An item of an agenda says what it is about: plans and milestones too. A CHECK is not changed in place, so the table is
-- made anew with its rows.

DROP INDEX trace_link_space;
DROP INDEX trace_link_to;
ALTER TABLE trace_link RENAME TO trace_link_before;
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
    CONSTRAINT "to_table E_TYPE" CHECK (to_table IN ('agenda_item', 'action_item', 'group', 'organization', 'convening', 'meeting', 'plan', 'milestone')),
    CONSTRAINT "relation E_TYPE" CHECK (relation IN ('drawn_from', 'about')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (from_id, to_id)
) STRICT;
INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, relation, sample)
SELECT trace_link_id, space_id, from_table, from_id, to_table, to_id, relation, sample FROM trace_link_before;
DROP TABLE trace_link_before;
CREATE INDEX trace_link_space ON trace_link (space_id, trace_link_id);
CREATE INDEX trace_link_to ON trace_link (to_id);
