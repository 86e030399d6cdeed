/*
 * Trickle-down. The worked examples are told as small plays: links, what organizations do on which
 * day, and the log a server would write that asks at every due instant. The rules are checked on
 * random graphs, circles included, against plain recursion over all paths. The coalition's own
 * affiliations are those that are shipped.
 */
#include "tributary/domain/dispatch.h"

#include "rows.h"

#include <jansson.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/domain/fuzzy_date.h"

#define LINKS_MAX 48
#define ROWS_MAX 32
#define ID_BYTES 32u
#define TEXT_BYTES 1024u
#define DAY_MS INT64_C(86400000)
#define DAY_0 20000 /* the day a dispatch is sent, as days since 1970-01-01 */
#define GRAPHS 600  /* random cases of each property */

/* Ids outlive the links that borrow them. */
static const char *keep(const char *id) {
    static char kept[256][ID_BYTES];
    static size_t count;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(kept[i], id) == 0) {
            return kept[i];
        }
    }
    assert_true(count < UNIT_COUNT(kept) && strlen(id) < ID_BYTES);
    return strcpy(kept[count++], id);
}

static void append(char text[static TEXT_BYTES], const char *piece) {
    assert_true(strlen(text) + strlen(piece) < TEXT_BYTES);
    strcat(text, piece);
}

/* The next word of a text; false at its end. */
static bool next_word(const char **rest, char out[static ID_BYTES * 2]) {
    int length = 0;
    if (sscanf(*rest, " %63s%n", out, &length) != 1) {
        return false;
    }
    *rest += length;
    return true;
}

static enum trib_affiliation_status status_of(char letter) {
    switch (letter) {
    case 'm':
        return TRIB_AFFILIATION_MEMBER;
    case 'o':
        return TRIB_AFFILIATION_OBSERVER;
    case 't':
        return TRIB_AFFILIATION_TENTATIVE;
    case 'a':
        return TRIB_AFFILIATION_APPLICANT;
    case 's':
        return TRIB_AFFILIATION_SUSPENDED;
    default:
        assert_int_equal(letter, 'l');
        return TRIB_AFFILIATION_LEFT;
    }
}

/* "R-m>A": A is a member of R; "R-o>A@7": observer since day 7. */
static struct trib_dispatch_link read_link(const char *word) {
    char parent[ID_BYTES];
    char child[ID_BYTES];
    char status = '?';
    int day = TRIB_JOINED_UNKNOWN;
    assert_in_range(sscanf(word, "%31[^-]-%c>%31[^@]@%d", parent, &status, child, &day), 3, 4);
    return (struct trib_dispatch_link){keep(child), keep(parent), status_of(status), day};
}

static size_t read_links(const char *text, struct trib_dispatch_link *out) {
    char word[ID_BYTES * 2];
    size_t count = 0;
    while (next_word(&text, word)) {
        assert_true(count < LINKS_MAX);
        out[count++] = read_link(word);
    }
    return count;
}

/* Whom it reaches. */

static struct scope_row {
    const char *name;
    const char *links;
    const char *audience; /* "C2m:A,B": depth 2, mandate, via A (leading) and B; "i" information */
} scope_rows[] = {
    {"without links there is nobody", "", ""},
    {"the root is not among them", "R-m>A A-m>R", "A1m:R"},
    {"links go down alone", "A-m>R R-m>B", "B1m:R"},
    {"a. who is reached by two ways is there once", "R-m>A R-m>B A-m>C B-m>C",
     "A1m:R B1m:R C2m:A,B"},
    {"b. below an observer there is information alone", "R-o>O O-m>K", "K2i:O O1i:R"},
    {"c. one path of members is enough for a mandate", "R-o>O O-m>K R-m>A A-m>K",
     "A1m:R K2m:A,O O1i:R"},
    {"an observer of a member has information", "R-m>A A-o>B", "A1m:R B2i:A"},
    {"a tentative member is reached and has information", "R-t>A A-m>B", "A1i:R B2i:A"},
    {"h. an applicant is not reached, nor who is below", "R-a>A A-m>B R-m>C", "C1m:R"},
    {"nor is who was suspended or left", "R-s>A A-m>B R-l>C C-m>D", ""},
    {"an applicant who is below by another way is reached", "R-a>A R-m>B B-o>A", "A2i:B B1m:R"},
    {"the path of members may be the longer one", "R-o>C R-m>A A-m>B B-m>C", "A1m:R B2m:A C1m:R,B"},
    {"the lead parent is the one nearest to the root", "R-m>A A-m>B@9 B-m>D@1 A-m>D@5",
     "A1m:R B2m:A D2m:A,B"},
    {"of parents as near, who was joined earliest leads", "R-m>A R-m>B A-m>C@5 B-m>C@4",
     "A1m:R B1m:R C2m:B,A"},
    {"a day before 1970 is earlier, and 1970 is a day", "R-m>A R-m>B R-m>C A-m>D@0 B-m>D@-9 C-m>D",
     "A1m:R B1m:R C1m:R D2m:B,A,C"},
    {"who joined nobody knows when comes last", "R-m>A R-m>B A-m>C B-m>C@40000",
     "A1m:R B1m:R C2m:B,A"},
    {"of parents joined the same day, the least id leads", "R-m>A R-m>B B-m>C@4 A-m>C@4",
     "A1m:R B1m:R C2m:A,B"},
    {"the root leads wherever it is a parent", "R-m>B@9 R-m>A A-m>B@1", "A1m:R B1m:R,A"},
    {"a parent out of reach is no way", "X-m>A R-m>A Y-m>X R-a>Y", "A1m:R"},
    {"a pair's second link does not make a second parent", "R-m>A A-o>B A-m>B", "A1m:R B2m:A"},
    {"a pair's earliest day counts", "R-m>A R-m>B A-m>C@5 B-m>C@6 B-o>C@4", "A1m:R B1m:R C2m:B,A"},
    {"a link that is over does not make its day count", "R-m>A R-m>B A-m>C@5 B-m>C@6 B-l>C@4",
     "A1m:R B1m:R C2m:A,B"},
    {"a circle ends", "R-m>A A-m>B B-m>C C-m>A", "A1m:R,C B2m:A C3m:B"},
    {"a circle out of reach is not reached", "R-m>A X-m>Y Y-m>X", "A1m:R"},
    {"a link to oneself is none", "R-m>A A-m>A R-m>R", "A1m:R"},
    {"an id that begins like another is another", "R-m>A AA-m>B A-m>AB", "A1m:R AB2m:A"},
};

static void write_recipient(const struct trib_audience *audience, size_t index,
                            char text[static TEXT_BYTES]) {
    const struct trib_recipient *recipient = &audience->recipients[index];
    char piece[ID_BYTES * 2];
    snprintf(piece, sizeof piece, "%s%s%u%c", index == 0 ? "" : " ", recipient->organization,
             recipient->depth, recipient->mode == TRIB_DELIVERY_MANDATE ? 'm' : 'i');
    append(text, piece);
    for (size_t i = 0; i < recipient->via_count; i++) {
        size_t parent = audience->vias[recipient->via_first + i].parent;
        append(text, i == 0 ? ":" : ",");
        append(text, parent == TRIB_VIA_ROOT ? "R" : audience->recipients[parent].organization);
    }
}

static void reaches(void **state) {
    const struct scope_row *row = *state;
    struct trib_dispatch_link links[LINKS_MAX];
    struct trib_audience audience = {0};
    char text[TEXT_BYTES] = "";
    size_t link_count = read_links(row->links, links);
    assert_int_equal(trib_audience_make(links, link_count, "R", &audience), TRIB_AUDIENCE_MADE);
    for (size_t i = 0; i < audience.count; i++) {
        write_recipient(&audience, i, text);
        assert_int_equal(trib_audience_find(&audience, audience.recipients[i].organization), i);
    }
    assert_string_equal(text, row->audience);
    assert_false(audience.is_cut);
    assert_int_equal(trib_audience_find(&audience, "R"), TRIB_NOWHERE);
    assert_int_equal(trib_audience_find(&audience, "nobody"), TRIB_NOWHERE);
    trib_audience_finish(&audience);
    assert_int_equal(audience.count, 0);
}

/* A server of one dispatch: it keeps rows, asks what is due, and writes a log. */

struct server {
    struct trib_dispatch_link links[LINKS_MAX];
    size_t link_count;
    const char *root;
    struct trib_audience audience;
    struct trib_dispatch dispatch;
    struct trib_delivery rows[ROWS_MAX];
    const char *from[ROWS_MAX]; /* whom each row came from; NULL: the root, or not yet */
    size_t row_count;
    int day;
    bool is_paused;
    char log[TEXT_BYTES];
};

static int64_t ms_of(int day) {
    return ((int64_t)DAY_0 + day) * DAY_MS;
}

static struct trib_deliveries deliveries_of(const struct server *server) {
    return (struct trib_deliveries){server->rows, server->row_count};
}

static size_t row_of(const struct server *server, const char *organization) {
    for (size_t i = 0; i < server->row_count; i++) {
        if (strcmp(server->rows[i].organization, organization) == 0) {
            return i;
        }
    }
    return TRIB_NOWHERE;
}

__attribute__((format(printf, 2, 3))) static void write_log(struct server *server,
                                                            const char *format, ...) {
    char piece[TEXT_BYTES];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(piece, sizeof piece, format, arguments);
    va_end(arguments);
    append(server->log, server->log[0] == '\0' ? "" : "; ");
    append(server->log, piece);
}

static void deliver(struct server *server, const struct trib_due *due) {
    static const char *const causes[] = {"sent", "passed on", "declined", "silence"};
    struct trib_delivery *row = &server->rows[due->row];
    int day = (int)(due->at_ms / DAY_MS) - DAY_0;
    assert_int_equal(row->state, TRIB_DELIVERY_SCHEDULED);
    assert_int_equal(due->from == TRIB_VIA_ROOT, due->release == TRIB_RELEASE_SENT);
    row->state = TRIB_DELIVERY_DELIVERED;
    row->delivered_at_ms = due->at_ms;
    if (due->from == TRIB_VIA_ROOT) {
        server->from[due->row] = NULL;
        write_log(server, "%d %s", day, row->organization);
        return;
    }
    server->from[due->row] = server->rows[due->from].organization;
    write_log(server, "%d %s from %s, %s%s", day, row->organization, server->from[due->row],
              causes[due->release], due->is_reason_told ? " and told why" : "");
}

/* Delivers what is due today; returns the next day on which something is, INT_MAX for none. */
static int tick(struct server *server) {
    struct trib_due dues[ROWS_MAX];
    struct trib_deliveries deliveries = deliveries_of(server);
    int64_t next_at_ms = 0;
    if (server->is_paused) {
        return INT_MAX;
    }
    size_t count = trib_dispatch_dues(&server->dispatch, &server->audience, &deliveries, dues);
    assert_true(count <= server->row_count);
    size_t now = trib_dues_now(dues, count, ms_of(server->day), &next_at_ms);
    for (size_t i = 0; i < now; i++) {
        deliver(server, &dues[i]);
    }
    assert_true(next_at_ms > ms_of(server->day));
    return next_at_ms == TRIB_NEVER ? INT_MAX : (int)(next_at_ms / DAY_MS) - DAY_0;
}

/* Lets the days go by as timers would ring. */
static void wait_until(struct server *server, int day) {
    for (int next = tick(server); next <= day; next = tick(server)) {
        server->day = next;
    }
    server->day = day;
    (void)tick(server);
}

static void insert_row(struct server *server, const struct trib_recipient *recipient) {
    size_t place = server->row_count++;
    assert_true(server->row_count <= ROWS_MAX);
    for (; place > 0 && strcmp(server->rows[place - 1].organization, recipient->organization) > 0;
         place--) {
        server->rows[place] = server->rows[place - 1];
        server->from[place] = server->from[place - 1];
    }
    server->rows[place] = (struct trib_delivery){
        .organization = recipient->organization,
        .mode = recipient->mode,
        .made_at_ms = ms_of(server->day),
    };
    server->from[place] = NULL;
}

/* Sends: the links are in place. */
static void send(struct server *server) {
    server->dispatch.is_open = true;
    assert_int_equal(
        trib_audience_make(server->links, server->link_count, server->root, &server->audience),
        TRIB_AUDIENCE_MADE);
    for (size_t i = 0; i < server->audience.count; i++) {
        insert_row(server, &server->audience.recipients[i]);
    }
    (void)tick(server);
}

static void write_change(struct server *server, const struct trib_audience_change *change) {
    if (change->step == TRIB_AUDIENCE_JOINS || change->step == TRIB_AUDIENCE_RETURNS) {
        const char *verb = change->step == TRIB_AUDIENCE_JOINS ? "joins" : "returns";
        if (change->due_day == TRIB_DUE_NONE) {
            write_log(server, "%d %s %s", server->day, change->organization, verb);
        } else {
            write_log(server, "%d %s %s, due %d", server->day, change->organization, verb,
                      change->due_day - DAY_0);
        }
        return;
    }
    assert_int_equal(change->due_day, TRIB_DUE_NONE);
    if (change->step == TRIB_AUDIENCE_LAPSES) {
        write_log(server, "%d %s lapses", server->day, change->organization);
    }
    if (change->is_mode_changed) {
        write_log(server, "%d %s has %s", server->day, change->organization,
                  trib_delivery_mode_name(change->mode));
    }
    if (change->is_via_changed) {
        write_log(server, "%d %s another way", server->day, change->organization);
    }
}

/* Changes one row as told; row indexes hold until the first row is inserted, so those come last. */
static void apply_change(struct server *server, const struct trib_audience *now,
                         const struct trib_audience_change *change) {
    if (change->step == TRIB_AUDIENCE_JOINS) {
        assert_int_equal(change->row, TRIB_NOWHERE);
        insert_row(server, &now->recipients[change->recipient]);
        return;
    }
    struct trib_delivery *row = &server->rows[change->row];
    assert_string_equal(row->organization, change->organization);
    enum trib_delivery_state next =
        change->step == TRIB_AUDIENCE_LAPSES ? TRIB_DELIVERY_LAPSED : TRIB_DELIVERY_SCHEDULED;
    if (change->step != TRIB_AUDIENCE_STAYS) {
        const struct trib_transition *transition =
            trib_machine_transition(&trib_delivery_machine, (int)row->state, (int)next);
        assert_non_null(transition);
        assert_int_equal(transition->movers, TRIB_MOVER_NOBODY);
        row->state = next;
    }
    row->mode = change->mode;
    if (change->step == TRIB_AUDIENCE_RETURNS) {
        *row = (struct trib_delivery){.organization = row->organization,
                                      .mode = change->mode,
                                      .made_at_ms = ms_of(server->day)};
    }
}

/* Links have changed: rows follow, and a second comparison finds nothing more to do. */
static void recompute(struct server *server) {
    struct trib_audience now = {0};
    struct trib_audience_change changes[ROWS_MAX * 2];
    struct trib_deliveries deliveries = deliveries_of(server);
    assert_int_equal(trib_audience_make(server->links, server->link_count, server->root, &now),
                     TRIB_AUDIENCE_MADE);
    size_t count = trib_audience_compare(&server->dispatch, &server->audience, &now, &deliveries,
                                         DAY_0 + server->day, changes);
    for (size_t i = 0; i < count; i++) {
        assert_true(i == 0 || strcmp(changes[i - 1].organization, changes[i].organization) < 0);
        write_change(server, &changes[i]);
    }
    for (size_t i = 0; i < 2 * count; i++) {
        const struct trib_audience_change *change = &changes[i % count];
        if ((change->step == TRIB_AUDIENCE_JOINS) == (i >= count)) {
            apply_change(server, &now, change);
        }
    }
    trib_audience_finish(&server->audience);
    server->audience = now;
    deliveries = deliveries_of(server);
    assert_int_equal(trib_audience_compare(&server->dispatch, &server->audience, &server->audience,
                                           &deliveries, DAY_0 + server->day, changes),
                     0);
}

/* A link that is new, or of a pair that has one another standing. */
static void set_link(struct server *server, const struct trib_dispatch_link *link) {
    size_t place = 0;
    while (place < server->link_count && (strcmp(server->links[place].child, link->child) != 0 ||
                                          strcmp(server->links[place].parent, link->parent) != 0)) {
        place++;
    }
    assert_true(place < LINKS_MAX);
    server->links[place] = *link;
    server->link_count += place == server->link_count;
    recompute(server);
}

/* An organization goes on, by the states in between where it must. */
static void answer(struct trib_delivery *row, enum trib_delivery_state state) {
    while (row->state != state) {
        const struct trib_machine *machine = &trib_delivery_machine;
        enum trib_delivery_state next = state;
        if (trib_machine_transition(machine, (int)row->state, (int)next) == NULL) {
            next = row->state == TRIB_DELIVERY_DELIVERED ? TRIB_DELIVERY_ACKNOWLEDGED
                                                         : TRIB_DELIVERY_ACTING;
        }
        const struct trib_transition *transition =
            trib_machine_transition(machine, (int)row->state, (int)next);
        assert_non_null(transition);
        assert_int_equal(transition->movers, TRIB_MOVER_OWN_DELEGATE);
        row->state = next;
    }
}

static void pass_on(struct server *server, size_t passer) {
    struct trib_deliveries deliveries = deliveries_of(server);
    server->rows[passer].passed_on_at_ms = ms_of(server->day);
    for (size_t i = 0; i < server->row_count; i++) {
        size_t others[ROWS_MAX];
        size_t from = server->from[i] == NULL ? TRIB_VIA_ROOT : row_of(server, server->from[i]);
        if (server->rows[i].delivered_at_ms == 0) {
            continue;
        }
        size_t count = trib_delivery_also_from(&server->audience, &deliveries, i, from, others);
        for (size_t j = 0; j < count; j++) {
            if (others[j] == passer) {
                /* the latest comes last */
                assert_true(server->rows[others[count - 1]].passed_on_at_ms == ms_of(server->day));
                write_log(server, "%d %s also from %s", server->day, server->rows[i].organization,
                          server->rows[passer].organization);
            }
        }
    }
}

static void recall(struct server *server) {
    server->dispatch.is_open = false;
    for (size_t i = 0; i < server->row_count; i++) {
        struct trib_delivery *row = &server->rows[i];
        bool may = trib_machine_transition(&trib_delivery_machine, (int)row->state,
                                           TRIB_DELIVERY_RECALLED) != NULL;
        assert_int_equal(may, !trib_delivery_is_settled(row->state));
        row->state = may ? TRIB_DELIVERY_RECALLED : row->state;
    }
}

/* One thing that an organization does, "pass A"; false when it is none of those. */
static bool act(struct server *server, const char *verb, const char *organization) {
    static const struct {
        const char *verb;
        enum trib_delivery_state state;
    } answers[] = {
        {"acknowledge", TRIB_DELIVERY_ACKNOWLEDGED},
        {"localise", TRIB_DELIVERY_LOCALISED},
        {"act", TRIB_DELIVERY_ACTING},
        {"report", TRIB_DELIVERY_REPORTED},
        {"decline", TRIB_DELIVERY_DECLINED},
        {"decline-and-tell", TRIB_DELIVERY_DECLINED},
    };
    size_t row = row_of(server, organization);
    if (strcmp(verb, "pass") == 0) {
        assert_int_not_equal(row, TRIB_NOWHERE);
        pass_on(server, row);
        return true;
    }
    for (size_t i = 0; i < UNIT_COUNT(answers); i++) {
        if (strcmp(answers[i].verb, verb) == 0) {
            assert_int_not_equal(row, TRIB_NOWHERE);
            answer(&server->rows[row], answers[i].state);
            if (answers[i].state == TRIB_DELIVERY_DECLINED) {
                server->rows[row].declined_at_ms = ms_of(server->day);
                server->rows[row].is_reason_told = strcmp(verb, "decline") != 0;
            }
            return true;
        }
    }
    return false;
}

/* One thing that happens to the dispatch: "link R-m>A", "close", "wait". */
static void happen(struct server *server, const char *verb, const char *object) {
    if (strcmp(verb, "link") == 0) {
        struct trib_dispatch_link link = read_link(object);
        set_link(server, &link);
    } else if (strcmp(verb, "close") == 0) {
        server->dispatch.is_open = false;
    } else if (strcmp(verb, "recall") == 0) {
        recall(server);
    } else if (strcmp(verb, "pause") == 0) {
        server->is_paused = true;
    } else if (strcmp(verb, "resume") == 0) {
        server->is_paused = false;
        server->dispatch.resumed_at_ms = ms_of(server->day);
    } else {
        assert_true(strcmp(verb, "wait") == 0 || strcmp(verb, "away") == 0);
    }
}

/* Plays "3:pass:B 5:link:R-m>C": each on its day, with what falls due before and then. */
static void play(struct server *server, const char *events) {
    char word[ID_BYTES * 2];
    while (next_word(&events, word)) {
        char verb[ID_BYTES];
        char object[ID_BYTES];
        int day = 0;
        assert_int_equal(sscanf(word, "%d:%31[^:]:%31s", &day, verb, object), 3);
        assert_true(day >= server->day);
        if (strcmp(verb, "away") != 0) { /* nobody asks what is due meanwhile */
            wait_until(server, day);
        }
        server->day = day;
        if (!act(server, verb, object)) {
            happen(server, verb, object);
        }
        (void)tick(server);
    }
}

static void write_share(char text[static TEXT_BYTES], const char *word, size_t count,
                        size_t total) {
    char piece[64];
    uint32_t percent = 0;
    assert_true(trib_coverage_percent(count, total, &percent));
    snprintf(piece, sizeof piece, ", %s %zu (%u %%)", word, count, percent);
    append(text, piece);
}

/* "N 3: reached 3 (100 %), …; A 2; B 2; 1 in more than one". */
static void write_coverage(const struct server *server, char text[static TEXT_BYTES]) {
    char piece[64];
    struct trib_deliveries deliveries = deliveries_of(server);
    struct trib_coverage all = trib_coverage_of_all(&deliveries, ms_of(server->day), 7);
    snprintf(piece, sizeof piece, "N %zu", all.total);
    append(text, piece);
    if (all.total > 0) {
        write_share(text, "reached", all.reached, all.total);
        write_share(text, "answered", all.answered, all.total);
        write_share(text, "acting", all.acting, all.total);
        write_share(text, "reported", all.reported, all.total);
        snprintf(piece, sizeof piece, ", declined %zu, silent %zu", all.declined, all.silent);
        append(text, piece);
    }
    for (size_t i = 0; i < server->audience.count; i++) {
        const struct trib_recipient *recipient = &server->audience.recipients[i];
        struct trib_coverage branch;
        if (recipient->depth == 1) {
            assert_true(trib_coverage_of_branch(&server->audience, &deliveries,
                                                recipient->organization, ms_of(server->day), 7,
                                                &branch));
            snprintf(piece, sizeof piece, "; %s %zu", recipient->organization, branch.total);
            append(text, piece);
        }
    }
    snprintf(piece, sizeof piece, "; %zu in more than one",
             trib_coverage_overlap(&server->audience, &deliveries));
    append(text, piece);
}

static struct story {
    const char *name;
    const char *links;
    const char *events;
    const char *log;
    const char *coverage; /* in the end; NULL: not asked */
    int due;              /* the dispatch's, as a day of the story; 0: none */
    bool is_broadcast;
    bool is_impatient; /* pass_on_days is 0 */
} stories[] = {
    {"a. who has two parents has it from the first that passes it on",
     .links = "R-m>A R-m>B A-m>C B-m>C", .events = "3:pass:B 5:pass:A",
     .log = "0 A; 0 B; 3 C from B, passed on; 5 C also from A",
     .coverage = "N 3, reached 3 (100 %), answered 0 (0 %), acting 0 (0 %), reported 0 (0 %), "
                 "declined 0, silent 0; A 2; B 2; 1 in more than one"},
    {"b. information is passed on by the same rule and counted nowhere", .links = "R-o>O O-m>K",
     .events = "40:wait:-", .log = "0 O; 14 K from O, silence",
     .coverage = "N 0; O 0; 0 in more than one"},
    {"c. a path of members makes it a mandate", .links = "R-o>O O-m>K R-m>A A-m>K",
     .events = "40:wait:-", .log = "0 A; 0 O; 14 K from A, silence",
     .coverage = "N 2, reached 2 (100 %), answered 0 (0 %), acting 0 (0 %), reported 0 (0 %), "
                 "declined 0, silent 2; A 2; O 1; 1 in more than one"},
    {"d. who declines lets its members have it at once", .links = "R-m>A A-m>A1 A-m>A2",
     .events = "2:decline:A 4:act:A1 9:report:A2",
     .log = "0 A; 2 A1 from A, declined; 2 A2 from A, declined",
     .coverage = "N 3, reached 3 (100 %), answered 3 (100 %), acting 2 (66 %), reported 1 (33 %), "
                 "declined 1, silent 0; A 3; 0 in more than one"},
    {"the members are told why when the parent lets them", .links = "R-m>A A-m>A1",
     .events = "2:decline-and-tell:A", .log = "0 A; 2 A1 from A, declined and told why"},
    {"who declined and thinks better of it has let it go all the same", .links = "R-m>A A-m>A1",
     .events = "2:decline:A 3:acknowledge:A 20:link:A-m>A2",
     .log = "0 A; 2 A1 from A, declined; 20 A2 joins; 20 A2 from A, declined"},
    {"e. each silent level takes 14 days", .links = "R-m>A A-m>A1 A1-m>A11",
     .events = "13:wait:- 27:wait:- 100:wait:-",
     .log = "0 A; 14 A1 from A, silence; 28 A11 from A1, silence"},
    {"a level that passes it on shortens the way for all below", .links = "R-m>A A-m>A1 A1-m>A11",
     .events = "5:pass:A 100:wait:-",
     .log = "0 A; 5 A1 from A, passed on; 19 A11 from A1, silence"},
    {"silence is over when 14 days are, whatever is passed on later", .links = "R-m>A A-m>A1",
     .events = "14:pass:A 15:wait:-", .log = "0 A; 14 A1 from A, silence"},
    {"the nearer parent's silence ends first", .links = "R-m>A A-m>B B-m>C R-m>D D-m>C",
     .events = "100:wait:-", .log = "0 A; 0 D; 14 B from A, silence; 14 C from D, silence"},
    {"of two that are silent alike, the lead parent is named",
     .links = "R-m>A R-m>B A-m>C@5 B-m>C@4", .events = "20:wait:-",
     .log = "0 A; 0 B; 14 C from B, silence"},
    {"nothing is delivered in a pause, and what was due then is when it is over",
     .links = "R-m>A A-m>B B-m>C R-m>D D-m>E",
     .events = "10:pause:- 12:pass:D 40:resume:- 60:wait:-",
     .log = "0 A; 0 D; 40 B from A, silence; 40 E from D, passed on; 54 C from B, silence"},
    {"of two at once, who passed it on counts before who declined",
     .links = "R-m>A R-m>B A-m>C B-m>C", .events = "2:pause:- 3:decline:A 3:pass:B 4:resume:-",
     .log = "0 A; 0 B; 4 C from B, passed on"},
    {"of two at once, who declined counts before who is silent", .links = "R-m>A R-m>B A-m>C B-m>C",
     .events = "2:pause:- 14:decline:B 20:resume:-", .log = "0 A; 0 B; 20 C from B, declined"},
    {"of two in a pause, the first counts, whatever it did", .links = "R-m>A R-m>B A-m>C B-m>C",
     .events = "2:pause:- 3:decline:A 4:pass:B 5:resume:-",
     .log = "0 A; 0 B; 5 C from A, declined"},
    {"who passes it on and declines on one day has passed it on", .links = "R-m>A A-m>B",
     .events = "2:pause:- 3:pass:A 3:decline:A 5:resume:-", .log = "0 A; 5 B from A, passed on"},
    {"who passes it on in the instant its days are over has passed it on", .links = "R-m>A A-m>B",
     .events = "2:pause:- 14:pass:A 20:resume:-", .log = "0 A; 20 B from A, passed on"},
    {"after closing nothing is delivered any more", .links = "R-m>A A-m>B",
     .events = "5:close:- 40:wait:-", .log = "0 A"},
    {"who passes it on and then declines has passed it on", .links = "R-m>A A-m>B",
     .events = "2:pause:- 3:pass:A 4:decline:A 5:resume:-", .log = "0 A; 5 B from A, passed on"},
    {"a server that was away delivers as if it had not been",
     .links = "R-m>A A-m>A1 A1-m>A11 A11-m>A111", .events = "40:away:- 60:wait:-",
     .log = "0 A; 14 A1 from A, silence; 28 A11 from A1, silence; 42 A111 from A11, silence"},
    {"the root's members do not wait for another parent", .links = "R-m>A R-m>B A-m>B",
     .events = "1:pass:A", .log = "0 A; 0 B; 1 B also from A"},
    {"a broadcast is with all at once", .links = "R-m>A A-m>B B-m>C R-o>O O-m>P",
     .events = "3:pass:A 3:link:C-m>D",
     .log = "0 A; 0 B; 0 C; 0 O; 0 P; 3 B also from A; 3 D joins; 3 D", .is_broadcast = true},
    {"no days to pass it on is a cascade at once", .links = "R-m>A A-m>B B-m>C",
     .events = "0:wait:-", .log = "0 A; 0 B from A, silence; 0 C from B, silence",
     .is_impatient = true},
    {"f. who joins has it at once when the parent's days are over, and counts",
     .links = "R-m>A R-m>B R-m>C R-m>D R-m>E",
     .events = "1:act:A 1:act:B 1:act:C 1:act:D 20:link:A-m>J",
     .log = "0 A; 0 B; 0 C; 0 D; 0 E; 20 J joins, due 60; 20 J from A, silence",
     .coverage = "N 6, reached 6 (100 %), answered 4 (66 %), acting 4 (66 %), reported 0 (0 %), "
                 "declined 0, silent 1; A 2; B 1; C 1; D 1; E 1; 0 in more than one",
     .due = 60},
    {"f. before that, four of five are acting", .links = "R-m>A R-m>B R-m>C R-m>D R-m>E",
     .events = "1:act:A 1:act:B 1:act:C 1:act:D", .log = "0 A; 0 B; 0 C; 0 D; 0 E",
     .coverage = "N 5, reached 5 (100 %), answered 4 (80 %), acting 4 (80 %), reported 0 (0 %), "
                 "declined 0, silent 0; A 1; B 1; C 1; D 1; E 1; 0 in more than one",
     .due = 60},
    {"f. who joins late has 30 days", .links = "R-m>A", .events = "50:link:A-m>J",
     .log = "0 A; 50 J joins, due 80; 50 J from A, silence", .due = 60},
    {"f. after closing nobody gets a row", .links = "R-m>A R-o>B",
     .events = "20:close:- 50:link:A-m>J 51:link:R-m>B", .log = "0 A; 0 B", .due = 60},
    {"h. an applicant gets its row when it is admitted", .links = "R-m>A R-a>J J-m>K",
     .events = "20:link:R-t>J 25:link:R-m>J",
     .log = "0 A; 20 J joins, due 60; 20 K joins, due 60; 20 J; 25 J has mandate; 25 K has mandate",
     .due = 60},
    {"who joins early waits with the others", .links = "R-m>A A-m>B",
     .events = "5:link:A-m>J 20:wait:-",
     .log = "0 A; 5 J joins; 14 B from A, silence; 14 J from A, silence"},
    {"who joins after a parent has passed it on has it at once", .links = "R-m>A",
     .events = "3:pass:A 5:link:A-m>J", .log = "0 A; 5 J joins; 5 J from A, passed on"},
    {"who joins brings its members along, and they wait for it", .links = "R-m>A J-m>K K-m>L",
     .events = "20:link:R-m>J 60:wait:-",
     .log = "0 A; 20 J joins, due 60; 20 K joins, due 60; 20 L joins, due 60; 20 J; "
            "34 K from J, silence; 48 L from K, silence",
     .due = 60},
    {"without a due a newcomer has none either", .links = "R-m>A", .events = "50:link:R-m>J",
     .log = "0 A; 50 J joins; 50 J"},
    {"who leaves one of two parents keeps its row", .links = "R-m>A R-m>B A-m>C B-m>C",
     .events = "3:pass:B 5:link:B-l>C", .log = "0 A; 0 B; 3 C from B, passed on; 5 C another way"},
    {"who leaves the parent it waited for waits for the other", .links = "R-m>A R-m>B A-m>C",
     .events = "8:link:B-m>C 9:link:A-l>C 9:pass:A 10:pass:B",
     .log = "0 A; 0 B; 8 C another way; 9 C another way; 10 C from B, passed on"},
    {"who is out of reach lapses, and leaves every denominator", .links = "R-m>A A-m>B A-m>C R-m>D",
     .events = "1:pass:A 2:act:B 5:link:R-l>A",
     .log = "0 A; 0 D; 1 B from A, passed on; 1 C from A, passed on; "
            "5 A lapses; 5 B lapses; 5 C lapses",
     .coverage = "N 1, reached 1 (100 %), answered 0 (0 %), acting 0 (0 %), reported 0 (0 %), "
                 "declined 0, silent 0; D 1; 0 in more than one"},
    {"who was suspended lapses, and has its row again when that is over", .links = "R-m>A A-m>B",
     .events = "1:act:A 5:link:R-s>A 20:link:R-m>A 25:pass:A",
     .log = "0 A; 5 A lapses; 5 B lapses; 20 A returns, due 60; 20 B returns, due 60; 20 A; "
            "25 B from A, passed on",
     .due = 60},
    {"what was reported or declined stays and is counted", .links = "R-m>A R-m>B R-m>C",
     .events = "1:report:A 2:decline:B 9:link:R-l>A 9:link:R-l>B 9:link:R-s>C",
     .log = "0 A; 0 B; 0 C; 9 A another way; 9 B another way; 9 C lapses",
     .coverage = "N 2, reached 2 (100 %), answered 2 (100 %), acting 1 (50 %), reported 1 (50 %), "
                 "declined 1, silent 0; 0 in more than one"},
    {"who is made an observer has information from then on", .links = "R-m>A A-m>B",
     .events = "5:link:R-o>A", .log = "0 A; 5 A has information; 5 B has information"},
    {"but not who is acting or has reported", .links = "R-m>A R-m>B R-m>C",
     .events = "1:act:A 1:report:B 1:acknowledge:C 5:link:R-o>A 5:link:R-o>B 5:link:R-o>C",
     .log = "0 A; 0 B; 0 C; 5 C has information",
     .coverage = "N 2, reached 2 (100 %), answered 2 (100 %), acting 2 (100 %), reported 1 (50 %), "
                 "declined 0, silent 0; A 1; B 1; C 0; 0 in more than one"},
    {"a report of information is counted once it is a mandate", .links = "R-o>A",
     .events = "1:report:A 5:link:R-m>A", .log = "0 A; 5 A has mandate",
     .coverage =
         "N 1, reached 1 (100 %), answered 1 (100 %), acting 1 (100 %), reported 1 (100 %), "
         "declined 0, silent 0; A 1; 0 in more than one"},
    {"a recall leaves what was reported or declined, and nothing is delivered any more",
     .links = "R-m>A R-m>B R-m>C A-m>D",
     .events = "1:report:A 2:decline:B 3:acknowledge:C 5:recall:- 40:link:R-m>E 41:link:R-l>C",
     .log = "0 A; 0 B; 0 C",
     .coverage = "N 2, reached 2 (100 %), answered 2 (100 %), acting 1 (50 %), reported 1 (50 %), "
                 "declined 1, silent 0; A 1; B 1; E 0; 0 in more than one"},
    {"another lead parent is another way", .links = "R-m>A R-m>B A-m>C@5 B-m>C@6",
     .events = "3:link:B-m>C@4", .log = "0 A; 0 B; 3 C another way"},
    {"coming nearer to the root is another way", .links = "R-m>A A-m>B B-m>C",
     .events = "1:pass:A 2:link:R-m>B",
     .log = "0 A; 1 B from A, passed on; 2 B another way; 2 C another way"},
    {"who is silent for 7 days and who is not yet", .links = "R-m>A R-m>B B-m>D R-o>O",
     .events = "1:pass:B 2:acknowledge:B 7:wait:-", .log = "0 A; 0 B; 0 O; 1 D from B, passed on",
     .coverage = "N 3, reached 3 (100 %), answered 1 (33 %), acting 0 (0 %), reported 0 (0 %), "
                 "declined 0, silent 1; A 1; B 2; O 0; 0 in more than one"},
};

static void is_played(void **state) {
    const struct story *story = *state;
    static struct server server;
    char coverage[TEXT_BYTES] = "";
    server = (struct server){.root = "R"};
    server.dispatch.is_broadcast = story->is_broadcast;
    server.dispatch.pass_on_days = story->is_impatient ? 0 : TRIB_PASS_ON_DAYS_DEFAULT;
    server.dispatch.due_day = story->due == 0 ? TRIB_DUE_NONE : DAY_0 + story->due;
    server.link_count = read_links(story->links, server.links);
    send(&server);
    play(&server, story->events);
    assert_string_equal(server.log, story->log);
    if (story->coverage != NULL) {
        write_coverage(&server, coverage);
        assert_string_equal(coverage, story->coverage);
    }
    trib_audience_finish(&server.audience);
}

/* Random graphs, and the rules by plain recursion. */

static uint64_t random_state;

static uint32_t draw(uint32_t below) { /* xorshift64 */
    random_state ^= random_state << 13;
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (uint32_t)(random_state >> 33) % below;
}

#define NODES_MAX 9u /* the root is the first; all paths of so few can be walked */

static const char *const node_ids[NODES_MAX] = {"R", "d", "a", "g", "b", "f", "c", "h", "e"};

struct random_graph {
    struct trib_dispatch_link links[LINKS_MAX];
    size_t link_count, node_count;
};

static struct trib_dispatch_link draw_link(size_t node_count) {
    static const char statuses[] = "mmmmmoottasl";
    return (struct trib_dispatch_link){
        .child = node_ids[draw((uint32_t)node_count)],
        .parent = node_ids[draw((uint32_t)node_count)],
        .status = status_of(statuses[draw(sizeof statuses - 1)]),
        .joined_day = draw(4) == 0 ? TRIB_JOINED_UNKNOWN : (int32_t)draw(4) - 1,
    };
}

static void draw_graph(struct random_graph *graph, uint64_t seed) {
    random_state = seed * 0x9E3779B97F4A7C15u + 1;
    graph->node_count = 2 + draw(NODES_MAX - 1);
    graph->link_count = draw(20);
    for (size_t i = 0; i < graph->link_count; i++) {
        graph->links[i] = draw_link(graph->node_count);
    }
}

static size_t node_of(const char *id) {
    size_t node = 0;
    while (strcmp(node_ids[node], id) != 0) {
        node++;
    }
    return node;
}

static bool counts(const struct trib_dispatch_link *link) {
    return link->status != TRIB_AFFILIATION_APPLICANT &&
           link->status != TRIB_AFFILIATION_SUSPENDED && link->status != TRIB_AFFILIATION_LEFT;
}

struct reach { /* by all paths without a circle */
    bool is_reached[NODES_MAX], is_mandate[NODES_MAX];
    uint32_t depth[NODES_MAX];
};

static void walk_all(const struct random_graph *graph, size_t node, unsigned visited,
                     uint32_t length, bool is_mandate, struct reach *reach) {
    for (size_t i = 0; i < graph->link_count; i++) {
        const struct trib_dispatch_link *link = &graph->links[i];
        size_t child = node_of(link->child);
        if (node_of(link->parent) != node || !counts(link) || (visited & 1u << child) != 0) {
            continue;
        }
        bool is_member = is_mandate && link->status == TRIB_AFFILIATION_MEMBER;
        if (!reach->is_reached[child] || length < reach->depth[child]) {
            reach->depth[child] = length;
        }
        reach->is_reached[child] = true;
        reach->is_mandate[child] = reach->is_mandate[child] || is_member;
        walk_all(graph, child, visited | 1u << child, length + 1, is_member, reach);
    }
}

static struct reach reach_of(const struct random_graph *graph) {
    struct reach reach = {{false}, {false}, {0}};
    walk_all(graph, 0, 1u, 1, true, &reach);
    return reach;
}

static void make(const struct random_graph *graph, struct trib_audience *out_audience) {
    *out_audience = (struct trib_audience){0};
    assert_int_equal(trib_audience_make(graph->links, graph->link_count, "R", out_audience),
                     TRIB_AUDIENCE_MADE);
}

static bool has_link(const struct random_graph *graph, size_t parent, size_t child) {
    for (size_t i = 0; i < graph->link_count; i++) {
        if (counts(&graph->links[i]) && node_of(graph->links[i].parent) == parent &&
            node_of(graph->links[i].child) == child) {
            return true;
        }
    }
    return false;
}

static int32_t joined_of(const struct random_graph *graph, size_t parent, size_t child) {
    int32_t day = TRIB_JOINED_UNKNOWN;
    for (size_t i = 0; i < graph->link_count; i++) {
        const struct trib_dispatch_link *link = &graph->links[i];
        if (counts(link) && node_of(link->parent) == parent && node_of(link->child) == child &&
            link->joined_day < day) {
            day = link->joined_day;
        }
    }
    return day;
}

/* Whether one parent leads before another: 4.1's order, in its own words. */
static bool leads(const struct random_graph *graph, const struct reach *reach, size_t child,
                  size_t one, size_t other) {
    int32_t one_day = joined_of(graph, one, child);
    int32_t other_day = joined_of(graph, other, child);
    if (reach->depth[one] != reach->depth[other]) {
        return reach->depth[one] < reach->depth[other];
    }
    return one_day != other_day ? one_day < other_day : strcmp(node_ids[one], node_ids[other]) < 0;
}

static void check_vias(const struct random_graph *graph, const struct reach *reach,
                       const struct trib_audience *audience, size_t index) {
    const struct trib_recipient *recipient = &audience->recipients[index];
    size_t child = node_of(recipient->organization);
    size_t expected_count = 0;
    size_t previous = 0;
    for (size_t parent = 0; parent < graph->node_count; parent++) {
        bool is_there = parent == 0 || reach->is_reached[parent];
        expected_count += parent != child && is_there && has_link(graph, parent, child);
    }
    assert_int_equal(recipient->via_count, expected_count);
    for (size_t i = 0; i < recipient->via_count; i++) {
        size_t number = audience->vias[recipient->via_first + i].parent;
        size_t parent =
            number == TRIB_VIA_ROOT ? 0 : node_of(audience->recipients[number].organization);
        assert_true(has_link(graph, parent, child));
        assert_true(i == 0 || leads(graph, reach, child, previous, parent));
        previous = parent;
    }
}

static void scope_and_mode_are_those_of_all_paths(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        struct random_graph graph;
        struct trib_audience audience;
        size_t count = 0;
        draw_graph(&graph, seed);
        struct reach reach = reach_of(&graph);
        make(&graph, &audience);
        for (size_t i = 0; i < audience.count; i++) {
            const struct trib_recipient *recipient = &audience.recipients[i];
            size_t node = node_of(recipient->organization);
            assert_true(i == 0 || strcmp(audience.recipients[i - 1].organization,
                                         recipient->organization) < 0); /* each once */
            assert_true(reach.is_reached[node]);
            assert_int_equal(recipient->depth, reach.depth[node]);
            assert_int_equal(recipient->mode == TRIB_DELIVERY_MANDATE, reach.is_mandate[node]);
            check_vias(&graph, &reach, &audience, i);
        }
        for (size_t node = 1; node < graph.node_count; node++) {
            count += reach.is_reached[node];
        }
        assert_int_equal(audience.count, count);
        trib_audience_finish(&audience);
    }
}

static void a_further_link_takes_nothing_from_anybody(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        struct random_graph graph;
        struct trib_audience before;
        struct trib_audience after;
        draw_graph(&graph, seed);
        make(&graph, &before);
        graph.links[graph.link_count++] = draw_link(graph.node_count);
        make(&graph, &after);
        for (size_t i = 0; i < before.count; i++) {
            const struct trib_recipient *then = &before.recipients[i];
            size_t found = trib_audience_find(&after, then->organization);
            assert_int_not_equal(found, TRIB_NOWHERE);
            assert_true(after.recipients[found].mode >= then->mode);
            assert_true(after.recipients[found].depth <= then->depth);
        }
        trib_audience_finish(&before);
        trib_audience_finish(&after);
    }
}

/* What each organization does with what it has, so many days behind its own delivery. */
struct habit {
    int lag;
    bool passes_on, declines;
};

static int days_held(const struct habit *habit) {
    bool acts = habit->passes_on || habit->declines;
    return acts && habit->lag < 14 ? habit->lag : 14;
}

/* The day each organization has it: again and again the least over its parents, until it stays. */
static void reckon_days(const struct random_graph *graph, const struct habit *habits,
                        int days[static NODES_MAX]) {
    for (size_t node = 0; node < NODES_MAX; node++) {
        days[node] = INT_MAX;
    }
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (size_t i = 0; i < graph->link_count; i++) {
            size_t parent = node_of(graph->links[i].parent);
            size_t child = node_of(graph->links[i].child);
            int day = 0;
            if (parent != 0) {
                day = days[parent] == INT_MAX ? INT_MAX : days[parent] + days_held(&habits[parent]);
            }
            if (counts(&graph->links[i]) && child != 0 && day < days[child]) {
                days[child] = day;
                is_changed = true;
            }
        }
    }
}

static void send_graph(struct server *server, const struct random_graph *graph) {
    *server = (struct server){.root = "R", .dispatch = {.pass_on_days = 14}};
    server->dispatch.due_day = TRIB_DUE_NONE;
    memcpy(server->links, graph->links, sizeof graph->links);
    server->link_count = graph->link_count;
    send(server);
}

/* Who has it long enough does with it what it is used to. */
static void act_by_habit(struct server *server, const struct habit *habits) {
    for (size_t i = 0; i < server->row_count; i++) {
        struct trib_delivery *row = &server->rows[i];
        const struct habit *habit = &habits[node_of(row->organization)];
        if (row->delivered_at_ms == 0 ||
            row->delivered_at_ms + habit->lag * DAY_MS != ms_of(server->day)) {
            continue;
        }
        if (habit->passes_on && row->passed_on_at_ms == 0) {
            pass_on(server, i);
        }
        if (habit->declines && row->state == TRIB_DELIVERY_DELIVERED) {
            row->state = TRIB_DELIVERY_DECLINED;
            row->declined_at_ms = ms_of(server->day);
        }
    }
}

/* Whether the states of one dispatch divide its audience among them, as coverage counts them. */
static void check_partition(const struct server *server) {
    size_t counts_by_state[TRIB_DELIVERY_STATE_COUNT] = {0};
    struct trib_deliveries deliveries = deliveries_of(server);
    struct trib_coverage all = trib_coverage_of_all(&deliveries, ms_of(server->day), 0);
    size_t total = 0;
    assert_int_equal(server->row_count, server->audience.count);
    for (size_t i = 0; i < server->row_count; i++) {
        assert_int_equal(trib_audience_find(&server->audience, server->rows[i].organization), i);
        counts_by_state[server->rows[i].state]++;
    }
    for (int i = 0; i < TRIB_DELIVERY_STATE_COUNT; i++) {
        total += counts_by_state[i];
    }
    assert_int_equal(total, server->audience.count);
    assert_int_equal(all.reached, all.answered + all.silent);
    assert_true(all.reached <= all.total && all.reported <= all.acting);
    assert_true(all.acting + all.declined <= all.answered);
}

static void each_has_it_on_the_day_the_rule_says(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        static struct server server;
        struct random_graph graph;
        struct habit habits[NODES_MAX];
        int days[NODES_MAX];
        draw_graph(&graph, seed);
        for (size_t i = 0; i < NODES_MAX; i++) {
            habits[i] = (struct habit){(int)draw(20), draw(3) == 0, draw(3) == 0};
        }
        reckon_days(&graph, habits, days);
        send_graph(&server, &graph);
        for (; server.day < (int)NODES_MAX * 14; server.day++) {
            for (size_t i = 0; i < NODES_MAX; i++) { /* who has it today may let it go today */
                act_by_habit(&server, habits);
                (void)tick(&server);
                server.log[0] = '\0';
            }
            check_partition(&server);
        }
        for (size_t i = 0; i < server.row_count; i++) {
            const struct trib_delivery *row = &server.rows[i];
            uint32_t depth = server.audience.recipients[i].depth;
            int day = (int)(row->delivered_at_ms / DAY_MS) - DAY_0;
            assert_int_not_equal(row->state, TRIB_DELIVERY_SCHEDULED);
            assert_int_equal(day, days[node_of(row->organization)]);
            assert_true(day <= (int)(depth - 1) * 14); /* 14 days a level, the first has none */
        }
        trib_audience_finish(&server.audience);
    }
}

/* Asked once, when it is sent, what will be if nobody does anything: 14 days a level, exactly. */
static void silence_costs_14_days_a_level(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        static struct server server;
        struct random_graph graph;
        struct trib_due dues[ROWS_MAX];
        draw_graph(&graph, seed);
        send_graph(&server, &graph);
        struct trib_deliveries deliveries = deliveries_of(&server);
        size_t count = trib_dispatch_dues(&server.dispatch, &server.audience, &deliveries, dues);
        for (size_t i = 0; i < count; i++) {
            size_t found =
                trib_audience_find(&server.audience, server.rows[dues[i].row].organization);
            int64_t levels = server.audience.recipients[found].depth - 1;
            assert_true(dues[i].at_ms == ms_of(0) + levels * 14 * DAY_MS);
            assert_true(i == 0 || dues[i - 1].at_ms <= dues[i].at_ms);
        }
        for (size_t i = 0; i < server.row_count; i++) {
            count += server.rows[i].delivered_at_ms != 0;
        }
        assert_int_equal(count, server.audience.count);
        trib_audience_finish(&server.audience);
    }
}

/* Rows of an audience in random states, some lapsed, some left over from who is gone. */
static void draw_states(struct server *server) {
    for (size_t i = 0; i < server->row_count; i++) {
        struct trib_delivery *row = &server->rows[i];
        row->state = (enum trib_delivery_state)draw(TRIB_DELIVERY_LAPSED + 1);
        row->delivered_at_ms = row->state == TRIB_DELIVERY_SCHEDULED ? 0 : ms_of(0);
    }
}

static void check_row_after(const struct trib_delivery *old, const struct trib_delivery *row,
                            const struct reach *reach) {
    size_t node = node_of(row->organization);
    bool is_begun = row->state == TRIB_DELIVERY_ACTING || row->state == TRIB_DELIVERY_REPORTED;
    if (!reach->is_reached[node]) {
        assert_int_equal(row->mode, old->mode);
        assert_int_equal(row->state,
                         trib_delivery_is_settled(old->state) ? old->state : TRIB_DELIVERY_LAPSED);
        return;
    }
    assert_int_equal(row->state,
                     old->state == TRIB_DELIVERY_LAPSED ? TRIB_DELIVERY_SCHEDULED : old->state);
    assert_int_equal(row->mode == TRIB_DELIVERY_MANDATE,
                     reach->is_mandate[node] || (is_begun && old->mode == TRIB_DELIVERY_MANDATE));
}

static void rows_follow_the_links(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        static struct server server;
        static struct server before;
        struct random_graph graph;
        draw_graph(&graph, seed);
        send_graph(&server, &graph);
        draw_states(&server);
        for (int round = 0; round < 4; round++) {
            size_t living = 0;
            before = server;
            for (uint32_t i = draw(4); i > 0 && graph.link_count > 0; i--) {
                graph.links[draw((uint32_t)graph.link_count)] = draw_link(graph.node_count);
            }
            memcpy(server.links, graph.links, sizeof graph.links);
            server.log[0] = '\0';
            recompute(&server); /* which sees that a second time changes nothing */
            struct reach reach = reach_of(&graph);
            for (size_t i = 0; i < server.row_count; i++) {
                const struct trib_delivery *row = &server.rows[i];
                size_t old = row_of(&before, row->organization);
                if (old != TRIB_NOWHERE) {
                    check_row_after(&before.rows[old], row, &reach);
                } else {
                    assert_int_equal(row->state, TRIB_DELIVERY_SCHEDULED);
                    assert_int_equal(row->mode == TRIB_DELIVERY_MANDATE,
                                     reach.is_mandate[node_of(row->organization)]);
                }
                living += reach.is_reached[node_of(row->organization)];
                assert_true(i == 0 ||
                            strcmp(server.rows[i - 1].organization, row->organization) < 0);
            }
            assert_int_equal(living, server.audience.count);
        }
        trib_audience_finish(&server.audience);
    }
}

static bool is_below(const struct random_graph *graph, size_t from, size_t node, unsigned visited) {
    for (size_t i = 0; i < graph->link_count && from != node; i++) {
        size_t child = node_of(graph->links[i].child);
        if (node_of(graph->links[i].parent) == from && (visited & 1u << child) == 0 &&
            graph->links[i].status == TRIB_AFFILIATION_MEMBER &&
            is_below(graph, child, node, visited | 1u << child)) {
            return true;
        }
    }
    return from == node;
}

static bool is_in_total(const struct trib_delivery *row) {
    return row->mode == TRIB_DELIVERY_MANDATE && row->state != TRIB_DELIVERY_LAPSED &&
           row->state != TRIB_DELIVERY_RECALLED;
}

static size_t count_branch(const struct server *server, const struct random_graph *graph,
                           size_t branch, size_t *counted) {
    size_t total = 0;
    for (size_t i = 0; i < server->row_count; i++) {
        size_t node = node_of(server->rows[i].organization);
        /* the root is in nobody's branch, nor a way to anybody */
        if (is_in_total(&server->rows[i]) && is_below(graph, branch, node, 1u | 1u << branch)) {
            total++;
            counted[node]++;
        }
    }
    return total;
}

static void coverage_counts_each_once_a_branch(void **state) {
    (void)state;
    for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
        static struct server server;
        struct random_graph graph;
        size_t counted[NODES_MAX] = {0};
        size_t in_several = 0;
        draw_graph(&graph, seed);
        send_graph(&server, &graph);
        draw_states(&server);
        struct trib_deliveries deliveries = deliveries_of(&server);
        for (size_t i = 0; i < server.audience.count; i++) {
            const struct trib_recipient *recipient = &server.audience.recipients[i];
            size_t elsewhere[NODES_MAX] = {0};
            struct trib_coverage coverage;
            assert_true(trib_coverage_of_branch(&server.audience, &deliveries,
                                                recipient->organization, ms_of(0), 0, &coverage));
            assert_int_equal(coverage.total,
                             count_branch(&server, &graph, node_of(recipient->organization),
                                          recipient->depth == 1 ? counted : elsewhere));
        }
        for (size_t node = 0; node < NODES_MAX; node++) {
            in_several += counted[node] > 1;
        }
        assert_int_equal(trib_coverage_overlap(&server.audience, &deliveries), in_several);
        trib_audience_finish(&server.audience);
    }
}

/* The coalition's own affiliations, the illustrative ones among them. */

static void load_gcm(struct server *server) {
    json_auto_t *file = json_load_file(TRIB_SOURCE_DIR "/backend/gcm.json", 0, NULL);
    size_t index;
    json_t *row;
    assert_non_null(file);
    json_array_foreach(json_object_get(file, "affiliations"), index, row) {
        struct trib_dispatch_link link = {
            .child = keep(json_string_value(json_object_get(row, "org"))),
            .parent = keep(json_string_value(json_object_get(row, "parent"))),
            .joined_day = TRIB_JOINED_UNKNOWN,
        };
        const char *since = json_string_value(json_object_get(row, "from"));
        struct trib_fuzzy_window window;
        assert_true(trib_affiliation_status_find(json_string_value(json_object_get(row, "status")),
                                                 &link.status));
        if (since != NULL) {
            assert_true(trib_fuzzy_date_read(since, &window));
            link.joined_day = window.first_day;
        }
        assert_true(server->link_count < LINKS_MAX);
        server->links[server->link_count++] = link;
    }
}

static void send_gcm(struct server *server) {
    *server = (struct server){.root = "gcm", .dispatch = {.pass_on_days = 14}};
    server->dispatch.due_day = DAY_0 + 60;
    load_gcm(server);
    send(server);
}

static const struct trib_recipient *recipient_of(const struct server *server,
                                                 const char *organization) {
    size_t found = trib_audience_find(&server->audience, organization);
    assert_int_not_equal(found, TRIB_NOWHERE);
    return &server->audience.recipients[found];
}

static void assert_via(const struct server *server, const char *organization, size_t place,
                       const char *parent) {
    const struct trib_recipient *recipient = recipient_of(server, organization);
    assert_true(place < recipient->via_count);
    size_t via = server->audience.vias[recipient->via_first + place].parent;
    assert_string_equal(server->audience.recipients[via].organization, parent);
}

static void gcm_reaches_19(void **state) {
    (void)state;
    static struct server server;
    static const char *const informed[] = {"bwi", "ex-org-8"};
    static const char *const below[] = {"ex-org-1", "ex-org-2", "ex-org-3",
                                        "ex-org-4", "ex-org-5", "ex-org-6"};
    size_t depths[4] = {0};
    size_t mandate_count = 0;
    send_gcm(&server);
    assert_int_equal(server.audience.count, 19);
    for (size_t i = 0; i < server.audience.count; i++) {
        assert_in_range(server.audience.recipients[i].depth, 1, 3);
        depths[server.audience.recipients[i].depth]++;
        mandate_count += server.audience.recipients[i].mode == TRIB_DELIVERY_MANDATE;
    }
    assert_int_equal(depths[1], 12);
    assert_int_equal(depths[2], 6);
    assert_int_equal(depths[3], 1);
    assert_int_equal(mandate_count, 17);
    for (size_t i = 0; i < UNIT_COUNT(informed); i++) {
        assert_int_equal(recipient_of(&server, informed[i])->mode, TRIB_DELIVERY_INFORMATION);
    }
    for (size_t i = 0; i < UNIT_COUNT(below); i++) {
        assert_int_equal(recipient_of(&server, below[i])->mode, TRIB_DELIVERY_MANDATE);
        assert_in_range(recipient_of(&server, below[i])->depth, 2, 3);
    }
    assert_int_equal(recipient_of(&server, "ex-org-1")->via_count, 2);
    assert_via(&server, "ex-org-1", 0, "mfa");
    assert_via(&server, "ex-org-1", 1, "wgmwg");
    assert_int_equal(recipient_of(&server, "ex-org-5")->via_count, 2);
    assert_via(&server, "ex-org-5", 0, "panidmr");
    assert_via(&server, "ex-org-5", 1, "wgmwg");
    assert_int_equal(recipient_of(&server, "ex-org-2")->depth, 3);
    assert_int_equal(recipient_of(&server, "ex-org-2")->via_count, 1);
    assert_via(&server, "ex-org-2", 0, "ex-org-6");
    trib_audience_finish(&server.audience);
}

static void assert_percent(size_t count, size_t total, uint32_t expected) {
    uint32_t percent = 999;
    assert_true(trib_coverage_percent(count, total, &percent));
    assert_int_equal(percent, expected);
}

static void gcm_coverage_is_of_17(void **state) {
    (void)state;
    static struct server server;
    static const enum trib_delivery_state states[17] = {
        TRIB_DELIVERY_REPORTED,     TRIB_DELIVERY_REPORTED,     TRIB_DELIVERY_REPORTED,
        TRIB_DELIVERY_REPORTED,     TRIB_DELIVERY_ACTING,       TRIB_DELIVERY_ACTING,
        TRIB_DELIVERY_ACTING,       TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_ACKNOWLEDGED,
        TRIB_DELIVERY_ACKNOWLEDGED, TRIB_DELIVERY_DECLINED,     TRIB_DELIVERY_DELIVERED,
        TRIB_DELIVERY_DELIVERED,    TRIB_DELIVERY_DELIVERED,    TRIB_DELIVERY_DELIVERED,
        TRIB_DELIVERY_SCHEDULED,    TRIB_DELIVERY_SCHEDULED,
    };
    size_t count = 0;
    send_gcm(&server);
    for (size_t i = 0; i < server.row_count; i++) {
        struct trib_delivery *row = &server.rows[i];
        bool is_mandate = row->mode == TRIB_DELIVERY_MANDATE;
        row->state = is_mandate ? states[count++] : TRIB_DELIVERY_REPORTED;
        row->delivered_at_ms = row->state == TRIB_DELIVERY_SCHEDULED ? 0 : ms_of(0);
    }
    assert_int_equal(count, 17);
    struct trib_deliveries deliveries = deliveries_of(&server);
    struct trib_coverage all = trib_coverage_of_all(&deliveries, ms_of(0), 0);
    assert_int_equal(all.total, 17);
    assert_int_equal(all.reached, 15);
    assert_int_equal(all.answered, 11);
    assert_int_equal(all.acting, 7);
    assert_int_equal(all.reported, 4);
    assert_int_equal(all.declined, 1);
    assert_int_equal(all.silent, 4);
    assert_percent(all.reached, all.total, 88);
    assert_percent(all.answered, all.total, 64);
    assert_percent(all.acting, all.total, 41);
    assert_percent(all.reported, all.total, 23);
    assert_int_equal(trib_coverage_overlap(&server.audience, &deliveries), 1); /* ex-org-1 */
    trib_audience_finish(&server.audience);
}

static void gcm_applicant_joins_when_admitted(void **state) {
    (void)state;
    static struct server server;
    struct trib_dispatch_link admitted = {"ex-org-7", "gcm", TRIB_AFFILIATION_MEMBER,
                                          TRIB_JOINED_UNKNOWN};
    send_gcm(&server);
    assert_int_equal(trib_audience_find(&server.audience, "ex-org-7"), TRIB_NOWHERE);
    assert_int_equal(row_of(&server, "ex-org-7"), TRIB_NOWHERE);
    wait_until(&server, 50);
    server.log[0] = '\0';
    set_link(&server, &admitted);
    (void)tick(&server);
    assert_string_equal(server.log, "50 ex-org-7 joins, due 80; 50 ex-org-7");
    struct trib_deliveries deliveries = deliveries_of(&server);
    assert_int_equal(trib_coverage_of_all(&deliveries, ms_of(50), 0).total, 18);
    trib_audience_finish(&server.audience);
}

/* Bounds. */

static void a_chain_is_cut_at_depth_16(void **state) {
    (void)state;
    static char ids[18][16];
    struct trib_dispatch_link links[19];
    struct trib_audience audience = {0};
    for (int i = 0; i < 18; i++) {
        snprintf(ids[i], sizeof ids[i], "n%02d", i);
    }
    for (size_t i = 0; i < 17; i++) {
        links[i] = (struct trib_dispatch_link){ids[i + 1], ids[i], TRIB_AFFILIATION_MEMBER, 1};
    }
    assert_int_equal(trib_audience_make(links, 16, "n00", &audience), TRIB_AUDIENCE_MADE);
    assert_int_equal(audience.count, TRIB_DISPATCH_DEPTH_MAX);
    assert_int_equal(audience.recipients[15].depth, TRIB_DISPATCH_DEPTH_MAX);
    assert_false(audience.is_cut);
    trib_audience_finish(&audience);
    assert_int_equal(trib_audience_make(links, 17, "n00", &audience), TRIB_AUDIENCE_MADE);
    assert_int_equal(audience.count, TRIB_DISPATCH_DEPTH_MAX);
    assert_true(audience.is_cut);
    trib_audience_finish(&audience);
    links[17] = (struct trib_dispatch_link){"n17", "n03", TRIB_AFFILIATION_OBSERVER, 1};
    assert_int_equal(trib_audience_make(links, 18, "n00", &audience), TRIB_AUDIENCE_MADE);
    assert_int_equal(audience.count, 17);
    assert_int_equal(audience.recipients[16].depth, 4);
    assert_int_equal(audience.recipients[16].mode, TRIB_DELIVERY_MANDATE); /* by the long path */
    assert_int_equal(audience.recipients[16].via_count, 2);
    assert_false(audience.is_cut);
    trib_audience_finish(&audience);
    links[17] = (struct trib_dispatch_link){"n18", "n17", TRIB_AFFILIATION_MEMBER, 1};
    links[18] = (struct trib_dispatch_link){"n18", "n00", TRIB_AFFILIATION_OBSERVER, 1};
    assert_int_equal(trib_audience_make(links, 19, "n00", &audience), TRIB_AUDIENCE_MADE);
    assert_int_equal(audience.count, 17); /* without n17 */
    assert_true(audience.is_cut);
    assert_int_equal(audience.recipients[16].depth, 1);
    assert_int_equal(audience.recipients[16].mode, TRIB_DELIVERY_MANDATE);
    assert_int_equal(audience.recipients[16].via_count, 1);
    trib_audience_finish(&audience);
}

enum { CROWD = 10001, CROWD_LINKS = 2 * CROWD };
static char crowd_ids[CROWD + 1][16];
static struct trib_dispatch_link crowd_links[CROWD_LINKS];

/* 10, 100, 1,000 and the rest below, ten to each; below the first level each has a second parent,
   its parent's neighbour. */
static size_t crowd_make(size_t count) {
    size_t link_count = 0;
    for (int i = 0; i <= CROWD; i++) {
        snprintf(crowd_ids[i], sizeof crowd_ids[i], "n%05d", i);
    }
    for (size_t i = 1; i <= count; i++) {
        size_t parent = (i - 1) / 10;
        crowd_links[link_count++] = (struct trib_dispatch_link){crowd_ids[i], crowd_ids[parent],
                                                                TRIB_AFFILIATION_MEMBER, 1};
        if (parent > 0) {
            size_t other = ((parent - 1) ^ 1u) + 1;
            crowd_links[link_count++] = (struct trib_dispatch_link){crowd_ids[i], crowd_ids[other],
                                                                    TRIB_AFFILIATION_MEMBER, 2};
        }
    }
    return link_count;
}

static void ten_thousand_are_reached(void **state) {
    (void)state;
    static struct trib_delivery rows[CROWD];
    static struct trib_due dues[CROWD];
    struct trib_dispatch dispatch = {.is_open = true, .pass_on_days = 14};
    struct trib_audience audience = {0};
    struct trib_coverage coverage;
    int64_t next_at_ms = 0;
    size_t link_count = crowd_make(TRIB_DISPATCH_DELIVERIES_MAX);
    assert_int_equal(trib_audience_make(crowd_links, link_count, crowd_ids[0], &audience),
                     TRIB_AUDIENCE_MADE);
    assert_int_equal(audience.count, TRIB_DISPATCH_DELIVERIES_MAX);
    for (size_t i = 0; i < audience.count; i++) {
        rows[i] = (struct trib_delivery){.organization = audience.recipients[i].organization,
                                         .mode = audience.recipients[i].mode,
                                         .made_at_ms = ms_of(0)};
    }
    struct trib_deliveries deliveries = {rows, audience.count};
    assert_int_equal(trib_dispatch_dues(&dispatch, &audience, &deliveries, dues), audience.count);
    assert_int_equal(trib_dues_now(dues, audience.count, ms_of(0), &next_at_ms), 10);
    assert_true(next_at_ms == ms_of(14));
    assert_int_equal(trib_dues_now(dues, audience.count, ms_of(14), &next_at_ms), 110);
    assert_int_equal(trib_dues_now(dues, audience.count, ms_of(28), &next_at_ms), 1110);
    assert_int_equal(trib_dues_now(dues, audience.count, ms_of(42), &next_at_ms), audience.count);
    assert_true(next_at_ms == TRIB_NEVER);
    assert_int_equal(trib_coverage_of_all(&deliveries, ms_of(0), 0).total, audience.count);
    assert_int_equal(trib_coverage_overlap(&audience, &deliveries), audience.count - 10);
    assert_true(
        trib_coverage_of_branch(&audience, &deliveries, crowd_ids[1], ms_of(0), 0, &coverage));
    assert_int_equal(coverage.total, 1 + 20 + 200 + 2000);
    trib_audience_finish(&audience);
}

static void one_more_is_too_many(void **state) {
    (void)state;
    struct trib_audience audience = {.count = 77};
    size_t link_count = crowd_make(CROWD);
    assert_int_equal(trib_audience_make(crowd_links, link_count, crowd_ids[0], &audience),
                     TRIB_AUDIENCE_TOO_MANY);
    assert_int_equal(audience.count, 77); /* left alone */
    assert_null(audience.recipients);
}

static void percents_are_rounded_down(void **state) {
    (void)state;
    uint32_t percent = 999;
    assert_percent(0, 3, 0);
    assert_percent(2, 3, 66);
    assert_percent(3, 3, 100);
    assert_percent(9999, 10000, 99);
    assert_false(trib_coverage_percent(0, 0, &percent));
    assert_int_equal(percent, 999);
}

static void newcomers_have_the_later_due(void **state) {
    (void)state;
    assert_int_equal(trib_dispatch_newcomer_due(60, 20), 60);
    assert_int_equal(trib_dispatch_newcomer_due(60, 30), 60);
    assert_int_equal(trib_dispatch_newcomer_due(60, 31), 61);
    assert_int_equal(trib_dispatch_newcomer_due(60, 50), 80);
    assert_int_equal(trib_dispatch_newcomer_due(TRIB_DUE_NONE, 50), TRIB_DUE_NONE);
}

/* A branch of somebody who is out of reach: what it has reported is still its own. */
static void who_is_gone_is_a_branch_by_itself(void **state) {
    (void)state;
    struct trib_audience nobody = {0};
    struct trib_delivery rows[] = {
        {.organization = "A", .mode = TRIB_DELIVERY_MANDATE, .state = TRIB_DELIVERY_REPORTED}};
    struct trib_deliveries deliveries = {rows, 1};
    struct trib_coverage coverage;
    assert_true(trib_coverage_of_branch(&nobody, &deliveries, "A", ms_of(0), 0, &coverage));
    assert_int_equal(coverage.total, 1);
    assert_int_equal(coverage.reported, 1);
    assert_true(trib_coverage_of_branch(&nobody, &deliveries, "B", ms_of(0), 0, &coverage));
    assert_int_equal(coverage.total, 0);
}

/* The life of a delivery: from; then for each state in the order of the enum who may bring it
   about: "." nobody may, "D" a delegate of the organization, "N" it comes by itself. */
static struct picture {
    const char *name;
    const char *from;
    const char *to;
} pictures[] = {
    /* scheduled delivered acknowledged localised acting reported declined lapsed recalled */
    {"what is scheduled is delivered, lapses or is recalled", "scheduled", ".N.....NN"},
    {"what was delivered is acknowledged or declined", "delivered", "..D...DNN"},
    {"what was acknowledged is localised, acted upon or declined", "acknowledged", "...DD.DNN"},
    {"what was localised is acted upon or declined", "localised", "....D.DNN"},
    {"what is acted upon is reported or declined", "acting", ".....DDNN"},
    {"what was reported stays so", "reported", "........."},
    {"who declined may think better of it, and nobody else for them", "declined", "..D......"},
    {"what lapsed begins anew when the organization returns", "lapsed", "N........"},
    {"what was recalled stays so", "recalled", "........."},
};

static void lives(void **state) {
    const struct picture *row = *state;
    int from = -1;
    assert_true(trib_machine_find(&trib_delivery_machine, row->from, &from));
    assert_ptr_equal(row, &pictures[from]);
    for (int to = 0; to < TRIB_DELIVERY_STATE_COUNT; to++) {
        const struct trib_transition *transition =
            trib_machine_transition(&trib_delivery_machine, from, to);
        assert_int_equal(transition != NULL, row->to[to] != '.');
        if (transition != NULL) {
            assert_int_equal(transition->movers,
                             row->to[to] == 'D' ? TRIB_MOVER_OWN_DELEGATE : TRIB_MOVER_NOBODY);
            assert_false(transition->needs_decision);
        }
    }
    assert_int_equal(trib_delivery_is_settled((enum trib_delivery_state)from),
                     row->to[TRIB_DELIVERY_LAPSED] == '.');
}

static void modes_have_their_words(void **state) {
    (void)state;
    enum trib_delivery_mode mode = TRIB_DELIVERY_MODE_COUNT;
    assert_true(trib_delivery_mode_find("mandate", &mode));
    assert_int_equal(mode, TRIB_DELIVERY_MANDATE);
    assert_string_equal(trib_delivery_mode_name(mode), "mandate");
    assert_true(trib_delivery_mode_find("information", &mode));
    assert_int_equal(mode, TRIB_DELIVERY_INFORMATION);
    assert_string_equal(trib_delivery_mode_name(mode), "information");
    assert_false(trib_delivery_mode_find("mandates", &mode));
    assert_int_equal(mode, TRIB_DELIVERY_INFORMATION);
}

int main(void) {
    static struct unit_tests tests;
    unit_add_rows(&tests, reaches, scope_rows, sizeof scope_rows[0], UNIT_COUNT(scope_rows));
    unit_add_rows(&tests, is_played, stories, sizeof stories[0], UNIT_COUNT(stories));
    unit_add_rows(&tests, lives, pictures, sizeof pictures[0], UNIT_COUNT(pictures));
    unit_add(&tests, "i. gcm reaches 19: 17 mandates, 2 for information", gcm_reaches_19);
    unit_add(&tests, "k. gcm's coverage is of 17", gcm_coverage_is_of_17);
    unit_add(&tests, "h. gcm's applicant joins when admitted", gcm_applicant_joins_when_admitted);
    unit_add(&tests, "scope and mode are those of all paths",
             scope_and_mode_are_those_of_all_paths);
    unit_add(&tests, "a further link takes nothing from anybody",
             a_further_link_takes_nothing_from_anybody);
    unit_add(&tests, "each has it on the day the rule says", each_has_it_on_the_day_the_rule_says);
    unit_add(&tests, "silence costs 14 days a level", silence_costs_14_days_a_level);
    unit_add(&tests, "rows follow the links", rows_follow_the_links);
    unit_add(&tests, "coverage counts each once a branch", coverage_counts_each_once_a_branch);
    unit_add(&tests, "a chain is cut at depth 16", a_chain_is_cut_at_depth_16);
    unit_add(&tests, "ten thousand are reached", ten_thousand_are_reached);
    unit_add(&tests, "one more is too many", one_more_is_too_many);
    unit_add(&tests, "percents are rounded down", percents_are_rounded_down);
    unit_add(&tests, "newcomers have the later due", newcomers_have_the_later_due);
    unit_add(&tests, "who is gone is a branch by itself", who_is_gone_is_a_branch_by_itself);
    unit_add(&tests, "modes have their words", modes_have_their_words);
    return unit_run("dispatch", &tests);
}
