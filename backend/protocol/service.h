/* Answers of the methods that are no commands; each fits trib_method.answer. */
#ifndef TRIBUTARY_PROTOCOL_SERVICE_H
#define TRIBUTARY_PROTOCOL_SERVICE_H

#include "methods.h"

struct trib_sync_hello {
    const char *database_id, *epoch;
    int64_t seq;
    struct trib_id_list spaces;
};

#define TRIB_ANSWERS(name)                                                                         \
    bool name(struct trib_server *server, struct trib_connection *connection, const void *params,  \
              struct trib_json_writer *result, struct trib_error *error)

TRIB_ANSWERS(trib_session_who);
TRIB_ANSWERS(trib_session_sign_out);
TRIB_ANSWERS(trib_rpc_discover);
TRIB_ANSWERS(trib_sync_hello_answer);
TRIB_ANSWERS(trib_sync_ping);

#endif
