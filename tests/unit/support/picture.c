/*
 * See picture.h.
 */
#include "picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void picture_open(struct picture *picture, const struct library *library) {
    *picture = (struct picture){.last_seq = trib_store_last_seq(library->store)};
    for (size_t index = 0; index < LIBRARY_TABLE_COUNT; index++) {
        picture->tables[index] = json_object();
    }
}

void picture_close(struct picture *picture) {
    for (size_t index = 0; index < LIBRARY_TABLE_COUNT; index++) {
        json_decref(picture->tables[index]);
    }
    *picture = (struct picture){0};
}

/* ---- one change ---- */

static json_t *parsed(const char *text, size_t length) {
    json_t *value = json_loadb(text, length, JSON_REJECT_DUPLICATES, NULL);
    assert_true(json_is_object(value));
    return value;
}

/* The space of a row, "" when the table has none. */
static const char *space_of(const struct trib_table *table, const json_t *row) {
    return table->kind == TRIB_TABLE_SYNCED ? json_string_value(json_object_get(row, "space_id"))
                                            : "";
}

/* Whether a value is one that the column may hold. */
static void assert_value(const struct trib_column *column, const json_t *value) {
    assert_non_null(value);
    if (json_is_null(value)) {
        assert_true(column->is_nullable);
    } else if (column->type == TRIB_COLUMN_TEXT) {
        assert_true(json_is_string(value));
    } else {
        assert_true(json_is_integer(value));
    }
}

static void apply_insert(const struct trib_change *change, json_t *rows) {
    json_t *row = parsed(change->patch, change->patch_length);
    assert_null(json_object_get(rows, change->row_id));
    assert_int_equal(json_object_size(row), change->table->column_count);
    for (size_t index = 0; index < change->table->column_count; index++) {
        const struct trib_column *column = &change->table->columns[index];
        assert_value(column, json_object_get(row, column->name));
    }
    assert_string_equal(json_string_value(json_object_get(row, change->table->columns[0].name)),
                        change->row_id);
    assert_string_equal(change->space_before, "");
    assert_string_equal(change->space_after, space_of(change->table, row));
    assert_null(change->whole);
    json_object_set_new(rows, change->row_id, row);
}

static void apply_delete(const struct trib_change *change, json_t *rows) {
    const json_t *row = json_object_get(rows, change->row_id);
    assert_non_null(row);
    assert_string_equal(change->patch, "{}");
    assert_int_equal(change->patch_length, strlen("{}"));
    assert_string_equal(change->space_before, space_of(change->table, row));
    assert_string_equal(change->space_after, "");
    assert_null(change->whole);
    json_object_del(rows, change->row_id);
}

static void apply_columns(const struct trib_change *change, json_t *row) {
    json_auto_t *patch = parsed(change->patch, change->patch_length);
    size_t known = 0;
    for (size_t index = 0; index < change->table->column_count; index++) {
        const struct trib_column *column = &change->table->columns[index];
        json_t *value = json_object_get(patch, column->name);
        if (value != NULL) {
            assert_value(column, value);
            assert_false(json_equal(value, json_object_get(row, column->name)));
            json_object_set(row, column->name, value);
            known++;
        }
    }
    assert_true(known > 0); /* what changed nothing is no change */
    assert_int_equal(known, json_object_size(patch));
}

static void apply_update(const struct trib_change *change, json_t *rows) {
    json_t *row = json_object_get(rows, change->row_id);
    assert_non_null(row);
    assert_string_equal(change->space_before, space_of(change->table, row));
    apply_columns(change, row);
    assert_string_equal(change->space_after, space_of(change->table, row));
    bool moved = strcmp(change->space_before, change->space_after) != 0;
    assert_int_equal(change->whole != NULL, moved);
    if (moved) {
        json_auto_t *whole = parsed(change->whole, change->whole_length);
        assert_true(json_equal(whole, row));
    }
}

static void apply_change(struct picture *picture, const struct library *library,
                         const struct trib_change *change) {
    assert_int_not_equal(change->table->kind, TRIB_TABLE_PRIVATE);
    assert_ptr_equal(change->table, trib_store_table_find(library->store, change->table->name));
    size_t place = (size_t)(change->table - library->settings.tables);
    assert_true(place < LIBRARY_TABLE_COUNT);
    json_t *rows = picture->tables[place];
    switch (change->op) {
    case TRIB_CHANGE_INSERT:
        apply_insert(change, rows);
        break;
    case TRIB_CHANGE_UPDATE:
        apply_update(change, rows);
        break;
    case TRIB_CHANGE_DELETE:
        apply_delete(change, rows);
        break;
    }
    picture->change_count++;
}

/* ---- a batch ---- */

void picture_apply(struct picture *picture, const struct library *library,
                   const struct trib_batch *batch) {
    for (size_t index = 0; index < batch->entry_count; index++) {
        const struct trib_entry *entry = &batch->entries[index];
        bool decides_sight = false;
        assert_int_equal(entry->seq, picture->last_seq + 1);
        assert_true(entry->at_ms >= picture->last_at_ms);
        assert_true(entry->change_count > 0);
        for (size_t change = 0; change < entry->change_count; change++) {
            apply_change(picture, library, &entry->changes[change]);
            decides_sight = decides_sight || entry->changes[change].table->decides_sight;
        }
        assert_int_equal(entry->decides_sight, decides_sight);
        assert_true(!decides_sight || index + 1 == batch->entry_count);
        picture->last_seq = entry->seq;
        picture->last_at_ms = entry->at_ms;
    }
    assert_int_equal(trib_store_last_seq(library->store), picture->last_seq);
}

void picture_assert_true(const struct picture *picture, struct library *library) {
    for (size_t index = 0; index < LIBRARY_TABLE_COUNT; index++) {
        if (library_tables[index].kind == TRIB_TABLE_PRIVATE) {
            continue;
        }
        json_auto_t *rows = library_dump(library, (enum library_table)index);
        if (!json_equal(rows, picture->tables[index])) {
            fail_msg("%s is not what the log says", library_tables[index].name);
        }
    }
}
