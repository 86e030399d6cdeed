/* Rows of ballots, of their rolls, answers and results. Private to this room. */
#ifndef TRIBUTARY_COMMAND_BALLOT_ROWS_H
#define TRIBUTARY_COMMAND_BALLOT_ROWS_H

#include "ballot_seal.h"
#include "rows.h"
#include "tributary/command/decision.h"
#include "tributary/domain/count.h"

enum ballot_state { BALLOT_OPEN, BALLOT_CLOSED, BALLOT_VOID };

struct ballot {
    char ballot_id[TRIB_ID_BYTES], space_id[TRIB_ID_BYTES], proposal_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* "": the coalition's */
    char version[COMMAND_NUMBER_BYTES];
    char public_key[BALLOT_KEY_BYTES];
    char void_cause[24]; /* "": it is not void */
    enum ballot_state state;
    bool is_of_persons; /* persons vote, not organizations */
    bool is_secret;
    bool closes_early;
    uint32_t round;
    int64_t closes_at_ms;
    int64_t closed_at_ms; /* 0 while it is open */
    struct trib_ballot_rules rules;
};

bool ballot_load(struct trib_store *store, const char *ballot_id, struct ballot *out,
                 struct trib_error *error);
/** The last round of consensus that was counted and had a quorum; *out_found false without one. */
bool ballot_last_round(struct trib_store *store, const char *proposal_id, struct ballot *out,
                       struct trib_tally *out_tally, bool *out_found, struct trib_error *error);

/** Whether it was asked about on that occasion, however that ended. */
bool ballot_has_been(struct trib_store *store, const char *proposal_id, const char *occasion,
                     bool *out_has, struct trib_error *error);

/* ---- opening --------------------------------------------------------------------------------- */

/* What a new ballot is, besides what its proposal, its body and the coalition's rules give. */
struct ballot_new {
    const struct trib_ballot_open *params;
    const char *occasion, *confidentiality, *public_key;
    const char *closes_local, *closes_at_ms;
};
/** Without its roll yet. */
bool ballot_insert(struct trib_store *store, const struct ballot_new *as, struct trib_error *error);
/** Writes the roll of this moment; returns how many are on it. E_TOO_MANY past TRIB_ROLL_MAX. */
bool ballot_roll_write(struct trib_store *store, const struct ballot *ballot, uint32_t *out_count,
                       struct trib_error *error);

/* ---- answering ------------------------------------------------------------------------------- */

/** A voter's place on the roll, as long as it is on it; "" when there is none. */
bool ballot_place_find(struct trib_store *store, const char *ballot_id, const char *voter_id,
                       char out_position_id[static TRIB_ID_BYTES], struct trib_error *error);

struct ballot_envelope {
    const char *position_id, *person_id, *ballot_id;
    bool is_lead;
    const char *sealed;
};
/** In the place of the person's earlier one, behind all others. */
bool ballot_envelope_save(struct trib_store *store, const struct ballot_envelope *envelope,
                          struct trib_error *error);
/** *out_was_there false: there was none, or it was taken back already. */
bool ballot_envelope_withdraw(struct trib_store *store, const char *position_id,
                              const char *person_id, bool *out_was_there, struct trib_error *error);
/** Tells the voter's people who has answered for it, and everybody how many have. */
bool ballot_answers_tell(struct trib_store *store, const char *ballot_id, const char *position_id,
                         struct trib_error *error);

/* ---- ending ---------------------------------------------------------------------------------- */

/** Ends a ballot without a result; reason may be NULL. What was asked about is discussed again. */
bool ballot_void(struct trib_store *store, const char *ballot_id, const char *cause,
                 const char *reason, struct trib_error *error);
/** The same for the one that is open on a proposal, if there is one. */
bool ballot_void_of(struct trib_store *store, const char *proposal_id, const char *cause,
                    struct trib_error *error);
bool ballot_envelopes_delete(struct trib_store *store, const char *ballot_id,
                             struct trib_error *error);
/** Without the choices: of a secret ballot that decides nothing. */
bool ballot_save_tally(struct trib_store *store, const char *ballot_id,
                       const struct trib_tally *tally, bool tells_choices, int64_t closed_at_ms,
                       struct trib_error *error);

#endif
