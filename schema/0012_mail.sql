-- Mail that waits to be sent. Private: never logged, never sent to a screen. A mail is written in the transaction
-- of what causes it, so it is there exactly when that is; what it says is gone from its row once it is sent or
-- given up.

CREATE TABLE mail (
    mail_id       TEXT PRIMARY KEY, -- also the left half of its Message-ID, so that a second try is the same mail
    key           TEXT NOT NULL, -- its sentences in the catalogues: <key>_subject, <key>_body
    person_id     TEXT REFERENCES person (person_id), -- whom it is for; null: somebody without an account
    about_id      TEXT, -- the row it tells of: taken back with it
    address       TEXT, -- these four: null once it is given up
    subject       TEXT,
    body          TEXT,
    unsubscribe   TEXT, -- where one press ends mails of its kind (RFC 8058); null: it is none of those
    written_at_ms INTEGER NOT NULL,
    due_at_ms     INTEGER NOT NULL, -- not tried before
    expires_at_ms INTEGER NOT NULL, -- of no use any more
    try_count     INTEGER NOT NULL DEFAULT 0,
    state         TEXT NOT NULL DEFAULT 'waiting',
    failure       TEXT, -- of the last try: what the other end answered, as a number, or that it was not reached
    CONSTRAINT "state E_TYPE" CHECK (state IN ('waiting', 'failed')),
    CONSTRAINT "address E_REQUIRED" CHECK ((state = 'waiting') = (address IS NOT NULL AND subject IS NOT NULL AND body IS NOT NULL))
) STRICT;
CREATE INDEX mail_due ON mail (due_at_ms) WHERE state = 'waiting';
CREATE INDEX mail_failed ON mail (due_at_ms) WHERE state = 'failed';
CREATE INDEX mail_about ON mail (about_id) WHERE about_id IS NOT NULL;
CREATE INDEX mail_person ON mail (person_id) WHERE person_id IS NOT NULL;
