/* A real SMTP server beside a test: receiver.py, on this machine's python with aiosmtpd. */
#ifndef TESTS_UNIT_SUPPORT_RECEIVER_H
#define TESTS_UNIT_SUPPORT_RECEIVER_H

#include <jansson.h>
#include <stdio.h>
#include <sys/types.h>

struct receiver {
    pid_t pid;
    int in; /* open for as long as it shall go on */
    FILE *out;
    int port;
    char folder[64]; /* of its certificate; "": none */
};

enum receiver_tls { RECEIVER_PLAIN, RECEIVER_OFFERS_TLS, RECEIVER_MUST_TLS };

void receiver_open(struct receiver *receiver, enum receiver_tls tls);
/** Ends it and waits. */
void receiver_close(struct receiver *receiver);
/** Its certificate's file; valid until it is closed. */
void receiver_certificate(const struct receiver *receiver, char *out_path, size_t size);
/** The next mail it takes: waits for it. The caller's reference. */
json_t *receiver_next(struct receiver *receiver);

#endif
