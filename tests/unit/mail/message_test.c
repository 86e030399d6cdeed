/* Mails as bytes: what every server takes, and that nothing in one becomes a header of its own. */
#include "tributary/mail/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "rows.h"
#include "tributary/base/text.h"

#define MAIL_ID "5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10"
#define ARABIC "\xd8\xaf\xd8\xb9\xd9\x88\xd8\xa9"

static struct trib_mail_message usual(void) {
    return (struct trib_mail_message){.mail_id = MAIL_ID,
                                      .from_name = "Coalition of Rivers",
                                      .from_address = "office@example.org",
                                      .to_address = "delegate@example.net",
                                      .subject = "Invitation: Coalition of Rivers",
                                      .body = "One line.\n\nhttps://example.org/x#y=\n",
                                      .written_at_ms = INT64_C(1795478400123)};
}

static void write(const struct trib_mail_message *message, struct trib_buffer *out) {
    struct trib_error error = {0};
    assert_true(trib_mail_message_write(message, out, &error));
}

static void all_of_it(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_mail_message message = usual();
    message.unsubscribe = "https://example.org/mail/quiet?key=abc";
    write(&message, &out);
    assert_string_equal(trib_buffer_text(&out),
                        "Date: Tue, 24 Nov 2026 00:00:00 +0000\r\n"
                        "From: =?UTF-8?Q?Coalition_of_Rivers?=\r\n <office@example.org>\r\n"
                        "To: <delegate@example.net>\r\n"
                        "Subject: =?UTF-8?Q?Invitation=3A_Coalition_of_Rivers?=\r\n"
                        "Message-ID: <" MAIL_ID "@example.org>\r\n"
                        "List-Unsubscribe: <https://example.org/mail/quiet?key=abc>\r\n"
                        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
                        "Auto-Submitted: auto-generated\r\n"
                        "MIME-Version: 1.0\r\n"
                        "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
                        "One line.\r\n\r\nhttps://example.org/x#y=3D\r\n");
}

static void without_a_list_there_is_nothing_to_leave(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_mail_message message = usual();
    message.from_name = NULL;
    write(&message, &out);
    assert_null(strstr(out.bytes, "List-Unsubscribe"));
    assert_non_null(strstr(out.bytes, "\r\nFrom: <office@example.org>\r\n"));
}

/* Every line ends in CR LF, is of ASCII and no longer than 76; there is no CR or LF but those. */
static void lines_check(const struct trib_buffer *out) {
    const char *line = trib_buffer_text(out);
    while (*line != '\0') {
        const char *end = strstr(line, "\r\n");
        assert_non_null(end);
        assert_true(end - line <= 76);
        for (; line < end; line++) {
            assert_true(*line == '\t' || (*line >= ' ' && *line <= '~'));
        }
        line = end + 2;
    }
}

static int hex_of(char letter) {
    return letter >= 'A' ? letter - 'A' + 10 : letter - '0';
}

/* What a reader makes of quoted-printable: of a text, or with is_word of a header's words. */
static void decode(const char *text, bool is_word, struct trib_buffer *out) {
    for (; *text != '\0'; text++) {
        if (is_word && strncmp(text, "?=\r\n =?UTF-8?Q?", 15) == 0) {
            text += 14;
        } else if (is_word && strncmp(text, "?=", 2) == 0) {
            return;
        } else if (strncmp(text, "=\r\n", 3) == 0) {
            text += 2;
        } else if (*text == '=') {
            char byte = (char)(hex_of(text[1]) * 16 + hex_of(text[2]));
            trib_buffer_append(out, &byte, 1);
            text += 2;
        } else if (*text != '\r') {
            trib_buffer_append(out, is_word && *text == '_' ? " " : text, 1);
        }
    }
}

static void subject_and_body_check(const struct trib_mail_message *message,
                                   const struct trib_buffer *out) {
    static const char SUBJECT[] = "Subject: =?UTF-8?Q?";
    TRIB_AUTO(trib_buffer) subject = {0};
    TRIB_AUTO(trib_buffer) body = {0};
    decode(strstr(trib_buffer_text(out), SUBJECT) + sizeof SUBJECT - 1, true, &subject);
    assert_string_equal(trib_buffer_text(&subject), message->subject);
    decode(strstr(trib_buffer_text(out), "\r\n\r\n") + 4, false, &body);
    trib_buffer_cut(&body, strlen(message->body)); /* a last line is ended */
    assert_string_equal(trib_buffer_text(&body), message->body);
}

static void any_script_comes_through(void **state) {
    (void)state;
    char subject[8 * 60 + 1] = "";
    char body[8 * 400 + 2] = "";
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_mail_message message = usual();
    for (size_t i = 0; i < 60; i++) {
        strcat(subject, ARABIC);
    }
    for (size_t i = 0; i < 400; i++) {
        strcat(body, ARABIC);
    }
    message.subject = subject;
    message.body = body;
    write(&message, &out);
    lines_check(&out);
    subject_and_body_check(&message, &out);
}

static void what_could_be_lost_is_not(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) out = {0};
    struct trib_mail_message message = usual();
    message.subject = "=?UTF-8?Q?not_ours?= _ 50 %";
    message.body = "ends in space \ntab\t\n.\n..\nFrom here\nCR \r and = and =3D\nno end";
    write(&message, &out);
    lines_check(&out);
    subject_and_body_check(&message, &out);
}

static void controls_in_a_header_are_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"a\r\nBcc: b@example.org",
                                      "a\nb",
                                      "a\rb",
                                      "a\tb",
                                      "a\x01",
                                      "a\x7f",
                                      "a\xc2\x85",
                                      "a\xe2\x80\xa8"};
    for (size_t i = 0; i < UNIT_COUNT(bad); i++) {
        for (int place = 0; place < 5; place++) {
            static const char *const fields[] = {"from", "from", "to", "subject", "unsubscribe"};
            TRIB_AUTO(trib_buffer) out = {0};
            struct trib_error error = {0};
            struct trib_mail_message message = usual();
            message.from_name = place == 0 ? bad[i] : message.from_name;
            message.from_address = place == 1 ? bad[i] : message.from_address;
            message.to_address = place == 2 ? bad[i] : message.to_address;
            message.subject = place == 3 ? bad[i] : message.subject;
            message.unsubscribe = place == 4 ? bad[i] : NULL;
            assert_false(trib_mail_message_write(&message, &out, &error));
            assert_int_equal(error.code, TRIB_E_ADDRESS);
            assert_string_equal(error.field, fields[place]);
            assert_int_equal(out.length, 0);
        }
    }
}

static void naughty_strings(void **state) {
    (void)state;
    json_auto_t *strings = json_load_file(TRIB_SOURCE_DIR "/tests/data/blns.json", 0, NULL);
    const json_t *one;
    size_t index;
    json_array_foreach(strings, index, one) {
        TRIB_AUTO(trib_buffer) out = {0};
        struct trib_error error = {0};
        struct trib_mail_message message = usual();
        message.subject = json_string_value(one);
        message.body = message.subject;
        if (trib_mail_message_write(&message, &out, &error)) {
            lines_check(&out);
            subject_and_body_check(&message, &out);
            assert_null(strstr(out.bytes, "\r\nBcc"));
        } else {
            assert_int_equal(error.code, TRIB_E_ADDRESS);
            assert_string_equal(error.field, "subject");
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_of_it),
        cmocka_unit_test(without_a_list_there_is_nothing_to_leave),
        cmocka_unit_test(any_script_comes_through),
        cmocka_unit_test(what_could_be_lost_is_not),
        cmocka_unit_test(controls_in_a_header_are_refused),
        cmocka_unit_test(naughty_strings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
