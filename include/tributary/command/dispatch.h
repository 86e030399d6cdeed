/*
 * Trickle-down: a dispatch goes from the coalition down the network, and each organization says
 * what becomes of it. Whom it reaches, when, and what changes when organizations join and leave is
 * domain/dispatch.h's; here it is written down.
 * Source: the coalition's domain study, §§ 2.3 (dispatch, delivery), 2.6 (5), 4.
 */
#ifndef TRIBUTARY_COMMAND_DISPATCH_H
#define TRIBUTARY_COMMAND_DISPATCH_H

#include "tributary/command/command.h"

#define TRIB_DISPATCH_TEXT_MAX 10000
/* Dispatches that are not closed or recalled: each is reckoned anew when somebody joins or leaves.
   Past it: E_TOO_MANY. */
#define TRIB_DISPATCHES_OPEN_MAX 1000
/* Wordings of one delivery, reports of it, reasons; each kind has its own. Past it: E_TOO_MANY. */
#define TRIB_DELIVERY_NOTES_MAX 100
/* People that one report says were reached. */
#define TRIB_DELIVERY_PEOPLE_MAX 1000000000
/* A dispatch closes by itself so many days after the last day of the latest due: its own, or a
   newcomer's. */
#define TRIB_DISPATCH_CLOSE_DAYS 60

struct trib_dispatch_send {
    const char *dispatch_id;
    const char *kind;        /* decision, request, statement, toolkit */
    const char *decision_id; /* required of kind decision */
    const char *title, *text, *language;
    const char *mode;         /* NULL: cascade */
    const char *pass_on_days; /* a decimal; NULL: TRIB_PASS_ON_DAYS_DEFAULT */
    const char *due_on;       /* fuzzy; NULL: nothing is due */
};
/** Sends it to everybody below the coalition's root, each once; who is directly below has it now.
    E_TOO_FEW (dispatch_id) when it would reach nobody, E_ORDER (due_on) when its due is over,
    E_STATE (decision_id) of a decision that is
    in force no longer, E_OUTSIDE (decision_id) of one that not all may read, E_TOO_MANY. */
bool trib_dispatch_send(const struct trib_command *command, const struct trib_dispatch_send *params,
                        struct trib_error *error);

struct trib_dispatch_of {
    const char *dispatch_id;
};
/** Nothing is delivered until it is resumed; what has come may be answered. */
bool trib_dispatch_pause(const struct trib_command *command, const struct trib_dispatch_of *params,
                         struct trib_error *error);
bool trib_dispatch_resume(const struct trib_command *command, const struct trib_dispatch_of *params,
                          struct trib_error *error);
/** Nobody gets it any more, and nobody answers. */
bool trib_dispatch_close(const struct trib_command *command, const struct trib_dispatch_of *params,
                         struct trib_error *error);

struct trib_dispatch_recall {
    const char *dispatch_id, *reason;
};
/** Takes it back: what was not reported or declined is recalled; reports stay to be read. */
bool trib_dispatch_recall(const struct trib_command *command,
                          const struct trib_dispatch_recall *params, struct trib_error *error);

/* ---- what an organization does about it ------------------------------------------------------ */

struct trib_delivery_of {
    const char *delivery_id;
};
/** The organization has read it; or thinks better of declining. E_STATE as by trib_delivery_machine
    for this and all that follow, E_CLOSED (delivery_id) when the dispatch is closed or recalled, or
    the organization out of its reach. */
bool trib_delivery_acknowledge(const struct trib_command *command,
                               const struct trib_delivery_of *params, struct trib_error *error);

struct trib_delivery_localise {
    const char *delivery_id;
    const char *delivery_note_id; /* of the new words */
    const char *text, *language;
};
/** Its own wording, for its own people; and for its members, once it passes the dispatch on. May be
    done anew as long as it is not reported or declined: the latest words hold. */
bool trib_delivery_localise(const struct trib_command *command,
                            const struct trib_delivery_localise *params, struct trib_error *error);

/** Passes it on to its members, in its own words or as it is. They have it now, unless it came to
    them on another way; then its words come to them besides. Twice is once. */
bool trib_delivery_pass_on(const struct trib_command *command,
                           const struct trib_delivery_of *params, struct trib_error *error);

struct trib_delivery_act {
    const char *delivery_id;
    const char *action_item_id; /* what it does; NULL: not said */
};
/** E_OUTSIDE (action_item_id) of an item that not all who read the delivery see. */
bool trib_delivery_act(const struct trib_command *command, const struct trib_delivery_act *params,
                       struct trib_error *error);

struct trib_delivery_report {
    const char *delivery_id;
    const char *delivery_note_id; /* of the new report */
    const char *text, *language;
    const char *people; /* a decimal; NULL: not said */
};
/** What happened, for all who see the dispatch. One that has reported may add to it. */
bool trib_delivery_report(const struct trib_command *command,
                          const struct trib_delivery_report *params, struct trib_error *error);

struct trib_delivery_decline {
    const char *delivery_id;
    const char *delivery_note_id; /* of the reason */
    const char *text, *language;
    const char *is_reason_told; /* "1": all who see the dispatch read it; else its own people */
};
/** Its members have the dispatch now, in the original words. */
bool trib_delivery_decline(const struct trib_command *command,
                           const struct trib_delivery_decline *params, struct trib_error *error);

/* ---- by itself ------------------------------------------------------------------------------- */

/** After a command has changed who belongs to whom: gives those who came into reach of a dispatch
    theirs, and ends that of those who left. Does nothing when the command changed no affiliation.
 */
bool trib_dispatches_follow(const struct trib_command *command, struct trib_error *error);

/** Dispatches of which something is delivered, or that close, at this moment or were due before. */
bool trib_dispatches_due(struct trib_store *store, struct trib_due_ids *out,
                         struct trib_error *error);
/** Brings that about. What was due earlier counts as delivered then. */
bool trib_dispatch_step(const struct trib_command *command, const struct trib_dispatch_of *params,
                        struct trib_error *error);

#endif
