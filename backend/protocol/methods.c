/*
 * Finding methods. Some thirty of them: a walk along the names costs less than what a call does
 * anyway.
 */
#include "methods.h"

#include <string.h>

static const struct trib_method_family *const families[] = {
    &trib_methods_directory,    &trib_methods_group,       &trib_methods_convening,
    &trib_methods_lineage,      &trib_methods_joining,     &trib_methods_import,
    &trib_methods_people,       &trib_methods_action_item, &trib_methods_meeting,
    &trib_methods_agenda,       &trib_methods_planner,     &trib_methods_plan,
    &trib_methods_comment,      &trib_methods_attention,   &trib_methods_account,
    &trib_methods_contribution, &trib_methods_decision,    &trib_methods_dispatch,
    &trib_methods_service,
};

const struct trib_field trib_field_acting_for = {
    .name = "acting_for",
    .type = TRIB_FIELD_ID,
    .summary = "The organization one acts for; null: for nobody.",
};

const struct trib_method *trib_method_at(size_t index) {
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        if (index < families[i]->method_count) {
            return &families[i]->methods[index];
        }
        index -= families[i]->method_count;
    }
    return NULL;
}

const struct trib_method *trib_method_find(const char *name) {
    const struct trib_method *method = NULL;
    for (size_t i = 0; (method = trib_method_at(i)) != NULL; i++) {
        if (strcmp(method->name, name) == 0) {
            return method;
        }
    }
    return NULL;
}

const char *trib_method_kind_name(enum trib_method_kind kind) {
    static const char *const names[] = {"command", "query", "session", "sync"};
    return names[kind];
}
