/*
 * See mails.h. One thread, one mail: a receiver that takes its time holds up the next mail and
 * nothing else.
 */
#include "mails.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "worker.h"

struct mails {
    struct lws_context *lws;
    struct trib_smtp *smtp; /* the thread's alone */
    pthread_mutex_t lock;
    pthread_cond_t changed;
    pthread_t thread;
    bool is_started;
    atomic_bool is_stopping; /* libcurl asks it while it waits */
    struct trib_mail_job *asked, *ready;
};

static struct trib_mail_job *next_job(struct mails *mails) {
    while (!atomic_load(&mails->is_stopping) && mails->asked == NULL) {
        pthread_cond_wait(&mails->changed, &mails->lock);
    }
    struct trib_mail_job *job = atomic_load(&mails->is_stopping) ? NULL : mails->asked;
    mails->asked = job == NULL ? mails->asked : NULL;
    return job;
}

static void *work(void *context) {
    struct mails *mails = context;
    struct trib_mail_job *job;
    pthread_mutex_lock(&mails->lock);
    while ((job = next_job(mails)) != NULL) {
        pthread_mutex_unlock(&mails->lock);
        trib_smtp_send(mails->smtp, job);
        pthread_mutex_lock(&mails->lock);
        mails->ready = job;
        lws_cancel_service(mails->lws); /* a byte into the loop's own pipe */
    }
    pthread_mutex_unlock(&mails->lock);
    return NULL;
}

struct mails *mails_create(struct lws_context *lws, const struct trib_smtp_settings *settings) {
    struct mails *mails = calloc(1, sizeof *mails);
    if (mails == NULL) {
        return NULL;
    }
    mails->lws = lws;
    pthread_mutex_init(&mails->lock, NULL); /* neither of the two can fail on Linux */
    pthread_cond_init(&mails->changed, NULL);
    mails->smtp = trib_smtp_create(settings, &mails->is_stopping);
    mails->is_started = mails->smtp != NULL && worker_start(&mails->thread, work, mails);
    if (!mails->is_started) {
        mails_destroy(mails);
        return NULL;
    }
    return mails;
}

void mails_stop(struct mails *mails) {
    if (mails == NULL || !mails->is_started) {
        return;
    }
    pthread_mutex_lock(&mails->lock);
    atomic_store(&mails->is_stopping, true);
    pthread_cond_broadcast(&mails->changed);
    pthread_mutex_unlock(&mails->lock);
    pthread_join(mails->thread, NULL);
    mails->is_started = false;
}

void mails_destroy(struct mails *mails) {
    if (mails == NULL) {
        return;
    }
    mails_stop(mails);
    trib_mail_job_destroy(mails->asked);
    trib_mail_job_destroy(mails->ready);
    trib_smtp_destroy(mails->smtp);
    pthread_cond_destroy(&mails->changed);
    pthread_mutex_destroy(&mails->lock);
    free(mails);
}

void mails_ask(struct mails *mails, struct trib_mail_job *take_job) {
    pthread_mutex_lock(&mails->lock);
    assert(mails->asked == NULL && mails->ready == NULL);
    mails->asked = take_job;
    pthread_cond_signal(&mails->changed);
    pthread_mutex_unlock(&mails->lock);
}

struct trib_mail_job *mails_ready(struct mails *mails) {
    if (mails == NULL) {
        return NULL;
    }
    pthread_mutex_lock(&mails->lock);
    struct trib_mail_job *job = mails->ready;
    mails->ready = NULL;
    pthread_mutex_unlock(&mails->lock);
    return job;
}
