/* One reader's queue: order, headers, joining, and the count of bytes. */
#include "outbox.h"

#include "rows.h"

#include <stdlib.h>
#include <string.h>

static struct trib_frame *frame_of(char letter, size_t length) {
    char *text = malloc(length + 1);
    assert_non_null(text);
    memset(text, letter, length + 1);
    struct trib_frame *frame = trib_frame_create(text, length);
    free(text);
    assert_non_null(frame);
    return frame;
}

static void push(struct outbox *outbox, char letter, size_t length) {
    struct trib_frame *frame = frame_of(letter, length);
    assert_true(outbox_push(outbox, frame));
    trib_frame_drop(frame);
}

static struct header_row {
    const char *name;
    size_t length;
    unsigned char header[10];
    size_t header_bytes;
} header_rows[] = {
    {"nothing has two bytes in front", 0, {0x81, 0}, 2},
    {"125 is the last length of two", 125, {0x81, 125}, 2},
    {"126 is the first of four", 126, {0x81, 126, 0, 126}, 4},
    {"65535 is the last of four", 65535, {0x81, 126, 0xff, 0xff}, 4},
    {"65536 is the first of ten", 65536, {0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0}, 10},
};

/* RFC 6455, 5.2: the shortest way to write the length. */
static void header_is_written_once(void **state) {
    const struct header_row *row = *state;
    unsigned char scratch[16];
    struct outbox first = {0};
    struct outbox second = {0};
    struct trib_frame *frame = frame_of('a', row->length);
    assert_true(outbox_push(&first, frame));
    assert_true(outbox_push(&second, frame));
    assert_int_equal(frame->share_count, 3);
    size_t length = 0;
    uint32_t frames = 0;
    unsigned char *bytes = outbox_next(&first, scratch, sizeof scratch, &length, &frames);
    assert_int_equal(length, row->header_bytes + row->length);
    assert_memory_equal(bytes, row->header, row->header_bytes);
    assert_ptr_equal(bytes + row->header_bytes, trib_frame_payload(frame));
    assert_ptr_equal(outbox_next(&second, scratch, sizeof scratch, &length, &frames), bytes);
    outbox_finish(&first);
    outbox_finish(&second);
    assert_int_equal(frame->share_count, 1);
    trib_frame_drop(frame);
}

static void small_frames_go_together(void **state) {
    (void)state;
    unsigned char scratch[10];
    struct outbox outbox = {0};
    size_t length = 0;
    uint32_t frames = 0;
    push(&outbox, 'a', 3);
    push(&outbox, 'b', 3);
    push(&outbox, 'c', 1);
    assert_int_equal(outbox.bytes, 13);
    assert_ptr_equal(outbox_next(&outbox, scratch, sizeof scratch, &length, &frames), scratch);
    assert_int_equal(length, 10);
    assert_int_equal(frames, 2);
    assert_memory_equal(scratch,
                        "\x81\x03"
                        "aaa\x81\x03"
                        "bbb",
                        10);
    outbox_drop(&outbox, frames);
    assert_int_equal(outbox.bytes, 3);
    assert_int_equal(outbox.count, 1);
    outbox_drop(&outbox, 1);
    assert_null(outbox_next(&outbox, scratch, sizeof scratch, &length, &frames));
    outbox_finish(&outbox);
}

static void a_long_frame_goes_alone(void **state) {
    (void)state;
    unsigned char scratch[10];
    struct outbox outbox = {0};
    size_t length = 0;
    uint32_t frames = 0;
    push(&outbox, 'a', 100);
    push(&outbox, 'b', 1);
    assert_ptr_not_equal(outbox_next(&outbox, scratch, sizeof scratch, &length, &frames), scratch);
    assert_int_equal(length, 102);
    assert_int_equal(frames, 1);
    outbox_finish(&outbox);
}

/* The ring grows while its beginning is not at the start, and gives back what it no longer needs.
 */
static void order_is_kept_while_it_grows(void **state) {
    (void)state;
    unsigned char scratch[8];
    struct outbox outbox = {0};
    size_t length = 0;
    uint32_t frames = 0;
    size_t pushed = 0;
    size_t taken = 0;
    for (size_t round = 0; round < 200; round++) {
        for (size_t i = 0; i < 3; i++) {
            push(&outbox, (char)('a' + pushed++ % 26), 5);
        }
        const unsigned char *bytes =
            outbox_next(&outbox, scratch, sizeof scratch, &length, &frames);
        assert_int_equal(frames, 1);
        assert_int_equal(bytes[2], 'a' + taken++ % 26);
        outbox_drop(&outbox, 1);
    }
    while (taken < pushed) {
        const unsigned char *bytes =
            outbox_next(&outbox, scratch, sizeof scratch, &length, &frames);
        assert_int_equal(bytes[2], 'a' + taken++ % 26);
        outbox_drop(&outbox, 1);
    }
    assert_int_equal(outbox.bytes, 0);
    assert_int_equal(outbox.capacity, 0);
    outbox_finish(&outbox);
}

static void clearing_forgets_all(void **state) {
    (void)state;
    struct outbox outbox = {0};
    push(&outbox, 'a', 10);
    push(&outbox, 'b', 20);
    outbox_clear(&outbox);
    assert_int_equal(outbox.count, 0);
    assert_int_equal(outbox.bytes, 0);
    push(&outbox, 'c', 1);
    assert_int_equal(outbox.bytes, 3);
    outbox_finish(&outbox);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, header_is_written_once, header_rows, sizeof header_rows[0],
                  UNIT_COUNT(header_rows));
    unit_add(&tests, "small frames go together", small_frames_go_together);
    unit_add(&tests, "a long frame goes alone, from where it lies", a_long_frame_goes_alone);
    unit_add(&tests, "order is kept while it grows", order_is_kept_while_it_grows);
    unit_add(&tests, "clearing forgets all", clearing_forgets_all);
    return unit_run("outbox", &tests);
}
