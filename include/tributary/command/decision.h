/*
 * Deciding: proposals, the ballots on them, and the register of what was carried. Who may answer is
 * written down when a ballot opens; what they choose is sealed until it closes and is counted once,
 * by domain/count.h. One organization has one position, however many delegates answer for it.
 * Source: the coalition's domain study, §§ 2.3 (proposal, ballot), 2.6 (1–4, 7), 3.
 */
#ifndef TRIBUTARY_COMMAND_DECISION_H
#define TRIBUTARY_COMMAND_DECISION_H

#include "tributary/command/command.h"

/* What is to be decided, in characters. Past it: E_TOO_LONG. */
#define TRIB_PROPOSAL_TEXT_MAX 10000
/* Proposals of one body; a hundred years of one a week are half of them. Past it: E_TOO_MANY. */
#define TRIB_PROPOSALS_MAX 10000
/* Versions of one proposal. Past it: E_TOO_MANY. */
#define TRIB_PROPOSAL_VERSIONS_MAX 1000
/* What is written with a choice, in characters; every sealed answer is as large as the largest. */
#define TRIB_POSITION_TEXT_MAX 1000
#define TRIB_POSITION_PRINCIPLE_MAX 500
/* A ballot is open for a year at the most. Past it: E_ORDER. */
#define TRIB_BALLOT_DAYS_MAX 366
/* Answers of one voter's delegates that a ballot keeps. Past it: E_TOO_MANY. */
#define TRIB_BALLOT_DELEGATES_MAX 100

/* ---- proposals ------------------------------------------------------------------------------- */

struct trib_proposal_write {
    const char *proposal_id;
    const char *group_id; /* NULL: it is put to the coalition */
    const char *title, *text, *language;
    const char *replaces_id, *replacement; /* a decision in force, of the same body; both or none */
    const char *agenda_item_id;            /* what it is drawn from; NULL: nothing */
};
/** A draft in the space of its body, which goes on: E_CLOSED otherwise. E_OUTSIDE (replaces_id) for
    another body's decision, E_STATE for one that is in force no longer; E_OUTSIDE (agenda_item_id)
    for an item that not all of the body see. */
bool trib_proposal_write(const struct trib_command *command,
                         const struct trib_proposal_write *params, struct trib_error *error);
bool trib_proposal_write_for_coalition(const struct trib_command *command,
                                       const struct trib_proposal_write *params,
                                       struct trib_error *error);

struct trib_proposal_edit {
    const char *proposal_id;
    struct trib_edit title, text, language;
};
/** Of a draft; of what is discussed or asked about already it makes a new version, and an open
    ballot is void. E_STATE for what is decided, E_CLOSED for what was withdrawn. */
bool trib_proposal_edit(const struct trib_command *command, const struct trib_proposal_edit *params,
                        struct trib_error *error);

struct trib_proposal_of {
    const char *proposal_id;
};
/** Puts a draft to its body. What an observer brought in needs a member behind it first:
    E_BACKING. */
bool trib_proposal_discuss(const struct trib_command *command,
                           const struct trib_proposal_of *params, struct trib_error *error);
/** A member organization stands behind what an observer brought in; the first one does, later ones
    change nothing. E_STATE for what no observer brought in. */
bool trib_proposal_back(const struct trib_command *command, const struct trib_proposal_of *params,
                        struct trib_error *error);
/** Nobody decides it any more; an open ballot is void. A second time nothing changes. */
bool trib_proposal_withdraw(const struct trib_command *command,
                            const struct trib_proposal_of *params, struct trib_error *error);

/* ---- ballots --------------------------------------------------------------------------------- */

struct trib_ballot_open {
    const char *ballot_id, *proposal_id;
    const char *version;         /* a decimal; E_STALE when the proposal has another */
    const char *occasion;        /* NULL: consensus */
    const char *confidentiality; /* NULL: sealed */
    const char *closes_local, *zone, *reading;
    const char *closes_early; /* "0" or "1"; NULL: "0" */
    const char *reason;       /* why what was blocked is put again as it is */
};
/** Opens a ballot on a proposal that is discussed, with the roll and the rules of this moment.
    E_EMPTY_ROLL, E_TOO_MANY (no roll is so large); E_FALLBACK_TOO_EARLY with "earliest" (Unix
    milliseconds) where it is known; E_STATE (occasion) for one that is not the next; E_REQUIRED
    (reason); E_ORDER (closes_local) when it would close
    before now or in more than a year; E_ZONE, E_LOCAL_TIME as for meetings; E_STATE. */
bool trib_ballot_open(const struct trib_command *command, const struct trib_ballot_open *params,
                      struct trib_error *error);

struct trib_ballot_cast {
    const char *ballot_id, *version;
    const char *choice, *text, *principle;
};
/** An answer, in the place of one's earlier one. E_CLOSED past its close, E_STALE (version) when
    the text has changed, E_OBSERVER_NO_VOTE, E_NOT_ON_ROLL, E_TYPE (choice) for a choice of the
    other method, E_REQUIRED (text), E_BLOCK_REASON (text or principle). */
bool trib_ballot_cast(const struct trib_command *command, const struct trib_ballot_cast *params,
                      struct trib_error *error);

struct trib_ballot_of {
    const char *ballot_id;
};
/** Takes one's answer back; that of another delegate of the organization counts then. */
bool trib_ballot_take_back(const struct trib_command *command, const struct trib_ballot_of *params,
                           struct trib_error *error);
/** Counts it. What is closed already stays as it is: there is one result. Where the key is lost it
    is void. */
bool trib_ballot_close(const struct trib_command *command, const struct trib_ballot_of *params,
                       struct trib_error *error);

struct trib_ballot_void {
    const char *ballot_id, *reason;
};
/** Ends it without a result; the proposal goes back to discussion. */
bool trib_ballot_void(const struct trib_command *command, const struct trib_ballot_void *params,
                      struct trib_error *error);

/** Open ballots whose time is over, or that close early and that all of the roll have answered. */
bool trib_ballots_due(struct trib_store *store, struct trib_due_ids *out, struct trib_error *error);
/* Who has not answered is reminded so long before the close, where it is open that long. */
#define TRIB_BALLOT_REMINDER_MS (INT64_C(24) * 60 * 60 * 1000)
/** Open ballots of which nobody was reminded and that close within that time. */
bool trib_ballot_reminders_due(struct trib_store *store, struct trib_due_ids *out,
                               struct trib_error *error);
/** Notes that it is time; trib_notifications_draw tells whom. */
bool trib_ballot_remind(const struct trib_command *command, const struct trib_ballot_of *params,
                        struct trib_error *error);
/** Going back to an older copy: what is open in it is void, as what was answered since is gone. */
bool trib_ballots_void_all(struct trib_store *store, struct trib_error *error);
/** Between ticks: keys of ballots that are not open go. Asks nothing where none can have become
    one. */
void trib_ballot_keys_tidy(struct trib_store *store);

/* ---- the register ---------------------------------------------------------------------------- */

struct trib_decision_edit {
    const char *decision_id;
    struct trib_edit rationale, review_on;
};
/** What is said about it; its text is what was decided. */
bool trib_decision_edit(const struct trib_command *command, const struct trib_decision_edit *params,
                        struct trib_error *error);

#endif
