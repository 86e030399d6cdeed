/*
 * See worker.h. Without the lower priority, two passwords being hashed on a small machine would
 * take the core from the loop for whole time slices, and everybody's updates would wait for them.
 */
#include "worker.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/* A tenth of the loop's share of a core, and the loop goes first when it wakes. Not lower: on a
   machine where other programs are busy too, signing in must still come to its turn. */
#define WORKER_NICE 10

struct work {
    void *(*run)(void *context);
    void *context;
};

static void *run(void *context) {
    struct work work = *(struct work *)context;
    free(context);
    /* Of this thread alone (nice(2), "C library/kernel differences"). Where a sandbox forbids it,
       all goes on as it would without. */
    int priority = nice(WORKER_NICE);
    (void)priority;
    return work.run(work.context);
}

bool worker_start(pthread_t *out_thread, void *(*work)(void *context), void *context) {
    struct work *wanted = malloc(sizeof *wanted);
    if (wanted == NULL) {
        return false;
    }
    *wanted = (struct work){work, context};
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool is_started = pthread_create(out_thread, NULL, run, wanted) == 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (!is_started) {
        free(wanted);
    }
    return is_started;
}
