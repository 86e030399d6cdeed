/* The questions a coalition asks itself, as its source puts them. */
#include "file.h"
#include "tributary/base/limits.h"

static const char ADD[] =
    "INSERT INTO question (question_id, space_id, text, sample) VALUES (?1, ?2, ?3, ?4)";

enum { QUESTION_NAME, QUESTION_COUNT };
static const struct import_field FIELDS[QUESTION_COUNT] = {
    [QUESTION_NAME] = {"name", IMPORT_TEXT, true, TRIB_TITLE_MAX, NULL},
};

bool import_question(struct import_record *record, enum import_outcome *out_outcome,
                     struct trib_error *error) {
    struct import_values read;
    char id[TRIB_ID_BYTES];
    const char *space_id = import_directory_space(record);
    *out_outcome = IMPORT_TAKEN;
    if (!import_read(record, FIELDS, QUESTION_COUNT, &read, error) ||
        !import_key_make(record, "question", id, error)) {
        return false;
    }
    struct import_value values[] = {IMPORT_TEXT_VALUE(id), IMPORT_TEXT_VALUE(space_id),
                                    IMPORT_TEXT_VALUE(read.texts[QUESTION_NAME]),
                                    IMPORT_INTEGER_VALUE(record->is_sample)};
    return import_row(record->file->store, ADD, values, 4, error) &&
           import_provenance(record, "question", id, space_id, error);
}
