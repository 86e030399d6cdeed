/*
 * Every answer, a refusal too, carries the same strict headers: what is served here is one
 * program's own page and data, to be framed, sniffed and read by nobody else. What a browser heeds
 * on pages alone is on the page alone, and the parts of it, twenty at a first visit, have a short
 * policy: on a poor line these heads take longer than what they stand before.
 */
#include "reply.h"

#include <string.h>

#include "tributary/base/json_write.h"
#include "tributary/base/words.h"

/* Which of these a browser may lend to our page: none, but putting words on the clipboard. */
#define PERMISSIONS                                                                                \
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), "           \
    "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "          \
    "publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()"

static const char ALWAYS[] = "Server: tributary\r\n"
                             "X-Content-Type-Options: nosniff\r\n"
                             "Referrer-Policy: same-origin\r\n"
                             "Cross-Origin-Resource-Policy: same-origin\r\n";

static const char POLICY[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types sw worker\r\n";

static const char PAGE[] = "Cross-Origin-Opener-Policy: same-origin\r\n"
                           "Permissions-Policy: " PERMISSIONS "\r\n";

/* A worker obeys the policy that came with its script. */
static const char POLICY_OF_PART[] =
    "Content-Security-Policy: default-src 'none'; script-src 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'\r\n";

static const struct {
    unsigned status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {409, "Conflict"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {429, "Too Many Requests"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
    {507, "Insufficient Storage"},
};

static const char *reason_of(unsigned status) {
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].status == status) {
            return reasons[i].reason;
        }
    }
    return "Error";
}

static void date_write(struct trib_buffer *out) {
    char text[40];
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) != NULL &&
        strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts) > 0) {
        trib_buffer_append_format(out, "Date: %s\r\n", text);
    }
}

static bool is_page(const struct reply *reply) {
    return reply->type != NULL && strncmp(reply->type, "text/html", sizeof "text/html" - 1) == 0;
}

void reply_head_write(struct trib_buffer *out, const struct reply *reply) {
    trib_buffer_append_format(out, "HTTP/1.1 %u %s\r\n", reply->status, reason_of(reply->status));
    date_write(out);
    trib_buffer_append_text(out, ALWAYS);
    trib_buffer_append_text(out, reply->is_part ? POLICY_OF_PART : POLICY);
    trib_buffer_append_text(out, is_page(reply) ? PAGE : "");
    trib_buffer_append_format(out, "Cache-Control: %s\r\n",
                              reply->cache == NULL ? "no-store" : reply->cache);
    if (reply->is_secure) {
        trib_buffer_append_text(out, "Strict-Transport-Security: max-age=31536000\r\n");
    }
    if (reply->headers != NULL) {
        trib_buffer_append_text(out, reply->headers);
    }
    if (reply->type != NULL) {
        trib_buffer_append_format(out, "Content-Type: %s\r\nContent-Length: %zu\r\n", reply->type,
                                  reply->length);
    }
    trib_buffer_append_text(out, reply->closes ? "Connection: close\r\n\r\n" : "\r\n");
}

void reply_write(struct trib_buffer *out, const struct reply *reply, const void *body) {
    reply_head_write(out, reply);
    trib_buffer_append(out, body, reply->length);
}

unsigned reply_status_of(enum trib_error_code code) {
    if (code == TRIB_E_NOT_FOUND) {
        return 404;
    }
    if (code == TRIB_E_FORBIDDEN || code == TRIB_E_LINK || code == TRIB_E_SIGN_IN ||
        code == TRIB_E_SECOND_FACTOR) {
        return 403;
    }
    if (code == TRIB_E_SESSION) {
        return 401;
    }
    if (code == TRIB_E_RATE) {
        return 429;
    }
    if (code == TRIB_E_EXISTS || code == TRIB_E_CONFLICT) {
        return 409;
    }
    if (code == TRIB_E_COMMON || code == TRIB_E_TOO_FEW) {
        return 422;
    }
    if (code == TRIB_E_STORAGE) {
        return 507;
    }
    if (code == TRIB_E_BUSY || code == TRIB_E_UNAVAILABLE) {
        return 503;
    }
    return 400;
}

void reply_problem_write(struct trib_buffer *out, struct reply reply,
                         const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) sentence = {0};
    TRIB_AUTO(trib_buffer) body = {0};
    reply.status = reply.status != 0 ? reply.status : reply_status_of(error->code);
    trib_words_error("en", error, &sentence);
    struct trib_json_writer json = trib_json_writer(&body);
    trib_json_object_open(&json);
    trib_json_member_text(&json, "title", reason_of(reply.status));
    trib_json_member_int64(&json, "status", reply.status);
    trib_json_member_text(&json, "detail", trib_buffer_text(&sentence));
    trib_json_member_text(&json, "code", trib_error_code_name(error->code));
    if (error->field[0] != '\0') {
        trib_json_member_text(&json, "field", error->field);
    }
    trib_json_key(&json, "arguments");
    TRIB_AUTO(trib_buffer) arguments = {0};
    trib_buffer_append_format(&arguments, "{%s}", error->arguments);
    trib_json_raw(&json, trib_buffer_text(&arguments), arguments.length);
    trib_json_object_close(&json);
    reply.type = "application/problem+json";
    reply.length = body.length;
    reply_write(out, &reply, trib_buffer_text(&body));
    out->failed = out->failed || body.failed || sentence.failed || arguments.failed;
}

void reply_cookie_write(struct trib_buffer *out, const char *token) {
    trib_buffer_append_format(out,
                              "Set-Cookie: __Host-session=%s; Path=/; Max-Age=%lld; Secure; "
                              "HttpOnly; SameSite=Lax\r\n",
                              token == NULL ? "" : token,
                              token == NULL ? INT64_C(0) : TRIB_SESSION_MS / 1000);
}
