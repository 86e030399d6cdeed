/*
 * Ballots over a whole server: the clock closes them once, as somebody would; and while one is open
 * no frame, no log, no line and no byte of a file says what anybody chose, nor to anybody but the
 * voter's own people who has answered.
 */
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "library.h"
#include "methods.h"
#include "rows.h"
#include "talk.h"
#include "tributary/base/text.h"

#define BALLOT "e0000000-0000-4000-8000-000000000001"
#define FOR(organization_id) "\"acting_for\":\"" organization_id "\","
#define ONE_ID "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a11"
#define OTHER_ID "0193b1a4-7a52-7d1c-9c57-0e4f6f7f2a12"
#define CLOSE(id)                                                                                  \
    "{\"jsonrpc\":\"2.0\",\"id\":\"" id "\",\"method\":\"ballot.close\",\"params\":{"              \
    "\"ballot_id\":\"" BALLOT "\"}}"

/* Words that stand nowhere else. */
#define REASON "Heron at the weir"
#define PRINCIPLE "Egret by the ford"

#define HOUR_MS (INT64_C(60) * 60 * 1000)

static const char STATE[] = "SELECT state FROM ballot WHERE ballot_id = ?1";
static const char RESULT[] =
    "SELECT coalesce(result, void_cause, '') FROM ballot WHERE ballot_id = ?1";
static const char CLOSINGS[] = "SELECT count(*) || ' ' || coalesce(nullif(max(actor_id), ''), "
                               "'nobody') FROM entry WHERE method = ?1";
static const char DECISIONS[] =
    "SELECT group_concat(year || '/' || number, ' ') FROM decision WHERE ballot_id = ?1";

/* ---- what happens ---------------------------------------------------------------------------- */

static int open(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    talk_open(talk, 37);
    *state = talk;
    return 0;
}

static int close_all(void **state) {
    talk_close(*state);
    free(*state);
    return 0;
}

static void assert_read(struct talk *talk, const char *sql, const char *value,
                        const char *expected) {
    char *read = talk_read(talk, sql, value);
    assert_string_equal(read == NULL ? "" : read, expected);
    free(read);
}

/* For an hour. */
static void begin_ballot(struct talk *talk, const char *members) {
    char text[512];
    snprintf(text, sizeof text,
             "\"ballot_id\":\"" BALLOT "\",\"proposal_id\":\"" TALK_PROPOSAL "\",\"version\":1,"
             "\"closes_local\":\"2026-11-24T07:00\",\"zone\":\"Africa/Accra\"%s",
             members);
    talk_give(talk, TALK_SECRETARIAT, "ballot.open", text);
}

static json_t *cast(struct talk *talk, uint64_t speaker, const char *organization_id,
                    const char *answer) {
    return talk_command(talk, speaker, "ballot.cast",
                        "{\"acting_for\":\"%s\",\"ballot_id\":\"" BALLOT "\",\"version\":1,%s}",
                        organization_id, answer);
}

static void give(struct talk *talk, const char *person_id, const char *organization_id,
                 const char *answer) {
    uint64_t speaker = talk_connect(talk, person_id);
    json_auto_t *given = cast(talk, speaker, organization_id, answer);
    assert_string_equal(talk_code(given), "");
    trib_server_disconnect(talk->server, speaker);
}

static void close_by_hand(struct talk *talk) {
    talk_give(talk, TALK_SECRETARIAT, "ballot.close", "\"ballot_id\":\"" BALLOT "\"");
}

static void sweep(struct talk *talk) {
    trib_server_sweep(talk->server);
    talk_tick(talk);
}

/* ---- the clock ------------------------------------------------------------------------------- */

static void its_time_closes_it_for_all_who_see_it(void **state) {
    struct talk *talk = *state;
    static const char *const SEE[] = {TALK_LEAD, TALK_BASE, TALK_FOREIGN_LEAD, TALK_OBSERVERS_LEAD,
                                      TALK_SECRETARIAT};
    static const char *const DO_NOT[] = {NULL, TALK_PERSON, TALK_FACILITATOR, TALK_ADMINISTRATOR};
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, "\"choice\":\"agree\"");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    uint64_t first = talk->connection_count + 1;
    for (size_t i = 0; i < UNIT_COUNT(SEE); i++) {
        talk_listen(talk, SEE[i]);
    }
    for (size_t i = 0; i < UNIT_COUNT(DO_NOT); i++) {
        talk_listen(talk, DO_NOT[i]);
    }
    talk->spine.now_ms += HOUR_MS - 1;
    sweep(talk);
    assert_read(talk, STATE, BALLOT, "open");
    assert_read(talk, CLOSINGS, "ballot.close", "0 nobody");
    talk_forget(talk);
    talk->spine.now_ms++;
    sweep(talk);
    assert_read(talk, RESULT, BALLOT, "carried");
    assert_read(talk, DECISIONS, BALLOT, "2026/2");
    assert_read(talk, CLOSINGS, "ballot.close", "1 nobody");
    for (size_t i = 0; i < UNIT_COUNT(SEE); i++) {
        assert_int_equal(talk_heard_count(talk, first + i), 1);
        assert_true(talk_heard_of(talk, first + i,
                                  "[\"ballot\",\"update\",\"" BALLOT "\",{\"state\":\"closed\""));
        assert_true(talk_heard_of(talk, first + i, "[\"decision\",\"insert\","));
    }
    for (size_t i = 0; i < UNIT_COUNT(DO_NOT); i++) {
        assert_int_equal(talk_heard_count(talk, first + UNIT_COUNT(SEE) + i), 0);
    }
    sweep(talk);
    assert_read(talk, CLOSINGS, "ballot.close", "1 nobody");
}

/* The server looks at the clock once a second; in between nobody is the last one to answer. */
static void past_its_time_it_takes_nothing_any_more(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    talk->spine.now_ms += HOUR_MS;
    json_auto_t *late = cast(talk, lead, TALK_OWN, "\"choice\":\"agree\"");
    assert_string_equal(talk_code(late), "E_CLOSED");
    assert_string_equal(talk_field(late), "ballot_id");
    json_auto_t *back = talk_command(talk, lead, "ballot.take_back",
                                     "{" FOR(TALK_OWN) "\"ballot_id\":\"%s\"}", BALLOT);
    assert_string_equal(talk_code(back), "E_CLOSED");
    assert_read(talk, STATE, BALLOT, "open");
    sweep(talk);
    assert_read(talk, RESULT, BALLOT, "no_quorum");
    assert_read(talk, "SELECT answered FROM ballot WHERE ballot_id = ?1", BALLOT, "0");
}

/* A ballot whose key is lost has no result, and those behind it are closed all the same. */
static void without_its_key_it_is_void_and_the_next_is_counted(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, "\"choice\":\"agree\"");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    talk->spine.now_ms = 1931594400000 + 1; /* both are over */
    sweep(talk);
    assert_read(talk, RESULT, BALLOT, "carried");
    assert_read(talk, RESULT, TALK_BALLOT, "key_lost");
    assert_read(talk, "SELECT state FROM proposal WHERE proposal_id = ?1", TALK_PUT_PROPOSAL,
                "discussion");
    assert_read(talk, CLOSINGS, "ballot.close", "2 nobody");
}

/* ---- two at once ----------------------------------------------------------------------------- */

static void a_second_secretary(struct talk *talk) {
    spine_begin(&talk->spine);
    spine_add_coalition_role(&talk->spine, "e0000000-0000-4000-8000-0000000000c9", TALK_PERSON,
                             "secretariat");
    spine_end(&talk->spine);
    TRIB_AUTO(trib_batch) batch = {0};
    spine_commit(&talk->spine, &batch);
    talk_restart(talk);
}

static void two_who_close_it_at_once_both_have_closed_it(void **state) {
    struct talk *talk = *state;
    a_second_secretary(talk);
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, "\"choice\":\"agree\"");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    uint64_t one = talk_connect(talk, TALK_SECRETARIAT);
    uint64_t other = talk_connect(talk, TALK_PERSON);
    talk_forget(talk);
    talk_send(talk, one, CLOSE(ONE_ID));
    talk_send(talk, other, CLOSE(OTHER_ID));
    talk_tick(talk);
    assert_true(talk_heard_of(talk, one, "\"result\":{\"seq\":"));
    assert_true(talk_heard_of(talk, other, "\"result\":{\"seq\":0}"));
    assert_read(talk, CLOSINGS, "ballot.close", "1 " TALK_SECRETARIAT);
    assert_read(talk, RESULT, BALLOT, "carried");
    assert_read(talk, DECISIONS, BALLOT, "2026/2");
}

static void so_have_somebody_and_the_clock(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, "\"choice\":\"agree\"");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    uint64_t one = talk_connect(talk, TALK_SECRETARIAT);
    talk->spine.now_ms += HOUR_MS;
    trib_server_sweep(talk->server); /* its tick stays open */
    talk_send(talk, one, CLOSE(ONE_ID));
    talk_tick(talk);
    assert_true(talk_heard_of(talk, one, "\"result\":{\"seq\":0}"));
    assert_read(talk, CLOSINGS, "ballot.close", "1 nobody");
    assert_read(talk, DECISIONS, BALLOT, "2026/2");
}

/* A lost answer is asked for again, by then perhaps with another choice: the first one stands. */
static void the_same_command_with_another_choice_is_the_same(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    static const char CALL[] =
        "{\"jsonrpc\":\"2.0\",\"id\":\"" ONE_ID
        "\",\"method\":\"ballot.cast\",\"params\":{" FOR(TALK_OWN) "\"ballot_id\":\"" BALLOT
                                                                   "\",\"version\":1,%s}}";
    static const char *const ANSWERS[] = {"\"choice\":\"agree\"",
                                          "\"choice\":\"block\",\"text\":\"" REASON
                                          "\",\"principle\":\"" PRINCIPLE "\""};
    talk_forget(talk);
    for (size_t i = 0; i < UNIT_COUNT(ANSWERS); i++) {
        char call[512];
        snprintf(call, sizeof call, CALL, ANSWERS[i]);
        talk_send(talk, lead, call);
        talk_tick(talk);
    }
    assert_string_equal(talk_heard(talk, lead, 0), talk_heard(talk, lead, 1));
    close_by_hand(talk);
    assert_read(talk, "SELECT count_agree || ' ' || count_block FROM ballot WHERE ballot_id = ?1",
                BALLOT, "2 0");
}

/* ---- while it is open ------------------------------------------------------------------------ */

static const char *const ANSWERS[] = {
    "\"choice\":\"agree\"",
    "\"choice\":\"reservation\",\"text\":\"" REASON "\"",
    "\"choice\":\"stand_aside\"",
    "\"choice\":\"stand_aside\",\"text\":\"" REASON "\"",
    "\"choice\":\"block\",\"text\":\"" REASON "\",\"principle\":\"" PRINCIPLE "\"",
};

static const char *const TELLING[] = {"\"choice\"", "agree", "reservation",   "stand_aside",
                                      "Heron",      "Egret", "\"principle\"", "abstain"};

/* Somebody of the voter's own organization is told who has answered; the others are not. */
static const struct listener {
    const char *person_id;
    bool is_of_the_voter;
} listeners[] = {
    {TALK_LEAD, true},         {TALK_ALTERNATE, true},
    {TALK_BASE, true},         {TALK_FOREIGN_LEAD, false},
    {TALK_SECRETARIAT, false}, {TALK_OBSERVERS_LEAD, false},
    {TALK_FACILITATOR, false}, {TALK_ADMINISTRATOR, false},
    {TALK_PERSON, false},      {NULL, false},
};

/* What an open socket was told of an answer. */
static void assert_heard(struct talk *talk, uint64_t connection_id, bool is_of_the_voter) {
    for (size_t i = 0; i < UNIT_COUNT(TELLING); i++) {
        if (talk_heard_of(talk, connection_id, TELLING[i])) {
            fail_msg("%s: %s", TELLING[i], talk_heard(talk, connection_id, 0));
        }
    }
    assert_int_equal(talk_heard_of(talk, connection_id, "\"ballot_call\""), is_of_the_voter);
    assert_false(!is_of_the_voter && talk_heard_of(talk, connection_id, TALK_OWN));
    assert_false(!is_of_the_voter && talk_heard_of(talk, connection_id, TALK_LEAD));
    assert_false(talk_heard_of(talk, connection_id, "\"position\""));
}

/* How long everything was that reached a socket: of one length, whatever was chosen. */
static size_t heard_length(struct talk *talk, uint64_t connection_id) {
    size_t length = 0;
    const char *frame = NULL;
    for (size_t i = 0; (frame = talk_heard(talk, connection_id, i)) != NULL; i++) {
        length += strlen(frame);
    }
    return length;
}

static void no_frame_tells_an_answer(void **state) {
    struct talk *talk = *state;
    size_t lengths[UNIT_COUNT(listeners)] = {0};
    begin_ballot(talk, "");
    uint64_t first = talk->connection_count + 1;
    for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
        talk_listen(talk, listeners[i].person_id);
    }
    for (size_t a = 0; a < UNIT_COUNT(ANSWERS); a++) {
        talk_forget(talk);
        json_auto_t *given = cast(talk, first, TALK_OWN, ANSWERS[a]);
        assert_string_equal(talk_code(given), "");
        for (size_t i = 0; i < UNIT_COUNT(listeners); i++) {
            assert_heard(talk, first + i, listeners[i].is_of_the_voter);
            size_t length = heard_length(talk, first + i);
            assert_true(a <= 1 || length == lengths[i]); /* the first one counts up */
            lengths[i] = length;
        }
    }
}

/* Those who come later are given the rows as they are: nothing in them, nor in the log that told of
   them, nor in what it answered. */
static void nothing_that_is_kept_tells_it(void **state) {
    struct talk *talk = *state;
    static const char PATCHES[] =
        "SELECT patch FROM change JOIN entry USING (seq) WHERE method = 'ballot.cast' AND "
        "(instr(patch, ?1) > 0 OR table_name = 'position') LIMIT 1";
    static const char SAID[] = "SELECT answer FROM entry WHERE method = 'ballot.cast' AND "
                               "(answer NOT GLOB '{\"seq\":[0-9]*}' OR instr(answer, ?1) > 0)";
    static const char WRITTEN[] =
        "SELECT position_id FROM position WHERE ballot_id = ?1 AND (has_answered = 1 OR "
        "coalesce(choice, text, principle) IS NOT NULL)";
    static const char IN_OTHERS[] = "SELECT count(*) FROM ballot_call WHERE ballot_id = '" BALLOT
                                    "' AND person_id IS NOT NULL AND space_id <> ?1";
    begin_ballot(talk, "");
    for (size_t a = 0; a < UNIT_COUNT(ANSWERS); a++) {
        give(talk, TALK_LEAD, TALK_OWN, ANSWERS[a]);
        for (size_t i = 0; i < UNIT_COUNT(TELLING); i++) {
            assert_read(talk, PATCHES, TELLING[i], "");
            assert_read(talk, SAID, TELLING[i], "");
        }
        assert_read(talk, WRITTEN, BALLOT, "");
        assert_read(talk, IN_OTHERS, TALK_OWN, "0");
    }
}

/* Every answer lies there as one box of one size. */
static void boxes_are_alike(void **state) {
    struct talk *talk = *state;
    static const char LENGTH[] =
        "SELECT length(sealed) || ' ' || count(*) FROM ballot_envelope WHERE ballot_id = ?1";
    begin_ballot(talk, "");
    char *first = NULL;
    for (size_t a = 0; a < UNIT_COUNT(ANSWERS); a++) {
        give(talk, TALK_LEAD, TALK_OWN, ANSWERS[a]);
        char *now = talk_read(talk, LENGTH, BALLOT);
        assert_true(first == NULL || strcmp(first, now) == 0);
        free(first);
        first = now;
    }
    free(first);
}

/* Of what one is refused nobody learns what is there already. */
static void no_refusal_tells_it(void **state) {
    struct talk *talk = *state;
    static const struct {
        const char *person_id, *organization_id, *answer, *code;
    } ASKED[] = {
        {TALK_OBSERVERS_LEAD, TALK_OBSERVER, "\"choice\":\"agree\"", "E_OBSERVER_NO_VOTE"},
        {TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"yes\"", "E_TYPE"},
        {TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"block\"", "E_BLOCK_REASON"},
        {TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"reservation\"", "E_REQUIRED"},
        {TALK_FOREIGN_LEAD, TALK_OWN, "\"choice\":\"agree\"", "E_FORBIDDEN"},
        {TALK_BASE, TALK_OWN, "\"choice\":\"agree\"", "E_FORBIDDEN"},
        {TALK_ALTERNATE, TALK_OWN, "\"choice\":\"yes\"", "E_TYPE"},
    };
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, ANSWERS[4]);
    for (size_t i = 0; i < UNIT_COUNT(ASKED); i++) {
        uint64_t speaker = talk_connect(talk, ASKED[i].person_id);
        talk_forget(talk);
        json_auto_t *refused = cast(talk, speaker, ASKED[i].organization_id, ASKED[i].answer);
        assert_string_equal(talk_code(refused), ASKED[i].code);
        assert_false(talk_heard_of(talk, speaker, "Heron"));
        assert_false(talk_heard_of(talk, speaker, "Egret"));
        assert_false(talk_heard_of(talk, speaker, TALK_LEAD));
    }
    assert_read(talk, "SELECT count(*) FROM ballot_envelope WHERE ballot_id = ?1", BALLOT, "1");
}

/* Whose entry counted up what everybody sees is in the log: nobody reads it there. */
static void of_a_ballot_no_history_is_told(void **state) {
    struct talk *talk = *state;
    static const char *const TABLES[] = {"ballot", "position", "ballot_call", "proposal"};
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, ANSWERS[0]);
    uint64_t other = talk_connect(talk, TALK_FOREIGN_LEAD);
    for (size_t i = 0; i < UNIT_COUNT(TABLES); i++) {
        char params[128];
        snprintf(params, sizeof params, "{\"table\":\"%s\",\"id\":\"" BALLOT "\"}", TABLES[i]);
        json_auto_t *answer = talk_call(talk, other, "1", "history.read", params);
        assert_string_equal(talk_code(answer), "E_TYPE");
        assert_string_equal(talk_field(answer), "table");
    }
}

/* ---- files and lines ------------------------------------------------------------------------- */

static const char *path; /* of the database */

static int open_file(void **state) {
    struct talk *talk = calloc(1, sizeof *talk);
    library_folder_make();
    path = library_file("c.db");
    talk_open_file(talk, 41, path);
    *state = talk;
    return 0;
}

static int close_file(void **state) {
    talk_close(*state);
    free(*state);
    library_folder_remove();
    return 0;
}

static bool files_have(const char *bytes, size_t length) {
    static const char *const ENDINGS[] = {"", "-wal", "-shm"};
    bool is_there = false;
    for (size_t i = 0; i < UNIT_COUNT(ENDINGS); i++) {
        char name[400];
        size_t all = 0;
        snprintf(name, sizeof name, "%s%s", path, ENDINGS[i]);
        if (library_file_is_there(path, ENDINGS[i])) {
            unsigned char *found = library_file_read(name, &all);
            is_there = is_there || memmem(found, all, bytes, length) != NULL;
            free(found);
        }
    }
    return is_there;
}

/* As they are, or as base64 has them behind any bytes. */
static bool files_say(const char *words) {
    bool is_there = files_have(words, strlen(words));
    for (size_t from = 0; from < 3; from++) {
        char letters[200];
        size_t length = (strlen(words) - from) / 3 * 3;
        sodium_bin2base64(letters, sizeof letters, (const unsigned char *)words + from, length,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
        is_there = is_there || files_have(letters, strlen(letters));
    }
    return is_there;
}

static bool key_is_there(void) {
    return library_file_is_there(path, ".keys/" BALLOT);
}

static void no_byte_of_a_file_tells_it(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    assert_true(files_say(BALLOT));
    assert_true(key_is_there());
    for (size_t a = 0; a < UNIT_COUNT(ANSWERS); a++) {
        give(talk, TALK_LEAD, TALK_OWN, ANSWERS[a]);
        assert_false(files_say(REASON));
        assert_false(files_say(PRINCIPLE));
    }
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    close_by_hand(talk);
    assert_true(files_say(REASON)); /* it is published now, */
    assert_true(files_say(PRINCIPLE));
    sweep(talk);
    assert_false(key_is_there()); /* and what it was opened with is gone */
    assert_read(talk, "SELECT count(*) FROM ballot_envelope WHERE ballot_id = ?1", BALLOT, "0");
}

static void what_is_taken_back_or_void_was_never_there(void **state) {
    struct talk *talk = *state;
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, ANSWERS[4]);
    talk_give(talk, TALK_LEAD, "ballot.take_back", FOR(TALK_OWN) "\"ballot_id\":\"" BALLOT "\"");
    give(talk, TALK_ALTERNATE, TALK_OWN, ANSWERS[1]);
    talk_give(talk, TALK_SECRETARIAT, "ballot.void",
              "\"ballot_id\":\"" BALLOT "\",\"reason\":\"Sent out in one language.\"");
    sweep(talk);
    assert_false(files_say(REASON));
    assert_false(files_say(PRINCIPLE));
    assert_false(key_is_there());
    assert_read(talk, "SELECT answered FROM ballot WHERE ballot_id = ?1", BALLOT, "1");
}

/* Standard error, led into a file until lines_end. */
static FILE *lines_file;
static int lines_before;

static void lines_begin(void) {
    lines_file = tmpfile();
    assert_non_null(lines_file);
    lines_before = dup(STDERR_FILENO);
    assert_int_equal(dup2(fileno(lines_file), STDERR_FILENO), STDERR_FILENO);
}

static void lines_end(char out[static 4096]) {
    assert_int_equal(dup2(lines_before, STDERR_FILENO), STDERR_FILENO);
    assert_int_equal(close(lines_before), 0);
    rewind(lines_file);
    out[fread(out, 1, 4095, lines_file)] = '\0';
    (void)fclose(lines_file);
}

static void no_line_of_the_servers_log_tells_it(void **state) {
    struct talk *talk = *state;
    char lines[4096];
    lines_begin();
    begin_ballot(talk, "");
    for (size_t a = 0; a < UNIT_COUNT(ANSWERS); a++) {
        give(talk, TALK_LEAD, TALK_OWN, ANSWERS[a]);
    }
    uint64_t lead = talk_connect(talk, TALK_LEAD);
    json_auto_t *refused = cast(talk, lead, TALK_OWN, "\"choice\":\"yes\",\"text\":\"" REASON "\"");
    talk->spine.now_ms += HOUR_MS;
    sweep(talk);
    lines_end(lines);
    assert_string_equal(talk_code(refused), "E_TYPE");
    for (size_t i = 0; i < UNIT_COUNT(TELLING); i++) {
        assert_null(strstr(lines, TELLING[i]));
    }
}

/* ---- when it is closed ----------------------------------------------------------------------- */

static void a_sealed_one_is_published_where_its_body_reads(void **state) {
    struct talk *talk = *state;
    static const char PLACES[] =
        "SELECT group_concat(space_id || ' ' || has_answered || ' ' || choice || ' ' || "
        "coalesce(text, '-') || ' ' || coalesce(principle, '-'), '; ') FROM position "
        "WHERE ballot_id = '" BALLOT "' AND organization_id = ?1";
    begin_ballot(talk, "");
    give(talk, TALK_LEAD, TALK_OWN, ANSWERS[4]);
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
    uint64_t observer = talk_listen(talk, TALK_OBSERVERS_LEAD);
    uint64_t stranger = talk_listen(talk, TALK_PERSON);
    close_by_hand(talk);
    assert_read(talk, RESULT, BALLOT, "blocked");
    assert_read(talk, PLACES, TALK_OWN, TRIB_SPACE_COALITION_ID " 1 block " REASON " " PRINCIPLE);
    assert_read(talk, PLACES, TALK_FOREIGN, TRIB_SPACE_COALITION_ID " 1 agree - -");
    assert_true(talk_heard_of(talk, observer, "\"choice\":\"block\",\"text\":\"" REASON "\""));
    assert_int_equal(talk_heard_count(talk, stranger), 0);
}

/* Of several delegates the lead's answer is the organization's, whoever comes later; taken back, it
   leaves the others'. */
static void one_organization_has_one_position(void **state) {
    struct talk *talk = *state;
    static const char WHO[] =
        "SELECT person_id FROM ballot_call WHERE ballot_id = '" BALLOT "' AND space_id = ?1";
    static const char CHOICES[] =
        "SELECT group_concat(choice, ' ') FROM position WHERE ballot_id = '" BALLOT
        "' AND organization_id = ?1";
    begin_ballot(talk, "");
    give(talk, TALK_ALTERNATE, TALK_OWN, ANSWERS[0]);
    assert_read(talk, WHO, TALK_OWN, TALK_ALTERNATE);
    give(talk, TALK_LEAD, TALK_OWN, ANSWERS[4]);
    give(talk, TALK_ALTERNATE, TALK_OWN, ANSWERS[1]);
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, ANSWERS[0]);
    talk_give(talk, TALK_FOREIGN_LEAD, "ballot.take_back",
              FOR(TALK_FOREIGN) "\"ballot_id\":\"" BALLOT "\"");
    assert_read(talk, WHO, TALK_OWN, TALK_LEAD);
    assert_read(talk, WHO, TALK_FOREIGN, "");
    assert_read(talk, "SELECT answered FROM ballot WHERE ballot_id = ?1", BALLOT, "1");
    give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, ANSWERS[0]);
    close_by_hand(talk);
    assert_read(talk, CHOICES, TALK_OWN, "block");
    assert_read(talk, CHOICES, TALK_FOREIGN, "agree");
    assert_read(talk,
                "SELECT roll_at_close || ' ' || present || ' ' || count_agree || ' ' || "
                "count_reservation || ' ' || count_block FROM ballot WHERE ballot_id = ?1",
                BALLOT, "2 2 1 0 1");
}

/* Two answers that can be told apart; whose came first is not to be read off the rows. */
static bool is_first_told_first(uint64_t seed) {
    static const char NAMED[] =
        "SELECT count(*) FROM change JOIN entry USING (seq) WHERE method = 'ballot.close' AND "
        "table_name = 'position' AND instr(patch, '\"choice\":\"') > 0 AND "
        "(instr(patch, ?1) > 0 OR op = 'update')";
    static const char ORDER[] = "SELECT group_concat(json_extract(patch, '$.text'), ' ') FROM ("
                                "SELECT patch FROM change WHERE table_name = 'position' AND "
                                "instr(patch, ?1) > 0 ORDER BY seq, ordinal)";
    static const char IN_ORDER_OF_IDS[] =
        "SELECT group_concat(text, ' ') FROM (SELECT text FROM position WHERE ballot_id = ?1 AND "
        "text IS NOT NULL ORDER BY position_id)";
    static const char ANSWERED[] =
        "SELECT group_concat(has_answered || coalesce(choice, '-'), ' ') FROM position WHERE "
        "ballot_id = ?1 AND coalesce(organization_id, person_id) IS NOT NULL";
    struct talk talk;
    talk_open(&talk, seed);
    begin_ballot(&talk, ",\"confidentiality\":\"secret\"");
    give(&talk, TALK_LEAD, TALK_OWN, "\"choice\":\"reservation\",\"text\":\"first\"");
    give(&talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"reservation\",\"text\":\"second\"");
    close_by_hand(&talk);
    assert_read(&talk, RESULT, BALLOT, "carried");
    assert_read(&talk, ANSWERED, BALLOT, "1- 1-");
    assert_read(&talk, NAMED, TALK_OWN, "0");
    assert_read(&talk, NAMED, TALK_FOREIGN, "0");
    char *told = talk_read(&talk, ORDER, "\"reservation\"");
    assert_read(&talk, IN_ORDER_OF_IDS, BALLOT, told);
    bool is_first = strcmp(told, "first second") == 0;
    assert_true(is_first || strcmp(told, "second first") == 0);
    free(told);
    talk_close(&talk);
    return is_first;
}

static void a_secret_one_names_nobody_and_keeps_no_order(void **state) {
    (void)state;
    size_t firsts = 0;
    for (uint64_t seed = 1; seed <= 16; seed++) {
        firsts += is_first_told_first(seed) ? 1 : 0;
    }
    assert_in_range(firsts, 1, 15);
}

/* ---- any words ------------------------------------------------------------------------------- */

static bool fits(const char *text, uint32_t most) {
    return trib_text_length(text) <= most && !trib_text_is_blank(text);
}

static const char *told_text(const json_t *row, const char *name) {
    const char *text = json_string_value(json_object_get(json_array_get(row, 3), name));
    return text == NULL ? "" : text;
}

/* Whether the roll call that a socket was sent has this text as both. */
static bool roll_call_says(struct talk *talk, uint64_t connection_id, const char *text) {
    const char *frame = NULL;
    for (size_t i = 0; (frame = talk_heard(talk, connection_id, i)) != NULL; i++) {
        json_auto_t *message = json_loads(frame, 0, NULL);
        size_t index;
        json_t *row;
        json_array_foreach(json_object_get(json_object_get(message, "params"), "rows"), index,
                           row) {
            if (strcmp(told_text(row, "text"), text) == 0 &&
                strcmp(told_text(row, "principle"), text) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* The Big List of Naughty Strings through the box and back. */
static void every_text_comes_out_of_its_box_as_it_went_in(void **state) {
    struct talk *talk = *state;
    json_auto_t *strings = json_load_file(TRIB_SOURCE_DIR "/tests/data/blns.json", 0, NULL);
    uint64_t lead = talk_listen(talk, TALK_LEAD);
    size_t index;
    size_t kept = 0;
    json_t *string;
    json_array_foreach(strings, index, string) {
        const char *text = json_string_value(string);
        char *quoted = json_dumps(string, JSON_ENCODE_ANY);
        char *answer = NULL;
        if (fits(text, 500)) {
            begin_ballot(talk, "");
            assert_true(asprintf(&answer, "\"choice\":\"block\",\"text\":%s,\"principle\":%s",
                                 quoted, quoted) > 0);
            give(talk, TALK_LEAD, TALK_OWN, answer);
            talk_forget(talk);
            give(talk, TALK_FOREIGN_LEAD, TALK_FOREIGN, "\"choice\":\"agree\"");
            close_by_hand(talk);
            assert_true(roll_call_says(talk, lead, text));
            talk_close(talk);
            talk_open(talk, 37);
            lead = talk_listen(talk, TALK_LEAD);
            kept++;
        }
        free(answer);
        free(quoted);
    }
    assert_true(kept > json_array_size(strings) / 4);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open, close_all)
#define TEST_ON_FILE(name) cmocka_unit_test_setup_teardown(name, open_file, close_file)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(its_time_closes_it_for_all_who_see_it),
        TEST(past_its_time_it_takes_nothing_any_more),
        TEST(without_its_key_it_is_void_and_the_next_is_counted),
        TEST(two_who_close_it_at_once_both_have_closed_it),
        TEST(so_have_somebody_and_the_clock),
        TEST(the_same_command_with_another_choice_is_the_same),
        TEST(no_frame_tells_an_answer),
        TEST(nothing_that_is_kept_tells_it),
        TEST(boxes_are_alike),
        TEST(no_refusal_tells_it),
        TEST(of_a_ballot_no_history_is_told),
        TEST_ON_FILE(no_byte_of_a_file_tells_it),
        TEST_ON_FILE(what_is_taken_back_or_void_was_never_there),
        TEST(no_line_of_the_servers_log_tells_it),
        TEST(a_sealed_one_is_published_where_its_body_reads),
        TEST(one_organization_has_one_position),
        cmocka_unit_test(a_secret_one_names_nobody_and_keeps_no_order),
        TEST(every_text_comes_out_of_its_box_as_it_went_in),
    };
    return cmocka_run_group_tests_name("protocol/ballot", tests, NULL, NULL);
}
