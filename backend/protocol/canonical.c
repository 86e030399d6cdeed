/*
 * What the log's request digest is over. A command may come with its keys in any order, with null
 * or without a word for what it does not give; it is the same command, and a repetition of it must
 * be known as one. So it is written from what decoding understood, in the order of the method
 * table: [method, acting_for, field, …], an edit as [from, to]. What is sealed is left out: there
 * are few choices, and whoever has the file could try each of them against the digest. So a
 * repetition with another choice is taken for the first one.
 */
#include "canonical.h"

#include <assert.h>

#include "tributary/base/json_write.h"

static void field_write(const struct trib_field *field, const struct trib_params *params,
                        struct trib_json_writer *json) {
    const void *place = params->bytes + field->offset;
    assert(field->type != TRIB_FIELD_SEQ && field->type != TRIB_FIELD_IDS); /* of no command */
    if (!field->is_edit) {
        const char *const *text = place;
        trib_json_text(json, *text);
        return;
    }
    const struct trib_edit *edit = place;
    if (!edit->given) {
        trib_json_null(json);
        return;
    }
    trib_json_array_open(json);
    trib_json_text(json, edit->from);
    trib_json_text(json, edit->to);
    trib_json_array_close(json);
}

void trib_canonical_write(const struct trib_method *method, const struct trib_params *params,
                          struct trib_buffer *out) {
    struct trib_json_writer json = trib_json_writer(out);
    trib_json_array_open(&json);
    trib_json_text(&json, method->name);
    trib_json_text(&json, params->acting_for);
    for (size_t i = 0; i < method->field_count; i++) {
        if (!method->fields[i].is_sealed) {
            field_write(&method->fields[i], params, &json);
        }
    }
    trib_json_array_close(&json);
}
