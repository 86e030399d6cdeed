/* The growing byte string, and frames, which are bytes that do not grow any more. */
#include "tributary/base/buffer.h"
#include "tributary/base/frame.h"

#include "rows.h"

#include <string.h>

static void is_a_c_string(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) buffer = {0};
    assert_string_equal(trib_buffer_text(&buffer), "");
    trib_buffer_append(&buffer, "", 0);
    assert_string_equal(trib_buffer_text(&buffer), "");
    trib_buffer_append_text(&buffer, "many ");
    trib_buffer_append_format(&buffer, "%d %s", 3, "rivers");
    assert_string_equal(trib_buffer_text(&buffer), "many 3 rivers");
    assert_int_equal(buffer.length, 13);
}

static void grows_over_its_capacity(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) buffer = {0};
    for (int i = 0; i < 10000; i++) {
        trib_buffer_append_format(&buffer, "%04d", i);
    }
    assert_int_equal(buffer.length, 40000);
    assert_memory_equal(buffer.bytes, "00000001", 8);
    assert_memory_equal(buffer.bytes + 39996, "9999", 5); /* and its NUL */
}

static void fills_its_capacity_exactly(void **state) {
    (void)state;
    char text[600];
    memset(text, 'x', sizeof text);
    for (size_t length = 0; length < sizeof text; length++) {
        TRIB_AUTO(trib_buffer) buffer = {0};
        trib_buffer_append(&buffer, text, length);
        trib_buffer_append(&buffer, "y", 1);
        assert_int_equal(strlen(trib_buffer_text(&buffer)), length + 1);
        assert_true(buffer.capacity > buffer.length);
    }
}

static void cuts_and_clears(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) buffer = {0};
    trib_buffer_cut(&buffer, 0); /* of nothing */
    trib_buffer_append_text(&buffer, "stream");
    trib_buffer_cut(&buffer, 3);
    assert_string_equal(trib_buffer_text(&buffer), "str");
    size_t capacity = buffer.capacity;
    trib_buffer_clear(&buffer);
    assert_string_equal(trib_buffer_text(&buffer), "");
    assert_int_equal(buffer.capacity, capacity);
}

static void remembers_that_memory_ran_out(void **state) {
    (void)state;
    TRIB_AUTO(trib_buffer) buffer = {0};
    trib_buffer_append_text(&buffer, "kept");
    trib_buffer_append(&buffer, "x", SIZE_MAX / 2);
    assert_true(buffer.failed);
    trib_buffer_append_text(&buffer, "not appended");
    assert_int_equal(buffer.length, 4);
    trib_buffer_clear(&buffer);
    trib_buffer_append_text(&buffer, "usable again");
    assert_false(buffer.failed);
}

static void frame_is_shared_and_freed_by_the_last(void **state) {
    (void)state;
    struct trib_frame *frame = trib_frame_create("a\0b", 3);
    assert_non_null(frame);
    assert_ptr_equal(trib_frame_share(frame), frame);
    assert_int_equal(frame->share_count, 2);
    trib_frame_drop(frame);
    assert_int_equal(frame->length, 3);
    assert_memory_equal(trib_frame_payload(frame), "a\0b", 3);
    assert_ptr_equal(trib_frame_payload(frame),
                     (const char *)frame->bytes + TRIB_FRAME_HEADROOM_BYTES);
    trib_frame_drop(frame); /* the address sanitizer sees when this is one too few or too many */
    trib_frame_drop(NULL);
}

static void frame_too_large_for_memory_is_refused(void **state) {
    (void)state;
    assert_null(trib_frame_create("x", SIZE_MAX - 8));
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "a buffer is always a C string", is_a_c_string);
    unit_add(&tests, "a buffer grows over its capacity", grows_over_its_capacity);
    unit_add(&tests, "every length leaves room for the NUL", fills_its_capacity_exactly);
    unit_add(&tests, "cutting and clearing keep the memory", cuts_and_clears);
    unit_add(&tests, "a failed allocation is remembered", remembers_that_memory_ran_out);
    unit_add(&tests, "the last share frees a frame", frame_is_shared_and_freed_by_the_last);
    unit_add(&tests, "a frame too large is refused", frame_too_large_for_memory_is_refused);
    return unit_run("buffer", &tests);
}
