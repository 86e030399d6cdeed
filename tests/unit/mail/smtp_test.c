/*
 * Against a real SMTP server: what is sent arrives as it was written, encryption is kept to, and
 * each refusal is known for what it is. That server is Debian's aiosmtpd (support/receiver.py).
 */
#include "tributary/mail/smtp.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "receiver.h"
#include "rows.h"
#include "tributary/mail/message.h"

#define TO "delegate@example.net"

static atomic_bool never;

static struct trib_smtp_settings settings_to(const struct receiver *receiver) {
    struct trib_smtp_settings settings = {.from_address = "office@example.org"};
    snprintf(settings.url, sizeof settings.url, "smtp://localhost:%d", receiver->port);
    return settings;
}

static struct trib_mail_job *job_to(const char *address, const char *body) {
    struct trib_error error = {0};
    struct trib_mail_job *job = calloc(1, sizeof *job);
    const struct trib_mail_message message = {.mail_id = "5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10",
                                              .from_name = "Rivers",
                                              .from_address = "office@example.org",
                                              .to_address = address,
                                              .subject = "Hello",
                                              .body = body};
    assert_non_null(job);
    assert_true(trib_mail_message_write(&message, &job->message, &error));
    snprintf(job->to_address, sizeof job->to_address, "%s", address);
    snprintf(job->from_address, sizeof job->from_address, "office@example.org");
    return job;
}

/* One mail by a sender of its own; what became of it. */
static struct trib_mail_job send_one(const struct trib_smtp_settings *settings,
                                     const char *address) {
    struct trib_smtp *smtp = trib_smtp_create(settings, &never);
    struct trib_mail_job *job = job_to(address, "Text.\n");
    assert_non_null(smtp);
    trib_smtp_send(smtp, job);
    trib_smtp_destroy(smtp);
    struct trib_mail_job copy = *job;
    copy.message = (struct trib_buffer){0};
    trib_mail_job_destroy(job);
    return copy;
}

static const char *text_of(const json_t *told, const char *name) {
    return json_string_value(json_object_get(told, name));
}

static void what_is_sent_arrives(void **state) {
    (void)state;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(&receiver);
    struct trib_smtp *smtp = trib_smtp_create(&settings, &never);
    for (int i = 0; i < 2; i++) { /* over one connection */
        struct trib_mail_job *job = job_to(TO, ".\n..two\nlast\n");
        trib_smtp_send(smtp, job);
        assert_true(job->is_sent);
        assert_string_equal(job->failure, "");
        json_auto_t *told = receiver_next(&receiver);
        assert_string_equal(text_of(told, "from"), "office@example.org");
        assert_int_equal(json_array_size(json_object_get(told, "to")), 1);
        assert_string_equal(json_string_value(json_array_get(json_object_get(told, "to"), 0)), TO);
        assert_string_equal(text_of(told, "greeting"), "example.org");
        assert_string_equal(text_of(told, "data"), trib_buffer_text(&job->message));
        trib_mail_job_destroy(job);
    }
    trib_smtp_destroy(smtp);
    receiver_close(&receiver);
}

static void refusals_are_told_apart(void **state) {
    (void)state;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(&receiver);
    struct trib_mail_job job = send_one(&settings, "nobody@example.net");
    assert_false(job.is_sent);
    assert_true(job.is_refused);
    assert_string_equal(job.failure, "550");
    job = send_one(&settings, "later@example.net");
    assert_false(job.is_sent || job.is_refused);
    assert_string_equal(job.failure, "451");
    receiver_close(&receiver);
    job = send_one(&settings, TO);
    assert_false(job.is_sent || job.is_refused);
    assert_string_equal(job.failure, "unreachable");
}

static void nothing_goes_in_the_open(void **state) {
    (void)state;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(&receiver);
    settings.needs_tls = true;
    struct trib_mail_job job = send_one(&settings, TO);
    assert_false(job.is_sent || job.is_refused);
    assert_string_equal(job.failure, "not encrypted");
    receiver_close(&receiver);
}

static void a_certificate_is_looked_at(void **state) {
    (void)state;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_MUST_TLS);
    struct trib_smtp_settings settings = settings_to(&receiver);
    settings.needs_tls = true;
    struct trib_mail_job job = send_one(&settings, TO);
    assert_false(job.is_sent); /* nobody has vouched for it */
    assert_string_equal(job.failure, "not encrypted");
    receiver_certificate(&receiver, settings.ca_file, sizeof settings.ca_file);
    job = send_one(&settings, TO);
    assert_true(job.is_sent);
    json_auto_t *told = receiver_next(&receiver);
    assert_true(json_is_true(json_object_get(told, "tls")));
    settings.needs_tls = false; /* what it refuses for our sake is no refusal of the mail */
    job = send_one(&settings, TO);
    assert_false(job.is_sent || job.is_refused);
    receiver_close(&receiver);
}

static void one_signs_in(void **state) {
    (void)state;
    struct receiver receiver;
    receiver_open(&receiver, RECEIVER_OFFERS_TLS);
    struct trib_smtp_settings settings = settings_to(&receiver);
    settings.needs_tls = true;
    receiver_certificate(&receiver, settings.ca_file, sizeof settings.ca_file);
    snprintf(settings.user, sizeof settings.user, "tributary");
    snprintf(settings.password, sizeof settings.password, "open sesame");
    struct trib_mail_job job = send_one(&settings, TO);
    assert_true(job.is_sent);
    json_auto_t *told = receiver_next(&receiver);
    assert_string_equal(text_of(told, "user"), "tributary");
    snprintf(settings.password, sizeof settings.password, "another");
    job = send_one(&settings, TO);
    assert_false(job.is_sent || job.is_refused); /* the operator's mistake, not the reader's */
    assert_string_equal(job.failure, "not signed in");
    receiver_close(&receiver);
}

static void who_stops_does_not_wait(void **state) {
    (void)state;
    struct receiver receiver;
    atomic_bool stop = true;
    receiver_open(&receiver, RECEIVER_PLAIN);
    struct trib_smtp_settings settings = settings_to(&receiver);
    struct trib_smtp *smtp = trib_smtp_create(&settings, &stop);
    struct trib_mail_job *job = job_to(TO, "Text.\n");
    trib_smtp_send(smtp, job);
    assert_false(job->is_sent || job->is_refused);
    trib_mail_job_destroy(job);
    trib_smtp_destroy(smtp);
    receiver_close(&receiver);
}

/* ---- what the operator has set --------------------------------------------------------------- */

#define FROM "office@example.org"

static struct row {
    const char *name;
    const char *url, *from, *tls, *user, *password_file;
    bool is_fine, is_set, needs_tls;
} rows[] = {
    {"nothing set is no mail", NULL, NULL, NULL, NULL, NULL, true, false, false},
    {"elsewhere mail is encrypted", "smtp://mail.example.org:587", FROM, NULL, NULL, NULL, true,
     true, true},
    {"on this machine it need not be", "smtp://localhost:25", FROM, NULL, NULL, NULL, true, true,
     false},
    {"nor by its numbers", "smtp://127.0.0.1", FROM, NULL, NULL, NULL, true, true, false},
    {"a name that begins so is another machine", "smtp://localhost.example.org:25", FROM, NULL,
     NULL, NULL, true, true, true},
    {"an operator may say otherwise", "smtp://mail.example.org", FROM, "none", NULL, NULL, true,
     true, false},
    {"and ask it of this machine", "smtp://localhost:25", FROM, "required", NULL, NULL, true, true,
     true},
    {"any other word is none", "smtp://localhost:25", FROM, "maybe", NULL, NULL, false, true,
     false},
    {"only SMTP is spoken", "https://example.org", FROM, NULL, NULL, NULL, false, true, false},
    {"a name and password stand apart", "smtp://me:secret@example.org", FROM, NULL, NULL, NULL,
     false, true, false},
    {"nothing stands behind the host", "smtp://example.org/x", FROM, NULL, NULL, NULL, false, true,
     false},
    {"somebody must write", "smtp://example.org", NULL, NULL, NULL, NULL, false, true, false},
    {"at an address", "smtp://example.org", "office", NULL, NULL, NULL, false, true, false},
    {"in one line", "smtp://example.org", "a@b.c\r\nBcc: d@e.f", NULL, NULL, NULL, false, true,
     false},
    {"so is a user", "smtp://example.org", FROM, NULL, "a\nb", NULL, false, true, false},
    {"a password's file must be there", "smtp://example.org", FROM, NULL, "me", "/nowhere/at/all",
     false, true, false},
};

static void set(const char *name, const char *value) {
    if (value == NULL) {
        unsetenv(name);
    } else {
        setenv(name, value, 1);
    }
}

static void settings_are_judged(void **state) {
    const struct row *row = *state;
    struct trib_smtp_settings settings;
    const char *reason = NULL;
    bool is_set = false;
    set("TRIBUTARY_SMTP_URL", row->url);
    set("TRIBUTARY_SMTP_FROM", row->from);
    set("TRIBUTARY_SMTP_TLS", row->tls);
    set("TRIBUTARY_SMTP_USER", row->user);
    set("TRIBUTARY_SMTP_PASSWORD_FILE", row->password_file);
    assert_int_equal(trib_smtp_settings_read(&settings, &is_set, &reason), row->is_fine);
    assert_int_equal(is_set, row->is_set);
    assert_int_equal(reason == NULL, row->is_fine);
    if (row->is_fine) {
        assert_int_equal(settings.needs_tls, row->needs_tls);
    }
}

static void a_password_comes_from_its_file(void **state) {
    (void)state;
    struct trib_smtp_settings settings;
    const char *reason = NULL;
    bool is_set = false;
    char path[] = P_tmpdir "/tributary-password-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    assert_int_equal(dprintf(descriptor, "open sesame\nanother line\n"), 25);
    set("TRIBUTARY_SMTP_URL", "smtps://example.org");
    set("TRIBUTARY_SMTP_FROM", FROM);
    set("TRIBUTARY_SMTP_TLS", NULL);
    set("TRIBUTARY_SMTP_USER", "me");
    set("TRIBUTARY_SMTP_PASSWORD_FILE", path);
    assert_true(trib_smtp_settings_read(&settings, &is_set, &reason));
    assert_string_equal(settings.password, "open sesame");
    trib_smtp_settings_finish(&settings);
    assert_string_equal(settings.password, "");
    remove(path);
}

int main(void) {
    struct unit_tests tests = {0};
    unit_add(&tests, "what is sent arrives as it was written", what_is_sent_arrives);
    unit_add(&tests, "refusals for good, for now and of the way are told apart",
             refusals_are_told_apart);
    unit_add(&tests, "nothing goes in the open where encryption is asked",
             nothing_goes_in_the_open);
    unit_add(&tests, "a certificate nobody vouches for is refused", a_certificate_is_looked_at);
    unit_add(&tests, "one signs in with user and password", one_signs_in);
    unit_add(&tests, "who stops does not wait for it", who_stops_does_not_wait);
    unit_add_rows(&tests, settings_are_judged, rows, sizeof rows[0], UNIT_COUNT(rows));
    unit_add(&tests, "a password comes from its file", a_password_comes_from_its_file);
    return unit_run("smtp", &tests);
}
