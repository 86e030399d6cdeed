/*
 * Answers on their way: written when their call was judged, told when the tick it was judged in has
 * been committed. If it is not committed, another answer is told in their place.
 */
#ifndef TRIBUTARY_PROTOCOL_ANSWER_H
#define TRIBUTARY_PROTOCOL_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/base/ids.h"

struct trib_answer {
    uint64_t connection_id;
    struct trib_buffer text; /* the response, whole */
    size_t id_length;        /* bytes of the call's id in it, from TRIB_ANSWER_ID_AT on */
    bool is_certain;         /* true whether or not the tick is committed: the call was malformed */
    bool waits_for_erasing;  /* told when the file holds no longer what was taken back */
    int64_t waits_since_ms;  /* 0: not yet */
    const char *close_reason; /* the connection is closed behind it; NULL: it stays */
};

/* Every response begins with {"jsonrpc":"2.0","id": */
#define TRIB_ANSWER_ID_AT 22u

/* id_json  the call's id as JSON. */
void trib_answer_write_result(struct trib_answer *answer, const char *id_json, const char *result);
void trib_answer_write_error(struct trib_answer *answer, const char *id_json,
                             const struct trib_error *error);
/** Turns an answer into this error, for the same call. */
void trib_answer_replace(struct trib_answer *answer, const struct trib_error *error);

/* Answers in the order of their calls. */
struct trib_answers {
    struct trib_answer *all;
    size_t count, capacity;
};
void trib_answers_finish(struct trib_answers *answers);
/** A zeroed answer at the end; NULL when there is no memory. Valid until the next one. */
struct trib_answer *trib_answers_add(struct trib_answers *answers);
/** Forgets all but the first ones. */
void trib_answers_keep(struct trib_answers *answers, size_t count);

#endif
