/*
 * Calendars read back by libical: the hours by the zones' own rules in the file, what is cancelled,
 * and above all what an address that needs no signing in does not tell.
 */
#include <libical/ical.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "desk.h"
#include "tributary/command/calendar_address.h"
#include "tributary/command/meeting.h"
#include "tributary/export/calendar.h"

#define SECRET "an address that nobody guesses"

static icalcomponent *written(struct desk *desk, const struct trib_calendar_wish *wish,
                              struct trib_buffer *text) {
    trib_buffer_clear(text);
    struct trib_calendar_wish whole = *wish;
    whole.origin = "https://tributary.example";
    whole.language = wish->language == NULL ? "en" : wish->language;
    assert_true(trib_calendar_write(desk->spine.store, desk->graph, &whole, text, &desk->error));
    icalcomponent *root = icalparser_parse_string(trib_buffer_text(text));
    assert_non_null(root);
    assert_int_equal(icalcomponent_count_errors(root), 0);
    assert_int_equal(icalrestriction_check(root), 1);
    return root;
}

static int events(icalcomponent *root) {
    return icalcomponent_count_components(root, ICAL_VEVENT_COMPONENT);
}

static void plan(struct desk *desk, const char *id, const char *zone, const char *visibility) {
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_meeting_plan, .meeting_id = id,
                          .title = "Wells; a \"call\",\nin two lines", .group_id = COALITION_GROUP,
                          .visibility = visibility, .place = "Accra, the hall",
                          .link = "https://calls.example/wells",
                          .when = {"2031-03-16T10:00", "2031-03-16T12:00", zone, NULL}),
                     TRIB_E_NONE);
}

static void river_joins(struct desk *desk) {
    static const char JOIN[] =
        "INSERT INTO group_member (group_member_id, space_id, group_id, organization_id, role) "
        "VALUES (?1, '" COALITION "', ?2, ?3, 'facilitator')";
    DESK_WRITE(desk, JOIN, "d0000000-0000-4000-8000-0000000000f1", COALITION_GROUP, RIVER);
}

/* ---- the form -------------------------------------------------------------------------------- */

static void a_meeting_is_an_event_with_all_it_says(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", "coalition");
    const struct trib_calendar_wish wish = {.person_id = LAKE_LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &wish, &text);
    assert_int_equal(events(root), 1);
    icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
    assert_string_equal(icalcomponent_get_summary(event), "Wells; a \"call\",\nin two lines");
    assert_string_equal(icalcomponent_get_location(event), "Accra, the hall");
    assert_string_equal(icalcomponent_get_uid(event), NEW_1 "@tributary");
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_CONFIRMED);
    assert_int_equal(icalcomponent_get_sequence(event), 0);
    assert_non_null(strstr(trib_buffer_text(&text), "REFRESH-INTERVAL;VALUE=DURATION:PT1H"));
    assert_non_null(strstr(trib_buffer_text(&text), "X-PUBLISHED-TTL:PT1H"));
    icalcomponent_free(root);
}

static void what_is_cancelled_stays_and_its_number_rises(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", "coalition");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_meeting_move, .meeting_id = NEW_1,
                          .starts_local = EDIT("2031-03-16T10:00", "2031-03-17T10:00"),
                          .ends_local = "2031-03-17T11:00", .zone = "Africa/Accra"),
                     TRIB_E_NONE);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_meeting_set_state, .meeting_id = NEW_1,
                          .state = EDIT("planned", "cancelled")),
                     TRIB_E_NONE);
    const struct trib_calendar_wish wish = {.person_id = LAKE_LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &wish, &text);
    icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
    assert_int_equal(icalcomponent_get_status(event), ICAL_STATUS_CANCELLED);
    assert_int_equal(icalcomponent_get_sequence(event), 2);
    icalcomponent_free(root);
}

/* A series that is changed raises the number of those it changes, and of no others. */
static void a_series_that_is_changed_is_told_anew(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_meeting_series_plan, .meeting_series_id = NEW_1,
                          .title = "Call", .group_id = COALITION_GROUP, .visibility = "coalition",
                          .when = {"2031-03-04T10:00", "2031-03-04T11:00", "Africa/Accra", NULL},
                          .frequency = "weekly", .every = "1", .until_on = "2031-03-11"),
                     TRIB_E_NONE);
    DESK_WRITE(desk, "UPDATE meeting SET is_exception = 1 WHERE occurs_on = ?1", "2031-03-11");
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_meeting_series_edit, .meeting_series_id = NEW_1,
                          .starts_hour = EDIT("10:00", "09:00")),
                     TRIB_E_NONE);
    const struct trib_calendar_wish wish = {.person_id = LAKE_LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &wish, &text);
    assert_int_equal(events(root), 2);
    for (icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
         event != NULL; event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)) {
        struct icaltimetype starts = icalcomponent_get_dtstart(event);
        assert_int_equal(starts.hour, starts.day == 4 ? 9 : 10);
        assert_int_equal(icalcomponent_get_sequence(event), starts.day == 4 ? 1 : 0);
    }
    icalcomponent_free(root);
}

static void drafts_are_not_told(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    const struct trib_meeting_plan draft = {
        .meeting_id = NEW_1,
        .title = "Draft",
        .state = "draft",
        .when = {"2031-03-16T10:00", "2031-03-16T12:00", "Africa/Accra", NULL}};
    assert_int_equal(desk_end(desk, trib_meeting_plan_for_coalition(
                                        desk_begin(desk, SECRETARIAT, NULL), &draft, &desk->error)),
                     TRIB_E_NONE);
    const struct trib_calendar_wish wish = {.person_id = SECRETARIAT};
    icalcomponent *root = written(desk, &wish, &text);
    assert_int_equal(events(root), 0);
    icalcomponent_free(root);
}

/* ---- hours ----------------------------------------------------------------------------------- */

static const char STARTS[] = "SELECT starts_at_ms / 1000 FROM meeting WHERE meeting_id = ?1";

/* Every one of a year's weekly meetings, by the rules in the file alone: the instant that the
   server reckoned, over both changes of the clocks. */
static void hours_are_right_by_the_rules_in_the_file(void **state) {
    static const char *const ZONES[] = {"Africa/Accra", "Asia/Manila", "America/New_York",
                                        "Europe/Brussels", "Africa/Casablanca"};
    static const char FORGET[] = "DELETE FROM meeting WHERE zone <> ?1";
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    for (size_t i = 0; i < sizeof ZONES / sizeof ZONES[0]; i++) {
        char series_id[TRIB_ID_BYTES];
        snprintf(series_id, sizeof series_id, "e0000000-0000-4000-8000-00000000010%zu", i);
        const struct trib_meeting_series_plan params = {
            .meeting_series_id = series_id,
            .title = "Call",
            .frequency = "weekly",
            .every = "1",
            .when = {"2027-01-05T10:00", "2027-01-05T11:00", ZONES[i], NULL}};
        assert_int_equal(
            desk_end(desk, trib_meeting_series_plan_for_coalition(
                               desk_begin(desk, SECRETARIAT, NULL), &params, &desk->error)),
            TRIB_E_NONE);
        const struct trib_calendar_wish wish = {.person_id = LAKE_LEAD, .is_by_address = true};
        icalcomponent *root = written(desk, &wish, &text);
        assert_int_equal(icalcomponent_count_components(root, ICAL_VTIMEZONE_COMPONENT), 1);
        assert_int_equal(events(root), 53);
        for (icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
             event != NULL; event = icalcomponent_get_next_component(root, ICAL_VEVENT_COMPONENT)) {
            icalproperty *start = icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
            icalparameter *zone = icalproperty_get_first_parameter(start, ICAL_TZID_PARAMETER);
            assert_string_equal(icalparameter_get_tzid(zone), ZONES[i]);
            icaltimezone *rules = icalcomponent_get_timezone(root, ZONES[i]);
            assert_non_null(rules);
            struct icaltimetype local = icalproperty_get_dtstart(start);
            assert_int_equal(local.hour, 10);
            char meeting_id[TRIB_ID_BYTES];
            snprintf(meeting_id, sizeof meeting_id, "%s", icalcomponent_get_uid(event));
            long long expected = 0;
            assert_int_equal(sscanf(desk_read(desk, STARTS, meeting_id), "%lld", &expected), 1);
            assert_int_equal((long long)icaltime_as_timet_with_zone(local, rules), expected);
        }
        icalcomponent_free(root);
        DESK_WRITE(desk, FORGET, "none");
    }
}

static void what_comes_twice_is_told_in_universal_time(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    const struct trib_meeting_plan params = {
        .meeting_id = NEW_1,
        .title = "Night",
        .when = {"2027-10-31T02:30", "2027-10-31T05:00", "Europe/Brussels", "later"}};
    assert_int_equal(
        desk_end(desk, trib_meeting_plan_for_coalition(desk_begin(desk, SECRETARIAT, NULL), &params,
                                                       &desk->error)),
        TRIB_E_NONE);
    const struct trib_calendar_wish wish = {.person_id = SECRETARIAT, .meeting_id = NEW_1};
    icalcomponent *root = written(desk, &wish, &text);
    assert_non_null(strstr(trib_buffer_text(&text), "DTSTART:20271031T013000Z"));
    assert_non_null(strstr(trib_buffer_text(&text), "DTEND;TZID=Europe/Brussels:20271031T050000"));
    icalcomponent_free(root);
}

static void a_zone_that_the_system_has_forgotten_is_told_in_universal_time(void **state) {
    static const char FORGET[] = "UPDATE meeting SET zone = 'Old/Town' WHERE meeting_id = ?1";
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", "coalition");
    DESK_WRITE(desk, FORGET, NEW_1);
    const struct trib_calendar_wish wish = {.person_id = LAKE_LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &wish, &text);
    assert_non_null(strstr(trib_buffer_text(&text), "DTSTART:20310316T100000Z"));
    icalcomponent_free(root);
}

/* ---- who learns what ------------------------------------------------------------------------- */

static void an_address_tells_a_closed_groups_hours_and_no_words(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    static const char *const WORDS[] = {"Wells", "Accra, the hall", "calls.example", "in two"};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", NULL); /* in the group's own space */
    const struct trib_calendar_wish mine = {
        .person_id = LEAD, .language = "fr", .is_by_address = true};
    icalcomponent *root = written(desk, &mine, &text);
    assert_int_equal(events(root), 1);
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        assert_null(strstr(trib_buffer_text(&text), WORDS[i]));
    }
    icalcomponent *event = icalcomponent_get_first_component(root, ICAL_VEVENT_COMPONENT);
    assert_string_equal(icalcomponent_get_summary(event), "Réunion");
    icalcomponent_free(root);
    const struct trib_calendar_wish groups = {.group_id = COALITION_GROUP, .is_by_address = true};
    root = written(desk, &groups, &text);
    assert_int_equal(events(root), 1);
    for (size_t i = 0; i < sizeof WORDS / sizeof WORDS[0]; i++) {
        assert_null(strstr(trib_buffer_text(&text), WORDS[i]));
    }
    icalcomponent_free(root);
    const struct trib_calendar_wish signed_in = {.person_id = LEAD, .meeting_id = NEW_1};
    root = written(desk, &signed_in, &text);
    assert_non_null(strstr(trib_buffer_text(&text), "Wells"));
    icalcomponent_free(root);
}

static void what_one_does_not_see_is_in_nobodys_calendar(void **state) {
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", NULL);
    const struct trib_calendar_wish other = {.person_id = LAKE_LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &other, &text);
    assert_int_equal(events(root), 0);
    icalcomponent_free(root);
    const struct trib_calendar_wish one = {
        .person_id = LAKE_LEAD, .meeting_id = NEW_1, .language = "en", .origin = ""};
    trib_buffer_clear(&text);
    assert_false(trib_calendar_write(desk->spine.store, desk->graph, &one, &text, &desk->error));
    assert_int_equal(desk->error.code, TRIB_E_NOT_FOUND);
    assert_string_equal(trib_buffer_text(&text), "");
}

static void a_calendar_follows_what_one_may_see(void **state) {
    static const char LEAVE[] = "UPDATE group_member SET ends_on = '2026-11-24' WHERE "
                                "group_member_id = ?1";
    struct desk *desk = *state;
    TRIB_AUTO(trib_buffer) text = {0};
    river_joins(desk);
    plan(desk, NEW_1, "Africa/Accra", NULL);
    DESK_WRITE(desk, LEAVE, "d0000000-0000-4000-8000-0000000000f1");
    const struct trib_calendar_wish wish = {.person_id = LEAD, .is_by_address = true};
    icalcomponent *root = written(desk, &wish, &text);
    assert_int_equal(events(root), 0);
    icalcomponent_free(root);
}

/* ---- addresses ------------------------------------------------------------------------------- */

static void hash_of(const char *secret, char out[static 65]) {
    unsigned char hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256(hash, (const unsigned char *)secret, strlen(secret));
    sodium_bin2hex(out, 65, hash, sizeof hash);
}

static void an_address_is_found_until_it_is_revoked(void **state) {
    struct desk *desk = *state;
    char hash[65];
    struct trib_calendar_owner owner;
    hash_of(SECRET, hash);
    assert_false(trib_calendar_address_find(desk->spine.store, SECRET, &owner, &desk->error));
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_calendar_address_make,
                          .calendar_address_id = NEW_1, .address_hash = hash),
                     TRIB_E_NONE);
    assert_true(trib_calendar_address_find(desk->spine.store, SECRET, &owner, &desk->error));
    assert_string_equal(owner.person_id, LEAD);
    assert_string_equal(owner.group_id, "");
    const struct trib_calendar_address_of params = {NEW_1};
    assert_int_equal(desk_end(desk, trib_calendar_address_revoke(desk_begin(desk, LEAD, NULL),
                                                                 &params, &desk->error)),
                     TRIB_E_NONE);
    assert_false(trib_calendar_address_find(desk->spine.store, SECRET, &owner, &desk->error));
    assert_int_equal(desk->error.code, TRIB_E_NOT_FOUND);
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_calendar_address_make,
                          .calendar_address_id = NEW_2, .address_hash = hash),
                     TRIB_E_EXISTS); /* and is not opened again */
}

static void there_are_so_many_at_once(void **state) {
    struct desk *desk = *state;
    char hash[65];
    for (unsigned i = 0; i <= TRIB_CALENDAR_ADDRESSES_MAX; i++) {
        char id[TRIB_ID_BYTES];
        char secret[8];
        snprintf(id, sizeof id, "e0000000-0000-4000-8000-0000000002%02u", i);
        snprintf(secret, sizeof secret, "s%u", i);
        hash_of(secret, hash);
        assert_int_equal(DESK(desk, LEAD, RIVER, trib_calendar_address_make,
                              .calendar_address_id = id, .address_hash = hash),
                         i < TRIB_CALENDAR_ADDRESSES_MAX ? TRIB_E_NONE : TRIB_E_TOO_MANY);
    }
    assert_int_equal(DESK(desk, LEAD, RIVER, trib_calendar_address_make,
                          .calendar_address_id = NEW_1, .address_hash = "short"),
                     TRIB_E_TYPE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        AT_A_DESK(a_meeting_is_an_event_with_all_it_says),
        AT_A_DESK(what_is_cancelled_stays_and_its_number_rises),
        AT_A_DESK(a_series_that_is_changed_is_told_anew),
        AT_A_DESK(drafts_are_not_told),
        AT_A_DESK(hours_are_right_by_the_rules_in_the_file),
        AT_A_DESK(what_comes_twice_is_told_in_universal_time),
        AT_A_DESK(a_zone_that_the_system_has_forgotten_is_told_in_universal_time),
        AT_A_DESK(an_address_tells_a_closed_groups_hours_and_no_words),
        AT_A_DESK(what_one_does_not_see_is_in_nobodys_calendar),
        AT_A_DESK(a_calendar_follows_what_one_may_see),
        AT_A_DESK(an_address_is_found_until_it_is_revoked),
        AT_A_DESK(there_are_so_many_at_once),
    };
    return cmocka_run_group_tests_name("export/calendar", tests, NULL, NULL);
}
