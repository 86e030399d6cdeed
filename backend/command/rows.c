/* See rows.h. The statements of one family stand in its own file; here are those all of them share.
 */
#include "rows.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "tributary/base/text.h"

void command_number_write(int64_t number, char out[static COMMAND_NUMBER_BYTES]) {
    snprintf(out, COMMAND_NUMBER_BYTES, "%" PRId64, number);
}

void command_now_write(const struct trib_store *store, char out[static COMMAND_NUMBER_BYTES]) {
    command_number_write(trib_store_now_ms(store), out);
}

const char *command_or_null(const char *text) {
    return text[0] == '\0' ? NULL : text;
}

bool command_prepare(struct trib_store *store, const char *sql, struct trib_statement *out,
                     const char *const *texts, size_t text_count, struct trib_error *error) {
    if (!trib_statement_prepare(store, sql, out, error)) {
        return false;
    }
    for (size_t index = 0; index < text_count; index++) {
        if (!trib_bind_text(out, (int)index + 1, texts[index], error)) {
            return false;
        }
    }
    return true;
}

bool command_write(struct trib_store *store, const char *sql, const char *const *texts,
                   size_t text_count, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return command_prepare(store, sql, &statement, texts, text_count, error) &&
           trib_statement_run(&statement, error);
}

bool command_read(struct trib_store *store, const struct command_reading *reading,
                  struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = false;
    if (!command_prepare(store, reading->sql, &statement, &reading->id, 1, error) ||
        !trib_statement_next(&statement, &has_row, error)) {
        return false;
    }
    if (!has_row) {
        return trib_fail(error, TRIB_E_NOT_FOUND, reading->field);
    }
    for (size_t index = 0; index < reading->column_count; index++) {
        const char *text = trib_column_text(&statement, (int)index);
        trib_text_copy(reading->columns[index].text, reading->columns[index].size,
                       text == NULL ? "" : text);
    }
    return true;
}

bool command_has(struct trib_store *store, const char *sql, const char *const *texts,
                 size_t text_count, bool *out_has, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return command_prepare(store, sql, &statement, texts, text_count, error) &&
           trib_statement_next(&statement, out_has, error);
}

bool command_bound_check(struct trib_store *store, const struct command_bound *bound,
                         const char *const *texts, size_t text_count, struct trib_error *error) {
    bool is_full = false;
    if (!command_has(store, bound->sql, texts, text_count, &is_full, error)) {
        return false;
    }
    if (is_full) {
        trib_fail(error, TRIB_E_TOO_MANY, bound->field);
        trib_error_add_int64(error, "most", bound->most);
    }
    return !is_full;
}

bool command_id_check(struct trib_store *store, const char *table_name, const char *id,
                      const char *field, struct trib_error *error) {
    const struct trib_table *table = trib_store_table_find(store, table_name);
    assert(table != NULL);
    char space_id[TRIB_ID_BYTES];
    bool is_taken = false;
    return trib_row_space(store, table, id, space_id, &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, field));
}

static const char FIND_SPACE[] = "SELECT 1 FROM space WHERE space_id = ?1 LIMIT 1";
static const char ADD_SPACE[] = "INSERT INTO space (space_id, kind, owner_id) VALUES (?1, ?2, ?1)";

bool command_space_make(struct trib_store *store, const char *kind, const char *owner_id,
                        const char *field, struct trib_error *error) {
    bool is_taken = false;
    return command_has(store, FIND_SPACE, TEXTS(owner_id), &is_taken, error) &&
           (!is_taken || trib_fail(error, TRIB_E_EXISTS, field)) &&
           command_write(store, ADD_SPACE, TEXTS(owner_id, kind), error);
}

/* The list is words apart by one space. */
static const char STATE_COLUMN[] =
    "UPDATE provenance SET inferred = trim(replace(' ' || inferred || ' ', ' ' || ?3 || ' ', ' ')) "
    "WHERE table_name = ?1 AND row_id = ?2 AND instr(' ' || inferred || ' ', ' ' || ?3 || ' ') > 0";

bool command_state(struct trib_store *store, const char *table_name, const char *row_id,
                   const char *column, struct trib_error *error) {
    return command_write(store, STATE_COLUMN, TEXTS(table_name, row_id, column), error);
}
