/*
 * Bubble-up: the orders and the lives as pictures, every pair compared; counts as small graphs
 * written in words; what may betray a person as texts with what is found in them. What must hold of
 * any voices is tried on many made by chance, always the same ones, against a count written anew
 * here; and the coalition's own sample is counted as its file says.
 */
#include "tributary/domain/voice.h"

#include "rows.h"
#include "tributary/domain/telltale.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- chance ---- */

static uint64_t chance_state;

static uint32_t chance(uint32_t below) { /* xorshift64* */
    chance_state ^= chance_state >> 12;
    chance_state ^= chance_state << 25;
    chance_state ^= chance_state >> 27;
    return (uint32_t)((chance_state * UINT64_C(2685821657736338717)) >> 33) % below;
}

static void chance_begin(uint64_t seed) {
    chance_state = seed * UINT64_C(0x9E3779B97F4A7C15) + 1;
}

/* ---- how far ---- */

struct picture {
    const char *name;
    const char *from;
    const char *to; /* a sign for each of the enum, in its order; "." for what is not so */
};

/* Of widths: person, organization, group, coalition, public. */
static struct picture narrower_rows[] = {
    {"a person's space is the narrowest", "person", ".xxxx"},
    {"an organization's is narrower than the coalition's, not than a group's", "organization",
     "...xx"},
    {"a group's is narrower than the coalition's, not than an organization's", "group", "...xx"},
    {"the coalition's is narrower than the public", "coalition", "....x"},
    {"nothing is wider than the public", "public", "....."},
};

static struct picture widen_rows[] = {
    {"up to person reaches nobody else", "person", "x...."},
    {"up to organization does not reach a group", "organization", "xx..."},
    {"up to group does not reach an organization", "group", "x.x.."},
    {"up to coalition does not reach the public", "coalition", "xxxx."},
    {"up to public reaches all", "public", "xxxxx"},
};

static struct picture begin_rows[] = {
    {"a voice for oneself stays with oneself", "person", "x...."},
    {"a voice for the organization is given there, not in a group", "organization", "xx..."},
    {"a voice for a group may be given to the organization, which raises it", "group", "xxx.."},
    {"a voice for the coalition begins below it", "coalition", "xxx.."},
    {"a voice for the public begins below the coalition", "public", "xxx.."},
};

static struct picture sound_rows[] = {
    /* max_space; then each count_up_to */
    {"who lets nobody read may let anybody count", "person", "xxxxx"},
    {"what an organization reads is counted there at least", "organization", ".x.xx"},
    {"what a group reads is counted there at least", "group", "..xxx"},
    {"what the coalition reads is counted there at least", "coalition", "...xx"},
    {"what all read all may count", "public", "....x"},
};

static struct picture hop_rows[] = {
    {"from a person's space no hop leads", "person", "....."},
    {"an organization hops to its parent, its group or the root", "organization", ".xxx."},
    {"a group hops to the coalition", "group", "...x."},
    {"the coalition hops to the public", "coalition", "....x"},
    {"from the public no hop leads", "public", "....."},
};

static enum trib_width width_of(const char *name) {
    enum trib_width width = TRIB_WIDTH_COUNT;
    assert_true(trib_width_find(name, &width));
    assert_string_equal(trib_width_name(width), name);
    return width;
}

static bool is_narrower(enum trib_width from, enum trib_width to) {
    return trib_width_is_narrower(from, to);
}

static bool may_widen(enum trib_width from, enum trib_width to) {
    assert_int_equal(trib_voice_may_count(from, to), trib_voice_may_widen(from, to));
    return trib_voice_may_widen(from, to);
}

static bool is_sound(enum trib_width from, enum trib_width to) {
    return trib_consent_is_sound((struct trib_consent){.max_space = from, .count_up_to = to});
}

static bool is_hop(enum trib_width from, enum trib_width to) {
    enum trib_width allowed = TRIB_WIDTH_COUNT;
    enum trib_hop hop = trib_hop_check(TRIB_WIDTH_PUBLIC, from, to, &allowed);
    assert_int_equal(allowed, TRIB_WIDTH_COUNT);
    assert_int_not_equal(hop, TRIB_HOP_BEYOND_CONSENT);
    return hop == TRIB_HOP_ALLOWED;
}

static void check_picture(const struct picture *row,
                          bool (*holds)(enum trib_width from, enum trib_width to)) {
    enum trib_width from = width_of(row->from);
    for (int to = 0; to < TRIB_WIDTH_COUNT; to++) {
        assert_int_equal(holds(from, (enum trib_width)to), row->to[to] == 'x');
    }
}

static void narrower(void **state) {
    check_picture(*state, is_narrower);
}

static void widens(void **state) {
    check_picture(*state, may_widen);
}

static void begins(void **state) {
    check_picture(*state, trib_voice_may_begin);
}

static void sound(void **state) {
    check_picture(*state, is_sound);
}

static void hops(void **state) {
    check_picture(*state, is_hop);
}

static struct consent_row {
    const char *name;
    const char *max_space, *from, *to;
    const char *hop; /* "allowed", "none", or the width that a refusal names */
} consent_rows[] = {
    {"a hop within consent is allowed", "group", "organization", "group", "allowed"},
    {"what was allowed up to a group goes no further, and the refusal says so", "group", "group",
     "coalition", "group"},
    {"what was allowed up to the coalition does not become public", "coalition", "coalition",
     "public", "coalition"},
    {"up to the organization means the author's own, not its parent", "organization",
     "organization", "organization", "organization"},
    {"up to the organization does not mean a group it is in", "organization", "organization",
     "group", "organization"},
    {"up to a group does not mean a parent organization", "group", "organization", "organization",
     "group"},
    {"up to the coalition includes the parents on the way", "coalition", "organization",
     "organization", "allowed"},
    {"consent to the public does not skip the coalition", "public", "group", "public", "none"},
    {"where no hop leads, nothing is said of consent", "person", "group", "public", "none"},
};

static void consents(void **state) {
    const struct consent_row *row = *state;
    enum trib_width allowed = TRIB_WIDTH_COUNT;
    enum trib_hop hop =
        trib_hop_check(width_of(row->max_space), width_of(row->from), width_of(row->to), &allowed);
    if (hop == TRIB_HOP_BEYOND_CONSENT) {
        assert_string_equal(trib_width_name(allowed), row->hop);
        return;
    }
    assert_int_equal(allowed, TRIB_WIDTH_COUNT); /* left alone */
    assert_string_equal(hop == TRIB_HOP_ALLOWED ? "allowed" : "none", row->hop);
}

static void a_second_path_to_a_space_finds_the_edition_there(void **state) {
    (void)state;
    const struct trib_place editions[] = {{TRIB_WIDTH_ORGANIZATION, "union"},
                                          {TRIB_WIDTH_GROUP, "caucus"}};
    assert_true(trib_voice_is_in(editions, 2, "caucus"));
    assert_true(trib_voice_is_in(editions, 2, "union"));
    assert_false(trib_voice_is_in(editions, 2, "coalition"));
    assert_false(trib_voice_is_in(editions, 1, "caucus"));
    assert_false(trib_voice_is_in(NULL, 0, "caucus"));
}

#define DAY INT64_C(86400000)
#define NOON INT64_C(1347710400000) /* 15 September 2012, 12:00 */

static struct wait_row {
    const char *name;
    int64_t touched_at_ms, now_ms;
    enum trib_hop_wait wait;
} wait_rows[] = {
    {"a hop just made waits", NOON, NOON, TRIB_HOP_WAITS},
    {"a moment before 14 days it waits", NOON, NOON + 14 * DAY - 1, TRIB_HOP_WAITS},
    {"at 14 days its receiver is reminded", NOON, NOON + 14 * DAY, TRIB_HOP_REMINDS},
    {"a moment before 30 days there is the reminder alone", NOON, NOON + 30 * DAY - 1,
     TRIB_HOP_REMINDS},
    {"at 30 days its sender may raise elsewhere", NOON, NOON + 30 * DAY, TRIB_HOP_GOES_ELSEWHERE},
    {"and stays free to", NOON, NOON + 3000 * DAY, TRIB_HOP_GOES_ELSEWHERE},
    {"a clock that was set back makes it wait", NOON, NOON - 100 * DAY, TRIB_HOP_WAITS},
    {"the ends of all time do not overflow", INT64_MIN, INT64_MAX, TRIB_HOP_GOES_ELSEWHERE},
    {"nor the other way round", INT64_MAX, INT64_MIN, TRIB_HOP_WAITS},
};

static void waits(void **state) {
    const struct wait_row *row = *state;
    assert_int_equal(trib_hop_waiting(row->touched_at_ms, row->now_ms), row->wait);
}

/* ---- under what name ---- */

static struct shown_row {
    const char *name;
    const char *attribution;
    size_t people_count;
    const char *shown; /* P person, R role, O organization, G region, T time */
} shown_rows[] = {
    {"a named voice shows all", "named", 1, "PROGT"},
    {"a role is shown without its person", "role", 1, "ROGT"},
    {"an organization is shown without its people, however few they are", "organization", 1, "OGT"},
    {"of an anonymous voice only region and month are shown", "anonymous", 1, "G"},
    {"four people of an organization are too few to name it", "anonymous", 4, "G"},
    {"among five people the organization may be named, the time may not", "anonymous", 5, "OG"},
    {"a voice without an organization has nothing to hide behind", "anonymous", 0, "G"},
};

/* The letters of what is shown; room for 6 bytes. */
static const char *shown_letters(struct trib_shown shown, char out[static 6]) {
    size_t length = 0;
    const struct {
        bool is_shown;
        char letter;
    } facts[] = {{shown.person, 'P'},
                 {shown.role, 'R'},
                 {shown.organization, 'O'},
                 {shown.region, 'G'},
                 {shown.time, 'T'}};
    for (size_t i = 0; i < UNIT_COUNT(facts); i++) {
        if (facts[i].is_shown) {
            out[length++] = facts[i].letter;
        }
    }
    out[length] = '\0';
    return out;
}

static void shows(void **state) {
    const struct shown_row *row = *state;
    enum trib_attribution attribution = TRIB_ATTRIBUTION_COUNT;
    char letters[6];
    assert_true(trib_attribution_find(row->attribution, &attribution));
    assert_string_equal(trib_attribution_name(attribution), row->attribution);
    assert_string_equal(shown_letters(trib_voice_shown(attribution, row->people_count), letters),
                        row->shown);
}

static void a_wider_edition_may_reveal_the_same_or_less(void **state) {
    (void)state;
    static const char *const wider[] = {"xxxx", ".xxx", "..xx", "...x"};
    for (int from = 0; from < TRIB_ATTRIBUTION_COUNT; from++) {
        for (int to = 0; to < TRIB_ATTRIBUTION_COUNT; to++) {
            assert_int_equal(
                trib_attribution_may_follow((enum trib_attribution)from, (enum trib_attribution)to),
                wider[from][to] == 'x');
        }
    }
}

static void who_says_nothing_allows_the_least(void **state) {
    (void)state;
    assert_string_equal(trib_width_name(TRIB_WIDTH_DEFAULT), "person");
    assert_string_equal(trib_attribution_name(TRIB_ATTRIBUTION_DEFAULT), "anonymous");
}

static void other_words_are_not_found(void **state) {
    (void)state;
    enum trib_width width = TRIB_WIDTH_GROUP;
    enum trib_attribution attribution = TRIB_ATTRIBUTION_ROLE;
    assert_false(trib_width_find("Group", &width));
    assert_false(trib_width_find("", &width));
    assert_false(trib_attribution_find("name", &attribution));
    assert_false(trib_attribution_find("anonymous ", &attribution));
    assert_int_equal(width, TRIB_WIDTH_GROUP);
    assert_int_equal(attribution, TRIB_ATTRIBUTION_ROLE);
}

/* Whatever way a voice goes, no edition is wider than its consent, and no reader further on is told
   what a nearer one was not. */
static void along_any_chain_of_hops_nothing_more_is_revealed(void **state) {
    (void)state;
    size_t taken = 0;
    size_t refused = 0;
    for (uint64_t seed = 1; seed <= 4000; seed++) {
        chance_begin(seed);
        size_t people_count = chance(9);
        enum trib_width max_space = (enum trib_width)chance(TRIB_WIDTH_COUNT);
        enum trib_width here = (enum trib_width)chance(TRIB_WIDTH_COUNT);
        enum trib_attribution attribution = (enum trib_attribution)chance(TRIB_ATTRIBUTION_COUNT);
        if (!trib_voice_may_begin(max_space, here)) {
            continue;
        }
        for (int tries = 0; tries < 20; tries++) {
            enum trib_width to = (enum trib_width)chance(TRIB_WIDTH_COUNT);
            enum trib_attribution next = (enum trib_attribution)chance(TRIB_ATTRIBUTION_COUNT);
            enum trib_width allowed = TRIB_WIDTH_COUNT;
            if (trib_hop_check(max_space, here, to, &allowed) != TRIB_HOP_ALLOWED ||
                !trib_attribution_may_follow(attribution, next)) {
                refused++;
                continue;
            }
            char before[6];
            char after[6];
            shown_letters(trib_voice_shown(attribution, people_count), before);
            shown_letters(trib_voice_shown(next, people_count), after);
            assert_int_equal(strspn(after, before), strlen(after));
            assert_int_equal(widen_rows[max_space].to[to], 'x');
            assert_int_not_equal(narrower_rows[to].to[here], 'x');
            here = to;
            attribution = next;
            taken++;
        }
    }
    assert_true(taken > 500 && refused > 500);
}

/* ---- sources ---- */

#define PLACES_MAX 4
#define WORDS_BYTES 512

/* The next of words parted by a sign; NULL when there is none. Cuts the text in place. */
static char *next_word(char **rest, const char *sign) {
    char *word = strsep(rest, sign);
    return word == NULL || *word == '\0' ? NULL : word;
}

static struct source_row {
    const char *name;
    const char *synthesis; /* "width/space" */
    const char *editions;
    const char *count_up_to;
    const char *use; /* "quoted", "counted", or the width that a refusal names */
} source_rows[] = {
    {"a voice is quoted where it has an edition", "coalition/all", "organization/o coalition/all",
     "coalition", "quoted"},
    {"an edition that more people read is quoted too", "group/g", "coalition/all", "coalition",
     "quoted"},
    {"a narrower voice whose count reaches is counted and never quoted", "coalition/all",
     "organization/o group/g", "coalition", "counted"},
    {"a count that reaches further reaches this far", "coalition/all", "group/g", "public",
     "counted"},
    {"a voice not to be counted here is no source, and the refusal says how far it may",
     "coalition/all", "group/g", "group", "group"},
    {"an edition in another group is not read in this one", "group/g", "group/other",
     "organization", "organization"},
    {"an edition in another group may be counted in this one", "group/g", "group/other", "group",
     "counted"},
    {"a count up to an organization does not reach a group", "group/g", "organization/o",
     "organization", "organization"},
    {"a count up to a group does not reach an organization", "organization/o", "group/g", "group",
     "group"},
    {"a voice without any edition may be counted", "group/g", "", "coalition", "counted"},
};

static struct trib_place read_place(char *word) {
    enum trib_width width = width_of(next_word(&word, "/"));
    return (struct trib_place){width, word};
}

static void sources_are_used(void **state) {
    static const char *const uses[] = {"quoted", "counted"};
    const struct source_row *row = *state;
    enum trib_width allowed = TRIB_WIDTH_COUNT;
    struct trib_place editions[PLACES_MAX];
    size_t count = 0;
    char of[WORDS_BYTES];
    char words[WORDS_BYTES];
    char *rest = words;
    snprintf(of, sizeof of, "%s", row->synthesis);
    snprintf(words, sizeof words, "%s", row->editions);
    for (char *word; (word = next_word(&rest, " ")) != NULL; count++) {
        assert_true(count < PLACES_MAX);
        editions[count] = read_place(word);
    }
    struct trib_place synthesis = read_place(of);
    enum trib_source_use use =
        trib_source_check(&synthesis, editions, count, width_of(row->count_up_to), &allowed);
    assert_int_equal(allowed == TRIB_WIDTH_COUNT, use != TRIB_SOURCE_REFUSED);
    assert_string_equal(use == TRIB_SOURCE_REFUSED ? trib_width_name(allowed) : uses[use],
                        row->use);
}

static struct publish_row {
    const char *name;
    size_t source_count;
    bool has_note;
    bool may;
} publish_rows[] = {
    {"two sources are a synthesis", 2, false, true},
    {"more are too", 40, false, true},
    {"one source with a note is", 1, true, true},
    {"one source without a note is not", 1, false, false},
    {"a note without a source is not", 0, true, false},
    {"nothing is not", 0, false, false},
};

static void publishes(void **state) {
    const struct publish_row *row = *state;
    assert_int_equal(trib_synthesis_may_publish(row->source_count, row->has_note), row->may);
}

/* ---- counting ---- */

#define VOICES_MAX 12
#define LINKS_MAX 64

static const struct trib_organization_region regions[] = {
    {"union", "Asia"},     {"savers", "Asia"}, {"circle", "Africa"}, {"shelter", "Central America"},
    {"shelter", "U.S."},   {"union", "Asia"},  {"women", "Africa"},  {"unheard", "Europe"},
    {"nowhere", "Oceania"}};

struct counting { /* borrowed strings; what a count is asked with */
    struct trib_voice voices[VOICES_MAX + 1];
    struct trib_source_link links[LINKS_MAX + 1];
    struct trib_voice_sources sources;
};

/* From n voices, k organizations, r regions. */
#define FROM(n, k, r) .voices = (n), .organizations = (k), .regions = (r)

static struct count_row {
    const char *name;
    const char *voices; /* "id/organization/count_up_to", and "/h" hidden, "/w" withdrawn */
    const char *links;  /* "synthesis<source" */
    const char *of;
    const char *width;
    struct trib_voices_counted counted;
} count_rows[] = {
    {"voices through nested syntheses count once: 3, not 4",
     "c1/union/public c2/union/public c3/union/public", "A<c1 A<c2 B<c2 B<c3 C<A C<B", "C",
     "coalition", .counted = {FROM(3, 1, 1)}},
    {"and each part has its own two", "c1/union/public c2/union/public c3/union/public",
     "A<c1 A<c2 B<c2 B<c3 C<A C<B", "A", "coalition", .counted = {FROM(2, 1, 1)}},
    {"a synthesis without sources speaks for nobody", "c1/union/public", "B<c1", "A", "coalition",
     .counted = {0}},
    {"voices of others are not counted", "c1/union/public c2/savers/public", "A<c1 B<c2", "A",
     "coalition", .counted = {FROM(1, 1, 1)}},
    {"organizations and regions are counted by voice, each once",
     "c1/union/public c2/union/public c3/savers/public c4/circle/public", "A<c1 A<c2 A<c3 A<c4",
     "A", "coalition", .counted = {FROM(4, 3, 2)}},
    {"an organization of two regions counts for both", "c1/shelter/public", "A<c1", "A",
     "coalition", .counted = {FROM(1, 1, 2)}},
    {"a voice without an organization counts for itself alone", "c1/-/public c2/union/public",
     "A<c1 A<c2", "A", "coalition", .counted = {FROM(2, 1, 1)}},
    {"an organization without a region counts", "c1/elsewhere/public", "A<c1", "A", "coalition",
     .counted = {FROM(1, 1, 0)}},
    {"a hidden organization counts for its region only", "c1/circle/public/h c2/union/public",
     "A<c1 A<c2", "A", "coalition", .counted = {FROM(2, 1, 2), .has_hidden = true}},
    {"one that another voice tells of counts by that one", "c1/circle/public/h c2/circle/public",
     "A<c1 A<c2", "A", "coalition", .counted = {FROM(2, 1, 1), .has_hidden = true}},
    {"a withdrawn voice stays in n, and the authors are told", "c1/union/public/w c2/circle/public",
     "A<c1 A<c2", "A", "coalition", .counted = {FROM(2, 2, 2), .withdrawn = 1}},
    {"a voice beyond its consent is left out, and its organization and region with it",
     "c1/union/group c2/circle/coalition", "A<c1 A<c2", "A", "coalition",
     .counted = {FROM(1, 1, 1), .left_out = 1}},
    {"where its consent reaches the same voice counts", "c1/union/group c2/circle/coalition",
     "A<c1 A<c2", "A", "group", .counted = {FROM(2, 2, 2)}},
    {"a narrower synthesis does not carry its voices beyond their consent",
     "c1/union/group c2/circle/public c3/savers/coalition", "A<c1 A<c2 B<A B<c3", "B", "coalition",
     .counted = {FROM(2, 2, 2), .left_out = 1}},
    {"a withdrawn voice beyond consent is not told of either", "c1/union/group/w c2/circle/public",
     "A<c1 A<c2", "A", "public", .counted = {FROM(1, 1, 1), .left_out = 1}},
    {"a hidden organization beyond consent is not told of either",
     "c1/union/group/h c2/circle/public", "A<c1 A<c2", "A", "public",
     .counted = {FROM(1, 1, 1), .left_out = 1}},
    {"a circle does not trouble it", "c1/union/public c2/circle/public", "A<c1 A<B B<c2 B<A", "A",
     "coalition", .counted = {FROM(2, 2, 2)}},
    {"a synthesis of itself does not trouble it", "c1/union/public", "A<A A<c1 A<A", "A",
     "coalition", .counted = {FROM(1, 1, 1)}},
    {"the same source twice counts once", "c1/union/public", "A<c1 A<c1 A<c1", "A", "coalition",
     .counted = {FROM(1, 1, 1)}},
    {"the same voice listed twice counts once", "c1/union/public c1/union/public", "A<c1", "A",
     "coalition", .counted = {FROM(1, 1, 1)}},
    {"a source that is nothing adds nothing", "c1/union/public", "A<c1 A<gone", "A", "coalition",
     .counted = {FROM(1, 1, 1)}},
    {"a voice counts itself", "c1/union/public", "A<c1", "c1", "coalition",
     .counted = {FROM(1, 1, 1)}},
    {"an id that begins like another is another", "c1/union/public c11/circle/public",
     "A<c1 AA<c11", "A", "coalition", .counted = {FROM(1, 1, 1)}},
};

/* Reads the pictures of voices and links; the words are cut in place. */
static void read_counting(char *voices, char *links, struct counting *out) {
    size_t count = 0;
    for (char *word; (word = next_word(&voices, " ")) != NULL; count++) {
        assert_true(count < VOICES_MAX);
        struct trib_voice *voice = &out->voices[count];
        *voice = (struct trib_voice){.voice_id = next_word(&word, "/")};
        voice->organization_id = next_word(&word, "/");
        voice->organization_id = *voice->organization_id == '-' ? NULL : voice->organization_id;
        voice->count_up_to = width_of(next_word(&word, "/"));
        for (char *sign; (sign = next_word(&word, "/")) != NULL;) {
            voice->is_organization_hidden = voice->is_organization_hidden || *sign == 'h';
            voice->is_withdrawn = voice->is_withdrawn || *sign == 'w';
        }
    }
    out->sources = (struct trib_voice_sources){.voices = out->voices,
                                               .voice_count = count,
                                               .links = out->links,
                                               .regions = regions,
                                               .region_count = UNIT_COUNT(regions)};
    for (char *word; (word = next_word(&links, " ")) != NULL; out->sources.link_count++) {
        assert_true(out->sources.link_count < LINKS_MAX);
        char *synthesis = next_word(&word, "<");
        out->links[out->sources.link_count] = (struct trib_source_link){synthesis, word};
    }
}

static void assert_counted(const struct trib_voices_counted *a,
                           const struct trib_voices_counted *b) {
    assert_int_equal(a->voices, b->voices);
    assert_int_equal(a->organizations, b->organizations);
    assert_int_equal(a->regions, b->regions);
    assert_int_equal(a->withdrawn, b->withdrawn);
    assert_int_equal(a->left_out, b->left_out);
    assert_int_equal(a->has_hidden, b->has_hidden);
}

static struct trib_voices_counted count_of(const struct trib_voice_sources *sources,
                                           const char *synthesis_id, enum trib_width width) {
    struct trib_voices_counted counted;
    memset(&counted, 0xAB, sizeof counted);
    size_t voices = trib_voices_count(sources, synthesis_id, width, &counted);
    assert_int_equal(voices, counted.voices);
    return counted;
}

static void counts(void **state) {
    const struct count_row *row = *state;
    char voices[WORDS_BYTES];
    char links[WORDS_BYTES];
    struct counting counting = {0};
    snprintf(voices, sizeof voices, "%s", row->voices);
    snprintf(links, sizeof links, "%s", row->links);
    read_counting(voices, links, &counting);
    struct trib_voices_counted counted = count_of(&counting.sources, row->of, width_of(row->width));
    assert_counted(&counted, &row->counted);
}

static void nothing_at_all_is_counted_as_nothing(void **state) {
    (void)state;
    const struct trib_voice_sources sources = {0};
    struct trib_voices_counted counted = count_of(&sources, "A", TRIB_WIDTH_PUBLIC);
    assert_counted(&counted, &(struct trib_voices_counted){0});
}

/* 100 layers of 10 syntheses, each of all of the next: 10^99 ways to 10 voices. */
static void ten_thousand_links_are_walked_once(void **state) {
    (void)state;
    enum { LAYERS = 100, WIDTH = 10, LINKS = (LAYERS - 1) * WIDTH * WIDTH };
    static char ids[LAYERS * WIDTH][16];
    static struct trib_source_link links[LINKS];
    struct trib_voice voices[WIDTH];
    size_t count = 0;
    for (int i = 0; i < LAYERS * WIDTH; i++) {
        snprintf(ids[i], sizeof ids[i], "n%d", i);
    }
    for (int i = 0; i < (LAYERS - 1) * WIDTH; i++) {
        for (int j = 0; j < WIDTH; j++) {
            links[count++] = (struct trib_source_link){ids[i], ids[(i / WIDTH + 1) * WIDTH + j]};
        }
    }
    for (size_t i = 0; i < WIDTH; i++) {
        voices[i] = (struct trib_voice){.voice_id = ids[(LAYERS - 1) * WIDTH + i],
                                        .count_up_to = TRIB_WIDTH_PUBLIC};
    }
    const struct trib_voice_sources sources = {
        .voices = voices, .voice_count = WIDTH, .links = links, .link_count = count};
    assert_int_equal(count_of(&sources, ids[0], TRIB_WIDTH_PUBLIC).voices, WIDTH);
}

static void as_much_as_may_be_is_counted_and_more_is_refused(void **state) {
    (void)state;
    enum { COUNT = TRIB_VOICE_LIST_MAX + 1 };
    static char ids[COUNT][16];
    struct trib_voice *voices = calloc(COUNT, sizeof *voices);
    struct trib_source_link *links = calloc(COUNT, sizeof *links);
    struct trib_organization_region *of = calloc(COUNT, sizeof *of);
    assert_true(voices != NULL && links != NULL && of != NULL);
    for (size_t i = 0; i < COUNT;
         i++) { /* one synthesis in another, each with a voice of its own */
        snprintf(ids[i], sizeof ids[i], "n%zu", i);
        voices[i] = (struct trib_voice){
            .voice_id = ids[i], .organization_id = ids[i], .count_up_to = TRIB_WIDTH_PUBLIC};
        links[i] = (struct trib_source_link){ids[i], ids[(i + 1) % COUNT]};
        of[i] = (struct trib_organization_region){ids[i], ids[i / 2]};
    }
    struct trib_voice_sources sources = {voices, COUNT - 1, links, COUNT - 1, of, COUNT - 1};
    struct trib_voices_counted counted = count_of(&sources, ids[0], TRIB_WIDTH_PUBLIC);
    assert_int_equal(counted.voices, COUNT - 1);
    assert_int_equal(counted.organizations, COUNT - 1);
    assert_int_equal(counted.regions, COUNT / 2);
    size_t *const lengths[] = {&sources.voice_count, &sources.link_count, &sources.region_count};
    for (size_t i = 0; i < UNIT_COUNT(lengths); i++) {
        struct trib_voices_counted untouched = {.voices = 7};
        *lengths[i] = COUNT;
        assert_true(trib_voices_count(&sources, ids[0], TRIB_WIDTH_PUBLIC, &untouched) ==
                    TRIB_VOICE_TOO_MANY);
        assert_int_equal(untouched.voices, 7);
        *lengths[i] = COUNT - 1;
    }
    free(of);
    free(links);
    free(voices);
}

/* ---- counting what chance made ---- */

#define SYNTHESES 10
#define NODES (VOICES_MAX + SYNTHESES)

static const char *const node_ids[NODES] = {"v00", "v01", "v02", "v03", "v04", "v05", "v06", "v07",
                                            "v08", "v09", "v10", "v11", "s0",  "s1",  "s2",  "s3",
                                            "s4",  "s5",  "s6",  "s7",  "s8",  "s9"};

static size_t node_of(const char *id) {
    size_t node = 0;
    while (strcmp(node_ids[node], id) != 0) {
        node++;
        assert_true(node < NODES);
    }
    return node;
}

/* Voices of few organizations, and syntheses of them and of those made before; with is_circular,
   of any. */
static void make_by_chance(struct counting *out, bool is_circular) {
    static const char *const organizations[] = {"union",   "savers", "circle",
                                                "shelter", "women",  NULL};
    *out = (struct counting){0};
    for (size_t i = 0; i < VOICES_MAX; i++) {
        out->voices[i] =
            (struct trib_voice){.voice_id = node_ids[i],
                                .organization_id = organizations[chance(UNIT_COUNT(organizations))],
                                .count_up_to = (enum trib_width)chance(TRIB_WIDTH_COUNT),
                                .is_organization_hidden = chance(4) == 0,
                                .is_withdrawn = chance(4) == 0};
    }
    out->sources = (struct trib_voice_sources){.voices = out->voices,
                                               .voice_count = VOICES_MAX,
                                               .links = out->links,
                                               .link_count = 1 + chance(LINKS_MAX / 2),
                                               .regions = regions,
                                               .region_count = UNIT_COUNT(regions)};
    for (size_t i = 0; i < out->sources.link_count; i++) {
        uint32_t synthesis = VOICES_MAX + chance(SYNTHESES);
        uint32_t source = chance(is_circular ? NODES : synthesis);
        out->links[i] = (struct trib_source_link){node_ids[synthesis], node_ids[source]};
    }
}

/* The set of nodes under a node, as bits, by plain recursion over all links. */
static uint32_t set_under(const struct counting *counting, size_t node, uint32_t seen) {
    seen |= UINT32_C(1) << node;
    for (size_t i = 0; i < counting->sources.link_count; i++) {
        size_t source = node_of(counting->links[i].source_id);
        if (strcmp(counting->links[i].synthesis_id, node_ids[node]) == 0 &&
            (seen & UINT32_C(1) << source) == 0) {
            seen |= set_under(counting, source, seen);
        }
    }
    return seen;
}

/* Adds a word to a list unless it is there. */
static void add_word(const char **words, size_t *count, const char *word) {
    for (size_t i = 0; i < *count; i++) {
        if (strcmp(words[i], word) == 0) {
            return;
        }
    }
    words[(*count)++] = word;
}

static struct trib_voices_counted count_plainly(const struct counting *counting, size_t node,
                                                enum trib_width width) {
    struct trib_voices_counted counted = {0};
    const char *organizations[VOICES_MAX];
    const char *found[UNIT_COUNT(regions)];
    uint32_t set = set_under(counting, node, 0);
    for (size_t i = 0; i < VOICES_MAX; i++) {
        const struct trib_voice *voice = &counting->voices[i];
        if ((set & UINT32_C(1) << node_of(voice->voice_id)) == 0) {
            continue;
        }
        if (widen_rows[voice->count_up_to].to[width] != 'x') {
            counted.left_out++;
            continue;
        }
        counted.voices++;
        counted.withdrawn += voice->is_withdrawn ? 1 : 0;
        if (voice->organization_id == NULL) {
            continue;
        }
        for (size_t j = 0; j < UNIT_COUNT(regions); j++) {
            if (strcmp(regions[j].organization_id, voice->organization_id) == 0) {
                add_word(found, &counted.regions, regions[j].region);
            }
        }
        if (voice->is_organization_hidden) {
            counted.has_hidden = true;
        } else {
            add_word(organizations, &counted.organizations, voice->organization_id);
        }
    }
    return counted;
}

static void swap_bytes(void *left, void *right, size_t bytes) {
    unsigned char kept[64];
    assert_true(bytes <= sizeof kept);
    memcpy(kept, left, bytes);
    memcpy(left, right, bytes);
    memcpy(right, kept, bytes);
}

static void shuffle(void *entries, size_t count, size_t entry_bytes) {
    for (size_t i = count; i > 1; i--) {
        swap_bytes((char *)entries + (i - 1) * entry_bytes,
                   (char *)entries + chance((uint32_t)i) * entry_bytes, entry_bytes);
    }
}

/* A count is what a plain recount says, and no part has more than the whole. */
static void check_counts(const struct counting *counting) {
    for (size_t synthesis = VOICES_MAX; synthesis < NODES; synthesis++) {
        for (int width = 0; width < TRIB_WIDTH_COUNT; width++) {
            struct trib_voices_counted counted =
                count_of(&counting->sources, node_ids[synthesis], (enum trib_width)width);
            struct trib_voices_counted plain =
                count_plainly(counting, synthesis, (enum trib_width)width);
            assert_counted(&counted, &plain);
        }
    }
    for (size_t i = 0; i < counting->sources.link_count; i++) {
        for (int width = 0; width < TRIB_WIDTH_COUNT; width++) {
            struct trib_voices_counted whole = count_of(
                &counting->sources, counting->links[i].synthesis_id, (enum trib_width)width);
            struct trib_voices_counted part =
                count_of(&counting->sources, counting->links[i].source_id, (enum trib_width)width);
            assert_true(whole.voices >= part.voices);
            assert_true(whole.organizations >= part.organizations);
            assert_true(whole.regions >= part.regions);
        }
    }
}

static void a_plain_recount_of_hundreds_agrees_and_no_source_is_lost(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct counting counting;
        chance_begin(seed);
        make_by_chance(&counting, seed % 4 == 0);
        check_counts(&counting);
    }
}

static void order_and_repetition_change_nothing(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct counting counting;
        chance_begin(seed + 1000);
        make_by_chance(&counting, seed % 4 == 0);
        struct counting other = counting;
        other.sources.voices = other.voices;
        other.sources.links = other.links;
        other.voices[VOICES_MAX] = other.voices[chance(VOICES_MAX)];
        other.links[other.sources.link_count] =
            other.links[chance((uint32_t)other.sources.link_count)];
        other.sources.voice_count++;
        other.sources.link_count++;
        shuffle(other.voices, other.sources.voice_count, sizeof other.voices[0]);
        shuffle(other.links, other.sources.link_count, sizeof other.links[0]);
        for (size_t synthesis = VOICES_MAX; synthesis < NODES; synthesis++) {
            enum trib_width width = (enum trib_width)chance(TRIB_WIDTH_COUNT);
            struct trib_voices_counted a = count_of(&counting.sources, node_ids[synthesis], width);
            struct trib_voices_counted b = count_of(&other.sources, node_ids[synthesis], width);
            assert_counted(&a, &b);
        }
    }
}

/* Taking away each voice whose consent does not reach changes no number that is shown. */
static void a_voice_is_never_counted_beyond_its_consent(void **state) {
    (void)state;
    size_t left_out = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        struct counting counting;
        chance_begin(seed + 2000);
        make_by_chance(&counting, seed % 4 == 0);
        enum trib_width width = (enum trib_width)chance(TRIB_WIDTH_COUNT);
        struct counting allowed = counting;
        allowed.sources.links = allowed.links;
        allowed.sources.voices = allowed.voices;
        allowed.sources.voice_count = 0;
        for (size_t i = 0; i < VOICES_MAX; i++) {
            if (widen_rows[counting.voices[i].count_up_to].to[width] == 'x') {
                allowed.voices[allowed.sources.voice_count++] = counting.voices[i];
            }
        }
        for (size_t synthesis = VOICES_MAX; synthesis < NODES; synthesis++) {
            struct trib_voices_counted a = count_of(&counting.sources, node_ids[synthesis], width);
            struct trib_voices_counted b = count_of(&allowed.sources, node_ids[synthesis], width);
            left_out += a.left_out;
            a.left_out = 0;
            assert_counted(&a, &b);
        }
    }
    assert_true(left_out > 1000);
}

/* ---- endorsements ---- */

#define ENDORSEMENTS_MAX 200

static struct endorsement_row {
    const char *name;
    const char *endorsements; /* "id" of a person, "id/standing" of an organization */
    struct trib_endorsements_counted counted;
} endorsement_rows[] = {
    {"nobody endorses", "", {0, 0, 0}},
    {"members, observers and people stand apart",
     "mfa/member picum/member bwi/observer ana ben eve",
     {2, 1, 3}},
    {"a tentative organization is an observer", "bwi/tentative", {0, 1, 0}},
    {"an organization counts once, however many delegates endorse",
     "mfa/member mfa/member",
     {1, 0, 0}},
    {"a person counts once", "ana ben ana", {0, 0, 2}},
    {"two standings count once, as the greater", "bwi/observer bwi/member", {1, 0, 0}},
    {"in either order", "bwi/member bwi/observer", {1, 0, 0}},
    {"an applicant that is an observer elsewhere is one", "bwi/applicant bwi/observer", {0, 1, 0}},
    {"who applies, is suspended or left has no say here",
     "a/applicant b/suspended c/left",
     {0, 0, 0}},
    {"a person and an organization of one id are two", "ana ana/member ana", {1, 0, 1}},
};

static size_t read_endorsements(char *words, struct trib_endorsement *out) {
    size_t count = 0;
    for (char *word; (word = next_word(&words, " ")) != NULL; count++) {
        assert_true(count < ENDORSEMENTS_MAX);
        out[count] = (struct trib_endorsement){.endorser_id = next_word(&word, "/")};
        if (word != NULL) {
            out[count].is_organization = true;
            assert_true(trib_affiliation_status_find(word, &out[count].standing));
        }
    }
    return count;
}

static void endorses(void **state) {
    const struct endorsement_row *row = *state;
    struct trib_endorsement endorsements[ENDORSEMENTS_MAX];
    struct trib_endorsements_counted counted = {9, 9, 9};
    char words[WORDS_BYTES];
    snprintf(words, sizeof words, "%s", row->endorsements);
    size_t count = read_endorsements(words, endorsements);
    size_t sum = row->counted.organizations + row->counted.observers + row->counted.people;
    assert_int_equal(trib_endorsements_count(endorsements, count, &counted), sum);
    assert_int_equal(counted.organizations, row->counted.organizations);
    assert_int_equal(counted.observers, row->counted.observers);
    assert_int_equal(counted.people, row->counted.people);
}

/* "8 organizations, 1 observer, 140 people", each of them twice and in any order. */
static void the_sentence_of_the_rules_comes_out_of_any_order(void **state) {
    (void)state;
    enum { MEMBERS = 8, OBSERVERS = 1, ALL = MEMBERS + OBSERVERS + 140 };
    static char ids[ALL][16];
    static struct trib_endorsement endorsements[2 * ALL];
    for (size_t i = 0; i < ALL; i++) {
        snprintf(ids[i], sizeof ids[i], "e%zu", i);
        endorsements[i] = (struct trib_endorsement){ids[i], i < MEMBERS + OBSERVERS,
                                                    i < MEMBERS ? TRIB_AFFILIATION_MEMBER
                                                                : TRIB_AFFILIATION_OBSERVER};
        endorsements[ALL + i] = endorsements[i];
    }
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct trib_endorsements_counted counted = {0};
        chance_begin(seed);
        shuffle(endorsements, UNIT_COUNT(endorsements), sizeof endorsements[0]);
        assert_int_equal(trib_endorsements_count(endorsements, UNIT_COUNT(endorsements), &counted),
                         ALL);
        assert_int_equal(counted.organizations, 8);
        assert_int_equal(counted.observers, 1);
        assert_int_equal(counted.people, 140);
    }
}

static void more_endorsements_than_may_be_are_refused(void **state) {
    (void)state;
    struct trib_endorsements_counted counted = {7, 7, 7};
    const struct trib_endorsement one = {.endorser_id = "ana"};
    assert_true(trib_endorsements_count(&one, (size_t)TRIB_VOICE_LIST_MAX + 1, &counted) ==
                TRIB_VOICE_TOO_MANY);
    assert_int_equal(counted.people, 7);
}

/* ---- lives ---- */

/* A row: from; then for each state in the order of the enum who may: "." nobody, "A" the author,
   "W" the author or the secretariat, "C" who carries it (delegate, facilitator), "P" those or the
   secretariat, "T" who takes it in (the receiver's delegate, facilitator, secretariat), "F"
   facilitator or secretariat, "B" those or a member of the body. */
static struct picture contribution_rows[] = {
    /* draft submitted accepted returned raised received synthesised answered kept withdrawn */
    {"a draft is submitted by its author", "draft", ".A.......W"},
    {"what is submitted is accepted or returned by who would carry it", "submitted", "..CC.....W"},
    {"what is accepted is raised by who carries it", "accepted", "....C....W"},
    {"what is returned is submitted again by its author", "returned", ".A.......W"},
    {"what is raised is taken in or returned by who receives it", "raised", "...T.T...W"},
    {"what is received is raised further or gets an answer", "received", "....P.FFFW"},
    {"what is synthesised stays so", "synthesised", ".........W"},
    {"what is answered stays so", "answered", ".........W"},
    {"what is kept for later is answered later", "kept", "......FF.W"},
    {"what is withdrawn stays so", "withdrawn", ".........."},
};

static struct picture synthesis_rows[] = {
    /* draft, review, published, superseded */
    {"a draft of a synthesis is reviewed", "draft", ".B.."},
    {"what is reviewed is published", "review", "..B."},
    {"what is published gives way to a later one", "published", "...B"},
    {"what is superseded stays so", "superseded", "...."},
};

static unsigned movers_of(char sign) {
    switch (sign) {
    case 'A':
        return TRIB_MOVER_VOICE_AUTHOR;
    case 'W':
        return TRIB_MOVER_VOICE_AUTHOR | TRIB_MOVER_SECRETARIAT;
    case 'C':
        return TRIB_MOVER_OWN_DELEGATE | TRIB_MOVER_FACILITATOR;
    case 'P':
        return TRIB_MOVER_OWN_DELEGATE | TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT;
    case 'T':
        return TRIB_MOVER_VOICE_RECEIVER | TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT;
    case 'F':
        return TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT;
    default:
        return TRIB_MOVER_FACILITATOR | TRIB_MOVER_SECRETARIAT | TRIB_MOVER_SYNTHESIS_BODY;
    }
}

static void check_machine(const struct trib_machine *machine, const struct picture *row) {
    int from;
    assert_in_range(machine->state_count, 1, TRIB_STATES_MAX);
    assert_int_equal(machine->state_count, strlen(row->to));
    assert_true(trib_machine_find(machine, row->from, &from));
    for (int to = 0; to < (int)machine->state_count; to++) {
        const struct trib_transition *transition = trib_machine_transition(machine, from, to);
        if (row->to[to] == '.') {
            assert_null(transition);
            continue;
        }
        assert_non_null(transition);
        assert_int_equal(transition->movers, movers_of(row->to[to]));
        assert_false(transition->needs_decision);
    }
}

static void contribution(void **state) {
    check_machine(&trib_contribution_machine, *state);
}

static void synthesis(void **state) {
    check_machine(&trib_synthesis_machine, *state);
}

static void the_movers_of_voices_are_no_others(void **state) {
    (void)state;
    const unsigned others = TRIB_MOVER_SECRETARIAT | TRIB_MOVER_OWN_DELEGATE |
                            TRIB_MOVER_FACILITATOR | TRIB_MOVER_OWNER;
    const unsigned ours[] = {TRIB_MOVER_VOICE_AUTHOR, TRIB_MOVER_VOICE_RECEIVER,
                             TRIB_MOVER_SYNTHESIS_BODY};
    unsigned seen = others;
    for (size_t i = 0; i < UNIT_COUNT(ours); i++) {
        assert_int_equal(seen & ours[i], 0);
        seen |= ours[i];
    }
}

static struct answer_row {
    const char *name;
    const char *state;
    enum trib_contribution_needs needs;
    bool is_answered;
} answer_rows[] = {
    {"to synthesise is an answer", "synthesised", TRIB_CONTRIBUTION_NEEDS_NOTHING, true},
    {"an answer has a text", "answered", TRIB_CONTRIBUTION_NEEDS_TEXT, true},
    {"to keep for later is an answer with a date", "kept", TRIB_CONTRIBUTION_NEEDS_DATE, true},
    {"to return needs a note and is no answer", "returned", TRIB_CONTRIBUTION_NEEDS_TEXT, false},
    {"to receive is no answer", "received", TRIB_CONTRIBUTION_NEEDS_NOTHING, false},
    {"what was raised waits for one", "raised", TRIB_CONTRIBUTION_NEEDS_NOTHING, false},
    {"to accept is no answer", "accepted", TRIB_CONTRIBUTION_NEEDS_NOTHING, false},
    {"to withdraw needs no reason", "withdrawn", TRIB_CONTRIBUTION_NEEDS_NOTHING, false},
};

static void answers(void **state) {
    const struct answer_row *row = *state;
    int found;
    assert_true(trib_machine_find(&trib_contribution_machine, row->state, &found));
    enum trib_contribution_state contribution_state = (enum trib_contribution_state)found;
    assert_int_equal(trib_contribution_needs(contribution_state), row->needs);
    assert_int_equal(trib_contribution_is_answered(contribution_state), row->is_answered);
}

/* ---- before a text is widened ---- */

static const char *const given_words[] = {"Maria", "",      "Maria Lopez", "Bamako", "José",
                                          "مريم",  "สมชาย", "القاهرة",     "Łódź",   "maria"};
static const char kind_letters[] = "TDALW"; /* telephone, document, address, link, word */

static struct telltale_row {
    const char *name;
    const char *text;
    const char *found; /* "T:the part|W:another" */
} telltale_rows[] = {
    {"an empty text betrays nobody", "", ""},
    {"plain words betray nobody", "We were turned away, all of us.", ""},
    {"a number with its country is a telephone's", "Call +33 6 12 34 56 78.",
     "T:+33 6 12 34 56 78"},
    {"so is one without spaces", "+221771234567", "T:+221771234567"},
    {"a bracket belongs to it", "at (02) 123-4567, or", "T:(02) 123-4567"},
    {"a bracket around a country too", "(+63) (917) 123-4567", "T:(+63) (917) 123-4567"},
    {"one that begins with 0 is a telephone's", "0612345678", "T:0612345678"},
    {"hyphens that do not break part it", "0612\u201134\u20115678", "T:0612\u201134\u20115678"},
    {"dots part it", "06.12.34.56.78.", "T:06.12.34.56.78"},
    {"spaces part it", "my number 612 345 678 at home", "T:612 345 678"},
    {"hidden marks do not hide it", "\u200E0612\u200E 34\u200E5678", "T:0612\u200E 34\u200E5678"},
    {"Arabic digits are digits", "اتصل ٠٦١٢٣٤٥٦٧٨", "T:٠٦١٢٣٤٥٦٧٨"},
    {"Bengali ones too", "০১৭১২-৩৪৫৬৭৮", "T:০১৭১২-৩৪৫৬৭৮"},
    {"a letter before it does not hide it", "tel0612 345 678", "D:tel0612|T:0612 345 678"},
    {"six digits apart are no telephone", "12 34 56", ""},
    {"seven are", "12 34 567", "T:12 34 567"},
    {"fifteen are", "784-1990-1234567-1", "T:784-1990-1234567-1"},
    {"sixteen are a document's", "1234 5678 9012 3456", "D:1234 5678 9012 3456"},
    {"two dots end a number", "in 2012.. 1234", ""},
    {"so does a full stop, before a space or behind it", "2012. 1234 and 2012 .1234", ""},
    {"a line ends a number", "2012\n1234", ""},
    {"a comma ends a number", "1,500,000 and 2012, 2013", ""},
    {"a day is no number", "on 2012-09-15 and 15/09/2012 and 3.4.2013.", ""},
    {"a day in brackets is none either", "(2012-09-15)", ""},
    {"a day in Arabic digits is none either", "١٥/٠٩/٢٠١٢", ""},
    {"a day does not hide the number behind it", "15/09/2012 0612345678", "T:0612345678"},
    {"what only looks like a day is a number", "99-99-2012", "T:99-99-2012"},
    {"there is no twentieth month", "20-20-2012", "T:20-20-2012"},
    {"a number longer than a day is a number", "2012-09-15-1234", "T:2012-09-15-1234"},
    {"a year far off is no year", "12-10-2345", "T:12-10-2345"},
    {"six digits are like a document's", "card 123456, room 12345", "D:123456"},
    {"plain digits are rather a document's", "612345678", "D:612345678"},
    {"letters with digits are like a passport's", "Passport AB1234567.", "D:AB1234567"},
    {"a letter behind counts", "id 12345678Z", "D:12345678Z"},
    {"five characters are enough", "A1234 or A123", "D:A1234"},
    {"three digits are enough, two are not", "ABC123 COVID19", "D:ABC123"},
    {"ordinals, sizes and hours are none", "2nd, G20, 15h, 3pm, m2", ""},
    {"an address is found without the full stop", "Write to ana.b-c@example.org.",
     "A:ana.b-c@example.org"},
    {"one of a name without dots too", "root@localhost", "A:root@localhost"},
    {"its angles stay outside", "<x_y+z@example.org>", "A:x_y+z@example.org"},
    {"letters of all scripts may stand in it", "émilie@exämple.org", "A:émilie@exämple.org"},
    {"an at sign alone is none", "3 @ 5, @here, there@ ", ""},
    {"a link is found without the full stop", "See https://example.org/a?b=c.",
     "L:https://example.org/a?b=c"},
    {"one in brackets without the bracket", "(http://x.org/a)", "L:http://x.org/a"},
    {"any scheme will do", "whatsapp://send?x", "L:whatsapp://send?x"},
    {"www is enough", "WWW.example.org, then", "L:WWW.example.org"},
    {"a host with a path is enough", "on t.me/ana and fb.com/x", "L:t.me/ana|L:fb.com/x"},
    {"one behind Arabic letters too", "فيhttps://x.org، ثم", "L:فيhttps://x.org"},
    {"and/or is no link", "and/or, etc./or, 1.5/2, www. x://", ""},
    {"a name is found", "Then Maria said", "W:Maria"},
    {"in any case of A to Z", "MARIA of bamako", "W:MARIA|W:bamako"},
    {"the longest name is told", "Maria Lopez came", "W:Maria Lopez"},
    {"a name within a word is none", "Mariana, Amaria, Mariaé", ""},
    {"a digit or a sign does not make it another", "maria_lopez maria2 d’Maria’s",
     "W:maria|W:maria|W:Maria"},
    {"other letters are compared as they are", "José, JOSÉ", "W:José"},
    {"bytes that are none of UTF-8 do not hide a name",
     "\xBF\xBFMaria \xF5\x80\x80\x80Maria \xE0\x80\x80Maria", "W:Maria|W:Maria|W:Maria"},
    {"a name may end in such a letter", "Łódź Łódźi", "W:Łódź"},
    {"Arabic writes short words onto a name", "لمريم ومريم وبالقاهرة", "W:مريم|W:مريم|W:القاهرة"},
    {"but not any", "مريمة تمريم ولبمريم", ""},
    {"scripts without spaces have no ends of words", "เราพบสมชายที่บ้าน", "W:สมชาย"},
    {"not even next to another script", "มีสมชายmet", "W:สมชาย"},
    {"a name in an address is told once", "maria@example.org", "A:maria@example.org"},
    {"a name in a link is told once", "https://x.org/Maria", "L:https://x.org/Maria"},
    {"what only overlaps is told twice", "Maria Lopez@x.org", "W:Maria Lopez|A:Lopez@x.org"},
    {"all are told in order", "Maria, 0612345678, AB123456, a@b.org, www.x.org",
     "W:Maria|T:0612345678|D:AB123456|A:a@b.org|L:www.x.org"},
};

static size_t find_in(const char *text, struct trib_telltale *out, size_t max) {
    return trib_telltales_find(text, given_words, UNIT_COUNT(given_words), out, max);
}

#define TELLTALES_MAX 64

static void betrays(void **state) {
    const struct telltale_row *row = *state;
    struct trib_telltale found[TELLTALES_MAX];
    char joined[WORDS_BYTES] = "";
    size_t count = find_in(row->text, found, TELLTALES_MAX);
    for (size_t i = 0; i < count; i++) {
        size_t length = strlen(joined);
        snprintf(joined + length, sizeof joined - length, "%s%c:%.*s", i == 0 ? "" : "|",
                 kind_letters[found[i].kind], (int)found[i].length, row->text + found[i].offset);
    }
    assert_string_equal(joined, row->found);
}

static void a_long_list_is_cut_to_the_room_there_is(void **state) {
    (void)state;
    struct trib_telltale found[2] = {{0}, {.offset = 77}};
    assert_int_equal(find_in("Maria a@b.org 123456", found, 1), 3);
    assert_int_equal(found[0].length, 5);
    assert_int_equal(found[1].offset, 77);
    assert_int_equal(find_in("Maria a@b.org 123456", NULL, 0), 3);
    assert_int_equal(trib_telltales_find("Maria", NULL, 0, found, 2), 0);
}

/* What is hidden in a text is found, all of it and nothing else, wherever it stands. */
static void what_was_put_into_a_text_is_found(void **state) {
    (void)state;
    static const char *const plain[] = {"we",  "were", "turned", "2012",      "away;",
                                        "بعد", "là",   "12",     "15h",       "(four",
                                        "of",  "us)",  "—",      "2012-09-15"};
    static const struct {
        const char *text;
        enum trib_telltale_kind kind;
    } planted[] = {{"Maria Lopez", TRIB_TELLTALE_WORD},
                   {"bamako", TRIB_TELLTALE_WORD},
                   {"مريم", TRIB_TELLTALE_WORD},
                   {"+33 6 12 34 56 78", TRIB_TELLTALE_TELEPHONE},
                   {"٠٦١٢٣٤٥٦٧٨", TRIB_TELLTALE_TELEPHONE},
                   {"AB1234567", TRIB_TELLTALE_DOCUMENT},
                   {"123456", TRIB_TELLTALE_DOCUMENT},
                   {"a@b.org", TRIB_TELLTALE_ADDRESS},
                   {"http://x.org/a", TRIB_TELLTALE_LINK}};
    for (uint64_t seed = 1; seed <= 500; seed++) {
        char text[2048] = "";
        struct trib_telltale expected[TELLTALES_MAX];
        struct trib_telltale found[TELLTALES_MAX];
        size_t expected_count = 0;
        chance_begin(seed);
        for (uint32_t i = 1 + chance(40); i > 0; i--) {
            bool is_planted = chance(3) == 0;
            uint32_t which = chance(is_planted ? UNIT_COUNT(planted) : (uint32_t)UNIT_COUNT(plain));
            const char *piece = is_planted ? planted[which].text : plain[which];
            if (is_planted) {
                expected[expected_count++] =
                    (struct trib_telltale){strlen(text), strlen(piece), planted[which].kind};
            }
            strcat(strcat(text, piece), ", ");
        }
        assert_int_equal(find_in(text, found, TELLTALES_MAX), expected_count);
        for (size_t i = 0; i < expected_count; i++) {
            assert_int_equal(found[i].offset, expected[i].offset);
            assert_int_equal(found[i].length, expected[i].length);
            assert_int_equal(found[i].kind, expected[i].kind);
        }
    }
}

/* Any bytes: what is found lies in the text, in order, none within another. */
static void no_bytes_lead_it_astray(void **state) {
    (void)state;
    static const char bytes[] = "+(0019aAzZ@.:/-_w' \n\xD9\xA0\xC3\xA9\xF0\xE2\x80\x8E\xFFMaria";
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        struct trib_telltale found[TELLTALES_MAX];
        chance_begin(seed);
        size_t length = chance(60);
        char *text = malloc(length + 1); /* its own end, which the sanitizers watch */
        assert_non_null(text);
        for (size_t i = 0; i < length; i++) {
            text[i] = bytes[chance(sizeof bytes - 1)];
        }
        text[length] = '\0';
        size_t count = find_in(text, found, TELLTALES_MAX);
        assert_true(count <= length);
        for (size_t i = 0; i < count; i++) {
            size_t end = found[i].offset + found[i].length;
            assert_true(found[i].length > 0 && end <= length);
            assert_in_range(found[i].kind, 0, TRIB_TELLTALE_KIND_COUNT - 1);
            if (i > 0) {
                assert_true(found[i].offset > found[i - 1].offset);
                assert_true(end > found[i - 1].offset + found[i - 1].length);
            }
        }
        free(text);
    }
}

/* Texts made to have the same place looked at again and again; if they were, this would not end. */
static void a_long_text_is_walked_once(void **state) {
    (void)state;
    enum { BYTES = 1 << 18 };
    static const char *const pieces[] = {
        "1 ",     "a.",   "+",     "(",     "a@",  "a",  "1",      "a://", "www.", "aa.b/",
        "aa.bb/", "1.1.", "12-1-", "Maria", "((1", "a1", "\u200E", "'a",   "-a"};
    char *text = malloc(BYTES + 1);
    assert_non_null(text);
    for (size_t i = 0; i < UNIT_COUNT(pieces); i++) {
        size_t length = strlen(pieces[i]);
        for (size_t at = 0; at < BYTES; at++) {
            text[at] = pieces[i][at % length];
        }
        text[BYTES] = '\0';
        assert_true(find_in(text, NULL, 0) <= BYTES);
    }
    free(text);
}

/* ---- the coalition's own sample ---- */

#define SAMPLES_MAX 16

struct sample {
    json_t *file;
    struct trib_voice voices[SAMPLES_MAX];
    struct trib_source_link links[SAMPLES_MAX];
    struct trib_organization_region regions[SAMPLES_MAX * 16];
    struct trib_voice_sources sources;
};

static const char *text_of(const json_t *object, const char *name) {
    const char *text = json_string_value(json_object_get(object, name));
    assert_non_null(text);
    return text;
}

static bool has_id(const json_t *list, const char *id) {
    for (size_t i = 0; i < json_array_size(list); i++) {
        if (strcmp(text_of(json_array_get(list, i), "id"), id) == 0) {
            return true;
        }
    }
    return false;
}

/* The space of one hop of a voice: that of the body it came to. */
static struct trib_place place_of(const struct sample *sample, const char *body) {
    if (strcmp(body, text_of(json_object_get(sample->file, "coalition"), "org")) == 0) {
        return (struct trib_place){TRIB_WIDTH_COALITION, "sp-coalition"};
    }
    if (has_id(json_object_get(sample->file, "groups"), body)) {
        return (struct trib_place){TRIB_WIDTH_GROUP, body};
    }
    assert_true(has_id(json_object_get(sample->file, "organizations"), body));
    return (struct trib_place){TRIB_WIDTH_ORGANIZATION, body};
}

/* The voices of one organization are at least as many as its people who gave them. */
static size_t people_of(const json_t *contributions, const char *organization) {
    size_t count = 0;
    for (size_t i = 0; i < json_array_size(contributions); i++) {
        count += strcmp(text_of(json_array_get(contributions, i), "origin_org"), organization) == 0;
    }
    return count;
}

static void sample_load(struct sample *sample) {
    *sample = (struct sample){.file = json_load_file(TRIB_SOURCE_DIR "/backend/gcm.json", 0, NULL)};
    assert_non_null(sample->file);
    const json_t *contributions = json_object_get(sample->file, "contributions");
    const json_t *organizations = json_object_get(sample->file, "organizations");
    size_t region_count = 0;
    assert_in_range(json_array_size(contributions), 1, SAMPLES_MAX);
    for (size_t i = 0; i < json_array_size(contributions); i++) {
        const json_t *row = json_array_get(contributions, i);
        enum trib_attribution attribution = TRIB_ATTRIBUTION_COUNT;
        assert_true(trib_attribution_find(text_of(row, "attribution"), &attribution));
        size_t people_count = people_of(contributions, text_of(row, "origin_org"));
        sample->voices[i] = (struct trib_voice){
            .voice_id = text_of(row, "id"),
            .organization_id = text_of(row, "origin_org"),
            .count_up_to = width_of(text_of(row, "count_up_to")),
            .is_organization_hidden = !trib_voice_shown(attribution, people_count).organization};
    }
    for (size_t i = 0; i < json_array_size(organizations); i++) {
        const json_t *row = json_array_get(organizations, i);
        const char *region = json_string_value(json_object_get(row, "region"));
        if (region != NULL) {
            assert_true(region_count < UNIT_COUNT(sample->regions));
            sample->regions[region_count++] =
                (struct trib_organization_region){text_of(row, "id"), region};
        }
    }
    sample->sources = (struct trib_voice_sources){.voices = sample->voices,
                                                  .voice_count = json_array_size(contributions),
                                                  .links = sample->links,
                                                  .regions = sample->regions,
                                                  .region_count = region_count};
}

static void add_link(struct sample *sample, const char *synthesis_id, const char *source_id) {
    assert_true(sample->sources.link_count < SAMPLES_MAX);
    sample->links[sample->sources.link_count++] =
        (struct trib_source_link){synthesis_id, source_id};
}

/* The path of a voice: it begins with its organization, and each hop is one that its author
   allowed. Writes the places of its editions; returns how many. */
static size_t read_path(const struct sample *sample, const json_t *row, struct trib_place *out) {
    const json_t *path = json_object_get(row, "hops");
    enum trib_width max_space = width_of(text_of(row, "max_space"));
    for (size_t i = 0; i < json_array_size(path); i++) {
        enum trib_width allowed = TRIB_WIDTH_COUNT;
        assert_true(i < SAMPLES_MAX);
        out[i] = place_of(sample, json_string_value(json_array_get(path, i)));
        if (i == 0) {
            assert_string_equal(out[i].space_id, text_of(row, "origin_org"));
            assert_true(trib_voice_may_begin(max_space, out[i].width));
        } else {
            assert_int_equal(trib_hop_check(max_space, out[i - 1].width, out[i].width, &allowed),
                             TRIB_HOP_ALLOWED);
        }
    }
    return json_array_size(path);
}

static void each_sample_voice_went_only_where_its_author_allowed(void **state) {
    (void)state;
    struct sample sample;
    sample_load(&sample);
    const json_t *contributions = json_object_get(sample.file, "contributions");
    assert_int_equal(json_array_size(contributions), 6);
    for (size_t i = 0; i < json_array_size(contributions); i++) {
        const json_t *row = json_array_get(contributions, i);
        struct trib_place places[SAMPLES_MAX];
        int found;
        assert_true(trib_machine_find(&trib_contribution_machine, text_of(row, "state"), &found));
        assert_true(trib_consent_is_sound(
            (struct trib_consent){.max_space = width_of(text_of(row, "max_space")),
                                  .count_up_to = width_of(text_of(row, "count_up_to"))}));
        assert_true(read_path(&sample, row, places) > 0);
    }
    json_decref(sample.file);
}

/* The contribution of an id. */
static const json_t *contribution_of(const struct sample *sample, const char *id) {
    const json_t *contributions = json_object_get(sample->file, "contributions");
    for (size_t i = 0; i < json_array_size(contributions); i++) {
        if (strcmp(text_of(json_array_get(contributions, i), "id"), id) == 0) {
            return json_array_get(contributions, i);
        }
    }
    return NULL;
}

/* ex-c-1 has an edition in the coalition; ex-c-5 is "1 voice held in a narrower space". */
static void the_sample_synthesis_counts_what_its_file_says(void **state) {
    (void)state;
    struct sample sample;
    sample_load(&sample);
    const json_t *row = json_array_get(json_object_get(sample.file, "syntheses"), 0);
    const json_t *listed = json_object_get(row, "sources");
    const char *id = text_of(row, "id");
    const struct trib_place place = {TRIB_WIDTH_COALITION, text_of(row, "space")};
    size_t uses[3] = {0};
    int found;
    assert_string_equal(id, "ex-syn-1");
    for (size_t i = 0; i < json_array_size(listed); i++) {
        const char *source = json_string_value(json_array_get(listed, i));
        const json_t *voice = contribution_of(&sample, source);
        enum trib_width allowed = TRIB_WIDTH_COUNT;
        struct trib_place places[SAMPLES_MAX];
        size_t place_count = read_path(&sample, voice, places);
        uses[trib_source_check(&place, places, place_count, width_of(text_of(voice, "count_up_to")),
                               &allowed)]++;
        add_link(&sample, id, source);
    }
    assert_int_equal(uses[TRIB_SOURCE_QUOTED], 1);
    assert_int_equal(uses[TRIB_SOURCE_COUNTED], 1);
    assert_true(trib_machine_find(&trib_synthesis_machine, text_of(row, "state"), &found));
    assert_int_equal(found, TRIB_SYNTHESIS_PUBLISHED);
    assert_true(trib_synthesis_may_publish(json_array_size(listed), false));
    struct trib_voices_counted counted = count_of(&sample.sources, id, place.width);
    assert_int_equal(counted.voices, json_array_size(listed));
    assert_counted(&counted, &(struct trib_voices_counted){FROM(2, 0, 1), .has_hidden = true});
    json_decref(sample.file);
}

static void the_sample_traces_lead_to_the_same_count(void **state) {
    (void)state;
    struct sample sample;
    sample_load(&sample);
    const json_t *traces = json_object_get(sample.file, "trace_links");
    for (size_t i = 0; i < json_array_size(traces); i++) {
        const json_t *trace = json_array_get(traces, i);
        if (strcmp(text_of(trace, "relation"), "source_of") == 0) {
            add_link(&sample, text_of(trace, "to"), text_of(trace, "from"));
        }
    }
    struct trib_voices_counted counted =
        count_of(&sample.sources, "ex-syn-1", TRIB_WIDTH_COALITION);
    assert_counted(&counted, &(struct trib_voices_counted){FROM(2, 0, 1), .has_hidden = true});
    json_decref(sample.file);
}

/* A synthesis of ex-syn-1 and of all six voices: six, not eight; to the public only two may count.
 */
static void a_synthesis_of_all_samples_counts_each_once(void **state) {
    (void)state;
    struct sample sample;
    sample_load(&sample);
    add_link(&sample, "ex-syn-1", "ex-c-1");
    add_link(&sample, "ex-syn-1", "ex-c-5");
    add_link(&sample, "all", "ex-syn-1");
    for (size_t i = 0; i < sample.sources.voice_count; i++) {
        add_link(&sample, "all", sample.voices[i].voice_id);
    }
    struct trib_voices_counted counted = count_of(&sample.sources, "all", TRIB_WIDTH_COALITION);
    assert_counted(&counted, &(struct trib_voices_counted){FROM(6, 4, 3), .has_hidden = true});
    counted = count_of(&sample.sources, "all", TRIB_WIDTH_PUBLIC);
    assert_counted(&counted, &(struct trib_voices_counted){FROM(2, 2, 1), .left_out = 4});
    json_decref(sample.file);
}

#define ADD_ROWS(function, rows)                                                                   \
    unit_add_rows(&tests, function, rows, sizeof(rows)[0], UNIT_COUNT(rows))

int main(void) {
    static struct unit_tests tests;
    ADD_ROWS(narrower, narrower_rows);
    ADD_ROWS(widens, widen_rows);
    ADD_ROWS(begins, begin_rows);
    ADD_ROWS(sound, sound_rows);
    ADD_ROWS(hops, hop_rows);
    ADD_ROWS(consents, consent_rows);
    unit_add(&tests, "a second path to a space finds the edition there",
             a_second_path_to_a_space_finds_the_edition_there);
    ADD_ROWS(waits, wait_rows);
    ADD_ROWS(shows, shown_rows);
    unit_add(&tests, "a wider edition may reveal the same or less",
             a_wider_edition_may_reveal_the_same_or_less);
    unit_add(&tests, "who says nothing allows the least", who_says_nothing_allows_the_least);
    unit_add(&tests, "other words are not found", other_words_are_not_found);
    unit_add(&tests, "along any chain of hops nothing more is revealed",
             along_any_chain_of_hops_nothing_more_is_revealed);
    ADD_ROWS(sources_are_used, source_rows);
    ADD_ROWS(publishes, publish_rows);
    ADD_ROWS(counts, count_rows);
    unit_add(&tests, "nothing at all is counted as nothing", nothing_at_all_is_counted_as_nothing);
    unit_add(&tests, "ten thousand links are walked once", ten_thousand_links_are_walked_once);
    unit_add(&tests, "as much as may be is counted, and more is refused",
             as_much_as_may_be_is_counted_and_more_is_refused);
    unit_add(&tests, "a plain recount of hundreds agrees, and no source is lost",
             a_plain_recount_of_hundreds_agrees_and_no_source_is_lost);
    unit_add(&tests, "order and repetition change nothing", order_and_repetition_change_nothing);
    unit_add(&tests, "a voice is never counted beyond its consent",
             a_voice_is_never_counted_beyond_its_consent);
    ADD_ROWS(endorses, endorsement_rows);
    unit_add(&tests, "8 organizations, 1 observer, 140 people, in any order",
             the_sentence_of_the_rules_comes_out_of_any_order);
    unit_add(&tests, "more endorsements than may be are refused",
             more_endorsements_than_may_be_are_refused);
    ADD_ROWS(contribution, contribution_rows);
    ADD_ROWS(synthesis, synthesis_rows);
    unit_add(&tests, "the movers of voices are no others", the_movers_of_voices_are_no_others);
    ADD_ROWS(answers, answer_rows);
    ADD_ROWS(betrays, telltale_rows);
    unit_add(&tests, "a long list is cut to the room there is",
             a_long_list_is_cut_to_the_room_there_is);
    unit_add(&tests, "what was put into a text is found", what_was_put_into_a_text_is_found);
    unit_add(&tests, "no bytes lead it astray", no_bytes_lead_it_astray);
    unit_add(&tests, "a long text is walked once", a_long_text_is_walked_once);
    unit_add(&tests, "each sample voice went only where its author allowed",
             each_sample_voice_went_only_where_its_author_allowed);
    unit_add(&tests, "the sample synthesis counts what its file says",
             the_sample_synthesis_counts_what_its_file_says);
    unit_add(&tests, "the sample traces lead to the same count",
             the_sample_traces_lead_to_the_same_count);
    unit_add(&tests, "a synthesis of all samples counts each once",
             a_synthesis_of_all_samples_counts_each_once);
    return unit_run("voice", &tests);
}
