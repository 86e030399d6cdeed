/*
 * Two threads and two lists, all under one lock that is held for moments. The threads pause while
 * much of what they made has not been read yet: a hall of slow readers must not fill the memory.
 */
#include "snapshots.h"

#include <pthread.h>
#include <stdlib.h>

#include "limits.h"
#include "tributary/base/log.h"
#include "worker.h"

struct jobs { /* first in, first out */
    struct snapshot_job *first, *last;
    size_t count;
};

struct snapshots {
    struct lws_context *lws;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t threads[TRIB_SNAPSHOTS_AT_ONCE_MAX];
    size_t thread_count;
    struct jobs waiting, ready;
    size_t held_bytes;
    bool is_stopping;
};

static void jobs_add(struct jobs *jobs, struct snapshot_job *job) {
    job->next = NULL;
    if (jobs->last != NULL) {
        jobs->last->next = job;
    } else {
        jobs->first = job;
    }
    jobs->last = job;
    jobs->count++;
}

static struct snapshot_job *jobs_take(struct jobs *jobs) {
    struct snapshot_job *job = jobs->first;
    if (job != NULL) {
        jobs->first = job->next;
        jobs->last = jobs->first == NULL ? NULL : jobs->last;
        jobs->count--;
    }
    return job;
}

static void job_free(struct snapshot_job *job) {
    if (job != NULL) {
        trib_snapshot_destroy(job->snapshot);
        free(job);
    }
}

/* ---- on the threads -------------------------------------------------------------------------- */

/* Waits for a job that may be made now; NULL: it is over. Under the lock. */
static struct snapshot_job *next_job(struct snapshots *snapshots) {
    while (!snapshots->is_stopping &&
           (snapshots->waiting.first == NULL || snapshots->held_bytes > NET_SNAPSHOTS_BYTES_MAX)) {
        pthread_cond_wait(&snapshots->changed, &snapshots->lock);
    }
    return snapshots->is_stopping ? NULL : jobs_take(&snapshots->waiting);
}

static void job_make(struct snapshot_job *job) {
    struct trib_error error;
    job->is_made = trib_snapshot_make(job->snapshot, &error);
    if (job->is_made) {
        trib_snapshot_bytes(job->snapshot, &job->bytes);
    } else {
        trib_log(TRIB_LOG_ERROR, "snapshot.failed", "%s", trib_error_code_name(error.code));
    }
}

static void *work(void *context) {
    struct snapshots *snapshots = context;
    struct snapshot_job *job;
    pthread_mutex_lock(&snapshots->lock);
    while ((job = next_job(snapshots)) != NULL) {
        bool is_wanted = job->connection_id != 0;
        pthread_mutex_unlock(&snapshots->lock);
        if (is_wanted) {
            job_make(job);
        }
        pthread_mutex_lock(&snapshots->lock);
        snapshots->held_bytes += job->bytes;
        jobs_add(&snapshots->ready, job);
        lws_cancel_service(snapshots->lws); /* a byte into the loop's own pipe */
    }
    pthread_mutex_unlock(&snapshots->lock);
    return NULL;
}

/* ---- on the loop ----------------------------------------------------------------------------- */

static bool thread_start(struct snapshots *snapshots) {
    bool is_started = worker_start(&snapshots->threads[snapshots->thread_count], work, snapshots);
    snapshots->thread_count += is_started ? 1 : 0;
    return is_started;
}

struct snapshots *snapshots_create(struct lws_context *lws) {
    struct snapshots *snapshots = calloc(1, sizeof *snapshots);
    if (snapshots == NULL) {
        return NULL;
    }
    snapshots->lws = lws;
    pthread_mutex_init(&snapshots->lock, NULL); /* neither of the two can fail on Linux */
    pthread_cond_init(&snapshots->changed, NULL);
    for (size_t i = 0; i < TRIB_SNAPSHOTS_AT_ONCE_MAX; i++) {
        if (!thread_start(snapshots)) {
            snapshots_destroy(snapshots);
            return NULL;
        }
    }
    return snapshots;
}

void snapshots_stop(struct snapshots *snapshots) {
    if (snapshots == NULL) {
        return;
    }
    pthread_mutex_lock(&snapshots->lock);
    snapshots->is_stopping = true;
    pthread_cond_broadcast(&snapshots->changed);
    pthread_mutex_unlock(&snapshots->lock);
    while (snapshots->thread_count > 0) {
        pthread_join(snapshots->threads[--snapshots->thread_count], NULL);
    }
}

void snapshots_destroy(struct snapshots *snapshots) {
    if (snapshots == NULL) {
        return;
    }
    snapshots_stop(snapshots);
    struct snapshot_job *job;
    while ((job = jobs_take(&snapshots->waiting)) != NULL ||
           (job = jobs_take(&snapshots->ready)) != NULL) {
        job_free(job);
    }
    pthread_cond_destroy(&snapshots->changed);
    pthread_mutex_destroy(&snapshots->lock);
    free(snapshots);
}

struct snapshot_job *snapshots_ask(struct snapshots *snapshots, struct trib_snapshot *take_snapshot,
                                   uint64_t connection_id) {
    struct snapshot_job *job = calloc(1, sizeof *job);
    if (job == NULL) {
        trib_snapshot_destroy(take_snapshot);
        return NULL;
    }
    *job = (struct snapshot_job){.connection_id = connection_id, .snapshot = take_snapshot};
    pthread_mutex_lock(&snapshots->lock);
    bool has_room = snapshots->waiting.count < NET_SNAPSHOTS_WAITING_MAX;
    if (has_room) {
        jobs_add(&snapshots->waiting, job);
        pthread_cond_signal(&snapshots->changed);
    }
    pthread_mutex_unlock(&snapshots->lock);
    if (!has_room) {
        job_free(job);
        return NULL;
    }
    return job;
}

struct snapshot_job *snapshots_ready(struct snapshots *snapshots) {
    pthread_mutex_lock(&snapshots->lock);
    struct snapshot_job *job = jobs_take(&snapshots->ready);
    pthread_mutex_unlock(&snapshots->lock);
    return job;
}

void snapshots_abandon(struct snapshots *snapshots, struct snapshot_job *job) {
    pthread_mutex_lock(&snapshots->lock);
    job->connection_id = 0;
    pthread_mutex_unlock(&snapshots->lock);
}

void snapshots_release(struct snapshots *snapshots, struct snapshot_job *take_job) {
    pthread_mutex_lock(&snapshots->lock);
    snapshots->held_bytes -= take_job->bytes;
    pthread_cond_broadcast(&snapshots->changed);
    pthread_mutex_unlock(&snapshots->lock);
    job_free(take_job);
}
