/*
 * Mails of attention: a digest a day at the hour its reader chose, and at once what is due from
 * them. They are composed from what their reader may see at that moment, and anew when they could
 * not be sent soon, so that nothing goes out that was taken back or closed since; and each event
 * stands in one mail at the most. People are looked at in turn, some each second.
 */
#ifndef TRIBUTARY_MAIL_DIGEST_H
#define TRIBUTARY_MAIL_DIGEST_H

#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/mail/address.h"
#include "tributary/space/graph.h"
#include "tributary/store/store.h"

/* What is due from whoever is told of it, as SQL lists it. */
#define TRIB_DUE_REASONS "('assigned', 'presents', 'ballot_opened', 'ballot_closes', 'delivered')"
/* People looked at in one turn. */
#define TRIB_DIGEST_PEOPLE_PER_TURN 20
/* What is due waits so long for more of it, and to be seen or taken back; at the most so long. */
#define TRIB_DUE_CALM_MS (INT64_C(2) * 60 * 1000)
#define TRIB_DUE_MOST_MS (INT64_C(10) * 60 * 1000)
/* Two mails of what is due are so far apart at the least, whoever gives somebody what. */
#define TRIB_DUE_APART_MS (INT64_C(60) * 60 * 1000)
/* A mail that was not sent within this is composed anew before it is tried. */
#define TRIB_DIGEST_FRESH_MS (INT64_C(60) * 1000)
/* What is older is in no digest: whoever had none for a month is not told of all of it. */
#define TRIB_DIGEST_REACH_MS (INT64_C(8) * 24 * 60 * 60 * 1000)
/* Lines of one mail, and bytes behind which none is added: a mail with its frame is within
   TRIB_MAIL_BODY_BYTES_MAX. Past it: how many more there are. */
#define TRIB_DIGEST_LINES_MAX 60u
#define TRIB_DIGEST_BYTES_MAX ((size_t)48 * 1024)
/* Letters of a comment that are quoted. */
#define TRIB_DIGEST_QUOTE_LETTERS_MAX 500u
/* Links of one person that end mails, of each kind: those of the last months. */
#define TRIB_UNSUBSCRIBE_KEYS_MAX 400

/* What is to be done for somebody now. */
enum trib_digest_deed {
    TRIB_DIGEST_NOTHING,
    TRIB_DIGEST_BEGIN,
    TRIB_DIGEST_DAILY,
    TRIB_DIGEST_DUE
};

struct trib_digest_turn {
    enum trib_digest_deed deed;
    char person_id[TRIB_ID_BYTES];
    char language[8];
    char zone[65];
    char today[11]; /* on their wall */
    bool quotes_narrow;
    uint64_t told_seq, due_seq;
};

/** Looks at the next people behind cursor (a person's id, "" at first), reading only. The first for
    whom something is to be done is in out, and cursor stands at them; with nobody: deed NOTHING,
    and cursor stands at the last one looked at, or "" when all were. */
bool trib_digest_find(struct trib_store *store, char cursor[static TRIB_ID_BYTES],
                      struct trib_digest_turn *out, struct trib_error *error);

/** Writes their mail into the outbox, if there is anything to tell, and notes how far they were
    told. Inside a private savepoint. origin: what links begin with. */
bool trib_digest_write(struct trib_store *store, const struct trib_graph *graph,
                       const struct trib_digest_turn *turn, const char *origin,
                       struct trib_error *error);

/** Before the next mail is taken to be sent: if it is a digest that waits for longer, it is
   composed anew for its reader, or goes, if they may not or do not want to be told any more.
   *out_is_done false: there was none. Inside a private savepoint. */
bool trib_digest_refresh(struct trib_store *store, const struct trib_graph *graph,
                         const char *origin, bool *out_is_done, struct trib_error *error);

/** What was in mails that wait is told anew: words were taken back. comment_id: of those whom that
    comment told; NULL: everybody's. */
bool trib_digest_take_back(struct trib_store *store, const char *comment_id,
                           struct trib_error *error);
/** Nobody is told again what a newer file than this copy may have told. */
bool trib_digest_skip(struct trib_store *store, struct trib_error *error);

struct trib_unsubscribe {
    char person_id[TRIB_ID_BYTES];
    bool is_digest; /* else: what is due at once */
};
/** Whose mails a link of one ends. Unknown: E_LINK. */
bool trib_unsubscribe_find(struct trib_store *store, const char *token,
                           struct trib_unsubscribe *out, struct trib_error *error);

#endif
