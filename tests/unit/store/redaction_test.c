/*
 * Taking words back: they go from the row, from the log, from the bytes of every file, and from an
 * older copy that is served again; that they were taken back stays, and the log stays proven.
 */
#include "tributary/store/redaction.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "library.h"

/* Nothing else in a file of these tests reads like it. */
#define SECRET "Kestrel crossed at night"
#define PAGE_1 LIBRARY_ID("d", "001")
#define PAGE_2 LIBRARY_ID("d", "002")

static struct library library;
static const struct trib_table *const PAGE = &library_tables[LIBRARY_PAGE];
static const struct trib_table *const READER = &library_tables[LIBRARY_READER];

static int open_folder(void **state) {
    (void)state;
    library_folder_make();
    library_create(&library, 7, library_file("a.db"));
    library.actor_id = ANNA;
    return 0;
}

static int close_folder(void **state) {
    (void)state;
    library_close(&library);
    library_folder_remove();
    return 0;
}

/* ---- helpers ---- */

static const char ADD_PAGE[] = "INSERT INTO page VALUES (?1, ?2, ?3, 1, ?4)";
static const char WRITE_PAGE[] = "UPDATE page SET text = ?2 WHERE page_id = ?1";

static void add_page(const char *id, const char *book_id, const char *text) {
    library_begin(&library);
    LIBRARY_RUN(&library, ADD_PAGE, id, SPACE_1, book_id, text);
    library_keep(&library);
}

static void write_page(const char *id, const char *text) {
    library_begin(&library);
    LIBRARY_RUN(&library, WRITE_PAGE, id, text);
    library_keep(&library);
}

/* A page that said something, then something else, beside one that stays. */
static void fill(void) {
    add_page(PAGE_1, BOOK_1, SECRET);
    add_page(PAGE_2, BOOK_2, "It rained");
    write_page(PAGE_1, SECRET ", and came back");
}

static uint64_t redact(const struct trib_table *table, const char *row_id) {
    struct trib_error error = {0};
    library_begin(&library);
    assert_true(trib_redact(library.store, table, row_id, &error));
    return library_keep(&library);
}

static bool file_says(const char *name, const char *words) {
    size_t length = 0;
    if (access(name, F_OK) != 0) {
        return false;
    }
    unsigned char *bytes = library_file_read(name, &length);
    bool is_there = memmem(bytes, length, words, strlen(words)) != NULL;
    free(bytes);
    return is_there;
}

static bool says(const char *path, const char *words) {
    static const char *const ENDS[] = {"", "-wal", "-shm", ".lock", ".withdrawn"};
    char name[4096];
    for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
        snprintf(name, sizeof name, "%s%s", path, ENDS[i]);
        if (file_says(name, words)) {
            return true;
        }
    }
    return false;
}

static void assert_difference(const char *words) {
    struct trib_error error = {0};
    struct trib_verify_report report = {0};
    assert_true(trib_log_verify_store(library.store, &report, &error));
    if (strstr(report.difference, words) == NULL) {
        fail_msg("\"%s\" does not say \"%s\"", report.difference, words);
    }
}

static void assert_page(const char *id, const char *words) {
    json_t *pages = library_dump(&library, LIBRARY_PAGE);
    assert_string_equal(json_string_value(json_object_get(json_object_get(pages, id), "text")),
                        words);
    json_decref(pages);
}

/* Writes into the file past the store, as nobody should. */
static void tamper(const char *sql) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(library_file("a.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_changes(db), 1);
    sqlite3_close(db);
}

/* As somebody else reads it, who sees what is committed. */
static int64_t committed_redactions(void) {
    sqlite3 *db = NULL;
    sqlite3_stmt *row = NULL;
    assert_int_equal(sqlite3_open(library_file("a.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, "SELECT count(*) FROM redaction", -1, &row, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_step(row), SQLITE_ROW);
    int64_t count = sqlite3_column_int64(row, 0);
    sqlite3_finalize(row);
    sqlite3_close(db);
    return count;
}

/* ---- the row and the log ---- */

static void words_go_from_the_row_and_from_every_change_of_it(void **state) {
    (void)state;
    fill();
    assert_int_equal(redact(PAGE, PAGE_1), 5);
    assert_page(PAGE_1, TRIB_REDACTED_TEXT);
    assert_page(PAGE_2, "It rained");
    assert_int_equal(
        library_number(&library, "SELECT count(*) FROM change WHERE patch LIKE '%Kestrel%'"), 0);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM change WHERE salt = x''"), 2);
    assert_int_equal(
        library_number(&library, "SELECT count(*) FROM entry WHERE request_salt = x''"), 2);
    char *left =
        library_text(&library, "SELECT patch FROM change WHERE table_name = 'page' LIMIT 1");
    assert_string_equal(left, "{\"page_id\":\"" PAGE_1 "\",\"space_id\":\"" SPACE_1
                              "\",\"book_id\":\"" BOOK_1 "\",\"number\":1,\"text\":\"[…]\"}");
    free(left);
    library_assert_verified(&library);
}

static void that_it_was_done_is_an_entry_and_tells_nothing_else(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM change WHERE seq = 5"), 2);
    char *row = library_text(&library, "SELECT table_name || ' ' || row_id FROM redaction");
    assert_string_equal(row, "page " PAGE_1);
    free(row);
}

/* What was written in the same tick goes out with it: not with the words. */
static void nobody_is_sent_words_of_the_same_tick(void **state) {
    (void)state;
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    library_begin(&library);
    LIBRARY_RUN(&library, ADD_PAGE, PAGE_1, SPACE_1, BOOK_1, SECRET);
    library_end(&library);
    library_begin(&library);
    LIBRARY_RUN(&library, "UPDATE page SET space_id = ?2, text = ?3 WHERE page_id = ?1", PAGE_1,
                SPACE_2, SECRET "!");
    library_end(&library);
    library_begin(&library);
    assert_true(trib_redact(library.store, PAGE, PAGE_1, &error));
    trib_tick_command_undo(library.store); /* one that is not kept takes nothing out */
    library_begin(&library);
    LIBRARY_RUN(&library, ADD_PAGE, PAGE_2, SPACE_1, BOOK_2, "It rained");
    library_end(&library);
    library_begin(&library);
    assert_true(trib_redact(library.store, PAGE, PAGE_1, &error));
    library_end(&library);
    library_commit(&library, &batch);
    assert_int_equal(batch.entry_count, 4);
    for (size_t i = 0; i < batch.entry_count; i++) {
        for (size_t j = 0; j < batch.entries[i].change_count; j++) {
            const struct trib_change *change = &batch.entries[i].changes[j];
            assert_null(strstr(change->patch, "Kestrel"));
            assert_int_equal(strlen(change->patch), change->patch_length);
            assert_true(change->whole == NULL || strstr(change->whole, "Kestrel") == NULL);
        }
    }
    assert_non_null(strstr(batch.entries[2].changes[0].patch, "It rained"));
    library_assert_verified(&library);
}

static void a_second_time_nothing_changes(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    assert_int_equal(redact(PAGE, PAGE_1), 0);
    assert_int_equal(redact(PAGE, NOBODY), 0);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM redaction"), 1);
}

/* Else each start with a list of rows that are not in the file would write it anew. */
static void what_is_not_there_leaves_nothing_to_erase(void **state) {
    (void)state;
    fill();
    redact(PAGE, NOBODY);
    library_reopen(&library);
    assert_false(trib_store_is_erasing(library.store));
}

/* Somebody else, who cannot be ended, reads on and on: who begins now reads what is clean. */
static void only_who_began_before_is_ended(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_reader *old = NULL;
    struct trib_reader *late = NULL;
    TRIB_AUTO(trib_buffer) rows = {0};
    uint64_t seq = 0;
    size_t count = 0;
    fill();
    assert_true(trib_reader_open(library.store, &old, &error));
    assert_true(trib_reader_begin(old, &seq, &error));
    redact(PAGE, PAGE_1);
    assert_false(trib_store_erase(library.store, true));
    assert_true(trib_reader_open(library.store, &late, &error));
    assert_true(trib_reader_begin(late, &seq, &error));
    assert_true(trib_reader_rows_write(late, PAGE, SPACE_1, &rows, &count, &error));
    assert_null(strstr(trib_buffer_text(&rows), "Kestrel"));
    assert_false(trib_reader_rows_write(old, PAGE, SPACE_1, &rows, &count, &error));
    trib_reader_close(late);
    trib_reader_close(old);
}

static void words_written_since_can_be_taken_back_too(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    write_page(PAGE_1, SECRET " again");
    redact(PAGE, PAGE_1);
    assert_page(PAGE_1, TRIB_REDACTED_TEXT);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM redaction"), 2);
    library_assert_verified(&library);
}

static void a_row_that_is_gone_leaves_no_words_in_the_log(void **state) {
    (void)state;
    fill();
    library_begin(&library);
    LIBRARY_RUN(&library, "DELETE FROM page WHERE page_id = ?1", PAGE_1);
    library_keep(&library);
    redact(PAGE, PAGE_1);
    assert_int_equal(
        library_number(&library, "SELECT count(*) FROM change WHERE patch LIKE '%Kestrel%'"), 0);
    library_assert_verified(&library);
}

static void what_has_no_words_keeps_its_proof(void **state) {
    (void)state;
    library_begin(&library);
    library_add_reader(&library, BEN);
    LIBRARY_RUN(&library, "UPDATE reader SET age = 40 WHERE reader_id = ?1", BEN);
    library_keep(&library);
    redact(READER, BEN);
    assert_int_equal(library_number(&library, "SELECT count(*) FROM change WHERE salt = x''"), 1);
    assert_int_equal(library_number(&library, "SELECT age FROM reader"), 40);
    library_assert_verified(&library);
}

static void one_that_is_undone_has_taken_nothing_back(void **state) {
    (void)state;
    struct trib_error error = {0};
    fill();
    library_begin(&library);
    assert_true(trib_redact(library.store, PAGE, PAGE_1, &error));
    trib_tick_command_undo(library.store);
    assert_int_equal(redact(PAGE, NOBODY), 0); /* the tick goes on, and is committed */
    assert_page(PAGE_1, SECRET ", and came back");
    assert_false(trib_store_is_erasing(library.store));
    assert_false(library_file_is_there(library_file("a.db"), ".withdrawn"));
    library_assert_verified(&library);
}

/* What was done by a request whose words are gone is not done again. */
static void a_request_that_comes_again_gets_its_first_answer(void **state) {
    (void)state;
    struct trib_error error = {0};
    enum trib_command_outcome outcome = TRIB_COMMAND_NEW;
    const char *answer = NULL;
    char id[TRIB_ID_BYTES];
    struct trib_batch batch = {0};
    library_command_id(&library, id);
    assert_true(library_open(&library, id, SECRET, &outcome, &answer, &error));
    LIBRARY_RUN(&library, ADD_PAGE, PAGE_1, SPACE_1, BOOK_1, SECRET);
    library_keep(&library);
    redact(PAGE, PAGE_1);
    assert_true(library_open(&library, id, SECRET, &outcome, &answer, &error));
    assert_int_equal(outcome, TRIB_COMMAND_REPEATED);
    library_commit(&library, &batch);
    trib_batch_finish(&batch);
}

static void too_many_rows_for_one_command_are_refused(void **state) {
    (void)state;
    struct trib_error error = {0};
    char id[TRIB_ID_BYTES];
    library_begin(&library);
    for (unsigned i = 0; i <= TRIB_REDACTED_ROWS_MAX; i++) {
        snprintf(id, sizeof id, "d0000000-0000-4000-8000-%012u", i);
        LIBRARY_RUN(&library, ADD_PAGE, id, SPACE_1, id, "word");
    }
    library_keep(&library);
    library_begin(&library);
    for (unsigned i = 0; i < TRIB_REDACTED_ROWS_MAX; i++) {
        snprintf(id, sizeof id, "d0000000-0000-4000-8000-%012u", i);
        assert_true(trib_redact(library.store, PAGE, id, &error));
    }
    snprintf(id, sizeof id, "d0000000-0000-4000-8000-%012u", TRIB_REDACTED_ROWS_MAX);
    assert_false(trib_redact(library.store, PAGE, id, &error));
    assert_int_equal(error.code, TRIB_E_TOO_MANY);
    trib_tick_command_undo(library.store);
}

/* ---- the proof ---- */

static void what_a_redaction_left_cannot_be_changed_unseen(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    tamper("UPDATE change SET patch = replace(patch, '[…]', 'It was warm') WHERE seq = 4");
    assert_difference("is not what its redaction left");
}

static void a_change_does_not_lose_its_salt_unseen(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    tamper("UPDATE change SET salt = x'', patch = replace(patch, 'rained', 'snowed') "
           "WHERE row_id = '" PAGE_2 "'");
    assert_difference("has no salt and no redaction");
}

/* A redaction speaks of what was before it. */
static void a_later_change_does_not_hide_behind_a_redaction(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    write_page(PAGE_1, "Another day");
    tamper("UPDATE change SET salt = x'' WHERE seq = 6");
    assert_difference("has no salt and no redaction");
}

static void a_redaction_does_not_vanish_unseen(void **state) {
    (void)state;
    fill();
    redact(PAGE, PAGE_1);
    tamper("DELETE FROM redaction");
    assert_difference("");
}

/* ---- the bytes ---- */

static void no_byte_of_the_words_is_left_in_any_file(void **state) {
    (void)state;
    const char *path = library_file("a.db");
    fill();
    assert_true(says(path, SECRET));
    redact(PAGE, PAGE_1);
    assert_true(trib_store_is_erasing(library.store));
    assert_true(says(path, SECRET)); /* in the log that is written ahead */
    assert_true(trib_store_erase(library.store, false));
    assert_false(trib_store_is_erasing(library.store));
    assert_false(says(path, SECRET));
    assert_false(says(path, "Kestrel"));
    assert_true(says(path, "It rained"));
    library_assert_verified(&library);
}

static void checkpoint(void) {
    sqlite3 *db = NULL;
    assert_int_equal(sqlite3_open(library_file("a.db"), &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(db);
}

#define PAGES 300u

static void page_id(unsigned number, char out_id[static TRIB_ID_BYTES]) {
    snprintf(out_id, TRIB_ID_BYTES, "d0000000-0000-4000-8000-%012u", number);
}

/* A file with a past: pages written, written again longer or shorter, and taken out. */
static void fill_with_a_past(void) {
    char id[TRIB_ID_BYTES];
    char text[8000];
    for (unsigned i = 0; i < 3 * PAGES; i++) {
        const char *words = i % 3 == 0 ? "It rained" : SECRET;
        page_id(i * 7919u % PAGES, id);
        snprintf(text, sizeof text, "%s%*s%u", words,
                 (int)(i * i * 31u % (i % 17 == 0 ? 7000 : 400)) + 1, "", i);
        library_begin(&library);
        if (i < PAGES) {
            LIBRARY_RUN(&library, ADD_PAGE, id, SPACE_1, id, text);
        } else if (i % 5 == 0) {
            LIBRARY_RUN(&library, "DELETE FROM page WHERE page_id = ?1", id);
        } else {
            LIBRARY_RUN(&library, WRITE_PAGE, id, text);
        }
        library_keep(&library);
    }
}

/* Pages that SQLite rebuilds keep words in their gaps, secure_delete or not. */
static void words_in_the_gaps_of_pages_go_too(void **state) {
    (void)state;
    struct trib_error error = {0};
    const char *path = library_file("a.db");
    char id[TRIB_ID_BYTES];
    fill_with_a_past();
    library_begin(&library);
    for (unsigned i = 0; i < PAGES; i++) {
        page_id(i, id);
        assert_true(trib_redact(library.store, PAGE, id, &error));
    }
    library_keep(&library);
    checkpoint();
    assert_true(says(path, "Kestrel")); /* no row and no change has it */
    assert_true(trib_store_erase(library.store, false));
    assert_false(says(path, "Kestrel"));
    library_assert_verified(&library);
}

static void who_still_reads_an_older_state_is_waited_for(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_reader *reader = NULL;
    TRIB_AUTO(trib_buffer) rows = {0};
    uint64_t seq = 0;
    size_t count = 0;
    fill();
    assert_true(trib_reader_open(library.store, &reader, &error));
    assert_true(trib_reader_begin(reader, &seq, &error));
    redact(PAGE, PAGE_1);
    assert_false(trib_store_erase(library.store, false));
    assert_true(trib_store_is_erasing(library.store));
    assert_true(trib_reader_rows_write(reader, PAGE, SPACE_1, &rows, &count, &error));
    assert_false(trib_store_erase(library.store, true)); /* it is told to end … */
    assert_false(trib_reader_rows_write(reader, PAGE, SPACE_1, &rows, &count, &error));
    assert_int_equal(error.code, TRIB_E_BUSY);
    trib_reader_end(reader); /* … and does */
    assert_true(trib_store_erase(library.store, true));
    assert_false(says(library_file("a.db"), "Kestrel"));
    assert_true(trib_reader_begin(reader, &seq, &error)); /* the next one reads as ever */
    assert_true(trib_reader_rows_write(reader, PAGE, SPACE_1, &rows, &count, &error));
    trib_reader_close(reader);
}

static void a_server_that_ended_before_it_was_done_goes_on(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_reader *reader = NULL;
    uint64_t seq = 0;
    fill();
    redact(PAGE, PAGE_1);
    library_reopen(&library);
    assert_true(trib_store_is_erasing(library.store));
    assert_true(trib_reader_open(library.store, &reader, &error));
    assert_true(trib_reader_begin(reader, &seq, &error));
    assert_false(trib_store_erase(library.store, false)); /* rewritten, its log not yet cut */
    trib_reader_close(reader);
    library_reopen(&library);
    assert_true(trib_store_is_erasing(library.store));
    assert_true(trib_store_erase(library.store, false));
    assert_false(says(library_file("a.db"), "Kestrel"));
    library_reopen(&library);
    assert_false(trib_store_is_erasing(library.store));
}

/* ---- the list beside the file ---- */

static void assert_listed(const char *const *ids, size_t count) {
    TRIB_AUTO(trib_withdrawn) withdrawn = {0};
    struct trib_error error = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s.withdrawn", library_file("a.db"));
    assert_true(trib_withdrawn_read(&library.settings, path, &withdrawn, &error));
    assert_int_equal(withdrawn.count, count);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(withdrawn.rows[i].table, PAGE);
        assert_string_equal(withdrawn.rows[i].row_id, ids[i]);
    }
}

static void what_was_withdrawn_is_listed_beside_the_file_for_its_owner_alone(void **state) {
    (void)state;
    struct stat of;
    char path[4096];
    snprintf(path, sizeof path, "%s.withdrawn", library_file("a.db"));
    fill();
    assert_listed(NULL, 0);
    redact(PAGE, PAGE_1);
    redact(PAGE, PAGE_2);
    assert_listed((const char *const[]){PAGE_1, PAGE_2}, 2);
    assert_int_equal(stat(path, &of), 0);
    assert_int_equal(of.st_mode & 0777, 0600);
}

static void lines_that_mean_nothing_are_passed_over(void **state) {
    (void)state;
    char path[4096];
    static const char LINES[] =
        "page " PAGE_1 "\nnothing " PAGE_2 "\nshelf " SHELF_1 "\npage " PAGE_2 "x\n\npage\n"
        "page 'd0000000-0000-4000-8000-00000000000\npage " PAGE_2;
    snprintf(path, sizeof path, "%s.withdrawn", library_file("a.db"));
    library_file_write(path, LINES, strlen(LINES));
    assert_listed((const char *const[]){PAGE_1}, 1);
}

static void a_line_that_was_cut_off_takes_no_other_with_it(void **state) {
    (void)state;
    char path[4096];
    snprintf(path, sizeof path, "%s.withdrawn", library_file("a.db"));
    fill();
    library_file_write(path, "page d000", strlen("page d000"));
    redact(PAGE, PAGE_1);
    assert_listed((const char *const[]){PAGE_1}, 1);
}

/* Where it cannot be noted nothing is taken back: an older copy would bring it again. */
static void what_cannot_be_noted_is_not_done(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_batch batch = {0};
    char path[4096];
    snprintf(path, sizeof path, "%s.withdrawn", library_file("a.db"));
    fill();
    assert_int_equal(mkdir(path, 0700), 0);
    library_begin(&library);
    assert_true(trib_redact(library.store, PAGE, PAGE_1, &error));
    library_end(&library);
    assert_false(trib_tick_commit(library.store, &batch, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_page(PAGE_1, SECRET ", and came back");
    assert_false(trib_store_is_erasing(library.store));
    assert_int_equal(rmdir(path), 0);
    redact(PAGE, PAGE_1); /* it is well again */
    library_assert_verified(&library);
}

/* ---- what is asked of the disk for the list ---- */

int __real_fsync(int fd);
int __wrap_fsync(int fd);

/* The linker puts it in the place of the store's own fsync; SQLite's is not touched. */
static struct {
    size_t calls, fails_at; /* 0: none */
    int64_t redactions;     /* that others could read at the first call */
} disk;

int __wrap_fsync(int fd) {
    disk.calls++;
    if (disk.calls == 1) {
        disk.redactions = committed_redactions();
    }
    if (disk.calls == disk.fails_at) {
        errno = EIO;
        return -1;
    }
    return __real_fsync(fd);
}

static void the_list_is_on_the_disk_before_the_commit(void **state) {
    (void)state;
    fill();
    memset(&disk, 0, sizeof disk);
    redact(PAGE, PAGE_1);
    assert_int_equal(disk.calls, 2); /* the list, and its name in the folder */
    assert_int_equal(disk.redactions, 0);
    assert_int_equal(committed_redactions(), 1);
    redact(PAGE, PAGE_2);
    assert_int_equal(disk.calls, 3); /* its name is there already */
}

static struct failing {
    const char *name;
    size_t call;
} failings[] = {
    {"where the list cannot be synced nothing is taken back", 1},
    {"where its name cannot be synced nothing is taken back", 2},
};

static void what_cannot_be_synced_is_not_done(void **state) {
    const struct failing *failing = *state;
    struct trib_error error = {0};
    struct trib_batch batch = {0};
    fill();
    library_begin(&library);
    assert_true(trib_redact(library.store, PAGE, PAGE_1, &error));
    library_end(&library);
    memset(&disk, 0, sizeof disk);
    disk.fails_at = failing->call;
    assert_false(trib_tick_commit(library.store, &batch, &error));
    assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
    assert_page(PAGE_1, SECRET ", and came back");
    assert_int_equal(committed_redactions(), 0);
    assert_false(trib_store_is_erasing(library.store));
    assert_listed(NULL, 0);
    redact(PAGE, PAGE_1); /* it failed once */
    assert_page(PAGE_1, TRIB_REDACTED_TEXT);
    assert_listed((const char *const[]){PAGE_1}, 1);
    library_assert_verified(&library);
}

static void a_row_knows_whether_it_was_redacted(void **state) {
    (void)state;
    struct trib_error error = {0};
    struct trib_redacted_row row = {.table = PAGE, .row_id = PAGE_1};
    bool is_redacted = true;
    fill();
    assert_true(trib_is_redacted(library.store, &row, &is_redacted, &error));
    assert_false(is_redacted);
    redact(PAGE, PAGE_1);
    assert_true(trib_is_redacted(library.store, &row, &is_redacted, &error));
    assert_true(is_redacted);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_folder, close_folder)
#define FAILING(index)                                                                             \
    {                                                                                              \
        failings[index].name, what_cannot_be_synced_is_not_done, open_folder, close_folder,        \
            &failings[index]                                                                       \
    }

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(words_go_from_the_row_and_from_every_change_of_it),
        TEST(that_it_was_done_is_an_entry_and_tells_nothing_else),
        TEST(nobody_is_sent_words_of_the_same_tick),
        TEST(a_second_time_nothing_changes),
        TEST(what_is_not_there_leaves_nothing_to_erase),
        TEST(only_who_began_before_is_ended),
        TEST(words_written_since_can_be_taken_back_too),
        TEST(a_row_that_is_gone_leaves_no_words_in_the_log),
        TEST(what_has_no_words_keeps_its_proof),
        TEST(one_that_is_undone_has_taken_nothing_back),
        TEST(a_request_that_comes_again_gets_its_first_answer),
        TEST(too_many_rows_for_one_command_are_refused),
        TEST(what_a_redaction_left_cannot_be_changed_unseen),
        TEST(a_change_does_not_lose_its_salt_unseen),
        TEST(a_later_change_does_not_hide_behind_a_redaction),
        TEST(a_redaction_does_not_vanish_unseen),
        TEST(no_byte_of_the_words_is_left_in_any_file),
        TEST(words_in_the_gaps_of_pages_go_too),
        TEST(who_still_reads_an_older_state_is_waited_for),
        TEST(a_server_that_ended_before_it_was_done_goes_on),
        TEST(what_was_withdrawn_is_listed_beside_the_file_for_its_owner_alone),
        TEST(lines_that_mean_nothing_are_passed_over),
        TEST(a_line_that_was_cut_off_takes_no_other_with_it),
        TEST(what_cannot_be_noted_is_not_done),
        TEST(the_list_is_on_the_disk_before_the_commit),
        TEST(a_row_knows_whether_it_was_redacted),
        FAILING(0),
        FAILING(1),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
