/*
 * Rows of an import: a statement, its values in order. The statements themselves stand where they
 * are used.
 */
#include "file.h"

#include "tributary/base/text.h"
#include "tributary/store/statement.h"

static bool values_bind(struct trib_statement *statement, const struct import_value *values,
                        size_t value_count, struct trib_error *error) {
    for (size_t i = 0; i < value_count; i++) {
        int index = (int)i + 1;
        bool bound = values[i].is_integer
                         ? trib_bind_int64(statement, index, values[i].integer, error)
                         : trib_bind_text(statement, index, values[i].text, error);
        if (!bound) {
            return false;
        }
    }
    return true;
}

bool import_row(struct trib_store *store, const char *sql, const struct import_value *values,
                size_t value_count, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           values_bind(&statement, values, value_count, error) &&
           trib_statement_run(&statement, error);
}

bool import_look(struct trib_store *store, const struct import_query *query, char *out_text,
                 size_t size, bool *out_found, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(store, query->sql, &statement, error) ||
        !values_bind(&statement, query->values, query->value_count, error) ||
        !trib_statement_next(&statement, out_found, error)) {
        return false;
    }
    if (*out_found) {
        const char *text = trib_column_text(&statement, 0);
        trib_text_copy(out_text, size, text == NULL ? "" : text);
    }
    return true;
}
