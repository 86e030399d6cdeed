/* See private_rows.h. */
#include "private_rows.h"

#include "tributary/store/statement.h"

bool private_has(struct trib_store *store, const char *sql, const char *id, bool *out_has,
                 struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, id, error) &&
           trib_statement_next(&statement, out_has, error);
}

bool private_run(struct trib_store *store, const char *sql, const char *id,
                 struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, id, error) && trib_statement_run(&statement, error);
}

bool private_write(struct trib_store *store, const char *sql, const char *id, int64_t number,
                   struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    return trib_statement_prepare(store, sql, &statement, error) &&
           trib_bind_text(&statement, 1, id, error) &&
           trib_bind_int64(&statement, 2, number, error) && trib_statement_run(&statement, error);
}
