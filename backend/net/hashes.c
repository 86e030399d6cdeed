/*
 * See hashes.h. Two threads and two lists under one lock. A hash takes a tenth of a second of one
 * core; the loop goes on meanwhile, and is woken when one is done.
 */
#include "hashes.h"

#include <pthread.h>
#include <stdlib.h>

#include "tributary/protocol/server.h"
#include "worker.h"

struct hashes {
    struct lws_context *lws;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t threads[TRIB_HASHES_AT_ONCE];
    size_t thread_count;
    struct trib_password_job *waiting, **waiting_end; /* first in, first out */
    struct trib_password_job *ready;                  /* in no order */
    bool is_stopping;
};

static struct trib_password_job *next_job(struct hashes *hashes) {
    while (!hashes->is_stopping && hashes->waiting == NULL) {
        pthread_cond_wait(&hashes->changed, &hashes->lock);
    }
    struct trib_password_job *job = hashes->is_stopping ? NULL : hashes->waiting;
    if (job != NULL) {
        hashes->waiting = job->next;
        hashes->waiting_end = hashes->waiting == NULL ? &hashes->waiting : hashes->waiting_end;
    }
    return job;
}

static void *work(void *context) {
    struct hashes *hashes = context;
    struct trib_password_job *job;
    pthread_mutex_lock(&hashes->lock);
    while ((job = next_job(hashes)) != NULL) {
        pthread_mutex_unlock(&hashes->lock);
        trib_password_job_run(job);
        pthread_mutex_lock(&hashes->lock);
        job->next = hashes->ready;
        hashes->ready = job;
        lws_cancel_service(hashes->lws); /* a byte into the loop's own pipe */
    }
    pthread_mutex_unlock(&hashes->lock);
    return NULL;
}

static bool thread_start(struct hashes *hashes) {
    bool is_started = worker_start(&hashes->threads[hashes->thread_count], work, hashes);
    hashes->thread_count += is_started ? 1 : 0;
    return is_started;
}

struct hashes *hashes_create(struct lws_context *lws) {
    struct hashes *hashes = calloc(1, sizeof *hashes);
    if (hashes == NULL) {
        return NULL;
    }
    hashes->lws = lws;
    hashes->waiting_end = &hashes->waiting;
    pthread_mutex_init(&hashes->lock, NULL); /* neither of the two can fail on Linux */
    pthread_cond_init(&hashes->changed, NULL);
    while (hashes->thread_count < TRIB_HASHES_AT_ONCE) {
        if (!thread_start(hashes)) {
            hashes_destroy(hashes);
            return NULL;
        }
    }
    return hashes;
}

void hashes_stop(struct hashes *hashes) {
    if (hashes == NULL) {
        return;
    }
    pthread_mutex_lock(&hashes->lock);
    hashes->is_stopping = true;
    pthread_cond_broadcast(&hashes->changed);
    pthread_mutex_unlock(&hashes->lock);
    while (hashes->thread_count > 0) {
        pthread_join(hashes->threads[--hashes->thread_count], NULL);
    }
}

static void jobs_destroy(struct trib_password_job *job) {
    while (job != NULL) {
        struct trib_password_job *next = job->next;
        trib_password_job_destroy(job);
        job = next;
    }
}

void hashes_destroy(struct hashes *hashes) {
    if (hashes == NULL) {
        return;
    }
    hashes_stop(hashes);
    jobs_destroy(hashes->waiting);
    jobs_destroy(hashes->ready);
    pthread_cond_destroy(&hashes->changed);
    pthread_mutex_destroy(&hashes->lock);
    free(hashes);
}

void hashes_ask(struct hashes *hashes, struct trib_password_job *take_job) {
    pthread_mutex_lock(&hashes->lock);
    take_job->next = NULL;
    *hashes->waiting_end = take_job;
    hashes->waiting_end = &take_job->next;
    pthread_cond_signal(&hashes->changed);
    pthread_mutex_unlock(&hashes->lock);
}

struct trib_password_job *hashes_ready(struct hashes *hashes) {
    pthread_mutex_lock(&hashes->lock);
    struct trib_password_job *job = hashes->ready;
    if (job != NULL) {
        hashes->ready = job->next;
    }
    pthread_mutex_unlock(&hashes->lock);
    return job;
}
