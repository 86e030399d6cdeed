/*
 * See smtp.h. One handle is kept, so that mails that follow one another go over one connection.
 * What the other end says is not kept: its words may hold the address; its number is enough to know
 * what to do.
 */
#include "tributary/mail/smtp.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "limits.h"
#include "tributary/base/text.h"

struct trib_smtp {
    CURL *curl;
    const atomic_bool *stop;
};

/* What is read from, and how far. */
struct reading {
    const struct trib_buffer *message;
    size_t at;
};

static size_t give(char *out, size_t size, size_t count, void *context) {
    struct reading *reading = context;
    size_t left = reading->message->length - reading->at;
    size_t length = size * count < left ? size * count : left;
    memcpy(out, reading->message->bytes + reading->at, length);
    reading->at += length;
    return length;
}

static int go_on(void *context, curl_off_t down_all, curl_off_t down, curl_off_t up_all,
                 curl_off_t up) {
    const struct trib_smtp *smtp = context;
    (void)down_all, (void)down, (void)up_all, (void)up;
    return atomic_load(smtp->stop) ? 1 : 0; /* other than 0 ends it */
}

/* With the sender's domain behind the host: what the server is greeted with (RFC 5321, 4.1.1.1). */
static bool address_set(CURL *curl, const struct trib_smtp_settings *settings) {
    TRIB_AUTO(trib_buffer) url = {0};
    trib_buffer_append_format(&url, "%s/%s", settings->url,
                              strchr(settings->from_address, '@') + 1);
    return !url.failed && curl_easy_setopt(curl, CURLOPT_URL, trib_buffer_text(&url)) == CURLE_OK;
}

static bool set_up(struct trib_smtp *smtp, const struct trib_smtp_settings *settings) {
    CURL *curl = smtp->curl;
    bool is_set = address_set(curl, settings);
#define SET(option, value) is_set = is_set && curl_easy_setopt(curl, option, value) == CURLE_OK
    SET(CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    SET(CURLOPT_PROXY, "");
    SET(CURLOPT_NOSIGNAL, 1L);
    SET(CURLOPT_CONNECTTIMEOUT, (long)TRIB_MAIL_CONNECT_SECONDS);
    SET(CURLOPT_TIMEOUT, (long)TRIB_MAIL_SEND_SECONDS);
    SET(CURLOPT_USE_SSL, (long)(settings->needs_tls ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    SET(CURLOPT_UPLOAD, 1L);
    SET(CURLOPT_READFUNCTION, give);
    SET(CURLOPT_NOPROGRESS, 0L);
    SET(CURLOPT_XFERINFOFUNCTION, go_on);
    SET(CURLOPT_XFERINFODATA, smtp);
    if (settings->user[0] != '\0') {
        SET(CURLOPT_USERNAME, settings->user);
        SET(CURLOPT_PASSWORD, settings->password);
    }
    if (settings->ca_file[0] != '\0') {
        SET(CURLOPT_CAINFO, settings->ca_file);
    }
#undef SET
    return is_set;
}

static void library_begin(void) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct trib_smtp *trib_smtp_create(const struct trib_smtp_settings *settings,
                                   const atomic_bool *stop) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, library_begin);
    struct trib_smtp *smtp = calloc(1, sizeof *smtp);
    if (smtp == NULL) {
        return NULL;
    }
    smtp->stop = stop;
    smtp->curl = curl_easy_init();
    if (smtp->curl == NULL || !set_up(smtp, settings)) {
        trib_smtp_destroy(smtp);
        return NULL;
    }
    return smtp;
}

void trib_smtp_destroy(struct trib_smtp *smtp) {
    if (smtp != NULL) {
        curl_easy_cleanup(smtp->curl);
        free(smtp);
    }
}

/* Whether this mail, and not the way there, is what is refused: a 5xx that is about neither signing
   in nor encryption (RFC 4954, 6; RFC 3207, 4). */
static bool is_for_good(CURLcode code, long answer) {
    bool is_about_us = answer == 530 || answer == 534 || answer == 535 || answer == 538;
    return code != CURLE_LOGIN_DENIED && answer >= 500 && answer < 600 && !is_about_us;
}

static void judge(struct trib_smtp *smtp, CURLcode code, struct trib_mail_job *job) {
    long answer = 0;
    job->is_sent = code == CURLE_OK;
    job->failure[0] = '\0';
    if (job->is_sent) {
        return;
    }
    curl_easy_getinfo(smtp->curl, CURLINFO_RESPONSE_CODE, &answer);
    job->is_refused = is_for_good(code, answer);
    if (code == CURLE_LOGIN_DENIED) { /* by then it has said goodbye too */
        trib_text_copy(job->failure, sizeof job->failure, "not signed in");
    } else if (answer >= 400 && answer < 600) {
        snprintf(job->failure, sizeof job->failure, "%ld", answer);
    } else if (code == CURLE_USE_SSL_FAILED || code == CURLE_PEER_FAILED_VERIFICATION ||
               code == CURLE_SSL_CONNECT_ERROR || code == CURLE_SSL_CACERT_BADFILE) {
        trib_text_copy(job->failure, sizeof job->failure, "not encrypted");
    } else {
        trib_text_copy(job->failure, sizeof job->failure, "unreachable");
    }
}

void trib_smtp_send(struct trib_smtp *smtp, struct trib_mail_job *job) {
    struct reading reading = {&job->message, 0};
    char from[TRIB_MAIL_ADDRESS_BYTES + 2];
    char to[TRIB_MAIL_ADDRESS_BYTES + 2];
    snprintf(from, sizeof from, "<%s>", job->from_address);
    snprintf(to, sizeof to, "<%s>", job->to_address);
    struct curl_slist *receivers = curl_slist_append(NULL, to);
    CURLcode code = CURLE_OUT_OF_MEMORY;
    if (receivers != NULL && curl_easy_setopt(smtp->curl, CURLOPT_MAIL_FROM, from) == CURLE_OK &&
        curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, receivers) == CURLE_OK &&
        curl_easy_setopt(smtp->curl, CURLOPT_READDATA, &reading) == CURLE_OK) {
        code = curl_easy_perform(smtp->curl);
    }
    judge(smtp, code, job);
    curl_easy_setopt(smtp->curl, CURLOPT_MAIL_RCPT, NULL);
    curl_slist_free_all(receivers);
}
