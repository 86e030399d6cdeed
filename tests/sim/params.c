/*
 * Drawing values by the types of fields. Mostly they are what a page would send: ids of rows that
 * are seen, edits from what is held. Now and then an id is somebody else's or nobody's, and an edit
 * comes from a value that is not there.
 */
#include "params.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "held.h"
#include "tributary/account/settings.h"
#include "tributary/base/limits.h"
#include "tributary/import/samples.h"

struct draft {
    struct world *world;
    const struct client *client;
    const struct trib_method *method;
    const json_t *params;   /* as far as they are drawn */
    const char *acting_for; /* NULL: for nobody */
    char object_id[TRIB_ID_BYTES];
    const json_t *object; /* the row, as the client has it; NULL: it has none */
};

/* ---- ids ------------------------------------------------------------------------------------- */

static void any_id(struct world *world, const struct client *client, const char *table_name,
                   char out_id[static TRIB_ID_BYTES]) {
    const char *id = NULL;
    if (!world_happens(world, 40)) {
        const struct client *whose = world_happens(world, 10)
                                         ? &world->clients[world_below(world, world->client_count)]
                                         : client;
        id = held_row_id(world, whose, table_name);
    }
    if (id == NULL) {
        spine_id(&world->spine, out_id);
    } else {
        snprintf(out_id, TRIB_ID_BYTES, "%s", id);
    }
}

/* Fields that name a row of a table by another word than its own; NULL: of the table that another
   parameter names. */
static const struct {
    const char *field, *table;
} POINTERS[] = {
    {"parent_id", "organization"},
    {"host_id", "organization"},
    {"alongside_id", "convening"},
    {"to_group_id", "group"},
    {"into_group_id", "group"},
    {"from_group_id", "group"},
    {"from_id", NULL},
    {"to_id", NULL},
    {"about_id", NULL},
    {"into_organization_id", "organization"},
    {"owner_organization_id", "organization"},
    {"owner_person_id", "person"},
    {"owner_group_id", "group"},
    {"presenter_organization_id", "organization"},
    {"before_id", "agenda_item"}, /* or a line of a plan */
    {"from_plan_id", "plan"},
    {"replaces_id", "decision"},
};
enum { POINTER_COUNT = sizeof POINTERS / sizeof POINTERS[0] };

static size_t pointer_find(const char *field) {
    size_t index = 0;
    while (index < POINTER_COUNT && strcmp(POINTERS[index].field, field) != 0) {
        index++;
    }
    return index;
}

/* Whether an id names a row that is there already, not the one that is made. */
static bool is_of_old(const struct trib_method *method, const char *field) {
    static const char *const MAKERS[][2] = {{"organization.create", "organization_id"},
                                            {"group.become_alliance", "organization_id"},
                                            {"application.make", "organization_id"},
                                            {"group.create", "group_id"},
                                            {"group.split", "group_id"},
                                            {"convening.create", "convening_id"},
                                            {"convening.host", "convening_id"},
                                            {"series.create", "series_id"},
                                            {"meeting.plan", "meeting_id"},
                                            {"meeting.plan_for_coalition", "meeting_id"},
                                            {"agenda_item.add", "agenda_item_id"},
                                            {"agenda_item.propose", "agenda_item_id"},
                                            {"agenda_item.propose_to_coalition", "agenda_item_id"},
                                            {"plan.create", "plan_id"},
                                            {"plan.create_for_coalition", "plan_id"},
                                            {"plan.copy", "plan_id"},
                                            {"goal.add", "goal_id"},
                                            {"objective.add", "objective_id"},
                                            {"milestone.add", "milestone_id"}};
    static const char *const OLD[] = {
        "organization_id", "person_id", "group_id", "convening_id", "series_id",    "meeting_id",
        "agenda_item_id",  "plan_id",   "goal_id",  "objective_id", "milestone_id", "decision_id"};
    if (method->object_field != NULL && strcmp(method->object_field, field) == 0) {
        return true;
    }
    for (size_t index = 0; index < sizeof MAKERS / sizeof MAKERS[0]; index++) {
        if (strcmp(MAKERS[index][0], method->name) == 0 && strcmp(MAKERS[index][1], field) == 0) {
            return false;
        }
    }
    bool makes_none = strcmp(method->name, "agenda_item.unlink") == 0 ||
                      strcmp(method->name, "question.unanswer") == 0 ||
                      strcmp(method->name, "action_item.move") == 0;
    bool is_old = pointer_find(field) < POINTER_COUNT || strcmp(field, "id") == 0 || makes_none;
    for (size_t index = 0; index < sizeof OLD / sizeof OLD[0]; index++) {
        is_old = is_old || strcmp(OLD[index], field) == 0;
    }
    return is_old;
}

static void table_of(const struct draft *draft, const char *field, char out_table[static 64]) {
    size_t pointer = pointer_find(field);
    if (strcmp(field, "id") == 0) {
        snprintf(out_table, 64, "%s", json_string_value(json_object_get(draft->params, "table")));
        return;
    }
    snprintf(out_table, 64, "%.*s", (int)(strlen(field) - strlen("_id")), field);
    if (pointer < POINTER_COUNT && POINTERS[pointer].table != NULL) {
        snprintf(out_table, 64, "%s", POINTERS[pointer].table);
        if (strcmp(field, "parent_id") == 0 &&
            strncmp(draft->method->name, "agenda_item", 11) == 0) {
            snprintf(out_table, 64, "agenda_item");
        } else if (strcmp(field, "before_id") == 0) { /* of what is moved */
            snprintf(out_table, 64, "%.*s", (int)strcspn(draft->method->name, "."),
                     draft->method->name);
        } else if (strcmp(field, "parent_id") == 0 &&
                   strncmp(draft->method->name, "comment.", 8) == 0) {
            snprintf(out_table, 64, "comment");
        }
    } else if (pointer < POINTER_COUNT) { /* from_id is of from_table */
        char other[64];
        snprintf(other, sizeof other, "%.*s_table", (int)(strlen(field) - strlen("_id")), field);
        const char *table = json_string_value(json_object_get(draft->params, other));
        snprintf(out_table, 64, "%s", table == NULL ? "organization" : table);
    }
}

static void id_draw_once(struct draft *draft, const char *field,
                         char out_id[static TRIB_ID_BYTES]) {
    struct world *world = draft->world;
    char table_name[64];
    table_of(draft, field, table_name);
    bool is_new = !is_of_old(draft->method, field);
    const char *own = NULL;
    if (!is_new && !world_happens(world, 4)) {
        own =
            strcmp(field, "organization_id") == 0         ? draft->acting_for
            : strcmp(field, "host_id") == 0               ? draft->acting_for
            : strcmp(field, "owner_organization_id") == 0 ? draft->acting_for
            : strcmp(field, "group_id") == 0 || strcmp(field, "into_group_id") == 0 ||
                    strcmp(field, "owner_group_id") == 0 || strcmp(field, "to_group_id") == 0 ||
                    strcmp(field, "from_group_id") == 0
                ? held_own_tie(world, draft->client, "group_member", "group_id", draft->acting_for)
                : NULL;
    }
    if (is_new && !world_happens(world, 20)) {
        spine_id(&world->spine, out_id);
    } else if ((strcmp(field, "person_id") == 0 || strcmp(field, "owner_person_id") == 0) &&
               !world_happens(world, 8)) {
        const struct client *whose = &world->clients[world_below(world, world->client_count)];
        /* others' rows are nobody else's to change, which is tried often enough */
        bool is_own = draft->method->permission == TRIB_MAY_EDIT_PROFILE;
        snprintf(out_id, TRIB_ID_BYTES, "%s", is_own ? draft->client->person_id : whose->person_id);
    } else if (own != NULL) {
        snprintf(out_id, TRIB_ID_BYTES, "%s", own);
    } else {
        any_id(world, draft->client, table_name, out_id);
    }
}

/* Nothing goes over into itself, but now and then somebody tries. */
static void id_draw(struct draft *draft, const char *field, char out_id[static TRIB_ID_BYTES]) {
    size_t tries = 4;
    do {
        id_draw_once(draft, field, out_id);
    } while (pointer_find(field) < POINTER_COUNT && strcmp(out_id, draft->object_id) == 0 &&
             --tries > 0);
}

/* ---- values ---------------------------------------------------------------------------------- */

static json_t *text_draw(struct world *world, uint32_t most) {
    static const char *const WORDS[] = {"river", "الأنهار", "fleuve",
                                        "río",   "a\"b\\c", "\xe2\x80\xa8"};
    char text[TRIB_TITLE_MAX] = "";
    if (world_happens(world, 60)) {
        memset(text, 'x', sizeof text - 1);
        return json_stringn(text, most < sizeof text - 1 ? most : sizeof text - 1);
    }
    world->text_count++;
    snprintf(text, sizeof text, "%s ~%06zu~",
             WORDS[world_below(world, sizeof WORDS / sizeof WORDS[0])], world->text_count);
    return json_string(text);
}

/* A small file of its own: an organization or two, samples among them. */
static json_t *file_draw(struct world *world) {
    char key[32];
    json_auto_t *organizations = json_array();
    for (size_t count = 1 + world_below(world, 2); count > 0; count--) {
        snprintf(key, sizeof key, "record %zu", ++world->text_count);
        json_array_append_new(organizations,
                              json_pack("{s:s, s:s, s:s, s:b}", "id", key, "name", key, "kind",
                                        "ngo", "illustrative", (int)world_happens(world, 2)));
    }
    json_auto_t *file =
        json_pack("{s:s, s:O}", "format", "tributary-seed", "organizations", organizations);
    char *text = json_dumps(file, JSON_COMPACT);
    json_t *value = json_string(text);
    free(text);
    return value;
}

/* What somebody was told would go when they looked. */
static json_t *samples_count(const struct draft *draft) {
    struct trib_samples_report report = {0};
    struct trib_error error = {0};
    trib_samples_count(draft->world->spine.store, draft->client->person_id, &report, &error);
    return json_integer((json_int_t)report.count);
}

/* Which of six beginnings was drawn, alone or as what an edit leads to; the first when none was. */
static size_t form_index(const char *const *values, const json_t *params) {
    const json_t *given = json_object_get(params, "starts_local");
    const char *text =
        json_string_value(json_is_object(given) ? json_object_get(given, "to") : given);
    for (size_t index = 0; index < 6; index++) {
        if (text != NULL && strcmp(values[index], text) == 0) {
            return index;
        }
    }
    return 0;
}

/* A text with a form of its own: times near the changes of clocks, zones, an address, a day. NULL
   for what has none. */
static json_t *form_draw(struct world *world, const json_t *params, const char *field) {
    static const struct {
        const char *field;
        const char *values[6];
    } FORMS[] = {
        {"starts_local",
         {"2026-12-01T10:00", "2027-03-28T02:30", "2027-10-31T02:30", "2027-06-15T09:00",
          "2027-02-29T09:00", "2031-01-31T18:45"}},
        {"ends_local",
         {"2026-12-01T12:00", "2027-03-28T04:00", "2027-10-31T05:00", "2027-06-15T11:30",
          "2027-06-15T08:00", "2031-01-31T20:00"}},
        {"zone",
         {"Africa/Accra", "Europe/Brussels", "America/New_York", "Asia/Manila", "UTC",
          "Africa/Nowhere"}},
        {"link",
         {"https://calls.example/a", "http://calls.example/b", "https://calls.example/c",
          "https://calls.example/d", "https://calls.example/e", "ftp://calls.example/f"}},
        {"starts_hour", {"10:00", "02:30", "09:15", "23:45", "18:45", "25:00"}},
        {"until_on",
         {"2027-12-31", "2027-07-01", "2028-01-31", "2027-02-30", "2026-01-01", "2031-03-01"}},
    };
    size_t chosen = world_below(world, 6);
    if (strcmp(field, "ends_local") == 0 && !world_happens(world, 4)) {
        chosen = form_index(FORMS[0].values, params); /* the end that goes with the beginning */
    }
    for (size_t index = 0; index < sizeof FORMS / sizeof FORMS[0]; index++) {
        if (strcmp(FORMS[index].field, field) == 0) {
            return json_string(FORMS[index].values[chosen]);
        }
    }
    return NULL;
}

/* What is said in a comment: words, and often somebody or something it names. */
static json_t *comment_draw(const struct draft *draft, uint32_t most) {
    static const struct {
        char sign;
        const char *word;
    } NAMED[] = {{'@', "person"},  {'@', "organization"}, {'@', "group"},
                 {'#', "meeting"}, {'#', "group"},        {'#', "action_item"}};
    struct world *world = draft->world;
    json_auto_t *words = text_draw(world, most);
    size_t chosen = world_below(world, sizeof NAMED / sizeof NAMED[0]);
    char text[2 * TRIB_TITLE_MAX];
    char id[TRIB_ID_BYTES];
    if (world_happens(world, 2)) {
        return json_incref(words);
    }
    if (strcmp(NAMED[chosen].word, "person") == 0) {
        const struct client *whose = &world->clients[world_below(world, world->client_count)];
        snprintf(id, sizeof id, "%s", whose->person_id);
    } else {
        any_id(world, draft->client, NAMED[chosen].word, id);
    }
    snprintf(text, sizeof text, "%s %c[%s:%s]", json_string_value(words), NAMED[chosen].sign,
             NAMED[chosen].word, id);
    return json_string(text);
}

static json_t *value_draw(struct draft *draft, const struct trib_field *field) {
    static const char *const DATES[] = {"1999",       "2004-H1", "2011-Q3",   "2019-07",
                                        "2026-02-28", "2031",    "2026-02-30"};
    /* what settings usually have, and what they may become */
    static const json_int_t NUMBERS[] = {0, 1, 2, 3, 10, 14, 30, 100, 200, 1000, 1000000};
    struct world *world = draft->world;
    char id[TRIB_ID_BYTES];
    const struct trib_vocabulary *words = NULL;
    json_t *form = NULL;
    json_int_t number = 0;
    switch (field->type) {
    case TRIB_FIELD_ID:
        id_draw(draft, field->name, id);
        return json_string(id);
    case TRIB_FIELD_TEXT:
        if (strcmp(field->name, "token_hash") == 0 && !world_happens(world, 10)) {
            char hex[65];
            guests_hash(world, hex);
            return json_string(hex);
        }
        if (strcmp(field->name, "address_hash") == 0 && !world_happens(world, 10)) {
            char hex[65];
            for (size_t i = 0; i < 64; i++) {
                hex[i] = "0123456789abcdef"[world_below(world, 16)];
            }
            return json_stringn(hex, 64);
        }
        if (strcmp(field->name, "code_hash") == 0 && !world_happens(world, 10)) {
            char hex[65];
            guests_code_hash(world, hex);
            return json_string(hex);
        }
        if (strcmp(field->name, "file") == 0 && !world_happens(world, 4)) {
            return file_draw(world);
        }
        if (strncmp(draft->method->name, "comment.", 8) == 0) {
            return comment_draw(draft, field->most);
        }
        form = world_happens(world, 20) ? NULL : form_draw(world, draft->params, field->name);
        return form == NULL ? text_draw(world, field->most) : form;
    case TRIB_FIELD_WORD:
        words = trib_vocabulary(field->vocabulary);
        return json_string(words->words[world_below(world, words->word_count)]);
    case TRIB_FIELD_FUZZY_DATE:
        return json_string(DATES[world_below(world, sizeof DATES / sizeof DATES[0])]);
    case TRIB_FIELD_NUMBER:
        if (strcmp(draft->method->name, "samples.remove") == 0 && !world_happens(world, 4)) {
            return samples_count(draft);
        }
        number = NUMBERS[world_below(world, sizeof NUMBERS / sizeof NUMBERS[0])];
        return json_integer(field->most == 0 || world_happens(world, 10) ? number
                                                                         : number % field->most);
    case TRIB_FIELD_SEQ:
        return json_integer((json_int_t)world_below(world, 1000));
    case TRIB_FIELD_IDS:
        return json_array();
    }
    return json_null();
}

/* Settings are no rows; what one usually is, is what it mostly is still. */
static json_t *setting_usual(const struct draft *draft) {
    const char *name = json_string_value(json_object_get(draft->params, "setting"));
    for (int index = 0; name != NULL && index < TRIB_SETTING_COUNT; index++) {
        const struct trib_setting_row *row = trib_setting_row((enum trib_setting)index);
        if (strcmp(row->name, name) == 0) {
            return json_integer(row->usual);
        }
    }
    return json_null();
}

static json_t *edit_draw(struct draft *draft, const struct trib_field *field) {
    struct world *world = draft->world;
    json_t *held = json_object_get(draft->object, field->name);
    json_t *from = held == NULL ? setting_usual(draft) : json_incref(held);
    if (world_happens(world, 10)) {
        json_decref(from);
        from = value_draw(draft, field);
    }
    bool is_taken_away = field->may_be_null && world_happens(world, 5);
    json_t *to = is_taken_away ? json_null() : value_draw(draft, field);
    return json_pack("{s:o, s:o}", "from", from, "to", to);
}

/* ---- all fields ------------------------------------------------------------------------------ */

static void field_set(struct draft *draft, const struct trib_field *field, json_t *params) {
    bool is_object = draft->method->object_field != NULL &&
                     strcmp(draft->method->object_field, field->name) == 0;
    json_t *value = is_object        ? json_string(draft->object_id)
                    : field->is_edit ? edit_draw(draft, field)
                                     : value_draw(draft, field);
    json_object_set_new(params, field->name, value);
}

static const struct trib_field *field_named(const struct trib_method *method, const char *name) {
    const struct trib_field *found = NULL;
    for (size_t index = 0; index < method->field_count; index++) {
        if (strcmp(method->fields[index].name, name) == 0) {
            found = &method->fields[index];
        }
    }
    return found;
}

/* What a meeting's hour and place need beside them, which no field's own description says. */
static void meeting_fit(struct draft *draft, json_t *params) {
    static const char *const PAIRS[][2] = {
        {"place_precision", "place"},   {"state", "starts_local"},
        {"ends_local", "starts_local"}, {"zone", "starts_local"},
        {"starts_local", "ends_local"}, {"starts_local", "zone"}};
    for (size_t index = 0; index < sizeof PAIRS / sizeof PAIRS[0]; index++) {
        const struct trib_field *other = field_named(draft->method, PAIRS[index][1]);
        if (other != NULL && json_object_get(params, PAIRS[index][0]) != NULL &&
            json_object_get(params, other->name) == NULL) {
            field_set(draft, other, params);
        }
    }
}

/* ---- ballots --------------------------------------------------------------------------------- */

/* The version that whoever answers has read. */
static void version_fit(const struct draft *draft, json_t *params) {
    json_t *version = json_object_get(draft->object, "version");
    if (version != NULL && !world_happens(draft->world, 16)) {
        json_object_set(params, "version", version);
    }
}

/* Minutes to days from now, as the clocks of a place show it. */
static void closing_fit(const struct draft *draft, json_t *params) {
    static const struct {
        const char *zone;
        int64_t hours;
    } ZONES[] = {{"UTC", 0}, {"Africa/Accra", 0}, {"Asia/Manila", 8}};
    static const int64_t MINUTES[] = {1, 2, 10, 60, 1440, 4320, 600000};
    struct world *world = draft->world;
    size_t zone = world_below(world, sizeof ZONES / sizeof ZONES[0]);
    int64_t ahead = MINUTES[world_below(world, sizeof MINUTES / sizeof MINUTES[0])];
    time_t at = (time_t)(world->spine.now_ms / 1000 + ahead * 60 + ZONES[zone].hours * 3600);
    struct tm parts = {0};
    char text[32];
    gmtime_r(&at, &parts);
    (void)strftime(text, sizeof text, "%Y-%m-%dT%H:%M", &parts);
    json_object_set_new(params, "closes_local", json_string(text));
    json_object_set_new(params, "zone", json_string(ZONES[zone].zone));
    json_object_del(params, "reading");
}

/* Words that nothing else has, so that they are known wherever they turn up. */
static void sealed_set(const struct draft *draft, json_t *params, const char *field) {
    char text[40];
    snprintf(text, sizeof text, ORACLE_SEALED "%06zu~", ++draft->world->text_count);
    json_object_set_new(params, field, json_string(text));
}

/* A choice of the ballot's own method, with the words it needs. */
static void choice_fit(const struct draft *draft, json_t *params) {
    static const char *const OF_VOTE[] = {"yes", "yes", "yes", "no", "abstain"};
    static const char *const OF_CONSENSUS[] = {"agree",       "agree",       "agree",
                                               "reservation", "stand_aside", "block"};
    const char *method = json_string_value(json_object_get(draft->object, "method"));
    bool is_vote = method != NULL && strcmp(method, "vote") == 0;
    const char *choice = is_vote ? OF_VOTE[world_below(draft->world, 5)]
                                 : OF_CONSENSUS[world_below(draft->world, 6)];
    json_object_set_new(params, "choice", json_string(choice));
    json_object_del(params, "text");
    json_object_del(params, "principle");
    if (strcmp(choice, "reservation") == 0 || strcmp(choice, "block") == 0) {
        sealed_set(draft, params, "text");
    }
    if (strcmp(choice, "block") == 0 && !world_happens(draft->world, 6)) {
        sealed_set(draft, params, "principle");
    }
}

static void version_and_choice_fit(const struct draft *draft, json_t *params) {
    if (strcmp(draft->method->name, "ballot.open") == 0) {
        version_fit(draft, params);
        closing_fit(draft, params);
    } else if (strcmp(draft->method->name, "ballot.cast") == 0) {
        version_fit(draft, params);
        choice_fit(draft, params);
    } else if (strcmp(draft->method->name, "charter.translate") == 0) {
        json_object_set_new(params, "version", json_integer(1)); /* few live to see a second */
    }
}

/* ---- all together ---------------------------------------------------------------------------- */

/* What goes together goes together, and of two that exclude each other one is left. */
static void fields_fit(struct draft *draft, json_t *params) {
    const struct trib_method *method = draft->method;
    for (size_t index = 0; index < method->field_count; index++) {
        const struct trib_field *field = &method->fields[index];
        bool is_given = json_object_get(params, field->name) != NULL;
        if (is_given && field->with != NULL) {
            field_set(draft, field_named(method, field->with), params);
        }
        if (field->or_else != NULL && !is_given &&
            json_object_get(params, field->or_else) == NULL) {
            field_set(draft, field, params);
        } else if (field->or_else != NULL && is_given) {
            json_object_del(params, field->or_else);
        }
    }
}

static bool is_wanted(struct draft *draft, const struct trib_field *field, size_t edit_index,
                      size_t index) {
    if (field->is_required || index == edit_index) {
        return true;
    }
    return world_happens(draft->world, 4);
}

/* An edit that is given in any case, where the method must have one. */
static size_t edit_choose(struct draft *draft) {
    const struct trib_method *method = draft->method;
    size_t index = 0;
    if (!method->needs_an_edit) {
        return SIZE_MAX;
    }
    do {
        index = world_below(draft->world, method->field_count);
    } while (!method->fields[index].is_edit);
    return index;
}

/* A row in the only state in which the method does anything; NULL: any will do. */
static const char *living_row(const struct draft *draft) {
    static const char *const STATES[][2] = {{"ballot.cast", "open"},
                                            {"ballot.take_back", "open"},
                                            {"ballot.close", "open"},
                                            {"ballot.void", "open"},
                                            {"ballot.open", "discussion"},
                                            {"proposal.discuss", "draft"},
                                            {"proposal.back", "draft"},
                                            {"dispatch.pause", "sent"},
                                            {"dispatch.resume", "paused"},
                                            {"delivery.acknowledge", "delivered"},
                                            {"delivery.localise", "acknowledged"},
                                            {"delivery.pass_on", "acknowledged"},
                                            {"delivery.act", "localised"},
                                            {"delivery.report", "acting"},
                                            {"delivery.decline", "delivered"}};
    for (size_t index = 0; index < sizeof STATES / sizeof STATES[0]; index++) {
        if (strcmp(STATES[index][0], draft->method->name) == 0) {
            return world_happens(draft->world, 8)
                       ? NULL
                       : held_row_in(draft->world, draft->client, draft->method->object_table,
                                     STATES[index][1]);
        }
    }
    return NULL;
}

static void object_choose(struct draft *draft) {
    const char *table_name = draft->method->object_table;
    char key[REPLICA_KEY_BYTES];
    if (table_name != NULL) {
        const char *own = living_row(draft);
        if (own == NULL && !world_happens(draft->world, 4)) {
            own = held_own_row(draft->world, draft->client, table_name, draft->acting_for);
        }
        if (own != NULL) {
            snprintf(draft->object_id, TRIB_ID_BYTES, "%s", own);
        } else {
            id_draw(draft, draft->method->object_field, draft->object_id);
        }
        replica_key(key, table_name, draft->object_id);
        draft->object = json_object_get(draft->client->replica.rows, key);
    }
}

json_t *params_make(struct world *world, const struct client *client,
                    const struct trib_method *method) {
    struct draft draft = {.world = world, .client = client, .method = method};
    json_t *params = json_object();
    draft.params = params;
    if (!world_happens(world, 6)) {
        draft.acting_for = held_own_tie(world, client, "belonging", "organization_id", NULL);
    }
    object_choose(&draft);
    size_t edit_index = edit_choose(&draft);
    for (size_t index = 0; index < method->field_count; index++) {
        if (is_wanted(&draft, &method->fields[index], edit_index, index)) {
            field_set(&draft, &method->fields[index], params);
        }
    }
    fields_fit(&draft, params);
    if (strstr(method->name, ".plan") != NULL && !world_happens(world, 8)) {
        meeting_fit(&draft, params);
    }
    if (!world_happens(world, 10)) {
        version_and_choice_fit(&draft, params);
    }
    if (method->kind == TRIB_METHOD_COMMAND && draft.acting_for != NULL) {
        json_object_set_new(params, "acting_for", json_string(draft.acting_for));
    }
    return params;
}

void params_spoil(struct world *world, json_t *params) {
    char text[3000];
    size_t size = json_object_size(params);
    const char *key = "nothing";
    void *at = json_object_iter(params);
    for (size_t index = size == 0 ? 0 : world_below(world, size); index > 0; index--) {
        at = json_object_iter_next(params, at);
    }
    if (at != NULL) {
        key = json_object_iter_key(at);
    }
    memset(text, 'y', sizeof text);
    switch (world_below(world, 6)) {
    case 0:
        json_object_del(params, key);
        break;
    case 1:
        json_object_set_new(params, "no_such_field", json_true());
        break;
    case 2:
        json_object_set_new(params, key, json_integer(7));
        break;
    case 3:
        json_object_set_new(params, key, json_stringn(text, sizeof text));
        break;
    case 4:
        json_object_set_new(params, key, json_string(" \t "));
        break;
    default:
        json_object_set_new(params, key, json_pack("{s:[n]}", "from"));
        break;
    }
}
