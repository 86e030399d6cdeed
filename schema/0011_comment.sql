-- What is said about a thing, on its page: threads of one level. A comment stands in the space of what it is about; about
-- a public thing it stands in the coalition's: that the coalition shows a thing to all does not show what was said of it
-- inside. A thing that becomes public later does not take its comments along, for the same reason.

CREATE TABLE comment (
    comment_id      TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id        TEXT REFERENCES "group" (group_id), -- the body of what it is about; null: the coalition
    about_table     TEXT NOT NULL,
    about_id        TEXT NOT NULL,
    parent_id       TEXT REFERENCES comment (comment_id), -- the head of its thread; null: it is one
    text            TEXT NOT NULL, -- with @[person:id] and #[meeting:id] for whom and what it names
    person_id       TEXT NOT NULL REFERENCES person (person_id), -- who wrote it
    organization_id TEXT REFERENCES organization (organization_id), -- for whom, as its delegate
    written_at_ms   INTEGER NOT NULL,
    edited_at_ms    INTEGER,
    resolved_at_ms  INTEGER, -- of a head; null: the thread is open
    resolved_by_id  TEXT REFERENCES person (person_id),
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 4000),
    CONSTRAINT "resolved_at_ms E_TYPE" CHECK (resolved_at_ms IS NULL OR parent_id IS NULL),
    CONSTRAINT "resolved_by_id E_REQUIRED" CHECK ((resolved_at_ms IS NULL) = (resolved_by_id IS NULL)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX comment_space ON comment (space_id, comment_id);
CREATE INDEX comment_about ON comment (about_id, written_at_ms);

-- Who is spoken to in a comment. Whom it was is part of what was said, and is taken back with it: so no key leads there.
CREATE TABLE comment_mention (
    comment_mention_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    comment_id         TEXT NOT NULL REFERENCES comment (comment_id),
    kind               TEXT NOT NULL,
    mentioned_id       TEXT NOT NULL,
    sample             INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('person', 'organization', 'group')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX comment_mention_space ON comment_mention (space_id, comment_mention_id);
CREATE INDEX comment_mention_comment ON comment_mention (comment_id);
CREATE INDEX comment_mention_mentioned ON comment_mention (mentioned_id);
