-- Voices: what people at the base know. A voice is kept where it was given, in the space of whoever gave it, and who that
-- is stands nowhere else; what an organization reads is an edition of its own, in its own space, which tells of its author
-- what the author agreed to and no more. So nothing has to be filtered out of a row, and to take a voice back is to find
-- its editions.

CREATE TABLE contribution (
    contribution_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- of whoever gave it
    organization_id TEXT NOT NULL REFERENCES organization (organization_id), -- to whom it is given first
    kind            TEXT NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL, -- as its writer names it
    theme           TEXT,
    concerns        TEXT, -- whom it is about
    place           TEXT,
    attribution     TEXT NOT NULL DEFAULT 'anonymous',
    max_space       TEXT NOT NULL DEFAULT 'organization', -- the widest that may have an edition of it
    count_up_to     TEXT NOT NULL DEFAULT 'organization', -- the widest that may count it
    may_be_quoted   INTEGER NOT NULL DEFAULT 0,
    allowed_until   TEXT, -- null: until it is taken back
    explained_in    TEXT, -- how its author was told what they allow: "French, face to face"
    given_on        TEXT, -- the month; null: not yet
    state           TEXT NOT NULL DEFAULT 'draft',
    note            TEXT, -- of whoever returned it
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('testimony', 'analysis', 'proposal', 'practice', 'question')),
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 10000),
    CONSTRAINT "language E_REQUIRED" CHECK (trim(language) <> ''),
    CONSTRAINT "language E_TOO_LONG" CHECK (length(language) <= 16),
    CONSTRAINT "theme E_TOO_LONG" CHECK (theme IS NULL OR length(theme) <= 200),
    CONSTRAINT "concerns E_TOO_LONG" CHECK (concerns IS NULL OR length(concerns) <= 200),
    CONSTRAINT "place E_TOO_LONG" CHECK (place IS NULL OR length(place) <= 200),
    CONSTRAINT "attribution E_TYPE" CHECK (attribution IN ('named', 'role', 'organization', 'anonymous')),
    CONSTRAINT "max_space E_TYPE" CHECK (max_space IN ('person', 'organization', 'group', 'coalition', 'public')),
    CONSTRAINT "count_up_to E_TYPE" CHECK (count_up_to IN ('person', 'organization', 'group', 'coalition', 'public')),
    CONSTRAINT "may_be_quoted E_TYPE" CHECK (may_be_quoted IN (0, 1)),
    CONSTRAINT "allowed_until E_DATE" CHECK (allowed_until IS NULL OR (
        allowed_until GLOB '[0-9][0-9][0-9][0-9]*' AND substr(allowed_until, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(allowed_until) = 4 OR allowed_until GLOB '????-H[12]' OR allowed_until GLOB '????-Q[1-4]' OR
            allowed_until GLOB '????-0[1-9]' OR allowed_until GLOB '????-1[0-2]' OR
            (allowed_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(allowed_until, '+0 days') IS allowed_until)))),
    CONSTRAINT "explained_in E_TOO_LONG" CHECK (explained_in IS NULL OR length(explained_in) <= 200),
    CONSTRAINT "given_on E_DATE" CHECK (given_on IS NULL OR (
        given_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(given_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(given_on) = 4 OR given_on GLOB '????-H[12]' OR given_on GLOB '????-Q[1-4]' OR
            given_on GLOB '????-0[1-9]' OR given_on GLOB '????-1[0-2]' OR
            (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(given_on, '+0 days') IS given_on)))),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('draft', 'submitted', 'accepted', 'returned', 'raised', 'received', 'synthesised', 'answered', 'kept', 'withdrawn')),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX contribution_space ON contribution (space_id, contribution_id);

-- One for each space that reads the voice. Its id says nothing of its author, and no column leads to who is not told.
CREATE TABLE edition (
    edition_id      TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    contribution_id TEXT NOT NULL REFERENCES contribution (contribution_id),
    organization_id TEXT NOT NULL REFERENCES organization (organization_id), -- which carries it
    kind            TEXT NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    theme           TEXT,
    concerns        TEXT,
    place           TEXT,
    attribution     TEXT NOT NULL,
    person_id       TEXT, -- named alone; it is taken back with the words, so no key leads there
    role            TEXT, -- named or by role alone
    max_space       TEXT NOT NULL,
    count_up_to     TEXT NOT NULL,
    may_be_quoted   INTEGER NOT NULL,
    allowed_until   TEXT,
    explained_in    TEXT,
    given_on        TEXT NOT NULL, -- of an anonymous voice the month
    state           TEXT NOT NULL,
    note            TEXT,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('testimony', 'analysis', 'proposal', 'practice', 'question')),
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "attribution E_TYPE" CHECK (attribution IN ('named', 'role', 'organization', 'anonymous')),
    CONSTRAINT "person_id E_OUTSIDE" CHECK (person_id IS NULL OR attribution = 'named'),
    CONSTRAINT "role E_TYPE" CHECK (role IN ('base_member', 'alternate', 'lead_delegate')),
    CONSTRAINT "role E_OUTSIDE" CHECK (role IS NULL OR attribution IN ('named', 'role')),
    CONSTRAINT "max_space E_TYPE" CHECK (max_space IN ('person', 'organization', 'group', 'coalition', 'public')),
    CONSTRAINT "count_up_to E_TYPE" CHECK (count_up_to IN ('person', 'organization', 'group', 'coalition', 'public')),
    CONSTRAINT "may_be_quoted E_TYPE" CHECK (may_be_quoted IN (0, 1)),
    CONSTRAINT "allowed_until E_DATE" CHECK (allowed_until IS NULL OR (
        allowed_until GLOB '[0-9][0-9][0-9][0-9]*' AND substr(allowed_until, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(allowed_until) = 4 OR allowed_until GLOB '????-H[12]' OR allowed_until GLOB '????-Q[1-4]' OR
            allowed_until GLOB '????-0[1-9]' OR allowed_until GLOB '????-1[0-2]' OR
            (allowed_until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(allowed_until, '+0 days') IS allowed_until)))),
    CONSTRAINT "given_on E_DATE" CHECK (given_on IS NULL OR (
        given_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(given_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(given_on) = 4 OR given_on GLOB '????-H[12]' OR given_on GLOB '????-Q[1-4]' OR
            given_on GLOB '????-0[1-9]' OR given_on GLOB '????-1[0-2]' OR
            (given_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(given_on, '+0 days') IS given_on)))),
    CONSTRAINT "given_on E_OUTSIDE" CHECK (attribution <> 'anonymous' OR length(given_on) = 7),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('draft', 'submitted', 'accepted', 'returned', 'raised', 'received', 'synthesised', 'answered', 'kept', 'withdrawn')),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (contribution_id, space_id)
) STRICT;
CREATE INDEX edition_space ON edition (space_id, edition_id);
