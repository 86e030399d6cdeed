/* What stands at the head of every answer, whatever it answers. */
#include "reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rows.h"

static const struct row {
    const char *name;
    struct reply reply;
} rows[] = {
    {"a page", {.status = 200, .type = "text/html; charset=utf-8", .length = 5}},
    {"a refusal", {.status = 403, .type = "application/json", .length = 2, .closes = true}},
    {"nothing to say", {.status = 304}},
    {"a file that is kept", {.status = 200, .type = "text/css", .cache = "max-age=31536000"}},
    {"a part of the page", {.status = 200, .type = "text/javascript", .is_part = true}},
};

static void assert_line(const struct trib_buffer *head, const char *line) {
    assert_non_null(strstr(trib_buffer_text((struct trib_buffer *)(uintptr_t)head), line));
}

static void every_answer_is_guarded(void **state) {
    const struct row *row = *state;
    TRIB_AUTO(trib_buffer) head = {0};
    reply_head_write(&head, &row->reply);
    assert_line(&head, "Content-Security-Policy: default-src 'none'; ");
    assert_line(&head, "script-src 'self'; ");
    assert_line(&head, "require-trusted-types-for 'script'");
    assert_line(&head, "base-uri 'none'");
    assert_line(&head, "frame-ancestors 'none'");
    assert_line(&head, "X-Content-Type-Options: nosniff\r\n");
    assert_line(&head, "Referrer-Policy: same-origin\r\n");
    assert_line(&head, "Cross-Origin-Resource-Policy: same-origin\r\n");
    /* Nothing heeds these but what is shown as a page. */
    bool is_for_pages = strstr(trib_buffer_text(&head), "Permissions-Policy: ") != NULL &&
                        strstr(trib_buffer_text(&head), "Cross-Origin-Opener-Policy: ") != NULL;
    assert_int_equal(is_for_pages, row == &rows[0]);
    assert_in_range(head.length, 1, row->reply.is_part ? 500 : 1200);
    assert_line(&head, row->reply.cache == NULL ? "Cache-Control: no-store\r\n"
                                                : "Cache-Control: max-age=31536000\r\n");
    assert_null(strstr(trib_buffer_text(&head), "Access-Control-"));
    assert_null(strstr(trib_buffer_text(&head), "Strict-Transport-Security"));
}

/* Only behind https: a browser that once heard it over http would not come back. */
static void behind_https_it_stays_there(void **state) {
    const struct row *row = *state;
    struct reply reply = row->reply;
    TRIB_AUTO(trib_buffer) head = {0};
    reply.is_secure = true;
    reply_head_write(&head, &reply);
    assert_line(&head, "Strict-Transport-Security: max-age=31536000\r\n");
}

int main(void) {
    struct CMUnitTest tests[2 * UNIT_COUNT(rows)];
    for (size_t i = 0; i < UNIT_COUNT(rows); i++) {
        void *state = (void *)(uintptr_t)&rows[i];
        tests[2 * i] =
            (struct CMUnitTest){rows[i].name, every_answer_is_guarded, NULL, NULL, state};
        tests[2 * i + 1] =
            (struct CMUnitTest){rows[i].name, behind_https_it_stays_there, NULL, NULL, state};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
