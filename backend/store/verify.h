/* What the two halves of a verification share: the source, what was found, the replay. */
#ifndef TRIBUTARY_STORE_VERIFY_H
#define TRIBUTARY_STORE_VERIFY_H

#include "inside.h"
#include "replay.h"
#include "tributary/store/log.h"

struct verification {
    struct statements *source;
    const struct trib_store_settings *settings;
    struct trib_verify_report *report;
    struct trib_error *error;
    struct replay replay;
    uint64_t seq;                   /* of the last entry that held */
    unsigned char hash[HASH_BYTES]; /* its hash */
};

/** Notes the first difference. Returns false, so that whoever finds it stops. */
bool verify_differs(struct verification *of, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/** The source cannot be read: fills in the error. Returns false. */
bool verify_unreadable(struct verification *of);

/** Goes through the log: the chain of hashes, and every change put back in the replay. False: there
    is a difference or an error. */
bool verify_log(struct verification *of);

#endif
