/* tributary verify: whether a file is what its log says. It may be served meanwhile. */
#include <inttypes.h>
#include <stdio.h>

#include "command.h"
#include "file.h"
#include "tributary/store/log.h"

int cli_verify(const struct cli_call *call) {
    const char *path = NULL;
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    static const char *const names[] = {"FILE"};
    if (!cli_words_read(call, NULL, 0, &(struct cli_operands){names, &path, 1})) {
        return CLI_MISUSED;
    }
    if (!cli_file_check(path)) {
        return CLI_FAILED;
    }
    struct trib_store_settings settings = cli_store_settings(path);
    if (!trib_log_verify(&settings, &report, &error)) {
        return cli_refuse_file(path, &error);
    }
    printf("%" PRIu64 " entries, %" PRIu64 " changes\n", report.entries, report.changes);
    if (report.difference[0] != '\0') {
        return cli_refuse("%s is not what its log says: %s. Keep the file as it is, and go on from "
                          "the last backup that verifies.",
                          path, report.difference);
    }
    printf("the chain holds and the replay equals the file\n");
    return CLI_DONE;
}
