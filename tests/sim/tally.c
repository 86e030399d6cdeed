/* See tally.h. The counts are an object by their words. */
#include "tally.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "methods.h"

static json_t *counts;

void tally_count(const char *kind, const char *what) {
    char words[128];
    if (counts == NULL) {
        counts = json_object();
    }
    snprintf(words, sizeof words, "%s %s", kind, what);
    json_int_t count = json_integer_value(json_object_get(counts, words));
    json_object_set_new(counts, words, json_integer(count + 1));
}

static void count_rows(const char *kind, const json_t *rows) {
    size_t index = 0;
    json_t *row = NULL;
    json_array_foreach(rows, index, row) {
        tally_count(kind, json_string_value(json_array_get(row, 1)));
    }
}

static void count_answer(const json_t *message) {
    const json_t *result = json_object_get(message, "result");
    const json_t *data = json_object_get(json_object_get(message, "error"), "data");
    const char *mode = json_string_value(json_object_get(result, "mode"));
    if (data != NULL) {
        tally_count("refused", json_string_value(json_object_get(data, "code")));
    } else if (mode != NULL) {
        tally_count("hello", mode);
        count_rows("hello", json_object_get(result, "rows"));
    }
}

void tally_message(const json_t *message) {
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *params = json_object_get(message, "params");
    if (method == NULL) {
        count_answer(message);
        return;
    }
    tally_count("told", method);
    count_rows(method, json_object_get(params, "rows"));
    if (json_array_size(json_object_get(params, "lost")) > 0) {
        tally_count(method, "lost");
    }
    if (json_array_size(json_object_get(params, "gained")) > 0) {
        tally_count(method, "gained");
    }
}

void tally_print(void) {
    char *text = json_dumps(counts, JSON_INDENT(1) | JSON_SORT_KEYS);
    puts(text == NULL ? "nothing" : text);
    free(text);
}

bool tally_has(const char *kind, const char *what) {
    char words[128];
    snprintf(words, sizeof words, "%s %s", kind, what);
    if (json_object_get(counts, words) == NULL) {
        printf("never happened: %s\n", words);
        return false;
    }
    return true;
}

bool tally_is_rich(void) {
    static const char *const WORDS[][2] = {
        {"hello", "nothing"},
        {"hello", "rows"},
        {"hello", "snapshot"},
        {"hello", "insert"},
        {"hello", "delete"},
        {"told", "sync.resume"},
        {"sync.changed", "insert"},
        {"sync.changed", "update"},
        {"sync.changed", "delete"},
        {"sync.scope", "insert"},
        {"sync.scope", "gained"},
        {"sync.scope", "lost"},
        {"refused", "E_PARSE"},
        {"refused", "E_REQUEST"},
        {"refused", "E_METHOD"},
        {"refused", "E_TYPE"},
        {"refused", "E_REQUIRED"},
        {"refused", "E_UNKNOWN_FIELD"},
        {"refused", "E_TOO_LONG"},
        {"refused", "E_DATE"},
        {"refused", "E_CYCLE"},
        {"refused", "E_CLOSED"},
        {"refused", "E_STALE"},
        {"refused", "E_STATE"},
        {"refused", "E_EXISTS"},
        {"refused", "E_NOT_FOUND"},
        {"refused", "E_FORBIDDEN"},
        {"refused", "E_SESSION"},
        {"refused", "E_CONFLICT"},
        {"snapshot", "taken"},
        {"snapshot", "not allowed"},
        {"command", "repeated"},
        {"history", "read"},
        {"history", "refused"},
        {"ballot", "carried"},
        {"ballot", "not_carried"},
        {"ballot", "blocked"},
        {"ballot", "no_quorum"},
        {"ballot", "void"},
        {"refused", "E_BACKING"},
        {"refused", "E_NOT_ON_ROLL"},
        {"refused", "E_OBSERVER_NO_VOTE"},
        {"refused", "E_BLOCK_REASON"},
        {"refused", "E_FALLBACK_TOO_EARLY"},
    };
    bool is_rich = true;
    for (size_t index = 0; index < sizeof WORDS / sizeof WORDS[0]; index++) {
        is_rich = tally_has(WORDS[index][0], WORDS[index][1]) && is_rich;
    }
    for (size_t index = 0; trib_method_at(index) != NULL; index++) {
        const struct trib_method *method = trib_method_at(index);
        if (method->kind == TRIB_METHOD_COMMAND) {
            is_rich = tally_has("done", method->name) && is_rich;
        }
    }
    return is_rich;
}

void tally_finish(void) {
    json_decref(counts);
    counts = NULL;
}
