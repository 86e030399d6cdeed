/*
 * Judging who is told of what: a notification is of what its reader sees and somebody else did, and
 * whoever is spoken to by name is told; an edition tells of its author what they agreed to; a
 * digest and a calendar name no thing that their reader does not see, and a group's calendar no
 * meeting but its own. Mails and calendars are made at rest, for everybody, and undone.
 */
#include <string.h>

#include "oracle.h"
#include "tributary/base/log.h"
#include "tributary/export/calendar.h"
#include "tributary/mail/digest.h"
#include "tributary/store/tick.h"

static bool sees(const struct oracle *oracle, const char *person_id, const char *space_id) {
    return space_id[0] != '\0' &&
           (json_object_get(json_object_get(oracle->sight_before, person_id), space_id) != NULL ||
            json_object_get(json_object_get(oracle->sight, person_id), space_id) != NULL);
}

/* Where a row lies, or has lain during this tick. */
static bool sees_row(const struct oracle *oracle, const char *person_id, const char *table_name,
                     const char *row_id) {
    char key[REPLICA_KEY_BYTES];
    replica_key(key, table_name, row_id);
    const char *place = json_string_value(json_object_get(oracle->places, key));
    bool is_seen = place != NULL && sees(oracle, person_id, place);
    for (size_t index = 0; index < oracle->change_count && !is_seen; index++) {
        const struct oracle_change *change = &oracle->changes[index];
        is_seen = strcmp(change->key, key) == 0 && (sees(oracle, person_id, change->before) ||
                                                    sees(oracle, person_id, change->after));
    }
    return is_seen;
}

static bool ask(const struct oracle *oracle, const char *sql, const char *id,
                struct trib_statement *out) {
    struct trib_error error = {0};
    return (trib_statement_prepare(oracle->spine->store, sql, out, &error) &&
            trib_bind_text(out, 1, id, &error)) ||
           trace_fault(oracle->trace, "the oracle cannot ask: %.60s", sql);
}

static bool next_row(struct trib_statement *statement) {
    struct trib_error error = {0};
    bool has_row = false;
    return trib_statement_next(statement, &has_row, &error) && has_row;
}

/* ---- notifications --------------------------------------------------------------------------- */

static const char TOLD[] =
    "SELECT space_id, about_table, about_id, comment_id, actor_id FROM notification "
    "JOIN entry USING (seq) WHERE notification_id = ?1";
static bool notification_judge(const struct oracle *oracle, const char *notification_id) {
    TRIB_AUTO(trib_statement) row = {0};
    if (!ask(oracle, TOLD, notification_id, &row) || !next_row(&row)) {
        return true; /* gone again within the tick */
    }
    const char *person_id = trib_column_text(&row, 0);
    const char *comment_id = trib_column_text(&row, 3);
    if (strcmp(person_id, trib_column_text(&row, 4)) == 0) {
        return trace_fault(oracle->trace, "%s is told of what they did", person_id);
    }
    if (!sees_row(oracle, person_id, trib_column_text(&row, 1), trib_column_text(&row, 2)) ||
        (comment_id != NULL && strlen(comment_id) == TRIB_ID_BYTES - 1 &&
         !sees_row(oracle, person_id, "comment", comment_id))) {
        return trace_fault(oracle->trace, "%s is told of %s, which they do not see", person_id,
                           trib_column_text(&row, 2));
    }
    return true;
}

/* Whoever is named by name, by somebody else, where they see it, is told in that entry, or was
 * before. */
static const char MENTIONED[] =
    "SELECT mentioned_id, comment.space_id, change.seq, entry.actor_id, EXISTS (SELECT 1 FROM "
    "change AS told WHERE told.seq = change.seq AND told.table_name = 'notification' "
    "AND told.space_after = mentioned_id) OR EXISTS (SELECT 1 FROM notification "
    "WHERE notification.space_id = mentioned_id "
    "AND notification.comment_id = comment_mention.comment_id) FROM comment_mention JOIN comment "
    "USING (comment_id) "
    "JOIN change ON change.table_name = 'comment_mention' AND row_id = comment_mention_id "
    "AND op = 'insert' JOIN entry USING (seq) "
    "WHERE comment_mention_id = ?1 AND kind = 'person' AND entry.method LIKE 'comment.%'";
static bool mention_judge(const struct oracle *oracle, const char *comment_mention_id) {
    TRIB_AUTO(trib_statement) row = {0};
    if (!ask(oracle, MENTIONED, comment_mention_id, &row) || !next_row(&row)) {
        return true;
    }
    const char *person_id = trib_column_text(&row, 0);
    const json_t *before = json_object_get(oracle->sight_before, person_id);
    bool must_be_told = strcmp(person_id, trib_column_text(&row, 3)) != 0 &&
                        json_object_get(before, trib_column_text(&row, 1)) != NULL;
    if (must_be_told && trib_column_int64(&row, 4) == 0) {
        return trace_fault(oracle->trace, "%s is spoken to and not told", person_id);
    }
    return true;
}

/* An edition says who gave it where they agreed to that alone, and so does its last change. */
static const char BETRAYED[] =
    "SELECT contribution.space_id FROM edition JOIN contribution USING (contribution_id) "
    "WHERE edition_id = ?1 AND edition.attribution <> 'named' AND (edition.person_id NOT NULL OR "
    "edition.attribution <> 'role' AND edition.role NOT NULL OR EXISTS (SELECT 1 FROM change "
    "WHERE table_name = 'edition' AND row_id = edition_id AND seq = (SELECT max(seq) FROM change "
    "WHERE table_name = 'edition' AND row_id = edition_id) "
    "AND instr(patch, contribution.space_id) > 0))";
static bool edition_judge(const struct oracle *oracle, const char *edition_id) {
    TRIB_AUTO(trib_statement) row = {0};
    return ask(oracle, BETRAYED, edition_id, &row) &&
           (!next_row(&row) || trace_fault(oracle->trace, "%s is betrayed by edition %s",
                                           trib_column_text(&row, 0), edition_id));
}

bool oracle_judge_notifications(const struct oracle *oracle) {
    bool is_fine = true;
    for (size_t index = 0; index < oracle->change_count && is_fine; index++) {
        const struct oracle_change *change = &oracle->changes[index];
        const char *id = strchr(change->key, ' ') + 1;
        if (strncmp(change->key, "edition ", 8) == 0) {
            is_fine = edition_judge(oracle, id);
        }
        if (change->before[0] != '\0' || change->after[0] == '\0') {
            continue; /* no new row */
        }
        if (strncmp(change->key, "notification ", 13) == 0) {
            is_fine = notification_judge(oracle, id);
        } else if (strncmp(change->key, "comment_mention ", 16) == 0) {
            is_fine = mention_judge(oracle, id);
        }
    }
    return is_fine;
}

/* ---- mails and calendars --------------------------------------------------------------------- */

static bool is_hex(char letter) {
    return strchr("0123456789abcdef-", letter) != NULL && letter != '\0';
}

/* The tables that have a row of this id in a page's address. */
static const char *const TABLES[] = {"organization", "group",     "series",   "convening",
                                     "meeting",      "plan",      "goal",     "objective",
                                     "action_item",  "milestone", "proposal", "dispatch"};
#define TABLE_COUNT (sizeof TABLES / sizeof TABLES[0])

/* People are told by what they are called, which here is their id: where one of their names is
 * seen. */
static const char NAMES_OF_PERSON[] =
    "SELECT space_id FROM belonging WHERE person_id = ?1 UNION SELECT space_id FROM coalition_role "
    "WHERE person_id = ?1 UNION SELECT space_id FROM group_member WHERE person_id = ?1";
static bool person_is_named(const struct oracle *oracle, const char *person_id, const char *id) {
    TRIB_AUTO(trib_statement) row = {0};
    bool is_named = strcmp(person_id, id) == 0;
    if (!ask(oracle, NAMES_OF_PERSON, id, &row)) {
        return true;
    }
    while (!is_named && next_row(&row)) {
        is_named = json_object_get(json_object_get(oracle->sight, person_id),
                                   trib_column_text(&row, 0)) != NULL;
    }
    return is_named;
}

static bool id_judge(const struct oracle *oracle, const char *person_id, const char *what,
                     const char *id) {
    char key[REPLICA_KEY_BYTES];
    bool is_known = false;
    for (size_t index = 0; index < TABLE_COUNT; index++) {
        replica_key(key, TABLES[index], id);
        const char *place = json_string_value(json_object_get(oracle->places, key));
        if (place == NULL) {
            continue;
        }
        is_known = true;
        if (json_object_get(json_object_get(oracle->sight, person_id), place) == NULL) {
            return trace_fault(oracle->trace, "%s for %s names %s, which they do not see", what,
                               person_id, key);
        }
    }
    return is_known || person_is_named(oracle, person_id, id) ||
           trace_fault(oracle->trace, "%s for %s names %s, which is nothing", what, person_id, id);
}

/* Every id in a text is of a thing that its reader sees. */
static bool text_judge(const struct oracle *oracle, const char *person_id, const char *what,
                       const char *text) {
    bool is_fine = true;
    while (*text != '\0' && is_fine) {
        char id[TRIB_ID_BYTES];
        size_t length = 0;
        while (is_hex(text[length]) && length < TRIB_ID_BYTES - 1) {
            id[length] = text[length];
            length++;
        }
        id[length] = '\0';
        if (length == TRIB_ID_BYTES - 1 && trib_id_valid(id, 4)) {
            is_fine = id_judge(oracle, person_id, what, id);
            text += length;
        } else {
            text++;
        }
    }
    return is_fine;
}

static const char BODY[] = "SELECT body FROM mail WHERE person_id = ?1 AND state = 'waiting'";
static bool mail_judge(const struct oracle *oracle, const char *person_id) {
    TRIB_AUTO(trib_statement) row = {0};
    return !ask(oracle, BODY, person_id, &row) || !next_row(&row) ||
           text_judge(oracle, person_id, "a digest", trib_column_text(&row, 0));
}

/* Somebody who signs in with an address, is told of everything there is, and wants to be told it
   loudly. */
static const char SIGNS_IN[] =
    "INSERT OR REPLACE INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
    "changed_at_ms) VALUES (?1, ?1 || '@rivers.example', ?1, 'x', 1)";
static const char HAS_TURN[] =
    "INSERT OR REPLACE INTO mail_turn (person_id, told_seq, due_seq, told_before_seq, "
    "due_before_seq, digest_on) VALUES (?1, 0, 0, 0, 0, '')";
static bool run(const struct oracle *oracle, const char *sql, const char *person_id) {
    TRIB_AUTO(trib_statement) statement = {0};
    struct trib_error error = {0};
    return ask(oracle, sql, person_id, &statement) && trib_statement_run(&statement, &error);
}

static bool digest_judge(const struct oracle *oracle, const struct trib_graph *graph,
                         const char *person_id) {
    struct trib_digest_turn turn = {.deed = TRIB_DIGEST_DAILY,
                                    .language = "en",
                                    .zone = "UTC",
                                    .today = "2026-11-24",
                                    .quotes_narrow = true};
    struct trib_error error = {0};
    uint64_t seed = oracle->spine->seed; /* a run that is not judged takes no chances here */
    memcpy(turn.person_id, person_id, TRIB_ID_BYTES);
    if (!trib_tick_private_open(oracle->spine->store, &error)) {
        return true; /* a full disk, or one that is gone: nobody is told anything */
    }
    bool is_fine =
        !run(oracle, SIGNS_IN, person_id) || !run(oracle, HAS_TURN, person_id) ||
        !trib_digest_write(oracle->spine->store, graph, &turn, "https://rivers.example", &error) ||
        mail_judge(oracle, person_id);
    TRIB_AUTO(trib_batch) nothing = {0};
    oracle->spine->seed = seed;
    trib_tick_command_undo(oracle->spine->store);
    return trib_tick_commit(oracle->spine->store, &nothing, &error) && is_fine;
}

/* The calendar of a person or of a group, its lines whole; empty when there is none to be had. */
static void calendar_write(const struct oracle *oracle, struct trib_graph *graph,
                           const char *person_id, const char *group_id,
                           struct trib_buffer *unfolded) {
    const struct trib_calendar_wish wish = {.person_id = person_id,
                                            .group_id = group_id,
                                            .language = "en",
                                            .origin = "https://rivers.example",
                                            .is_by_address = true};
    struct trib_error error = {0};
    TRIB_AUTO(trib_buffer) text = {0};
    if (!trib_calendar_write(oracle->spine->store, graph, &wish, &text, &error)) {
        return;
    }
    for (const char *at = trib_buffer_text(&text); *at != '\0'; at++) {
        if (strncmp(at, "\r\n ", 3) == 0) { /* RFC 5545, 3.1 */
            at += 2;
        } else {
            trib_buffer_append(unfolded, at, 1);
        }
    }
}

static bool calendar_judge(const struct oracle *oracle, struct trib_graph *graph,
                           const char *person_id) {
    TRIB_AUTO(trib_buffer) text = {0};
    calendar_write(oracle, graph, person_id, NULL, &text);
    return text_judge(oracle, person_id, "a calendar", trib_buffer_text(&text));
}

/* A group's own calendar goes to a stranger's server: its meetings and no other's, and of those in
   its own space no title. */
static const char OTHERS[] =
    "SELECT meeting_id FROM meeting WHERE instr(?2, meeting_id) > 0 AND group_id IS NOT ?1 "
    "UNION ALL SELECT meeting_id FROM meeting WHERE group_id = ?1 AND space_id = ?1 "
    "AND instr(?2, 'SUMMARY:' || title || char(13)) > 0 LIMIT 1";
static bool group_calendar_judge(const struct oracle *oracle, struct trib_graph *graph,
                                 const char *group_id) {
    TRIB_AUTO(trib_buffer) text = {0};
    TRIB_AUTO(trib_statement) row = {0};
    struct trib_error error = {0};
    calendar_write(oracle, graph, NULL, group_id, &text);
    if (!ask(oracle, OTHERS, group_id, &row) ||
        !trib_bind_text(&row, 2, trib_buffer_text(&text), &error) || !next_row(&row)) {
        return true;
    }
    return trace_fault(oracle->trace, "the calendar of group %s tells of meeting %s", group_id,
                       trib_column_text(&row, 0));
}

static bool group_calendars_judge(const struct oracle *oracle, struct trib_graph *graph) {
    const char *key = NULL;
    json_t *place = NULL;
    bool is_fine = true;
    json_object_foreach(oracle->places, key, place) {
        if (is_fine && strncmp(key, "group ", 6) == 0) {
            is_fine = group_calendar_judge(oracle, graph, key + 6);
        }
    }
    return is_fine;
}

bool oracle_judge_mails(const struct oracle *oracle, struct trib_graph *graph,
                        const char *person_id) {
    return person_id[0] == '\0' ||
           (digest_judge(oracle, graph, person_id) && calendar_judge(oracle, graph, person_id) &&
            group_calendars_judge(oracle, graph));
}
