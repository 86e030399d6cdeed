/*
 * The world: made from an image in a moment, driven by the seed. Here the server's outlets end:
 * each frame is added to the trace and judged as it leaves, and then waits for its reader.
 */
#include "world.h"
#include "erased.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bad_disk.h"
#include "crash.h"
#include "screen.h"
#include "talk.h"
#include "tally.h"
#include "tributary/command/restore.h"
#include "tributary/command/tables.h"
#include "tributary/store/backup.h"
#include "tributary/store/keys.h"

/* Who may do much comes twice. NULL: a visitor. */
static const char *const PEOPLE[] = {
    TALK_PERSON,         TALK_BASE,         TALK_LEAD,        TALK_LEAD,
    TALK_ALTERNATE,      TALK_GROUP_MEMBER, TALK_FACILITATOR, TALK_FACILITATOR,
    TALK_OBSERVERS_LEAD, TALK_SECRETARIAT,  TALK_SECRETARIAT, TALK_ADMINISTRATOR,
    TALK_FOREIGN_LEAD,   TALK_FOREIGN_LEAD, TALK_CLOSED_ONE,  NULL,
};
#define PEOPLE_COUNT (sizeof PEOPLE / sizeof PEOPLE[0])

/* ---- chance ---------------------------------------------------------------------------------- */

size_t world_below(struct world *world, size_t bound) {
    return spine_below(&world->spine, bound);
}

bool world_happens(struct world *world, size_t one_in) {
    return world_below(world, one_in) == 0;
}

bool world_is_well(const struct world *world) {
    return world->trace.fault[0] == '\0';
}

void world_count(const struct world *world, const char *kind, const char *what) {
    if (world->is_judged) {
        tally_count(kind, what);
    }
}

/* ---- the image ------------------------------------------------------------------------------- */

/* Notes, because they may lie anywhere: one in each kind of space. */
static void add_notes(struct spine *spine) {
    static const char *const SPACES[] = {
        TRIB_SPACE_PUBLIC_ID, TRIB_SPACE_COALITION_ID, TALK_OWN,  TALK_FOREIGN,
        TALK_OPEN_GROUP,      TALK_CLOSED_GROUP,       TALK_BASE, TALK_LEAD};
    for (size_t index = 0; index < sizeof SPACES / sizeof SPACES[0]; index++) {
        char id[TRIB_ID_BYTES];
        spine_id(spine, id);
        spine_add_note(spine, id, SPACES[index], "as it was at the beginning");
    }
}

/* Ballots that are open when a run begins, with what opens them. */
static const struct {
    const char *ballot_id, *proposal_id;
    const char *proposer_id, *opener_id;
    const char *body;  /* the group; NULL: the coalition */
    const char *terms; /* how it is asked, and till when */
} OPEN_BALLOTS[] = {
    {"e5000000-0000-4000-8000-000000000001", "e5000000-0000-4000-8000-000000000011", TALK_LEAD,
     TALK_SECRETARIAT, NULL, "\"occasion\":\"vote\",\"closes_local\":\"2026-11-26T09:00\""},
    {"e5000000-0000-4000-8000-000000000002", "e5000000-0000-4000-8000-000000000012",
     TALK_FOREIGN_LEAD, TALK_SECRETARIAT, NULL,
     "\"confidentiality\":\"secret\",\"closes_local\":\"2026-11-27T09:00\""},
    {"e5000000-0000-4000-8000-000000000003", "e5000000-0000-4000-8000-000000000013",
     TALK_FACILITATOR, TALK_FACILITATOR, TALK_OPEN_GROUP,
     "\"closes_early\":1,\"closes_local\":\"2026-11-26T09:30\""},
    {NULL, "e5000000-0000-4000-8000-000000000014", TALK_GROUP_MEMBER, TALK_FACILITATOR,
     TALK_OPEN_GROUP, NULL}, /* may be opened */
};
#define OPEN_BALLOTS_COUNT (sizeof OPEN_BALLOTS / sizeof OPEN_BALLOTS[0])
static unsigned char ballot_keys[OPEN_BALLOTS_COUNT][TRIB_SECRET_KEY_BYTES];

static void open_ballot(struct talk *talk, size_t index) {
    const char *proposal_id = OPEN_BALLOTS[index].proposal_id;
    const char *group_id = OPEN_BALLOTS[index].body;
    char members[400];
    snprintf(members, sizeof members,
             "\"proposal_id\":\"%s\",\"title\":\"Wells\",\"text\":\"We dig.\","
             "\"language\":\"en\",\"%s\":\"%s\"",
             proposal_id, group_id == NULL ? "acting_for" : "group_id",
             group_id != NULL                                          ? group_id
             : strcmp(OPEN_BALLOTS[index].proposer_id, TALK_LEAD) == 0 ? TALK_OWN
                                                                       : TALK_FOREIGN);
    talk_give(talk, OPEN_BALLOTS[index].proposer_id,
              group_id == NULL ? "proposal.write_for_coalition" : "proposal.write", members);
    snprintf(members, sizeof members, "\"proposal_id\":\"%s\"", proposal_id);
    talk_give(talk, OPEN_BALLOTS[index].opener_id, "proposal.discuss", members);
    if (OPEN_BALLOTS[index].ballot_id != NULL) {
        snprintf(members, sizeof members,
                 "\"ballot_id\":\"%s\",\"proposal_id\":\"%s\",\"version\":1,"
                 "\"zone\":\"Africa/Accra\",%s",
                 OPEN_BALLOTS[index].ballot_id, proposal_id, OPEN_BALLOTS[index].terms);
        talk_give(talk, OPEN_BALLOTS[index].opener_id, "ballot.open", members);
        struct trib_error error = {0};
        bool is_found = false;
        if (!trib_secret_key_find(talk->spine.store, OPEN_BALLOTS[index].ballot_id,
                                  ballot_keys[index], &is_found, &error) ||
            !is_found) {
            abort();
        }
    }
}

/* An image has no keys. */
static void ballot_keys_keep(struct trib_store *store) {
    struct trib_error error = {0};
    for (size_t index = 0; index < OPEN_BALLOTS_COUNT; index++) {
        if (OPEN_BALLOTS[index].ballot_id != NULL &&
            !trib_secret_key_keep(store, OPEN_BALLOTS[index].ballot_id, ballot_keys[index],
                                  &error)) {
            abort();
        }
    }
}

bool world_image_make(struct world_image *image) {
    struct trib_error error = {0};
    struct talk talk;
    talk_open(&talk, 1);
    spine_begin(&talk.spine);
    add_notes(&talk.spine);
    /* who leads two groups can let one go over into the other */
    spine_add_group_member(&talk.spine, "e0000000-0000-4000-8000-0000000000d9", TALK_OTHER_GROUP,
                           NULL, TALK_FACILITATOR, "facilitator");
    /* and where persons decide there is somebody to */
    SPINE_RUN(&talk.spine, "UPDATE \"group\" SET vote_unit = 'person' WHERE group_id = ?1",
              TALK_OPEN_GROUP);
    /* so few clients come that one of three must be enough */
    spine_run(&talk.spine, "UPDATE coalition SET quorum_kind = 'at_least', quorum_denominator = 3",
              NULL, 0);
    spine_end(&talk.spine);
    talk_tick(&talk);
    for (size_t index = 0; index < OPEN_BALLOTS_COUNT; index++) {
        open_ballot(&talk, index);
    }
    bool is_saved = trib_store_image_save(talk.spine.store, &image->bytes, &image->length, &error);
    talk_close(&talk);
    return is_saved;
}

void world_image_finish(struct world_image *image) {
    free(image->bytes);
    *image = (struct world_image){0};
}

/* ---- what the server sends ------------------------------------------------------------------- */

static struct client *client_of(struct world *world, uint64_t connection_id, bool *out_is_post) {
    for (size_t index = 0; index < world->client_count; index++) {
        struct client *client = &world->clients[index];
        *out_is_post = client->post_id == connection_id;
        if (*out_is_post || client->connection_id == connection_id) {
            return client;
        }
    }
    return NULL;
}

/* What a frame says; it is read once for all who get it. */
static json_t *message_of(struct world *world, struct trib_frame *frame) {
    if (world->frame != frame) {
        json_decref(world->message);
        trib_frame_drop(world->frame);
        world->frame = trib_frame_share(frame);
        world->message = json_loadb(trib_frame_payload(frame), frame->length, 0, NULL);
    }
    return world->message;
}

static bool is_not_there(const json_t *message) {
    const json_t *data = json_object_get(json_object_get(message, "error"), "data");
    const char *code = json_string_value(json_object_get(data, "code"));
    return code != NULL && strcmp(code, "E_NOT_FOUND") == 0;
}

/* That nothing could be saved is said only where the disk has failed, and in that word. */
static void judge_health(struct world *world, const json_t *answer) {
    const json_t *data = json_object_get(json_object_get(answer, "error"), "data");
    const char *code = json_string_value(json_object_get(data, "code"));
    bool is_full = code != NULL && strcmp(code, "E_STORAGE") == 0;
    bool is_broken = code != NULL && strcmp(code, "E_UNAVAILABLE") == 0;
    if ((is_full || is_broken) &&
        (!bad_disk_has_failed() || is_full != (bad_disk_fault() == BAD_DISK_FULL))) {
        trace_fault(&world->trace, "%s, and the disk has failed in another way, or not", code);
    }
}

static void judge_answer(struct world *world, const struct client *client, const json_t *message,
                         const struct trib_frame *frame) {
    const json_t *result = json_object_get(message, "result");
    const char *id = json_string_value(json_object_get(message, "id"));
    const char *of = id == NULL ? NULL : client_history_key(id);
    if (json_object_get(result, "mode") != NULL) {
        oracle_judge_hello(&world->oracle, client->person_id, result);
    } else if (of != NULL && (result != NULL || is_not_there(message))) {
        oracle_judge_history(&world->oracle, client->person_id, of, result);
        world_count(world, "history", result != NULL ? "read" : "refused");
    } else if (result == NULL && json_object_get(message, "error") != NULL && id != NULL) {
        char text[8192]; /* more than any refusal of ours has */
        snprintf(text, sizeof text, "%.*s", (int)frame->length, trib_frame_payload(frame));
        const char *said = client_command_text(client, id); /* forgotten: only its id is theirs */
        oracle_judge_refusal(&world->oracle, client->person_id, text, said[0] == '\0' ? id : said);
    }
}

/* An HTTP request's answer, or its batch of answers, is read at once. */
static void post_answered(struct world *world, struct client *client, const json_t *message) {
    size_t index = 0;
    json_t *one = NULL;
    client->is_post_done = true;
    if (!json_is_array(message)) {
        judge_health(world, message);
        client_answered(world, client, message);
    }
    json_array_foreach(message, index, one) {
        judge_health(world, one);
        client_answered(world, client, one);
    }
}

/* A message for a socket: judged, and put where its reader will find it. */
static void socket_told(struct world *world, struct client *client, json_t *message,
                        const struct trib_frame *frame) {
    bool is_answer = json_object_get(message, "method") == NULL;
    if (is_answer && client->owed-- == 0) {
        trace_fault(&world->trace, "an answer to nothing");
    }
    if (!is_answer && frame->length > (size_t)TRIB_FRAME_OUT_BYTES_MAX) {
        trace_fault(&world->trace, "a frame of %zu bytes", frame->length);
    }
    judge_health(world, message);
    if (world->is_judged && is_answer) {
        judge_answer(world, client, message, frame);
    } else if (world->is_judged) {
        oracle_judge_told(&world->oracle, client->person_id, message);
    }
    json_array_append(client->inbox, message);
}

static void on_send(void *context, uint64_t connection_id, struct trib_frame *frame) {
    struct world *world = context;
    bool is_post = false;
    if (bad_disk_is_dead()) {
        return;
    }
    bad_disk_hold(true); /* a judge's own reading does not fail */
    crash_told(world);
    struct client *client = client_of(world, connection_id, &is_post);
    json_t *message = message_of(world, frame);
    trace_add(&world->trace, &connection_id, sizeof connection_id);
    trace_add(&world->trace, trib_frame_payload(frame), frame->length);
    if (client == NULL || message == NULL) {
        trace_fault(&world->trace, "a frame for nobody, or that is no JSON");
        bad_disk_hold(false);
        return;
    }
    if (world->is_judged) {
        oracle_take_in(&world->oracle);
        tally_message(message);
        oracle_judge_sealed(&world->oracle, client->person_id, message, trib_frame_payload(frame),
                            frame->length);
    }
    if (is_post) {
        post_answered(world, client, message);
    } else {
        socket_told(world, client, message, frame);
    }
    bad_disk_hold(false);
}

static void on_close(void *context, uint64_t connection_id, uint16_t code, const char *reason) {
    struct world *world = context;
    bool is_post = false;
    if (bad_disk_is_dead()) {
        return;
    }
    struct client *client = client_of(world, connection_id, &is_post);
    trace_add(&world->trace, &code, sizeof code);
    trace_add(&world->trace, reason, strlen(reason));
    if (client != NULL) {
        client->is_dropped = true;
    }
}

static void on_door(void *context, uint64_t connection_id, const struct trib_door_answer *answer) {
    if (!bad_disk_is_dead()) {
        bad_disk_hold(true);
        crash_told(context);
        bad_disk_hold(false);
        guests_told(context, connection_id, answer);
    }
}

static void on_hash(void *context, struct trib_password_job *take_job) {
    guests_take(context, take_job);
}

/* ---- opening and closing --------------------------------------------------------------------- */

static int64_t clock_now(void *context) {
    const struct spine *spine = context;
    return spine->now_ms;
}

struct trib_store_settings world_settings(struct spine *spine, const char *path) {
    return (struct trib_store_settings){
        .path = path == NULL ? ":memory:" : path,
        .tables = trib_tables,
        .table_count = trib_table_count,
        .migrations = trib_migrations,
        .migration_count = trib_migration_count,
        .clock = {.context = spine, .now_ms = clock_now, .monotonic_ms = clock_now},
        .random = trib_random_seeded(&spine->seed)};
}

static void server_begin(struct world *world) {
    struct trib_error error = {0};
    struct trib_server_outlet outlet = {
        .context = world, .send = on_send, .close = on_close, .door = on_door, .hash = on_hash};
    if (!trib_server_create(world->spine.store, outlet, &world->server, &error)) {
        abort();
    }
    trib_server_set_password_cost(world->server, trib_password_cost_least());
}

/* Keys that were written beside a file; who goes back to a copy keeps them. */
static void keys_remove(const char *path) {
    char folder[700];
    snprintf(folder, sizeof folder, "%s.keys", path);
    DIR *listing = opendir(folder);
    const struct dirent *found = NULL;
    while (listing != NULL && (found = readdir(listing)) != NULL) {
        unlinkat(dirfd(listing), found->d_name, 0); /* "." and ".." stay */
    }
    if (listing != NULL) {
        closedir(listing);
        rmdir(folder);
    }
}

void world_file_remove(const char *path) {
    static const char *const SUFFIXES[] = {"", "-wal", "-shm", ".lock", ".withdrawn"};
    for (size_t index = 0; index < sizeof SUFFIXES / sizeof SUFFIXES[0]; index++) {
        char name[700];
        snprintf(name, sizeof name, "%s%s", path, SUFFIXES[index]);
        unlink(name);
    }
    keys_remove(path);
}

/* All but what was withdrawn, which outlives it. */
static void world_file_put_away(const char *path) {
    static const char *const SUFFIXES[] = {"", "-wal", "-shm"};
    for (size_t index = 0; index < sizeof SUFFIXES / sizeof SUFFIXES[0]; index++) {
        char name[700];
        snprintf(name, sizeof name, "%s%s", path, SUFFIXES[index]);
        unlink(name);
    }
}

static void file_write(const char *path, const struct world_image *image) {
    FILE *file = fopen(path, "wb");
    if (file == NULL || fwrite(image->bytes, 1, image->length, file) != image->length ||
        fclose(file) != 0) {
        perror(path);
        abort();
    }
}

static void visitor_open(struct world *world) {
    if (sqlite3_open(world->path, &world->visitor) != SQLITE_OK) {
        abort();
    }
}

static void store_open(struct world *world, const struct world_image *image) {
    struct trib_error error = {0};
    struct trib_store_settings settings = world_settings(&world->spine, world->path);
    bool is_open = world->path == NULL
                       ? trib_store_image_open(&settings, image->bytes, image->length,
                                               &world->spine.store, &error)
                       : trib_store_open(&settings, &world->spine.store, &error);
    if (!is_open && bad_disk_has_failed()) { /* somebody mends the disk and starts again */
        bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
        store_open(world, image);
    } else if (!is_open && !bad_disk_is_dead()) {
        abort();
    }
}

void world_open(struct world *world, uint64_t seed, const struct world_image *image,
                const char *path) {
    *world = (struct world){
        .path = path, .is_judged = world->is_judged, .judges_told = world->judges_told};
    trace_init(&world->trace);
    world->spine = (struct spine){.seed = seed * 1000003, .now_ms = 1795600000000};
    if (path != NULL) {
        world_file_remove(path); /* an older one's WAL would be taken for ours */
        file_write(path, image);
        visitor_open(world);
    }
    store_open(world, image);
    ballot_keys_keep(world->spine.store);
    server_begin(world);
    oracle_init(&world->oracle, &world->spine, &world->trace);
    world->client_count = 3 + world_below(world, WORLD_CLIENTS_MAX - 2);
    for (size_t index = 0; index < world->client_count; index++) {
        client_init(&world->clients[index], PEOPLE[world_below(world, PEOPLE_COUNT)]);
        if (!world_happens(world, 4)) {
            client_connect(world, &world->clients[index]);
        }
    }
}

void world_close(struct world *world) {
    for (size_t index = 0; index < world->client_count; index++) {
        client_finish(&world->clients[index]);
    }
    json_decref(world->message);
    trib_frame_drop(world->frame);
    trib_server_destroy(world->server);
    guests_forget(world);
    oracle_finish(&world->oracle);
    trib_store_close(world->spine.store);
    sqlite3_close(world->visitor);
}

/* The power is back, and may go again while the files are opened. */
static void power_return(struct world *world) {
    while (bad_disk_is_dead()) {
        struct trib_error error = {0};
        struct trib_store_settings settings = world_settings(&world->spine, world->path);
        crash_drop();
        trib_store_close(world->spine.store);
        world->spine.store = NULL;
        sqlite3_close(world->visitor);
        world->visitor = NULL;
        if (!bad_disk_revive()) {
            abort();
        }
        bool is_open = trib_store_open(&settings, &world->spine.store, &error);
        if (!bad_disk_is_dead() && !is_open) {
            trace_fault(&world->trace, "after a power cut the file does not open");
            abort();
        }
    }
}

/* On a file an open tick is lost with the server: nobody had heard of it yet. */
void world_restart(struct world *world) {
    bool had_power = !bad_disk_is_dead();
    if (had_power && (world->path == NULL || world_happens(world, 2))) {
        world_tick(world);
    }
    for (size_t index = 0; index < world->client_count; index++) {
        client_forget_line(&world->clients[index]);
    }
    trib_server_destroy(world->server);
    guests_forget(world);
    if (world->path != NULL) {
        trib_store_close(world->spine.store);
        world->spine.store = NULL;
        if (!bad_disk_is_dead()) {
            store_open(world, NULL);
        }
        if (bad_disk_is_dead()) {
            had_power = false;
            power_return(world);
            visitor_open(world);
        }
    }
    if (!had_power) { /* what the last tick did may be there or not */
        oracle_finish(&world->oracle);
        oracle_init(&world->oracle, &world->spine, &world->trace);
    }
    server_begin(world);
}

/* ---- copies ---------------------------------------------------------------------------------- */

bool world_copy(struct world *world, const char *copy_path) {
    struct spine other = world->spine; /* a copy takes nothing of the chance */
    struct trib_store_settings settings = world_settings(&other, world->path);
    struct trib_verify_report report = {0};
    struct trib_error error = {0};
    world_file_remove(copy_path);
    return trib_store_backup(&settings, copy_path, &report, &error) ||
           trace_fault(&world->trace, "a copy cannot be made: %s", error.arguments);
}

void world_go_back(struct world *world, const char *copy_path) {
    struct world_image image = {0};
    struct trib_error error = {0};
    FILE *file = fopen(copy_path, "rb");
    world_tick(world);
    for (size_t index = 0; index < world->client_count; index++) {
        struct client *client = &world->clients[index];
        client_forget_line(client); /* they keep what they hold, and nothing they were promised */
        client_commands_finish(client);
        client->answered_seq = 0;
    }
    trib_server_destroy(world->server);
    guests_forget(world);
    trib_store_close(world->spine.store);
    sqlite3_close(world->visitor);
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        abort();
    }
    image.length = (size_t)ftell(file);
    image.bytes = malloc(image.length);
    rewind(file);
    if (image.bytes == NULL || fread(image.bytes, 1, image.length, file) != image.length) {
        abort();
    }
    (void)fclose(file);
    world_file_put_away(world->path);
    file_write(world->path, &image);
    world_image_finish(&image);
    visitor_open(world);
    store_open(world, NULL);
    if (!trib_restore_begin_again(world->spine.store, &error)) {
        abort();
    }
    erased_apply(world);
    world->flood_count = 1; /* if there was one then, it is to be taken back */
    oracle_finish(&world->oracle);
    oracle_init(&world->oracle, &world->spine, &world->trace);
    server_begin(world);
}
