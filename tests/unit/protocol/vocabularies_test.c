/* The words of the method table are those of the schema's CHECKs, column by column. */
#include "vocabularies.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"
#include "tributary/base/buffer.h"
#include "tributary/command/tables.h"

/* All migrations, one behind the other. */
static char *schema_read(void) {
    glob_t migrations;
    char *text = calloc(1, 1024 * 1024);
    size_t length = 0;
    assert_non_null(text);
    assert_int_equal(glob(TRIB_SOURCE_DIR "/schema/*.sql", 0, NULL, &migrations), 0);
    for (size_t i = 0; i < migrations.gl_pathc; i++) {
        FILE *file = fopen(migrations.gl_pathv[i], "rb");
        assert_non_null(file);
        length += fread(text + length, 1, 1024 * 1024 - 1 - length, file);
        fclose(file);
    }
    globfree(&migrations);
    assert_in_range(length, 1, 1024 * 1024 - 2);
    return text;
}

/* The words of a table's column as SQL writes them, 'a', 'b'; "" when its CHECK names none. A table
   that was made anew has those of the last time. */
static void words_in_schema(const char *schema, const char *table, const char *column,
                            struct trib_buffer *out) {
    const char *begin = NULL;
    static const char *const ENDINGS[] = {"", "_new"};
    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++) {
        char opening[128];
        const char *quote = strcmp(table, "group") == 0 ? "\"" : "";
        snprintf(opening, sizeof opening, "CREATE TABLE %s%s%s%s (", quote, table, ENDINGS[i],
                 quote);
        for (const char *next = strstr(schema, opening); next != NULL;
             next = strstr(next + 1, opening)) {
            begin = next > begin ? next : begin;
        }
    }
    assert_non_null(begin);
    const char *end = strstr(begin, ") STRICT");
    TRIB_AUTO(trib_buffer) check = {0};
    trib_buffer_append_format(&check, "CONSTRAINT \"%s E_TYPE\" CHECK (", column);
    const char *found = strstr(begin, trib_buffer_text(&check));
    if (found == NULL || found > end) {
        return;
    }
    const char *words = strstr(found, " IN (");
    assert_true(words != NULL && words < end);
    words += strlen(" IN (");
    trib_buffer_append(out, words, strcspn(words, ")"));
}

static void same_as_schema(void **state) {
    (void)state;
    char *schema = schema_read();
    size_t compared = 0;
    for (size_t i = 0; i < trib_table_count; i++) {
        const struct trib_table *table = &trib_tables[i];
        for (size_t c = 0; table->kind == TRIB_TABLE_SYNCED && c < table->column_count; c++) {
            const char *column = table->columns[c].name;
            if (table->columns[c].type != TRIB_COLUMN_TEXT) {
                continue;
            }
            TRIB_AUTO(trib_buffer) expected = {0};
            TRIB_AUTO(trib_buffer) actual = {0};
            words_in_schema(schema, table->name, column, &expected);
            const struct trib_vocabulary *own = trib_vocabulary_of_column(table->name, column);
            for (size_t w = 0; own != NULL && w < own->word_count; w++) {
                trib_buffer_append_format(&actual, "%s'%s'", w == 0 ? "" : ", ", own->words[w]);
            }
            assert_string_equal(trib_buffer_text(&actual), trib_buffer_text(&expected));
            compared += own != NULL ? 1 : 0;
        }
    }
    assert_in_range(compared, 20, 100);
    free(schema);
}

static void first_statuses(void **state) {
    (void)state;
    const struct trib_vocabulary *first = trib_vocabulary(TRIB_WORDS_AFFILIATION_STATUS_FIRST);
    const struct trib_vocabulary *all = trib_vocabulary(TRIB_WORDS_AFFILIATION_STATUS);
    for (size_t i = 0; i < first->word_count; i++) {
        assert_true(trib_vocabulary_has(all, first->words[i]));
    }
    assert_false(trib_vocabulary_has(first, "left"));
    assert_false(trib_vocabulary_has(first, "suspended"));
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "every closed list of words is the schema's", same_as_schema);
    unit_add(&tests, "a tie does not begin with its end", first_statuses);
    return unit_run("protocol/vocabularies", &tests);
}
