/*
 * What ought to be, worked out by other means than the server's: who sees which space by one rule
 * in SQL over the tables, what a tick told whom by the log, what a replica holds by plain SELECTs.
 * Each frame is judged as it leaves, by the sight there was before the tick and the sight there is
 * after.
 */
#ifndef TESTS_SIM_ORACLE_H
#define TESTS_SIM_ORACLE_H

#include "replica.h"
#include "spine.h"

/* A row of the log's table of changes, of a synced table. */
struct oracle_change {
    uint64_t seq;
    char key[REPLICA_KEY_BYTES]; /* "table id" */
    char before[TRIB_ID_BYTES], after[TRIB_ID_BYTES];
};

struct oracle {
    struct spine *spine;           /* whose store is asked */
    struct trace *trace;           /* who is told what is wrong */
    uint64_t seq;                  /* of the last entry that was taken in */
    uint64_t seq_before;           /* of the last one before the tick */
    struct oracle_change *changes; /* of the last tick */
    size_t change_count, change_capacity;
    json_t *sight_before, *sight; /* person id ("" for visitors) → space id → true */
    json_t *places;               /* "table id" → the space it lies in */
    json_t *last_seqs;            /* space id → the last entry that touched it */
    json_t *truth;                /* "table id" → the row; NULL when it must be read again */
};

void oracle_init(struct oracle *oracle, struct spine *spine, struct trace *trace);
void oracle_finish(struct oracle *oracle);

/** Takes in what was committed since. To be called before a frame is judged, and between ticks. */
void oracle_take_in(struct oracle *oracle);

/** A tick is over: what it changed is as it was before the next. */
void oracle_rest(struct oracle *oracle);

/** The spaces a person ("": a visitor) sees now. */
const json_t *oracle_sight(const struct oracle *oracle, const char *person_id);

/** The largest last entry of these spaces (an object by their ids). */
uint64_t oracle_last_seq(const struct oracle *oracle, const json_t *spaces);
/** How many rows lie in these spaces. */
size_t oracle_row_count(const struct oracle *oracle, const json_t *spaces);

/** Judges a notification, or the answer to a hello, on its way to a person. */
bool oracle_judge_told(const struct oracle *oracle, const char *person_id, const json_t *message);
bool oracle_judge_hello(const struct oracle *oracle, const char *person_id, const json_t *result);
/** Judges a refusal: every id in it must stand in the request too, or be one of a row that is seen.
 */
bool oracle_judge_refusal(const struct oracle *oracle, const char *person_id, const char *refusal,
                          const char *request);
/** Judges the answer to the question for the history of a row ("table id"); NULL: that it is not
    there. */
bool oracle_judge_history(const struct oracle *oracle, const char *person_id, const char *key,
                          const json_t *result);
/** Judges which spaces a snapshot is of that reaches a person. */
bool oracle_judge_spaces(const struct oracle *oracle, const char *person_id, const json_t *spaces);
/** Judges a snapshot that was just made, between ticks. */
bool oracle_judge_snapshot(const struct oracle *oracle, const char *text);

/** Judges the ballots the last tick has changed: who is on their rolls, that nothing says what was
    answered before they close, and what they come to then, counted once more. To be called before
    oracle_rest. */
bool oracle_judge_ballots(const struct oracle *oracle);
/** Judges what goes down the network after the last tick: who has it is whom one reaches now, once
    each, asked to act where a path of members leads there. To be called before oracle_rest. */
bool oracle_judge_dispatches(const struct oracle *oracle);
/** A query of what must not be: the first row it finds is a fault, its first column says of what.
    id is bound to ?1; NULL: nothing is. */
bool oracle_none_is(const struct oracle *oracle, const char *sql, const char *id, const char *what);
/** Whether the tick has changed a row of a table. */
bool oracle_has_changed(const struct oracle *oracle, const char *table_name);
/** Judges a frame on its way to a person: it has an answer only of a ballot that is closed. */
bool oracle_judge_sealed(const struct oracle *oracle, const char *person_id, const json_t *message,
                         const char *bytes, size_t length);
/** The same of a row of a snapshot. */
bool oracle_judge_sealed_row(const struct oracle *oracle, const char *key, const json_t *row);
/** Judges all there is of decisions, at the end. */
bool oracle_judge_register(const struct oracle *oracle);
/* What a sealed text begins with, and nothing else. */
#define ORACLE_SEALED "sealed ~"

/** Judges who was told of what the last tick did. To be called before oracle_rest. */
bool oracle_judge_notifications(const struct oracle *oracle);
/** Judges a digest and a calendar made for a person now, at rest; nothing of them is kept. */
bool oracle_judge_mails(const struct oracle *oracle, struct trib_graph *graph,
                        const char *person_id);

/** Compares what a person holds with what the tables say, row by row, column by column. */
bool oracle_compare(struct oracle *oracle, const char *person_id, const struct replica *replica);

/** Whether the log has this entry as that person's command; seq 0: whichever. */
bool oracle_has_command(const struct oracle *oracle, uint64_t seq, const char *person_id,
                        const char *command_id);
/** Whether the request of a command was forgotten, since it had words that were taken back: then
   nobody can say any more whether it comes again or is another. */
bool oracle_forgot_request(const struct oracle *oracle, const char *command_id);

#endif
