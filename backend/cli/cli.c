/*
 * The table of commands. What `help` prints comes from it, so that a command cannot be there and
 * not be told of.
 */
#include "tributary/cli/cli.h"

#include <stdio.h>
#include <string.h>

#include "command.h"
#include "tributary/base/log.h"

static int help(const struct cli_call *call);
static int version(const struct cli_call *call);

static const struct {
    const char *name;
    int (*run)(const struct cli_call *call);
    const char *usage, *summary; /* lines of a summary are indented alike */
} commands[] = {
    {"init", cli_init, "init FILE [--name NAME] [--base-url URL]",
     "Makes the file of a new coalition, and its first administrator with a link to sign in."},
    {"serve", cli_serve,
     "serve --db FILE [--port N] [--host ADDRESS]… [--origin ORIGIN]… [--rate N]",
     "Serves a coalition to browsers, at http://localhost:8080 unless told otherwise.\n"
     "--host    a numeric address to listen on\n"
     "--origin  an address people open it by, when a proxy stands in front\n"
     "--rate    calls a second each person may make; 0 sets no limit"},
    {"invite", cli_invite,
     "invite FILE --name NAME [--coalition-role secretariat|administrator]\n"
     "    [--organization NAME --role lead_delegate|alternate|base_member] [--base-url URL]\n"
     "invite FILE --samples [--base-url URL]",
     "Makes a link with which a person signs in, once; the person too, if there is no such one.\n"
     "--samples makes one for each role of the demonstration."},
    {"import", cli_import, "import FILE JSON",
     "Brings a file of records into a coalition: all of it or nothing. Twice changes nothing."},
    {"verify", cli_verify, "verify FILE",
     "Recomputes the log's chain, replays it, and compares the outcome with the file."},
    {"backup", cli_backup, "backup FILE FOLDER [--keep N] [--every HOURS]",
     "Copies a coalition into a new file in the folder, as of one moment, and verifies the copy. "
     "It\n"
     "may be served meanwhile. The name says when: coalition-20261127T093000Z.db\n"
     "--keep   so many of its copies in the folder; older ones are removed, once the new one is "
     "whole\n"
     "--every  goes on, with a copy each so many hours"},
    {"restore", cli_restore, "restore COPY FILE",
     "Makes FILE, which must not be there, of a copy: all sessions, links and open invitations "
     "end,\n"
     "and every device takes the coalition's rows anew."},
    {"doctor", cli_doctor, "doctor FILE",
     "Says what is well and what is not: the file's rights, its log, its disk, the machine's "
     "limits,\n"
     "and what to do. It changes nothing."},
    {"openrpc", cli_openrpc, "openrpc", "Prints the description of the API."},
    {"help", help, "help", "Prints this."},
    {"--version", version, "--version", "Prints the version."},
};
#define COMMAND_COUNT (sizeof commands / sizeof commands[0])

/* Each line behind the margin; one that goes on from the line above, behind as much room. */
static void lines_print(const char *margin, const char *text) {
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        bool goes_on = text[0] == ' ';
        printf("%*s%.*s\n", (int)strlen(margin), goes_on ? "" : margin, (int)length, text);
        text += length + (text[length] == '\n');
    }
}

static int help(const struct cli_call *call) {
    (void)call;
    printf("Tributary: a coalition of organizations, in one file.\n");
    for (size_t index = 0; index < COMMAND_COUNT; index++) {
        printf("\n");
        lines_print("  tributary ", commands[index].usage);
        lines_print("      ", commands[index].summary);
    }
    return CLI_DONE;
}

static int version(const struct cli_call *call) {
    (void)call;
    printf("tributary %s\n", TRIB_VERSION);
    return CLI_DONE;
}

static bool names_command(const char *word, size_t index) {
    bool is_help = commands[index].run == help;
    return strcmp(word, commands[index].name) == 0 ||
           (is_help && (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0));
}

int trib_cli_run(int word_count, char *const *words) {
    const struct cli_call nothing = {.command = ""};
    if (word_count < 2) {
        return cli_misused(&nothing, "say what to do");
    }
    for (size_t index = 0; index < COMMAND_COUNT; index++) {
        if (names_command(words[1], index)) {
            const struct cli_call call = {.command = commands[index].name,
                                          .words = words + 2,
                                          .word_count = (size_t)word_count - 2};
            bool is_service = commands[index].run == cli_serve;
            trib_log_set_level(is_service ? TRIB_LOG_NOTICE : TRIB_LOG_WARNING);
            return commands[index].run(&call);
        }
    }
    return cli_misused(&nothing, "there is no command \"%s\"", words[1]);
}
