/*
 * Taking words back over the wire: everybody's screen loses them at once, whoever comes later never
 * gets them, and who asked for it hears that it is done when the file holds them no longer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "library.h"
#include "rows.h"
#include "screen.h"
#include "talk.h"
#include "tributary/account/credential.h"
#include "tributary/store/redaction.h"

#define NAME "Delegate Kestrel"
#define RENAME                                                                                     \
    "{\"person_id\":\"" TALK_LEAD "\",\"display_name\":{\"from\":\"Person " TALK_LEAD              \
    "\",\"to\":\"" NAME "\"}}"
#define REDACT "{\"person_id\":\"" TALK_LEAD "\"}"

static const char *path; /* of the database */

static int begin(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    library_folder_make();
    path = library_file("c.db");
    talk_open_file(talk, 17, path);
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    json_auto_t *renamed = talk_command(talk, lead, "person.edit", RENAME);
    assert_string_equal(talk_code(renamed), "");
    talk_forget(talk);
    *state = talk;
    return 0;
}

static int end(void **state) {
    talk_close(*state);
    free(*state);
    library_folder_remove();
    return 0;
}

/* Sends the command that takes the name back; its id. */
static void redact(struct talk *talk, uint64_t speaker, const char *id) {
    char text[400];
    snprintf(text, sizeof text,
             "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"person.redact\",\"params\":%s}", id,
             REDACT);
    talk_send(talk, speaker, text);
    talk_tick(talk);
}

/* Also of a file that is not there. */
static bool file_says(const char *ending, const char *words) {
    char name[400];
    size_t length = 0;
    snprintf(name, sizeof name, "%s%s", path, ending);
    if (!library_file_is_there(path, ending)) {
        return false;
    }
    unsigned char *bytes = library_file_read(name, &length);
    bool is_there = memmem(bytes, length, words, strlen(words)) != NULL;
    free(bytes);
    return is_there;
}

static bool file_holds_it(void) {
    return file_says("", NAME) || file_says("-wal", NAME);
}

static struct trib_reader *reader_begin(struct talk *talk) {
    struct trib_error error = {0};
    struct trib_reader *reader = NULL;
    uint64_t seq = 0;
    assert_true(trib_reader_open(talk->spine.store, &reader, &error));
    assert_true(trib_reader_begin(reader, &seq, &error));
    return reader;
}

static void it_is_answered_when_the_file_is_clean(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_listen(talk, TALK_ALTERNATE);
    talk_forget(talk);
    talk_command_id(talk, id);
    redact(talk, lead, id);
    assert_int_equal(talk_heard_count(talk, lead), 0);                   /* not yet … */
    assert_true(talk_heard_of(talk, other, "\"display_name\":\"[…]\"")); /* … and at once */
    assert_false(talk_heard_of(talk, other, "Kestrel"));
    assert_true(file_holds_it());
    assert_false(trib_server_has_work(talk->server)); /* nothing to hurry for */
    trib_server_sweep(talk->server);
    assert_false(file_holds_it());
    assert_int_equal(talk_heard_count(talk, lead), 1);
    assert_true(talk_heard_of(talk, lead, "\"result\":{\"seq\":"));
}

/* The same of what somebody has said. */
static void so_it_is_with_a_comment(void **state) {
    struct talk *talk = *state;
    static const char MADE[] =
        "{\"acting_for\":\"" TALK_OWN "\",\"comment_id\":\"e0000000-0000-4000-8000-000000000001\","
        "\"about_table\":\"organization\",\"about_id\":\"" TALK_OWN
        "\",\"text\":\"Bittern @[person:" TALK_FOREIGN_LEAD "]\"}";
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_listen(talk, TALK_FOREIGN_LEAD);
    uint64_t outside = talk_listen(talk, TALK_GROUP_MEMBER);
    json_auto_t *made = talk_command(talk, lead, "comment.add", "%s", MADE);
    assert_string_equal(talk_code(made), "");
    assert_true(talk_heard_of(talk, other, "Bittern"));
    assert_false(talk_heard_of(talk, outside, "Bittern"));
    talk_forget(talk);
    char id[TRIB_ID_BYTES];
    char text[400];
    talk_command_id(talk, id);
    snprintf(text, sizeof text,
             "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"comment.redact\",\"params\":"
             "{\"comment_id\":\"e0000000-0000-4000-8000-000000000001\"}}",
             id);
    talk_send(talk, lead, text);
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, lead), 0); /* not yet … */
    assert_true(talk_heard_of(talk, other, "\"text\":\"[…]\""));
    assert_true(talk_heard_of(talk, other, "\"mentioned_id\":\"[…]\""));
    assert_true(file_says("", "Bittern") || file_says("-wal", "Bittern"));
    trib_server_sweep(talk->server);
    assert_false(file_says("", "Bittern") || file_says("-wal", "Bittern"));
    assert_true(talk_heard_of(talk, lead, "\"result\":{\"seq\":"));
}

static void others_are_answered_meanwhile(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_connect(talk, TALK_PERSON);
    struct trib_reader *reader = reader_begin(talk);
    talk_command_id(talk, id);
    redact(talk, lead, id);
    json_auto_t *answer = talk_call(talk, other, "9", "session.who", "{}");
    assert_string_equal(talk_code(answer), "");
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, lead), 0);
    trib_reader_close(reader);
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, lead), 1);
}

/* Whoever waits too long hears that it is being erased, and asks again. */
static void what_takes_too_long_is_said_and_asked_again(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    struct trib_reader *reader = reader_begin(talk);
    talk_command_id(talk, id);
    redact(talk, lead, id);
    talk->spine.now_ms += 9999;
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, lead), 0);
    talk->spine.now_ms += 1;
    trib_server_sweep(talk->server);
    assert_true(talk_heard_of(talk, lead, "\"E_BUSY\""));
    redact(talk, lead, id);
    assert_int_equal(talk_heard_count(talk, lead), 1); /* it waits once more */
    trib_reader_close(reader);
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, lead), 2);
    assert_true(talk_heard_of(talk, lead, "\"result\":{\"seq\":"));
    redact(talk, lead, id); /* and after it, at once */
    assert_int_equal(talk_heard_count(talk, lead), 3);
}

static void what_reads_too_long_is_ended(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    TRIB_AUTO(trib_buffer) rows = {0};
    size_t count = 0;
    struct trib_error error = {0};
    const struct trib_table *table = trib_store_table_find(talk->spine.store, "organization");
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    struct trib_reader *reader = reader_begin(talk);
    talk_command_id(talk, id);
    redact(talk, lead, id);
    trib_server_sweep(talk->server);
    assert_true(trib_reader_rows_write(reader, table, TRIB_SPACE_PUBLIC_ID, &rows, &count, &error));
    talk->spine.now_ms += TRIB_ERASING_READERS_MS;
    trib_server_sweep(talk->server);
    assert_false(
        trib_reader_rows_write(reader, table, TRIB_SPACE_PUBLIC_ID, &rows, &count, &error));
    trib_reader_close(reader);
}

/* A tick that fails later does not take back what was committed before. */
static void an_answer_that_waits_is_true_whatever_happens_next(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    char list[400];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_connect(talk, TALK_PERSON);
    snprintf(list, sizeof list, "%s.withdrawn", path);
    talk_command_id(talk, id);
    redact(talk, lead, id);
    assert_int_equal(unlink(list), 0);
    assert_int_equal(mkdir(list, 0700), 0); /* the next redaction cannot be noted */
    json_auto_t *answer =
        talk_command(talk, other, "person.redact", "{\"person_id\":\"%s\"}", TALK_PERSON);
    assert_string_equal(talk_code(answer), "E_UNAVAILABLE");
    assert_int_equal(rmdir(list), 0);
    trib_server_sweep(talk->server);
    assert_true(talk_heard_of(talk, lead, "\"result\":{\"seq\":"));
}

/* ---- devices --------------------------------------------------------------------------------- */

static void whoever_was_away_loses_it_at_the_next_hello(void **state) {
    struct talk *talk = *state;
    char hello[900];
    char id[TRIB_ID_BYTES];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    uint64_t other = talk_connect(talk, TALK_ALTERNATE);
    snprintf(
        hello, sizeof hello,
        "{\"database_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%llu,\"spaces\":[\"" TRIB_SPACE_PUBLIC_ID
        "\",\"" TRIB_SPACE_COALITION_ID "\",\"" TALK_OWN "\",\"" TALK_ALTERNATE "\"]}",
        trib_store_database_id(talk->spine.store), trib_store_epoch(talk->spine.store),
        (unsigned long long)trib_store_last_seq(talk->spine.store));
    talk_command_id(talk, id);
    redact(talk, lead, id);
    trib_server_sweep(talk->server);
    talk_forget(talk);
    json_auto_t *answer = talk_call(talk, other, "1", "sync.hello", hello);
    const json_t *result = json_object_get(answer, "result");
    assert_string_equal(json_string_value(json_object_get(result, "mode")), "rows");
    assert_true(talk_heard_of(talk, other, "\"display_name\":\"[…]\""));
    assert_false(talk_heard_of(talk, other, "Kestrel"));
}

static void no_snapshot_brings_it_back(void **state) {
    struct talk *talk = *state;
    char id[TRIB_ID_BYTES];
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    for (int round = 0; round < 2; round++) { /* the first one leaves pieces in the cache */
        struct trib_snapshot *snapshot = NULL;
        struct trib_error error = {0};
        size_t length = 0;
        assert_true(
            trib_server_snapshot_ask_as(talk->server, TALK_ALTERNATE, NULL, &snapshot, &error));
        assert_true(trib_snapshot_make(snapshot, &error));
        assert_non_null(trib_snapshot_bytes(snapshot, &length));
        char *text = gunzip_whole(trib_snapshot_bytes(snapshot, &length), length, &length);
        assert_int_equal(strstr(text, NAME) != NULL, round == 0);
        free(text);
        trib_snapshot_destroy(snapshot);
        talk_command_id(talk, id);
        redact(talk, lead, id);
    }
}

/* ---- the session ----------------------------------------------------------------------------- */

static void the_sockets_of_the_account_are_closed(void **state) {
    struct talk *talk = *state;
    struct trib_error error = {0};
    char token[TRIB_TOKEN_BYTES];
    char id[TRIB_ID_BYTES];
    struct trib_session session;
    const struct trib_session_new with = {.person_id = TALK_LEAD};
    assert_true(trib_tick_private_open(talk->spine.store, &error));
    assert_true(trib_session_add(talk->spine.store, &with, token, &session, &error));
    assert_true(trib_tick_private_release(talk->spine.store, &error));
    talk_tick(talk);
    uint64_t tab = ++talk->connection_count;
    uint64_t other_tab = ++talk->connection_count;
    assert_true(trib_server_connect(talk->server, tab, TRIB_CONNECTION_SOCKET, token, &error));
    assert_true(
        trib_server_connect(talk->server, other_tab, TRIB_CONNECTION_SOCKET, token, &error));
    talk_command_id(talk, id);
    redact(talk, tab, id);
    assert_int_equal(talk->closed_count, 0);
    trib_server_sweep(talk->server);
    assert_true(talk_heard_of(talk, tab, "\"result\":{\"seq\":")); /* the answer first */
    assert_int_equal(talk->closed_count, 2);
    assert_int_equal(talk->closed_code, 1008);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(it_is_answered_when_the_file_is_clean),
        TEST(so_it_is_with_a_comment),
        TEST(others_are_answered_meanwhile),
        TEST(what_takes_too_long_is_said_and_asked_again),
        TEST(what_reads_too_long_is_ended),
        TEST(an_answer_that_waits_is_true_whatever_happens_next),
        TEST(whoever_was_away_loses_it_at_the_next_hello),
        TEST(no_snapshot_brings_it_back),
        TEST(the_sockets_of_the_account_are_closed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
