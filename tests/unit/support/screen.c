/* See screen.h. */
#include "screen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "tributary/store/reader.h"

/* ---- replicas ---- */

static json_t *row_key(const char *table_name, const char *row_id) {
    return json_sprintf("%s %s", table_name, row_id);
}

static bool screen_has_space(const struct screen *screen, const char *space_id) {
    return json_object_get(screen->spaces, space_id) != NULL;
}

static void take_row(struct screen *screen, const json_t *change) {
    const char *table_name = json_string_value(json_array_get(change, 0));
    const char *op = json_string_value(json_array_get(change, 1));
    const char *row_id = json_string_value(json_array_get(change, 2));
    json_t *fields = json_array_get(change, 3);
    json_auto_t *key = row_key(table_name, row_id);
    json_t *known = json_object_get(screen->replica, json_string_value(key));
    if (strcmp(op, "insert") == 0) {
        assert_true(
            screen_has_space(screen, json_string_value(json_object_get(fields, "space_id"))));
        json_object_set(screen->replica, json_string_value(key), fields);
        return;
    }
    assert_non_null(known); /* nobody is told of a row they never had */
    if (strcmp(op, "delete") == 0) {
        assert_true(json_is_null(fields));
        json_object_del(screen->replica, json_string_value(key));
    } else {
        assert_string_equal(op, "update");
        const char *space_id = json_string_value(json_object_get(fields, "space_id"));
        assert_true(space_id == NULL || screen_has_space(screen, space_id));
        json_auto_t *row = json_copy(known);
        json_object_update(row, fields);
        json_object_set(screen->replica, json_string_value(key), row);
    }
}

static void take_rows(struct screen *screen, const json_t *rows) {
    size_t index = 0;
    json_t *change = NULL;
    json_array_foreach(rows, index, change) {
        take_row(screen, change);
    }
}

/* Drops what lies in spaces that are not held any more. */
static void drop_lost(struct screen *screen) {
    const char *key = NULL;
    json_t *row = NULL;
    void *next = NULL;
    json_object_foreach_safe(screen->replica, next, key, row) {
        if (!screen_has_space(screen, json_string_value(json_object_get(row, "space_id")))) {
            json_object_del(screen->replica, key);
        }
    }
}

static void add_spaces(struct screen *screen, const json_t *spaces) {
    size_t index = 0;
    json_t *space = NULL;
    json_array_foreach(spaces, index, space) {
        json_object_set_new(screen->spaces, json_string_value(json_object_get(space, "space_id")),
                            json_true());
    }
}

static void take_scope(struct screen *screen, const json_t *params) {
    size_t index = 0;
    json_t *space_id = NULL;
    json_array_foreach(json_object_get(params, "lost"), index, space_id) {
        assert_true(screen_has_space(screen, json_string_value(space_id)));
        json_object_del(screen->spaces, json_string_value(space_id));
    }
    drop_lost(screen);
    add_spaces(screen, json_object_get(params, "gained"));
    take_rows(screen, json_object_get(params, "rows"));
    screen->seq = (uint64_t)json_integer_value(json_object_get(params, "seq"));
}

static void take_message(struct screen *screen, const json_t *message) {
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *params = json_object_get(message, "params");
    assert_string_equal(json_string_value(json_object_get(message, "jsonrpc")), "2.0");
    assert_false(screen->is_told_to_resume); /* that is the last thing it hears */
    if (strcmp(method, "sync.changed") == 0) {
        uint64_t from = (uint64_t)json_integer_value(json_object_get(params, "from"));
        assert_true(from > screen->seq);
        take_rows(screen, json_object_get(params, "rows"));
        screen->seq = (uint64_t)json_integer_value(json_object_get(params, "to"));
        assert_true(from <= screen->seq);
    } else if (strcmp(method, "sync.scope") == 0) {
        take_scope(screen, params);
    } else {
        assert_string_equal(method, "sync.resume");
        screen->is_told_to_resume = true;
    }
}

static struct screen *screen_find(struct screens *screens, uint64_t connection_id) {
    for (size_t index = 0; index < SCREENS_MAX; index++) {
        if (screens->list[index].connection_id == connection_id) {
            return &screens->list[index];
        }
    }
    return NULL;
}

static void deliver(void *context, uint64_t connection_id, struct trib_frame *frame) {
    struct screens *screens = context;
    if (screens->on_deliver != NULL) {
        screens->on_deliver(screens, connection_id);
    }
    struct screen *screen = screen_find(screens, connection_id);
    assert_non_null(screen);
    if (screen->is_told_to_resume && screens->on_deliver != NULL) {
        return; /* what finds the connection dead queues nothing more on it */
    }
    assert_true(frame->length <= TRIB_FRAME_OUT_BYTES_MAX);
    json_t *message = json_loadb(trib_frame_payload(frame), frame->length, 0, NULL);
    assert_non_null(message);
    take_message(screen, message);
    json_array_append_new(screen->messages, message);
    assert_true(screen->frame_count < SCREEN_FRAMES_MAX);
    screen->frames[screen->frame_count++] = trib_frame_share(frame);
}

/* ---- opening and closing ---- */

static void open_feed(struct screens *screens) {
    struct trib_error error = {0};
    assert_true(trib_graph_load(screens->spine.store, &screens->graph, &error));
    struct trib_feed_outlet outlet = {.context = screens, .deliver = deliver};
    screens->feed = trib_feed_create(screens->spine.store, screens->graph, outlet);
    assert_non_null(screens->feed);
}

void screens_open(struct screens *screens, uint64_t seed) {
    *screens = (struct screens){0};
    spine_open(&screens->spine, seed);
    open_feed(screens);
}

void screens_open_file(struct screens *screens, uint64_t seed, const char *path) {
    *screens = (struct screens){0};
    spine_open_file(&screens->spine, seed, path);
    open_feed(screens);
}

static void screen_forget(struct screen *screen) {
    json_array_clear(screen->messages);
    while (screen->frame_count > 0) {
        trib_frame_drop(screen->frames[--screen->frame_count]);
    }
}

void screens_forget(struct screens *screens) {
    for (size_t index = 0; index < SCREENS_MAX; index++) {
        if (screens->list[index].connection_id != 0) {
            screen_forget(&screens->list[index]);
        }
    }
}

void screen_close(struct screens *screens, struct screen *screen) {
    trib_feed_leave(screens->feed, screen->connection_id);
    screen_forget(screen);
    json_decref(screen->messages);
    json_decref(screen->replica);
    json_decref(screen->spaces);
    *screen = (struct screen){0};
}

void screens_close(struct screens *screens) {
    for (size_t index = 0; index < SCREENS_MAX; index++) {
        if (screens->list[index].connection_id != 0) {
            screen_close(screens, &screens->list[index]);
        }
    }
    trib_feed_destroy(screens->feed);
    trib_graph_destroy(screens->graph);
    spine_close(&screens->spine);
    json_decref(screens->truth);
}

void screen_cut(struct screens *screens, struct screen *screen) {
    trib_feed_leave(screens->feed, screen->connection_id);
}

/* ---- catching up ---- */

char *gunzip_whole(const unsigned char *bytes, size_t length, size_t *out_length) {
    z_stream stream = {0};
    size_t room = 1024;
    char *text = malloc(room + 1);
    assert_int_equal(inflateInit2(&stream, 15 + 16), Z_OK);
    stream.next_in = (Bytef *)(uintptr_t)bytes;
    stream.avail_in = (uInt)length;
    int result = Z_OK;
    while (result == Z_OK) {
        if (stream.total_out == room) {
            room *= 2;
            text = realloc(text, room + 1);
        }
        assert_non_null(text);
        stream.next_out = (Bytef *)text + stream.total_out;
        stream.avail_out = (uInt)(room - stream.total_out);
        result = inflate(&stream, Z_NO_FLUSH);
    }
    assert_int_equal(result, Z_STREAM_END); /* its sums are right */
    assert_int_equal(stream.avail_in, 0);   /* and nothing stands behind the one member */
    *out_length = stream.total_out;
    text[*out_length] = '\0';
    inflateEnd(&stream);
    return text;
}

static const char *viewer(const struct screen *screen) {
    return screen->is_visitor ? NULL : screen->person_id;
}

static void take_snapshot(struct screen *screen, char *text) {
    char *rest = NULL;
    char *line = strtok_r(text, "\n", &rest);
    json_auto_t *first = json_loads(line, 0, NULL);
    add_spaces(screen, json_object_get(first, "spaces"));
    json_int_t row_count = 0;
    while ((line = strtok_r(NULL, "\n", &rest)) != NULL) {
        json_auto_t *value = json_loads(line, 0, NULL);
        assert_non_null(value);
        if (json_is_object(value)) {
            assert_null(strtok_r(NULL, "\n", &rest));
            assert_int_equal(json_integer_value(json_object_get(value, "rows")), row_count);
            screen->seq = (uint64_t)json_integer_value(json_object_get(value, "end"));
            return;
        }
        const char *table_name = json_string_value(json_array_get(value, 0));
        json_t *row = json_array_get(value, 1);
        json_auto_t *id_name = json_sprintf("%s_id", table_name);
        const char *row_id = json_string_value(json_object_get(row, json_string_value(id_name)));
        json_auto_t *key = row_key(table_name, row_id);
        assert_null(json_object_get(screen->replica, json_string_value(key)));
        json_object_set(screen->replica, json_string_value(key), row);
        row_count++;
    }
    fail_msg("a snapshot without its last line");
}

void screen_load(struct screens *screens, struct screen *screen) {
    struct trib_error error = {0};
    struct trib_snapshot *snapshot = NULL;
    json_object_clear(screen->replica);
    json_object_clear(screen->spaces);
    assert_true(trib_snapshot_ask(screens->feed, viewer(screen), NULL, &snapshot, &error));
    assert_true(trib_snapshot_make(snapshot, &error));
    assert_true(trib_snapshot_is_allowed(snapshot));
    size_t length = 0;
    const unsigned char *bytes = trib_snapshot_bytes(snapshot, &length);
    char *text = gunzip_whole(bytes, length, &length);
    take_snapshot(screen, text);
    free(text);
    trib_snapshot_destroy(snapshot);
}

static json_t *ask(struct screens *screens, struct screen *screen) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    const char *held[SCREENS_MAX * 4];
    struct trib_hello hello = {.database_id = trib_store_database_id(screens->spine.store),
                               .epoch = trib_store_epoch(screens->spine.store),
                               .seq = screen->seq,
                               .space_ids = held};
    const char *space_id = NULL;
    json_t *value = NULL;
    json_object_foreach(screen->spaces, space_id, value) {
        assert_true(hello.space_count < sizeof held / sizeof held[0]);
        held[hello.space_count++] = space_id;
    }
    assert_true(trib_feed_hello(screens->feed, screen->connection_id, viewer(screen), &hello, &json,
                                &error));
    json_t *answer = json_loadb(text.bytes, text.length, 0, NULL);
    assert_non_null(answer);
    return answer;
}

json_t *screen_hello(struct screens *screens, struct screen *screen) {
    json_t *answer = ask(screens, screen);
    screen->is_told_to_resume = false;
    const char *mode = json_string_value(json_object_get(answer, "mode"));
    if (strcmp(mode, "snapshot") == 0) {
        json_decref(answer);
        screen_load(screens, screen);
        return screen_hello(screens, screen);
    }
    json_object_clear(screen->spaces);
    add_spaces(screen, json_object_get(answer, "spaces"));
    take_rows(screen, json_object_get(answer, "rows"));
    drop_lost(screen);
    screen->seq = (uint64_t)json_integer_value(json_object_get(answer, "seq"));
    return answer;
}

struct screen *screen_open(struct screens *screens, const char *person_id) {
    static uint64_t connections;
    struct screen *screen = screen_find(screens, 0);
    assert_non_null(screen);
    screen->connection_id = ++connections;
    screen->is_visitor = person_id == NULL;
    snprintf(screen->person_id, sizeof screen->person_id, "%s", person_id == NULL ? "" : person_id);
    screen->replica = json_object();
    screen->spaces = json_object();
    screen->messages = json_array();
    screen_load(screens, screen);
    json_auto_t *answer = screen_hello(screens, screen);
    assert_string_equal(json_string_value(json_object_get(answer, "mode")), "nothing");
    return screen;
}

/* ---- publishing ---- */

uint64_t screens_end(struct screens *screens) {
    return spine_end(&screens->spine);
}

void screens_publish(struct screens *screens) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_batch) batch = {0};
    spine_end(&screens->spine);
    spine_commit(&screens->spine, &batch);
    assert_true(trib_feed_publish(screens->feed, &batch, &error));
}

/* ---- comparing ---- */

static void expect_space(struct screens *screens, struct trib_reader *reader, const char *space_id,
                         json_t *expected) {
    struct trib_error error = {0};
    TRIB_AUTO(trib_buffer) lines = {0};
    size_t count = 0;
    for (size_t index = 0; index < trib_store_table_count(screens->spine.store); index++) {
        const struct trib_table *table = trib_store_table(screens->spine.store, index);
        if (table->kind == TRIB_TABLE_SYNCED) {
            assert_true(trib_reader_rows_write(reader, table, space_id, &lines, &count, &error));
        }
    }
    char *rest = NULL;
    for (char *line = lines.length == 0 ? NULL : strtok_r(lines.bytes, "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        json_auto_t *value = json_loads(line, 0, NULL);
        const char *table_name = json_string_value(json_array_get(value, 0));
        json_auto_t *id_name = json_sprintf("%s_id", table_name);
        json_t *row = json_array_get(value, 1);
        json_auto_t *key = row_key(
            table_name, json_string_value(json_object_get(row, json_string_value(id_name))));
        json_object_set(expected, json_string_value(key), row);
    }
}

/* A space's rows by SQL, read once for all screens as long as the log has not grown. */
static json_t *space_rows(struct screens *screens, const char *space_id) {
    struct trib_error error = {0};
    struct trib_reader *reader = NULL;
    uint64_t seq = 0;
    if (screens->truth == NULL || screens->truth_seq != trib_store_last_seq(screens->spine.store)) {
        json_decref(screens->truth);
        screens->truth = json_object();
        screens->truth_seq = trib_store_last_seq(screens->spine.store);
    }
    json_t *rows = json_object_get(screens->truth, space_id);
    if (rows == NULL) {
        rows = json_object();
        json_object_set_new(screens->truth, space_id, rows);
        assert_true(trib_reader_open(screens->spine.store, &reader, &error));
        assert_true(trib_reader_begin(reader, &seq, &error));
        assert_int_equal(seq, screens->truth_seq);
        expect_space(screens, reader, space_id, rows);
        trib_reader_end(reader);
        trib_reader_close(reader);
    }
    return rows;
}

void screen_assert_true_to_sql(struct screens *screens, const struct screen *screen) {
    static char sight[256][TRIB_ID_BYTES];
    size_t count = spine_sight(&screens->spine, viewer(screen), sight, 256);
    json_auto_t *expected = json_object();
    for (size_t index = 0; index < count; index++) {
        assert_true(screen_has_space(screen, sight[index]));
        json_object_update(expected, space_rows(screens, sight[index]));
    }
    assert_int_equal(json_object_size(screen->spaces), count);
    assert_int_equal(json_object_size(screen->replica), json_object_size(expected));
    assert_true(json_equal(screen->replica, expected));
}

void screen_assert_messages(const struct screen *screen, const char *expected) {
    char *messages = json_dumps(screen->messages, JSON_COMPACT | JSON_SORT_KEYS);
    json_auto_t *wanted = json_loads(expected, 0, NULL);
    assert_non_null(wanted);
    char *wanted_text = json_dumps(wanted, JSON_COMPACT | JSON_SORT_KEYS);
    assert_string_equal(messages, wanted_text);
    free(messages);
    free(wanted_text);
}

/* ---- rows that may lie anywhere ---- */

void spine_add_note(struct spine *spine, const char *id, const char *space_id, const char *note) {
    static const char SQL[] = "INSERT INTO reading_note (reading_note_id, space_id, heading, note) "
                              "VALUES (?1, ?2, 'Heading', ?3)";
    SPINE_RUN(spine, SQL, id, space_id, note);
}

void spine_move_note(struct spine *spine, const char *id, const char *space_id) {
    static const char SQL[] = "UPDATE reading_note SET space_id = ?2 WHERE reading_note_id = ?1";
    SPINE_RUN(spine, SQL, id, space_id);
}

void spine_change_note(struct spine *spine, const char *id, const char *note) {
    static const char SQL[] = "UPDATE reading_note SET note = ?2 WHERE reading_note_id = ?1";
    SPINE_RUN(spine, SQL, id, note);
}

void spine_delete_note(struct spine *spine, const char *id) {
    static const char SQL[] = "DELETE FROM reading_note WHERE reading_note_id = ?1";
    SPINE_RUN(spine, SQL, id);
}
