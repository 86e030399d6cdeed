-- Follow-through: what goes down the network, how far it has come with each organization, and what each says of it. States
-- stand where the dispatch does, so that everybody sees how far it got; an organization's own words stand in its own space,
-- and what it passes on in those of its members.

CREATE TABLE dispatch (
    dispatch_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    organization_id TEXT NOT NULL REFERENCES organization (organization_id), -- from which it goes down
    decision_id     TEXT REFERENCES decision (decision_id), -- what it carries out; null: no decision
    kind            TEXT NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL, -- as its writer names it
    mode            TEXT NOT NULL, -- broadcast: to all at once; cascade: by those who relay it
    pass_on_days    INTEGER NOT NULL, -- how long somebody's silence may hold its members up
    due_on          TEXT,
    state           TEXT NOT NULL DEFAULT 'sent',
    reason          TEXT, -- why it was recalled
    sent_at_ms      INTEGER NOT NULL,
    resumed_at_ms   INTEGER NOT NULL DEFAULT 0, -- the end of its last pause
    next_at_ms      INTEGER, -- when the clock brings the next step about; null: it brings none
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('decision', 'request', 'statement', 'toolkit')),
    CONSTRAINT "decision_id E_REQUIRED" CHECK (kind <> 'decision' OR decision_id IS NOT NULL),
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 10000),
    CONSTRAINT "language E_REQUIRED" CHECK (trim(language) <> ''),
    CONSTRAINT "language E_TOO_LONG" CHECK (length(language) <= 16),
    CONSTRAINT "mode E_TYPE" CHECK (mode IN ('cascade', 'broadcast')),
    CONSTRAINT "pass_on_days E_TYPE" CHECK (pass_on_days BETWEEN 1 AND 365),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('sent', 'paused', 'closed', 'recalled')),
    CONSTRAINT "reason E_TOO_LONG" CHECK (reason IS NULL OR length(reason) <= 2000),
    CONSTRAINT "reason E_REQUIRED" CHECK (state <> 'recalled' OR reason IS NOT NULL),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX dispatch_space ON dispatch (space_id, dispatch_id);
CREATE INDEX dispatch_next ON dispatch (next_at_ms) WHERE next_at_ms IS NOT NULL;

-- One organization's: there is one of a dispatch, however many paths lead there.
CREATE TABLE delivery (
    delivery_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- of the dispatch
    dispatch_id     TEXT NOT NULL REFERENCES dispatch (dispatch_id),
    organization_id TEXT NOT NULL REFERENCES organization (organization_id),
    mode            TEXT NOT NULL, -- mandate: it is asked to act, and counted; information: to be read
    state           TEXT NOT NULL DEFAULT 'scheduled',
    due_on          TEXT, -- of one that came later; null: the dispatch's
    from_id         TEXT REFERENCES organization (organization_id), -- whose step brought it; null: it came from above at once
    came_by         TEXT, -- null: it has not come
    made_at_ms      INTEGER NOT NULL,
    delivered_at_ms INTEGER,
    answered_at_ms  INTEGER, -- its latest step
    passed_on_at_ms INTEGER,
    declined_at_ms  INTEGER,
    is_reason_told  INTEGER NOT NULL DEFAULT 0, -- whether all who see the dispatch read why it declined
    action_item_id  TEXT REFERENCES action_item (action_item_id), -- what it does about it
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "mode E_TYPE" CHECK (mode IN ('information', 'mandate')),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('scheduled', 'delivered', 'acknowledged', 'localised', 'acting', 'reported', 'declined', 'lapsed', 'recalled')),
    CONSTRAINT "came_by E_TYPE" CHECK (came_by IN ('sent', 'passed_on', 'declined', 'silence')),
    CONSTRAINT "is_reason_told E_TYPE" CHECK (is_reason_told IN (0, 1)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (dispatch_id, organization_id)
) STRICT;
CREATE INDEX delivery_space ON delivery (space_id, delivery_id);
CREATE INDEX delivery_organization ON delivery (organization_id);

-- Words about a delivery. Reports stand where the dispatch does, and so does a reason that may be told; an organization's own
-- wording stands in its own space, and what it passes on in that of each member.
CREATE TABLE delivery_note (
    delivery_note_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    delivery_id     TEXT NOT NULL REFERENCES delivery (delivery_id), -- whose it is to read
    organization_id TEXT NOT NULL REFERENCES organization (organization_id), -- whose words they are
    kind            TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    people          INTEGER, -- how many were reached, as reported
    at_ms           INTEGER NOT NULL,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('wording', 'received', 'report', 'reason')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 10000),
    CONSTRAINT "language E_REQUIRED" CHECK (trim(language) <> ''),
    CONSTRAINT "language E_TOO_LONG" CHECK (length(language) <= 16),
    CONSTRAINT "people E_TYPE" CHECK (people BETWEEN 0 AND 1000000000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX delivery_note_space ON delivery_note (space_id, delivery_note_id);
CREATE INDEX delivery_note_delivery ON delivery_note (delivery_id, kind, at_ms);

-- Somebody is told of what has come.
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
    CONSTRAINT "reason E_TYPE" CHECK (reason IN ('assigned', 'presents', 'mentioned', 'replied', 'assigned_to_organization', 'meeting_moved', 'meeting_cancelled', 'ballot_opened', 'ballot_closes', 'delivered')),
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'series', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone', 'proposal', 'dispatch')),
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
