/*
 * Memory that runs out, at each allocation in its turn: what a person asked for is done or refused,
 * never half; the server goes on, and the same command, sent again, is done once. The build under
 * the sanitizers says whether anything was lost on the way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "poor_memory.h"
#include "rows.h"
#include "talk.h"
#include "tributary/base/log.h"
#include "tributary/store/log.h"

/* More allocations than any of these takes. */
#define ALLOCATIONS_MAX 20000u

/* Each allocation fails once; under a sanitizer, where each costs five times as much, every third.
 */
#if defined(__SANITIZE_ADDRESS__)
#define STRIDE 3u
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define STRIDE 3u
#endif
#endif
#ifndef STRIDE
#define STRIDE 1u
#endif

static struct talk talk;
/* What went out, without an allocation of the test's own. */
static struct {
    char answer[512 * 1024]; /* as long as the description may be */
    size_t answer_count;
    bool is_closed, is_lost;
} heard;
static uint64_t connection_id;

/* ---- a server whose outlet needs no memory --------------------------------------------------- */

static void on_send(void *context, uint64_t to, struct trib_frame *frame) {
    (void)context;
    static const char NOTICE[] = "{\"jsonrpc\":\"2.0\",\"method\"";
    const char *text = trib_frame_payload(frame);
    bool is_notice = frame->length > sizeof NOTICE && memcmp(text, NOTICE, sizeof NOTICE - 1) == 0;
    if (to == connection_id && !is_notice && frame->length < sizeof heard.answer) {
        memcpy(heard.answer, text, frame->length);
        heard.answer[frame->length] = '\0';
        heard.answer_count++;
    }
}

static void on_close(void *context, uint64_t of, uint16_t code, const char *reason) {
    (void)context;
    (void)code;
    (void)reason;
    heard.is_closed = heard.is_closed || of == connection_id;
}

static void on_door(void *context, uint64_t of, const struct trib_door_answer *answer) {
    (void)context;
    (void)of;
    (void)answer;
}

static void on_hash(void *context, struct trib_password_job *take_job) {
    (void)context;
    trib_password_job_destroy(take_job);
}

static struct trib_mail_job *mail; /* handed out */

static void on_mail(void *context, struct trib_mail_job *take_job) {
    (void)context;
    mail = take_job;
}

static void on_lost(void *context) {
    (void)context;
    heard.is_lost = true;
}

static void server_begin(void) {
    struct trib_error error = {0};
    const struct trib_server_outlet outlet = {.send = on_send,
                                              .close = on_close,
                                              .door = on_door,
                                              .hash = on_hash,
                                              .mail = on_mail,
                                              .lost = on_lost};
    trib_server_destroy(talk.server);
    talk.server = NULL;
    assert_true(trib_server_create(talk.spine.store, outlet, &talk.server, &error));
    trib_server_set_rate(talk.server, 1000000, 1000000);
}

static int open(void **state) {
    (void)state;
    trib_log_set_level(TRIB_LOG_NOTHING);
    talk_open(&talk, 51);
    server_begin();
    return 0;
}

static int close(void **state) {
    (void)state;
    talk_close(&talk);
    return 0;
}

/* ---- asking ---------------------------------------------------------------------------------- */

static const struct asking {
    const char *name, *person_id, *method;
    const char *params; /* with a %zu: another at each turn */
} askings[] = {
    {"a command", TALK_SECRETARIAT, "series.create",
     "{\"series_id\":\"%08zx-0000-4000-8000-0000000000aa\",\"name\":\"Rivers %zu\","
     "\"kind\":\"civil_society\",\"visibility\":\"public\"}"},
    {"a command that opens somebody's eyes", TALK_LEAD, "group.create",
     "{\"group_id\":\"%08zx-0000-4000-8000-0000000000bb\",\"group_member_id\":"
     "\"%08zx-0000-4000-8000-0000000000bc\",\"name\":\"Deltas\",\"kind\":\"caucus\","
     "\"visibility\":\"group\",\"acting_for\":\"" TALK_OWN "\"}"},
    {"a refusal", TALK_BASE, "organization.edit",
     "{\"organization_id\":\"" TALK_OWN "\",\"name\":{\"from\":\"%zu\",\"to\":\"Seas\"}}"},
    {"a hello", TALK_SECRETARIAT, "sync.hello", "{}"},
    {"a file", TALK_SECRETARIAT, "import.run",
     "{\"file\":\"{\\\"format\\\":\\\"tributary-seed\\\",\\\"organizations\\\":[{\\\"id\\\":"
     "\\\"o%zu\\\",\\\"name\\\":\\\"Rivers %zu\\\",\\\"kind\\\":\\\"ngo\\\"}]}\"}"},
    {"a history", TALK_SECRETARIAT, "history.read",
     "{\"table\":\"organization\",\"id\":\"" TALK_OWN "\"}"},
    {"the description", NULL, "rpc.discover", "{}"},
};

static void line_open(const char *person_id) {
    struct trib_error error = {0};
    connection_id = ++talk.connection_count;
    heard.is_closed = false;
    assert_true(trib_server_connect_as(talk.server, connection_id, TRIB_CONNECTION_SOCKET,
                                       person_id, &error));
}

static void ask(const char *text) {
    heard.answer_count = 0;
    heard.answer[0] = '\0';
    trib_server_receive(talk.server, connection_id, text, strlen(text));
    trib_server_tick(talk.server);
}

/* A parameter's %zu, wherever it stands. */
static void call_write(const struct asking *asking, size_t turn, char *out, size_t size) {
    char id[TRIB_ID_BYTES];
    char params[512];
    talk_command_id(&talk, id);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
    snprintf(params, sizeof params, asking->params, turn, turn);
#pragma GCC diagnostic pop
    snprintf(out, size, "{\"jsonrpc\":\"2.0\",\"id\":\"%s\",\"method\":\"%s\",\"params\":%s}", id,
             asking->method, params);
}

static bool is_refused_for_want(const char *answer) {
    return strstr(answer, "\"error\":{") != NULL && strstr(answer, "\"E_UNAVAILABLE\"") != NULL;
}

/* What went wrong for want of memory is right when it is asked again. */
static void ask_again(const struct asking *asking, const char *text) {
    if (heard.is_lost) { /* the program would have ended, and somebody started it again */
        heard.is_lost = false;
        server_begin();
        line_open(asking->person_id);
    } else if (heard.is_closed) {
        trib_server_disconnect(talk.server, connection_id);
        line_open(asking->person_id);
    }
    ask(text);
    assert_int_equal(heard.answer_count, 1);
    assert_false(is_refused_for_want(heard.answer));
}

static void memory_runs_out(const struct asking *asking, bool is_lasting) {
    bool has_failed = true;
    line_open(asking->person_id);
    for (size_t n = 1; has_failed; n += STRIDE) {
        char text[1024];
        assert_true(n < ALLOCATIONS_MAX);
        call_write(asking, 2 * n + (is_lasting ? 1 : 0), text, sizeof text);
        poor_memory_fail_at(n, is_lasting);
        ask(text);
        has_failed = poor_memory_end();
        /* answered, or hung up on */
        assert_true(heard.answer_count == 1 || heard.is_closed || heard.is_lost);
        if (heard.answer_count == 0 || is_refused_for_want(heard.answer) || heard.is_lost) {
            ask_again(asking, text);
        }
        bool is_result = strstr(heard.answer, "\"result\"") != NULL;
        assert_true(is_result == (strcmp(asking->name, "a refusal") != 0));
    }
    trib_server_disconnect(talk.server, connection_id);
}

static void at_each_allocation(void **state) {
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    memory_runs_out(*state, false);
    memory_runs_out(*state, true);
    assert_true(trib_log_verify_store(talk.spine.store, &report, &error));
    assert_string_equal(report.difference, "");
}

/* ---- a snapshot ------------------------------------------------------------------------------ */

static bool snapshot_take(struct trib_error *error) {
    struct trib_snapshot *snapshot = NULL;
    bool is_made =
        trib_server_snapshot_ask_as(talk.server, TALK_SECRETARIAT, NULL, &snapshot, error) &&
        trib_snapshot_make(snapshot, error);
    if (is_made) {
        size_t length = 0;
        assert_non_null(trib_snapshot_bytes(snapshot, &length));
        assert_true(length > 100);
    }
    trib_snapshot_destroy(snapshot);
    return is_made;
}

static void a_snapshot_is_whole_or_none(void **state) {
    (void)state;
    for (int is_lasting = 0; is_lasting < 2; is_lasting++) {
        bool has_failed = true;
        for (size_t n = 1; has_failed; n += STRIDE) {
            struct trib_error error = {0};
            server_begin(); /* and keeps none of the last time's pieces */
            poor_memory_fail_at(n, is_lasting != 0);
            bool is_made = snapshot_take(&error);
            has_failed = poor_memory_end();
            assert_true(is_made || (has_failed && error.code == TRIB_E_UNAVAILABLE));
            assert_true(snapshot_take(&error));
        }
    }
}

/* ---- a mail ---------------------------------------------------------------------------------- */

static void mail_queue(void) {
    struct trib_error error = {0};
    const struct trib_mail_argument arguments[] = {{"link", "https://rivers.example/", false}};
    const struct trib_mail_letter letter = {
        .key = "mail_reset", .arguments = arguments, .argument_count = 1, .lasts_ms = 1000000};
    assert_true(trib_tick_private_open(talk.spine.store, &error));
    assert_true(trib_mail_to_address(talk.spine.store, "a@example.net", &letter, &error));
    assert_true(trib_tick_private_release(talk.spine.store, &error));
    trib_server_tick(talk.server);
}

static void sweep(void) {
    trib_server_sweep(talk.server);
    trib_server_tick(talk.server);
}

/* Never put off without being handed out: it would wait for nothing. */
static void a_mail_is_handed_out_or_left(void **state) {
    (void)state;
    for (int is_lasting = 0; is_lasting < 2; is_lasting++) {
        bool has_failed = true;
        for (size_t n = 1; has_failed; n += STRIDE) {
            struct trib_error error = {0};
            assert_true(n < ALLOCATIONS_MAX);
            server_begin();
            assert_true(trib_server_set_mail(talk.server, "office@rivers.example",
                                             "https://rivers.example", &error));
            mail_queue();
            poor_memory_fail_at(n, is_lasting != 0);
            sweep();
            has_failed = poor_memory_end();
            if (mail == NULL) {
                sweep();
            }
            assert_non_null(mail);
            mail->is_sent = true;
            struct trib_mail_job *job = mail;
            mail = NULL;
            trib_server_mailed(talk.server, job);
            trib_server_tick(talk.server);
        }
    }
    char *left = talk_read(&talk, "SELECT count(*) FROM mail WHERE mail_id <> ?1", "");
    assert_string_equal(left, "0");
    free(left);
}

int main(void) {
    struct CMUnitTest tests[UNIT_COUNT(askings) + 2];
    tests[UNIT_COUNT(askings)] = (struct CMUnitTest)cmocka_unit_test(a_snapshot_is_whole_or_none);
    tests[UNIT_COUNT(askings) + 1] =
        (struct CMUnitTest)cmocka_unit_test(a_mail_is_handed_out_or_left);
    for (size_t i = 0; i < UNIT_COUNT(askings); i++) {
        tests[i] = (struct CMUnitTest){askings[i].name, at_each_allocation, NULL, NULL,
                                       (void *)(uintptr_t)&askings[i]};
    }
    poor_memory_begin();
    return cmocka_run_group_tests(tests, open, close);
}
