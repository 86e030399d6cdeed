/* Methods of attention: what somebody is told of, how, and what has changed since they looked. */
#include <assert.h>

#include "attention_service.h"
#include "methods.h"
#include "tributary/command/attention.h"

TRIB_RUN(notification_see)
TRIB_RUN(notification_see_all)
TRIB_RUN(attention_edit)
TRIB_RUN(attention_see_news)
TRIB_RUN(subscription_set)

#define HOUR_MAX 23u
#define SEQ_MAX UINT32_MAX /* a hundred commands a second for a year */

static const struct trib_field NOTIFICATION_SEE[] = {
    {ID(notification_see, notification_id), REQUIRED, .summary = "One's own notification."},
};

static const struct trib_field NOTIFICATION_SEE_ALL[] = {
    {ID(notification_see_all, person_id), REQUIRED, .summary = "Oneself."},
    {NUMBER(notification_see_all, seq, SEQ_MAX), REQUIRED,
     .summary = "The newest entry one has seen a notification of."},
};

static const struct trib_field ATTENTION_EDIT[] = {
    {ID(attention_edit, person_id), REQUIRED, .summary = "Oneself."},
    {WORD(attention_edit, digest, DIGEST), EDIT, .summary = "Whether a digest comes by mail."},
    {NUMBER(attention_edit, digest_hour, HOUR_MAX), EDIT,
     .summary = "At which hour, by the clock on one's wall."},
    {NUMBER(attention_edit, at_once, 1), EDIT,
     .summary = "1: a mail of its own for what is due from oneself."},
    {NUMBER(attention_edit, quiet_from, HOUR_MAX), EDIT,
     .summary = "The hour from which no mail comes,"},
    {NUMBER(attention_edit, quiet_until, HOUR_MAX), EDIT,
     .summary = "and the one to which; both the same: mail comes at all hours."},
    {NUMBER(attention_edit, narrow_words, 1), EDIT,
     .summary = "1: mails quote what is said where not all of the coalition read."},
};

static const struct trib_field ATTENTION_SEE_NEWS[] = {
    {ID(attention_see_news, person_id), REQUIRED, .summary = "Oneself."},
    {NUMBER(attention_see_news, seq, SEQ_MAX), REQUIRED,
     .summary = "The newest entry that news.list told of: its last_seq."},
};

static const struct trib_field SUBSCRIPTION_SET[] = {
    {ID(subscription_set, person_id), REQUIRED, .summary = "Oneself."},
    {ID(subscription_set, subscription_id), REQUIRED,
     .summary = "Id of the new row, if there is none of that group yet."},
    {ID(subscription_set, group_id), .summary = "The group; absent: the coalition."},
    {WORD(subscription_set, volume, VOLUME), REQUIRED,
     .summary = "quiet: only what names oneself; normal: its meetings, plans and milestones as "
                "well; loud: action items and comments as well."},
};

static const struct trib_field NEWS_LIST[] = {
    {TRIB_FIELD_OF(news_list, after_seq), .type = TRIB_FIELD_SEQ,
     .summary = "Only what changed behind this entry; absent, or 0: what one has not looked at "
                "yet, at the first time that of a week."},
};

#define PERSON_ID "\"person_id\":\"3c2b1a09-8f7e-4d5c-9b6a-7988a9bacbdc\""
#define ON_PERSON OBJECT("person", "person_id")

static const struct trib_method methods[] = {
    {.name = "notification.see",
     .summary = "Has seen what one was told of.",
     FIELDS(NOTIFICATION_SEE),
     .permission = TRIB_MAY_EDIT_PROFILE,
     OBJECT("notification", "notification_id"),
     .example = "{\"notification_id\":\"6f5e4d3c-2b1a-4098-8776-655443322110\"}",
     RUNS(notification_see, notification_see)},
    {.name = "notification.see_all",
     .summary = "Has seen all one was told of so far.",
     FIELDS(NOTIFICATION_SEE_ALL),
     .permission = TRIB_MAY_EDIT_PROFILE,
     ON_PERSON,
     .example = "{" PERSON_ID ",\"seq\":4711}",
     RUNS(notification_see_all, notification_see_all)},
    {.name = "attention.edit",
     .summary = "How one wants to be told by mail. Who never said has the usual: a digest at 7, at "
                "once what is due from oneself, quiet from 21 to 7.",
     FIELDS(ATTENTION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_PROFILE,
     ON_PERSON,
     .refusals = {TRIB_E_STALE},
     .example = "{" PERSON_ID ",\"digest_hour\":{\"from\":7,\"to\":18}}",
     RUNS(attention_edit, attention_edit)},
    {.name = "attention.see_news",
     .summary = "Has looked at what has changed so far.",
     FIELDS(ATTENTION_SEE_NEWS),
     .permission = TRIB_MAY_EDIT_PROFILE,
     ON_PERSON,
     .example = "{" PERSON_ID ",\"seq\":4711}",
     RUNS(attention_see_news, attention_see_news)},
    {.name = "subscription.set",
     .summary = "How loudly one is told of a group, or of the coalition.",
     FIELDS(SUBSCRIPTION_SET),
     .permission = TRIB_MAY_EDIT_PROFILE,
     ON_PERSON,
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY},
     .example = "{" PERSON_ID ",\"subscription_id\":\"7a6f5e4d-3c2b-4a0f-8e9d-9c8b7a6f5e4d\","
                "\"group_id\":\"2b1a0f9e-8d7c-4b6a-9f5e-4d3c2b1a0f9e\",\"volume\":\"quiet\"}",
     RUNS(subscription_set, subscription_set)},
    {.name = "news.list",
     .kind = TRIB_METHOD_QUERY,
     .summary = "What has changed where one reads, the newest first, one line for each thing and "
                "what became of it; not what one did oneself, nor of groups one has turned down.",
     FIELDS(NEWS_LIST),
     .params_bytes = sizeof(struct trib_news_list),
     .permission = TRIB_MAY_READ,
     .refusals = {TRIB_E_SESSION},
     .answer = trib_news_list_answer,
     .example = "{\"after_seq\":4000}",
     .result_example =
         "{\"lines\":[{\"seq\":4711,\"at_ms\":1764460800000,\"kind\":\"meeting_planned\","
         "\"table\":\"meeting\",\"row_id\":\"2b1a0f9e-8d7c-4b6a-9f5e-4d3c2b1a0f9e\","
         "\"group_id\":null,\"count\":1}],\"has_more\":false,\"after_seq\":4000,"
         "\"last_seq\":4720}"},
};

const struct trib_method_family trib_methods_attention = {methods,
                                                          sizeof methods / sizeof methods[0]};
