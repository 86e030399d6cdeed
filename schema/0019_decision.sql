-- Decisions: a proposal grows in the space of the body it is put to, is answered in ballots, and what is carried stands in
-- that body's register. While a ballot is open nothing here says what anybody chose: choices lie sealed in a table that is
-- neither logged nor sent, and the key to them is a file of its own.

CREATE TABLE proposal (
    proposal_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id), -- of the body it is put to
    group_id        TEXT REFERENCES "group" (group_id), -- the body; null: the coalition
    organization_id TEXT REFERENCES organization (organization_id), -- for which it was brought in; null: for nobody
    person_id       TEXT NOT NULL REFERENCES person (person_id), -- who brought it in
    backed_by_id    TEXT REFERENCES organization (organization_id), -- a member that stands behind what an observer brought in
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL, -- as its writer names it
    version         INTEGER NOT NULL DEFAULT 1, -- one more with every change of what is to be decided
    state           TEXT NOT NULL DEFAULT 'draft',
    round           INTEGER NOT NULL DEFAULT 1, -- of consensus: the one that is open, or may be opened next
    outcome         TEXT, -- of the last ballot that was counted
    replaces_id     TEXT, -- a decision: no longer in force once this is carried
    replacement     TEXT, -- supersedes: by what is decided here; rescinds: by nothing
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "title E_REQUIRED" CHECK (title IS NULL OR trim(title) <> ''),
    CONSTRAINT "title E_TOO_LONG" CHECK (title IS NULL OR length(title) <= 200),
    CONSTRAINT "text E_REQUIRED" CHECK (text IS NULL OR trim(text) <> ''),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 10000),
    CONSTRAINT "language E_REQUIRED" CHECK (trim(language) <> ''),
    CONSTRAINT "language E_TOO_LONG" CHECK (length(language) <= 16),
    CONSTRAINT "version E_TYPE" CHECK (version >= 1),
    CONSTRAINT "round E_TYPE" CHECK (round >= 1),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('draft', 'discussion', 'ballot', 'decided', 'withdrawn')),
    CONSTRAINT "outcome E_TYPE" CHECK (outcome IN ('no_quorum', 'not_carried', 'carried', 'blocked')),
    CONSTRAINT "replacement E_TYPE" CHECK (replacement IN ('supersedes', 'rescinds')),
    CONSTRAINT "replacement E_REQUIRED" CHECK ((replaces_id IS NULL) = (replacement IS NULL)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX proposal_space ON proposal (space_id, proposal_id);

-- What a proposal said in each of its versions once it was discussed: a ballot is on one of them.
CREATE TABLE proposal_version (
    proposal_version_id TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    proposal_id     TEXT NOT NULL REFERENCES proposal (proposal_id),
    version         INTEGER NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1)),
    UNIQUE (proposal_id, version)
) STRICT;
CREATE INDEX proposal_version_space ON proposal_version (space_id, proposal_version_id);

CREATE TABLE ballot (
    ballot_id       TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    proposal_id     TEXT NOT NULL REFERENCES proposal (proposal_id),
    group_id        TEXT REFERENCES "group" (group_id), -- the body that decides; null: the coalition
    parent_id       TEXT REFERENCES organization (organization_id), -- whose members vote, or whose observers do not
    version         INTEGER NOT NULL, -- of the proposal: what is decided
    round           INTEGER NOT NULL,
    occasion        TEXT NOT NULL,
    method          TEXT NOT NULL,
    vote_unit       TEXT NOT NULL,
    confidentiality TEXT NOT NULL,
    -- The rules as they were when it opened. Of consensus the share is null, of a vote the stand-asides.
    share_kind          TEXT,
    share_numerator     INTEGER,
    share_denominator   INTEGER,
    share_base          TEXT,
    quorum_kind         TEXT NOT NULL,
    quorum_numerator    INTEGER NOT NULL,
    quorum_denominator  INTEGER NOT NULL,
    stand_asides_numerator   INTEGER,
    stand_asides_denominator INTEGER,
    blocks_max          INTEGER NOT NULL,
    rounds_max          INTEGER NOT NULL,
    fallback_wait_minutes INTEGER NOT NULL,
    roll            INTEGER NOT NULL, -- how many were on it when it opened
    answered        INTEGER NOT NULL DEFAULT 0, -- how many of those that are on it have a position
    closes_early    INTEGER NOT NULL DEFAULT 0, -- as soon as all of the roll have answered
    is_reminded     INTEGER NOT NULL DEFAULT 0, -- who had not answered a day before its close was told
    state           TEXT NOT NULL DEFAULT 'open',
    reason          TEXT, -- why it was put again as it was; of a void one, why it is
    void_cause      TEXT,
    public_key      TEXT NOT NULL, -- what answers are sealed with
    opened_at_ms    INTEGER NOT NULL,
    closes_local    TEXT NOT NULL, -- as the clocks of its zone show it
    zone            TEXT NOT NULL,
    closes_at_ms    INTEGER NOT NULL,
    closed_at_ms    INTEGER,
    -- The count; null until it is closed. What it follows from are these numbers and the rules above.
    result          TEXT,
    result_reason   TEXT,
    roll_at_close   INTEGER,
    present         INTEGER,
    count_yes         INTEGER,
    count_no          INTEGER,
    count_abstain     INTEGER,
    count_agree       INTEGER,
    count_reservation INTEGER,
    count_stand_aside INTEGER,
    count_block       INTEGER,
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "occasion E_TYPE" CHECK (occasion IN ('consensus', 'vote', 'fallback')),
    CONSTRAINT "method E_TYPE" CHECK (method IN ('consensus', 'vote')),
    CONSTRAINT "vote_unit E_TYPE" CHECK (vote_unit IN ('organization', 'person')),
    CONSTRAINT "confidentiality E_TYPE" CHECK (confidentiality IN ('sealed', 'secret')),
    CONSTRAINT "share_kind E_TYPE" CHECK (share_kind IN ('at_least', 'more_than')),
    CONSTRAINT "share_base E_TYPE" CHECK (share_base IN ('cast', 'present', 'roll')),
    CONSTRAINT "quorum_kind E_TYPE" CHECK (quorum_kind IN ('at_least', 'more_than')),
    CONSTRAINT "closes_early E_TYPE" CHECK (closes_early IN (0, 1)),
    CONSTRAINT "is_reminded E_TYPE" CHECK (is_reminded IN (0, 1)),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('open', 'closed', 'void')),
    CONSTRAINT "reason E_TOO_LONG" CHECK (reason IS NULL OR length(reason) <= 2000),
    CONSTRAINT "void_cause E_TYPE" CHECK (void_cause IN ('text_changed', 'proposal_withdrawn', 'facilitator', 'key_lost')),
    CONSTRAINT "result E_TYPE" CHECK (result IN ('no_quorum', 'not_carried', 'carried', 'blocked')),
    CONSTRAINT "result_reason E_TYPE" CHECK (result_reason IN ('no_quorum', 'share_holds', 'share_not_met', 'no_votes_cast', 'consensus', 'block', 'stand_asides', 'nobody_agreed')),
    CONSTRAINT "state E_STATE" CHECK ((state = 'closed') = (result IS NOT NULL) AND (state = 'void') = (void_cause IS NOT NULL)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
-- One proposal is asked about in one ballot at a time.
CREATE UNIQUE INDEX ballot_open ON ballot (proposal_id) WHERE state = 'open';
CREATE INDEX ballot_proposal ON ballot (proposal_id);
CREATE INDEX ballot_space ON ballot (space_id, ballot_id);

-- The roll, written down when the ballot opens: who may answer. What they chose stands here once it is closed; of a secret
-- ballot in rows that name nobody.
CREATE TABLE position (
    position_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    ballot_id       TEXT NOT NULL REFERENCES ballot (ballot_id),
    organization_id TEXT REFERENCES organization (organization_id),
    person_id       TEXT REFERENCES person (person_id), -- where persons vote
    has_left        INTEGER NOT NULL DEFAULT 0, -- since: off the roll, and what it answered is void
    has_answered    INTEGER NOT NULL DEFAULT 0, -- 0 for all as long as it is open
    choice          TEXT,
    text            TEXT,
    principle       TEXT, -- a block rests on one
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "has_left E_TYPE" CHECK (has_left IN (0, 1)),
    CONSTRAINT "has_answered E_TYPE" CHECK (has_answered IN (0, 1)),
    CONSTRAINT "choice E_TYPE" CHECK (choice IN ('yes', 'no', 'abstain', 'agree', 'reservation', 'stand_aside', 'block')),
    CONSTRAINT "text E_TOO_LONG" CHECK (text IS NULL OR length(text) <= 1000),
    CONSTRAINT "principle E_TOO_LONG" CHECK (principle IS NULL OR length(principle) <= 500),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE INDEX position_space ON position (space_id, position_id);
CREATE INDEX position_ballot ON position (ballot_id);
CREATE INDEX position_organization ON position (organization_id) WHERE organization_id IS NOT NULL;
-- A voter has one place.
CREATE UNIQUE INDEX position_voter ON position (ballot_id, coalesce(organization_id, person_id))
    WHERE coalesce(organization_id, person_id) IS NOT NULL;

-- What is told of a voter: that it is asked, and who has answered for it; not what. Of a ballot of the coalition its own
-- people alone read it, in its own space; of a group's the group does, for of that not all of an organization know.
CREATE TABLE ballot_call (
    ballot_call_id  TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    ballot_id       TEXT NOT NULL REFERENCES ballot (ballot_id),
    organization_id TEXT REFERENCES organization (organization_id), -- the voter; null: the person whose space it is
    person_id       TEXT, -- whose answer stands; null: nobody's yet
    answered_at_ms  INTEGER,
    answers         INTEGER NOT NULL DEFAULT 0, -- given and taken back so far, by all of its delegates
    has_left        INTEGER NOT NULL DEFAULT 0, -- it is off the roll, and asked no longer
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "person_id E_REQUIRED" CHECK ((person_id IS NULL) = (answered_at_ms IS NULL)),
    CONSTRAINT "has_left E_TYPE" CHECK (has_left IN (0, 1)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX ballot_call_voter ON ballot_call (ballot_id, coalesce(organization_id, space_id));
CREATE INDEX ballot_call_space ON ballot_call (space_id, ballot_call_id);
CREATE INDEX ballot_call_person ON ballot_call (person_id) WHERE person_id IS NOT NULL;

-- One answer of one delegate: a sealed box, all of one size. Neither logged nor sent; gone when the ballot is.
CREATE TABLE ballot_envelope (
    ballot_envelope_id TEXT PRIMARY KEY,
    position_id     TEXT NOT NULL, -- for whom
    person_id       TEXT NOT NULL, -- by whom
    ballot_id       TEXT NOT NULL,
    is_lead         INTEGER NOT NULL, -- given as the lead delegate
    is_withdrawn    INTEGER NOT NULL, -- taken back since
    seq             INTEGER NOT NULL, -- of the command; the later one stands
    at_ms           INTEGER NOT NULL,
    sealed          TEXT NOT NULL, -- base64; '' once it is taken back
    UNIQUE (position_id, person_id)
) STRICT;
CREATE INDEX ballot_envelope_ballot ON ballot_envelope (ballot_id, seq);

-- The register of a body: numbered by the year, and nothing goes out of it.
CREATE TABLE decision (
    decision_id     TEXT PRIMARY KEY,
    space_id TEXT NOT NULL REFERENCES space (space_id),
    group_id        TEXT REFERENCES "group" (group_id), -- the body; null: the coalition
    proposal_id     TEXT NOT NULL REFERENCES proposal (proposal_id),
    ballot_id       TEXT NOT NULL REFERENCES ballot (ballot_id),
    year            INTEGER NOT NULL,
    number          INTEGER NOT NULL,
    title           TEXT NOT NULL,
    text            TEXT NOT NULL,
    language        TEXT NOT NULL,
    decided_on      TEXT NOT NULL,
    rationale       TEXT,
    review_on       TEXT,
    state           TEXT NOT NULL DEFAULT 'in_force',
    replaced_by_id  TEXT REFERENCES decision (decision_id), -- what superseded or rescinded it
    sample          INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "rationale E_REQUIRED" CHECK (rationale IS NULL OR trim(rationale) <> ''),
    CONSTRAINT "rationale E_TOO_LONG" CHECK (rationale IS NULL OR length(rationale) <= 2000),
    CONSTRAINT "decided_on E_DATE" CHECK (decided_on IS NULL OR (
        decided_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(decided_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(decided_on) = 4 OR decided_on GLOB '????-H[12]' OR decided_on GLOB '????-Q[1-4]' OR
            decided_on GLOB '????-0[1-9]' OR decided_on GLOB '????-1[0-2]' OR
            (decided_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(decided_on, '+0 days') IS decided_on)))),
    CONSTRAINT "review_on E_DATE" CHECK (review_on IS NULL OR (
        review_on GLOB '[0-9][0-9][0-9][0-9]*' AND substr(review_on, 1, 4) BETWEEN '1900' AND '2199' AND (
            length(review_on) = 4 OR review_on GLOB '????-H[12]' OR review_on GLOB '????-Q[1-4]' OR
            review_on GLOB '????-0[1-9]' OR review_on GLOB '????-1[0-2]' OR
            (review_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' AND date(review_on, '+0 days') IS review_on)))),
    CONSTRAINT "state E_TYPE" CHECK (state IN ('in_force', 'superseded', 'rescinded')),
    CONSTRAINT "replaced_by_id E_REQUIRED" CHECK ((state = 'in_force') = (replaced_by_id IS NULL)),
    CONSTRAINT "sample E_TYPE" CHECK (sample IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX decision_number ON decision (coalesce(group_id, ''), year, number);
CREATE UNIQUE INDEX decision_ballot ON decision (ballot_id);
CREATE INDEX decision_space ON decision (space_id, decision_id);

-- Whoever is no member any more is off the roll of what is open, and their answer with them.
CREATE TRIGGER ballot_affiliation_ends AFTER UPDATE OF status ON affiliation
WHEN OLD.status <> NEW.status BEGIN
    UPDATE position SET has_left = 1 WHERE organization_id = NEW.organization_id AND has_left = 0 AND ballot_id IN (
        SELECT ballot_id FROM ballot WHERE state = 'open' AND parent_id = NEW.parent_id AND iif(group_id IS NULL,
            NEW.status <> 'member', NEW.status IN ('observer', 'tentative', 'applicant', 'suspended')));
END;
CREATE TRIGGER ballot_affiliation_goes AFTER DELETE ON affiliation BEGIN
    UPDATE position SET has_left = 1 WHERE organization_id = OLD.organization_id AND has_left = 0 AND ballot_id IN (
        SELECT ballot_id FROM ballot WHERE state = 'open' AND parent_id = OLD.parent_id AND group_id IS NULL);
END;
CREATE TRIGGER ballot_group_member_ends AFTER UPDATE OF ends_on ON group_member
WHEN OLD.ends_on IS NULL AND NEW.ends_on IS NOT NULL BEGIN
    UPDATE position SET has_left = 1 WHERE has_left = 0 AND coalesce(organization_id, person_id) = coalesce(NEW.organization_id, NEW.person_id)
        AND ballot_id IN (SELECT ballot_id FROM ballot WHERE state = 'open' AND group_id = NEW.group_id);
END;
CREATE TRIGGER ballot_group_member_goes AFTER DELETE ON group_member BEGIN
    UPDATE position SET has_left = 1 WHERE has_left = 0 AND coalesce(organization_id, person_id) = coalesce(OLD.organization_id, OLD.person_id)
        AND ballot_id IN (SELECT ballot_id FROM ballot WHERE state = 'open' AND group_id = OLD.group_id);
END;
CREATE TRIGGER ballot_position_leaves AFTER UPDATE OF has_left ON position
WHEN NEW.has_left = 1 AND OLD.has_left = 0 BEGIN
    UPDATE ballot SET answered = answered - 1 WHERE ballot_id = NEW.ballot_id AND EXISTS (
        SELECT 1 FROM ballot_envelope WHERE position_id = NEW.position_id AND is_withdrawn = 0);
    UPDATE ballot_call SET has_left = 1 WHERE ballot_id = NEW.ballot_id
        AND coalesce(organization_id, space_id) = coalesce(NEW.organization_id, NEW.person_id);
END;

-- Whoever speaks for an organization no longer does not prevail over who does: what they answered stands until another
-- delegate answers.
CREATE TRIGGER ballot_lead_goes AFTER UPDATE OF role, ends_on ON belonging
WHEN NEW.ends_on IS NOT NULL OR NEW.role <> 'lead_delegate' BEGIN
    UPDATE ballot_envelope SET is_lead = 0 WHERE person_id = NEW.person_id AND is_lead = 1
        AND position_id IN (SELECT position_id FROM position WHERE organization_id = NEW.organization_id);
    UPDATE ballot_call SET (person_id, answered_at_ms) = (
        SELECT person_id, at_ms FROM ballot_envelope WHERE is_withdrawn = 0 AND position_id = (
            SELECT position_id FROM position WHERE position.ballot_id = ballot_call.ballot_id AND position.organization_id = NEW.organization_id)
        ORDER BY is_lead DESC, seq DESC LIMIT 1)
    WHERE organization_id = NEW.organization_id AND ballot_id IN (SELECT ballot_id FROM ballot WHERE state = 'open');
END;

-- A body does not end while it is being asked.
CREATE TRIGGER ballot_group_ends BEFORE UPDATE OF state ON "group"
WHEN NEW.state IN ('closed', 'became_alliance', 'reconvened') AND OLD.state <> NEW.state
    AND EXISTS (SELECT 1 FROM ballot WHERE group_id = NEW.group_id AND state = 'open') BEGIN
    SELECT RAISE(ABORT, 'group_id E_IN_USE');
END;
