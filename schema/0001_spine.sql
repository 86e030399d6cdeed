-- The spine: spaces, the directory (organizations, affiliations, groups), people and where words came
-- from. Every synced table has its row's id first and a space, so that a row can only reach those who
-- may see it. Dates that are not exact are fuzzy-date text; a CHECK named "column E_CODE" is the refusal.

-- Recorded, never sent as rows: who may see a space is worked out from memberships.
CREATE TABLE space (
    space_id TEXT PRIMARY KEY,
    kind     TEXT NOT NULL,
    owner_id TEXT, -- the organization, group or person; for those kinds the same as space_id
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('public', 'coalition', 'organization', 'group', 'person')),
    CONSTRAINT "owner_id E_REQUIRED" CHECK ((owner_id IS NULL) = (kind IN ('public', 'coalition')))
) STRICT;

CREATE TABLE person (
    person_id    TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the person's own
    display_name TEXT NOT NULL,
    language     TEXT NOT NULL DEFAULT 'en',
    time_zone    TEXT,
    sample       INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "display_name E_REQUIRED" CHECK (display_name IS NULL OR trim(display_name) <> ''),
    CONSTRAINT "display_name E_TOO_LONG" CHECK (display_name IS NULL OR length(display_name) <= 200),
    CONSTRAINT "language E_TYPE" CHECK (language IN ('en', 'es', 'fr', 'ar')),
    CONSTRAINT "time_zone E_TOO_LONG" CHECK (time_zone IS NULL OR length(time_zone) <= 64),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;

-- An organization's home; its names besides the first, and its regions, are rows of their own.
CREATE TABLE organization (
    organization_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    sector          TEXT,
    region_stated   TEXT, -- the source's own words for the region
    role_stated     TEXT, -- the source's own words for its part in the coalition
    founded_on      TEXT,
    list_position   INTEGER, -- place in the source's list
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('coalition', 'alliance', 'network', 'union', 'federation', 'association', 'commission', 'ngo')),
    CONSTRAINT "sector E_REQUIRED" CHECK (sector IS NULL OR trim(sector) <> ''),
    CONSTRAINT "sector E_TOO_LONG" CHECK (sector IS NULL OR length(sector) <= 200),
    CONSTRAINT "region_stated E_REQUIRED" CHECK (region_stated IS NULL OR trim(region_stated) <> ''),
    CONSTRAINT "region_stated E_TOO_LONG" CHECK (region_stated IS NULL OR length(region_stated) <= 200),
    CONSTRAINT "role_stated E_REQUIRED" CHECK (role_stated IS NULL OR trim(role_stated) <> ''),
    CONSTRAINT "role_stated E_TOO_LONG" CHECK (role_stated IS NULL OR length(role_stated) <= 200),
    CONSTRAINT "founded_on E_DATE" CHECK (founded_on IS NULL OR (
        founded_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(founded_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(founded_on) = 4 OR founded_on GLOB '????-H[12]' OR founded_on GLOB '????-Q[1-4]' OR
            founded_on GLOB '????-0[1-9]' OR founded_on GLOB '????-1[0-2]' OR
            (founded_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(founded_on, '+0 days') IS founded_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE organization_name (
    organization_name_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    organization_id      TEXT NOT NULL REFERENCES organization (organization_id),
    kind                 TEXT NOT NULL,
    text                 TEXT NOT NULL,
    language             TEXT, -- as the writer states it
    rank                 INTEGER NOT NULL, -- order among its siblings
    sample               INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('acronym', 'spelling')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 200),
    CONSTRAINT "language E_TOO_LONG" CHECK (language IS NULL OR length(language) <= 16),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (organization_id, kind, text)
) STRICT;

CREATE TABLE organization_region (
    organization_region_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    organization_id        TEXT NOT NULL REFERENCES organization (organization_id),
    region                 TEXT NOT NULL,
    rank                   INTEGER NOT NULL,
    sample                 INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "region E_REQUIRED" CHECK (region IS NULL OR trim(region) <> ''),
    CONSTRAINT "region E_TOO_LONG" CHECK (region IS NULL OR length(region) <= 100),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (organization_id, region)
) STRICT;

-- Who belongs to whom: an acyclic graph; a tie that ended stays, with its dates.
CREATE TABLE affiliation (
    affiliation_id  TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    organization_id TEXT NOT NULL REFERENCES organization (organization_id),
    parent_id       TEXT NOT NULL REFERENCES organization (organization_id),
    status          TEXT NOT NULL,
    standing_sought TEXT,
    status_stated   TEXT, -- the source's own words
    charter_version INTEGER,
    starts_on       TEXT,
    ends_on         TEXT,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "status E_TYPE" CHECK (status IN ('applicant', 'tentative', 'observer', 'member', 'suspended', 'left')),
    CONSTRAINT "standing_sought E_TYPE" CHECK (standing_sought IS NULL OR standing_sought IN ('observer', 'member')),
    CONSTRAINT "status_stated E_REQUIRED" CHECK (status_stated IS NULL OR trim(status_stated) <> ''),
    CONSTRAINT "status_stated E_TOO_LONG" CHECK (status_stated IS NULL OR length(status_stated) <= 200),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)))),
    CONSTRAINT "ends_on E_ORDER" CHECK (starts_on IS NULL OR ends_on IS NULL OR substr(starts_on, 1, 4) <= substr(ends_on, 1, 4)),
    CONSTRAINT "parent_id E_CYCLE" CHECK (organization_id <> parent_id),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX affiliation_open ON affiliation (organization_id, parent_id) WHERE status <> 'left';
CREATE INDEX affiliation_parent ON affiliation (parent_id);

CREATE TABLE coalition (
    coalition_id         TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    name                 TEXT NOT NULL,
    root_organization_id TEXT REFERENCES organization (organization_id),
    default_language     TEXT NOT NULL DEFAULT 'en',
    vote_unit            TEXT NOT NULL DEFAULT 'organization',
    -- The rules of counting: kind (at_least, more_than) numerator / denominator of base.
    quorum_kind          TEXT NOT NULL DEFAULT 'more_than',
    quorum_numerator     INTEGER NOT NULL DEFAULT 1,
    quorum_denominator   INTEGER NOT NULL DEFAULT 2,
    vote_kind            TEXT NOT NULL DEFAULT 'more_than',
    vote_numerator       INTEGER NOT NULL DEFAULT 1,
    vote_denominator     INTEGER NOT NULL DEFAULT 2,
    vote_base            TEXT NOT NULL DEFAULT 'cast',
    admission_kind       TEXT NOT NULL DEFAULT 'at_least',
    admission_numerator  INTEGER NOT NULL DEFAULT 2,
    admission_denominator INTEGER NOT NULL DEFAULT 3,
    admission_base       TEXT NOT NULL DEFAULT 'cast',
    fallback_kind        TEXT NOT NULL DEFAULT 'at_least',
    fallback_numerator   INTEGER NOT NULL DEFAULT 3,
    fallback_denominator INTEGER NOT NULL DEFAULT 4,
    fallback_base        TEXT NOT NULL DEFAULT 'cast',
    fallback_cooling_minutes INTEGER NOT NULL DEFAULT 1440,
    consensus_blocks_max INTEGER NOT NULL DEFAULT 0,
    consensus_stand_asides_numerator INTEGER NOT NULL DEFAULT 1,
    consensus_stand_asides_denominator INTEGER NOT NULL DEFAULT 4,
    consensus_rounds     INTEGER NOT NULL DEFAULT 2,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "default_language E_TYPE" CHECK (default_language IN ('en', 'es', 'fr', 'ar')),
    CONSTRAINT "vote_unit E_TYPE" CHECK (vote_unit IN ('organization', 'person')),
    CONSTRAINT "quorum_kind E_TYPE" CHECK (quorum_kind IN ('at_least', 'more_than')),
    CONSTRAINT "vote_kind E_TYPE" CHECK (vote_kind IN ('at_least', 'more_than')),
    CONSTRAINT "vote_base E_TYPE" CHECK (vote_base IN ('cast', 'present', 'roll')),
    CONSTRAINT "admission_kind E_TYPE" CHECK (admission_kind IN ('at_least', 'more_than')),
    CONSTRAINT "admission_base E_TYPE" CHECK (admission_base IN ('cast', 'present', 'roll')),
    CONSTRAINT "fallback_kind E_TYPE" CHECK (fallback_kind IN ('at_least', 'more_than')),
    CONSTRAINT "fallback_base E_TYPE" CHECK (fallback_base IN ('cast', 'present', 'roll'))
) STRICT;

CREATE TABLE coalition_language (
    coalition_language_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    coalition_id          TEXT NOT NULL REFERENCES coalition (coalition_id),
    language              TEXT NOT NULL,
    rank                  INTEGER NOT NULL,
    CONSTRAINT "language E_TYPE" CHECK (language IN ('en', 'es', 'fr', 'ar')),
    UNIQUE (coalition_id, language)
) STRICT;

-- Working groups, committees, caucuses, local organising committees.
CREATE TABLE "group" (
    group_id        TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- public, coalition, or for a closed group its own
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    vote_unit       TEXT NOT NULL DEFAULT 'organization',
    state           TEXT NOT NULL,
    mandate         TEXT,
    formed_on       TEXT,
    organization_id TEXT REFERENCES organization (organization_id), -- the body it belongs to
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('working_group', 'committee', 'caucus', 'local_organising_committee')),
    CONSTRAINT "vote_unit E_TYPE" CHECK (vote_unit IN ('organization', 'person')),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('forming', 'active', 'dormant', 'closed', 'became_alliance', 'reconvened')),
    CONSTRAINT "mandate E_REQUIRED" CHECK (mandate IS NULL OR trim(mandate) <> ''),
    CONSTRAINT "mandate E_TOO_LONG" CHECK (mandate IS NULL OR length(mandate) <= 2000),
    CONSTRAINT "formed_on E_DATE" CHECK (formed_on IS NULL OR (
        formed_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(formed_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(formed_on) = 4 OR formed_on GLOB '????-H[12]' OR formed_on GLOB '????-Q[1-4]' OR
            formed_on GLOB '????-0[1-9]' OR formed_on GLOB '????-1[0-2]' OR
            (formed_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(formed_on, '+0 days') IS formed_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE group_name (
    group_name_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id      TEXT NOT NULL REFERENCES "group" (group_id),
    kind          TEXT NOT NULL,
    text          TEXT NOT NULL,
    language      TEXT,
    rank          INTEGER NOT NULL,
    sample        INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('acronym', 'spelling')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 200),
    CONSTRAINT "language E_TOO_LONG" CHECK (language IS NULL OR length(language) <= 16),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (group_id, kind, text)
) STRICT;

-- An organization (in the group's row space) or a person (in the group's own space) works in a group.
CREATE TABLE group_member (
    group_member_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id        TEXT NOT NULL REFERENCES "group" (group_id),
    organization_id TEXT REFERENCES organization (organization_id),
    person_id       TEXT REFERENCES person (person_id),
    display_name    TEXT, -- of a person, as the group knows them
    role            TEXT NOT NULL,
    starts_on       TEXT,
    ends_on         TEXT, -- not null: no longer in it
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "organization_id E_REQUIRED" CHECK ((organization_id IS NULL) <> (person_id IS NULL)),
    CONSTRAINT "display_name E_REQUIRED" CHECK ((person_id IS NULL) = (display_name IS NULL)),
    CONSTRAINT "display_name E_TOO_LONG" CHECK (display_name IS NULL OR length(display_name) <= 200),
    CONSTRAINT "role E_TYPE" CHECK (role IN ('member', 'facilitator', 'note_taker', 'chair')),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX group_member_organization ON group_member (group_id, organization_id)
    WHERE organization_id IS NOT NULL AND ends_on IS NULL;
CREATE UNIQUE INDEX group_member_person ON group_member (group_id, person_id)
    WHERE person_id IS NOT NULL AND ends_on IS NULL;

-- Delegates' belongings are coalition rows, base members' stay in their organization's space.
CREATE TABLE belonging (
    belonging_id    TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    person_id       TEXT NOT NULL REFERENCES person (person_id),
    organization_id TEXT NOT NULL REFERENCES organization (organization_id),
    role            TEXT NOT NULL,
    display_name    TEXT NOT NULL,
    starts_on       TEXT,
    ends_on         TEXT, -- not null: ended
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "role E_TYPE" CHECK (role IN ('base_member', 'alternate', 'lead_delegate')),
    CONSTRAINT "display_name E_REQUIRED" CHECK (display_name IS NULL OR trim(display_name) <> ''),
    CONSTRAINT "display_name E_TOO_LONG" CHECK (display_name IS NULL OR length(display_name) <= 200),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX belonging_open ON belonging (person_id, organization_id) WHERE ends_on IS NULL;
CREATE INDEX belonging_organization ON belonging (organization_id);

CREATE TABLE coalition_role (
    coalition_role_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    person_id         TEXT NOT NULL REFERENCES person (person_id),
    role              TEXT NOT NULL,
    display_name      TEXT NOT NULL,
    ends_on           TEXT,
    sample            INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "role E_TYPE" CHECK (role IN ('secretariat', 'administrator')),
    CONSTRAINT "display_name E_REQUIRED" CHECK (display_name IS NULL OR trim(display_name) <> ''),
    CONSTRAINT "display_name E_TOO_LONG" CHECK (display_name IS NULL OR length(display_name) <= 200),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX coalition_role_open ON coalition_role (person_id, role) WHERE ends_on IS NULL;

-- Where a record comes from.
CREATE TABLE source_document (
    source_document_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    title              TEXT NOT NULL,
    author             TEXT,
    prepared_for       TEXT,
    place              TEXT,
    starts_on          TEXT,
    ends_on            TEXT,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 400),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "ends_on E_DATE" CHECK (ends_on IS NULL OR (
        ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(ends_on) = 4 OR ends_on GLOB '????-H[12]' OR ends_on GLOB '????-Q[1-4]' OR
            ends_on GLOB '????-0[1-9]' OR ends_on GLOB '????-1[0-2]' OR
            (ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(ends_on, '+0 days') IS ends_on))))
) STRICT;

CREATE TABLE provenance (
    provenance_id      TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- that of the row it speaks of
    source_document_id TEXT REFERENCES source_document (source_document_id),
    table_name         TEXT NOT NULL,
    row_id             TEXT NOT NULL,
    heading            TEXT NOT NULL,
    quotation          TEXT,
    inferred           TEXT NOT NULL DEFAULT '', -- columns (or child tables) the source does not state, apart by spaces
    CONSTRAINT "heading E_REQUIRED" CHECK (heading IS NULL OR trim(heading) <> ''),
    CONSTRAINT "heading E_TOO_LONG" CHECK (heading IS NULL OR length(heading) <= 400),
    CONSTRAINT "quotation E_TOO_LONG" CHECK (quotation IS NULL OR length(quotation) <= 2000),
    UNIQUE (table_name, row_id)
) STRICT;

CREATE TABLE reading_note (
    reading_note_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    heading         TEXT NOT NULL,
    note            TEXT NOT NULL,
    CONSTRAINT "note E_REQUIRED" CHECK (note IS NULL OR trim(note) <> ''),
    CONSTRAINT "note E_TOO_LONG" CHECK (note IS NULL OR length(note) <= 2000)
) STRICT;

CREATE TABLE reading_note_about (
    reading_note_about_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    reading_note_id       TEXT NOT NULL REFERENCES reading_note (reading_note_id),
    table_name            TEXT NOT NULL,
    row_id                TEXT NOT NULL,
    UNIQUE (reading_note_id, table_name, row_id)
) STRICT;

-- Recorded: which record of a file became which row, so that importing twice changes nothing.
CREATE TABLE import_key (
    import_key_id TEXT PRIMARY KEY, -- made from source and key
    source        TEXT NOT NULL,
    key           TEXT NOT NULL,
    table_name    TEXT NOT NULL,
    row_id        TEXT NOT NULL,
    UNIQUE (source, key)
) STRICT;

-- Private: never logged, never sent.
CREATE TABLE session (
    token_hash      TEXT PRIMARY KEY, -- BLAKE2b of the cookie's token, in hex
    session_id      TEXT NOT NULL UNIQUE,
    person_id       TEXT NOT NULL REFERENCES person (person_id),
    created_at_ms   INTEGER NOT NULL,
    last_used_at_ms INTEGER NOT NULL,
    device          TEXT, -- what its browser says of itself: "Firefox on Android"
    is_by_link      INTEGER NOT NULL DEFAULT 0 -- begun by a link: a new password needs no old one
) STRICT;
CREATE INDEX session_person ON session (person_id);

CREATE TABLE sign_in_link (
    token_hash    TEXT PRIMARY KEY,
    person_id     TEXT NOT NULL REFERENCES person (person_id),
    expires_at_ms INTEGER NOT NULL,
    used_at_ms    INTEGER
) STRICT;

-- Catching up and snapshots read a space at a time, in the order of ids. A row's space hardly ever
-- changes, so an edit does not touch these.
CREATE INDEX person_space ON person (space_id, person_id);
CREATE INDEX organization_space ON organization (space_id, organization_id);
CREATE INDEX organization_name_space ON organization_name (space_id, organization_name_id);
CREATE INDEX organization_region_space ON organization_region (space_id, organization_region_id);
CREATE INDEX affiliation_space ON affiliation (space_id, affiliation_id);
CREATE INDEX coalition_space ON coalition (space_id, coalition_id);
CREATE INDEX coalition_language_space ON coalition_language (space_id, coalition_language_id);
CREATE INDEX group_space ON "group" (space_id, group_id);
CREATE INDEX group_name_space ON group_name (space_id, group_name_id);
CREATE INDEX group_member_space ON group_member (space_id, group_member_id);
CREATE INDEX belonging_space ON belonging (space_id, belonging_id);
CREATE INDEX coalition_role_space ON coalition_role (space_id, coalition_role_id);
CREATE INDEX source_document_space ON source_document (space_id, source_document_id);
CREATE INDEX provenance_space ON provenance (space_id, provenance_id);
CREATE INDEX reading_note_space ON reading_note (space_id, reading_note_id);
CREATE INDEX reading_note_about_space ON reading_note_about (space_id, reading_note_about_id);
