/*
 * News: what has become of things since an entry of the log, for one reader. Told from the log and
 * from the rows as they are now, and only where the reader may see both: the space a change was
 * made in, and the one the row is in today. What words it has is the teller's.
 */
#ifndef TRIBUTARY_MAIL_NEWS_H
#define TRIBUTARY_MAIL_NEWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/space/graph.h"
#include "tributary/store/store.h"

/* Lines told at once: what a person can still go through. Past it: has_more. */
#define TRIB_NEWS_LINES_MAX 200u
/* Entries of the log looked through at once: some weeks of a busy coalition, as for whoever
   reconnects; and changes in them that may be news. Past it: has_more. */
#define TRIB_NEWS_ENTRIES_MAX 10000u
#define TRIB_NEWS_CHANGES_MAX 10000u
/* Bytes of what a thing or a group is called. */
#define TRIB_NEWS_NAME_BYTES (4u * 200u + 1u)

/* How loudly a person wants to hear of a group, or of the coalition, at the least. */
enum trib_volume { TRIB_VOLUME_QUIET, TRIB_VOLUME_NORMAL, TRIB_VOLUME_LOUD };

struct trib_news_line {
    uint64_t seq; /* the newest change it tells of */
    int64_t at_ms;
    const char *kind; /* "meeting_planned", "commented" …: its sentence is news_<kind> */
    const char *table;
    char row_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* the body it is of, if they know it; "": the coalition */
    char name[TRIB_NEWS_NAME_BYTES];
    int64_t count; /* of comments; else 1 */
};

struct trib_news {
    struct trib_news_line lines[TRIB_NEWS_LINES_MAX]; /* the newest first */
    size_t count;
    bool has_more;     /* more has changed than is told */
    size_t rows_read;  /* of the log */
    uint64_t last_seq; /* it is told up to here */
};

struct trib_news_wish {
    const char *person_id;
    uint64_t after_seq, last_seq; /* changes behind the one, up to the other */
    bool is_by_volume; /* by mail: only as loudly as they asked; else all, but of quiet groups */
};

/** The kinds of news, some more than once; NULL past the last. */
const char *trib_news_kind(size_t index);

/** Reads them. What the reader did themselves, or has a notification of, is no news to them. */
bool trib_news_read(struct trib_store *store, const struct trib_graph *graph,
                    const struct trib_news_wish *wish, struct trib_news *out,
                    struct trib_error *error);

/** The last entry before an instant, as far back as news go. */
bool trib_news_seq_before(struct trib_store *store, int64_t at_ms, uint64_t *out_seq,
                          struct trib_error *error);

#endif
