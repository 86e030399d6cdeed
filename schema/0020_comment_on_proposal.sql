-- A proposal is talked about where it stands, as everything that has a page; whoever is asked to answer a ballot is told so;
-- and it grows out of an item of an agenda, and comes back onto one. What a CHECK lists is not changed in place, so these
-- tables are made anew with their rows. Nobody's words change.

CREATE TABLE comment_new (
    comment_id      TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id        TEXT REFERENCES "group" (group_id),
    about_table     TEXT NOT NULL,
    about_id        TEXT NOT NULL,
    parent_id       TEXT REFERENCES comment (comment_id),
    text            TEXT NOT NULL,
    person_id       TEXT NOT NULL REFERENCES person (person_id),
    organization_id TEXT REFERENCES organization (organization_id),
    written_at_ms   INTEGER NOT NULL,
    edited_at_ms    INTEGER,
    resolved_at_ms  INTEGER,
    resolved_by_id  TEXT REFERENCES person (person_id),
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'series', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone', 'proposal')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 4000),
    CONSTRAINT "resolved_at_ms E_TYPE" CHECK (resolved_at_ms IS NULL OR parent_id IS NULL),
    CONSTRAINT "resolved_by_id E_REQUIRED" CHECK ((resolved_at_ms IS NULL) = (resolved_by_id IS NULL)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
INSERT INTO comment_new (
    comment_id, space_id, group_id, about_table, about_id, parent_id, text, person_id, organization_id,
    written_at_ms, edited_at_ms, resolved_at_ms, resolved_by_id, sample)
SELECT
    comment_id, space_id, group_id, about_table, about_id, parent_id, text, person_id, organization_id,
    written_at_ms, edited_at_ms, resolved_at_ms, resolved_by_id, sample
FROM comment ORDER BY rowid;
DROP TABLE comment;
ALTER TABLE comment_new RENAME TO comment;
CREATE INDEX comment_space ON comment (space_id, comment_id);
CREATE INDEX comment_about ON comment (about_id, written_at_ms);

CREATE TABLE notification_new (
    notification_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    reason      TEXT NOT NULL,
    about_table TEXT NOT NULL,
    about_id    TEXT NOT NULL,
    comment_id  TEXT,
    seq         INTEGER NOT NULL,
    at_ms       INTEGER NOT NULL,
    seen_at_ms  INTEGER,
    CONSTRAINT "reason E_TYPE" CHECK (reason IN ('assigned', 'presents', 'mentioned', 'replied', 'assigned_to_organization', 'meeting_moved', 'meeting_cancelled', 'ballot_opened', 'ballot_closes')),
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'series', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone', 'proposal')),
    UNIQUE (space_id, seq, about_id)
) STRICT;
INSERT INTO notification_new (
    notification_id, space_id, reason, about_table, about_id, comment_id, seq, at_ms, seen_at_ms)
SELECT
    notification_id, space_id, reason, about_table, about_id, comment_id, seq, at_ms, seen_at_ms
FROM notification ORDER BY rowid;
DROP TABLE notification;
ALTER TABLE notification_new RENAME TO notification;
CREATE INDEX notification_space ON notification (space_id, notification_id);
CREATE INDEX notification_about ON notification (about_id);
CREATE INDEX notification_comment ON notification (comment_id) WHERE comment_id IS NOT NULL;

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
    CONSTRAINT "from_table E_TYPE" CHECK (from_table IN ('action_item', 'agenda_item', 'proposal', 'decision')),
    CONSTRAINT "to_table E_TYPE" CHECK (to_table IN ('agenda_item', 'action_item', 'group', 'organization', 'convening', 'meeting', 'plan', 'milestone', 'proposal', 'question')),
    CONSTRAINT "relation E_TYPE" CHECK (relation IN ('drawn_from', 'about', 'answers')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (from_id, to_id)
) STRICT;
INSERT INTO trace_link (trace_link_id, space_id, from_table, from_id, to_table, to_id, relation, sample)
SELECT trace_link_id, space_id, from_table, from_id, to_table, to_id, relation, sample FROM trace_link_before;
DROP TABLE trace_link_before;
CREATE INDEX trace_link_space ON trace_link (space_id, trace_link_id);
CREATE INDEX trace_link_to ON trace_link (to_id);
