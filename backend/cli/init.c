/*
 * tributary init: the file of a new coalition, and the first person in it, who administers it.
 * Either all of it is there afterwards or nothing is.
 */
#include <stdio.h>
#include <unistd.h>

#include "command.h"
#include "file.h"
#include "invitation.h"
#include "tributary/command/people.h"
#include "tributary/command/program.h"

struct beginning {
    const char *name;
    struct invitation administrator;
};

static bool coalition_begin(struct trib_store *store, void *context, struct trib_error *error) {
    struct beginning *beginning = context;
    char coalition_id[TRIB_ID_BYTES];
    trib_id_make_random(trib_store_random(store), coalition_id);
    return trib_coalition_make(store, coalition_id, beginning->name, error) &&
           invitation_person(store, &beginning->administrator, error);
}

static bool coalition_make(struct trib_store *store, const char *name,
                           char out_token[static TRIB_TOKEN_BYTES], struct trib_error *error) {
    struct beginning beginning = {
        .name = name,
        .administrator = {.name = "Administrator", .coalition_role = "administrator"}};
    return trib_program_command(store, "system.init", coalition_begin, &beginning, error) &&
           trib_sign_in_link_make(store, beginning.administrator.person_id, out_token, error) &&
           trib_program_commit(store, error);
}

/* A file that could not be begun is no coalition: it goes, with what SQLite and the lock left
 * beside it. */
static void file_remove(const char *path) {
    static const char *const endings[] = {"", "-wal", "-shm", ".lock"};
    for (size_t index = 0; index < sizeof endings / sizeof endings[0]; index++) {
        TRIB_AUTO(trib_buffer) name = {0};
        trib_buffer_append_text(&name, path);
        trib_buffer_append_text(&name, endings[index]);
        if (!name.failed) {
            unlink(name.bytes); /* most of them are not there */
        }
    }
}

static bool file_begin(const char *path, const char *name, char out_token[static TRIB_TOKEN_BYTES],
                       struct trib_error *error) {
    TRIB_AUTO(cli_file) file = {0};
    struct trib_store_settings settings = cli_store_settings(path);
    if (!trib_store_create(&settings, &file.store, error)) {
        return false;
    }
    if (coalition_make(file.store, name, out_token, error)) {
        return true;
    }
    file_remove(path);
    return false;
}

int cli_init(const struct cli_call *call) {
    const char *path = NULL;
    const char *name = "Coalition";
    const char *base_url = CLI_BASE_URL;
    char token[TRIB_TOKEN_BYTES];
    struct trib_error error = {0};
    struct cli_option options[] = {{.name = "--name", .values = &name, .room = 1},
                                   {.name = "--base-url", .values = &base_url, .room = 1}};
    static const char *const names[] = {"FILE"};
    if (!cli_words_read(call, options, 2, &(struct cli_operands){names, &path, 1}) ||
        !cli_name_check(call, "--name", name)) {
        return CLI_MISUSED;
    }
    if (!cli_path_check(path) || !base_url_check(base_url)) {
        return CLI_FAILED;
    }
    if (!file_begin(path, name, token, &error)) {
        return cli_refuse_file(path, &error);
    }
    printf("%s is the file of \"%s\". Its administrator signs in, once and within a day, with:\n",
           path, name);
    link_print("Administrator", 0, base_url, token);
    printf("Serve it with: tributary serve --db %s\n", path);
    return CLI_DONE;
}
