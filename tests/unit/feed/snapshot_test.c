/*
 * Snapshots: one gzip member of whole lines, the same rows as the rule in SQL, pieces made once for
 * all.
 */
#include "tributary/feed/snapshot.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "pieces.h"
#include "town.h"

static struct town town;
static struct spine *const spine = &town.screens.spine;

static int open_town(void **state) {
    (void)state;
    town_open(&town, 11);
    return 0;
}

static int close_town(void **state) {
    (void)state;
    town_close(&town);
    return 0;
}

static struct trib_snapshot *made(struct screens *screens, const char *person_id,
                                  const char *space_id) {
    struct trib_error error = {0};
    struct trib_snapshot *snapshot = NULL;
    assert_true(trib_snapshot_ask(screens->feed, person_id, space_id, &snapshot, &error));
    assert_true(trib_snapshot_make(snapshot, &error));
    return snapshot;
}

static char *text_of(const struct trib_snapshot *snapshot) {
    size_t length = 0;
    const unsigned char *bytes = trib_snapshot_bytes(snapshot, &length);
    return gunzip_whole(bytes, length, &length);
}

/* Loading asserts lines, counts and the last line (screen.c); what is loaded is compared with SQL.
 */
static void a_snapshot_is_what_a_person_sees(void **state) {
    (void)state;
    struct screen *screens[] = {town.visitor, town.staff, town.delegate, town.base, town.stranger};
    spine_begin(spine);
    spine_add_note(spine, NOTE, MEMBER, "“quoted”\n\tand \\ more");
    spine_add_note(spine, NOTE_2, CAUCUS, "ومن ثم");
    screens_publish(&town.screens);
    for (size_t index = 0; index < sizeof screens / sizeof screens[0]; index++) {
        screen_load(&town.screens, screens[index]);
        screen_assert_true_to_sql(&town.screens, screens[index]);
    }
}

static void its_end_is_the_last_seq_of_its_spaces(void **state) {
    (void)state;
    spine_begin(spine);
    spine_add_note(spine, NOTE, COALITION, "one");
    uint64_t seq = screens_end(&town.screens);
    spine_begin(spine);
    spine_add_note(spine, NOTE_2, MEMBER, "not for the staff");
    screens_publish(&town.screens);
    screen_load(&town.screens, town.staff);
    assert_int_equal(town.staff->seq, seq);
}

static void one_space_can_be_asked_for(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_snapshot *none = NULL;
    spine_begin(spine);
    spine_add_note(spine, NOTE, MEMBER, "inside");
    spine_add_note(spine, NOTE_2, COALITION, "outside");
    screens_publish(&town.screens);
    struct trib_snapshot *snapshot = made(&town.screens, BASE, MEMBER);
    char *text = text_of(snapshot);
    assert_non_null(strstr(text, "inside"));
    assert_null(strstr(text, "outside"));
    free(text);
    trib_snapshot_destroy(snapshot);
    assert_false(trib_snapshot_ask(town.screens.feed, STAFF, MEMBER, &none, &error));
    assert_int_equal(error.code, TRIB_E_NOT_FOUND);
    struct trib_error absent = {0};
    assert_false(trib_snapshot_ask(town.screens.feed, STAFF, NOTE_3, &none, &absent));
    assert_memory_equal(&absent, &error, sizeof error); /* hidden and absent: one answer */
}

static void losing_a_space_ends_it(void **state) {
    (void)state;
    static const char END[] = "UPDATE belonging SET ends_on = '2026-11' WHERE belonging_id = ?1";
    struct trib_snapshot *of_base = made(&town.screens, BASE, NULL);
    struct trib_snapshot *of_public = made(&town.screens, BASE, PUBLIC);
    struct trib_snapshot *of_visitor = made(&town.screens, NULL, NULL);
    spine_begin(spine);
    spine_add_belonging(spine, TIE, BASE, ROOT, "base_member"); /* to gain one is no reason */
    screens_publish(&town.screens);
    assert_true(trib_snapshot_is_allowed(of_base));
    spine_begin(spine);
    SPINE_RUN(spine, END, BASE_TIE);
    screens_publish(&town.screens);
    assert_false(trib_snapshot_is_allowed(of_base));
    assert_true(trib_snapshot_is_allowed(of_public));
    assert_true(trib_snapshot_is_allowed(of_visitor));
    trib_snapshot_destroy(of_base);
    trib_snapshot_destroy(of_public);
    trib_snapshot_destroy(of_visitor);
}

static void made_twice_it_is_the_same(void **state) {
    (void)state;
    struct trib_snapshot *first = made(&town.screens, DELEGATE, NULL);
    struct trib_snapshot *second = made(&town.screens, DELEGATE, NULL);
    size_t first_length = 0;
    size_t second_length = 0;
    const unsigned char *first_bytes = trib_snapshot_bytes(first, &first_length);
    const unsigned char *second_bytes = trib_snapshot_bytes(second, &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first_bytes, second_bytes, first_length);
    trib_snapshot_destroy(first);
    trib_snapshot_destroy(second);
}

/* ---- pieces ---- */

static void pieces_make_one_member(void **state) {
    (void)state;
    struct trib_error error = {0};
    static char long_text[300000];
    for (size_t index = 0; index < sizeof long_text - 1; index++) {
        long_text[index] = (char)('a' + (index * index / 7) % 26);
    }
    const char *texts[] = {"one\n", "", long_text, "\n", long_text};
    struct piece *pieces[5];
    TRIB_AUTO(trib_buffer) expected = {0};
    for (size_t index = 0; index < 5; index++) {
        pieces[index] = piece_make(texts[index], strlen(texts[index]), 0, 0);
        trib_buffer_append_text(&expected, texts[index]);
    }
    unsigned char *bytes = NULL;
    size_t length = 0;
    assert_true(pieces_join(pieces, 5, &bytes, &length, &error));
    size_t text_length = 0;
    char *text = gunzip_whole(bytes, length, &text_length);
    assert_int_equal(text_length, expected.length);
    assert_memory_equal(text, expected.bytes, text_length);
    assert_true(length < text_length); /* and it is smaller */
    free(text);
    free(bytes);
    for (size_t index = 0; index < 5; index++) {
        free(pieces[index]);
    }
}

static struct piece *kept_piece(struct piece_cache *cache, const char *space_id, uint64_t seq) {
    struct piece *piece = piece_make(space_id, strlen(space_id), 1, seq);
    piece_cache_keep(cache, space_id, piece);
    return piece;
}

static void the_cache_keeps_the_newest_of_each_space(void **state) {
    (void)state;
    struct piece_cache *cache = piece_cache_create(1u << 20);
    struct piece *first = kept_piece(cache, PUBLIC, 5);
    struct piece *found = piece_cache_find(cache, PUBLIC, 5);
    assert_ptr_equal(found, first);
    assert_null(piece_cache_find(cache, PUBLIC, 6));
    struct piece *older = kept_piece(cache, PUBLIC, 4); /* a slower worker read before */
    assert_null(piece_cache_find(cache, PUBLIC, 4));
    struct piece *newer = kept_piece(cache, PUBLIC, 6);
    assert_null(piece_cache_find(cache, PUBLIC, 5));
    assert_int_equal(found->seq, 5); /* still whole for whoever has a share */
    piece_drop(cache, first);
    piece_drop(cache, found);
    piece_drop(cache, older);
    piece_drop(cache, newer);
    piece_cache_destroy(cache);
}

static void the_cache_lets_the_least_used_go(void **state) {
    (void)state;
    struct piece *piece = piece_make(PUBLIC, strlen(PUBLIC), 1, 1);
    size_t bytes = sizeof *piece + piece->length;
    struct piece_cache *cache = piece_cache_create(2 * bytes + bytes / 2);
    piece_cache_keep(cache, MEMBER, piece);
    piece_drop(cache, piece);
    piece_drop(cache, kept_piece(cache, ROOT, 1));
    piece_drop(cache, piece_cache_find(cache, MEMBER, 1)); /* used after the root's */
    piece_drop(cache, kept_piece(cache, CAUCUS, 1));
    assert_null(piece_cache_find(cache, ROOT, 1));
    piece = piece_cache_find(cache, MEMBER, 1);
    assert_non_null(piece);
    piece_drop(cache, piece);
    piece_cache_destroy(cache);
}

/* ---- on a file, on a thread of its own, while the loop goes on ---- */

static void *make_on_thread(void *argument) {
    struct trib_error error = {0};
    return trib_snapshot_make(argument, &error) ? argument : NULL;
}

static void worker_and_loop_go_side_by_side(void **state) {
    (void)state;
    char folder[] = P_tmpdir "/tributary-snapshot-XXXXXX";
    char path[64];
    struct screens screens;
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/a.db", folder);
    screens_open_file(&screens, 12, path);
    screens_fill_town(&screens);
    struct screen *base = screen_open(&screens, BASE);
    for (size_t round = 0; round < 20; round++) {
        struct trib_error error = {0};
        struct trib_snapshot *snapshots[2] = {NULL, NULL};
        pthread_t threads[2];
        for (size_t index = 0; index < 2; index++) {
            assert_true(trib_snapshot_ask(screens.feed, index == 0 ? BASE : DELEGATE, NULL,
                                          &snapshots[index], &error));
            assert_int_equal(
                pthread_create(&threads[index], NULL, make_on_thread, snapshots[index]), 0);
        }
        char id[TRIB_ID_BYTES];
        spine_begin(&screens.spine);
        spine_id(&screens.spine, id);
        spine_add_note(&screens.spine, id, round % 2 == 0 ? PUBLIC : MEMBER, "meanwhile");
        screens_publish(&screens);
        for (size_t index = 0; index < 2; index++) {
            void *result = NULL;
            assert_int_equal(pthread_join(threads[index], &result), 0);
            assert_ptr_equal(result, snapshots[index]);
            char *text = text_of(snapshots[index]);
            assert_non_null(strstr(text, "\n{\"end\":"));
            free(text);
            trib_snapshot_destroy(snapshots[index]);
        }
    }
    screen_load(&screens, base);
    screen_assert_true_to_sql(&screens, base);
    screens_close(&screens);
    for (const char *const *end = (const char *const[]){"", "-wal", "-shm", ".lock", NULL};
         *end != NULL; end++) {
        char file[80];
        snprintf(file, sizeof file, "%s%s", path, *end);
        unlink(file);
    }
    assert_int_equal(rmdir(folder), 0);
}

int main(void) {
#define IN_TOWN(test) cmocka_unit_test_setup_teardown(test, open_town, close_town)
    const struct CMUnitTest tests[] = {
        IN_TOWN(a_snapshot_is_what_a_person_sees),
        IN_TOWN(its_end_is_the_last_seq_of_its_spaces),
        IN_TOWN(one_space_can_be_asked_for),
        IN_TOWN(losing_a_space_ends_it),
        IN_TOWN(made_twice_it_is_the_same),
        cmocka_unit_test(pieces_make_one_member),
        cmocka_unit_test(the_cache_keeps_the_newest_of_each_space),
        cmocka_unit_test(the_cache_lets_the_least_used_go),
        cmocka_unit_test(worker_and_loop_go_side_by_side),
    };
    return cmocka_run_group_tests_name("feed/snapshot", tests, NULL, NULL);
}
