/*
 * Reads the tables that decide sight. Each statement takes a range of row ids, so that the same one
 * serves for the start (all) and for a change (one row). What has ended is left out here, in SQL,
 * and nowhere else: a row that is not found counts for nothing.
 */
#include "rows.h"

#include <string.h>

#include "tributary/store/statement.h"

/* Before and after every id. */
static const char FIRST_ID[] = "";
static const char LAST_ID[] = "~";

struct source {
    const char *table_name;
    const char *sql; /* ?1 and ?2: the first and the last row id; gives the row's id first */
    bool (*take)(struct trib_graph *graph, const struct trib_statement *row);
    void (*drop)(struct trib_graph *graph, const char *row_id);
};

struct word {
    const char *word;
    int value;
};

/* The value of a word in a list that ends with an empty one. */
static int word_value(const struct word *words, const char *word) {
    while (words->word != NULL && strcmp(words->word, word) != 0) {
        words++;
    }
    return words->value;
}

static const char SPACES[] = "SELECT space_id, kind FROM space WHERE space_id BETWEEN ?1 AND ?2";
static bool space_take(struct trib_graph *graph, const struct trib_statement *row) {
    static const struct word KINDS[] = {{"public", TRIB_SPACE_PUBLIC},
                                        {"coalition", TRIB_SPACE_COALITION},
                                        {"organization", TRIB_SPACE_ORGANIZATION},
                                        {"group", TRIB_SPACE_GROUP},
                                        {"person", TRIB_SPACE_PERSON},
                                        {NULL, TRIB_SPACE_PERSON}};
    struct vertex *vertex = vertex_get(graph, trib_column_text(row, 0));
    if (vertex == NULL) {
        return false;
    }
    vertex->has_space = true;
    vertex->space_kind = (enum trib_space_kind)word_value(KINDS, trib_column_text(row, 1));
    vertex_space_changed(graph, vertex);
    return true;
}

static void space_drop(struct trib_graph *graph, const char *row_id) {
    struct vertex *vertex = vertex_find(graph, row_id);
    if (vertex != NULL && vertex->has_space) {
        vertex->has_space = false;
        vertex_space_changed(graph, vertex);
    }
}

static const char AFFILIATIONS[] =
    "SELECT affiliation_id, status, organization_id, parent_id FROM affiliation "
    "WHERE affiliation_id BETWEEN ?1 AND ?2 AND ends_on IS NULL "
    "AND status IN ('member', 'observer', 'tentative')";
static bool affiliation_take(struct trib_graph *graph, const struct trib_statement *row) {
    static const struct word STATUSES[] = {{"member", PART_LINK_MEMBER},
                                           {"observer", PART_LINK_OBSERVER},
                                           {NULL, PART_LINK_TENTATIVE}};
    enum tie_part part = (enum tie_part)word_value(STATUSES, trib_column_text(row, 1));
    return tie_add(graph, TIE_AFFILIATION, trib_column_text(row, 0), part, trib_column_text(row, 2),
                   trib_column_text(row, 3));
}

static void affiliation_drop(struct trib_graph *graph, const char *row_id) {
    tie_remove(graph, TIE_AFFILIATION, row_id);
}

static const char BELONGINGS[] =
    "SELECT belonging_id, iif(sample = 1 AND role = 'lead_delegate', 'sample_lead', role), "
    "person_id, organization_id FROM belonging "
    "WHERE belonging_id BETWEEN ?1 AND ?2 AND ends_on IS NULL";
static bool belonging_take(struct trib_graph *graph, const struct trib_statement *row) {
    static const struct word ROLES[] = {{"lead_delegate", PART_LEAD_DELEGATE},
                                        {"sample_lead", PART_SAMPLE_LEAD},
                                        {"alternate", PART_ALTERNATE},
                                        {NULL, PART_BASE_MEMBER}};
    enum tie_part part = (enum tie_part)word_value(ROLES, trib_column_text(row, 1));
    return tie_add(graph, TIE_BELONGING, trib_column_text(row, 0), part, trib_column_text(row, 2),
                   trib_column_text(row, 3));
}

static void belonging_drop(struct trib_graph *graph, const char *row_id) {
    tie_remove(graph, TIE_BELONGING, row_id);
}

static const char GROUP_MEMBERS[] =
    "SELECT group_member_id, role, coalesce(organization_id, person_id), group_id "
    "FROM group_member WHERE group_member_id BETWEEN ?1 AND ?2 AND ends_on IS NULL";
static bool group_member_take(struct trib_graph *graph, const struct trib_statement *row) {
    static const struct word ROLES[] = {{"facilitator", PART_GROUP_FACILITATOR},
                                        {"chair", PART_GROUP_FACILITATOR},
                                        {"note_taker", PART_GROUP_NOTE_TAKER},
                                        {NULL, PART_GROUP_MEMBER}};
    enum tie_part part = (enum tie_part)word_value(ROLES, trib_column_text(row, 1));
    return tie_add(graph, TIE_GROUP_MEMBER, trib_column_text(row, 0), part,
                   trib_column_text(row, 2), trib_column_text(row, 3));
}

static void group_member_drop(struct trib_graph *graph, const char *row_id) {
    tie_remove(graph, TIE_GROUP_MEMBER, row_id);
}

static const char COALITION_ROLES[] =
    "SELECT coalition_role_id, role, person_id FROM coalition_role "
    "WHERE coalition_role_id BETWEEN ?1 AND ?2 AND ends_on IS NULL";
static bool coalition_role_take(struct trib_graph *graph, const struct trib_statement *row) {
    static const struct word ROLES[] = {{"secretariat", PART_SECRETARIAT},
                                        {NULL, PART_ADMINISTRATOR}};
    enum tie_part part = (enum tie_part)word_value(ROLES, trib_column_text(row, 1));
    return tie_add(graph, TIE_COALITION_ROLE, trib_column_text(row, 0), part,
                   trib_column_text(row, 2), NULL);
}

static void coalition_role_drop(struct trib_graph *graph, const char *row_id) {
    tie_remove(graph, TIE_COALITION_ROLE, row_id);
}

static const char COALITIONS[] =
    "SELECT coalition_id, coalesce(root_organization_id, '') FROM coalition "
    "WHERE coalition_id BETWEEN ?1 AND ?2";
static bool coalition_take(struct trib_graph *graph, const struct trib_statement *row) {
    const char *root_id = trib_column_text(row, 1);
    memcpy(graph->root_id, root_id, strnlen(root_id, sizeof graph->root_id - 1) + 1);
    return true;
}

/* There is one coalition to a file. */
static void coalition_drop(struct trib_graph *graph, const char *row_id) {
    (void)row_id;
    graph->root_id[0] = '\0';
}

static const struct source SOURCES[] = {
    {"space", SPACES, space_take, space_drop},
    {"affiliation", AFFILIATIONS, affiliation_take, affiliation_drop},
    {"belonging", BELONGINGS, belonging_take, belonging_drop},
    {"group_member", GROUP_MEMBERS, group_member_take, group_member_drop},
    {"coalition_role", COALITION_ROLES, coalition_role_take, coalition_role_drop},
    {"coalition", COALITIONS, coalition_take, coalition_drop},
};
static const size_t SOURCE_COUNT = sizeof SOURCES / sizeof SOURCES[0];

static bool source_take(struct trib_graph *graph, const struct source *source, const char *first_id,
                        const char *last_id, struct trib_error *error) {
    TRIB_AUTO(trib_statement) statement = {0};
    if (!trib_statement_prepare(graph->store, source->sql, &statement, error) ||
        !trib_bind_text(&statement, 1, first_id, error) ||
        !trib_bind_text(&statement, 2, last_id, error)) {
        return false;
    }
    bool has_row = false;
    while (trib_statement_next(&statement, &has_row, error)) {
        if (!has_row) {
            return true;
        }
        if (!source->take(graph, &statement)) {
            return trib_fail(error, TRIB_E_UNAVAILABLE, NULL);
        }
    }
    return false;
}

bool rows_take_all(struct trib_graph *graph, struct trib_error *error) {
    for (size_t source_index = 0; source_index < SOURCE_COUNT; source_index++) {
        if (!source_take(graph, &SOURCES[source_index], FIRST_ID, LAST_ID, error)) {
            return false;
        }
    }
    return true;
}

bool rows_take_one(struct trib_graph *graph, const char *table_name, const char *row_id,
                   struct trib_error *error) {
    for (size_t source_index = 0; source_index < SOURCE_COUNT; source_index++) {
        const struct source *source = &SOURCES[source_index];
        if (strcmp(source->table_name, table_name) == 0) {
            source->drop(graph, row_id);
            return source_take(graph, source, row_id, row_id, error);
        }
    }
    return true;
}
