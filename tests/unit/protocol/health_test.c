/* When nothing can be saved everybody is told, and told again when it can: not only whoever tried.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bad_disk.h"
#include "library.h"
#include "rows.h"
#include "talk.h"

#define FIRST_NAME "Organization " TALK_OWN
#define RENAME(from, to)                                                                           \
    "{\"organization_id\":\"" TALK_OWN "\",\"name\":{\"from\":\"" from "\",\"to\":\"" to "\"}}"
#define TOLD(health)                                                                               \
    "{\"jsonrpc\":\"2.0\",\"method\":\"sync.health\",\"params\":{\"health\":\"" health "\"}}"

static const char *path;

static int begin(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    library_folder_make();
    path = library_file("c.db");
    bad_disk_insert(path);
    talk_open_file(talk, 19, path);
    *state = talk;
    return 0;
}

static int end(void **state) {
    bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
    talk_close(*state);
    free(*state);
    bad_disk_remove();
    library_folder_remove();
    return 0;
}

/* What a newcomer's welcome says of the server; NULL: nothing, which is that all is well. */
static void assert_welcome(struct talk *talk, const char *expected) {
    uint64_t newcomer = talk_connect(talk, NULL);
    json_auto_t *answer = talk_call(talk, newcomer, "0", "sync.hello", "{}");
    json_t *welcome = json_object_get(answer, "result");
    const char *health = json_string_value(json_object_get(welcome, "health"));
    assert_non_null(welcome);
    assert_true(expected == NULL ? health == NULL
                                 : health != NULL && strcmp(health, expected) == 0);
    trib_server_disconnect(talk->server, newcomer);
}

static json_t *rename_by(struct talk *talk, uint64_t speaker, const char *from_and_to) {
    return talk_command(talk, speaker, "organization.edit", "%s", from_and_to);
}

static void a_full_disk_is_told_to_all_and_that_it_is_over(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t listener = talk_listen(talk, NULL);
    assert_welcome(talk, NULL);
    talk_forget(talk);
    bad_disk_fail(BAD_DISK_FULL, 1, true, 0);
    json_auto_t *refused = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(refused), "E_STORAGE");
    assert_true(talk_heard_of(talk, listener, TOLD("full")));
    assert_int_equal(trib_store_health(talk->spine.store), TRIB_STORE_FULL);
    assert_welcome(talk, "full");
    talk_forget(talk);
    trib_server_sweep(talk->server); /* no room yet */
    talk->spine.now_ms += 10 * 1000;
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, listener), 0);
    bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
    trib_server_sweep(talk->server); /* looked for a moment ago */
    assert_int_equal(talk_heard_count(talk, listener), 0);
    talk->spine.now_ms += 10 * 1000;
    trib_server_sweep(talk->server);
    assert_int_equal(talk_heard_count(talk, listener), 1);
    assert_true(talk_heard_of(talk, listener, TOLD("fine")));
    assert_int_equal(trib_store_health(talk->spine.store), TRIB_STORE_FINE);
    assert_welcome(talk, NULL);
    json_auto_t *done = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(done), "");
}

/* Only something that is saved shows that there is room: a refusal writes nothing. */
static void who_is_refused_finds_no_room(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_listen(talk, TALK_SECRETARIAT);
    bad_disk_fail(BAD_DISK_FULL, 1, true, 0);
    json_auto_t *full = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(full), "E_STORAGE");
    json_auto_t *stale = rename_by(talk, speaker, RENAME("Something else", "Rivers"));
    assert_string_equal(talk_code(stale), "E_STALE");
    assert_int_equal(trib_store_health(talk->spine.store), TRIB_STORE_FULL);
    bad_disk_fail(BAD_DISK_FINE, 0, false, 0);
    talk_forget(talk);
    json_auto_t *done = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(done), "");
    assert_true(talk_heard_of(talk, speaker, TOLD("fine")));
}

static void a_disk_that_fails_is_told_to_all_until_a_restart(void **state) {
    struct talk *talk = *state;
    uint64_t speaker = talk_listen(talk, TALK_SECRETARIAT);
    uint64_t listener = talk_listen(talk, TALK_LEAD);
    talk_forget(talk);
    bad_disk_fail(BAD_DISK_SYNC_FAILS, 1, false, 0);
    json_auto_t *refused = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(refused), "E_UNAVAILABLE");
    assert_true(talk_heard_of(talk, listener, TOLD("failed")));
    talk_forget(talk);
    talk->spine.now_ms += 60 * 1000;
    trib_server_sweep(talk->server);
    json_auto_t *again = rename_by(talk, speaker, RENAME(FIRST_NAME, "Rivers"));
    assert_string_equal(talk_code(again), "E_UNAVAILABLE");
    assert_false(talk_heard_of(talk, listener, TOLD("fine")));
    assert_welcome(talk, "failed");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(a_full_disk_is_told_to_all_and_that_it_is_over),
        TEST(who_is_refused_finds_no_room),
        TEST(a_disk_that_fails_is_told_to_all_until_a_restart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
