/*
 * What one client holds, kept by the rules of the wire as web/src/sync/replica.ts keeps it, but
 * trusting nothing: being told of a row it never had, or of a place it does not see, is a fault.
 */
#ifndef TESTS_SIM_REPLICA_H
#define TESTS_SIM_REPLICA_H

#include <jansson.h>

#include "trace.h"
#include "tributary/base/ids.h"

struct replica {
    json_t *rows;   /* "table id" → all its columns */
    json_t *spaces; /* space id → true */
    uint64_t seq;
    char epoch[TRIB_ID_BYTES];
    bool is_filled; /* else its hello says that it holds nothing */
};

/* Longer than any "table id". */
#define REPLICA_KEY_BYTES 96

void replica_init(struct replica *replica);
void replica_finish(struct replica *replica);

/** "table id": what rows are found by. */
void replica_key(char out_key[static REPLICA_KEY_BYTES], const char *table_name,
                 const char *row_id);
/** The row's table and id as the key of a line of a snapshot, ["table",{…}]. */
void replica_line_key(char out_key[static REPLICA_KEY_BYTES], const json_t *line);

/** Takes in the params of a notification. */
bool replica_take_changed(struct replica *replica, const json_t *params, struct trace *trace);
bool replica_take_scope(struct replica *replica, const json_t *params, struct trace *trace);

/** Takes in the answer to a hello. Of one that asks for a snapshot only what is lost is taken. */
bool replica_take_hello(struct replica *replica, const json_t *result, struct trace *trace);

/** Takes the lines of a whole snapshot in the place of everything; text is cut up. */
bool replica_take_snapshot(struct replica *replica, char *text, struct trace *trace);

#endif
