-- A version of the charter stands in as many languages as it has been put into. A UNIQUE is not changed in place, so the
-- table is made anew with its rows.

DROP INDEX charter_space;
ALTER TABLE charter RENAME TO charter_before;
CREATE TABLE charter (
    charter_id   TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    coalition_id TEXT NOT NULL REFERENCES coalition (coalition_id),
    version      INTEGER NOT NULL,
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
    CONSTRAINT "decision E_TOO_LONG" CHECK (decision IS NULL OR length(decision) <= 2000),
    UNIQUE (version, language)
) STRICT;
INSERT INTO charter (charter_id, space_id, coalition_id, version, text, language, adopted_on, decision)
SELECT charter_id, space_id, coalition_id, version, text, language, adopted_on, decision FROM charter_before;
DROP TABLE charter_before;
CREATE INDEX charter_space ON charter (space_id, charter_id);
