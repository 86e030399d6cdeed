/* A file that is brought in, looked at first: whatever it says, looking changes nothing. */
#include <stdint.h>
#include <stdlib.h>

#include "fuzz.h"
#include "spine.h"
#include "tributary/base/log.h"
#include "tributary/import/import.h"

static struct spine *begun(void) {
    static struct spine spine;
    if (spine.store == NULL) {
        trib_log_set_level(TRIB_LOG_NOTHING);
        spine_open(&spine, 61);
    }
    return &spine;
}

static bool is_empty(struct trib_store *store) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_statement) statement = {0};
    bool has_row = true;
    return trib_statement_prepare(store, "SELECT 1 FROM organization LIMIT 1", &statement,
                                  &error) &&
           trib_statement_next(&statement, &has_row, &error) && !has_row;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static struct trib_import_report report;
    struct spine *spine = begun();
    struct trib_error error = {0};
    uint64_t seq = trib_store_last_seq(spine->store);
    bool is_fine = trib_import_preview(spine->store, (const char *)data, size, &report, &error);
    bool has_reason = is_fine || (error.code != TRIB_E_NONE && error.code != TRIB_E_STORAGE);
    if (!has_reason || trib_store_last_seq(spine->store) != seq || !is_empty(spine->store)) {
        abort();
    }
    return 0;
}
