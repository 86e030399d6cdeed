/* When answers go out, in which order, and what becomes of a command that comes twice. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "talk.h"

#define ID_1 "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a11"
#define ID_2 "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a12"
#define RENAME(id, from, to)                                                                       \
    "{\"jsonrpc\":\"2.0\",\"id\":\"" id "\",\"method\":\"organization.edit\",\"params\":{"         \
    "\"organization_id\":\"" TALK_OWN "\",\"name\":{\"from\":\"" from "\",\"to\":\"" to "\"}}}"
/* The same command in other bytes: other spaces, other order. */
#define RENAME_WRITTEN_DIFFERENTLY(id, from, to)                                                   \
    "{ \"params\": {\"name\": {\"to\":\"" to "\", \"from\":\"" from                                \
    "\"}, \"organization_id\":\"" TALK_OWN "\"}, \"method\":\"organization.edit\", \"id\":\"" id   \
    "\", \"jsonrpc\":\"2.0\" }"
#define FIRST_NAME "Organization " TALK_OWN
#define HEALTH(word)                                                                               \
    "{\"jsonrpc\":\"2.0\",\"method\":\"sync.health\",\"params\":{\"health\":\"" word "\"}}"
#define WHO "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session.who\"}"

static const char NAME_OF[] = "SELECT name FROM organization WHERE organization_id = ?1";

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 11);
    *state = talk;
    return 0;
}

static int close(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void assert_name(struct talk *talk, const char *expected) {
    char *name = talk_read(talk, NAME_OF, TALK_OWN);
    assert_string_equal(name, expected);
    free(name);
}

static void after_the_commit(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t listener = talk_listen(talk, TALK_LEAD);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    assert_int_equal(talk->frame_count, 0);
    assert_true(trib_server_has_work(talk->server));
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, speaker), 2);
    assert_int_equal(talk_heard_count(talk, listener), 1);
    char answer[128];
    snprintf(answer, sizeof answer,
             "{\"jsonrpc\":\"2.0\",\"id\":\"" ID_1 "\",\"result\":{\"seq\":%llu}}",
             (unsigned long long)trib_store_last_seq(talk->spine.store));
    assert_non_null(strstr(talk_heard(talk, speaker, 0), "\"sync.changed\""));
    assert_non_null(strstr(talk_heard(talk, speaker, 0), "\"Rivers\""));
    assert_string_equal(talk_heard(talk, speaker, 1), answer);
    assert_non_null(strstr(talk_heard(talk, listener, 0), "\"Rivers\""));
}

static void queries_wait(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t asker = talk_connect(talk, NULL);
    talk_send(talk, asker, WHO);
    assert_int_equal(talk_heard_count(talk, asker), 1); /* nothing is open: at once */
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_send(talk, asker, WHO);
    assert_int_equal(talk_heard_count(talk, asker), 1);
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, asker), 2);
}

static void in_order(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_send(talk, speaker, "{");
    talk_send(talk, speaker, WHO);
    talk_send(talk, speaker, RENAME(ID_2, FIRST_NAME, "Lakes"));
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, speaker), 4);
    assert_non_null(strstr(talk_heard(talk, speaker, 0), "{\"seq\":"));
    assert_non_null(strstr(talk_heard(talk, speaker, 1), "E_PARSE"));
    assert_non_null(strstr(talk_heard(talk, speaker, 2), "person_id"));
    assert_non_null(strstr(talk_heard(talk, speaker, 3), "E_STALE"));
    assert_non_null(strstr(talk_heard(talk, speaker, 3), "\"stored\":\"Rivers\""));
}

static void hello_is_of_what_is_committed(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t comer = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    json_auto_t *answer = talk_call(talk, comer, "1", "sync.hello", "{}");
    json_int_t seq = json_integer_value(json_object_get(json_object_get(answer, "result"), "seq"));
    assert_int_equal(seq, trib_store_last_seq(talk->spine.store));
    assert_int_equal(talk_heard_count(talk, comer), 1); /* and not told once more */
    assert_int_equal(talk_heard_count(talk, speaker), 1);
}

static void twice_the_same(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t listener = talk_listen(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers")); /* in the same tick … */
    talk_tick(talk);
    talk_send(talk, speaker, RENAME(ID_2, "Rivers", "Lakes"));
    talk_tick(talk);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers")); /* … in a later one … */
    talk_tick(talk);
    talk_send(talk, speaker, RENAME_WRITTEN_DIFFERENTLY(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, speaker), 5);
    const char *first = talk_heard(talk, speaker, 0);
    assert_string_equal(talk_heard(talk, speaker, 1), first);
    assert_string_equal(talk_heard(talk, speaker, 3), first);
    assert_string_equal(talk_heard(talk, speaker, 4), first);
    assert_int_equal(talk_heard_count(talk, listener), 2); /* one effect each */
    assert_name(talk, "Lakes");
}

static void twice_after_a_restart(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    char *first = strdup(talk_heard(talk, speaker, 0));
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    talk_restart(talk);
    speaker = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    assert_string_equal(talk_heard(talk, speaker, 0), first);
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    free(first);
}

static void other_content(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Lakes"));
    talk_tick(talk);
    talk_send(talk, speaker, RENAME(ID_1, "Rivers", "Lakes"));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, speaker, 1), "E_CONFLICT"));
    assert_non_null(strstr(talk_heard(talk, speaker, 2), "E_CONFLICT"));
    assert_name(talk, "Rivers");
}

/* Another's command id tells nothing: the same bytes from somebody else are their own command. */
static void of_another_person(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t other = talk_connect(talk, TALK_FOREIGN_LEAD);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    talk_send(talk, other, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, other, 0), "E_FORBIDDEN"));
    talk_send(talk, other, RENAME(ID_1, "Rivers", "Lakes"));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, other, 1), "E_FORBIDDEN"));
    assert_name(talk, "Rivers");
}

static void refused_is_forgotten(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    talk_send(talk, speaker, RENAME(ID_1, "Lakes", "Rivers"));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, speaker, 0), "E_STALE"));
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    talk_send(talk, speaker, RENAME(ID_2, FIRST_NAME, "Lakes"));
    talk_send(talk, speaker, RENAME(ID_1, "Lakes", "Rivers")); /* now it can be done */
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, speaker, 2), "\"result\""));
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq + 2);
    assert_name(talk, "Rivers");
}

/* One field is as it was seen, the other is not: neither is written. */
static void refused_half_way(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t listener = talk_listen(talk, TALK_LEAD);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    json_auto_t *answer =
        talk_command(talk, speaker, "organization.edit",
                     "{\"organization_id\":\"" TALK_OWN "\",\"name\":{\"from\":\"" FIRST_NAME
                     "\",\"to\":\"Rivers\"},\"sector\":{\"from\":\"salt\",\"to\":\"water\"}}");
    assert_string_equal(talk_code(answer), "E_STALE");
    assert_string_equal(talk_field(answer), "sector");
    assert_name(talk, FIRST_NAME);
    assert_int_equal(talk_heard_count(talk, listener), 0);
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    talk_send(talk, speaker,
              RENAME(ID_1, FIRST_NAME, "Rivers")); /* and the next is not concerned */
    talk_tick(talk);
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq + 1);
    assert_name(talk, "Rivers");
}

static void no_change_no_number(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    talk_send(talk, speaker, RENAME(ID_1, "whatever", FIRST_NAME));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, speaker, 0), "\"result\":{\"seq\":0}"));
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
}

/* Who may see what is judged anew behind a command that changed it, in one turn of the loop. */
static void sight_ends_the_tick(void **state) {
    struct talk *talk = *state;
    uint64_t secretariat = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t lead = talk_connect(talk, TALK_FOREIGN_LEAD);
    talk_send(talk, lead,
              "{\"jsonrpc\":\"2.0\",\"id\":\"" ID_1 "\",\"method\":\"belonging.end\",\"params\":{"
              "\"acting_for\":\"" TALK_FOREIGN "\",\"belonging_id\":"
              "\"d0000000-0000-4000-8000-0000000000b4\"}}");
    talk_send(talk, lead,
              "{\"jsonrpc\":\"2.0\",\"id\":\"" ID_2 "\",\"method\":\"organization.edit\","
              "\"params\":{\"acting_for\":\"" TALK_FOREIGN "\",\"organization_id\":\"" TALK_FOREIGN
              "\",\"sector\":{\"from\":null,\"to\":\"water\"}}}");
    talk_send(talk, secretariat, RENAME(ID_1, FIRST_NAME, "Rivers"));
    talk_tick(talk);
    assert_non_null(strstr(talk_heard(talk, lead, 0), "\"result\""));
    assert_non_null(strstr(talk_heard(talk, lead, 1), "E_FORBIDDEN"));
    assert_non_null(strstr(talk_heard(talk, lead, 1), "\"field\":\"acting_for\""));
    assert_non_null(strstr(talk_heard(talk, secretariat, 0), "\"result\""));
}

static void gone_before_the_answer(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_SECRETARIAT);
    talk_send(talk, speaker, RENAME(ID_1, FIRST_NAME, "Rivers"));
    trib_server_disconnect(talk->server, speaker);
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, speaker), 0);
    assert_name(talk, "Rivers");
    talk_send(talk, speaker, WHO); /* and from nobody nothing is taken */
    assert_int_equal(talk->frame_count, 0);
}

static void page_limit(struct talk *talk, const char *sql) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    assert_true(trib_statement_prepare(talk->spine.store, sql, &statement, &error));
    assert_true(trib_statement_next(&statement, &has_row, &error));
}

/* A tick that cannot be kept: everybody in it hears so, whatever they were about to hear. */
static void full_disk(void **state) {
    static const char FULL[] = "PRAGMA max_page_count = 1"; /* SQLite keeps what it has */
    static const char ROOM[] = "PRAGMA max_page_count = 1000000";
    struct talk *talk = *state;
    uint64_t speaker = talk_connect(talk, TALK_LEAD);
    uint64_t asker = talk_connect(talk, NULL);
    uint64_t listener = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    page_limit(talk, FULL);
    char frame[4096];
    char id[TRIB_ID_BYTES];
    char group_id[TRIB_ID_BYTES];
    char mandate[2001];
    memset(mandate, 'm', sizeof mandate - 1);
    mandate[sizeof mandate - 1] = '\0';
    for (size_t i = 0; i < 100; i++) { /* the first few still find room */
        talk_command_id(talk, id);
        spine_id(&talk->spine, group_id);
        snprintf(frame, sizeof frame,
                 "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"organization.region_add\","
                 "\"params\":{\"acting_for\":\"" TALK_OWN "\",\"organization_id\":\"" TALK_OWN
                 "\",\"organization_region_id\":\"%s\",\"region\":\"%.90s%zu\"}}",
                 id, group_id, mandate, i);
        talk_send(talk, speaker, frame);
    }
    talk_send(talk, asker, WHO);
    talk_send(talk, asker, "{");
    talk_tick(talk);
    /* all are told how it stands before anybody gets an answer */
    assert_int_equal(talk_heard_count(talk, speaker), 101);
    assert_string_equal(talk_heard(talk, speaker, 0), HEALTH("full"));
    for (size_t i = 1; i <= 100; i++) {
        assert_non_null(strstr(talk_heard(talk, speaker, i), "E_STORAGE"));
    }
    assert_int_equal(talk_heard_count(talk, asker), 3);
    assert_string_equal(talk_heard(talk, asker, 0), HEALTH("full"));
    assert_non_null(strstr(talk_heard(talk, asker, 1), "{\"jsonrpc\":\"2.0\",\"id\":9,\"error\":"));
    assert_non_null(strstr(talk_heard(talk, asker, 1), "E_STORAGE"));
    assert_non_null(strstr(talk_heard(talk, asker, 2), "E_PARSE")); /* which is so in any case */
    assert_int_equal(talk_heard_count(talk, listener), 1);
    assert_string_equal(talk_heard(talk, listener, 0), HEALTH("full"));
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq);
    page_limit(talk, ROOM); /* it heals by itself */
    talk_forget(talk);
    talk_send(talk, speaker, frame);
    talk_tick(talk);
    assert_string_equal(talk_heard(talk, speaker, 0), HEALTH("fine"));
    assert_non_null(strstr(talk_heard(talk, speaker, 1), "\"result\""));
    assert_int_equal(talk_heard_count(talk, listener), 2);
    assert_non_null(strstr(talk_heard(talk, listener, 0), "\"sync.changed\""));
    assert_string_equal(talk_heard(talk, listener, 1), HEALTH("fine"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(after_the_commit, open, close),
        cmocka_unit_test_setup_teardown(queries_wait, open, close),
        cmocka_unit_test_setup_teardown(in_order, open, close),
        cmocka_unit_test_setup_teardown(hello_is_of_what_is_committed, open, close),
        cmocka_unit_test_setup_teardown(twice_the_same, open, close),
        cmocka_unit_test_setup_teardown(twice_after_a_restart, open, close),
        cmocka_unit_test_setup_teardown(other_content, open, close),
        cmocka_unit_test_setup_teardown(of_another_person, open, close),
        cmocka_unit_test_setup_teardown(refused_is_forgotten, open, close),
        cmocka_unit_test_setup_teardown(refused_half_way, open, close),
        cmocka_unit_test_setup_teardown(no_change_no_number, open, close),
        cmocka_unit_test_setup_teardown(sight_ends_the_tick, open, close),
        cmocka_unit_test_setup_teardown(gone_before_the_answer, open, close),
        cmocka_unit_test_setup_teardown(full_disk, open, close),
    };
    return cmocka_run_group_tests_name("protocol/tick", tests, NULL, NULL);
}
