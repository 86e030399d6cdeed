/* Methods that change no row: who one is, what the server can, and the words of the feed. */
#include <assert.h>

#include "history_service.h"
#include "methods.h"
#include "service.h"
#include "tributary/feed/feed.h"

static const struct trib_field SYNC_HELLO[] = {
    {ID(sync_hello, database_id), .with = "epoch",
     .summary = "Whose rows the client holds; null: it holds nothing."},
    {ID(sync_hello, epoch), .with = "database_id",
     .summary = "The epoch it had them in; a restore begins a new one."},
    {TRIB_FIELD_OF(sync_hello, seq), .type = TRIB_FIELD_SEQ,
     .summary = "The last number the server gave it."},
    {TRIB_FIELD_OF(sync_hello, spaces), .type = TRIB_FIELD_IDS, .most = TRIB_HELLO_SPACES_MAX,
     .summary = "The spaces it holds."},
};
static_assert(sizeof(struct trib_sync_hello) <= TRIB_PARAMS_BYTES_MAX, "room for it");

static const struct trib_field HISTORY_OF[] = {
    {WORD(history_of, table, HISTORY_TABLE), REQUIRED, .summary = "What kind of thing."},
    {ID(history_of, id), REQUIRED, .summary = "Which."},
};

#define PUBLIC_SPACE                                                                               \
    "{\"space_id\":\"" TRIB_SPACE_PUBLIC_ID "\",\"kind\":\"public\","                              \
    "\"owner_id\":null}"
#define DATABASE_ID "\"database_id\":\"e1f2a3b4-c5d6-4e7f-8091-a2b3c4d5e6f7\""
#define EPOCH "\"epoch\":\"f7e6d5c4-b3a2-4190-8f7e-6d5c4b3a2190\""

static const struct trib_method methods[] = {
    {.name = "session.who",
     .kind = TRIB_METHOD_QUERY,
     .summary = "Who one is signed in as, if at all, and whether this server sends mail.",
     .example = "{}",
     .answer = trib_session_who,
     .result_example =
         "{\"person_id\":null,\"session_id\":null," DATABASE_ID ",\"now_ms\":1795478400000,"
         "\"sends_mail\":false}"},
    {.name = "session.sign_out",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Ends the session and closes all its sockets.",
     .example = "{}",
     .answer = trib_session_sign_out,
     .result_example = "{}"},
    {.name = "rpc.discover",
     .kind = TRIB_METHOD_QUERY,
     .summary = "This description.",
     .example = "{}",
     .answer = trib_rpc_discover,
     .result_example = "{}"},
    {.name = "history.read",
     .kind = TRIB_METHOD_QUERY,
     .summary =
         "What changed in a thing and its parts, newest first: of what the reader may see now, "
         "the changes made in spaces they may see. Fields are as they became; times to the "
         "minute for who reads the coalition, else to the day.",
     FIELDS(HISTORY_OF),
     .params_bytes = sizeof(struct trib_history_of),
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{\"table\":\"organization\",\"id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\"}",
     .answer = trib_history_read_answer,
     .result_example = "{\"changes\":[],\"has_more\":false}"},
    {.name = "sync.hello",
     .kind = TRIB_METHOD_SYNC,
     .summary = "Begins or resumes the feed: what changed since, or where to take a snapshot.",
     FIELDS(SYNC_HELLO),
     .params_bytes = sizeof(struct trib_sync_hello),
     .refusals = {TRIB_E_TOO_MANY},
     .example =
         "{" DATABASE_ID "," EPOCH ",\"seq\":4181,\"spaces\":[\"" TRIB_SPACE_PUBLIC_ID "\"]}",
     .answer = trib_sync_hello_answer,
     .result_example =
         "{" DATABASE_ID "," EPOCH ",\"seq\":4181,\"person_id\":null,\"spaces\":[" PUBLIC_SPACE
         "],\"mode\":\"nothing\",\"rows\":[]}"},
    {.name = "sync.ping",
     .kind = TRIB_METHOD_SYNC,
     .summary = "Asks for a sign of life, which a browser cannot see otherwise.",
     .example = "{}",
     .answer = trib_sync_ping,
     .result_example = "{}"},
};

const struct trib_method_family trib_methods_service = {methods,
                                                        sizeof methods / sizeof methods[0]};
