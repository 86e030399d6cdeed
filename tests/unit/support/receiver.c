/* See receiver.h. */
#include "receiver.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#define PYTHON "/usr/bin/python3" /* the one that Debian's packages are for */
#define SCRIPT TRIB_SOURCE_DIR "/tests/unit/support/receiver.py"

static void run(const char *const *words) {
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        (void)!freopen("/dev/null", "w", stderr); /* it says how it goes on */
        execvp(words[0], (char *const *)(uintptr_t)words);
        _exit(127);
    }
    int status = 0;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_int_equal(status, 0);
}

static void path_of(const struct receiver *receiver, const char *name, char *out, size_t size) {
    snprintf(out, size, "%s/%s", receiver->folder, name);
}

static void certificate_make(struct receiver *receiver) {
    char certificate[96];
    char key[96];
    snprintf(receiver->folder, sizeof receiver->folder, P_tmpdir "/tributary-receiver-XXXXXX");
    assert_non_null(mkdtemp(receiver->folder));
    path_of(receiver, "certificate", certificate, sizeof certificate);
    path_of(receiver, "key", key, sizeof key);
    run((const char *const[]){"openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days",
                              "2", "-subj", "/CN=localhost", "-addext",
                              "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate,
                              NULL});
}

static void child(const struct receiver *receiver, enum receiver_tls tls, const int in[2],
                  const int out[2]) {
    char certificate[96];
    char key[96];
    path_of(receiver, "certificate", certificate, sizeof certificate);
    path_of(receiver, "key", key, sizeof key);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves none behind */
    dup2(in[0], STDIN_FILENO);
    dup2(out[1], STDOUT_FILENO);
    (void)!freopen("/dev/null", "w", stderr); /* whoever turns back at its certificate is told of */
    close(in[1]);
    close(out[0]);
    if (tls == RECEIVER_PLAIN) {
        execl(PYTHON, PYTHON, SCRIPT, (char *)NULL);
    } else {
        execl(PYTHON, PYTHON, SCRIPT, certificate, key, tls == RECEIVER_MUST_TLS ? "must" : "may",
              (char *)NULL);
    }
    _exit(127);
}

void receiver_open(struct receiver *receiver, enum receiver_tls tls) {
    int in[2];
    int out[2];
    char line[32];
    *receiver = (struct receiver){0};
    if (tls != RECEIVER_PLAIN) {
        certificate_make(receiver);
    }
    assert_int_equal(pipe(in), 0);
    assert_int_equal(pipe(out), 0);
    fflush(NULL);
    receiver->pid = fork();
    assert_true(receiver->pid >= 0);
    if (receiver->pid == 0) {
        child(receiver, tls, in, out);
    }
    close(in[0]);
    close(out[1]);
    receiver->in = in[1];
    receiver->out = fdopen(out[0], "r");
    assert_non_null(receiver->out);
    assert_non_null(fgets(line, sizeof line, receiver->out)); /* else: is aiosmtpd installed? */
    receiver->port = atoi(line);
}

void receiver_close(struct receiver *receiver) {
    int status = 0;
    close(receiver->in);
    fclose(receiver->out);
    waitpid(receiver->pid, &status, 0);
    if (receiver->folder[0] != '\0') {
        char path[96];
        path_of(receiver, "certificate", path, sizeof path);
        unlink(path);
        path_of(receiver, "key", path, sizeof path);
        unlink(path);
        rmdir(receiver->folder);
    }
}

void receiver_certificate(const struct receiver *receiver, char *out_path, size_t size) {
    path_of(receiver, "certificate", out_path, size);
}

json_t *receiver_next(struct receiver *receiver) {
    char *line = NULL;
    size_t size = 0;
    assert_true(getline(&line, &size, receiver->out) > 0);
    json_t *told = json_loads(line, 0, NULL);
    assert_non_null(told);
    free(line);
    return told;
}
