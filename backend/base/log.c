/*
 * The server's log, a line at a time. A line is made whole before it is written, with one write, so
 * that lines of several threads do not mix.
 */
#include "tributary/base/log.h"

#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "tributary/base/buffer.h"
#include "tributary/base/json_write.h"
#include "tributary/base/text.h"

/* A detail is a sentence, not a dump. Past it: cut off. */
#define DETAIL_BYTES_MAX 1024u

static atomic_int level_max = TRIB_LOG_NOTICE;

void trib_log_set_level(enum trib_log_level level) {
    atomic_store(&level_max, (int)level);
}

static const char *level_name(enum trib_log_level level) {
    switch (level) {
    case TRIB_LOG_ERROR:
        return "error";
    case TRIB_LOG_WARNING:
        return "warning";
    case TRIB_LOG_NOTICE:
        return "notice";
    case TRIB_LOG_DEBUG:
        return "debug";
    case TRIB_LOG_NOTHING:
        break; /* a level to set, not one to log at */
    }
    return "";
}

static void write_time(struct trib_json_writer *json) {
    char text[32];
    time_t now = time(NULL);
    struct tm parts;
    if (gmtime_r(&now, &parts) != NULL &&
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) > 0) {
        trib_json_member_text(json, "time", text);
    }
}

/* Makes a detail whole UTF-8 again after it was cut, or came from a library in another encoding. */
static void mend(char *detail) {
    for (size_t length = strlen(detail), cut = 0; cut < 4 && length > 0; cut++) {
        if (trib_text_is_utf8(detail, length)) {
            return;
        }
        detail[--length] = '\0';
    }
    for (char *letter = detail; *letter != '\0'; letter++) {
        if ((unsigned char)*letter >= 0x80) {
            *letter = '?';
        }
    }
}

void trib_log(enum trib_log_level level, const char *event, const char *detail_format, ...) {
    if ((int)level > atomic_load(&level_max)) {
        return;
    }
    char detail[DETAIL_BYTES_MAX];
    va_list arguments;
    va_start(arguments, detail_format);
    vsnprintf(detail, sizeof detail, detail_format, arguments);
    va_end(arguments);
    mend(detail);

    TRIB_AUTO(trib_buffer) line = {0};
    struct trib_json_writer json = trib_json_writer(&line);
    trib_json_object_open(&json);
    write_time(&json);
    trib_json_member_text(&json, "level", level_name(level));
    trib_json_member_text(&json, "event", event);
    trib_json_member_text(&json, "detail", detail);
    trib_json_object_close(&json);
    trib_buffer_append(&line, "\n", 1);
    if (!line.failed) {
        ssize_t written = write(STDERR_FILENO, line.bytes, line.length);
        (void)written; /* there is nowhere else to complain */
    }
}
