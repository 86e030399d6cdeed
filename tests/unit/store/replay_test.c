/*
 * The log says what happened: whatever statements a command runs, and however many of them fail or
 * are undone, one who applies the published changes in their order holds the database, and so does
 * a replay of the log. All is drawn from a seed; what a statement changes is known to nobody here,
 * and need not be.
 */
#include "tributary/store/tick.h"

#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "picture.h"

#define CHANGES_A_SEED 30000u
#define CHANGES_TOGETHER 100000u
#define TICKS_BETWEEN_LOOKS 40
#define CHANGES_BETWEEN_REPLAYS 15000u

struct fair {
    struct library library;
    struct picture picture;
    uint64_t chance;
    struct trib_buffer list; /* of the statement that is being drawn */
    size_t tick_count, replayed_at;
};

/* Over all seeds: what was refused, so that the test knows that it was tried. */
static size_t statement_refusals[TRIB_E_COUNT];
static size_t release_refusals, undone_count, change_count;

static size_t below(struct fair *fair, size_t bound) {
    return (size_t)trib_random_below(trib_random_seeded(&fair->chance), bound);
}

/* ---- drawing values ---- */

/* A prefix and a number below bound; as many may be alive at once as there are places. */
static const char *drawn(struct fair *fair, const char *prefix, size_t bound) {
    static char ring[16][48];
    static size_t place;
    char *text = ring[place++ % 16];
    snprintf(text, sizeof ring[0], "%s%012zu", prefix, below(fair, bound));
    return text;
}

/* Some are refused by a CHECK, some must be escaped in JSON. */
static const char *drawn_title(struct fair *fair) {
    static const char *const TITLES[] = {"One",
                                         "Two",
                                         "\"Three\"\n\t\\ \x7f \u2028",
                                         "كتاب",
                                         "Four",
                                         "",
                                         "Longer than any title a shelf may ever have"};
    return TITLES[below(fair, sizeof TITLES / sizeof TITLES[0])];
}

static const char *draw(struct fair *fair, char kind);

/* Rows for json_each: each an array of one value per letter. */
static const char *drawn_list(struct fair *fair, const char *kinds) {
    trib_buffer_clear(&fair->list);
    struct trib_json_writer json = trib_json_writer(&fair->list);
    trib_json_array_open(&json);
    for (size_t row = 0, count = 1 + below(fair, 5); row < count; row++) {
        trib_json_array_open(&json);
        for (const char *kind = kinds; *kind != '\0'; kind++) {
            trib_json_text(&json, draw(fair, *kind));
        }
        trib_json_array_close(&json);
    }
    trib_json_array_close(&json);
    return trib_buffer_text(&fair->list);
}

/* A value of a kind: lower case one, upper case a list of rows. Those that may be NULL sometimes
   are. */
static const char *draw(struct fair *fair, char kind) {
    switch (kind) {
    case 's':
        return drawn(fair, "50000000-0000-4000-8000-", 40);
    case 'b':
        return drawn(fair, "b0000000-0000-4000-8000-", 120);
    case 'r':
        return drawn(fair, "c0000000-0000-4000-8000-", 12);
    case 'p':
        return drawn(fair, "d0000000-0000-4000-8000-", 80);
    case 'm':
        return drawn(fair, "40000000-0000-4000-8000-", 4);
    case 'a':
        return drawn(fair, "a0000000-0000-4000-8000-", 3);
    case 't':
        return drawn_title(fair);
    case 'w': /* width: 0 is refused */
        return drawn(fair, "", 12);
    case 'n': /* rank */
        return below(fair, 4) == 0 ? NULL : drawn(fair, "", 60);
    case 'i': /* place */
        return below(fair, 3) == 0 ? NULL : drawn(fair, "", 12);
    case 'o': /* note */
        return below(fair, 2) == 0 ? NULL : drawn(fair, "note ", 200);
    case 'q': /* a book, or none */
        return below(fair, 4) != 0 ? NULL : draw(fair, 'b');
    case 'l': /* a reader, or nobody */
        return below(fair, 2) == 0 ? NULL : draw(fair, 'r');
    case 'S':
        return drawn_list(fair, "satnwo");
    case 'B':
        return drawn_list(fair, "bslqti");
    case 'P':
        return drawn_list(fair, "pabit");
    default:
        fail_msg("no such kind: %c", kind);
        return NULL;
    }
}

/* ---- statements ---- */

#define SHELF_ROWS                                                                                 \
    "shelf (shelf_id, space_id, title, rank, width, note) SELECT value->>0, value->>1, "           \
    "value->>2, value->>3, value->>4, value->>5 FROM json_each(?1) WHERE true "
#define BOOK_ROWS                                                                                  \
    "book (book_id, space_id, shelf_id, lent_to, sequel_of, title, place) SELECT value->>0, "      \
    "coalesce((SELECT space_id FROM shelf WHERE shelf_id = value->>1), 'nowhere'), value->>1, "    \
    "value->>2, value->>3, value->>4, value->>5 FROM json_each(?1) WHERE true "
#define PAGE_ROWS                                                                                  \
    "page (page_id, space_id, book_id, number, text) SELECT value->>0, value->>1, value->>2, "     \
    "value->>3, value->>4 FROM json_each(?1) WHERE true "

static const struct {
    const char *sql;
    const char *kinds; /* of its parameters */
} STATEMENTS[] = {
    /* Many rows at once: one that breaks a rule takes back those before it. */
    {"INSERT INTO " SHELF_ROWS, "S"},
    {"INSERT INTO " BOOK_ROWS, "B"},
    {"INSERT INTO " BOOK_ROWS, "B"},
    {"INSERT INTO " PAGE_ROWS, "P"},
    {"UPDATE shelf SET rank = rank + 1 WHERE space_id = ?1", "a"},
    {"UPDATE shelf SET width = width - 1 WHERE shelf_id >= ?1", "s"},
    {"UPDATE book SET place = place + 1 WHERE shelf_id >= ?1", "s"},
    {"UPDATE page SET number = number + 1 WHERE book_id >= ?1", "b"},
    /* A rule broken by one row of many, and only that row is passed over. */
    {"INSERT OR IGNORE INTO " SHELF_ROWS, "S"},
    {"INSERT OR IGNORE INTO " BOOK_ROWS, "B"},
    {"INSERT INTO " SHELF_ROWS "ON CONFLICT DO NOTHING", "S"},
    {"UPDATE OR IGNORE shelf SET rank = ?2, width = width + 1 WHERE shelf_id >= ?1", "sn"},
    {"UPDATE OR IGNORE book SET place = ?2 WHERE book_id >= ?1", "bi"},
    {"UPDATE OR IGNORE shelf SET title = ?1 WHERE space_id = ?2", "ta"},
    /* UPSERT. */
    {"INSERT INTO " SHELF_ROWS "ON CONFLICT (shelf_id) DO UPDATE SET title = excluded.title, "
     "rank = excluded.rank, width = excluded.width, note = excluded.note",
     "S"},
    {"INSERT INTO " SHELF_ROWS "ON CONFLICT (space_id, rank) DO UPDATE SET note = excluded.note "
     "ON CONFLICT (note) DO UPDATE SET width = shelf.width + 1",
     "S"},
    {"INSERT INTO " PAGE_ROWS "ON CONFLICT (page_id) DO UPDATE SET text = excluded.text", "P"},
    {"INSERT INTO reader VALUES (?1, ?2, ?3) ON CONFLICT (reader_id) DO UPDATE SET "
     "age = excluded.age",
     "rti"},
    /* REPLACE: other rows go, and with them what hangs on them. */
    {"INSERT OR REPLACE INTO " SHELF_ROWS, "S"},
    {"INSERT OR REPLACE INTO " BOOK_ROWS, "B"},
    {"REPLACE INTO " PAGE_ROWS, "P"},
    {"UPDATE OR REPLACE shelf SET rank = ?2 WHERE shelf_id = ?1", "sn"},
    {"UPDATE OR REPLACE shelf SET note = ?2 WHERE shelf_id = ?1", "so"},
    {"UPDATE OR REPLACE book SET place = ?2 WHERE book_id = ?1", "bi"},
    {"UPDATE OR REPLACE page SET number = ?2 WHERE page_id = ?1", "pw"},
    /* One row, which triggers follow. */
    {"UPDATE shelf SET title = ?2 WHERE shelf_id = ?1", "st"},
    {"UPDATE shelf SET space_id = ?2 WHERE shelf_id = ?1", "sa"},
    {"UPDATE shelf SET space_id = ?2, rank = NULL WHERE shelf_id = ?1", "sa"},
    {"UPDATE book SET lent_to = ?2 WHERE book_id = ?1", "bl"},
    {"UPDATE book SET sequel_of = ?2 WHERE book_id = ?1", "bq"},
    {"UPDATE book SET title = ?2 WHERE book_id = ?1", "bt"},
    {"UPDATE book SET shelf_id = ?2, place = NULL WHERE book_id = ?1", "bs"},
    {"UPDATE page SET space_id = ?2 WHERE page_id = ?1", "pa"},
    {"UPDATE reader SET age = ?2 WHERE reader_id = ?1", "rw"},
    /* What changes nothing. */
    {"UPDATE shelf SET note = note, width = width", ""},
    {"UPDATE book SET title = title, lent_to = lent_to WHERE book_id >= ?1", "b"},
    {"UPDATE shelf SET width = width + 1 WHERE shelf_id = 'nobody'", ""},
    /* Back and forth: two changes that come to nothing together. */
    {"UPDATE shelf SET width = width + 1 WHERE shelf_id = ?1", "s"},
    /* Deleting, with cascades and SET NULL. */
    {"DELETE FROM shelf WHERE shelf_id = ?1", "s"},
    {"DELETE FROM shelf WHERE space_id = ?1 AND rank < ?2", "aw"},
    {"DELETE FROM reader WHERE reader_id = ?1", "r"},
    {"DELETE FROM book WHERE book_id = ?1", "b"},
    {"DELETE FROM page WHERE book_id = ?1", "b"},
    /* Not logged. */
    {"UPDATE word SET text = text || '.' WHERE word_id >= ?1", "b"},
};
#define STATEMENT_COUNT (sizeof STATEMENTS / sizeof STATEMENTS[0])

/* Now and then only, since they end the tick or empty a table. */
static const struct {
    const char *sql;
    const char *kinds;
} RARE[] = {
    {"INSERT OR REPLACE INTO room VALUES (?1, ?2, ?3)", "mat"},
    {"UPDATE room SET space_id = ?2 WHERE room_id = ?1", "ma"},
    {"DELETE FROM room WHERE room_id = ?1", "m"},
    {"DELETE FROM page", ""}, /* SQLite has a short way for it, which must not be taken */
};
#define RARE_COUNT (sizeof RARE / sizeof RARE[0])

static bool run(struct fair *fair, const char *sql, const char *kinds) {
    struct trib_error error = {0};
    const char *values[3];
    size_t count = 0;
    for (; kinds[count] != '\0'; count++) {
        values[count] = draw(fair, kinds[count]);
    }
    if (library_try(&fair->library, &error, sql, values, count)) {
        return true;
    }
    statement_refusals[error.code]++;
    return false;
}

static bool run_any(struct fair *fair) {
    if (below(fair, 40) == 0) {
        size_t index = below(fair, RARE_COUNT);
        return run(fair, RARE[index].sql, RARE[index].kinds);
    }
    size_t index = below(fair, STATEMENT_COUNT);
    return run(fair, STATEMENTS[index].sql, STATEMENTS[index].kinds);
}

/* Two shelves of a space change places, though no two may have the same at any time. */
static bool swap(struct fair *fair) {
    struct library *library = &fair->library;
    const char *space = draw(fair, 'a');
    const char *one = drawn(fair, "", 60);
    const char *other = drawn(fair, "", 60);
    LIBRARY_RUN(library, "UPDATE shelf SET rank = -1 WHERE space_id = ?1 AND rank = ?2", space,
                one);
    LIBRARY_RUN(library, "UPDATE shelf SET rank = ?2 WHERE space_id = ?1 AND rank = ?3", space, one,
                other);
    LIBRARY_RUN(library, "UPDATE shelf SET rank = ?2 WHERE space_id = ?1 AND rank = -1", space,
                other);
    return true;
}

/* ---- commands and ticks ---- */

static void undo(struct fair *fair) {
    undone_count++;
    trib_tick_command_undo(fair->library.store);
}

static void command(struct fair *fair) {
    struct trib_error error = {0};
    uint64_t seq = 0;
    library_begin(&fair->library);
    for (size_t step = 0, count = 1 + below(fair, 6); step < count; step++) {
        bool done = below(fair, 12) == 0 ? swap(fair) : run_any(fair);
        if (!done && below(fair, 4) == 0) {
            undo(fair);
            return;
        }
    }
    if (below(fair, 8) == 0) {
        undo(fair);
        return;
    }
    if (below(fair, 4) != 0) { /* what the deferred key would refuse is mostly mended in time */
        run(fair,
            "UPDATE book SET sequel_of = NULL WHERE sequel_of NOT IN (SELECT book_id FROM book)",
            "");
    }
    if (!trib_tick_command_release(fair->library.store, "{}", &seq, &error)) {
        assert_int_equal(error.code, TRIB_E_UNAVAILABLE);
        release_refusals++;
    }
}

/* A savepoint of the program's own, between commands. */
static void keep_private(struct fair *fair) {
    struct trib_error error = {0};
    struct trib_store *store = fair->library.store;
    assert_true(trib_tick_private_open(store, &error));
    run(fair, "INSERT OR REPLACE INTO word VALUES (?1, 'private')", "s");
    if (below(fair, 2) == 0) {
        trib_tick_command_undo(store);
    } else {
        assert_true(trib_tick_private_release(store, &error));
    }
}

static void tick(struct fair *fair) {
    TRIB_AUTO(trib_batch) batch = {0};
    struct trib_store *store = fair->library.store;
    for (size_t count = 1 + below(fair, 8); count > 0 && !trib_tick_must_end(store); count--) {
        if (below(fair, 5) == 0) {
            keep_private(fair);
        } else {
            command(fair);
        }
    }
    library_commit(&fair->library, &batch);
    picture_apply(&fair->picture, &fair->library, &batch);
    fair->tick_count++;
}

static void look(struct fair *fair) {
    picture_assert_true(&fair->picture, &fair->library);
    if (fair->picture.change_count >= fair->replayed_at + CHANGES_BETWEEN_REPLAYS) {
        fair->replayed_at = fair->picture.change_count;
        library_assert_verified(&fair->library);
    }
}

static uint64_t seeds[] = {1, 2, 3, 4};

static void whoever_applies_the_changes_holds_the_database(void **state) {
    const uint64_t *seed = *state;
    struct fair fair = {.chance = *seed};
    print_message("seed %" PRIu64 "\n", *seed);
    library_create(&fair.library, *seed, ":memory:");
    picture_open(&fair.picture, &fair.library);
    while (fair.picture.change_count < CHANGES_A_SEED) {
        tick(&fair);
        if (fair.tick_count % TICKS_BETWEEN_LOOKS == 0) {
            look(&fair);
        }
    }
    fair.replayed_at = 0;
    look(&fair);
    change_count += fair.picture.change_count;
    picture_close(&fair.picture);
    library_close(&fair.library);
    trib_buffer_finish(&fair.list);
}

/* The seeds together were many, and met everything that can go wrong. */
static void nothing_was_left_untried(void **state) {
    (void)state;
    static const enum trib_error_code MET[] = {TRIB_E_EXISTS,   TRIB_E_TOO_LONG,
                                               TRIB_E_TOO_FEW,  TRIB_E_TOO_MANY,
                                               TRIB_E_REQUIRED, TRIB_E_UNAVAILABLE};
    assert_true(change_count >= CHANGES_TOGETHER);
    size_t met = 0;
    size_t all = 0;
    for (size_t index = 0; index < sizeof MET / sizeof MET[0]; index++) {
        print_message("%zu × %s\n", statement_refusals[MET[index]],
                      trib_error_code_name(MET[index]));
        assert_true(statement_refusals[MET[index]] > 0);
        met += statement_refusals[MET[index]];
    }
    for (size_t code = 0; code < TRIB_E_COUNT; code++) {
        all += statement_refusals[code];
    }
    assert_int_equal(met, all);
    assert_true(release_refusals > 0);
    assert_true(undone_count > 0);
    print_message("%zu changes, %zu statements refused, %zu commands at their end, %zu undone\n",
                  change_count, all, release_refusals, undone_count);
}

int main(void) {
#define REPLAY(index)                                                                              \
    {                                                                                              \
        "whoever applies the changes holds the database, seed " #index,                            \
            whoever_applies_the_changes_holds_the_database, NULL, NULL, &seeds[(index)-1]          \
    }
    const struct CMUnitTest tests[] = {REPLAY(1), REPLAY(2), REPLAY(3), REPLAY(4),
                                       cmocka_unit_test(nothing_was_left_untried)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
