/* Answers of the methods about files and samples; each fits trib_method.answer. */
#ifndef TRIBUTARY_PROTOCOL_IMPORT_SERVICE_H
#define TRIBUTARY_PROTOCOL_IMPORT_SERVICE_H

#include "service.h"

struct trib_import_file {
    const char *file; /* JSON, whole */
};

TRIB_ANSWERS(trib_import_preview_answer);
TRIB_ANSWERS(trib_samples_preview_answer);

#endif
