-- Words that were taken back: that they were, not what they had been. Recorded, never sent. The digest is over the
-- changes of that row as they stand since, so that the log stays proven.
CREATE TABLE redaction (
    redaction_id TEXT PRIMARY KEY,
    table_name   TEXT NOT NULL,
    row_id       TEXT NOT NULL,
    digest       TEXT NOT NULL -- BLAKE2b over all changes of the row before this entry, in hex
) STRICT;
CREATE INDEX redaction_row ON redaction (table_name, row_id);
