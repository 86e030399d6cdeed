/*
 * Data about oneself: all of it, no secret, nothing of others, and nothing that lies where one may
 * not read any more.
 */
#include "tributary/export/own_data.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "spine.h"

#define ROOT "a0000000-0000-4000-8000-000000000001"
#define OWN "a0000000-0000-4000-8000-000000000002"
#define GROUP "b0000000-0000-4000-8000-000000000001"
#define ME "c0000000-0000-4000-8000-000000000001"
#define OTHER "c0000000-0000-4000-8000-000000000002"
#define MY_BELONGING "d0000000-0000-4000-8000-000000000001"
#define OTHERS_BELONGING "d0000000-0000-4000-8000-000000000002"
#define MY_MEMBERSHIP "d0000000-0000-4000-8000-000000000003"
#define MY_INVITATION "d0000000-0000-4000-8000-000000000004"
#define OTHERS_INVITATION "d0000000-0000-4000-8000-000000000005"
#define MY_ITEM "d0000000-0000-4000-8000-000000000006"
#define CLOSED_ITEM "d0000000-0000-4000-8000-000000000007"
#define OTHERS_ITEM "d0000000-0000-4000-8000-000000000008"
#define MY_VIEW "d0000000-0000-4000-8000-000000000009"
#define OTHERS_VIEW "d0000000-0000-4000-8000-00000000000a"
#define MY_PROPOSAL "d0000000-0000-4000-8000-00000000000b"
#define OTHERS_PROPOSAL "d0000000-0000-4000-8000-00000000000c"
#define MY_PLACE "d0000000-0000-4000-8000-00000000000d"
#define OTHERS_PLACE "d0000000-0000-4000-8000-00000000000e"
#define MY_CALL "d0000000-0000-4000-8000-00000000000f"
#define OTHERS_CALL "d0000000-0000-4000-8000-000000000010"
#define BALLOT "e0000000-0000-4000-8000-000000000001"

static struct spine spine;

static void private_rows_add(const char *person_id, const char *mark) {
    static const char CREDENTIAL[] =
        "INSERT INTO credential (person_id, sign_in_name, sign_in_key, password_hash, "
        "changed_at_ms) VALUES (?1, ?2 || '@example.net', ?2, 'hash-of-' || ?2, 5)";
    static const char SESSION[] =
        "INSERT INTO session (token_hash, session_id, person_id, created_at_ms, last_used_at_ms, "
        "device) VALUES ('token-of-' || ?2, 'session-of-' || ?2, ?1, 6, 7, 'Device ' || ?2)";
    static const char LINK[] = "INSERT INTO sign_in_link (token_hash, person_id, expires_at_ms) "
                               "VALUES ('link-of-' || ?2, ?1, 8)";
    static const char FACTOR[] =
        "INSERT INTO second_factor (person_id, secret, confirmed_at_ms, last_step) "
        "VALUES (?1, 'secret-of-' || ?2, 9, 4711)";
    static const char CODE[] =
        "INSERT INTO recovery_code (code_hash, person_id) VALUES ('code-of-' || ?2, ?1)";
    static const char MAIL[] =
        "INSERT INTO mail (mail_id, key, person_id, address, subject, body, written_at_ms, "
        "due_at_ms, expires_at_ms) VALUES ('mail-of-' || ?2, 'mail_reset', ?1, "
        "?2 || '@example.net', 'Subject ' || ?2, 'body-of-' || ?2, 1, 2, 3)";
    static const char *const ALL[] = {CREDENTIAL, SESSION, LINK, FACTOR, CODE, MAIL};
    for (size_t i = 0; i < UNIT_COUNT(ALL); i++) {
        SPINE_RUN(&spine, ALL[i], person_id, mark);
    }
}

static const char ADD_ITEM[] =
    "INSERT INTO action_item (action_item_id, space_id, title, owner_person_id) "
    "VALUES (?1, ?2, 'Item ' || ?1, ?3)";
static const char ADD_VIEW[] =
    "INSERT INTO saved_view (saved_view_id, space_id, room, name, query) "
    "VALUES (?1, ?2, 'network', 'View of ' || ?2, 'x=1')";
static const char ADD_INVITATION[] =
    "INSERT INTO invitation (invitation_id, space_id, organization_id, role, expires_at_ms) "
    "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'alternate', 4000000000000)";

static const char ADD_PROPOSAL[] =
    "INSERT INTO proposal (proposal_id, space_id, person_id, title, text, language, state) "
    "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 'Title', 'Text', 'en', 'ballot')";
static const char ADD_BALLOT[] =
    "INSERT INTO ballot (ballot_id, space_id, proposal_id, version, round, occasion, method, "
    "vote_unit, confidentiality, quorum_kind, quorum_numerator, quorum_denominator, "
    "stand_asides_numerator, stand_asides_denominator, blocks_max, rounds_max, "
    "fallback_wait_minutes, roll, public_key, opened_at_ms, closes_local, zone, closes_at_ms) "
    "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, 1, 1, 'consensus', 'consensus', 'person', "
    "'sealed', 'more_than', 1, 2, 1, 4, 0, 2, 1440, 2, 'k', 1, '2031-03-18T10:00', "
    "'Africa/Accra', 1931594400000)";
static const char ADD_PLACE[] =
    "INSERT INTO position (position_id, space_id, ballot_id, person_id) "
    "VALUES (?1, '" TRIB_SPACE_COALITION_ID "', ?2, ?3)";
static const char ADD_CALL[] =
    "INSERT INTO ballot_call (ballot_call_id, space_id, ballot_id, person_id, answered_at_ms, "
    "answers) VALUES (?1, ?3, ?2, ?3, 1, 1)";
static const char ADD_ENVELOPE[] =
    "INSERT INTO ballot_envelope (ballot_envelope_id, position_id, person_id, ballot_id, is_lead, "
    "is_withdrawn, seq, "
    "at_ms, sealed) VALUES (?1, ?1, ?3, ?2, 0, 0, 1, 1, 'sealed-of-' || ?3)";
static void ballot_add(void) {
    static const char *const PEOPLE[][4] = {{ME, MY_PROPOSAL, MY_PLACE, MY_CALL},
                                            {OTHER, OTHERS_PROPOSAL, OTHERS_PLACE, OTHERS_CALL}};
    SPINE_RUN(&spine, ADD_PROPOSAL, MY_PROPOSAL, ME);
    SPINE_RUN(&spine, ADD_PROPOSAL, OTHERS_PROPOSAL, OTHER);
    SPINE_RUN(&spine, ADD_BALLOT, BALLOT, MY_PROPOSAL);
    for (size_t i = 0; i < UNIT_COUNT(PEOPLE); i++) {
        SPINE_RUN(&spine, ADD_PLACE, PEOPLE[i][2], BALLOT, PEOPLE[i][0]);
        SPINE_RUN(&spine, ADD_CALL, PEOPLE[i][3], BALLOT, PEOPLE[i][0]);
        SPINE_RUN(&spine, ADD_ENVELOPE, PEOPLE[i][2], BALLOT, PEOPLE[i][0]);
    }
}

static void commit(void) {
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(&spine, &batch);
}

/* An entry by somebody: the spine's own are the program's. */
static void invite_as(const char *person_id, const char *invitation_id) {
    struct trib_error error = {0};
    char command_id[TRIB_ID_BYTES];
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *answer = NULL;
    uint64_t seq = 0;
    trib_id_make_timed(spine_random(&spine), spine.now_ms, command_id);
    const struct trib_entry_head head = {.actor_id = person_id,
                                         .for_organization_id = OWN,
                                         .command_id = command_id,
                                         .method = "invitation.make",
                                         .request = "x",
                                         .request_length = 1};
    assert_true(trib_tick_command_open(spine.store, &head, &outcome, &answer, &error));
    SPINE_RUN(&spine, ADD_INVITATION, invitation_id, OWN);
    assert_true(trib_tick_command_release(spine.store, "{}", &seq, &error));
    commit();
}

static int set_up(void **state) {
    (void)state;
    spine_open(&spine, 79);
    spine_begin(&spine);
    spine_add_organization(&spine, ROOT, TRIB_SPACE_PUBLIC_ID);
    spine_add_organization(&spine, OWN, TRIB_SPACE_COALITION_ID);
    spine_add_coalition(&spine, "a0000000-0000-4000-8000-0000000000ff", ROOT);
    spine_add_affiliation(&spine, "d0000000-0000-4000-8000-0000000000f1", OWN, ROOT, "member");
    spine_add_person(&spine, ME);
    spine_add_person(&spine, OTHER);
    spine_add_belonging(&spine, MY_BELONGING, ME, OWN, "lead_delegate");
    spine_add_belonging(&spine, OTHERS_BELONGING, OTHER, OWN, "alternate");
    spine_add_group(&spine, GROUP, TRIB_SPACE_PUBLIC_ID);
    spine_add_group_member(&spine, MY_MEMBERSHIP, GROUP, NULL, ME, "member");
    SPINE_RUN(&spine, ADD_ITEM, MY_ITEM, TRIB_SPACE_COALITION_ID, ME);
    SPINE_RUN(&spine, ADD_ITEM, OTHERS_ITEM, TRIB_SPACE_COALITION_ID, OTHER);
    SPINE_RUN(&spine, ADD_ITEM, CLOSED_ITEM, GROUP, ME);
    SPINE_RUN(&spine, ADD_VIEW, MY_VIEW, ME);
    SPINE_RUN(&spine, ADD_VIEW, OTHERS_VIEW, OTHER);
    ballot_add();
    private_rows_add(ME, "me");
    private_rows_add(OTHER, "other");
    spine_end(&spine);
    commit();
    invite_as(ME, MY_INVITATION);
    invite_as(OTHER, OTHERS_INVITATION);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    spine_close(&spine);
    return 0;
}

static void write(struct trib_buffer *out) {
    struct trib_error error = {0};
    struct trib_graph *graph = NULL;
    assert_true(trib_graph_load(spine.store, &graph, &error));
    assert_true(trib_own_data_write(spine.store, graph, ME, out, &error));
    trib_graph_destroy(graph);
}

static size_t rows_count(const json_t *data, const char *table) {
    return json_array_size(json_object_get(json_object_get(data, "rows"), table));
}

static void all_that_is_mine_is_there(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) text = {0};
    write(&text);
    json_auto_t *data = json_loads(trib_buffer_text(&text), JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(data);
    assert_int_equal(rows_count(data, "person"), 1);
    assert_int_equal(rows_count(data, "belonging"), 1);
    assert_int_equal(rows_count(data, "group_member"), 1);
    assert_int_equal(rows_count(data, "invitation"), 1);
    assert_int_equal(rows_count(data, "action_item"), 2);
    assert_int_equal(rows_count(data, "saved_view"), 1);
    assert_int_equal(rows_count(data, "proposal"), 1);
    assert_int_equal(rows_count(data, "position"), 1);
    assert_int_equal(rows_count(data, "ballot_call"), 1);
    static const char *const told[] = {
        MY_PROPOSAL,     MY_PLACE,    MY_CALL,      MY_BELONGING,     MY_MEMBERSHIP,
        MY_INVITATION,   MY_ITEM,     CLOSED_ITEM,  MY_VIEW,          "me@example.net",
        "session-of-me", "Device me", "Subject me", "invitation.make"};
    for (size_t i = 0; i < UNIT_COUNT(told); i++) {
        assert_non_null(strstr(text.bytes, told[i]));
    }
    const json_t *account = json_object_get(data, "account");
    const json_t *factor = json_array_get(json_object_get(account, "second_factor"), 0);
    assert_int_equal(json_integer_value(json_object_get(factor, "recovery_codes_not_used")), 1);
    assert_int_equal(json_integer_value(json_object_get(data, "log_entries_in_all")), 1);
    const json_t *entry = json_array_get(json_object_get(data, "log"), 0);
    assert_string_equal(json_string_value(json_object_get(entry, "for_organization_id")), OWN);
    assert_true(json_integer_value(json_object_get(entry, "at_ms")) > 0);
}

static void nothing_of_others_is(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) text = {0};
    write(&text);
    static const char *const others[] = {OTHERS_PROPOSAL, OTHERS_PLACE,     OTHERS_CALL,
                                         OTHER,           OTHERS_BELONGING, OTHERS_INVITATION,
                                         OTHERS_ITEM,     OTHERS_VIEW,      "other@example.net",
                                         "session-of-o",  "Device other",   "Subject other"};
    for (size_t i = 0; i < UNIT_COUNT(others); i++) {
        assert_null(strstr(text.bytes, others[i]));
    }
}

static void no_secret_is(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) text = {0};
    write(&text);
    static const char *const secrets[] = {"hash-of-", "token-of-", "link-of-", "secret-of-",
                                          "code-of-", "body-of-",  "4711",     "sealed-of-"};
    for (size_t i = 0; i < UNIT_COUNT(secrets); i++) {
        assert_null(strstr(text.bytes, secrets[i]));
    }
}

static void what_one_may_not_read_any_more_is_not(void **state) {
    (void)state;
    static const char END[] =
        "UPDATE group_member SET ends_on = '2026-11-24' WHERE group_member_id = ?1";
    static const char CLOSE[] = "UPDATE \"group\" SET space_id = group_id WHERE group_id = ?1";
    static const char CLOSE_MEMBERS[] =
        "UPDATE group_member SET space_id = group_id WHERE group_id = ?1";
    spine_begin(&spine);
    SPINE_RUN(&spine, END, MY_MEMBERSHIP);
    SPINE_RUN(&spine, CLOSE, GROUP);
    SPINE_RUN(&spine, CLOSE_MEMBERS, GROUP);
    spine_end(&spine);
    commit();
    TRIB_AUTO(trib_buffer) text = {0};
    write(&text);
    assert_null(strstr(text.bytes, CLOSED_ITEM));
    assert_null(strstr(text.bytes, MY_MEMBERSHIP));
    assert_non_null(strstr(text.bytes, MY_ITEM));
}

/* ---- for whoever adds a table ---------------------------------------------------------------- */

static bool names_a_person(const struct trib_table *table) {
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i].name;
        size_t length = strlen(name);
        if (length >= 9 && strcmp(name + length - 9, "person_id") == 0) {
            return true;
        }
    }
    return false;
}

static bool is_told(const char *name) {
    /* private ones are told column by column; of an envelope it is told that there is one, as of
       one's organization's call: what lies in it is sealed */
    static const char *const by_hand[] = {
        "ballot_envelope", "session",      "sign_in_link", "credential", "second_factor",
        "recovery_code",   "account_lock", "mail",         "mail_turn",  "unsubscribe_key"};
    for (size_t i = 0; i < UNIT_COUNT(by_hand); i++) {
        if (strcmp(by_hand[i], name) == 0) {
            return true;
        }
    }
    const char *told = NULL;
    for (size_t i = 0; (told = trib_own_data_table(i)) != NULL; i++) {
        if (strcmp(told, name) == 0) {
            return true;
        }
    }
    return false;
}

static void no_table_with_a_person_is_forgotten(void **state) {
    (void)state;
    for (size_t i = 0; i < trib_store_table_count(spine.store); i++) {
        const struct trib_table *table = trib_store_table(spine.store, i);
        if (names_a_person(table) && !is_told(table->name)) {
            print_error("%s has a person in it: tell of it in backend/export/own_data.c\n",
                        table->name);
            assert_true(false);
        }
    }
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(all_that_is_mine_is_there),
        CASE(nothing_of_others_is),
        CASE(no_secret_is),
        CASE(what_one_may_not_read_any_more_is_not),
        CASE(no_table_with_a_person_is_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
