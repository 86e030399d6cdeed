/*
 * Mail that waits to be sent. It is written by what causes it, inside the same savepoint, so there
 * is never a mail of something that did not happen. Somebody takes those that are due one by one,
 * has them sent, and says what became of each. A mail may reach its reader twice (the program ended
 * between sending and noting it); it then has the same Message-ID.
 */
#ifndef TRIBUTARY_MAIL_OUTBOX_H
#define TRIBUTARY_MAIL_OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tributary/base/buffer.h"
#include "tributary/base/error.h"
#include "tributary/base/ids.h"
#include "tributary/mail/address.h"
#include "tributary/store/store.h"

/* Mails that wait at once: every person of a big coalition, some times over. Past it: E_TOO_MANY,
   "most". */
#define TRIB_MAIL_WAITING_MAX 5000
/* Bytes of one mail's text. Past it: E_TOO_LONG. */
#define TRIB_MAIL_BODY_BYTES_MAX ((size_t)64 * 1024)
/* Letters of a subject; a longer one is cut off. */
#define TRIB_MAIL_SUBJECT_LETTERS_MAX 200u
/* Tries, the first at once, the last after a day and a half. Past it: given up. */
#define TRIB_MAIL_TRIES_MAX 8

/* ---- writing one ----------------------------------------------------------------------------- */

/* What stands for {name} in the sentences. Controls in it become spaces. */
struct trib_mail_argument {
    const char *name, *text;
    bool has_lines; /* its line breaks stay, in the body */
};

struct trib_mail_letter {
    const char *key; /* "mail_reset": its sentences are mail_reset_subject and mail_reset_body */
    const char *language; /* NULL: the person's own */
    const struct trib_mail_argument *arguments;
    size_t argument_count;
    const char *about_id;    /* the row it tells of; NULL: none */
    const char *unsubscribe; /* where one press ends mails of its kind; NULL: none of those */
    int64_t lasts_ms;        /* of no use after so long */
};

/* Bytes of a coalition's name. */
#define TRIB_MAIL_COALITION_BYTES (4u * 200u + 1u)
/** What the coalition is called, in whose name mails are sent. */
bool trib_mail_coalition_name(struct trib_store *store,
                              char out_name[static TRIB_MAIL_COALITION_BYTES],
                              struct trib_error *error);

/** To an address. E_ADDRESS, field "mail_address"; E_TOO_MANY when the outbox is full. Inside a
    savepoint of the caller's, as all that writes here. */
bool trib_mail_to_address(struct trib_store *store, const char *address,
                          const struct trib_mail_letter *letter, struct trib_error *error);

/** To a person, in their language, at the address they sign in with. Who signs in by another name,
    who cannot sign in and who is locked out gets none: *out_is_written is false, and no error. */
bool trib_mail_to_person(struct trib_store *store, const char *person_id,
                         const struct trib_mail_letter *letter, bool *out_is_written,
                         struct trib_error *error);

/** Takes back what waits about a row. */
bool trib_mail_take_back(struct trib_store *store, const char *about_id, struct trib_error *error);
/** Forgets all that waits: the file is an older copy, and some of it was sent since. */
bool trib_mail_forget_all(struct trib_store *store, struct trib_error *error);

/* ---- sending --------------------------------------------------------------------------------- */

/* Who writes, and how they are called. */
struct trib_mail_sender {
    const char *address;
    const char *name; /* NULL: the address alone */
};

/* One try. Made by the outbox, sent by whatever thread, taken back to the outbox. */
struct trib_mail_job {
    char mail_id[TRIB_ID_BYTES];
    char from_address[TRIB_MAIL_ADDRESS_BYTES], to_address[TRIB_MAIL_ADDRESS_BYTES];
    struct trib_buffer message;
    int64_t try_count; /* this one included */
    /* what became of it */
    bool is_sent;
    bool is_refused;  /* for good: trying again would change nothing */
    char failure[24]; /* "550", "unreachable", "not encrypted", "not signed in"; "": sent */
};
void trib_mail_job_destroy(struct trib_mail_job *job); /* safe on NULL */

/** The next that is due; *out_job NULL: none is. Its next try is put off first, so that a program
    that dies of sending one does not do so for ever: hand it out once that is committed. What is of
    no use any more is given up here. */
bool trib_mail_take(struct trib_store *store, const struct trib_mail_sender *sender,
                    struct trib_mail_job **out_job, struct trib_error *error);

/** Whether trib_mail_take has something to do now: cheap, and writes nothing. */
bool trib_mail_is_due(struct trib_store *store, bool *out_is_due, struct trib_error *error);

/** Notes what became of it: sent and gone, given up, or tried again later. */
bool trib_mail_note(struct trib_store *store, const struct trib_mail_job *job,
                    struct trib_error *error);

struct trib_mail_counts {
    int64_t waiting, failed;
    int64_t oldest_at_ms; /* when the oldest that waits was written; 0: none waits */
};
bool trib_mail_count(struct trib_store *store, struct trib_mail_counts *out,
                     struct trib_error *error);
/** The same of a file that somebody else may serve. False: it cannot be read, or is of a version
    without mail. */
bool trib_mail_count_file(const char *path, struct trib_mail_counts *out);

#endif
