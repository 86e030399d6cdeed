/*
 * Build step: the message catalogues become a C table, sorted by key, that the room base carries.
 * Catalogues are flat objects of key to text; a message with plural forms is an object, which only
 * the client can use, and is left out. usage: embed_words OUTPUT.c EN.json ES.json FR.json AR.json
 */
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LANGUAGE_COUNT 4

static int compare_keys(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* As a C string literal; octal keeps it clear of trigraphs and of hex escapes that would run on. */
static void write_literal(FILE *out, const char *text) {
    fputc('"', out);
    for (const unsigned char *byte = (const unsigned char *)text; *byte != '\0'; byte++) {
        if (*byte < 0x20 || *byte >= 0x7f || strchr("\"\\?", *byte) != NULL) {
            fprintf(out, "\\%03o", *byte);
        } else {
            fputc(*byte, out);
        }
    }
    fputc('"', out);
}

static void write_table(FILE *out, json_t *const catalogues[LANGUAGE_COUNT], const char **keys,
                        size_t key_count) {
    fputs("#include \"words_table.h\"\n\nconst struct trib_word trib_words_table[] = {\n", out);
    for (size_t i = 0; i < key_count; i++) {
        fputs("    {", out);
        write_literal(out, keys[i]);
        fputs(", {", out);
        for (int language = 0; language < LANGUAGE_COUNT; language++) {
            const char *text = json_string_value(json_object_get(catalogues[language], keys[i]));
            if (text == NULL) {
                fputs("0, ", out);
            } else {
                write_literal(out, text);
                fputs(", ", out);
            }
        }
        fputs("}},\n", out);
    }
    fprintf(out, "};\nconst size_t trib_words_count = %zu;\n", key_count);
}

/* The keys that some catalogue has, each once, sorted. They belong to the merged object. */
static const char **collect_keys(json_t *merged, json_t *const catalogues[LANGUAGE_COUNT],
                                 size_t *out_count) {
    const char *key;
    json_t *value;
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        json_object_foreach(catalogues[language], key, value) {
            if (json_is_string(value)) {
                json_object_set_new(merged, key, json_true());
            }
        }
    }
    const char **keys = calloc(json_object_size(merged) + 1, sizeof *keys);
    if (keys == NULL) {
        return NULL;
    }
    *out_count = 0;
    json_object_foreach(merged, key, value) {
        keys[(*out_count)++] = key;
    }
    qsort(keys, *out_count, sizeof *keys, compare_keys);
    return keys;
}

int main(int argument_count, char **arguments) {
    if (argument_count != 2 + LANGUAGE_COUNT) {
        fprintf(stderr, "usage: embed_words OUTPUT.c EN.json ES.json FR.json AR.json\n");
        return 2;
    }
    json_t *catalogues[LANGUAGE_COUNT];
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        json_error_t error;
        const char *path = arguments[2 + language];
        catalogues[language] = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
        if (!json_is_object(catalogues[language])) {
            fprintf(stderr, "%s:%d: %s\n", path, error.line, error.text);
            return 1;
        }
    }
    json_t *merged = json_object();
    size_t key_count = 0;
    const char **keys = collect_keys(merged, catalogues, &key_count);
    FILE *out = fopen(arguments[1], "w");
    if (keys == NULL || key_count == 0 || out == NULL) {
        fprintf(stderr, "%s: cannot be made\n", arguments[1]);
        return 1;
    }
    write_table(out, catalogues, keys, key_count);
    bool written = fclose(out) == 0;
    free(keys);
    json_decref(merged);
    for (int language = 0; language < LANGUAGE_COUNT; language++) {
        json_decref(catalogues[language]);
    }
    return written ? 0 : 1;
}
