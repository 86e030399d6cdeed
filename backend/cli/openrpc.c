/* tributary openrpc: the description of the API, as schema/openrpc.json has it. */
#include <stdio.h>

#include "command.h"
#include "tributary/base/buffer.h"
#include "tributary/protocol/server.h"

int cli_openrpc(const struct cli_call *call) {
    TRIB_AUTO(trib_buffer) text = {0};
    if (!cli_words_read(call, NULL, 0, &(struct cli_operands){0})) {
        return CLI_MISUSED;
    }
    if (!trib_openrpc_write(&text) || fwrite(text.bytes, 1, text.length, stdout) < text.length ||
        fflush(stdout) != 0) {
        return cli_refuse("the description could not be written");
    }
    return CLI_DONE;
}
