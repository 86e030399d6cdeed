-- What a coalition asks itself. A question is closed by nobody's vote: it is answered by a decision, which is a link in that
-- decision's space (trace_link, answers), so whoever does not read the decision finds the question open.

CREATE TABLE question (
    question_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    text            TEXT NOT NULL,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 200),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX question_space ON question (space_id, question_id);
