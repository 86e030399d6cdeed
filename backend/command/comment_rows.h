/* The rows of comments. Private to this room. */
#ifndef TRIBUTARY_COMMAND_COMMENT_ROWS_H
#define TRIBUTARY_COMMAND_COMMENT_ROWS_H

#include "tributary/command/comment.h"

/* A column's text and a NUL: four bytes a character at most. */
#define COMMENT_TEXT_BYTES (4u * TRIB_COMMENT_MAX + 1u)

/* Where a comment stands, and about what. */
struct comment_place {
    char space_id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES]; /* or "": the coalition */
    char about_table[32], about_id[TRIB_ID_BYTES];
    char head_id[TRIB_ID_BYTES]; /* of its thread; "": it begins one */
    char is_resolved[2];         /* the thread: "1" */
};

/** Reads where a comment that is there stands; its head is itself when it begins a thread. */
bool comment_place_load(struct trib_store *store, const char *comment_id, const char *field,
                        struct comment_place *out, struct trib_error *error);

bool comment_text_load(struct trib_store *store, const char *comment_id,
                       char out_text[static COMMENT_TEXT_BYTES], struct trib_error *error);

/** E_TOO_MANY (field) when so many are about a thing already. */
bool comment_count_check(struct trib_store *store, const char *about_id, const char *field,
                         struct trib_error *error);

struct comment_new {
    const char *comment_id, *text, *person_id, *organization_id;
};
bool comment_insert(struct trib_store *store, const struct comment_place *place,
                    const struct comment_new *comment, struct trib_error *error);

bool comment_update(struct trib_store *store, const struct trib_comment_edit *params,
                    struct trib_error *error);

/** resolved_by_id NULL: it is open again. */
bool comment_save_state(struct trib_store *store, const char *comment_id,
                        const char *resolved_by_id, struct trib_error *error);

/** Makes the rows of who is spoken to those of a text: each once. */
bool comment_mentions_save(struct trib_store *store, const char *comment_id, const char *space_id,
                           const char *text, struct trib_error *error);

/** Empties the words of a comment and of all mentions it ever had, here and in the log. */
bool comment_withdraw(struct trib_store *store, const char *comment_id, struct trib_error *error);

#endif
