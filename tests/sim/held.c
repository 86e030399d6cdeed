/*
 * See held.h. A client holds a few hundred rows, so each question goes through all of them.
 */
#include "held.h"

#include <string.h>

const char *held_row_id(struct world *world, const struct client *client, const char *table_name) {
    size_t length = strlen(table_name);
    size_t count = 0;
    const char *key = NULL;
    json_t *row = NULL;
    const char *keys[512];
    json_object_foreach(client->replica.rows, key, row) {
        if (strncmp(key, table_name, length) == 0 && key[length] == ' ' && count < 512) {
            keys[count++] = key;
        }
    }
    return count == 0 ? NULL : keys[world_below(world, count)] + length + 1;
}

/* What a column of a row says; "" for null. */
static const char *cell(const json_t *row, const char *column) {
    const char *text = json_string_value(json_object_get(row, column));
    return text == NULL ? "" : text;
}

static bool is_same(const char *a, const char *b) {
    return a[0] != '\0' && strcmp(a, b) == 0;
}

const char *held_own_tie(struct world *world, const struct client *client, const char *table_name,
                         const char *column, const char *acting_for) {
    const char *own[32];
    size_t count = 0;
    /* who facilitates one of several groups mostly goes to that one */
    bool is_leading = !world_happens(world, 3);
    bool has_led = false;
    size_t length = strlen(table_name);
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(client->replica.rows, key, row) {
        bool is_own = is_same(cell(row, "person_id"), client->person_id) ||
                      (acting_for != NULL && strcmp(cell(row, "organization_id"), acting_for) == 0);
        if (strncmp(key, table_name, length) == 0 && key[length] == ' ' && is_own && count < 32 &&
            json_is_null(json_object_get(row, "ends_on"))) {
            bool leads = is_leading && strcmp(cell(row, "role"), "facilitator") == 0;
            if (leads && !has_led) {
                has_led = true;
                count = 0;
            }
            if (leads || !has_led) {
                own[count++] = cell(row, column);
            }
        }
    }
    return count == 0 ? NULL : own[world_below(world, count)];
}

const char *held_own_row(struct world *world, const struct client *client, const char *table_name,
                         const char *acting_for) {
    const char *group_id = held_own_tie(world, client, "group_member", "group_id", acting_for);
    const char *own[64];
    size_t count = 0;
    size_t length = strlen(table_name);
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(client->replica.rows, key, row) {
        bool is_own =
            is_same(cell(row, "organization_id"), acting_for == NULL ? "" : acting_for) ||
            is_same(cell(row, "group_id"), group_id == NULL ? "" : group_id) ||
            is_same(cell(row, "person_id"), client->person_id) ||
            is_same(cell(row, "owner_organization_id"), acting_for == NULL ? "" : acting_for) ||
            is_same(cell(row, "owner_person_id"), client->person_id);
        if (strncmp(key, table_name, length) == 0 && key[length] == ' ' && is_own && count < 64) {
            own[count++] = key + length + 1;
        }
    }
    return count == 0 ? NULL : own[world_below(world, count)];
}

const char *held_row_in(struct world *world, const struct client *client, const char *table_name,
                        const char *state) {
    const char *ids[64];
    size_t count = 0;
    size_t length = strlen(table_name);
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(client->replica.rows, key, row) {
        if (strncmp(key, table_name, length) == 0 && key[length] == ' ' &&
            is_same(cell(row, "state"), state) && count < 64) {
            ids[count++] = key + length + 1;
        }
    }
    return count == 0 ? NULL : ids[world_below(world, count)];
}

/* What a row makes of the person it is about; TRIB_PERSONA_COUNT: nothing. */
static enum trib_persona persona_by(const struct client *client, const char *key,
                                    const json_t *row) {
    const char *role = cell(row, "role");
    if (!is_same(cell(row, "person_id"), client->person_id) &&
        strncmp(key, "group_member ", 13) != 0) {
        return TRIB_PERSONA_COUNT;
    }
    if (strncmp(key, "coalition_role ", 15) == 0) {
        return is_same(role, "secretariat") ? TRIB_PERSONA_SECRETARIAT : TRIB_PERSONA_ADMINISTRATOR;
    }
    if (strncmp(key, "group_member ", 13) == 0) {
        return TRIB_PERSONA_FACILITATOR;
    }
    if (strncmp(key, "belonging ", 10) == 0) {
        return is_same(role, "base_member") ? TRIB_PERSONA_BASE_MEMBER : TRIB_PERSONA_DELEGATE;
    }
    return TRIB_PERSONA_PERSON;
}

bool held_may_do(const struct client *client, const struct trib_method *method) {
    const struct trib_permission_row *right = trib_permission_row(method->permission);
    bool may = false;
    const char *key = NULL;
    json_t *row = NULL;
    json_object_foreach(client->replica.rows, key, row) {
        enum trib_persona persona = persona_by(client, key, row);
        may = may || (persona != TRIB_PERSONA_COUNT && right->reach[persona] != TRIB_REACH_NO);
    }
    return may;
}
