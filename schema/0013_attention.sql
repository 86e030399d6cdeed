-- What somebody is told of, how, and how loudly. It stands in their own space: nobody else, the secretariat included,
-- sees who was told what, or whom somebody has turned down. It names things by their ids alone; what they say is read
-- where it stands, by whoever may still read there.

CREATE TABLE notification (
    notification_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own
    reason      TEXT NOT NULL,
    about_table TEXT NOT NULL, -- the thing whose page tells more
    about_id    TEXT NOT NULL,
    comment_id  TEXT, -- the comment that speaks to them
    seq         INTEGER NOT NULL, -- the entry of the log that is the event: one notification of each thing in it
    at_ms       INTEGER NOT NULL,
    seen_at_ms  INTEGER, -- null: not yet
    CONSTRAINT "reason E_TYPE" CHECK (reason IN ('assigned', 'presents', 'mentioned', 'replied', 'assigned_to_organization', 'meeting_moved', 'meeting_cancelled')),
    CONSTRAINT "about_table E_TYPE" CHECK (about_table IN ('organization', 'group', 'convening', 'meeting', 'agenda_item', 'action_item', 'plan', 'goal', 'objective', 'milestone')),
    UNIQUE (space_id, seq, about_id)
) STRICT;
CREATE INDEX notification_space ON notification (space_id, notification_id);
CREATE INDEX notification_about ON notification (about_id);
CREATE INDEX notification_comment ON notification (comment_id) WHERE comment_id IS NOT NULL;

-- How somebody wants to be told. Its id is the person's; who has never said anything has no row, and what stands here
-- as the usual.
CREATE TABLE attention (
    attention_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own
    digest        TEXT NOT NULL DEFAULT 'daily',
    digest_hour   INTEGER NOT NULL DEFAULT 7, -- by the clock on the person's wall
    at_once       INTEGER NOT NULL DEFAULT 1, -- a mail of its own for what is due from them
    quiet_from    INTEGER NOT NULL DEFAULT 21, -- no mail from this hour,
    quiet_until   INTEGER NOT NULL DEFAULT 7, -- to this one; both the same: at all hours
    narrow_words  INTEGER NOT NULL DEFAULT 0, -- whether mails quote what is said where not all of the coalition read
    news_seen_seq INTEGER, -- what had changed up to here was looked at; null: never yet
    news_seen_at_ms INTEGER,
    CONSTRAINT "attention_id E_REQUIRED" CHECK (attention_id = space_id),
    CONSTRAINT "digest E_TYPE" CHECK (digest IN ('daily', 'off')),
    CONSTRAINT "digest_hour E_TYPE" CHECK (digest_hour BETWEEN 0 AND 23),
    CONSTRAINT "at_once E_TYPE" CHECK (at_once IN (0, 1)),
    CONSTRAINT "quiet_from E_TYPE" CHECK (quiet_from BETWEEN 0 AND 23),
    CONSTRAINT "quiet_until E_TYPE" CHECK (quiet_until BETWEEN 0 AND 23),
    CONSTRAINT "narrow_words E_TYPE" CHECK (narrow_words IN (0, 1)),
    CONSTRAINT "news_seen_seq E_REQUIRED" CHECK ((news_seen_seq IS NULL) = (news_seen_at_ms IS NULL))
) STRICT;

-- How loudly somebody is told of a group, or of the coalition.
CREATE TABLE subscription (
    subscription_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own
    group_id TEXT REFERENCES "group" (group_id), -- null: of the coalition
    volume   TEXT NOT NULL,
    CONSTRAINT "volume E_TYPE" CHECK (volume IN ('quiet', 'normal', 'loud'))
) STRICT;
CREATE UNIQUE INDEX subscription_one ON subscription (space_id, coalesce(group_id, ''));

-- Private: how far somebody was told by mail.
CREATE TABLE mail_turn (
    person_id  TEXT PRIMARY KEY,
    told_seq   INTEGER NOT NULL, -- all up to here was in a digest, or was none of theirs
    due_seq    INTEGER NOT NULL, -- what was due from them up to here had a mail of its own
    told_before_seq INTEGER NOT NULL, -- both, before the last mail of their kind
    due_before_seq  INTEGER NOT NULL,
    due_at_ms       INTEGER NOT NULL DEFAULT 0, -- when the last mail of what was due was written
    digest_on  TEXT NOT NULL -- the day of the last one, on the person's wall
) STRICT;

-- Private: by which links mails are ended, without signing in.
CREATE TABLE unsubscribe_key (
    token_hash TEXT PRIMARY KEY, -- BLAKE2b-256 in hex, as of sessions
    person_id  TEXT NOT NULL,
    kind       TEXT NOT NULL,
    made_at_ms INTEGER NOT NULL,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('digest', 'at_once'))
) STRICT;
CREATE INDEX unsubscribe_key_person ON unsubscribe_key (person_id, made_at_ms);
