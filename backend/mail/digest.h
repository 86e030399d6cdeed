/* Between the turns, the lines and the links of digests. Private to this room. */
#ifndef TRIBUTARY_MAIL_DIGEST_INSIDE_H
#define TRIBUTARY_MAIL_DIGEST_INSIDE_H

#include "tributary/base/buffer.h"
#include "tributary/base/token.h"
#include "tributary/mail/digest.h"
#include "tributary/mail/news.h"

#define UNSUBSCRIBE_DIGEST "digest"
#define UNSUBSCRIBE_AT_ONCE "at_once"

/** Makes a link's token that ends mails of that kind. */
bool unsubscribe_key_make(struct trib_store *store, const char *person_id, const char *kind,
                          char out_token[static TRIB_TOKEN_BYTES], struct trib_error *error);

/* For whom lines are written, and what of. */
struct digest_reader {
    struct trib_store *store;
    const struct trib_graph *graph;
    const struct trib_digest_turn *turn;
    const char *origin;
};

/* What was written. */
struct digest_text {
    struct trib_buffer lines;
    size_t line_count, left_out;
    uint64_t due_seq; /* of the newest line that was due from them; 0: none was */
};
void digest_text_finish(struct digest_text *text);

/** What they have notifications of and have not seen: only what is due from them, or all else. */
bool digest_told_write(const struct digest_reader *reader, bool is_due_only,
                       struct digest_text *out, struct trib_error *error);

/** Says how much there is besides: what was left out, or that there is more. */
bool digest_end_write(const struct digest_reader *reader, bool has_more, struct digest_text *out);

/** What is new in their groups and in the coalition, body by body. */
bool digest_news_write(const struct digest_reader *reader, const struct trib_news *news,
                       struct digest_text *out, struct trib_error *error);

#endif
