/*
 * Comments on the page of a thing: threads of one level, in the space of the thing, or in the
 * coalition's where the thing is public. Source: the coalition's table of rights ("Comment in
 * coalition"; "Redact words": one's own).
 */
#ifndef TRIBUTARY_COMMAND_COMMENT_H
#define TRIBUTARY_COMMAND_COMMENT_H

#include "tributary/command/command.h"

/* One comment, in characters: a page of a notebook with its references. Past it: E_TOO_LONG. */
#define TRIB_COMMENT_MAX 4000
/* Comments about one thing: what a screen can still go through. Past it: E_TOO_MANY. */
#define TRIB_COMMENTS_MAX 1000
/* Whom and what one comment names: a round of a room. Past it: E_TOO_MANY. */
#define TRIB_COMMENT_REFERENCES_MAX 20

struct trib_comment_add {
    const char *comment_id, *about_table, *about_id, *text;
};
/** Begins a thread. E_FORBIDDEN for who does not see where it would stand; E_OUTSIDE when they are
   not known there, or when the text names somebody who could not see it, or a thing that not all
   its readers see (field "text", arguments "kind" and "id"); E_CLOSED about a group that is over
   and what is its own. */
bool trib_comment_add(const struct trib_command *command, const struct trib_comment_add *params,
                      struct trib_error *error);

struct trib_comment_reply {
    const char *comment_id, *parent_id, *text;
};
/** Answers in the thread of another comment, which is open again. Refused as for a new one. */
bool trib_comment_reply(const struct trib_command *command, const struct trib_comment_reply *params,
                        struct trib_error *error);

struct trib_comment_edit {
    const char *comment_id;
    struct trib_edit text;
};
/** What was taken back already: E_CLOSED. Only whom and what it names anew is looked at. */
bool trib_comment_edit(const struct trib_command *command, const struct trib_comment_edit *params,
                       struct trib_error *error);

struct trib_comment_of {
    const char *comment_id;
};
/** Takes the words back, and whom they named, from the file and its log; that there was a comment
   stays. A second time nothing changes. */
bool trib_comment_redact(const struct trib_command *command, const struct trib_comment_of *params,
                         struct trib_error *error);

/** Of the head of a thread; an answer in one: E_TYPE. A second time nothing changes. */
bool trib_comment_resolve(const struct trib_command *command, const struct trib_comment_of *params,
                          struct trib_error *error);
bool trib_comment_reopen(const struct trib_command *command, const struct trib_comment_of *params,
                         struct trib_error *error);

#endif
