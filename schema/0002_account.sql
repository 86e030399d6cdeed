-- Accounts: how people sign in, and who was invited. Passwords, keys and codes are private: never logged,
-- never sent. That somebody was invited is a row like others, seen where the belonging will be seen.

CREATE TABLE invitation (
    invitation_id   TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- where the belonging will lie; of staff: the inviter's own
    organization_id TEXT REFERENCES organization (organization_id), -- null: into the coalition's staff
    role            TEXT NOT NULL,
    name_for        TEXT, -- whom it is meant for, in the inviter's words
    language        TEXT NOT NULL DEFAULT 'en',
    expires_at_ms   INTEGER NOT NULL,
    state           TEXT NOT NULL DEFAULT 'open',
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "role E_TYPE" CHECK (role IN ('base_member', 'alternate', 'lead_delegate', 'secretariat', 'administrator')),
    CONSTRAINT "organization_id E_REQUIRED" CHECK ((organization_id IS NULL) = (role IN ('secretariat', 'administrator'))),
    CONSTRAINT "name_for E_REQUIRED" CHECK (name_for IS NULL OR trim(name_for) <> ''),
    CONSTRAINT "name_for E_TOO_LONG" CHECK (name_for IS NULL OR length(name_for) <= 200),
    CONSTRAINT "language E_TYPE" CHECK (language IN ('en', 'es', 'fr', 'ar')),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('open', 'accepted', 'revoked')),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX invitation_space ON invitation (space_id, invitation_id);
CREATE INDEX invitation_organization ON invitation (organization_id) WHERE state = 'open';

-- Private: what an invitation's link is known by. The token itself is made by the inviter's browser and
-- shown there once; the server gets it when somebody accepts.
CREATE TABLE invitation_key (
    token_hash    TEXT PRIMARY KEY, -- SHA-256 of the token's text, in hex
    invitation_id TEXT NOT NULL UNIQUE REFERENCES invitation (invitation_id)
) STRICT;

CREATE TABLE credential (
    person_id       TEXT PRIMARY KEY REFERENCES person (person_id),
    sign_in_name    TEXT NOT NULL, -- as its owner wrote it
    sign_in_key     TEXT NOT NULL UNIQUE, -- the same in small letters: what is compared
    password_hash   TEXT NOT NULL, -- argon2id in libsodium's form
    changed_at_ms   INTEGER NOT NULL,
    CONSTRAINT "sign_in_name E_REQUIRED" CHECK (trim(sign_in_name) <> ''),
    CONSTRAINT "sign_in_name E_TOO_LONG" CHECK (length(sign_in_name) <= 200)
) STRICT;

CREATE TABLE second_factor (
    person_id       TEXT PRIMARY KEY REFERENCES person (person_id),
    secret          TEXT NOT NULL, -- 20 bytes in base32 (RFC 4648), as the person's app has it
    confirmed_at_ms INTEGER, -- null: begun, not confirmed
    last_step       INTEGER NOT NULL DEFAULT 0 -- the last step whose code was used: each is good once
) STRICT;

CREATE TABLE recovery_code (
    code_hash TEXT PRIMARY KEY, -- BLAKE2b over person and code, in hex
    person_id TEXT NOT NULL REFERENCES person (person_id)
) STRICT;
CREATE INDEX recovery_code_person ON recovery_code (person_id);

-- Locked accounts: nobody signs in to them until they are unlocked.
CREATE TABLE account_lock (
    person_id    TEXT PRIMARY KEY REFERENCES person (person_id),
    locked_at_ms INTEGER NOT NULL
) STRICT;

-- Recorded: what the administrators have set otherwise than the program does by itself.
CREATE TABLE setting (
    setting_id TEXT PRIMARY KEY, -- its name
    value      INTEGER NOT NULL
) STRICT;
