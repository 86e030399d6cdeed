/*
 * The sentences, found in the table the build made of the catalogues and filled in. Arguments come
 * as the JSON an error carries; what reads them here knows only what json_write writes and makes
 * text of it, and is no parser for what comes from outside.
 */
#include "tributary/base/words.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "words_table.h"

/* What stands for a thing the reader may not see, or an argument nobody gave. */
#define UNKNOWN "…"
/* What stands for a list without anything in it. */
#define NOTHING "—"

static int compare_key(const void *key, const void *word) {
    return strcmp(key, ((const struct trib_word *)word)->key);
}

static size_t language_index(const char *language) {
    static const char *const languages[TRIB_LANGUAGE_COUNT] = {"en", "es", "fr", "ar"};
    for (size_t i = 0; i < TRIB_LANGUAGE_COUNT; i++) {
        if (strcmp(language, languages[i]) == 0) {
            return i;
        }
    }
    return 0;
}

const char *trib_words_find(const char *language, const char *key) {
    const struct trib_word *word =
        bsearch(key, trib_words_table, trib_words_count, sizeof *word, compare_key);
    if (word == NULL) {
        return NULL;
    }
    const char *text = word->texts[language_index(language)];
    return text == NULL ? word->texts[0] : text;
}

/* One past the end of the JSON string that begins at text. */
static const char *string_end(const char *text) {
    for (text++; *text != '"' && *text != '\0'; text++) {
        if (*text == '\\' && text[1] != '\0') {
            text++;
        }
    }
    return *text == '"' ? text + 1 : text;
}

/* One past the end of the value that begins at text: the comma or bracket that follows it, or the
 * end. */
static const char *value_end(const char *text) {
    size_t depth = 0;
    while (*text != '\0') {
        if (*text == '"') {
            text = string_end(text);
            continue;
        }
        bool closes = *text == ']' || *text == '}';
        if (depth == 0 && (closes || *text == ',')) {
            break;
        }
        depth += *text == '[' || *text == '{';
        depth -= closes;
        text++;
    }
    return text;
}

/* The value of the member with this name among "name":value,… ; NULL when there is none. */
static const char *member_find(const char *members, const char *name, size_t name_length) {
    while (*members == '"') {
        const char *key_end = string_end(members);
        if (*key_end != ':') {
            return NULL;
        }
        if ((size_t)(key_end - members) == name_length + 2 &&
            memcmp(members + 1, name, name_length) == 0) {
            return key_end + 1;
        }
        members = value_end(key_end + 1);
        members += *members == ',';
    }
    return NULL;
}

/* The escape behind a backslash, unescaped. json_write escapes only what is below U+0100 and
   U+2028/9 by number; those are controls, and a space does for them in a sentence. Returns what it
   read. */
static size_t append_unescaped(struct trib_buffer *out, const char *escape) {
    if (*escape == 'u') {
        trib_buffer_append_text(out, " ");
        return strnlen(escape, 5);
    }
    if (*escape == '"' || *escape == '\\' || *escape == '/') {
        trib_buffer_append(out, escape, 1);
    } else {
        trib_buffer_append_text(out, " ");
    }
    return *escape == '\0' ? 0 : 1;
}

static void append_string(struct trib_buffer *out, const char *text) {
    for (text++; *text != '"' && *text != '\0';) {
        if (*text == '\\') {
            text += 1 + append_unescaped(out, text + 1);
        } else {
            trib_buffer_append(out, text++, 1);
        }
    }
}

static void append_scalar(struct trib_buffer *out, const char *value) {
    size_t length = (size_t)(value_end(value) - value);
    if (*value == '"') {
        append_string(out, value);
    } else if (length == 0 || strncmp(value, "null", length) == 0) {
        trib_buffer_append_text(out, UNKNOWN);
    } else {
        trib_buffer_append(out, value, length);
    }
}

static void append_value(struct trib_buffer *out, const char *value, const char *separator) {
    if (*value != '[') {
        append_scalar(out, value);
        return;
    }
    value++;
    if (*value == ']') {
        trib_buffer_append_text(out, NOTHING);
    }
    while (*value != ']' && *value != '\0') {
        append_scalar(out, value);
        value = value_end(value);
        if (*value == ',') {
            trib_buffer_append_text(out, separator);
            value++;
        }
    }
}

void trib_words_fill(const char *sentence, const struct trib_error *error,
                     struct trib_buffer *out) {
    const char *separator = error->code == TRIB_E_CYCLE ? " → " : ", ";
    while (*sentence != '\0') {
        size_t plain = strcspn(sentence, "{");
        trib_buffer_append(out, sentence, plain);
        sentence += plain;
        const char *end = strchr(sentence, '}');
        if (end == NULL) {
            trib_buffer_append_text(out, sentence);
            return;
        }
        const char *value =
            member_find(error->arguments, sentence + 1, (size_t)(end - sentence - 1));
        if (value == NULL) {
            trib_buffer_append_text(out, UNKNOWN);
        } else {
            append_value(out, value, separator);
        }
        sentence = end + 1;
    }
}

void trib_words_error(const char *language, const struct trib_error *error,
                      struct trib_buffer *out) {
    const char *name = trib_error_code_name(error->code);
    const char *sentence = trib_words_find(language, name);
    trib_words_fill(sentence == NULL ? name : sentence, error, out); /* a test: none is missing */
}
