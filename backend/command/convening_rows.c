/* The SQL of series and convenings. What may be written is decided in convening.c. */
#include "convening_rows.h"

#include <assert.h>

#include "edits.h"
#include "rows.h"

/* ---- series ---------------------------------------------------------------------------------- */

static const char ADD_SERIES[] = "INSERT INTO series (series_id, space_id, name, kind, named_on) "
                                 "VALUES (?1, ?2, ?3, ?4, ?5)";
bool series_insert(struct trib_store *store, const char *space_id,
                   const struct trib_series_create *params, struct trib_error *error) {
    return command_write(
        store, ADD_SERIES,
        TEXTS(params->series_id, space_id, params->name, params->kind, params->named_on), error);
}

static const char SERIES_FIELDS[] = "SELECT name, kind, named_on FROM series WHERE series_id = ?1";
static const char SET_SERIES_NAME[] = "UPDATE series SET name = ?2 WHERE series_id = ?1";
static const char SET_SERIES_KIND[] = "UPDATE series SET kind = ?2 WHERE series_id = ?1";
static const char SET_NAMED_ON[] = "UPDATE series SET named_on = ?2 WHERE series_id = ?1";
bool series_update(struct trib_store *store, const struct trib_series_edit *params,
                   struct trib_error *error) {
    const struct command_field fields[] = {
        {"name", &params->name, SET_SERIES_NAME},
        {"kind", &params->kind, SET_SERIES_KIND},
        {"named_on", &params->named_on, SET_NAMED_ON},
    };
    const struct command_edits edits = {.table_name = "series",
                                        .id_field = "series_id",
                                        .row_id = params->series_id,
                                        .select = SERIES_FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char ADD_NAME[] =
    "INSERT INTO series_name (series_name_id, space_id, series_id, kind, text, language, rank) "
    "SELECT ?1, ?2, ?3, ?4, ?5, ?6, coalesce(max(rank), 0) + 1 "
    "FROM series_name WHERE series_id = ?3";
bool series_name_insert(struct trib_store *store, const char *space_id,
                        const struct trib_series_name_add *params, struct trib_error *error) {
    return command_write(store, ADD_NAME,
                         TEXTS(params->series_name_id, space_id, params->series_id, params->kind,
                               params->text, params->language),
                         error);
}

static const char DELETE_NAME[] = "DELETE FROM series_name WHERE series_name_id = ?1";
bool series_name_delete(struct trib_store *store, const char *series_name_id,
                        struct trib_error *error) {
    return command_write(store, DELETE_NAME, TEXTS(series_name_id), error);
}

/* ---- convenings ------------------------------------------------------------------------------ */

static const char LOAD[] =
    "SELECT state, starts_on, ends_on FROM convening WHERE convening_id = ?1";
bool convening_load(struct trib_store *store, const char *convening_id, struct convening *out,
                    struct trib_error *error) {
    char state[24];
    const struct command_text columns[] = {COLUMN(state), COLUMN(out->starts_on),
                                           COLUMN(out->ends_on)};
    const struct command_reading reading = {LOAD, convening_id, "convening_id", columns, 3};
    if (!command_read(store, &reading, error)) {
        return false;
    }
    bool is_known = trib_convening_state_find(state, &out->state);
    assert(is_known); /* the schema's CHECK has the same words */
    return true;
}

static const char ADD[] =
    "INSERT INTO convening (convening_id, space_id, series_id, name, kind, state, starts_on, "
    "ends_on, place, place_precision, host_id, alongside_id) VALUES (?1, ?2, ?3, ?4, ?5, "
    "coalesce(?6, 'announced'), ?7, ?8, ?9, coalesce(?10, 'unknown'), ?11, ?12)";
bool convening_insert(struct trib_store *store, const char *space_id,
                      const struct trib_convening_create *params, struct trib_error *error) {
    return command_write(store, ADD,
                         TEXTS(params->convening_id, space_id, params->series_id, params->name,
                               params->kind, params->state, params->starts_on, params->ends_on,
                               params->place, params->place_precision, params->host_id,
                               params->alongside_id),
                         error);
}

static const char FIELDS[] = "SELECT name, kind, starts_on, ends_on, place, place_precision, "
                             "series_id, host_id, alongside_id FROM convening "
                             "WHERE convening_id = ?1";
static const char SET_NAME[] = "UPDATE convening SET name = ?2 WHERE convening_id = ?1";
static const char SET_KIND[] = "UPDATE convening SET kind = ?2 WHERE convening_id = ?1";
static const char SET_START[] = "UPDATE convening SET starts_on = ?2 WHERE convening_id = ?1";
static const char SET_END[] = "UPDATE convening SET ends_on = ?2 WHERE convening_id = ?1";
static const char SET_PLACE[] = "UPDATE convening SET place = ?2 WHERE convening_id = ?1";
static const char SET_PRECISION[] =
    "UPDATE convening SET place_precision = ?2 WHERE convening_id = ?1";
static const char SET_SERIES[] = "UPDATE convening SET series_id = ?2 WHERE convening_id = ?1";
static const char SET_HOST[] = "UPDATE convening SET host_id = ?2 WHERE convening_id = ?1";
static const char SET_ALONGSIDE[] =
    "UPDATE convening SET alongside_id = ?2 WHERE convening_id = ?1";
bool convening_update(struct trib_store *store, const struct trib_convening_edit *params,
                      struct trib_error *error) {
    const struct command_field fields[] = {
        {"name", &params->name, SET_NAME},
        {"kind", &params->kind, SET_KIND},
        {"starts_on", &params->starts_on, SET_START},
        {"ends_on", &params->ends_on, SET_END},
        {"place", &params->place, SET_PLACE},
        {"place_precision", &params->place_precision, SET_PRECISION},
        {"series_id", &params->series_id, SET_SERIES},
        {"host_id", &params->host_id, SET_HOST},
        {"alongside_id", &params->alongside_id, SET_ALONGSIDE},
    };
    const struct command_edits edits = {.table_name = "convening",
                                        .id_field = "convening_id",
                                        .row_id = params->convening_id,
                                        .select = FIELDS,
                                        .fields = fields,
                                        .field_count = sizeof fields / sizeof fields[0]};
    return command_edit(store, &edits, error);
}

static const char SET_STATE[] = "UPDATE convening SET state = ?2 WHERE convening_id = ?1";
bool convening_save_state(struct trib_store *store, const char *convening_id,
                          enum trib_convening_state state, struct trib_error *error) {
    return command_write(store, SET_STATE, TEXTS(convening_id, trib_convening_state_name(state)),
                         error) &&
           command_state(store, "convening", convening_id, "state", error);
}
