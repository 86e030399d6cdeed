/*
 * Simulated clients of the feed: each keeps a replica by the rules of the wire, asserts that
 * nothing it is told names a row it could not know, and can be compared with what the rule in SQL
 * says its person sees.
 */
#ifndef TESTS_UNIT_SUPPORT_SCREEN_H
#define TESTS_UNIT_SUPPORT_SCREEN_H

#include <jansson.h>

#include "spine.h"
#include "tributary/feed/feed.h"
#include "tributary/feed/snapshot.h"

#define SCREENS_MAX 32
#define SCREEN_FRAMES_MAX 64

struct screen {
    uint64_t connection_id; /* 0: this place is free */
    char person_id[TRIB_ID_BYTES];
    bool is_visitor;
    json_t *replica; /* "table id" → row */
    json_t *spaces;  /* space id → true */
    uint64_t seq;
    bool is_told_to_resume;
    /* since screens_forget: */
    json_t *messages;
    struct trib_frame *frames[SCREEN_FRAMES_MAX];
    size_t frame_count;
};

struct screens {
    struct spine spine;
    struct trib_graph *graph;
    struct trib_feed *feed;
    struct screen list[SCREENS_MAX];
    json_t *truth; /* space id → key → row, as SQL has them after truth_seq; NULL: not read yet */
    uint64_t truth_seq;
    /* called when a frame arrives, before it is looked at; may be NULL */
    void (*on_deliver)(struct screens *screens, uint64_t connection_id);
};

void screens_open(struct screens *screens, uint64_t seed);
/** The same over a database file, so that snapshots have connections of their own. */
void screens_open_file(struct screens *screens, uint64_t seed, const char *path);
void screens_close(struct screens *screens);

/** A screen of a person (NULL: a visitor), with everything they see, subscribed. */
struct screen *screen_open(struct screens *screens, const char *person_id);
void screen_close(struct screens *screens, struct screen *screen);
/** Stops listening and keeps the replica. */
void screen_cut(struct screens *screens, struct screen *screen);
/** Says hello with what the replica holds and takes the answer in, by a snapshot if need be. The
   answer; the caller's reference. */
json_t *screen_hello(struct screens *screens, struct screen *screen);
/** Loads a snapshot into an empty replica. */
void screen_load(struct screens *screens, struct screen *screen);

/** Ends the command, commits and publishes. */
void screens_publish(struct screens *screens);
/** Ends the command and leaves the tick open. Its seq. */
uint64_t screens_end(struct screens *screens);
/** Forgets the messages of all screens. */
void screens_forget(struct screens *screens);

/** Asserts that the replica is what the rule in SQL says. */
void screen_assert_true_to_sql(struct screens *screens, const struct screen *screen);

/** Asserts the messages since screens_forget, as JSON in compact form with object keys sorted. */
void screen_assert_messages(const struct screen *screen, const char *expected);

void spine_add_note(struct spine *spine, const char *id, const char *space_id, const char *note);
void spine_move_note(struct spine *spine, const char *id, const char *space_id);
void spine_change_note(struct spine *spine, const char *id, const char *note);
void spine_delete_note(struct spine *spine, const char *id);

/** Unpacks one gzip member that must take up all bytes; NUL-terminated, freed with free(). */
char *gunzip_whole(const unsigned char *bytes, size_t length, size_t *out_length);

#endif
