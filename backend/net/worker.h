/* Threads beside the loop: for what takes long and may take a little longer. */
#ifndef TRIBUTARY_NET_WORKER_H
#define TRIBUTARY_NET_WORKER_H

#include <pthread.h>
#include <stdbool.h>

/** Starts a thread that gets no signals (they are for the thread that runs the loop) and gives way
    to the loop when both want the same core. False: there is none to be had. */
bool worker_start(pthread_t *out_thread, void *(*work)(void *context), void *context);

#endif
