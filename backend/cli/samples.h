/* The accounts of the demonstration. Private to this room. */
#ifndef TRIBUTARY_CLI_SAMPLES_H
#define TRIBUTARY_CLI_SAMPLES_H

#include "tributary/store/store.h"

/** Prints one link for each role of the demonstration. Returns how the command ends. */
int samples_invite(struct trib_store *store, const char *base_url);

#endif
