-- The spine: spaces, the directory (organizations, affiliations, convenings, groups, lineage), people
-- and where words came from. Every synced table has its row's id first and a space, so that a row can only reach those who
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
    is_asked        INTEGER NOT NULL DEFAULT 0, -- the parent asks it to join: it confirms for itself
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
    CONSTRAINT "is_asked E_TYPE" CHECK (is_asked IN (0, 1)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX affiliation_open ON affiliation (organization_id, parent_id) WHERE status <> 'left';
CREATE INDEX affiliation_parent ON affiliation (parent_id);

-- Every standing a tie has had, since when and by what decision. Known where the tie is.
CREATE TABLE affiliation_standing (
    affiliation_standing_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    affiliation_id TEXT NOT NULL REFERENCES affiliation (affiliation_id),
    status         TEXT NOT NULL,
    starts_on      TEXT,
    decision       TEXT, -- how it was decided, in the words of whoever entered it
    sample         INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "status E_TYPE" CHECK (status IN ('applicant', 'tentative', 'observer', 'member', 'suspended', 'left')),
    CONSTRAINT "starts_on E_DATE" CHECK (starts_on IS NULL OR (
        starts_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(starts_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(starts_on) = 4 OR starts_on GLOB '????-H[12]' OR starts_on GLOB '????-Q[1-4]' OR
            starts_on GLOB '????-0[1-9]' OR starts_on GLOB '????-1[0-2]' OR
            (starts_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(starts_on, '+0 days') IS starts_on)))),
    CONSTRAINT "decision E_REQUIRED" CHECK (decision IS NULL OR trim(decision) <> ''),
    CONSTRAINT "decision E_TOO_LONG" CHECK (decision IS NULL OR length(decision) <= 2000),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX affiliation_standing_affiliation ON affiliation_standing (affiliation_id);

-- An application as its own people have it, in their organization's space: what they applied for is
-- theirs to read before the coalition's rows are. It follows its tie.
CREATE TABLE application (
    application_id    TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    affiliation_id    TEXT NOT NULL UNIQUE REFERENCES affiliation (affiliation_id),
    organization_id   TEXT NOT NULL REFERENCES organization (organization_id),
    organization_name TEXT NOT NULL,
    parent_id         TEXT NOT NULL REFERENCES organization (organization_id),
    status            TEXT NOT NULL,
    standing_sought   TEXT,
    charter_version   INTEGER,
    applied_on        TEXT,
    answered_on       TEXT,
    sample            INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "status E_TYPE" CHECK (status IN ('applicant', 'tentative', 'observer', 'member', 'suspended', 'left')),
    CONSTRAINT "standing_sought E_TYPE" CHECK (standing_sought IS NULL OR standing_sought IN ('observer', 'member')),
    CONSTRAINT "applied_on E_DATE" CHECK (applied_on IS NULL OR (
        applied_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(applied_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(applied_on) = 4 OR applied_on GLOB '????-H[12]' OR applied_on GLOB '????-Q[1-4]' OR
            applied_on GLOB '????-0[1-9]' OR applied_on GLOB '????-1[0-2]' OR
            (applied_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(applied_on, '+0 days') IS applied_on)))),
    CONSTRAINT "answered_on E_DATE" CHECK (answered_on IS NULL OR (
        answered_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(answered_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(answered_on) = 4 OR answered_on GLOB '????-H[12]' OR answered_on GLOB '????-Q[1-4]' OR
            answered_on GLOB '????-0[1-9]' OR answered_on GLOB '????-1[0-2]' OR
            (answered_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(answered_on, '+0 days') IS answered_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;

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

-- What the coalition stands for: each version as it was adopted, changed by the next alone.
CREATE TABLE charter (
    charter_id   TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    coalition_id TEXT NOT NULL REFERENCES coalition (coalition_id),
    version      INTEGER NOT NULL UNIQUE,
    text         TEXT NOT NULL,
    language     TEXT NOT NULL,
    adopted_on   TEXT,
    decision     TEXT,
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 20000),
    CONSTRAINT "language E_TYPE" CHECK (language IN ('en', 'es', 'fr', 'ar')),
    CONSTRAINT "adopted_on E_DATE" CHECK (adopted_on IS NULL OR (
        adopted_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(adopted_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(adopted_on) = 4 OR adopted_on GLOB '????-H[12]' OR adopted_on GLOB '????-Q[1-4]' OR
            adopted_on GLOB '????-0[1-9]' OR adopted_on GLOB '????-1[0-2]' OR
            (adopted_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(adopted_on, '+0 days') IS adopted_on)))),
    CONSTRAINT "decision E_REQUIRED" CHECK (decision IS NULL OR trim(decision) <> ''),
    CONSTRAINT "decision E_TOO_LONG" CHECK (decision IS NULL OR length(decision) <= 2000)
) STRICT;

-- What comes round: a forum with its editions.
CREATE TABLE series (
    series_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    named_on  TEXT, -- since when it bears this name
    sample    INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('civil_society', 'intergovernmental', 'conference')),
    CONSTRAINT "named_on E_DATE" CHECK (named_on IS NULL OR (
        named_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(named_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(named_on) = 4 OR named_on GLOB '????-H[12]' OR named_on GLOB '????-Q[1-4]' OR
            named_on GLOB '????-0[1-9]' OR named_on GLOB '????-1[0-2]' OR
            (named_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(named_on, '+0 days') IS named_on)))),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;

CREATE TABLE series_name (
    series_name_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    series_id      TEXT NOT NULL REFERENCES series (series_id),
    kind           TEXT NOT NULL,
    text           TEXT NOT NULL,
    language       TEXT,
    rank           INTEGER NOT NULL,
    sample         INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('acronym', 'spelling', 'former')),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 200),
    CONSTRAINT "language E_TOO_LONG" CHECK (language IS NULL OR length(language) <= 16),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (series_id, kind, text)
) STRICT;

-- An edition of a series, or one that stands alone. Beside another (alongside_id) both are told of it.
CREATE TABLE convening (
    convening_id    TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    series_id       TEXT REFERENCES series (series_id),
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    state           TEXT NOT NULL DEFAULT 'announced', -- idea: it may take place, nothing is due
    starts_on       TEXT,
    ends_on         TEXT,
    place           TEXT, -- null: not stated
    place_precision TEXT NOT NULL DEFAULT 'unknown',
    host_id         TEXT REFERENCES organization (organization_id),
    alongside_id    TEXT REFERENCES convening (convening_id),
    relative_to_id  TEXT REFERENCES convening (convening_id),
    relative_months INTEGER, -- after the beginning of that one; before it when negative
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('civil_society', 'intergovernmental', 'conference')),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('idea', 'announced', 'held', 'cancelled')),
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
    CONSTRAINT "place E_REQUIRED" CHECK (place IS NULL OR trim(place) <> ''),
    CONSTRAINT "place E_TOO_LONG" CHECK (place IS NULL OR length(place) <= 100),
    CONSTRAINT "place_precision E_TYPE" CHECK (place_precision IN ('city', 'country', 'region', 'continent', 'unknown')),
    CONSTRAINT "alongside_id E_CYCLE" CHECK (alongside_id <> convening_id),
    CONSTRAINT "relative_to_id E_CYCLE" CHECK (relative_to_id <> convening_id),
    CONSTRAINT "relative_months E_REQUIRED" CHECK ((relative_to_id IS NULL) = (relative_months IS NULL)),
    CONSTRAINT "relative_months E_TYPE" CHECK (relative_months BETWEEN -600 AND 600),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX convening_series ON convening (series_id);

-- Working groups, committees, caucuses, local organising committees.
CREATE TABLE "group" (
    group_id        TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- public, coalition, or for a closed group its own
    name            TEXT NOT NULL,
    kind            TEXT NOT NULL,
    vote_unit       TEXT NOT NULL DEFAULT 'organization',
    state           TEXT NOT NULL,
    admission       TEXT NOT NULL DEFAULT 'by_admission', -- open: whoever sees it may join
    mandate         TEXT,
    mandate_ends_on TEXT,
    formed_on       TEXT,
    organization_id TEXT REFERENCES organization (organization_id), -- the body it belongs to
    convening_id    TEXT REFERENCES convening (convening_id), -- where it was formed
    series_id       TEXT REFERENCES series (series_id), -- within which it works
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "name E_REQUIRED" CHECK (name IS NULL OR trim(name) <> ''),
    CONSTRAINT "name E_TOO_LONG" CHECK (name IS NULL OR length(name) <= 200),
    CONSTRAINT "kind E_TYPE" CHECK (kind IN ('working_group', 'committee', 'caucus', 'local_organising_committee')),
    CONSTRAINT "vote_unit E_TYPE" CHECK (vote_unit IN ('organization', 'person')),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('forming', 'active', 'dormant', 'closed', 'became_alliance', 'reconvened')),
    CONSTRAINT "admission E_TYPE" CHECK (admission IN ('by_admission', 'open')),
    CONSTRAINT "mandate E_REQUIRED" CHECK (mandate IS NULL OR trim(mandate) <> ''),
    CONSTRAINT "mandate E_TOO_LONG" CHECK (mandate IS NULL OR length(mandate) <= 2000),
    CONSTRAINT "mandate_ends_on E_DATE" CHECK (mandate_ends_on IS NULL OR (
        mandate_ends_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(mandate_ends_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(mandate_ends_on) = 4 OR mandate_ends_on GLOB '????-H[12]' OR mandate_ends_on GLOB '????-Q[1-4]' OR
            mandate_ends_on GLOB '????-0[1-9]' OR mandate_ends_on GLOB '????-1[0-2]' OR
            (mandate_ends_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(mandate_ends_on, '+0 days') IS mandate_ends_on)))),
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

-- What came out of what, over the years: groups, organizations, series and convenings in one graph
-- without circles. Whatever goes over into another whole does so once.
CREATE TABLE lineage (
    lineage_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- the narrower of the two ends'
    from_table TEXT NOT NULL,
    from_id    TEXT NOT NULL,
    to_table   TEXT NOT NULL,
    to_id      TEXT NOT NULL,
    relation   TEXT NOT NULL,
    dated_on   TEXT,
    decision   TEXT, -- how it was decided, in the words of whoever recorded it
    sample     INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "from_table E_TYPE" CHECK (from_table IN ('group', 'organization', 'series', 'convening')),
    CONSTRAINT "to_table E_TYPE" CHECK (to_table IN ('group', 'organization', 'series', 'convening')),
    CONSTRAINT "relation E_TYPE" CHECK (relation IN ('evolved_into', 'became_alliance', 'reconvened_as', 'spun_off', 'sprouted', 'merged_into', 'split_into')),
    CONSTRAINT "dated_on E_DATE" CHECK (dated_on IS NULL OR (
        dated_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(dated_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(dated_on) = 4 OR dated_on GLOB '????-H[12]' OR dated_on GLOB '????-Q[1-4]' OR
            dated_on GLOB '????-0[1-9]' OR dated_on GLOB '????-1[0-2]' OR
            (dated_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(dated_on, '+0 days') IS dated_on)))),
    CONSTRAINT "decision E_REQUIRED" CHECK (decision IS NULL OR trim(decision) <> ''),
    CONSTRAINT "decision E_TOO_LONG" CHECK (decision IS NULL OR length(decision) <= 2000),
    CONSTRAINT "to_id E_CYCLE" CHECK (from_id <> to_id),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (from_id, to_id)
) STRICT;
CREATE INDEX lineage_to ON lineage (to_id);
CREATE UNIQUE INDEX lineage_whole ON lineage (from_id)
    WHERE relation IN ('became_alliance', 'reconvened_as', 'merged_into');

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
CREATE INDEX affiliation_standing_space ON affiliation_standing (space_id, affiliation_standing_id);
CREATE INDEX application_space ON application (space_id, application_id);
CREATE INDEX coalition_space ON coalition (space_id, coalition_id);
CREATE INDEX coalition_language_space ON coalition_language (space_id, coalition_language_id);
CREATE INDEX charter_space ON charter (space_id, charter_id);
CREATE INDEX series_space ON series (space_id, series_id);
CREATE INDEX series_name_space ON series_name (space_id, series_name_id);
CREATE INDEX convening_space ON convening (space_id, convening_id);
CREATE INDEX group_space ON "group" (space_id, group_id);
CREATE INDEX group_name_space ON group_name (space_id, group_name_id);
CREATE INDEX group_member_space ON group_member (space_id, group_member_id);
CREATE INDEX lineage_space ON lineage (space_id, lineage_id);
CREATE INDEX belonging_space ON belonging (space_id, belonging_id);
CREATE INDEX coalition_role_space ON coalition_role (space_id, coalition_role_id);
CREATE INDEX source_document_space ON source_document (space_id, source_document_id);
CREATE INDEX provenance_space ON provenance (space_id, provenance_id);
CREATE INDEX reading_note_space ON reading_note (space_id, reading_note_id);
CREATE INDEX reading_note_about_space ON reading_note_about (space_id, reading_note_about_id);
