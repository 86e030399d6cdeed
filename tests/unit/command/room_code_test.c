/* Room codes: who opens one, how long it is good, and as what people come in by it. */
#include "tributary/command/room_code.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/domain/states.h"

#define CODE "KTRM4W9P"
#define FIRST "e0000000-0000-4000-8000-0000000000c1"

static const char MEMBERS[] =
    "SELECT group_concat(coalesce(organization_id, display_name) || ' ' || role || ' ' || "
    "space_id) "
    "FROM group_member WHERE group_id = ?1 AND role = 'member' AND group_member_id NOT LIKE 'd%'";
static const char JOINED[] = "SELECT joined_count || ' ' || state FROM room_code "
                             "WHERE room_code_id = ?1";

static enum trib_error_code open_code(struct desk *desk, const char *person_id,
                                      const char *group_id, const char *room_code_id,
                                      const char *code) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[2 * sizeof hash + 1];
    crypto_hash_sha256(hash, (const unsigned char *)code, strlen(code));
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    return DESK(desk, person_id, NULL, trib_room_code_open, .room_code_id = room_code_id,
                .group_id = group_id, .code_hash = hex);
}

static enum trib_error_code join(struct desk *desk, const char *person_id, const char *acting_for,
                                 const char *display_name) {
    return DESK(desk, person_id, acting_for, trib_room_join, .code = CODE,
                .display_name = display_name, .language = "es");
}

static enum trib_error_code look(struct desk *desk, const char *code) {
    struct trib_room room;
    desk->error = (struct trib_error){0};
    bool is_found = trib_room_find(desk->spine.store, code, &room, &desk->error);
    if (is_found) {
        assert_string_equal(room.group_id, CLOSED_GROUP);
    } else {
        assert_string_equal(desk->error.field, "code");
    }
    return is_found ? TRIB_E_NONE : desk->error.code;
}

static void it_is_read_as_people_write_it(void **state) {
    struct desk *desk = *state;
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    static const char *const written[] = {CODE, "ktrm 4w9p", "Ktrm-4W9P", " k t r m 4 w 9 p "};
    for (size_t i = 0; i < UNIT_COUNT(written); i++) {
        assert_int_equal(look(desk, written[i]), TRIB_E_NONE);
    }
    static const char *const others[] = {"", "KTRM4W9", "KTRM4W9PP", "KTRM4W9Q", "ktrm_4w9p"};
    for (size_t i = 0; i < UNIT_COUNT(others); i++) {
        assert_int_equal(look(desk, others[i]), TRIB_E_LINK);
    }
}

/* A delegate's organization comes in; others come in person, into what the group alone knows. */
static void people_come_in_as_what_they_are(void **state) {
    struct desk *desk = *state;
    char expected[512];
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    assert_int_equal(join(desk, NEW_1, NULL, "Somebody from the river"), TRIB_E_NONE);
    snprintf(expected, sizeof expected, "Somebody from the river member %s", CLOSED_GROUP);
    assert_string_equal(desk_read(desk, MEMBERS, CLOSED_GROUP), expected);
    assert_true(trib_may_see(desk->graph, NEW_1, CLOSED_GROUP));
    assert_false(trib_may_see(desk->graph, NEW_1, COALITION));
    assert_int_equal(join(desk, LEAD, RIVER, NULL), TRIB_E_NONE);
    assert_true(trib_may_see(desk->graph, ALTERNATE, CLOSED_GROUP));
    assert_false(trib_may_see(desk->graph, BASE, CLOSED_GROUP));
    assert_int_equal(join(desk, BASE, RIVER, NULL), TRIB_E_NONE);
    assert_true(trib_may_see(desk->graph, BASE, CLOSED_GROUP));
    assert_string_equal(desk_read(desk, JOINED, FIRST), "3 open");
    /* nobody twice, nor an organization by its second delegate */
    assert_int_equal(join(desk, NEW_1, NULL, NULL), TRIB_E_EXISTS);
    assert_int_equal(join(desk, ALTERNATE, RIVER, NULL), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "code");
    /* for no organization one does not belong to */
    assert_int_equal(join(desk, PERSON, RIVER, NULL), TRIB_E_FORBIDDEN);
    assert_string_equal(desk->error.field, "acting_for");
    assert_string_equal(desk_read(desk, JOINED, FIRST), "3 open");
}

/* A newcomer's name is held to the bounds of all names. */
static void a_bad_name_leaves_nothing(void **state) {
    struct desk *desk = *state;
    char name[202];
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    assert_int_equal(join(desk, NEW_1, NULL, name), TRIB_E_TOO_LONG);
    assert_string_equal(desk->error.field, "display_name");
    assert_int_equal(join(desk, NEW_1, NULL, "  "), TRIB_E_REQUIRED);
    assert_string_equal(desk_read(desk, JOINED, FIRST), "0 open");
}

static void it_ends(void **state) {
    struct desk *desk = *state;
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    desk->spine.now_ms += INT64_C(12) * 60 * 60 * 1000 - 1;
    assert_int_equal(look(desk, CODE), TRIB_E_NONE);
    desk->spine.now_ms += 1;
    assert_int_equal(look(desk, CODE), TRIB_E_LINK);
    assert_int_equal(join(desk, PERSON, NULL, NULL), TRIB_E_LINK);
}

static void it_is_closed(void **state) {
    struct desk *desk = *state;
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_room_code_close, .room_code_id = FIRST),
                     TRIB_E_NOT_FOUND);
    assert_int_equal(
        DESK(desk, CLOSED_FACILITATOR, NULL, trib_room_code_close, .room_code_id = FIRST),
        TRIB_E_NONE);
    assert_int_equal(join(desk, PERSON, NULL, NULL), TRIB_E_LINK);
    /* and the same code opens nothing again */
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, NEW_2, CODE), TRIB_E_EXISTS);
    assert_string_equal(desk->error.field, "code_hash");
}

static void so_many_come_by_it(void **state) {
    struct desk *desk = *state;
    static const char FILL[] = "UPDATE room_code SET joined_count = 299 WHERE room_code_id = ?1";
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    DESK_WRITE(desk, FILL, FIRST);
    assert_int_equal(join(desk, PERSON, NULL, NULL), TRIB_E_NONE);
    assert_int_equal(join(desk, BASE, NULL, NULL), TRIB_E_LINK);
}

static void so_many_are_open(void **state) {
    struct desk *desk = *state;
    char id[TRIB_ID_BYTES] = FIRST;
    char code[] = "AAAAAAA0";
    for (int i = 0; i < (int)TRIB_ROOM_CODES_OPEN_MAX; i++) {
        id[sizeof FIRST - 2] = (char)('1' + i);
        code[7] = (char)('2' + i);
        assert_int_equal(open_code(desk, FACILITATOR, OPEN_GROUP, id, code), TRIB_E_NONE);
    }
    assert_int_equal(open_code(desk, FACILITATOR, OPEN_GROUP, NEW_1, CODE), TRIB_E_TOO_MANY);
    assert_true(desk_error_has(desk, "\"most\":5"));
    /* those that are too old make room */
    desk->spine.now_ms += INT64_C(12) * 60 * 60 * 1000;
    assert_int_equal(open_code(desk, FACILITATOR, OPEN_GROUP, NEW_1, CODE), TRIB_E_NONE);
}

static void a_group_that_is_over_takes_nobody(void **state) {
    struct desk *desk = *state;
    static const char END[] = "UPDATE \"group\" SET state = 'closed' WHERE group_id = ?1";
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, FIRST, CODE), TRIB_E_NONE);
    DESK_WRITE(desk, END, CLOSED_GROUP);
    assert_int_equal(join(desk, PERSON, NULL, NULL), TRIB_E_LINK);
    assert_int_equal(open_code(desk, CLOSED_FACILITATOR, CLOSED_GROUP, NEW_1, "ANOTHER9"),
                     TRIB_E_CLOSED);
}

static void a_hash_is_a_hash(void **state) {
    struct desk *desk = *state;
    static const char *const wrong[] = {
        "", "KTRM4W9P", "2C26B46B68FFC68FF99B453C1D30413413422D706483BFA0F98A5E886266E7AE"};
    for (size_t i = 0; i < UNIT_COUNT(wrong); i++) {
        assert_int_equal(DESK(desk, FACILITATOR, NULL, trib_room_code_open, .room_code_id = FIRST,
                              .group_id = OPEN_GROUP, .code_hash = wrong[i]),
                         TRIB_E_TYPE);
        assert_string_equal(desk->error.field, "code_hash");
    }
}

int main(void) {
    const struct CMUnitTest at_a_desk[] = {
        AT_A_DESK(it_is_read_as_people_write_it),
        AT_A_DESK(people_come_in_as_what_they_are),
        AT_A_DESK(a_bad_name_leaves_nothing),
        AT_A_DESK(it_ends),
        AT_A_DESK(it_is_closed),
        AT_A_DESK(so_many_come_by_it),
        AT_A_DESK(so_many_are_open),
        AT_A_DESK(a_group_that_is_over_takes_nobody),
        AT_A_DESK(a_hash_is_a_hash),
    };
    return cmocka_run_group_tests_name("command/room_code", at_a_desk, NULL, NULL);
}
