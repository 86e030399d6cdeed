/* Ids: the one form that is taken, and the three ways of making one. Chance is seeded. */
#include "tributary/base/ids.h"

#include "rows.h"

#include <string.h>

static struct form_row {
    const char *name;
    const char *text;
    int version;
    bool valid;
} form_rows[] = {
    {"a version 4 is a 4", "3e9a7c41-0b1d-4f2a-8c3d-00112233aabb", 4, true},
    {"a version 4 is not a 7", "3e9a7c41-0b1d-4f2a-8c3d-00112233aabb", 7, false},
    {"a version 7 is a 7", "01938c2e-7b1d-7f2a-bc3d-00112233aabb", 7, true},
    {"a version 1 is neither", "01938c2e-7b1d-1f2a-bc3d-00112233aabb", 4, false},
    {"variants 8 to b are taken", "3e9a7c41-0b1d-4f2a-bc3d-00112233aabb", 4, true},
    {"variant 7 is not", "3e9a7c41-0b1d-4f2a-7c3d-00112233aabb", 4, false},
    {"variant c is not", "3e9a7c41-0b1d-4f2a-cc3d-00112233aabb", 4, false},
    {"capitals are not", "3E9A7C41-0b1d-4f2a-8c3d-00112233aabb", 4, false},
    {"braces are not", "{3e9a7c41-0b1d-4f2a-8c3d-00112233aabb}", 4, false},
    {"no dashes are not", "3e9a7c410b1d4f2a8c3d00112233aabb", 4, false},
    {"a dash in the wrong place is not", "3e9a7c4-10b1d-4f2a-8c3d-00112233aabb", 4, false},
    {"one letter less is not", "3e9a7c41-0b1d-4f2a-8c3d-00112233aab", 4, false},
    {"one letter more is not", "3e9a7c41-0b1d-4f2a-8c3d-00112233aabbc", 4, false},
    {"a letter that is no digit is not", "3e9a7c41-0b1d-4f2a-8c3d-00112233aabg", 4, false},
    {"nothing is not", "", 4, false},
    {"the nil id is not", "00000000-0000-0000-0000-000000000000", 4, false},
    {"the public space has a valid id", TRIB_SPACE_PUBLIC_ID, 4, true},
    {"the coalition's space has a valid id", TRIB_SPACE_COALITION_ID, 4, true},
};

static void form(void **state) {
    const struct form_row *row = *state;
    assert_int_equal(trib_id_valid(row->text, row->version), row->valid);
}

static void random_ids_are_valid_and_repeat_with_their_seed(void **state) {
    (void)state;
    uint64_t seed = 7;
    uint64_t same_seed = 7;
    char id[TRIB_ID_BYTES];
    char again[TRIB_ID_BYTES];
    char before[TRIB_ID_BYTES] = "";
    for (int i = 0; i < 1000; i++) {
        trib_id_make_random(trib_random_seeded(&seed), id);
        trib_id_make_random(trib_random_seeded(&same_seed), again);
        assert_true(trib_id_valid(id, 4));
        assert_string_equal(id, again);
        assert_string_not_equal(id, before);
        strcpy(before, id);
    }
}

static void timed_ids_begin_with_the_time_and_sort_by_it(void **state) {
    (void)state;
    uint64_t seed = 1;
    char early[TRIB_ID_BYTES];
    char late[TRIB_ID_BYTES];
    trib_id_make_timed(trib_random_seeded(&seed), INT64_C(0x01938c2e7b1d), early);
    trib_id_make_timed(trib_random_seeded(&seed), INT64_C(0x01938c2e7b1e), late);
    assert_memory_equal(early, "01938c2e-7b1d-7", 15);
    assert_true(trib_id_valid(early, 7));
    assert_true(strcmp(early, late) < 0);
}

static void named_ids_depend_on_source_and_key_alone(void **state) {
    (void)state;
    char id[TRIB_ID_BYTES];
    char other[TRIB_ID_BYTES];
    trib_id_make_named("gcm", "organizations/pga", id);
    assert_true(trib_id_valid(id, 4));
    trib_id_make_named("gcm", "organizations/pga", other);
    assert_string_equal(id, other);
    trib_id_make_named("gcm", "organizations/pgb", other);
    assert_string_not_equal(id, other);
    trib_id_make_named("gcmo", "rganizations/pga", other);
    assert_string_not_equal(id, other);
}

static void named_ids_never_change(void **state) {
    (void)state;
    char id[TRIB_ID_BYTES];
    trib_id_make_named("gcm", "organizations/gcm", id); /* databases out there hold it */
    assert_string_equal(id, "729dfb1d-bce2-4fea-9737-4f3f5c728a00");
}

static void below_reaches_every_number_and_none_other(void **state) {
    (void)state;
    uint64_t seed = 3;
    unsigned counts[6] = {0};
    for (int i = 0; i < 6000; i++) {
        uint64_t number = trib_random_below(trib_random_seeded(&seed), 6);
        assert_true(number < 6);
        counts[number]++;
    }
    for (size_t i = 0; i < 6; i++) {
        assert_in_range(counts[i], 850, 1150);
    }
    assert_int_equal(trib_random_below(trib_random_seeded(&seed), 1), 0);
}

static void seeded_bytes_do_not_depend_on_how_they_are_asked_for(void **state) {
    (void)state;
    /* splitmix64's own first numbers for the seed 1234567 */
    static const uint64_t published[] = {UINT64_C(6457827717110365317),
                                         UINT64_C(3203168211198807973)};
    uint64_t seed = 1234567;
    struct trib_random random = trib_random_seeded(&seed);
    for (size_t i = 0; i < 2; i++) {
        unsigned char bytes[8];
        uint64_t number = 0;
        random.fill(random.context, bytes, sizeof bytes);
        for (size_t place = 0; place < 8; place++) {
            number |= (uint64_t)bytes[place] << (8 * place);
        }
        assert_true(number == published[i]);
    }
}

static void machine_has_time_and_chance(void **state) {
    (void)state;
    struct trib_clock clock = trib_clock_system();
    assert_true(clock.now_ms(clock.context) > INT64_C(1700000000000));
    int64_t before = clock.monotonic_ms(clock.context);
    assert_true(clock.monotonic_ms(clock.context) >= before);
    char id[TRIB_ID_BYTES];
    char other[TRIB_ID_BYTES];
    trib_id_make_random(trib_random_system(), id);
    trib_id_make_random(trib_random_system(), other);
    assert_string_not_equal(id, other);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, form, form_rows, sizeof form_rows[0], UNIT_COUNT(form_rows));
    unit_add(&tests, "random ids are valid and repeat with their seed",
             random_ids_are_valid_and_repeat_with_their_seed);
    unit_add(&tests, "timed ids sort by time", timed_ids_begin_with_the_time_and_sort_by_it);
    unit_add(&tests, "named ids depend on source and key alone",
             named_ids_depend_on_source_and_key_alone);
    unit_add(&tests, "named ids never change", named_ids_never_change);
    unit_add(&tests, "numbers below a bound are even", below_reaches_every_number_and_none_other);
    unit_add(&tests, "the seeded chance is splitmix64",
             seeded_bytes_do_not_depend_on_how_they_are_asked_for);
    unit_add(&tests, "the machine has time and chance", machine_has_time_and_chance);
    return unit_run("ids", &tests);
}
