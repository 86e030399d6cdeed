/* Codes by the vectors of RFC 6238 (appendix B) and RFC 4226 (appendix D); what counts, and once.
 */
#include "tributary/account/totp.h"

#include <stdio.h>
#include <string.h>

#include "rows.h"

static const unsigned char SECRET[] = "12345678901234567890";

static struct vector {
    const char *name;
    int64_t seconds;
    uint32_t code;
} vectors[] = {
    {"RFC 6238: 1970-01-01 00:00:59", 59, 94287082},
    {"RFC 6238: 2005-03-18 01:58:29", 1111111109, 7081804},
    {"RFC 6238: 2005-03-18 01:58:31", 1111111111, 14050471},
    {"RFC 6238: 2009-02-13 23:31:30", 1234567890, 89005924},
    {"RFC 6238: 2033-05-18 03:33:20", 2000000000, 69279037},
    {"RFC 6238: 2603-10-11 11:33:20", 20000000000, 65353130},
};

static void is_as_published(void **state) {
    const struct vector *row = *state;
    uint64_t step = (uint64_t)(row->seconds * 1000 / TRIB_TOTP_STEP_MS);
    assert_int_equal(trib_totp_code(SECRET, sizeof SECRET - 1, step, 8), row->code);
}

static void counts_as_published(void **state) {
    (void)state;
    static const uint32_t codes[] = {755224, 287082, 359152, 969429, 338314,
                                     254676, 287922, 162583, 399871, 520489};
    for (uint64_t count = 0; count < UNIT_COUNT(codes); count++) {
        assert_int_equal(trib_totp_code(SECRET, sizeof SECRET - 1, count, 6), codes[count]);
    }
}

static void secret_is_text(void **state) {
    (void)state;
    char text[TRIB_TOTP_SECRET_TEXT_BYTES];
    unsigned char back[TRIB_TOTP_SECRET_BYTES];
    trib_totp_secret_write(SECRET, text);
    assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"); /* RFC 4648 */
    assert_true(trib_totp_secret_read(text, back));
    assert_memory_equal(back, SECRET, sizeof back);
    assert_false(trib_totp_secret_read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ", back));
    assert_false(trib_totp_secret_read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQA", back));
    assert_false(trib_totp_secret_read("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ1", back));
}

#define NOW_MS INT64_C(1111111111000)
#define STEP (NOW_MS / TRIB_TOTP_STEP_MS)

static struct row {
    const char *name;
    const char *text; /* NULL: the code of the step that lies so far from now */
    int64_t aside;
    uint64_t last_step, found;
} rows[] = {
    {"the code of now counts", NULL, 0, 0, STEP},
    {"that of the step before does", NULL, -1, 0, STEP - 1},
    {"that of the step after does", NULL, 1, 0, STEP + 1},
    {"that of a minute ago does not", NULL, -2, 0, 0},
    {"that of a minute ahead does not", NULL, 2, 0, 0},
    {"a code that was used does not count again", NULL, 0, STEP, 0},
    {"nor does one older than the last used", NULL, -1, STEP, 0},
    {"the next one does", NULL, 1, STEP, STEP + 1},
    {"spaces do not matter", "050 471", 0, 0, STEP},
    {"letters are no code", "05047l", 0, 0, 0},
    {"five digits are no code", "05047", 0, 0, 0},
    {"seven digits are no code", "0504711", 0, 0, 0},
    {"nothing is no code", "", 0, 0, 0},
};

static void counts_once(void **state) {
    const struct row *row = *state;
    char code[16];
    uint64_t step = (uint64_t)(STEP + row->aside);
    snprintf(code, sizeof code, "%06u", trib_totp_code(SECRET, sizeof SECRET - 1, step, 6));
    const char *text = row->text == NULL ? code : row->text;
    assert_int_equal(trib_totp_match(SECRET, text, NOW_MS, row->last_step), row->found);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_as_published, vectors, sizeof vectors[0], UNIT_COUNT(vectors));
    unit_add(&tests, "RFC 4226: the first ten counts", counts_as_published);
    unit_add(&tests, "a secret is 32 letters", secret_is_text);
    unit_add_rows(&tests, counts_once, rows, sizeof rows[0], UNIT_COUNT(rows));
    return unit_run("account/totp", &tests);
}
