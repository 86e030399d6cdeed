/*
 * What somebody is told of and how. Notifications are drawn from what a command has changed, in the
 * same entry: one for each person, event and thing (of many meetings of a series that move at once,
 * the first tells), of what they may see, never of what they did themselves. All of it stands in
 * the person's own space.
 */
#ifndef TRIBUTARY_COMMAND_ATTENTION_H
#define TRIBUTARY_COMMAND_ATTENTION_H

#include "tributary/command/command.h"

/* People told by one command: whoever may sit in a plenary. Past it: the rest is not told. */
#define TRIB_NOTIFICATIONS_PER_COMMAND_MAX 1000u
/* Notifications kept of one person; past it the oldest go. */
#define TRIB_NOTIFICATIONS_MAX 200
/* Groups somebody has set a volume for: as many as they may see. Past it: E_TOO_MANY. */
#define TRIB_SUBSCRIPTIONS_MAX 1000

/** Tells those whom the open command concerns, and how many that were; called when it has done its
    work, before it is released. */
bool trib_notifications_draw(const struct trib_command *command, size_t *out_told_count,
                             struct trib_error *error);

struct trib_notification_see {
    const char *notification_id;
};
/** Seen from now on. A second time nothing changes. */
bool trib_notification_see(const struct trib_command *command,
                           const struct trib_notification_see *params, struct trib_error *error);

struct trib_notification_see_all {
    const char *person_id;
    const char *seq; /* a decimal number */
};
/** All those of events up to that entry. */
bool trib_notification_see_all(const struct trib_command *command,
                               const struct trib_notification_see_all *params,
                               struct trib_error *error);

struct trib_attention_edit {
    const char *person_id;
    struct trib_edit digest, digest_hour, at_once, quiet_from, quiet_until, narrow_words;
};
/** Who has never said anything has the usual: a digest a day at 7, at once what is due from them,
    quiet from 21 to 7, no quotations from narrower spaces. */
bool trib_attention_edit(const struct trib_command *command,
                         const struct trib_attention_edit *params, struct trib_error *error);

struct trib_attention_see_news {
    const char *person_id;
    const char *seq; /* a decimal number */
};
/** What has changed up to that entry was looked at. An earlier one than before changes nothing; one
    that is not there yet counts as the last that touched what they see. */
bool trib_attention_see_news(const struct trib_command *command,
                             const struct trib_attention_see_news *params,
                             struct trib_error *error);

/* ---- by a link of a mail: no method gives this ------------------------------------------------
 */

/** The actor has no more digests, or no more mails at once. A second time nothing changes. */
bool trib_attention_unsubscribe(const struct trib_command *command, bool is_digest,
                                struct trib_error *error);

/* ---- groups ------------------------------------------------------------------------------------
 */

struct trib_subscription_set {
    const char *person_id, *subscription_id;
    const char *group_id; /* NULL: the coalition */
    const char *volume;
};
/** subscription_id is the new row's, if there is none of that group yet. */
bool trib_subscription_set(const struct trib_command *command,
                           const struct trib_subscription_set *params, struct trib_error *error);

#endif
