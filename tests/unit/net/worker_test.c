/* A thread beside the loop takes nothing that is the loop's: neither its signals nor its core. */
#include "worker.h"

#include "rows.h"

#include <signal.h>
#include <sys/resource.h>

struct seen {
    int priority;
    bool takes_terminate;
};

static void *look(void *context) {
    struct seen *seen = context;
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    *seen = (struct seen){getpriority(PRIO_PROCESS, 0), !sigismember(&blocked, SIGTERM)};
    return NULL;
}

static void gives_way_to_the_loop(void **state) {
    (void)state;
    struct seen seen = {0};
    pthread_t thread;
    int own = getpriority(PRIO_PROCESS, 0);
    assert_true(worker_start(&thread, look, &seen));
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_int_equal(seen.priority, own + 10 > 19 ? 19 : own + 10);
    assert_int_equal(getpriority(PRIO_PROCESS, 0), own);
}

static void gets_no_signals(void **state) {
    (void)state;
    struct seen seen = {.takes_terminate = true};
    pthread_t thread;
    assert_true(worker_start(&thread, look, &seen));
    assert_int_equal(pthread_join(thread, NULL), 0);
    assert_false(seen.takes_terminate);
    sigset_t blocked;
    pthread_sigmask(SIG_SETMASK, NULL, &blocked);
    assert_false(sigismember(&blocked, SIGTERM));
}

int main(void) {
    struct unit_tests tests = {0};
    unit_add(&tests, "it gives way to the loop, which keeps its place", gives_way_to_the_loop);
    unit_add(&tests, "it gets no signals, and the loop still does", gets_no_signals);
    return unit_run("worker", &tests);
}
