/* Methods of files brought in by the secretariat, and of samples taken out. */
#include <assert.h>
#include <string.h>

#include "import_service.h"
#include "methods.h"
#include "server_state.h"
#include "tributary/import/import.h"
#include "tributary/import/samples.h"

/* Characters of a file in one request: a frame may have 1 MiB, and quotes in it cost a sign more.
 */
#define IMPORT_FILE_MAX 700000

struct trib_samples_of {
    const char *nothing; /* no parameters */
};

/* On the wire E_PARSE is a request that is no JSON; this is a value that is none. */
static bool file_refuse(struct trib_error *error) {
    if (error->code == TRIB_E_PARSE) {
        error->code = TRIB_E_TYPE;
    }
    return false;
}

/* ---- answers --------------------------------------------------------------------------------- */

TRIB_ANSWERS(trib_import_preview_answer) {
    const struct trib_import_file *own = params;
    static struct trib_import_report report;
    (void)connection;
    report = (struct trib_import_report){0};
    if (!trib_import_preview(server->store, own->file, strlen(own->file), &report, error)) {
        return file_refuse(error);
    }
    trib_json_object_open(result);
    trib_json_key(result, "sections");
    trib_json_array_open(result);
    for (size_t index = 0; index < report.section_count; index++) {
        const struct trib_import_section *section = &report.sections[index];
        trib_json_object_open(result);
        trib_json_member_text(result, "name", section->name);
        trib_json_member_bool(result, "has_home", section->has_home);
        trib_json_member_int64(result, "taken", (int64_t)section->taken);
        trib_json_member_int64(result, "changed", (int64_t)section->changed);
        trib_json_member_int64(result, "present", (int64_t)section->present);
        trib_json_member_int64(result, "left_out", (int64_t)section->left_out);
        trib_json_object_close(result);
    }
    trib_json_array_close(result);
    trib_json_member_int64(result, "references_left_out", (int64_t)report.references_left_out);
    trib_json_object_close(result);
    return true;
}

TRIB_ANSWERS(trib_samples_preview_answer) {
    struct trib_samples_report report = {0};
    (void)params;
    if (!trib_samples_count(server->store, connection->person_id, &report, error)) {
        return false;
    }
    trib_json_object_open(result);
    trib_json_key(result, "tables");
    trib_json_array_open(result);
    for (size_t index = 0; index < report.table_count; index++) {
        trib_json_object_open(result);
        trib_json_member_text(result, "table", report.tables[index].table);
        trib_json_member_int64(result, "count", (int64_t)report.tables[index].count);
        trib_json_object_close(result);
    }
    trib_json_array_close(result);
    trib_json_member_int64(result, "count", (int64_t)report.count);
    trib_json_member_int64(result, "kept_count", (int64_t)report.kept_count);
    trib_json_object_close(result);
    return true;
}

/* ---- commands -------------------------------------------------------------------------------- */

static bool run_import(const struct trib_command *command, const void *params,
                       struct trib_error *error) {
    const struct trib_import_file *own = params;
    static struct trib_import_report report;
    return trib_import_take(command->store, own->file, strlen(own->file), &report, error) ||
           file_refuse(error);
}

/* What was counted is what goes: whoever looked at another count looks again. */
struct trib_samples_remove_params {
    const char *count;
};
static bool run_samples_remove(const struct trib_command *command, const void *params,
                               struct trib_error *error) {
    const struct trib_samples_remove_params *own = params;
    struct trib_samples_report report = {0};
    if (!trib_samples_count(command->store, command->actor.person_id, &report, error)) {
        return false;
    }
    if ((size_t)strtoull(own->count, NULL, 10) != report.count) {
        trib_fail(error, TRIB_E_STALE, "count");
        trib_error_add_int64(error, "stored", (int64_t)report.count);
        return false;
    }
    return trib_samples_remove(command->store, command->actor.person_id, &report, error);
}

static const struct trib_field IMPORT_FILE[] = {
    {TEXT(import_file, file, IMPORT_FILE_MAX), REQUIRED,
     .summary = "A declarative file, as JSON text."},
};

static const struct trib_field SAMPLES_REMOVE[] = {
    {.name = "count",
     .type = TRIB_FIELD_NUMBER,
     .offset = offsetof(struct trib_samples_remove_params, count),
     .most = 10000000,
     REQUIRED,
     .summary = "How many samples one was shown; another number is E_STALE."},
};

#define FILE_EXAMPLE                                                                               \
    "{\"file\":\"{\\\"format\\\":\\\"tributary-seed\\\",\\\"organizations\\\":[]}\"}"

static const struct trib_method methods[] = {
    {.name = "import.preview",
     .kind = TRIB_METHOD_SESSION,
     .summary = "What bringing a file in would do, section by section; nothing is done.",
     FIELDS(IMPORT_FILE),
     .params_bytes = sizeof(struct trib_import_file),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_TYPE, TRIB_E_REQUIRED, TRIB_E_EXISTS, TRIB_E_NOT_FOUND, TRIB_E_CYCLE,
                  TRIB_E_TOO_MANY, TRIB_E_DATE},
     .example = FILE_EXAMPLE,
     .answer = trib_import_preview_answer,
     .result_example =
         "{\"sections\":[{\"name\":\"organizations\",\"has_home\":true,"
         "\"taken\":31,\"changed\":0,\"present\":0,\"left_out\":0}],\"references_left_out\":0}"},
    {.name = "import.run",
     .tells_nobody = true,
     .summary = "Brings a file in: all of it or nothing, and twice changes nothing.",
     FIELDS(IMPORT_FILE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_TYPE, TRIB_E_EXISTS, TRIB_E_NOT_FOUND, TRIB_E_CYCLE, TRIB_E_TOO_MANY,
                  TRIB_E_DATE, TRIB_E_ORDER},
     .example = FILE_EXAMPLE,
     .run = run_import,
     .params_bytes = sizeof(struct trib_import_file)},
    {.name = "samples.preview",
     .kind = TRIB_METHOD_SESSION,
     .summary = "How many samples would go, by table, and how many stay for what rests on them.",
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .example = "{}",
     .answer = trib_samples_preview_answer,
     .result_example = "{\"tables\":[{\"table\":\"organization\",\"count\":8}],\"count\":8,"
                       "\"kept_count\":0}"},
    {.name = "samples.remove",
     .tells_nobody = true,
     .summary = "Takes all samples out in one act, but those that something else rests on.",
     FIELDS(SAMPLES_REMOVE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_STALE, TRIB_E_TOO_MANY},
     .example = "{\"count\":8}",
     .run = run_samples_remove,
     .params_bytes = sizeof(struct trib_samples_remove_params)},
};

const struct trib_method_family trib_methods_import = {methods, sizeof methods / sizeof methods[0]};
