/*
 * A command of the command line: its words, how it speaks and how it ends. Private to this room.
 */
#ifndef TRIBUTARY_CLI_COMMAND_H
#define TRIBUTARY_CLI_COMMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/error.h"

/* Of a coalition's file, or of a copy: how many ballots are open in it. */
#define CLI_OPEN_BALLOTS "SELECT count(*) FROM ballot WHERE state = 'open'"

enum cli_end { CLI_DONE = 0, CLI_FAILED = 1, CLI_MISUSED = 2 };

/* The words behind the command's name. */
struct cli_call {
    const char *command;
    char *const *words;
    size_t word_count;
};

/* An option: what may follow which name, and what did. */
struct cli_option {
    const char *name;    /* "--host" */
    const char **values; /* room for what followed it; NULL: nothing follows */
    size_t room;         /* how often it may be given */
    size_t count;        /* how often it was */
};

/* The words that are no options, in their order. */
struct cli_operands {
    const char *const *names; /* "FILE"; for what is said when one is missing */
    const char **values;
    size_t count;
};

/** Sorts the words into options and operands; all operands must be there, and every word be whole
    UTF-8. False, and said why, when they are not what the command takes. */
bool cli_words_read(const struct cli_call *call, struct cli_option *options, size_t option_count,
                    const struct cli_operands *operands);

/** Whether a name is one: something to read, and not too long. Says so when it is not. */
bool cli_name_check(const struct cli_call *call, const char *option, const char *name);

/** Says on standard error what is wrong with the words, and where to read how it is meant. Returns
    CLI_MISUSED. */
int cli_misused(const struct cli_call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Says on standard error why something was not done. Returns CLI_FAILED. */
int cli_refuse(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** The same of an error: its own sentence, and its field when it has one. */
int cli_refuse_error(const char *what, const struct trib_error *error);

/* The commands, one a file. */
int cli_init(const struct cli_call *call);
int cli_serve(const struct cli_call *call);
int cli_invite(const struct cli_call *call);
int cli_import(const struct cli_call *call);
int cli_verify(const struct cli_call *call);
int cli_backup(const struct cli_call *call);
int cli_restore(const struct cli_call *call);
int cli_doctor(const struct cli_call *call);
int cli_openrpc(const struct cli_call *call);

#endif
