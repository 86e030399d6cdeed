/* Signing in and out, sessions that end under an open socket, visitors, and calls that come too
 * often. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "rows.h"
#include "talk.h"
#include "tributary/account/account.h"

#define WHO "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"session.who\"}"
#define PING "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"sync.ping\"}"
#define RENAME_ONESELF                                                                             \
    "{\"person_id\":\"" TALK_PERSON "\",\"display_name\":{\"from\":\"Person " TALK_PERSON          \
    "\",\"to\":\"Somebody\"}}"

static int begin(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 13);
    *state = talk;
    return 0;
}

static int end(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void make_link(struct talk *talk, char out_token[static TRIB_TOKEN_BYTES]) {
    struct trib_error error = {0};
    assert_true(trib_sign_in_link_make(talk->spine.store, TALK_PERSON, out_token, &error));
    talk_tick(talk);
}

static uint64_t connect_with(struct talk *talk, enum trib_connection_kind kind, const char *token) {
    struct trib_error error = {0};
    uint64_t connection_id = ++talk->connection_count;
    assert_true(trib_server_connect(talk->server, connection_id, kind, token, &error));
    talk_tick(talk);
    return connection_id;
}

/* Somebody opens the door with a link; no tick. */
static void link_visit(struct talk *talk, const char *link) {
    char body[256];
    snprintf(body, sizeof body, "{\"token\":\"%s\"}", link);
    const struct trib_door_visit visit = {
        .door = TRIB_DOOR_LINK, .body = body, .length = strlen(body), .address = ""};
    trib_server_door(talk->server, 1000, &visit);
}

/* A person's token, by a link that is used up. */
static void sign_in(struct talk *talk, char out_token[static TRIB_TOKEN_BYTES]) {
    char link[TRIB_TOKEN_BYTES];
    make_link(talk, link);
    talk->token[0] = '\0';
    link_visit(talk, link);
    assert_string_equal(talk->token, ""); /* not before it is kept */
    talk_tick(talk);
    assert_int_equal(talk->sign_in_refusal, TRIB_E_NONE);
    memcpy(out_token, talk->token, TRIB_TOKEN_BYTES);
    assert_int_equal(strlen(out_token), TRIB_TOKEN_BYTES - 1);
}

static void assert_person(struct talk *talk, uint64_t connection_id, const char *person_id) {
    json_auto_t *answer = talk_call(talk, connection_id, "9", "session.who", "{}");
    json_t *result = json_object_get(answer, "result");
    const char *actual = json_string_value(json_object_get(result, "person_id"));
    if (person_id == NULL) {
        assert_true(json_is_null(json_object_get(result, "person_id")));
        assert_true(json_is_null(json_object_get(result, "session_id")));
    } else {
        assert_string_equal(actual, person_id);
        assert_true(json_is_string(json_object_get(result, "session_id")));
    }
    assert_string_equal(json_string_value(json_object_get(result, "database_id")),
                        trib_store_database_id(talk->spine.store));
    assert_int_equal(json_integer_value(json_object_get(result, "now_ms")), talk->spine.now_ms);
}

static void in_and_out(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char other_token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    sign_in(talk, other_token);
    uint64_t seq = trib_store_last_seq(talk->spine.store);
    uint64_t first = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    uint64_t second = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    uint64_t other = connect_with(talk, TRIB_CONNECTION_SOCKET, other_token);
    assert_person(talk, first, TALK_PERSON);
    talk_forget(talk);
    json_auto_t *answer = talk_call(talk, first, "1", "session.sign_out", "{}");
    assert_true(json_is_object(json_object_get(answer, "result")));
    assert_int_equal(talk->closed_count, 2);
    assert_int_equal(talk->closed_code, 1008);
    talk_send(talk, second, WHO); /* nothing more is taken from a socket that closes */
    assert_int_equal(talk_heard_count(talk, second), 0);
    assert_person(talk, other, TALK_PERSON);
    assert_person(talk, connect_with(talk, TRIB_CONNECTION_SOCKET, token), NULL);
    assert_int_equal(trib_store_last_seq(talk->spine.store), seq); /* all of it is private */
}

/* What a download under way is asked by, before each piece. */
static void a_download_ends_with_its_session(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    assert_true(trib_server_session_lasts(talk->server, token));
    assert_true(trib_server_session_lasts(talk->server, NULL)); /* a visitor has none to end */
    json_auto_t *answer = talk_call(talk, connect_with(talk, TRIB_CONNECTION_SOCKET, token), "1",
                                    "session.sign_out", "{}");
    assert_true(json_is_object(json_object_get(answer, "result")));
    assert_false(trib_server_session_lasts(talk->server, token));
}

static void links_work_once(void **state) {
    struct talk *talk = *state;
    char link[TRIB_TOKEN_BYTES];
    make_link(talk, link);
    link_visit(talk, link);
    talk_tick(talk);
    assert_int_equal(talk->sign_in_refusal, TRIB_E_NONE);
    const char *const bad[] = {link, "not-a-token", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"};
    for (size_t i = 0; i < UNIT_COUNT(bad); i++) {
        link_visit(talk, bad[i]);
        assert_true(trib_server_has_work(talk->server));
        talk_tick(talk);
        assert_int_equal(talk->sign_in_refusal, TRIB_E_LINK);
        assert_string_equal(talk->token, "");
    }
    make_link(talk, link);
    talk->spine.now_ms += TRIB_SIGN_IN_LINK_MS + 1;
    link_visit(talk, link);
    talk_tick(talk);
    assert_int_equal(talk->sign_in_refusal, TRIB_E_LINK);
}

static void sign_out_over_http(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    uint64_t socket = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    uint64_t request = connect_with(talk, TRIB_CONNECTION_REQUEST, token);
    talk_send(talk, request,
              "[{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.sign_out\"}," WHO "]");
    talk_tick(talk);
    assert_int_equal(talk_heard_count(talk, request), 1);
    assert_non_null(strstr(talk_heard(talk, request, 0), "\"id\":1,\"result\":{}"));
    assert_non_null(strstr(talk_heard(talk, request, 0), "\"person_id\":null"));
    assert_int_equal(talk->closed_count, 1);
    assert_int_equal(talk->closed_connection_id, socket);
}

static void sign_out_needs_a_session(void **state) {
    struct talk *talk = *state;
    uint64_t visitor = talk_connect(talk, NULL);
    json_auto_t *answer = talk_call(talk, visitor, "1", "session.sign_out", "{}");
    assert_string_equal(talk_code(answer), "E_SESSION");
    assert_int_equal(talk->closed_count, 0);
}

static void ends_under_an_open_socket(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    uint64_t socket = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    talk->spine.now_ms += TRIB_SESSION_IDLE_MS - 60 * 1000;
    assert_person(talk, socket, TALK_PERSON); /* which counts as a use */
    talk->spine.now_ms += TRIB_SESSION_IDLE_MS - 60 * 1000;
    assert_person(talk, socket, TALK_PERSON);
    talk->spine.now_ms += TRIB_SESSION_IDLE_MS + 60 * 1000;
    json_auto_t *answer = talk_command(talk, socket, "person.edit", RENAME_ONESELF);
    assert_string_equal(talk_code(answer), "E_SESSION");
    assert_int_equal(talk->closed_count, 1);
    assert_int_equal(talk->closed_connection_id, socket);
    assert_int_equal(talk->closed_code, 1008);
}

/* Who only listens is heard of by pings; they too come to an end with the session. */
static void ends_under_pings(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    uint64_t socket = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    for (int64_t at = 0; at < TRIB_SESSION_MS && talk->closed_count == 0; at += 60 * 60 * 1000) {
        talk->spine.now_ms += 60 * 60 * 1000;
        trib_server_sweep(talk->server); /* which takes nothing from the ping's being a use */
        talk_send(talk, socket, PING);
        talk_tick(talk);
        talk_forget(talk);
        assert_true(talk->closed_count == 0 || at >= TRIB_SESSION_MS - 2 * 60 * 60 * 1000);
    }
    talk->spine.now_ms += 60 * 60 * 1000;
    talk_send(talk, socket, PING);
    talk_tick(talk);
    assert_int_equal(talk->closed_count, 1);
}

/* Nor does one that says nothing at all, and only goes on hearing, outlive its session. */
static void ends_though_nobody_speaks(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    sign_in(talk, token);
    uint64_t socket = connect_with(talk, TRIB_CONNECTION_SOCKET, token);
    uint64_t visitor = talk_connect(talk, NULL);
    talk->spine.now_ms += TRIB_SESSION_IDLE_MS - 60 * 1000;
    trib_server_sweep(talk->server);
    assert_false(trib_server_has_work(talk->server)); /* it only looks: that is no use */
    assert_int_equal(talk->closed_count, 0);
    talk->spine.now_ms += TRIB_SESSION_IDLE_MS / 2;
    trib_server_sweep(talk->server);
    assert_int_equal(talk->closed_count, 1);
    assert_int_equal(talk->closed_connection_id, socket);
    assert_int_equal(talk->closed_code, 1008);
    assert_person(talk, visitor, NULL);
    trib_server_sweep(talk->server); /* once is enough */
    assert_int_equal(talk->closed_count, 1);
}

static void visitors(void **state) {
    struct talk *talk = *state;
    uint64_t visitor = talk_connect(talk, NULL);
    assert_person(talk, visitor, NULL);
    json_auto_t *ping = talk_call(talk, visitor, "\"\"", "sync.ping", "{}");
    assert_true(json_is_object(json_object_get(ping, "result")));
    json_auto_t *hello = talk_call(talk, visitor, "null", "sync.hello", "{}");
    json_t *spaces = json_object_get(json_object_get(hello, "result"), "spaces");
    assert_int_equal(json_array_size(spaces), 1);
    json_auto_t *command = talk_command(talk, visitor, "person.edit", RENAME_ONESELF);
    assert_string_equal(talk_code(command), "E_SESSION");
    json_auto_t *discover = talk_call(talk, visitor, "1", "rpc.discover", "{}");
    json_t *description = json_object_get(discover, "result");
    assert_string_equal(json_string_value(json_object_get(description, "openrpc")), "1.3.2");
    json_auto_t *again = talk_call(talk, visitor, "1", "rpc.discover", "{}");
    assert_true(json_equal(discover, again));
}

static void too_often(void **state) {
    struct talk *talk = *state;
    trib_server_set_rate(talk->server, 10, 20);
    uint64_t hasty = talk_connect(talk, TALK_PERSON);
    uint64_t calm = talk_connect(talk, NULL);
    for (size_t i = 0; i < 21; i++) {
        talk_send(talk, hasty, i == 5 ? "{" : WHO); /* whatever it holds, it counts */
    }
    assert_non_null(strstr(talk_heard(talk, hasty, 19), "\"result\""));
    const char *refusal = talk_heard(talk, hasty, 20);
    assert_non_null(strstr(refusal, "\"id\":9,\"error\""));
    assert_non_null(strstr(refusal, "\"E_RATE\""));
    assert_non_null(strstr(refusal, "\"wait_ms\":100,\"seconds\":1"));
    talk_send(talk, calm, WHO); /* another is not concerned */
    assert_non_null(strstr(talk_heard(talk, calm, 0), "\"result\""));
    talk->spine.now_ms += 100;
    talk_send(talk, hasty, WHO);
    assert_non_null(strstr(talk_heard(talk, hasty, 21), "\"result\""));
    for (size_t i = 0; i < 2000 && talk->closed_count == 0; i++) {
        talk_send(talk, hasty, i % 2 == 0 ? "{" : WHO);
    }
    assert_int_equal(talk->closed_connection_id, hasty);
    assert_int_equal(talk->closed_code, 1008);
    assert_in_range(talk_heard_count(talk, hasty), 1000, 1030);
    assert_in_range(trib_server_counts(talk->server).over_rate, 1000, 1030);
}

/* ---- what is counted, and said in the log ---------------------------------------------------- */

/* What the log says until log_end. */
static FILE *log_file;
static int log_before;

static void log_begin(void) {
    log_file = tmpfile();
    assert_non_null(log_file);
    log_before = dup(STDERR_FILENO);
    dup2(fileno(log_file), STDERR_FILENO);
}

static void log_end(char out[static 4096]) {
    dup2(log_before, STDERR_FILENO);
    assert_int_equal(close(log_before), 0);
    rewind(log_file);
    out[fread(out, 1, 4095, log_file)] = '\0';
    (void)fclose(log_file);
}

static void who_comes_in_is_counted_and_told_by_their_id(void **state) {
    struct talk *talk = *state;
    char token[TRIB_TOKEN_BYTES];
    char said[4096];
    log_begin();
    sign_in(talk, token);
    link_visit(talk, token); /* no link at all */
    talk_tick(talk);
    log_end(said);
    const struct trib_server_counts counts = trib_server_counts(talk->server);
    assert_int_equal(counts.sign_ins, 1);
    assert_int_equal(counts.sign_ins_refused, 1);
    assert_non_null(strstr(said, "\"event\":\"sign_in.done\",\"detail\":\"" TALK_PERSON "\""));
    assert_null(strstr(said, token));
}

static void refused_rights_are_told_once_a_minute(void **state) {
    struct talk *talk = *state;
    char said[4096];
    uint64_t speaker = talk_connect(talk, TALK_LEAD);
    talk->spine.now_ms += 60000;
    log_begin();
    for (int i = 0; i < 5; i++) {
        json_auto_t *answer =
            talk_command(talk, speaker, "series.create",
                         "{\"series_id\":\"%s\",\"name\":\"x\",\"kind\":\"conference\","
                         "\"visibility\":\"public\"}",
                         TALK_NOBODY);
        assert_string_equal(talk_code(answer), "E_FORBIDDEN");
        trib_server_sweep(talk->server);
    }
    talk->spine.now_ms += 59999;
    trib_server_sweep(talk->server);
    talk->spine.now_ms += 1;
    trib_server_sweep(talk->server);
    talk->spine.now_ms += 60000;
    trib_server_sweep(talk->server); /* and nothing when there were none */
    log_end(said);
    assert_non_null(strstr(said, "\"detail\":\"1, the last one series.create by " TALK_LEAD "\""));
    assert_non_null(strstr(said, "\"detail\":\"4, the last one series.create by " TALK_LEAD "\""));
    assert_null(strstr(strstr(said, "\"4, ") + 1, "calls.forbidden"));
    const struct trib_server_counts counts = trib_server_counts(talk->server);
    assert_int_equal(counts.forbidden, 5);
    assert_int_equal(counts.calls, 5);
    assert_int_equal(counts.over_rate, 0);
}

static uint64_t request_of(struct talk *talk, const char *person_id) {
    struct trib_error error = {0};
    uint64_t connection_id = ++talk->connection_count;
    assert_true(trib_server_connect_as(talk->server, connection_id, TRIB_CONNECTION_REQUEST,
                                       person_id, &error));
    return connection_id;
}

/* How many of these requests, one after the other, are answered with something else than E_RATE. */
static size_t requests_taken(struct talk *talk, const char *person_id, size_t count) {
    size_t taken = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t request = request_of(talk, person_id);
        talk_send(talk, request, WHO);
        taken += strstr(talk_heard(talk, request, 0), "\"E_RATE\"") == NULL ? 1 : 0;
        trib_server_disconnect(talk->server, request);
        trib_server_sweep(talk->server);
    }
    return taken;
}

/* However many connections somebody opens, one after the other or at once. */
static void all_connections_of_a_person_count_together(void **state) {
    struct talk *talk = *state;
    trib_server_set_rate(talk->server, 10, 20);
    uint64_t tab = talk_connect(talk, TALK_PERSON);
    uint64_t visitor = talk_connect(talk, NULL);
    assert_int_equal(requests_taken(talk, TALK_PERSON, 15), 15);
    for (size_t i = 0; i < 6; i++) {
        talk_send(talk, tab, WHO);
    }
    assert_non_null(strstr(talk_heard(talk, tab, 4), "\"result\""));
    assert_non_null(strstr(talk_heard(talk, tab, 5), "\"E_RATE\""));
    assert_int_equal(requests_taken(talk, TALK_PERSON, 3), 0);
    trib_server_disconnect(talk->server, tab);
    assert_int_equal(requests_taken(talk, TALK_PERSON, 3), 0); /* it is kept until it is full */
    talk->spine.now_ms += 1000;
    assert_int_equal(requests_taken(talk, TALK_PERSON, 30), 10);
    talk->spine.now_ms += 60 * 1000;
    trib_server_sweep(talk->server);
    assert_int_equal(requests_taken(talk, TALK_PERSON, 30), 20);
    talk_send(talk, visitor, WHO);
    assert_non_null(strstr(talk_heard(talk, visitor, 0), "\"result\""));
}

/* Visitors have no name to be counted by: a socket counts for itself, requests together. */
static void requests_of_visitors_count_together(void **state) {
    struct talk *talk = *state;
    trib_server_set_rate(talk->server, 10, 20);
    assert_int_equal(requests_taken(talk, NULL, 30), 20);
    assert_int_equal(requests_taken(talk, TALK_PERSON, 5), 5);
    uint64_t socket = talk_connect(talk, NULL);
    talk_send(talk, socket, WHO);
    assert_non_null(strstr(talk_heard(talk, socket, 0), "\"result\""));
}

/* What changes who sees what ends its tick, with a commit of its own. */
static void changes_of_sight_count_more(void **state) {
    struct talk *talk = *state;
    char params[320];
    trib_server_set_rate(talk->server, 10, 25);
    uint64_t person = talk_connect(talk, TALK_LEAD);
    size_t made = 0;
    for (size_t i = 0; i < 25; i++) {
        snprintf(
            params, sizeof params,
            "{\"acting_for\":\"" TALK_OWN "\",\"name\":\"G\",\"kind\":\"caucus\","
            "\"visibility\":\"group\",\"group_id\":\"e0000000-0000-4000-8000-0000000001%02zu\","
            "\"group_member_id\":\"e0000000-0000-4000-8000-0000000002%02zu\"}",
            i, i);
        json_auto_t *answer = talk_command(talk, person, "group.create", "%s", params);
        if (!json_is_object(json_object_get(answer, "result"))) {
            assert_string_equal(talk_code(answer), "E_RATE");
            break;
        }
        made++;
    }
    assert_in_range(made, 2, 5);
}

/* What a hello makes the server read counts besides the call: else one connection that always says
   it holds nothing yet keeps the loop from everybody. */
static void catching_up_counts_by_what_it_reads(void **state) {
    struct talk *talk = *state;
    char params[320];
    const struct trib_store *store = talk->spine.store;
    trib_server_set_rate(talk->server, 10, 20);
    uint64_t hungry = talk_connect(talk, TALK_PERSON); /* sees three spaces at least */
    uint64_t modest = talk_connect(talk, NULL);
    snprintf(params, sizeof params,
             "{\"database_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%llu,\"spaces\":[]}",
             trib_store_database_id(store), trib_store_epoch(store),
             (unsigned long long)trib_store_last_seq(store));
    for (size_t i = 0; i < 2; i++) { /* nothing is held, nothing is read: a call like others */
        json_auto_t *first = talk_call(talk, modest, "1", "sync.hello", "{}");
        assert_true(json_is_object(json_object_get(first, "result")));
    }
    size_t count = 0;
    for (; count < 20; count++) {
        json_auto_t *answer = talk_call(talk, hungry, "1", "sync.hello", params);
        if (strcmp(talk_code(answer), "E_RATE") == 0) {
            break;
        }
        json_t *rows = json_object_get(json_object_get(answer, "result"), "rows");
        assert_true(json_array_size(rows) > 0);
    }
    assert_in_range(count, 1, 9);
    talk->spine.now_ms += 60 * 1000;
    json_auto_t *later = talk_call(talk, hungry, "1", "sync.hello", params);
    assert_true(json_is_object(json_object_get(later, "result")));
}

/* Also where nothing of it is for them: the log is read all the same. */
static void being_behind_counts_by_what_happened(void **state) {
    struct talk *talk = *state;
    char params[320];
    const struct trib_store *store = talk->spine.store;
    uint64_t seq = trib_store_last_seq(store);
    uint64_t person = talk_connect(talk, TALK_PERSON);
    for (size_t i = 0; i < 300; i++) {
        json_auto_t *answer = talk_command(talk, person, "person.edit",
                                           "{\"person_id\":\"" TALK_PERSON
                                           "\",\"language\":{\"from\":\"%s\",\"to\":\"%s\"}}",
                                           i % 2 == 0 ? "en" : "fr", i % 2 == 0 ? "fr" : "en");
        assert_true(json_is_object(json_object_get(answer, "result")));
    }
    trib_server_set_rate(talk->server, 10, 20);
    uint64_t visitor = talk_connect(talk, NULL);
    snprintf(params, sizeof params,
             "{\"database_id\":\"%s\",\"epoch\":\"%s\",\"seq\":%llu,"
             "\"spaces\":[\"" TALK_NOBODY "\",\"" TRIB_SPACE_PUBLIC_ID "\"]}",
             trib_store_database_id(store), trib_store_epoch(store), (unsigned long long)seq);
    size_t count = 0;
    for (; count < 20; count++) {
        json_auto_t *answer = talk_call(talk, visitor, "1", "sync.hello", params);
        if (strcmp(talk_code(answer), "E_RATE") == 0) {
            break;
        }
        json_t *rows = json_object_get(json_object_get(answer, "result"), "rows");
        assert_int_equal(json_array_size(rows), 0);
    }
    assert_in_range(count, 1, 4);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(in_and_out, begin, end),
        cmocka_unit_test_setup_teardown(a_download_ends_with_its_session, begin, end),
        cmocka_unit_test_setup_teardown(links_work_once, begin, end),
        cmocka_unit_test_setup_teardown(sign_out_over_http, begin, end),
        cmocka_unit_test_setup_teardown(sign_out_needs_a_session, begin, end),
        cmocka_unit_test_setup_teardown(ends_under_an_open_socket, begin, end),
        cmocka_unit_test_setup_teardown(ends_under_pings, begin, end),
        cmocka_unit_test_setup_teardown(ends_though_nobody_speaks, begin, end),
        cmocka_unit_test_setup_teardown(visitors, begin, end),
        cmocka_unit_test_setup_teardown(too_often, begin, end),
        cmocka_unit_test_setup_teardown(who_comes_in_is_counted_and_told_by_their_id, begin, end),
        cmocka_unit_test_setup_teardown(refused_rights_are_told_once_a_minute, begin, end),
        cmocka_unit_test_setup_teardown(all_connections_of_a_person_count_together, begin, end),
        cmocka_unit_test_setup_teardown(requests_of_visitors_count_together, begin, end),
        cmocka_unit_test_setup_teardown(changes_of_sight_count_more, begin, end),
        cmocka_unit_test_setup_teardown(catching_up_counts_by_what_it_reads, begin, end),
        cmocka_unit_test_setup_teardown(being_behind_counts_by_what_happened, begin, end),
    };
    return cmocka_run_group_tests_name("protocol/session", tests, NULL, NULL);
}
