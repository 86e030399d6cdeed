/*
 * See own_data.h. Which rows are somebody's stands in one table of queries; each row is written as
 * its reader's screen has it, and only if they may see it. What is private is written by hand,
 * column by column, so that no secret comes along by itself.
 */
#include "tributary/export/own_data.h"

#include <string.h>

#include "tributary/base/text.h"
#include "tributary/store/statement.h"

struct own {
    struct trib_store *store;
    const struct trib_graph *graph;
    const char *person_id;
    struct trib_json_writer json;
    struct trib_error *error;
};

/* ---- rows ------------------------------------------------------------------------------------ */

/* Ids of rows that are about a person or theirs (?1), at most so many (?2). What they invited
   somebody into is known by the log alone. */
static const struct {
    const char *table, *sql;
} kinds[] = {
    {"person", "SELECT person_id FROM person WHERE person_id = ?1 LIMIT ?2"},
    {"belonging", "SELECT belonging_id FROM belonging WHERE person_id = ?1 LIMIT ?2"},
    {"coalition_role",
     "SELECT coalition_role_id FROM coalition_role WHERE person_id = ?1 LIMIT ?2"},
    {"group_member", "SELECT group_member_id FROM group_member WHERE person_id = ?1 LIMIT ?2"},
    {"invitation", "SELECT DISTINCT row_id FROM entry JOIN change USING (seq) WHERE actor_id = ?1 "
                   "AND table_name = 'invitation' AND op = 'insert' LIMIT ?2"},
    {"action_item", "SELECT action_item_id FROM action_item WHERE owner_person_id = ?1 LIMIT ?2"},
    {"milestone", "SELECT milestone_id FROM milestone WHERE owner_person_id = ?1 LIMIT ?2"},
    {"meeting_participant",
     "SELECT meeting_participant_id FROM meeting_participant WHERE person_id = ?1 LIMIT ?2"},
    {"meeting_option_mark",
     "SELECT meeting_option_mark_id FROM meeting_option_mark WHERE person_id = ?1 LIMIT ?2"},
    {"comment", "SELECT comment_id FROM comment WHERE person_id = ?1 LIMIT ?2"},
    {"contribution", "SELECT contribution_id FROM contribution WHERE space_id = ?1 LIMIT ?2"},
    {"edition", "SELECT edition_id FROM edition JOIN contribution USING (contribution_id) "
                "WHERE contribution.space_id = ?1 LIMIT ?2"},
    {"proposal", "SELECT proposal_id FROM proposal WHERE person_id = ?1 LIMIT ?2"},
    {"position", "SELECT position_id FROM position WHERE person_id = ?1 LIMIT ?2"},
    {"ballot_call", "SELECT ballot_call_id FROM ballot_call WHERE person_id = ?1 OR space_id = ?1 "
                    "LIMIT ?2"},
    {"saved_view", "SELECT saved_view_id FROM saved_view WHERE space_id = ?1 LIMIT ?2"},
    {"notification", "SELECT notification_id FROM notification WHERE space_id = ?1 LIMIT ?2"},
    {"attention", "SELECT attention_id FROM attention WHERE attention_id = ?1 LIMIT ?2"},
    {"subscription", "SELECT subscription_id FROM subscription WHERE space_id = ?1 LIMIT ?2"},
    {"calendar_address",
     "SELECT calendar_address_id FROM calendar_address WHERE space_id = ?1 LIMIT ?2"},
};
#define KIND_COUNT (sizeof kinds / sizeof kinds[0])

const char *trib_own_data_table(size_t index) {
    return index < KIND_COUNT ? kinds[index].table : NULL;
}

static bool prepare(struct own *own, const char *sql, int64_t most, struct trib_statement *out) {
    return trib_statement_prepare(own->store, sql, out, own->error) &&
           trib_bind_text(out, 1, own->person_id, own->error) &&
           (most == 0 || trib_bind_int64(out, 2, most, own->error));
}

/* A row that is gone, or that lies where they may not read, is passed over without a word. */
static bool row_write(struct own *own, const struct trib_table *table, const char *row_id) {
    char space_id[TRIB_ID_BYTES] = "";
    bool is_there = false;
    return trib_row_space(own->store, table, row_id, space_id, &is_there, own->error) &&
           (!is_there || !trib_may_see(own->graph, own->person_id, space_id) ||
            trib_row_write(own->store, table, row_id, &own->json, &is_there, own->error));
}

static bool rows_write(struct own *own, const char *table_name, const char *sql) {
    const struct trib_table *table = trib_store_table_find(own->store, table_name);
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!prepare(own, sql, TRIB_OWN_DATA_ROWS_MAX, &statement)) {
        return false;
    }
    trib_json_key(&own->json, table_name);
    trib_json_array_open(&own->json);
    while (true) {
        char row_id[TRIB_ID_BYTES];
        if (!trib_statement_next(&statement, &has_row, own->error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        trib_text_copy(row_id, sizeof row_id, trib_column_text(&statement, 0));
        if (!row_write(own, table, row_id)) {
            return false;
        }
    }
    trib_json_array_close(&own->json);
    return true;
}

static bool all_rows_write(struct own *own) {
    bool is_written = true;
    trib_json_key(&own->json, "rows");
    trib_json_object_open(&own->json);
    for (size_t i = 0; i < KIND_COUNT && is_written; i++) {
        is_written = rows_write(own, kinds[i].table, kinds[i].sql);
    }
    trib_json_object_close(&own->json);
    return is_written;
}

/* ---- what is private ------------------------------------------------------------------------- */

/* Texts and numbers of a query's rows under these names; its first column is a text or NULL. */
struct listing {
    const char *name, *sql;
    const char *const *texts;   /* of the first columns */
    const char *const *numbers; /* of those behind */
    int64_t most;               /* 0: of its own accord few */
};

static void line_write(struct own *own, const struct listing *listing,
                       const struct trib_statement *statement) {
    int column = 0;
    trib_json_object_open(&own->json);
    for (size_t i = 0; listing->texts[i] != NULL; i++) {
        trib_json_member_text(&own->json, listing->texts[i], trib_column_text(statement, column++));
    }
    for (size_t i = 0; listing->numbers[i] != NULL; i++, column++) {
        trib_json_key(&own->json, listing->numbers[i]);
        if (trib_column_is_null(statement, column)) {
            trib_json_null(&own->json);
        } else {
            trib_json_int64(&own->json, trib_column_int64(statement, column));
        }
    }
    trib_json_object_close(&own->json);
}

static bool listing_write(struct own *own, const struct listing *listing) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!prepare(own, listing->sql, listing->most, &statement)) {
        return false;
    }
    trib_json_key(&own->json, listing->name);
    trib_json_array_open(&own->json);
    while (true) {
        if (!trib_statement_next(&statement, &has_row, own->error)) {
            return false;
        }
        if (!has_row) {
            break;
        }
        line_write(own, listing, &statement);
    }
    trib_json_array_close(&own->json);
    return true;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})
#define NONE ((const char *const[]){NULL})

static const char SIGN_IN[] =
    "SELECT sign_in_name, changed_at_ms FROM credential WHERE person_id = ?1";
static const char SECOND_FACTOR[] =
    "SELECT confirmed_at_ms, (SELECT count(*) FROM recovery_code WHERE person_id = ?1) "
    "FROM second_factor WHERE person_id = ?1";
static const char LOCKS[] = "SELECT locked_at_ms FROM account_lock WHERE person_id = ?1";
static const char SESSIONS[] =
    "SELECT session_id, device, created_at_ms, last_used_at_ms, is_by_link FROM session "
    "WHERE person_id = ?1 ORDER BY created_at_ms";
static const char LINKS[] = "SELECT expires_at_ms, used_at_ms FROM sign_in_link "
                            "WHERE person_id = ?1 ORDER BY expires_at_ms";
/* Its text may hold a link that lets one in: that is for who opens the mail. */
static const char MAILS[] =
    "SELECT address, subject, state, failure, written_at_ms, due_at_ms, try_count FROM mail "
    "WHERE person_id = ?1 ORDER BY written_at_ms";
static const char TOLD[] = "SELECT digest_on, told_seq, due_seq FROM mail_turn "
                           "WHERE person_id = ?1";
static const char UNSUBSCRIBE_LINKS[] = "SELECT kind, made_at_ms FROM unsubscribe_key "
                                        "WHERE person_id = ?1 ORDER BY made_at_ms";
/* The order of the log is nobody's to learn; its hours and methods are one's own. */
static const char ENTRIES[] =
    "SELECT method, for_organization_id, at_ms FROM entry WHERE actor_id = ?1 "
    "ORDER BY seq DESC LIMIT ?2";
static const char ENTRY_COUNT[] = "SELECT count(*) FROM entry WHERE actor_id = ?1";

static bool account_write(struct own *own) {
    const struct listing listings[] = {
        {"sign_in", SIGN_IN, NAMES("sign_in_name"), NAMES("password_changed_at_ms"), 0},
        {"second_factor", SECOND_FACTOR, NONE, NAMES("confirmed_at_ms", "recovery_codes_not_used"),
         0},
        {"locked", LOCKS, NONE, NAMES("locked_at_ms"), 0},
        {"sessions", SESSIONS, NAMES("session_id", "device"),
         NAMES("created_at_ms", "last_used_at_ms", "is_by_link"), 0},
        {"sign_in_links", LINKS, NONE, NAMES("expires_at_ms", "used_at_ms"), 0},
        {"mails_waiting_or_given_up", MAILS, NAMES("address", "subject", "state", "failure"),
         NAMES("written_at_ms", "due_at_ms", "try_count"), 0},
        {"told_by_mail", TOLD, NAMES("digest_on"), NAMES("told_seq", "due_seq"), 0},
        {"unsubscribe_links", UNSUBSCRIBE_LINKS, NAMES("kind"), NAMES("made_at_ms"), 0},
    };
    bool is_written = true;
    trib_json_key(&own->json, "account");
    trib_json_object_open(&own->json);
    for (size_t i = 0; i < sizeof listings / sizeof listings[0] && is_written; i++) {
        is_written = listing_write(own, &listings[i]);
    }
    trib_json_object_close(&own->json);
    return is_written;
}

static bool log_write(struct own *own) {
    const struct listing entries = {"log", ENTRIES, NAMES("method", "for_organization_id"),
                                    NAMES("at_ms"), TRIB_OWN_DATA_ROWS_MAX};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!prepare(own, ENTRY_COUNT, 0, &statement) ||
        !trib_statement_next(&statement, &has_row, own->error)) {
        return false;
    }
    trib_json_member_int64(&own->json, "log_entries_in_all", trib_column_int64(&statement, 0));
    return listing_write(own, &entries);
}

bool trib_own_data_write(struct trib_store *store, const struct trib_graph *graph,
                         const char *person_id, struct trib_buffer *out, struct trib_error *error) {
    struct own own = {.store = store,
                      .graph = graph,
                      .person_id = person_id,
                      .json = trib_json_writer(out),
                      .error = error};
    trib_json_object_open(&own.json);
    trib_json_member_text(&own.json, "about_person_id", person_id);
    trib_json_member_int64(&own.json, "written_at_ms", trib_store_now_ms(store));
    if (!all_rows_write(&own) || !account_write(&own) || !log_write(&own)) {
        return false;
    }
    trib_json_object_close(&own.json);
    return !out->failed || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}
