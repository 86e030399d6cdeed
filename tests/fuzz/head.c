/*
 * A request's head, a header a line in a fixed order: it is refused with a status there is, or what
 * it asks for is within bounds; and what is read out of single headers fits its room.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "head.h"

enum { LINES = 14 };

/* The next line of the input, NULL for an empty one. */
static char *line_next(char **rest) {
    char *line = *rest;
    if (line == NULL) {
        return NULL;
    }
    char *end = strchr(line, '\n');
    *rest = end == NULL ? NULL : end + 1;
    if (end != NULL) {
        *end = '\0';
    }
    return line[0] == '\0' ? NULL : line;
}

static void judge(char *text) {
    char *rest = text;
    char *lines[LINES];
    for (size_t i = 0; i < LINES; i++) {
        lines[i] = line_next(&rest);
    }
    unsigned flags = lines[0] == NULL ? 0 : (unsigned char)lines[0][0];
    static struct names own;
    if (own.count == 0) {
        names_add_local(&own, 8080);
    }
    const struct head head = {.method = (enum head_method)(flags % 4),
                              .path = lines[1] == NULL ? "/" : lines[1],
                              .version = lines[2],
                              .host = lines[3],
                              .origin = lines[4],
                              .fetch_site = lines[5],
                              .content_type = lines[6],
                              .content_length = lines[7],
                              .upgrade = lines[8],
                              .socket_version = lines[9],
                              .socket_key = lines[10],
                              .subprotocols = lines[11],
                              .has_doubles = (flags & 8) != 0,
                              .has_transfer_encoding = (flags & 16) != 0,
                              .has_content_encoding = (flags & 32) != 0,
                              .is_from_here = (flags & 64) != 0};
    struct verdict verdict = head_judge(&head, &own);
    char token[TRIB_TOKEN_BYTES] = "";
    char address[HEAD_ADDRESS_BYTES] = "";
    head_cookie_read(lines[12], token);
    head_forwarded_read(lines[13], address);
    head_takes_gzip(lines[12]);
    head_has_tag(lines[13], "\"abc\"");
    bool is_status = verdict.status == 0 || (verdict.status >= 400 && verdict.status < 600);
    if (!is_status || verdict.body_bytes > (size_t)TRIB_FRAME_IN_BYTES_MAX ||
        strlen(token) >= sizeof token || strlen(address) >= sizeof address) {
        abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    char *text = malloc(size + 1);
    if (text == NULL) {
        return 0;
    }
    memcpy(text, data, size);
    text[size] = '\0';
    unsigned status = head_judge_garbage(text, size);
    if (status != 0 && (status < 400 || status >= 600)) {
        abort();
    }
    judge(text);
    free(text);
    return 0;
}
