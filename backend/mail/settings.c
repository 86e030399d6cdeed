/*
 * What the operator has set, out of the environment (a service's unit). A password is better kept
 * in a file of its own: an environment is seen by more programs than one thinks.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/mail/smtp.h"

static bool text_read(const char *name, char out[static TRIB_SMTP_TEXT_BYTES],
                      const char **out_reason) {
    const char *text = getenv(name);
    if (text != NULL && (strlen(text) >= TRIB_SMTP_TEXT_BYTES || !trib_mail_header_valid(text))) {
        *out_reason = "one of the values TRIBUTARY_SMTP_… is too long or has control characters";
        return false;
    }
    trib_text_copy(out, TRIB_SMTP_TEXT_BYTES, text == NULL ? "" : text);
    return true;
}

/* The first line of the file. */
static bool password_read(const char *path, char out[static TRIB_SMTP_TEXT_BYTES],
                          const char **out_reason) {
    FILE *file = fopen(path, "re");
    bool is_read = file != NULL && fgets(out, TRIB_SMTP_TEXT_BYTES, file) != NULL;
    if (file != NULL) {
        (void)fclose(file);
    }
    if (is_read) {
        out[strcspn(out, "\r\n")] = '\0';
    }
    if (!is_read || out[0] == '\0' || !trib_mail_header_valid(out)) {
        *out_reason = "the file TRIBUTARY_SMTP_PASSWORD_FILE cannot be read, or its first line is "
                      "no password";
        return false;
    }
    return true;
}

/* Where the host begins in an address of a kind we know; NULL: of another. */
static const char *host_of(const char *url) {
    static const char *const kinds[] = {"smtp://", "smtps://"};
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strncmp(url, kinds[i], strlen(kinds[i])) == 0) {
            return url + strlen(kinds[i]);
        }
    }
    return NULL;
}

static bool is_here(const char *host) {
    static const char *const here[] = {"localhost", "127.0.0.1", "[::1]"};
    for (size_t i = 0; i < sizeof here / sizeof here[0]; i++) {
        size_t length = strlen(here[i]);
        if (strncmp(host, here[i], length) == 0 && (host[length] == '\0' || host[length] == ':')) {
            return true;
        }
    }
    return false;
}

static bool tls_read(struct trib_smtp_settings *out, const char **out_reason) {
    const char *tls = getenv("TRIBUTARY_SMTP_TLS");
    const char *host = host_of(out->url);
    if (host == NULL || host[0] == '\0' || strpbrk(host, "/@?# ") != NULL) {
        *out_reason = "TRIBUTARY_SMTP_URL is smtp://HOST:587 or smtps://HOST:465, and nothing else";
        return false;
    }
    out->needs_tls = tls == NULL ? !is_here(host) : strcmp(tls, "none") != 0;
    if (tls != NULL && strcmp(tls, "none") != 0 && strcmp(tls, "required") != 0) {
        *out_reason = "TRIBUTARY_SMTP_TLS is \"required\" or \"none\"";
        return false;
    }
    return true;
}

static bool user_read(struct trib_smtp_settings *out, const char **out_reason) {
    const char *path = getenv("TRIBUTARY_SMTP_PASSWORD_FILE");
    if (!text_read("TRIBUTARY_SMTP_USER", out->user, out_reason)) {
        return false;
    }
    return path != NULL && path[0] != '\0'
               ? password_read(path, out->password, out_reason)
               : text_read("TRIBUTARY_SMTP_PASSWORD", out->password, out_reason);
}

bool trib_smtp_settings_read(struct trib_smtp_settings *out, bool *out_is_set,
                             const char **out_reason) {
    const char *url = getenv("TRIBUTARY_SMTP_URL");
    const char *from = getenv("TRIBUTARY_SMTP_FROM");
    *out = (struct trib_smtp_settings){0};
    *out_is_set = url != NULL && url[0] != '\0';
    if (!*out_is_set) {
        return true;
    }
    if (from == NULL || !trib_mail_address_valid(from)) {
        *out_reason = "TRIBUTARY_SMTP_FROM says from which address mail is sent: "
                      "coalition@example.org";
        return false;
    }
    trib_text_copy(out->from_address, sizeof out->from_address, from);
    return text_read("TRIBUTARY_SMTP_URL", out->url, out_reason) && tls_read(out, out_reason) &&
           user_read(out, out_reason) &&
           text_read("TRIBUTARY_SMTP_CA_FILE", out->ca_file, out_reason);
}

void trib_smtp_settings_finish(struct trib_smtp_settings *settings) {
    explicit_bzero(settings, sizeof *settings);
}
