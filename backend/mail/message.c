/*
 * See message.h. Every mail is one text/plain part, quoted-printable: readable in whatever there
 * is, in any script, and no line longer than every server takes. Nothing is fetched from anywhere
 * by reading one.
 */
#include "tributary/mail/message.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "limits.h"
#include "tributary/mail/address.h"

static const char HEX[] = "0123456789ABCDEF";

/* ---- words in headers (RFC 2047) ------------------------------------------------------------- */

/* Around what is encoded: =?UTF-8?Q?…?= */
#define WORD_BEGIN "=?UTF-8?Q?"
#define WORD_END "?="
/* Letters of the encoded part and of what stands before it on its line, so that the line stays
   within 76 and the word within 75. */
#define WORD_LETTERS_MAX (TRIB_MAIL_LINE_MAX - sizeof WORD_BEGIN - sizeof WORD_END + 2)

/* What may stand as it is in an encoded word, wherever that stands (RFC 2047, 5 (3)). */
static bool is_word_letter(unsigned char byte) {
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || strchr("!*+-/", byte) != NULL;
}

static size_t character_bytes(const char *at) {
    size_t length = 1;
    while (((unsigned char)at[length] & 0xc0) == 0x80) {
        length++;
    }
    return length;
}

static size_t encoded_letters(const char *at, size_t bytes) {
    size_t letters = 0;
    for (size_t i = 0; i < bytes; i++) {
        bool is_plain = at[i] == ' ' || is_word_letter((unsigned char)at[i]);
        letters += is_plain ? 1 : 3;
    }
    return letters;
}

static void encoded_append(struct trib_buffer *out, const char *at, size_t bytes) {
    for (size_t i = 0; i < bytes; i++) {
        unsigned char byte = (unsigned char)at[i];
        if (byte == ' ') {
            trib_buffer_append_text(out, "_");
        } else if (is_word_letter(byte)) {
            trib_buffer_append(out, &at[i], 1);
        } else {
            const char escape[] = {'=', HEX[byte >> 4], HEX[byte & 15]};
            trib_buffer_append(out, escape, sizeof escape);
        }
    }
}

/* Never half a character in a word: each is read by itself. */
static void words_append(struct trib_buffer *out, const char *name, const char *text) {
    size_t letters = strlen(name);
    trib_buffer_append_format(out, "%s" WORD_BEGIN, name);
    while (*text != '\0') {
        size_t bytes = character_bytes(text);
        size_t more = encoded_letters(text, bytes);
        if (letters + more > WORD_LETTERS_MAX) {
            trib_buffer_append_text(out, WORD_END "\r\n " WORD_BEGIN);
            letters = 1;
        }
        encoded_append(out, text, bytes);
        letters += more;
        text += bytes;
    }
    trib_buffer_append_text(out, WORD_END);
}

/* ---- the text (RFC 2045, 6.7) ---------------------------------------------------------------- */

/* A space at a line's end would be lost on the way. */
static bool is_quoted(const char *at) {
    unsigned char byte = (unsigned char)*at;
    bool ends_line = at[1] == '\0' || at[1] == '\n';
    return byte == '=' || byte > '~' || (byte < ' ' && byte != '\t') ||
           ((byte == ' ' || byte == '\t') && ends_line);
}

static void body_append(struct trib_buffer *out, const char *body) {
    size_t letters = 0;
    for (; *body != '\0'; body++) {
        unsigned char byte = (unsigned char)*body;
        if (byte == '\n') {
            trib_buffer_append_text(out, "\r\n");
            letters = 0;
            continue;
        }
        size_t more = is_quoted(body) ? 3 : 1;
        if (letters + more > TRIB_MAIL_LINE_MAX - 1) { /* room for the "=" that goes on */
            trib_buffer_append_text(out, "=\r\n");
            letters = 0;
        }
        const char escape[] = {'=', HEX[byte >> 4], HEX[byte & 15]};
        trib_buffer_append(out, more == 3 ? escape : body, more);
        letters += more;
    }
    trib_buffer_append_text(out, letters > 0 ? "\r\n" : "");
}

/* ---- all of it ------------------------------------------------------------------------------- */

/* In English whatever the machine speaks (RFC 5322, 3.3). */
static void date_append(struct trib_buffer *out, int64_t at_ms) {
    static const char *const DAYS[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char *const MONTHS[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    time_t seconds = (time_t)(at_ms / 1000);
    struct tm at;
    gmtime_r(&seconds, &at);
    trib_buffer_append_format(out, "Date: %s, %02d %s %04d %02d:%02d:%02d +0000\r\n",
                              DAYS[at.tm_wday], at.tm_mday, MONTHS[at.tm_mon], at.tm_year + 1900,
                              at.tm_hour, at.tm_min, at.tm_sec);
}

static bool parts_check(const struct trib_mail_message *message, struct trib_error *error) {
    if (message->from_name != NULL && !trib_mail_header_valid(message->from_name)) {
        return trib_fail(error, TRIB_E_ADDRESS, "from");
    }
    if (!trib_mail_header_valid(message->subject)) {
        return trib_fail(error, TRIB_E_ADDRESS, "subject");
    }
    if (message->unsubscribe != NULL && (!trib_mail_header_valid(message->unsubscribe) ||
                                         strpbrk(message->unsubscribe, "<> ") != NULL)) {
        return trib_fail(error, TRIB_E_ADDRESS, "unsubscribe");
    }
    return trib_mail_address_check(message->from_address, "from", error) &&
           trib_mail_address_check(message->to_address, "to", error);
}

static void headers_append(struct trib_buffer *out, const struct trib_mail_message *message) {
    date_append(out, message->written_at_ms);
    if (message->from_name != NULL) {
        words_append(out, "From: ", message->from_name);
        trib_buffer_append_format(out, "\r\n <%s>\r\n", message->from_address);
    } else {
        trib_buffer_append_format(out, "From: <%s>\r\n", message->from_address);
    }
    trib_buffer_append_format(out, "To: <%s>\r\n", message->to_address);
    words_append(out, "Subject: ", message->subject);
    trib_buffer_append_format(out, "\r\nMessage-ID: <%s%s>\r\n", message->mail_id,
                              strchr(message->from_address, '@'));
    if (message->unsubscribe != NULL) {
        trib_buffer_append_format(out,
                                  "List-Unsubscribe: <%s>\r\n"
                                  "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
                                  message->unsubscribe);
    }
    trib_buffer_append_text(out, "Auto-Submitted: auto-generated\r\n"
                                 "MIME-Version: 1.0\r\n"
                                 "Content-Type: text/plain; charset=utf-8\r\n"
                                 "Content-Transfer-Encoding: quoted-printable\r\n\r\n");
}

bool trib_mail_message_write(const struct trib_mail_message *message, struct trib_buffer *out,
                             struct trib_error *error) {
    if (!parts_check(message, error)) {
        return false;
    }
    headers_append(out, message);
    body_append(out, message->body);
    return !out->failed || trib_fail(error, TRIB_E_UNAVAILABLE, "");
}
