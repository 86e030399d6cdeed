/*
 * Build step: the files schema/NNNN_name.sql become the table of migrations that the store carries.
 * Numbers run from 1 without gaps; a gap stops the build, since a database would wait for it for
 * ever. usage: embed_migrations OUTPUT.c 0001_first.sql 0002_second.sql …
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES_MAX 128

/* Splits "…/0001_spine.sql" into 1 and "spine". */
static bool read_name(const char *path, long *out_number, char out_name[static NAME_BYTES_MAX]) {
    const char *slash = strrchr(path, '/');
    const char *file = slash == NULL ? path : slash + 1;
    char *rest;
    *out_number = strtol(file, &rest, 10);
    const char *end = strrchr(file, '.');
    if (rest != file + 4 || *rest != '_' || end == NULL || end - rest >= NAME_BYTES_MAX) {
        return false;
    }
    size_t length = (size_t)(end - rest - 1);
    memcpy(out_name, rest + 1, length);
    out_name[length] = '\0';
    return length > 0;
}

/* As an array of byte values: a string literal may not be as long as a schema. */
static bool write_content(FILE *out, const char *path, long number) {
    FILE *in = fopen(path, "r");
    if (in == NULL) {
        return false;
    }
    fprintf(out, "static const char migration_%ld[] = {", number);
    int byte;
    for (size_t column = 0; (byte = fgetc(in)) != EOF; column++) {
        fprintf(out, "%s%d,", column % 24 == 0 ? "\n    " : "", byte > 127 ? byte - 256 : byte);
    }
    fputs("0};\n\n", out);
    bool whole = ferror(in) == 0;
    return fclose(in) == 0 && whole;
}

int main(int argument_count, char **arguments) {
    FILE *out = argument_count < 3 ? NULL : fopen(arguments[1], "w");
    if (out == NULL) {
        fprintf(stderr, "usage: embed_migrations OUTPUT.c 0001_first.sql …\n");
        return 2;
    }
    char name[NAME_BYTES_MAX];
    long number;
    fputs("#include \"tributary/store/store.h\"\n\n", out);
    for (int i = 2; i < argument_count; i++) {
        if (!read_name(arguments[i], &number, name) || number != i - 1 ||
            !write_content(out, arguments[i], number)) {
            fprintf(stderr, "%s: not readable, or not the migration that comes next\n",
                    arguments[i]);
            return 1;
        }
    }
    fputs("const struct trib_migration trib_migrations[] = {\n", out);
    for (int i = 2; i < argument_count; i++) {
        if (read_name(arguments[i], &number, name)) {
            fprintf(out, "    {%ld, \"%s\", migration_%ld},\n", number, name, number);
        }
    }
    fprintf(out, "};\nconst size_t trib_migration_count = %d;\n", argument_count - 2);
    return fclose(out) == 0 ? 0 : 1;
}
