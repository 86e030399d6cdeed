/* The command line: what an operator can ask of the program. */
#ifndef TRIBUTARY_CLI_CLI_H
#define TRIBUTARY_CLI_CLI_H

/**
 * Runs the command that the words name; words[0] is the program. What main returns: 0 when it was
 * done, 1 when it was refused or failed (why is on standard error), 2 when it was not understood.
 */
int trib_cli_run(int word_count, char *const *words);

#endif
