/*
 * Straw polls: each rule in a row, the properties that hold whatever people answer, a second count
 * of runoffs that shares no line with the first, and real elections. An answer is written as
 * letters, one for each option, with the value behind it where it is not the rank in which the
 * option stands (or 1): "3:bac" are three answers that rank b, a, c; "a5b0" is one with scores.
 */
#include "tributary/domain/straw_poll.h"

#include "rows.h"

#include <ctype.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OPTIONS TRIB_STRAW_OPTIONS_MAX
#define BOX_ANSWERS_MAX 512u
#define CASES 1000
#define VOTES TRIB_SOURCE_DIR "/tests/data/votes/"

struct box { /* a poll with its answers; it points into itself, so it is never copied */
    struct trib_straw_poll poll;
    size_t answer_count;
    struct trib_straw_answer answers[BOX_ANSWERS_MAX];
    struct trib_straw_mark marks[BOX_ANSWERS_MAX][OPTIONS];
};

static void box_init(struct box *box, enum trib_straw_kind kind, size_t option_count) {
    memset(box, 0, sizeof *box);
    box->poll = (struct trib_straw_poll){kind, option_count, TRIB_STRAW_DOTS_DEFAULT};
}

static void box_add(struct box *box, const struct trib_straw_mark *marks, size_t count) {
    assert_true(box->answer_count < BOX_ANSWERS_MAX && count <= OPTIONS);
    struct trib_straw_mark *own = box->marks[box->answer_count];
    memcpy(own, marks, count * sizeof *own);
    box->answers[box->answer_count++] = (struct trib_straw_answer){own, count};
}

/* Reads one answer up to a space or the end; returns what follows. */
static const char *read_marks(const char *text, enum trib_straw_kind kind,
                              struct trib_straw_mark *marks, size_t *out_count) {
    size_t count = 0;
    while (*text >= 'a' && *text <= 'z') {
        assert_true(count < OPTIONS);
        struct trib_straw_mark *mark = &marks[count++];
        mark->option_index = (uint32_t)(*text++ - 'a');
        mark->value = kind == TRIB_STRAW_RANKED ? (uint32_t)count : 1;
        if (isdigit((unsigned char)*text)) {
            char *rest = NULL;
            mark->value = (uint32_t)strtoul(text, &rest, 10);
            text = rest;
        }
    }
    *out_count = count;
    return text;
}

/* "3:abc 1:b 2:" */
static void box_read(struct box *box, const char *text) {
    while (*text != '\0') {
        struct trib_straw_mark marks[OPTIONS];
        size_t count = 0;
        char *rest = NULL;
        size_t times = strtoul(text, &rest, 10);
        assert_int_equal(*rest, ':');
        text = read_marks(rest + 1, box->poll.kind, marks, &count);
        for (size_t i = 0; i < times; i++) {
            box_add(box, marks, count);
        }
        text += *text == ' ' ? 1 : 0;
    }
}

static struct trib_straw_totals totals_of(const struct box *box) {
    struct trib_straw_totals totals;
    trib_straw_totals_count(&box->poll, box->answers, box->answer_count, &totals);
    return totals;
}

static struct trib_straw_runoff runoff_of(const struct box *box) {
    struct trib_straw_runoff runoff;
    trib_straw_runoff_count(&box->poll, box->answers, box->answer_count, &runoff);
    return runoff;
}

static bool has(uint32_t set, size_t option) {
    return (set >> option & 1) != 0;
}

/* ---- what may be asked and answered --------------------------------------------------------- */

static struct poll_row {
    const char *name;
    enum trib_straw_kind kind;
    size_t option_count;
    uint32_t dots_per_answer;
    bool valid;
} poll_rows[] = {
    {"two options are a choice", TRIB_STRAW_APPROVAL, 2, 0, true},
    {"one option is none", TRIB_STRAW_APPROVAL, 1, 0, false},
    {"no option is none", TRIB_STRAW_RANKED, 0, 0, false},
    {"twenty options may be ranked", TRIB_STRAW_RANKED, 20, 0, true},
    {"twenty-one may not", TRIB_STRAW_RANKED, 21, 0, false},
    {"twenty options may be scored", TRIB_STRAW_SCORE, 20, 0, true},
    {"twenty-one may not be scored", TRIB_STRAW_SCORE, 21, 0, false},
    {"yes or no is about one text and has no options", TRIB_STRAW_YES_NO, 0, 0, true},
    {"yes or no of several options is another kind", TRIB_STRAW_YES_NO, 2, 0, false},
    {"five dots each are usual", TRIB_STRAW_DOTS, 2, TRIB_STRAW_DOTS_DEFAULT, true},
    {"a poll of dots without dots is none", TRIB_STRAW_DOTS, 2, 0, false},
    {"twenty dots are the most", TRIB_STRAW_DOTS, 2, 20, true},
    {"twenty-one are too many", TRIB_STRAW_DOTS, 2, 21, false},
    {"dots need options as well", TRIB_STRAW_DOTS, 1, 5, false},
    {"a kind nobody knows is none", TRIB_STRAW_KIND_COUNT, 2, 5, false},
};

static void is_valid(void **state) {
    const struct poll_row *row = *state;
    struct trib_straw_poll poll = {row->kind, row->option_count, row->dots_per_answer};
    assert_int_equal(trib_straw_poll_valid(&poll), row->valid);
}

static struct fault_row {
    const char *name;
    enum trib_straw_kind kind;
    size_t option_count;
    uint32_t dots_per_answer;
    const char *answer;
    enum trib_straw_fault fault;
} fault_rows[] = {
    {"a whole ranking is fine", TRIB_STRAW_RANKED, 3, 0, "bca", TRIB_STRAW_FINE},
    {"a ranking may be partial", TRIB_STRAW_RANKED, 3, 0, "c", TRIB_STRAW_FINE},
    {"ranking nothing is an answer", TRIB_STRAW_RANKED, 3, 0, "", TRIB_STRAW_FINE},
    {"ranks may come in any order", TRIB_STRAW_RANKED, 3, 0, "a3b1c2", TRIB_STRAW_FINE},
    {"all twenty may be ranked", TRIB_STRAW_RANKED, 20, 0, "abcdefghijklmnopqrst", TRIB_STRAW_FINE},
    {"an option the poll does not have is refused", TRIB_STRAW_RANKED, 3, 0, "ad",
     TRIB_STRAW_UNKNOWN_OPTION},
    {"an option of no poll at all is refused", TRIB_STRAW_RANKED, 20, 0, "au",
     TRIB_STRAW_UNKNOWN_OPTION},
    {"an option that is ranked twice is refused", TRIB_STRAW_RANKED, 3, 0, "aba",
     TRIB_STRAW_DUPLICATE_OPTION},
    {"an unknown option is told before a double one", TRIB_STRAW_RANKED, 3, 0, "aad",
     TRIB_STRAW_UNKNOWN_OPTION},
    {"an unknown option is told first wherever it stands", TRIB_STRAW_RANKED, 3, 0, "daa",
     TRIB_STRAW_UNKNOWN_OPTION},
    {"rank 0 is no rank", TRIB_STRAW_RANKED, 3, 0, "a0b1", TRIB_STRAW_BAD_VALUE},
    {"a rank past the options is no rank", TRIB_STRAW_RANKED, 3, 0, "a1b2c4", TRIB_STRAW_BAD_VALUE},
    {"a rank past all bounds is no rank", TRIB_STRAW_RANKED, 20, 0, "a1b4294967295",
     TRIB_STRAW_BAD_VALUE},
    {"equal ranks are refused", TRIB_STRAW_RANKED, 3, 0, "a1b2c2", TRIB_STRAW_EQUAL_RANKS},
    {"equal ranks are told before the rank they skip", TRIB_STRAW_RANKED, 3, 0, "a1b1c3",
     TRIB_STRAW_EQUAL_RANKS},
    {"a skipped rank is refused", TRIB_STRAW_RANKED, 3, 0, "a1b3", TRIB_STRAW_SKIPPED_RANK},
    {"ranks begin at 1", TRIB_STRAW_RANKED, 3, 0, "a2b3", TRIB_STRAW_SKIPPED_RANK},
    {"any options may be approved", TRIB_STRAW_APPROVAL, 3, 0, "ac", TRIB_STRAW_FINE},
    {"approving nothing is an answer", TRIB_STRAW_APPROVAL, 3, 0, "", TRIB_STRAW_FINE},
    {"approval has no degrees", TRIB_STRAW_APPROVAL, 3, 0, "a2", TRIB_STRAW_BAD_VALUE},
    {"what is not approved is not marked", TRIB_STRAW_APPROVAL, 3, 0, "a0", TRIB_STRAW_BAD_VALUE},
    {"nobody approves twice", TRIB_STRAW_APPROVAL, 3, 0, "aa", TRIB_STRAW_DUPLICATE_OPTION},
    {"scores run from 0 to 5", TRIB_STRAW_SCORE, 3, 0, "a0b5", TRIB_STRAW_FINE},
    {"scores may be equal", TRIB_STRAW_SCORE, 3, 0, "a4b4c4", TRIB_STRAW_FINE},
    {"a score of 6 is refused", TRIB_STRAW_SCORE, 3, 0, "a6", TRIB_STRAW_BAD_VALUE},
    {"nobody scores an option twice", TRIB_STRAW_SCORE, 3, 0, "a1a2", TRIB_STRAW_DUPLICATE_OPTION},
    {"all dots may go to one option", TRIB_STRAW_DOTS, 3, 5, "a5", TRIB_STRAW_FINE},
    {"dots may be spread", TRIB_STRAW_DOTS, 3, 5, "a2b2c1", TRIB_STRAW_FINE},
    {"dots may be kept back", TRIB_STRAW_DOTS, 3, 5, "a1", TRIB_STRAW_FINE},
    {"one dot too many is refused", TRIB_STRAW_DOTS, 3, 5, "a3b3", TRIB_STRAW_TOO_MANY_DOTS},
    {"the poll says how many dots", TRIB_STRAW_DOTS, 3, 6, "a3b3", TRIB_STRAW_FINE},
    {"dots without end do not come round to few", TRIB_STRAW_DOTS, 3, 5, "a4294967295b2",
     TRIB_STRAW_TOO_MANY_DOTS},
    {"no dot is no mark", TRIB_STRAW_DOTS, 3, 5, "a0", TRIB_STRAW_BAD_VALUE},
    {"dots on one option are one mark", TRIB_STRAW_DOTS, 3, 5, "a1a1", TRIB_STRAW_DUPLICATE_OPTION},
};

static void is_checked(void **state) {
    const struct fault_row *row = *state;
    struct trib_straw_mark marks[OPTIONS];
    struct trib_straw_answer answer = {.marks = marks};
    struct trib_straw_poll poll = {row->kind, row->option_count, row->dots_per_answer};
    read_marks(row->answer, row->kind, marks, &answer.mark_count);
    assert_int_equal(trib_straw_answer_check(&poll, &answer), row->fault);
}

static void kinds_have_names(void **state) {
    (void)state;
    enum trib_straw_kind found = TRIB_STRAW_KIND_COUNT;
    for (int kind = 0; kind < TRIB_STRAW_KIND_COUNT; kind++) {
        const char *name = trib_straw_kind_name((enum trib_straw_kind)kind);
        assert_true(trib_straw_kind_find(name, &found));
        assert_int_equal(found, kind);
    }
    assert_string_equal(trib_straw_kind_name(TRIB_STRAW_RANKED), "ranked");
    assert_false(trib_straw_kind_find("lot", &found));
}

/* ---- totals --------------------------------------------------------------------------------- */

static struct totals_row {
    const char *name;
    enum trib_straw_kind kind;
    size_t option_count;
    const char *answers;
    const char *order; /* places, options and sums: "1a5 2b3 2c3" */
} totals_rows[] = {
    {"approvals are counted", TRIB_STRAW_APPROVAL, 3, "2:ab 1:b", "1b3 2a2 3c0"},
    {"equal options share a place and the next is passed over", TRIB_STRAW_APPROVAL, 4,
     "2:bd 1:a 1:bc 1:d", "1b3 1d3 3a1 3c1"},
    {"three may share the first place", TRIB_STRAW_APPROVAL, 4, "3:bcd 1:a", "1b3 1c3 1d3 4a1"},
    {"without answers nobody is ahead", TRIB_STRAW_APPROVAL, 2, "", "1a0 1b0"},
    {"who approves of nothing puts nobody ahead", TRIB_STRAW_APPROVAL, 2, "3:", "1a0 1b0"},
    {"scores are added up", TRIB_STRAW_SCORE, 3, "1:a5b3 2:a0b4c1", "1b11 2a5 3c2"},
    {"the greater sum is first, not the better mean", TRIB_STRAW_SCORE, 2, "1:a5 3:b2", "1b6 2a5"},
    {"a score of 0 adds nothing", TRIB_STRAW_SCORE, 2, "4:a0b1", "1b4 2a0"},
    {"dots are added up", TRIB_STRAW_DOTS, 3, "1:a5 2:b2c1 1:c", "1a5 2b4 3c3"},
    {"dots of one person may outweigh two people's", TRIB_STRAW_DOTS, 2, "1:b5 2:a2", "1b5 2a4"},
};

static void are_added_up(void **state) {
    const struct totals_row *row = *state;
    static struct box box;
    box_init(&box, row->kind, row->option_count);
    box_read(&box, row->answers);
    struct trib_straw_totals totals = totals_of(&box);
    char order[256] = "";
    for (size_t i = 0; i < row->option_count; i++) {
        uint32_t option = totals.order.options[i];
        size_t length = strlen(order);
        snprintf(order + length, sizeof order - length, "%s%u%c%u", i == 0 ? "" : " ",
                 totals.order.places[option], (int)('a' + option), totals.options[option].sum);
    }
    assert_string_equal(order, row->order);
    assert_int_equal(totals.option_count, row->option_count);
    assert_int_equal(totals.answer_count, box.answer_count);
}

static void scores_are_told_by_their_distribution(void **state) {
    (void)state;
    static struct box box;
    box_init(&box, TRIB_STRAW_SCORE, 3);
    box_read(&box, "2:a0b5 1:a3b5 1:b1 1:");
    struct trib_straw_totals totals = totals_of(&box);
    static const uint32_t expected[3][TRIB_STRAW_SCORE_MAX + 1] = {
        {2, 0, 0, 1, 0, 0}, {0, 1, 0, 0, 0, 3}, {0}};
    for (size_t i = 0; i < 3; i++) {
        assert_memory_equal(totals.options[i].score_counts, expected[i], sizeof expected[i]);
    }
    assert_int_equal(totals.options[0].mark_count, 3); /* a score of 0 is a score */
    assert_int_equal(totals.options[1].mark_count, 4);
    assert_int_equal(totals.options[2].mark_count, 0); /* none is not 0 */
    assert_int_equal(totals.answer_count, 5);
}

static void yes_no_and_abstain_are_three_counts(void **state) {
    (void)state;
    static const enum trib_straw_reply replies[] = {TRIB_STRAW_YES, TRIB_STRAW_NO,
                                                    TRIB_STRAW_YES, TRIB_STRAW_ABSTAIN,
                                                    TRIB_STRAW_YES, TRIB_STRAW_NO};
    struct trib_straw_replies counts = trib_straw_replies_count(replies, UNIT_COUNT(replies));
    assert_int_equal(counts.yes, 3);
    assert_int_equal(counts.no, 2);
    assert_int_equal(counts.abstain, 1);
    counts = trib_straw_replies_count(NULL, 0);
    assert_int_equal(counts.yes + counts.no + counts.abstain, 0);
}

/* The most answers there may be, each with all it can give. */
static void the_fullest_poll_is_counted(void **state) {
    (void)state;
    static struct trib_straw_answer answers[TRIB_STRAW_ANSWERS_MAX];
    struct trib_straw_mark marks[OPTIONS];
    for (uint32_t i = 0; i < OPTIONS; i++) {
        marks[i] = (struct trib_straw_mark){i, i + 1};
    }
    for (size_t i = 0; i < TRIB_STRAW_ANSWERS_MAX; i++) {
        answers[i] = (struct trib_straw_answer){marks, OPTIONS};
    }
    struct trib_straw_poll ranked = {TRIB_STRAW_RANKED, OPTIONS, 0};
    static struct trib_straw_runoff runoff;
    trib_straw_runoff_count(&ranked, answers, TRIB_STRAW_ANSWERS_MAX, &runoff);
    assert_int_equal(runoff.round_count, 1);
    assert_int_equal(runoff.rounds[0].votes[0], 10000);
    struct trib_straw_mark all_dots = {OPTIONS - 1, TRIB_STRAW_DOTS_MAX};
    for (size_t i = 0; i < TRIB_STRAW_ANSWERS_MAX; i++) {
        answers[i] = (struct trib_straw_answer){&all_dots, 1};
    }
    struct trib_straw_poll dots = {TRIB_STRAW_DOTS, OPTIONS, TRIB_STRAW_DOTS_MAX};
    static struct trib_straw_totals totals;
    trib_straw_totals_count(&dots, answers, TRIB_STRAW_ANSWERS_MAX, &totals);
    assert_int_equal(totals.options[OPTIONS - 1].sum, 200000);
    assert_int_equal(totals.order.options[0], OPTIONS - 1);
}

/* ---- runoffs, round by round ---------------------------------------------------------------- */

/*
 * A runoff as text. A round is each continuing option with its votes, "+n" for n exhausted answers,
 * and how it ended: "-c" who left, behind the tied where several shared the last place; "=a" who
 * won.
 */
static struct runoff_row {
    const char *name;
    size_t option_count;
    const char *answers;
    const char *rounds;
    const char *order; /* the places of a, b, c … */
} runoff_rows[] = {
    {"more than half of the first choices wins at once", 3, "3:abc 2:bca", "a3 b2 c0 =a", "123"},
    {"half is not more than half", 3, "4:abc 3:bca 1:cba",
     "a4 b3 c1 -c; a4 b4 ab -b round 1; a8 =a", "123"},
    {"the option with the fewest votes leaves, and its answers go to their next choice", 3,
     "4:abc 3:bca 2:cba", "a4 b3 c2 -c; a4 b5 =b", "213"},
    {"an answer goes to its next choice that is still there", 4, "4:a 3:b 1:dcb 2:c",
     "a4 b3 c2 d1 -d; a4 b3 c3 bc -c round 1; a4 b4 +2 ab -b round 2; a4 +6 =a", "1234"},
    {"an answer without a next choice is exhausted, not given to anybody", 3, "4:a 3:b 2:c",
     "a4 b3 c2 -c; a4 b3 +2 =a", "123"},
    {"a majority is of the answers that still choose, not of all", 4, "4:a 3:b 2:c 1:d",
     "a4 b3 c2 d1 -d; a4 b3 c2 +1 -c; a4 b3 +3 =a", "1234"},
    {"several last leave together when together they have fewer than the next", 4,
     "5:a 4:b 1:cb 1:dca", "a5 b4 c1 d1 cd -cd together; a6 b5 =a", "1233"},
    {"not when together they have as many as the next", 4, "4:a 2:b 1:cb 1:db",
     "a4 b2 c1 d1 cd -cd tied; a4 b4 ab -b round 1; a4 +4 =a", "1233"},
    {"options without any vote leave together", 5, "2:ab 2:ba 1:c",
     "a2 b2 c1 d0 e0 de -de together; a2 b2 c1 -c; a2 b2 +1 =ab tied", "11344"},
    {"of several last, who had fewer votes in the round before leaves", 4, "4:a 3:b 2:cb 1:dc",
     "a4 b3 c2 d1 -d; a4 b3 c3 bc -c round 1; a4 b5 +1 =b", "2134"},
    {"the round just before is asked first", 5, "9:a 3:b 4:c 2:db 1:ec 2:e",
     "a9 b3 c4 d2 e3 -d; a9 b5 c4 e3 -e; a9 b5 c5 +2 bc -c round 2; a9 b5 +7 =a", "12354"},
    {"when that one is equal, the one before it is asked", 5, "8:a 4:b 3:c 1:dc 2:e",
     "a8 b4 c3 d1 e2 -d; a8 b4 c4 e2 -e; a8 b4 c4 +2 bc -c round 1; a8 b4 +6 =a", "12354"},
    {"a tie of the last two is broken by earlier rounds too", 3, "3:a 2:b 1:cb",
     "a3 b2 c1 -c; a3 b3 ab -b round 1; a3 +3 =a", "123"},
    {"an earlier round may tell only some of the tied apart", 5, "9:a 4:b 3:c 3:d 1:ec 1:ed",
     "a9 b4 c3 d3 e2 -e; a9 b4 c4 d4 bcd -cd round 1 tied; a9 b4 +8 =a", "12335"},
    {"who had more in the round before is out of the comparison with those before it", 6,
     "20:a 9:b 10:c 8:d 1:eb 4:ed 2:e 2:fb 2:fc 5:f",
     "a20 b9 c10 d8 e7 f9 -e; a20 b10 c10 d12 f9 +2 -f; a20 b12 c12 d12 +7 bcd -b round 1; "
     "a20 c12 d12 +19 cd -c round 2; a20 d12 +31 =a",
     "143265"},
    {"who was equal in all rounds leaves together, even who might have won", 3, "4:a 3:bc 3:cb",
     "a4 b3 c3 bc -bc tied; a4 +6 =a", "122"},
    {"when that would leave nobody, it is a tie", 3, "1:abc 1:bca 1:cab", "a1 b1 c1 =abc tied",
     "111"},
    {"a tie of two is a tie", 2, "2:ab 2:ba 1:", "a2 b2 +1 =ab tied", "11"},
    {"one answer decides when it is the only one", 2, "1:b 3:", "a0 b1 +3 =b", "21"},
    {"answers that rank nothing elect nobody", 2, "2:", "a0 b0 +2 =nobody", "11"},
    {"without answers there is no winner", 3, "", "a0 b0 c0 =nobody", "111"},
    {"who stays to the last round is ahead of who left, in the order of its votes", 4,
     "5:a 2:b 3:c 1:da", "a5 b2 c3 d1 -d; a6 b2 c3 =a", "1324"},
    {"a runoff is not monotone: a wins here", 3, "6:abc 2:bac 4:bca 5:cab",
     "a6 b6 c5 -c; a11 b6 =a", "123"},
    {"and loses once two more people put it first", 3, "6:abc 2:abc 4:bca 5:cab",
     "a8 b4 c5 -b; a8 c9 =c", "231"},
};

static void write_set(FILE *out, const char *before, uint32_t set) {
    fputs(before, out);
    for (size_t i = 0; i < OPTIONS; i++) {
        if (has(set, i)) {
            fputc((int)('a' + i), out);
        }
    }
}

static void write_round(FILE *out, const struct trib_straw_round *round, uint32_t winners) {
    for (size_t i = 0; i < OPTIONS; i++) {
        if (has(round->continuing, i)) {
            fprintf(out, "%c%u ", (int)('a' + i), round->votes[i]);
        }
    }
    if (round->exhausted > 0) {
        fprintf(out, "+%u ", round->exhausted);
    }
    if ((round->last & (round->last - 1)) != 0 && round->eliminated != 0) {
        write_set(out, "", round->last);
        fputc(' ', out);
    }
    if (round->ending == TRIB_STRAW_NO_VOTES) {
        assert_int_equal(winners, 0);
        fputs("=nobody", out);
    } else if (round->eliminated == 0) {
        write_set(out, "=", winners);
    } else {
        write_set(out, "-", round->eliminated);
    }
    if (round->earlier_round > 0) {
        fprintf(out, " round %u", round->earlier_round);
    }
    static const char *const notes[TRIB_STRAW_ENDING_COUNT] = {
        [TRIB_STRAW_TOGETHER] = " together",
        [TRIB_STRAW_STILL_TIED] = " tied",
        [TRIB_STRAW_ALL_TIED] = " tied",
    };
    fputs(notes[round->ending] == NULL ? "" : notes[round->ending], out);
}

/* The runoff as text, to be freed. */
static char *runoff_text(const struct trib_straw_runoff *runoff) {
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    for (size_t i = 0; i < runoff->round_count; i++) {
        fputs(i == 0 ? "" : "; ", out);
        write_round(out, &runoff->rounds[i], runoff->winners);
    }
    fclose(out);
    return text;
}

/* What holds in every round, whatever was answered. before is NULL in the first. */
static void assert_round_consistent(const struct trib_straw_round *round,
                                    const struct trib_straw_round *before, size_t answer_count) {
    size_t all = round->exhausted;
    for (size_t i = 0; i < OPTIONS; i++) {
        all += round->votes[i];
        assert_true(has(round->continuing, i) || round->votes[i] == 0);
        assert_true(before == NULL || !has(round->continuing, i) ||
                    round->votes[i] >= before->votes[i]);
    }
    assert_int_equal(all, answer_count); /* each round divides the answers up */
    assert_int_equal(round->last & ~round->continuing, 0);
    assert_int_equal(round->eliminated & ~round->last, 0);
    if (before != NULL) {
        assert_true(round->exhausted >= before->exhausted);
        assert_int_equal(round->continuing, before->continuing & ~before->eliminated);
    }
}

static void assert_consistent(const struct box *box, const struct trib_straw_runoff *runoff) {
    assert_true(runoff->round_count >= 1 && runoff->round_count <= runoff->option_count);
    const struct trib_straw_round *last = &runoff->rounds[runoff->round_count - 1];
    for (const struct trib_straw_round *round = runoff->rounds; round <= last; round++) {
        assert_round_consistent(round, round == runoff->rounds ? NULL : round - 1,
                                box->answer_count);
        assert_int_equal(round->eliminated == 0, round == last);
        assert_int_equal(round->ending >= TRIB_STRAW_MAJORITY, round == last);
    }
    uint32_t ranked = 0;
    for (size_t i = 0; i < box->answer_count; i++) {
        for (size_t j = 0; j < box->answers[i].mark_count; j++) {
            ranked |= UINT32_C(1) << box->answers[i].marks[j].option_index;
        }
    }
    uint32_t majority = 0;
    uint32_t first = 0;
    for (size_t i = 0; i < runoff->option_count; i++) {
        majority |= (uint32_t)(2 * last->votes[i] > box->answer_count - last->exhausted) << i;
        first |= (uint32_t)(runoff->order.places[i] == 1) << i;
    }
    assert_int_equal(last->ending == TRIB_STRAW_MAJORITY, majority != 0);
    assert_true(majority == 0 || runoff->winners == majority);
    assert_int_equal(runoff->winners & ~ranked, 0); /* nobody wins whom nobody ranks */
    assert_int_equal(first, runoff->winners != 0 ? runoff->winners : last->continuing);
    assert_int_equal(last->ending == TRIB_STRAW_NO_VOTES, ranked == 0);
}

static void goes_round_by_round(void **state) {
    const struct runoff_row *row = *state;
    static struct box box;
    box_init(&box, TRIB_STRAW_RANKED, row->option_count);
    box_read(&box, row->answers);
    struct trib_straw_runoff runoff = runoff_of(&box);
    char *rounds = runoff_text(&runoff);
    char order[OPTIONS + 1] = "";
    for (size_t i = 0; i < row->option_count; i++) {
        order[i] = (char)('0' + runoff.order.places[i]);
    }
    assert_string_equal(rounds, row->rounds);
    assert_string_equal(order, row->order);
    assert_int_equal(runoff.answer_count, box.answer_count);
    assert_consistent(&box, &runoff);
    free(rounds);
}

/* ---- a second count, by other means --------------------------------------------------------- */

/* Ballots are strings of letters, and who leaves is rubbed out of them. */
struct naive {
    size_t ballot_count, round; /* rounds from 0 */
    char ballots[BOX_ANSWERS_MAX][OPTIONS + 1];
    char left[OPTIONS + 1];
    unsigned history[OPTIONS][128]; /* by round and letter */
};

static void naive_init(struct naive *naive, const struct box *box) {
    memset(naive, 0, sizeof *naive);
    naive->ballot_count = box->answer_count;
    for (size_t i = 0; i < box->answer_count; i++) {
        for (size_t j = 0; j < box->answers[i].mark_count; j++) {
            const struct trib_straw_mark *mark = &box->answers[i].marks[j];
            naive->ballots[i][mark->value - 1] = (char)('a' + mark->option_index);
        }
    }
    for (size_t i = 0; i < box->poll.option_count; i++) {
        naive->left[i] = (char)('a' + i);
    }
}

static void rub_out(char *text, char letter) {
    char *place = strchr(text, letter);
    if (place != NULL) {
        memmove(place, place + 1, strlen(place));
    }
}

static void naive_remove(struct naive *naive, char letter) {
    rub_out(naive->left, letter);
    for (size_t i = 0; i < naive->ballot_count; i++) {
        rub_out(naive->ballots[i], letter);
    }
}

/* Counts the first letters into this round's history; returns how many ballots still have one. */
static unsigned naive_count(struct naive *naive) {
    unsigned active = 0;
    unsigned *votes = naive->history[naive->round];
    memset(votes, 0, sizeof naive->history[0]);
    for (size_t i = 0; i < naive->ballot_count; i++) {
        active += naive->ballots[i][0] != '\0';
        votes[(unsigned char)naive->ballots[i][0]]++;
    }
    return active;
}

/* The earlier round, from 1 and the latest first, in which two letters differ; 0 for none. Less is
   whether the first had fewer votes there. */
static size_t naive_differ(const struct naive *naive, char a, char b, bool *out_less) {
    for (size_t number = naive->round; number > 0; number--) {
        const unsigned *votes = naive->history[number - 1];
        if (votes[(unsigned char)a] != votes[(unsigned char)b]) {
            *out_less = votes[(unsigned char)a] < votes[(unsigned char)b];
            return number;
        }
    }
    *out_less = false;
    return 0;
}

/* Writes into out_gone those of the tied that no other had fewer votes than, by their histories;
   returns the earliest round that was needed to tell. */
static size_t naive_break(const struct naive *naive, const char *tied, char *out_gone) {
    size_t earliest = 0;
    char least = tied[0];
    bool less = false;
    for (const char *letter = tied; *letter != '\0'; letter++) {
        naive_differ(naive, *letter, least, &less);
        least = less ? *letter : least;
    }
    for (const char *letter = tied; *letter != '\0'; letter++) {
        size_t number = naive_differ(naive, *letter, least, &less);
        if (number == 0) {
            *out_gone++ = *letter;
        } else if (earliest == 0 || number < earliest) {
            earliest = number;
        }
    }
    *out_gone = '\0';
    return earliest;
}

/* Writes one round but for its votes. False when it is the last one. */
static bool naive_end_round(struct naive *naive, unsigned active, FILE *out) {
    const unsigned *votes = naive->history[naive->round];
    char tied[OPTIONS + 1] = "";
    char gone[OPTIONS + 1] = "";
    unsigned least = UINT32_MAX;
    unsigned next = UINT32_MAX;
    for (const char *letter = naive->left; *letter != '\0'; letter++) {
        unsigned count = votes[(unsigned char)*letter];
        if (2 * count > active) {
            fprintf(out, "=%c", *letter);
            return false;
        }
        if (count < least) {
            next = least;
            least = count;
            tied[0] = '\0';
        }
        if (count == least) {
            tied[strlen(tied) + 1] = '\0';
            tied[strlen(tied)] = *letter;
        } else if (count < next) {
            next = count;
        }
    }
    size_t number = 0;
    bool is_together = next != UINT32_MAX && least * strlen(tied) < next;
    if (is_together) {
        strcpy(gone, tied);
    } else {
        number = naive_break(naive, tied, gone);
    }
    if (strcmp(gone, naive->left) == 0) {
        fprintf(out, "=%s tied", gone);
        return false;
    }
    fprintf(out, "%s%s-%s", strlen(tied) > 1 ? tied : "", strlen(tied) > 1 ? " " : "", gone);
    if (number > 0) {
        fprintf(out, " round %zu", number);
    }
    fputs(strlen(tied) == 1 ? "" : is_together ? " together" : gone[1] != '\0' ? " tied" : "", out);
    for (const char *letter = gone; *letter != '\0'; letter++) {
        naive_remove(naive, *letter);
    }
    return true;
}

/* The whole runoff in the same words, to be freed. */
static char *naive_text(const struct box *box) {
    static struct naive naive;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    naive_init(&naive, box);
    for (bool goes_on = true; goes_on; naive.round++) {
        unsigned active = naive_count(&naive);
        fputs(naive.round == 0 ? "" : "; ", out);
        for (const char *letter = naive.left; *letter != '\0'; letter++) {
            fprintf(out, "%c%u ", *letter, naive.history[naive.round][(unsigned char)*letter]);
        }
        if (active < naive.ballot_count) {
            fprintf(out, "+%zu ", naive.ballot_count - active);
        }
        if (active == 0) {
            fputs("=nobody", out);
        }
        goes_on = active > 0 && naive_end_round(&naive, active, out);
    }
    fclose(out);
    return text;
}

static void assert_counted_alike(const struct box *box, const struct trib_straw_runoff *runoff) {
    char *rounds = runoff_text(runoff);
    char *again = naive_text(box);
    assert_string_equal(rounds, again);
    free(again);
    free(rounds);
}

/* ---- properties ----------------------------------------------------------------------------- */

struct dice {
    uint64_t state;
};

static uint32_t roll(struct dice *dice, size_t sides) { /* 0 … sides - 1 */
    dice->state ^= dice->state << 13;
    dice->state ^= dice->state >> 7;
    dice->state ^= dice->state << 17;
    return (uint32_t)((dice->state >> 20) % sides);
}

static void shuffle(struct dice *dice, void *things, size_t count, size_t bytes) {
    unsigned char kept[sizeof(struct trib_straw_answer)];
    unsigned char *all = things;
    assert_true(bytes <= sizeof kept);
    for (size_t i = count; i > 1; i--) {
        size_t j = roll(dice, i);
        memcpy(kept, all + (i - 1) * bytes, bytes);
        memcpy(all + (i - 1) * bytes, all + j * bytes, bytes);
        memcpy(all + j * bytes, kept, bytes);
    }
}

/* An answer that keeps the rules, marking whichever options it likes. */
static void random_answer(struct dice *dice, struct box *box) {
    struct trib_straw_mark marks[OPTIONS];
    size_t count = roll(dice, box->poll.option_count + 1);
    uint32_t dots = box->poll.dots_per_answer;
    for (uint32_t i = 0; i < box->poll.option_count; i++) {
        marks[i] = (struct trib_straw_mark){i, 1};
    }
    shuffle(dice, marks, box->poll.option_count, sizeof marks[0]);
    for (size_t i = 0; i < count; i++) {
        if (box->poll.kind == TRIB_STRAW_RANKED) {
            marks[i].value = (uint32_t)i + 1;
        } else if (box->poll.kind == TRIB_STRAW_SCORE) {
            marks[i].value = roll(dice, TRIB_STRAW_SCORE_MAX + 1);
        } else if (box->poll.kind == TRIB_STRAW_DOTS && dots == 0) {
            count = i;
        } else if (box->poll.kind == TRIB_STRAW_DOTS) {
            marks[i].value = 1 + roll(dice, dots);
            dots -= marks[i].value;
        }
    }
    box_add(box, marks, count);
    assert_int_equal(trib_straw_answer_check(&box->poll, &box->answers[box->answer_count - 1]),
                     TRIB_STRAW_FINE);
}

/* Small polls are full of ties. */
static void random_box(struct dice *dice, struct box *box, enum trib_straw_kind kind) {
    box_init(box, kind, 2 + roll(dice, 6));
    for (size_t i = roll(dice, 14); i > 0; i--) {
        random_answer(dice, box);
    }
}

static void a_second_count_agrees(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x5741574a1)};
    static struct box box;
    unsigned endings[TRIB_STRAW_ENDING_COUNT] = {0};
    unsigned told_apart_in_part = 0;
    for (int i = 0; i < 10 * CASES; i++) {
        random_box(&dice, &box, TRIB_STRAW_RANKED);
        struct trib_straw_runoff runoff = runoff_of(&box);
        assert_counted_alike(&box, &runoff);
        for (size_t j = 0; j < runoff.round_count; j++) {
            endings[runoff.rounds[j].ending]++;
            told_apart_in_part += runoff.rounds[j].ending == TRIB_STRAW_STILL_TIED &&
                                  runoff.rounds[j].earlier_round > 0;
        }
    }
    for (size_t i = 0; i < TRIB_STRAW_ENDING_COUNT; i++) {
        assert_true(endings[i] >= 50); /* else the dice miss a rule */
    }
    assert_true(told_apart_in_part >= 5);
}

static void every_round_divides_the_answers_up(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x20120914)};
    static struct box box;
    for (int i = 0; i < CASES; i++) {
        random_box(&dice, &box, TRIB_STRAW_RANKED);
        struct trib_straw_runoff runoff = runoff_of(&box);
        assert_consistent(&box, &runoff);
    }
}

static void mix(struct dice *dice, struct box *box) {
    for (size_t i = 0; i < box->answer_count; i++) {
        shuffle(dice, box->marks[i], box->answers[i].mark_count, sizeof box->marks[i][0]);
    }
    shuffle(dice, box->answers, box->answer_count, sizeof box->answers[0]);
}

static void the_order_of_answers_and_of_marks_never_matters(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x19940101)};
    static struct box box;
    for (int i = 0; i < CASES; i++) {
        enum trib_straw_kind kind = (enum trib_straw_kind)(TRIB_STRAW_APPROVAL + i % 3);
        random_box(&dice, &box, kind);
        struct trib_straw_totals totals = totals_of(&box);
        mix(&dice, &box);
        struct trib_straw_totals mixed = totals_of(&box);
        assert_memory_equal(totals.options, mixed.options, sizeof totals.options);
        assert_memory_equal(&totals.order, &mixed.order, sizeof totals.order);

        random_box(&dice, &box, TRIB_STRAW_RANKED);
        struct trib_straw_runoff runoff = runoff_of(&box);
        mix(&dice, &box);
        struct trib_straw_runoff again = runoff_of(&box);
        assert_int_equal(runoff.winners, again.winners);
        assert_memory_equal(runoff.rounds, again.rounds, sizeof runoff.rounds);
        assert_memory_equal(&runoff.order, &again.order, sizeof runoff.order);
    }
}

static uint32_t renamed_set(uint32_t set, const uint32_t *names) {
    uint32_t renamed = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        renamed |= (uint32_t)has(set, i) << names[i];
    }
    return renamed;
}

/* Were a tie ever broken by where an option stands, another order of options would show it. */
static void no_option_is_favoured_by_where_it_stands(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x67636d)};
    static struct box box;
    for (int i = 0; i < CASES; i++) {
        uint32_t names[OPTIONS];
        for (uint32_t j = 0; j < OPTIONS; j++) {
            names[j] = j;
        }
        random_box(&dice, &box, TRIB_STRAW_RANKED);
        shuffle(&dice, names, box.poll.option_count, sizeof names[0]);
        struct trib_straw_runoff runoff = runoff_of(&box);
        for (size_t j = 0; j < box.answer_count; j++) {
            for (size_t k = 0; k < box.answers[j].mark_count; k++) {
                box.marks[j][k].option_index = names[box.marks[j][k].option_index];
            }
        }
        struct trib_straw_runoff renamed = runoff_of(&box);
        assert_int_equal(renamed.round_count, runoff.round_count);
        assert_int_equal(renamed.winners, renamed_set(runoff.winners, names));
        for (size_t j = 0; j < runoff.round_count; j++) {
            assert_int_equal(renamed.rounds[j].ending, runoff.rounds[j].ending);
            assert_int_equal(renamed.rounds[j].eliminated,
                             renamed_set(runoff.rounds[j].eliminated, names));
        }
        for (size_t j = 0; j < box.poll.option_count; j++) {
            assert_int_equal(renamed.order.places[names[j]], runoff.order.places[j]);
        }
    }
}

static void places_follow_the_sums(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x2014)};
    static struct box box;
    for (int i = 0; i < CASES; i++) {
        random_box(&dice, &box, (enum trib_straw_kind)(TRIB_STRAW_APPROVAL + i % 3));
        struct trib_straw_totals totals = totals_of(&box);
        const struct trib_straw_order *order = &totals.order;
        uint32_t seen = UINT32_C(1) << order->options[0];
        assert_int_equal(order->places[order->options[0]], 1);
        for (size_t j = 1; j < box.poll.option_count; j++) {
            uint32_t before = order->options[j - 1];
            uint32_t here = order->options[j];
            bool is_equal = totals.options[here].sum == totals.options[before].sum;
            assert_true(is_equal || totals.options[here].sum < totals.options[before].sum);
            assert_int_equal(order->places[here], is_equal ? order->places[before] : j + 1);
            seen |= UINT32_C(1) << here;
        }
        assert_int_equal(seen, (UINT32_C(1) << box.poll.option_count) - 1);
    }
}

/* Adds an answer that gives one option as much as there is, and others at random no more. */
static void add_answer_for(struct dice *dice, struct box *box, uint32_t favoured) {
    struct trib_straw_mark marks[OPTIONS];
    uint32_t most = box->poll.kind == TRIB_STRAW_APPROVAL ? 1
                    : box->poll.kind == TRIB_STRAW_SCORE  ? TRIB_STRAW_SCORE_MAX
                                                          : 3;
    size_t count = 0;
    marks[count++] = (struct trib_straw_mark){favoured, most};
    uint32_t spare = TRIB_STRAW_DOTS_DEFAULT - 3;
    for (uint32_t i = 0; i < box->poll.option_count; i++) {
        if (i != favoured && roll(dice, 2) == 0 &&
            (box->poll.kind != TRIB_STRAW_DOTS || spare > 0)) {
            uint32_t value = box->poll.kind == TRIB_STRAW_SCORE ? roll(dice, most + 1) : 1;
            marks[count++] = (struct trib_straw_mark){i, value};
            spare -= box->poll.kind == TRIB_STRAW_DOTS;
        }
    }
    box_add(box, marks, count);
}

static void a_further_answer_for_the_first_leaves_it_first(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x7072696d)};
    static struct box box;
    for (int i = 0; i < CASES; i++) {
        random_box(&dice, &box, (enum trib_straw_kind)(TRIB_STRAW_APPROVAL + i % 3));
        struct trib_straw_totals totals = totals_of(&box);
        uint32_t first = totals.order.options[0];
        add_answer_for(&dice, &box, first);
        totals = totals_of(&box);
        assert_int_equal(totals.order.places[first], 1);
    }
}

/* Takes away who left a round, one by one in some order. When they left together, each that is
   still to go must have fewer votes than anybody who stays. Returns how often that was asked. */
static unsigned leave_one_by_one(struct dice *dice, struct naive *naive,
                                 const struct trib_straw_round *round) {
    char gone[OPTIONS + 1] = "";
    size_t count = 0;
    unsigned asked = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        if (has(round->eliminated, i)) {
            gone[count++] = (char)('a' + i);
        }
    }
    shuffle(dice, gone, count, 1);
    for (size_t i = 0; i < count; i++) {
        naive_remove(naive, gone[i]);
        naive_count(naive);
        const unsigned *votes = naive->history[0];
        for (const char *other = naive->left; *other != '\0' && i + 1 < count; other++) {
            if (round->ending == TRIB_STRAW_TOGETHER && strchr(gone, *other) == NULL) {
                assert_true(votes[(unsigned char)gone[i + 1]] < votes[(unsigned char)*other]);
                asked++;
            }
        }
    }
    return asked;
}

static void leaving_together_is_safe(void **state) {
    (void)state;
    struct dice dice = {UINT64_C(0x736166)};
    static struct box box;
    static struct naive naive;
    unsigned asked = 0;
    for (int i = 0; i < CASES; i++) {
        random_box(&dice, &box, TRIB_STRAW_RANKED);
        struct trib_straw_runoff runoff = runoff_of(&box);
        naive_init(&naive, &box);
        for (size_t j = 0; j < runoff.round_count; j++) {
            asked += leave_one_by_one(&dice, &naive, &runoff.rounds[j]);
        }
    }
    assert_true(asked >= 50);
}

/* ---- real elections ------------------------------------------------------------------------- */

#define LINE_BYTES 512u
#define NAME_BYTES 64u

struct election {
    size_t option_count;
    size_t kept_count; /* ballots whose ranks are 1, 2, 3 … as they stand */
    char names[OPTIONS][NAME_BYTES];
    struct box box;
};

static json_t *load_json(const char *path) {
    json_t *json = json_load_file(path, 0, NULL);
    assert_non_null(json);
    return json;
}

static FILE *open_file(const char *path) {
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    return file;
}

static void add_name(struct election *election, const char *name) {
    assert_true(election->option_count < OPTIONS && strlen(name) < NAME_BYTES);
    strcpy(election->names[election->option_count++], name);
}

static size_t option_named(const struct election *election, const char *name) {
    size_t i = 0;
    while (i < election->option_count && strcmp(election->names[i], name) != 0) {
        i++;
    }
    assert_true(i < election->option_count);
    return i;
}

/* A ballot as PrefLib writes it, "60: 3,1,2,4": 60 people ranked the third alternative first. */
static void read_order(struct election *election, const char *line) {
    struct trib_straw_mark marks[OPTIONS];
    size_t count = 0;
    char *rest = NULL;
    size_t times = strtoul(line, &rest, 10);
    while (*rest == ':' || *rest == ',') {
        assert_true(count < OPTIONS);
        uint32_t option = (uint32_t)strtoul(rest + 1, &rest, 10) - 1;
        marks[count] = (struct trib_straw_mark){option, (uint32_t)count + 1};
        count++;
    }
    for (size_t i = 0; i < times; i++) {
        box_add(&election->box, marks, count);
    }
}

static void read_orders(struct election *election, const char *path) {
    static const char naming[] = "# ALTERNATIVE NAME ";
    char line[LINE_BYTES];
    FILE *file = open_file(path);
    memset(election, 0, sizeof *election);
    while (fgets(line, sizeof line, file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strncmp(line, naming, sizeof naming - 1) == 0) {
            add_name(election, strchr(line, ':') + 2);
            box_init(&election->box, TRIB_STRAW_RANKED, election->option_count);
        } else if (line[0] != '#') {
            read_order(election, line);
        }
    }
    fclose(file);
}

/*
 * A row of ranks, one for each option, 0 for none, as an answer. These elections allow equal ranks
 * and gaps: only the order of the numbers means something. We take the order as far as each rank
 * is one option's, and close its gaps.
 */
static void add_ranks(struct election *election, const uint32_t *ranks) {
    struct trib_straw_mark marks[OPTIONS];
    size_t count = 0;
    uint32_t after = 0;
    for (;;) {
        uint32_t next = UINT32_MAX;
        uint32_t option = 0;
        unsigned holders = 0;
        for (uint32_t i = 0; i < election->option_count; i++) {
            if (ranks[i] > after && ranks[i] <= next) {
                holders = ranks[i] < next ? 1 : holders + 1;
                next = ranks[i];
                option = i;
            }
        }
        if (holders != 1) {
            election->kept_count += holders == 0 && after == count;
            box_add(&election->box, marks, count);
            return;
        }
        marks[count] = (struct trib_straw_mark){option, (uint32_t)count + 1};
        count++;
        after = next;
    }
}

/* A table whose first line names the options from one column on, and whose others are ranks. The
   last option may be left out of the answers. */
static void read_table(struct election *election, const char *path, size_t first_column,
                       bool leave_last_out) {
    char line[LINE_BYTES];
    FILE *file = open_file(path);
    memset(election, 0, sizeof *election);
    while (fgets(line, sizeof line, file) != NULL) {
        bool is_heading = election->option_count == 0;
        uint32_t ranks[OPTIONS] = {0};
        char *rest = line;
        line[strcspn(line, "\n")] = '\0';
        for (size_t column = 0; rest != NULL; column++) {
            const char *cell = strsep(&rest, ",");
            if (column >= first_column && is_heading) {
                add_name(election, cell);
            } else if (column >= first_column) {
                assert_true(column - first_column < OPTIONS);
                ranks[column - first_column] = (uint32_t)strtoul(cell, NULL, 10);
            }
        }
        if (is_heading) {
            election->option_count -= leave_last_out;
            box_init(&election->box, TRIB_STRAW_RANKED, election->option_count);
        } else {
            add_ranks(election, ranks);
        }
    }
    fclose(file);
}

static struct real_row {
    const char *name;
    const char *ballots, *expected;
    const char *key;    /* of the election in the expected file, NULL when it is the only one */
    const char *winner; /* the member that names who won */
    size_t round_count, tie_count; /* ours; the second count has the same */
} real_rows[] = {
    {"Debian's leader of 2002 wins our runoff too, in its third round",
     VOTES "debian/debian-2002-leader.soi", VOTES "debian/expected.json", "debian-2002-leader.soi",
     "published_winner", 3, 0},
    {"Debian's leader of 2012 wins our runoff too, at once", VOTES "debian/debian-2012-leader.soi",
     VOTES "debian/expected.json", "debian-2012-leader.soi", "published_winner", 1, 0},
    {"the Condorcet winner of 2017 among twenty wins our runoff too, past two ties",
     VOTES "kubernetes-steering/2017-ballots.csv", VOTES "kubernetes-steering/2017-expected.json",
     NULL, "condorcet_winner", 18, 2},
    {"the Condorcet winner of 2019 among eleven wins our runoff too, past a tie",
     VOTES "kubernetes-steering/2019-ballots.csv", VOTES "kubernetes-steering/2019-expected.json",
     NULL, "condorcet_winner", 10, 1},
};

/*
 * Neither election was a runoff: Debian elects by Condorcet's method with Schulze's completion,
 * Kubernetes by Schulze's. That our winner is theirs is no rule but what the ballots give in all
 * four; that every answer is accounted for, and the second count agrees, is a rule.
 */
static void real_election(void **state) {
    const struct real_row *row = *state;
    static struct election election;
    json_auto_t *expected = load_json(row->expected);
    const json_t *outcome = row->key == NULL ? expected : json_object_get(expected, row->key);
    const json_t *ballots = json_object_get(outcome, row->key == NULL ? "ballots" : "voters");
    if (row->key == NULL) {
        read_table(&election, row->ballots, 0, false);
    } else {
        read_orders(&election, row->ballots);
    }
    assert_int_equal(election.box.answer_count, json_integer_value(ballots));
    struct trib_straw_runoff runoff = runoff_of(&election.box);
    assert_consistent(&election.box, &runoff);
    assert_counted_alike(&election.box, &runoff);
    const char *winner = json_string_value(json_object_get(outcome, row->winner));
    assert_int_equal(runoff.winners, UINT32_C(1) << option_named(&election, winner));
    assert_int_equal(runoff.rounds[runoff.round_count - 1].ending, TRIB_STRAW_MAJORITY);
    assert_int_equal(runoff.round_count, row->round_count);
    size_t tie_count = 0;
    for (size_t i = 0; i < runoff.round_count; i++) {
        tie_count += (runoff.rounds[i].last & (runoff.rounds[i].last - 1)) != 0;
    }
    assert_int_equal(tie_count, row->tie_count);
}

/* ---- RCTab's report ------------------------------------------------------------------------- */

/*
 * RCTab counted these 26 ballots under its rules of Maine. Where they coincide with ours: a vote is
 * for the best rank that continues; a majority is more than half of the ballots that are active in
 * the round (its threshold, 14 of 26); the fewest votes leave; the count ends at a majority. Its
 * rules for overvotes (the ballot is exhausted at once), for skipped ranks (more than one exhausts
 * it) and for repeated ones are never asked: each of these ballots would pass our own check. Its
 * batch elimination takes out the lowest whether tied or not as soon as together they are fewer
 * than the next, and its ties go by the order of candidates; neither happens here, as no round has
 * a tie and two last together never have less than the next.
 * Where they differ: RCTab puts undeclared write-ins out in the first round whatever their votes.
 * They have six, Broccoli has three and leaves our runoff. So the first round's votes are compared
 * with all five options, and its second to fourth rounds, whole, with our runoff of the four that
 * were declared.
 */
struct rctab {
    json_t *config, *report;
    const json_t *rounds;
    struct election election;
};

#define RCTAB VOTES "rctab/generic_csv_test_"

static void rctab_init(struct rctab *rctab, bool leave_write_ins_out) {
    rctab->config = load_json(RCTAB "config.json");
    rctab->report = load_json(RCTAB "expected_detailed_report.json");
    rctab->rounds = json_object_get(rctab->report, "results");
    const json_t *source = json_array_get(json_object_get(rctab->config, "cvrFileSources"), 0);
    const char *column = json_string_value(json_object_get(source, "firstVoteColumnIndex"));
    read_table(&rctab->election, RCTAB "cvr.csv", strtoul(column, NULL, 10) - 1,
               leave_write_ins_out);
    if (!leave_write_ins_out) { /* the report calls them otherwise than the table */
        const char *label = json_string_value(json_object_get(source, "undeclaredWriteInLabel"));
        strcpy(rctab->election.names[option_named(&rctab->election, label)],
               "Undeclared Write-ins");
    }
}

static void rctab_finish(struct rctab *rctab) {
    json_decref(rctab->config);
    json_decref(rctab->report);
}

static long number_in(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    assert_non_null(text);
    return strtol(text, NULL, 10);
}

/* The votes of each option, and that nobody dropped out. */
static void assert_votes_as_reported(const struct election *election, const json_t *reported,
                                     const struct trib_straw_round *round) {
    const json_t *tally = json_object_get(reported, "tally");
    size_t count = 0;
    for (size_t i = 0; i < election->option_count; i++) {
        if (has(round->continuing, i)) {
            assert_int_equal(round->votes[i], number_in(tally, election->names[i]));
            count++;
        }
    }
    assert_int_equal(json_object_size(tally), count);
    const json_t *inactive = json_object_get(reported, "inactiveBallots");
    assert_int_equal(round->exhausted, number_in(inactive, "exhaustedChoices"));
    assert_int_equal(number_in(inactive, "overvotes"), 0);
    assert_int_equal(number_in(inactive, "skippedRankings"), 0);
    assert_int_equal(number_in(inactive, "repeatedRankings"), 0);
}

static void rctab_first_round_agrees(void **state) {
    (void)state;
    static struct rctab rctab;
    rctab_init(&rctab, false);
    const json_t *first = json_array_get(rctab.rounds, 0);
    const json_t *result = json_array_get(json_object_get(first, "tallyResults"), 0);
    size_t write_ins = option_named(&rctab.election, "Undeclared Write-ins");
    struct trib_straw_runoff runoff = runoff_of(&rctab.election.box);
    assert_int_equal(rctab.election.kept_count, rctab.election.box.answer_count);
    assert_votes_as_reported(&rctab.election, first, &runoff.rounds[0]);
    assert_string_equal(json_string_value(json_object_get(result, "eliminated")),
                        rctab.election.names[write_ins]); /* and here we part */
    assert_false(has(runoff.rounds[0].last, write_ins));
    assert_int_equal(runoff.rounds[0].ending, TRIB_STRAW_FEWEST);
    assert_consistent(&rctab.election.box, &runoff);
    rctab_finish(&rctab);
}

/* Who left, and to whom those votes went. */
static void assert_end_as_reported(const struct election *election, const json_t *reported,
                                   const struct trib_straw_round *round) {
    const json_t *result = json_array_get(json_object_get(reported, "tallyResults"), 0);
    const json_t *transfers = json_object_get(result, "transfers");
    const char *gone = json_string_value(json_object_get(result, "eliminated"));
    assert_int_equal(round->ending, TRIB_STRAW_FEWEST);
    assert_int_equal(round->eliminated, UINT32_C(1) << option_named(election, gone));
    for (size_t i = 0; i < election->option_count; i++) {
        const char *gained = json_string_value(json_object_get(transfers, election->names[i]));
        if (has(round->continuing & ~round->eliminated, i)) {
            assert_int_equal(round[1].votes[i] - round->votes[i],
                             gained == NULL ? 0 : strtol(gained, NULL, 10));
        }
    }
}

static void rctab_later_rounds_agree(void **state) {
    (void)state;
    static struct rctab rctab;
    rctab_init(&rctab, true);
    struct trib_straw_runoff runoff = runoff_of(&rctab.election.box);
    size_t last = runoff.round_count - 1;
    assert_int_equal(runoff.round_count + 1, json_array_size(rctab.rounds));
    for (size_t i = 0; i < runoff.round_count; i++) {
        const json_t *reported = json_array_get(rctab.rounds, i + 1);
        assert_votes_as_reported(&rctab.election, reported, &runoff.rounds[i]);
        if (i < last) {
            assert_end_as_reported(&rctab.election, reported, &runoff.rounds[i]);
        }
    }
    const json_t *reported = json_array_get(rctab.rounds, last + 1);
    const json_t *result = json_array_get(json_object_get(reported, "tallyResults"), 0);
    size_t elected =
        option_named(&rctab.election, json_string_value(json_object_get(result, "elected")));
    assert_int_equal(runoff.winners, UINT32_C(1) << elected);
    assert_true(runoff.rounds[last].votes[elected] >= number_in(reported, "threshold"));
    rctab_finish(&rctab);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, is_valid, poll_rows, sizeof poll_rows[0], UNIT_COUNT(poll_rows));
    unit_add_rows(&tests, is_checked, fault_rows, sizeof fault_rows[0], UNIT_COUNT(fault_rows));
    unit_add(&tests, "kinds have names", kinds_have_names);
    unit_add_rows(&tests, are_added_up, totals_rows, sizeof totals_rows[0],
                  UNIT_COUNT(totals_rows));
    unit_add(&tests, "scores are told by their distribution",
             scores_are_told_by_their_distribution);
    unit_add(&tests, "yes, no and abstain are three counts", yes_no_and_abstain_are_three_counts);
    unit_add(&tests, "the fullest poll is counted", the_fullest_poll_is_counted);
    unit_add_rows(&tests, goes_round_by_round, runoff_rows, sizeof runoff_rows[0],
                  UNIT_COUNT(runoff_rows));
    unit_add(&tests, "a second count by other means agrees, round by round", a_second_count_agrees);
    unit_add(&tests, "every round divides the answers up", every_round_divides_the_answers_up);
    unit_add(&tests, "the order of answers and of marks never matters",
             the_order_of_answers_and_of_marks_never_matters);
    unit_add(&tests, "no option is favoured by where it stands",
             no_option_is_favoured_by_where_it_stands);
    unit_add(&tests, "places follow the sums", places_follow_the_sums);
    unit_add(&tests, "a further answer for the first leaves it first",
             a_further_answer_for_the_first_leaves_it_first);
    unit_add(&tests, "leaving together is safe", leaving_together_is_safe);
    unit_add_rows(&tests, real_election, real_rows, sizeof real_rows[0], UNIT_COUNT(real_rows));
    unit_add(&tests, "RCTab's first round has our votes", rctab_first_round_agrees);
    unit_add(&tests, "RCTab's rounds without write-ins are ours", rctab_later_rounds_agree);
    return unit_run("straw_poll", &tests);
}
