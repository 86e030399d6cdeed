/* The connections' table under many numbers, and the bucket at its bounds. */
#include "connection.h"

#include "rows.h"

#define MANY 5000u

static void many(void **state) {
    (void)state;
    struct trib_connections connections = {0};
    assert_null(trib_connections_find(&connections, 1));
    assert_null(trib_connections_next(&connections, NULL));
    for (uint64_t id = 1; id <= MANY; id++) {
        assert_non_null(trib_connections_add(&connections, id * 0x100000001ull));
    }
    for (uint64_t id = 1; id <= MANY; id += 2) {
        trib_connections_remove(&connections, id * 0x100000001ull);
    }
    trib_connections_remove(&connections, 1); /* never was */
    size_t walked = 0;
    struct trib_connection *connection = NULL;
    while ((connection = trib_connections_next(&connections, connection)) != NULL) {
        walked++;
    }
    assert_int_equal(walked, MANY / 2);
    assert_int_equal(connections.count, MANY / 2);
    for (uint64_t id = 1; id <= MANY; id++) {
        connection = trib_connections_find(&connections, id * 0x100000001ull);
        assert_int_equal(connection != NULL, id % 2 == 0);
    }
    trib_connections_finish(&connections);
}

static size_t taken(struct trib_rate_bucket *bucket, struct trib_rate rate, int64_t now_ms,
                    size_t tries) {
    size_t count = 0;
    int64_t wait_ms = 0;
    for (size_t i = 0; i < tries; i++) {
        count += trib_rate_take(bucket, rate, now_ms, &wait_ms) ? 1 : 0;
    }
    return count;
}

static void bucket_rules(void **state) {
    (void)state;
    struct trib_rate rate = {.calls_per_second = 200, .burst = 1000};
    struct trib_rate_bucket bucket = {.millicalls = 1000 * 1000, .filled_at_ms = 5000};
    assert_int_equal(taken(&bucket, rate, 5000, 1005), 1000);
    assert_int_equal(bucket.refused_in_a_row, 5);
    int64_t wait_ms = 0;
    assert_false(trib_rate_take(&bucket, rate, 5000, &wait_ms));
    assert_int_equal(wait_ms, 5); /* a two-hundredth of a second */
    assert_int_equal(taken(&bucket, rate, 5000 + wait_ms, 2), 1);
    assert_int_equal(taken(&bucket, rate, 6005, 1000), 200);
    assert_int_equal(taken(&bucket, rate, 1000 * 1000, 2000), 1000);
    assert_int_equal(taken(&bucket, rate, 0, 10), 0);   /* the clock was put back … */
    assert_int_equal(taken(&bucket, rate, 50, 20), 10); /* … and goes on from there */
    assert_int_equal(taken(&bucket, rate, INT64_MAX / 2, 2000), 1000);
}

int main(void) {
    static struct unit_tests tests;
    unit_add(&tests, "every connection is found until it is gone", many);
    unit_add(&tests, "a bucket gives its burst, then its rate", bucket_rules);
    return unit_run("protocol/connection", &tests);
}
