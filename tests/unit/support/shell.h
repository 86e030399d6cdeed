/*
 * The command line as an operator meets it: words go in; an exit code and what was printed come
 * out. Every test has a folder of its own, in which FILE is a coalition's file.
 */
#ifndef TESTS_UNIT_SUPPORT_SHELL_H
#define TESTS_UNIT_SUPPORT_SHELL_H

#include "rows.h"
#include "tributary/base/buffer.h"
#include "tributary/store/store.h"

#define GCM TRIB_SOURCE_DIR "/backend/gcm.json"
#define SHELL_WORDS_MAX 16

struct shell {
    char folder[64];
    char file[96], other[96]; /* two paths in it; nothing is there at first */
    struct trib_buffer out, err;
};

/* A set-up and a tear-down for cmocka: the shell is *state, the folder is empty. */
int shell_set_up(void **state);
int shell_tear_down(void **state);
#define IN_A_SHELL(test) cmocka_unit_test_setup_teardown(test, shell_set_up, shell_tear_down)

/** Runs "tributary" with these words (NULL at the end); what it printed is in out and err. */
int shell_run(struct shell *shell, const char *const *words);
#define SHELL(shell, ...) shell_run((shell), (const char *const[]){__VA_ARGS__, NULL})

bool shell_said(const struct shell *shell, const char *text);       /* on standard output */
bool shell_complained(const struct shell *shell, const char *text); /* on standard error */

/** Writes a file of these bytes. */
void shell_write(const char *path, const char *bytes, size_t length);

/** All bytes of a file; the caller frees them. */
struct shell_bytes {
    char *all;
    size_t length;
};
struct shell_bytes shell_read(const char *path);

/** One number by SQL out of a coalition's file. */
long long shell_count(const char *path, const char *sql);
/** Writes into a file behind the program's back. */
void shell_tamper(const char *path, const char *sql);

#endif
