-- A series of convenings has a page, and is spoken of there as everything that has one. What a CHECK lists is not changed
-- in place, so both tables that name a thing by its kind are made anew with their rows. Nobody's words change.

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
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'series', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone')),
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
    CONSTRAINT "reason E_TYPE" CHECK (reason IN ('assigned', 'presents', 'mentioned', 'replied', 'assigned_to_organization', 'meeting_moved', 'meeting_cancelled')),
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'series', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone')),
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
