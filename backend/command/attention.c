/* How somebody wants to be told, and what they have looked at. Everything here is their own. */
#include "tributary/command/attention.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "edits.h"
#include "rows.h"
#include "sight.h"

/* ---- notifications --------------------------------------------------------------------------- */

static const char SEE[] = "UPDATE notification SET seen_at_ms = ?2 "
                          "WHERE notification_id = ?1 AND seen_at_ms IS NULL";
bool trib_notification_see(const struct trib_command *command,
                           const struct trib_notification_see *params, struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(command->store, now_ms);
    return command_see(command, "notification", params->notification_id, "notification_id", NULL,
                       error) &&
           command_write(command->store, SEE, TEXTS(params->notification_id, now_ms), error);
}

static const char SEE_ALL[] = "UPDATE notification SET seen_at_ms = ?3 "
                              "WHERE space_id = ?1 AND seq <= ?2 + 0 AND seen_at_ms IS NULL";
bool trib_notification_see_all(const struct trib_command *command,
                               const struct trib_notification_see_all *params,
                               struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    command_now_write(command->store, now_ms);
    return command_see(command, "person", params->person_id, "person_id", NULL, error) &&
           command_write(command->store, SEE_ALL, TEXTS(params->person_id, params->seq, now_ms),
                         error);
}

/* ---- how ------------------------------------------------------------------------------------- */

static const char MAKE[] = "INSERT INTO attention (attention_id, space_id) VALUES (?1, ?1) "
                           "ON CONFLICT (attention_id) DO NOTHING";
static bool attention_find(const struct trib_command *command, const char *person_id,
                           struct trib_error *error) {
    return command_see(command, "person", person_id, "person_id", NULL, error) &&
           command_write(command->store, MAKE, TEXTS(person_id), error);
}

static const char ATTENTION_FIELDS[] =
    "SELECT digest, digest_hour, at_once, quiet_from, quiet_until, narrow_words FROM attention "
    "WHERE attention_id = ?1";
#define SET(column) "UPDATE attention SET " column " = ?2 WHERE attention_id = ?1"
bool trib_attention_edit(const struct trib_command *command,
                         const struct trib_attention_edit *params, struct trib_error *error) {
    const struct command_field fields[] = {
        {"digest", &params->digest, SET("digest")},
        {"digest_hour", &params->digest_hour, SET("digest_hour")},
        {"at_once", &params->at_once, SET("at_once")},
        {"quiet_from", &params->quiet_from, SET("quiet_from")},
        {"quiet_until", &params->quiet_until, SET("quiet_until")},
        {"narrow_words", &params->narrow_words, SET("narrow_words")},
    };
    const struct command_edits edits = {.table_name = "attention",
                                        .id_field = "person_id",
                                        .row_id = params->person_id,
                                        .select = ATTENTION_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return attention_find(command, params->person_id, error) &&
           command_edit(command->store, &edits, error);
}

static const char SEE_NEWS[] = "UPDATE attention SET news_seen_seq = ?2, news_seen_at_ms = ?3 "
                               "WHERE attention_id = ?1 AND coalesce(news_seen_seq, -1) < ?2 + 0";
bool trib_attention_see_news(const struct trib_command *command,
                             const struct trib_attention_see_news *params,
                             struct trib_error *error) {
    char now_ms[COMMAND_NUMBER_BYTES];
    char seq[COMMAND_NUMBER_BYTES];
    uint64_t last_seq = 0;
    if (!trib_graph_last_seq(command->graph, command->store, command->actor.person_id, &last_seq,
                             error)) {
        return false;
    }
    uint64_t seen_seq = strtoull(params->seq, NULL, 10); /* decoding has seen that it is a number */
    command_now_write(command->store, now_ms);
    command_number_write((int64_t)(seen_seq < last_seq ? seen_seq : last_seq), seq);
    return attention_find(command, params->person_id, error) &&
           command_write(command->store, SEE_NEWS, TEXTS(params->person_id, seq, now_ms), error);
}

static const char END_DIGESTS[] = "UPDATE attention SET digest = 'off' WHERE attention_id = ?1";
static const char END_AT_ONCE[] = "UPDATE attention SET at_once = 0 WHERE attention_id = ?1";
bool trib_attention_unsubscribe(const struct trib_command *command, bool is_digest,
                                struct trib_error *error) {
    const char *person_id = command->actor.person_id;
    return attention_find(command, person_id, error) &&
           command_write(command->store, is_digest ? END_DIGESTS : END_AT_ONCE, TEXTS(person_id),
                         error);
}

/* ---- how loudly ------------------------------------------------------------------------------ */

static const char LAST[] = "SELECT 1 FROM subscription WHERE space_id = ?1 LIMIT 1 OFFSET 999";
static_assert(TRIB_SUBSCRIPTIONS_MAX == 1000, "one more than the offset");
static const char HAS[] =
    "SELECT 1 FROM subscription WHERE space_id = ?1 AND coalesce(group_id, '') = coalesce(?2, '')";
static const char ADD[] = "INSERT INTO subscription (subscription_id, space_id, group_id, volume) "
                          "VALUES (?1, ?2, ?3, ?4)";
static const char CHANGE[] = "UPDATE subscription SET volume = ?3 "
                             "WHERE space_id = ?1 AND coalesce(group_id, '') = coalesce(?2, '')";
static bool subscription_write(struct trib_store *store, const struct trib_subscription_set *params,
                               struct trib_error *error) {
    static const struct command_bound bound = {LAST, "person_id", TRIB_SUBSCRIPTIONS_MAX};
    bool is_there = false;
    if (!command_has(store, HAS, TEXTS(params->person_id, params->group_id), &is_there, error)) {
        return false;
    }
    if (is_there) {
        return command_write(store, CHANGE,
                             TEXTS(params->person_id, params->group_id, params->volume), error);
    }
    return command_bound_check(store, &bound, TEXTS(params->person_id), error) &&
           command_id_check(store, "subscription", params->subscription_id, "subscription_id",
                            error) &&
           command_write(
               store, ADD,
               TEXTS(params->subscription_id, params->person_id, params->group_id, params->volume),
               error);
}

bool trib_subscription_set(const struct trib_command *command,
                           const struct trib_subscription_set *params, struct trib_error *error) {
    return command_see(command, "person", params->person_id, "person_id", NULL, error) &&
           (params->group_id == NULL ||
            command_see(command, "group", params->group_id, "group_id", NULL, error)) &&
           subscription_write(command->store, params, error);
}
