/* What a thing is called and where it is on the web. Private to this room. */
#ifndef TRIBUTARY_MAIL_THINGS_H
#define TRIBUTARY_MAIL_THINGS_H

#include "tributary/base/buffer.h"
#include "tributary/mail/news.h"

/* Where a text goes. */
struct thing_text {
    char *text;
    size_t size;
    bool is_there; /* false: there is no row */
};
/** One text of one row (?1); "" when it is NULL. */
bool thing_text_read(struct trib_store *store, const char *sql, const char *id,
                     struct thing_text *out, struct trib_error *error);

/** What it is called now; *out_is_there false: it is no more. */
bool thing_name_read(struct trib_store *store, const char *table_name, const char *id,
                     char out_name[static TRIB_NEWS_NAME_BYTES], bool *out_is_there,
                     struct trib_error *error);

/** Appends the path of its page, "/meetings/…". */
bool thing_path_append(struct trib_store *store, const char *table_name, const char *id,
                       struct trib_buffer *out, struct trib_error *error);

/* Who asks. */
struct thing_reader {
    struct trib_store *store;
    const struct trib_graph *graph;
    const char *person_id;
};
/** Whether a row lies where they may read now. */
bool thing_is_seen(const struct thing_reader *reader, const char *table_name, const char *row_id,
                   bool *out_is_seen, struct trib_error *error);

#endif
