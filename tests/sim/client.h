/*
 * One client, as web/src/sync keeps one: it says hello with what it holds, takes a snapshot when it
 * is sent for one, keeps its replica, and sends a command again with the same id until it is
 * answered.
 */
#ifndef TESTS_SIM_CLIENT_H
#define TESTS_SIM_CLIENT_H

#include "replica.h"
#include "tributary/base/ids.h"
#include "tributary/feed/snapshot.h"

struct world;

/* Messages on their way to the server, and own commands that are remembered. */
#define CLIENT_OUTBOX_MAX 32
#define CLIENT_COMMANDS_MAX 12

/* What the id of a question for a history begins with, before the row ("table id"). */
#define CLIENT_HISTORY_OF "history of "

enum client_phase {
    CLIENT_AWAY,
    CLIENT_GREETING, /* hello is said */
    CLIENT_SENT_FOR, /* is to take a snapshot */
    CLIENT_ASKED,    /* a worker has it to make */
    CLIENT_MADE,     /* its bytes are on their way */
    CLIENT_LIVE
};

struct command {
    char id[TRIB_ID_BYTES]; /* "": this place is free */
    const char *method;
    char *text;   /* the whole call */
    char *answer; /* the first one that was no refusal, as JSON */
    bool is_waiting;
    size_t sent_count;
    bool is_refused; /* the last answer was that nothing was done */
    bool is_other;   /* what waits says something else under the same id */
};

struct outgoing {
    char *text;
    size_t length;
};

struct client {
    char person_id[TRIB_ID_BYTES]; /* "": a visitor */
    uint64_t connection_id;        /* of its socket; 0 while it is away */
    enum client_phase phase;
    struct replica replica;
    struct outgoing outbox[CLIENT_OUTBOX_MAX];
    size_t outbox_count;
    json_t *inbox;         /* messages that left the server and were not read yet */
    size_t patience;       /* more than so many unread ones, and the server is told */
    bool is_stranger;      /* its hello named another database's rows, or a number yet to come */
    uint64_t answered_seq; /* the newest entry of its own that it was answered here */
    size_t owed;           /* calls the server has taken and not answered */
    bool is_dropped;       /* the server asked for the line to be closed */
    uint64_t post_id;      /* of an HTTP request under way; 0: there is none */
    bool is_post_done;     /* it is answered */
    struct trib_snapshot *snapshot;
    struct command commands[CLIENT_COMMANDS_MAX];
};

void client_init(struct client *client, const char *person_id);
void client_finish(struct client *client);

void client_commands_finish(struct client *client); /* a part of client_finish */

/** NULL for a visitor. */
const char *client_person(const struct client *client);

/** Opens a socket and says hello. */
void client_connect(struct world *world, struct client *client);
/** The line is gone, with all that was on it. */
void client_cut(struct world *world, struct client *client);
/** The same when there is no server to tell. */
void client_forget_line(struct client *client);

/** Puts a message on the line. Takes the text, which free() frees. */
void client_send(struct client *client, char *take_text, size_t length);
/** Whether there is a line, and room on it for more than what must be sent again. */
bool client_has_room(const struct client *client);
/** Says hello with what it holds. */
void client_greet(struct world *world, struct client *client);
/** The first message on the line reaches the server. */
void client_pass(struct world *world, struct client *client);
/** Reads the first message that waits. */
void client_read(struct world *world, struct client *client);
/** The snapshot it needs gets one step further. */
void client_work(struct world *world, struct client *client);

/** A free place for a command, or an answered one's; NULL: too many wait. */
struct command *client_command_new(struct client *client);
/** Sends a command, or sends it again. */
void client_command_send(struct client *client, struct command *command);
/** Sends all again that have no answer. */
void client_send_again(struct client *client);
/** The text of the call with that id; "" when it is none of the commands. */
const char *client_command_text(const struct client *client, const char *id);
/** The row ("table id") whose history the call with that id asks for; NULL: it asks for none. */
const char *client_history_key(const char *id);
bool client_is_waiting(const struct client *client);

/** Makes a call over HTTP. */
void client_post(struct world *world, struct client *client, const char *text);
/** The request is over, answered or given up. */
void client_post_end(struct world *world, struct client *client);
/** An answer has come, by whatever line. */
void client_answered(struct world *world, struct client *client, const json_t *message);

#endif
