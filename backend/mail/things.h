/* What a thing is called and where it is on the web. Private to this room. */
#ifndef TRIBUTARY_MAIL_THINGS_H
#define TRIBUTARY_MAIL_THINGS_H

#include "tributary/base/buffer.h"
#include "tributary/mail/news.h"

/** One text of one row (?1), "" when it is NULL; *out_is_there false: there is no row. */
bool thing_text_read(struct trib_store *store, const char *sql, const char *id, char *out,
                     size_t size, bool *out_is_there, struct trib_error *error);

/** What it is called now; *out_is_there false: it is no more. */
bool thing_name_read(struct trib_store *store, const char *table_name, const char *id,
                     char out_name[static TRIB_NEWS_NAME_BYTES], bool *out_is_there,
                     struct trib_error *error);

/** Appends the path of its page, "/meetings/…". */
bool thing_path_append(struct trib_store *store, const char *table_name, const char *id,
                       struct trib_buffer *out, struct trib_error *error);

/** Whether a row lies where somebody may read now. */
bool thing_is_seen(struct trib_store *store, const struct trib_graph *graph, const char *person_id,
                   const char *table_name, const char *row_id,
                   char out_space_id[static TRIB_ID_BYTES], bool *out_is_seen,
                   struct trib_error *error);

#endif
