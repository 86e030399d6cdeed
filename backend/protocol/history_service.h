/* The answer of history.read; it fits trib_method.answer. */
#ifndef TRIBUTARY_PROTOCOL_HISTORY_SERVICE_H
#define TRIBUTARY_PROTOCOL_HISTORY_SERVICE_H

#include "service.h"

struct trib_history_of {
    const char *table, *id;
};

TRIB_ANSWERS(trib_history_read_answer);

#endif
