/*
 * Comments. A comment never reaches further than the thing it is about, and neither does whom or
 * what it names: a mention asks whether they see where the comment stands, a link whether all who
 * read the comment see the thing.
 */
#include "tributary/command/comment.h"

#include <string.h>

#include "board.h"
#include "comment_rows.h"
#include "edits.h"
#include "object.h"
#include "rows.h"
#include "sight.h"
#include "tributary/base/text.h"
#include "tributary/domain/reference.h"
#include "tributary/store/redaction.h"

/* ---- what may be commented on ---------------------------------------------------------------- */

/* Which body a thing is of: none, the group it belongs to, or the one on whose board it stands. */
enum body { OF_NONE, OF_GROUP, OF_BOARD };

/* Everything that has a page. A new kind of thing is one line here, one word in the vocabulary, and
   its owner in permission_rows.c. */
static const struct about {
    const char *table_name;
    enum body body;
} abouts[] = {
    {"organization", OF_NONE}, {"group", OF_GROUP},     {"series", OF_NONE},
    {"convening", OF_NONE},    {"meeting", OF_GROUP},   {"agenda_item", OF_GROUP},
    {"action_item", OF_BOARD}, {"plan", OF_BOARD},      {"goal", OF_BOARD},
    {"objective", OF_BOARD},   {"milestone", OF_BOARD}, {"proposal", OF_GROUP},
};

static const struct about *about_find(const char *table_name) {
    for (size_t i = 0; i < sizeof abouts / sizeof abouts[0]; i++) {
        if (strcmp(abouts[i].table_name, table_name) == 0) {
            return &abouts[i];
        }
    }
    return NULL;
}

/* A thing that the actor sees. */
static bool about_load(const struct trib_command *command, const char *table_name, const char *id,
                       const char *field, struct comment_place *out, struct trib_error *error) {
    struct command_object object;
    const struct about *about = about_find(table_name);
    if (about == NULL) {
        return trib_fail(error, TRIB_E_TYPE, "about_table");
    }
    if (!command_object_find(command, table_name, id, field, &object, error)) {
        return false;
    }
    *out = (struct comment_place){0};
    trib_text_copy(out->about_table, sizeof out->about_table, table_name);
    trib_text_copy(out->about_id, sizeof out->about_id, id);
    trib_text_copy(out->space_id, sizeof out->space_id, object.space_id);
    if (about->body != OF_NONE) {
        trib_text_copy(out->group_id, sizeof out->group_id,
                       about->body == OF_BOARD ? object.board_id : object.group_id);
    }
    return true;
}

/* ---- whom and what a text names -------------------------------------------------------------- */

static bool group_check(const struct trib_command *command, const char *group_id,
                        const char *space_id, struct trib_error *error) {
    char group_space_id[TRIB_ID_BYTES];
    bool is_within = !trib_space_is_shared(space_id); /* then its own group alone sees it */
    return command_see(command, "group", group_id, "text", group_space_id, error) &&
           ((is_within ? strcmp(group_id, space_id) == 0 : trib_space_is_shared(group_space_id)) ||
            trib_fail(error, TRIB_E_OUTSIDE, "text"));
}

static bool mention_check(const struct trib_command *command, const struct trib_reference *found,
                          const struct comment_place *place, struct trib_error *error) {
    if (strcmp(found->word, "person") == 0) {
        return board_person_check(command, found->id, place->space_id, "text", error);
    }
    if (strcmp(found->word, "organization") == 0) {
        return board_organization_check(command, found->id, place->space_id, place->group_id,
                                        "text", error);
    }
    return strcmp(found->word, "group") == 0
               ? group_check(command, found->id, place->space_id, error)
               : trib_fail(error, TRIB_E_TYPE, "text");
}

static bool link_check(const struct trib_command *command, const struct trib_reference *found,
                       const struct comment_place *place, struct trib_error *error) {
    struct command_object object;
    if (about_find(found->word) == NULL) {
        return trib_fail(error, TRIB_E_TYPE, "text");
    }
    return command_object_find(command, found->word, found->id, "text", &object, error) &&
           (command_is_seen_from(place->space_id, object.space_id) ||
            trib_fail(error, TRIB_E_OUTSIDE, "text"));
}

static bool reference_check(const struct trib_command *command, const struct trib_reference *found,
                            const struct comment_place *place, struct trib_error *error) {
    bool is_fine = found->is_mention ? mention_check(command, found, place, error)
                                     : link_check(command, found, place, error);
    if (!is_fine) {
        trib_error_add_text(error, "kind", found->word);
        trib_error_add_text(error, "id", found->id);
    }
    return is_fine;
}

/* What a text names, so many times at the most. What stood in it before may have left since. */
static bool text_check(const struct trib_command *command, const char *text, const char *before,
                       const struct comment_place *place, struct trib_error *error) {
    char mark[TRIB_REFERENCE_WORD_BYTES + TRIB_ID_BYTES + 4];
    struct trib_reference found;
    const char *rest = text;
    size_t count = 0;
    while (trib_reference_next(&rest, &found)) {
        if (++count > TRIB_COMMENT_REFERENCES_MAX) {
            trib_fail(error, TRIB_E_TOO_MANY, "text");
            trib_error_add_int64(error, "most", TRIB_COMMENT_REFERENCES_MAX);
            return false;
        }
        memcpy(mark, found.begin, found.length);
        mark[found.length] = '\0';
        if (strstr(before, mark) == NULL && !reference_check(command, &found, place, error)) {
            return false;
        }
    }
    return true;
}

/* ---- writing --------------------------------------------------------------------------------- */

/* Whoever writes is seen by who reads, by name or for an organization. */
static bool comment_enter(const struct trib_command *command, const char *comment_id,
                          const char *text, const struct comment_place *place,
                          struct trib_error *error) {
    static const char *const WHO[] = {"delegate", "group_member", "secretariat"};
    struct board_speaker speaker;
    if (!command_sees_space(command, place->space_id)) {
        return command_forbid(error, "", WHO, sizeof WHO / sizeof WHO[0]);
    }
    if (!board_open_check(command, place->group_id, NULL, error) ||
        !board_speaker_find(command, place->space_id, place->group_id, &speaker, error) ||
        !board_speaker_check(command, &speaker, place->space_id, place->group_id, error)) {
        return false;
    }
    const struct comment_new comment = {comment_id, text, command->actor.person_id,
                                        speaker.organization_id};
    return command_id_check(command->store, "comment", comment_id, "comment_id", error) &&
           comment_count_check(command->store, place->about_id, "text", error) &&
           text_check(command, text, "", place, error) &&
           comment_insert(command->store, place, &comment, error) &&
           comment_mentions_save(command->store, comment_id, place->space_id, text, error);
}

bool trib_comment_add(const struct trib_command *command, const struct trib_comment_add *params,
                      struct trib_error *error) {
    struct comment_place place;
    if (!about_load(command, params->about_table, params->about_id, "about_id", &place, error)) {
        return false;
    }
    if (strcmp(place.space_id, TRIB_SPACE_PUBLIC_ID) == 0) {
        trib_text_copy(place.space_id, sizeof place.space_id, TRIB_SPACE_COALITION_ID);
    }
    return comment_enter(command, params->comment_id, params->text, &place, error);
}

bool trib_comment_reply(const struct trib_command *command, const struct trib_comment_reply *params,
                        struct trib_error *error) {
    struct comment_place place;
    return command_see(command, "comment", params->parent_id, "parent_id", NULL, error) &&
           comment_place_load(command->store, params->parent_id, "parent_id", &place, error) &&
           comment_enter(command, params->comment_id, params->text, &place, error) &&
           (place.is_resolved[0] == '0' ||
            comment_save_state(command->store, place.head_id, NULL, error));
}

/* One that is seen, of a body that goes on. */
static bool comment_find(const struct trib_command *command, const char *comment_id,
                         struct comment_place *out, struct trib_error *error) {
    return command_see(command, "comment", comment_id, "comment_id", NULL, error) &&
           comment_place_load(command->store, comment_id, "comment_id", out, error) &&
           board_open_check(command, out->group_id, NULL, error);
}

bool trib_comment_edit(const struct trib_command *command, const struct trib_comment_edit *params,
                       struct trib_error *error) {
    char stored[COMMENT_TEXT_BYTES];
    struct comment_place place;
    if (!comment_find(command, params->comment_id, &place, error) ||
        !comment_text_load(command->store, params->comment_id, stored, error)) {
        return false;
    }
    if (strcmp(stored, TRIB_REDACTED_TEXT) == 0) {
        return trib_fail(error, TRIB_E_CLOSED, "comment_id");
    }
    if (command_same(stored, params->text.to)) {
        return true;
    }
    return text_check(command, params->text.to, stored, &place, error) &&
           comment_update(command->store, params, error) &&
           comment_mentions_save(command->store, params->comment_id, place.space_id,
                                 params->text.to, error);
}

bool trib_comment_redact(const struct trib_command *command, const struct trib_comment_of *params,
                         struct trib_error *error) {
    return command_see(command, "comment", params->comment_id, "comment_id", NULL, error) &&
           comment_withdraw(command->store, params->comment_id, error);
}

/* ---- threads --------------------------------------------------------------------------------- */

static bool thread_settle(const struct trib_command *command, const char *comment_id,
                          bool is_resolved, struct trib_error *error) {
    struct comment_place place;
    if (!comment_find(command, comment_id, &place, error)) {
        return false;
    }
    if (strcmp(place.head_id, comment_id) != 0) {
        return trib_fail(error, TRIB_E_TYPE, "comment_id");
    }
    return (place.is_resolved[0] == '1') == is_resolved ||
           comment_save_state(command->store, comment_id,
                              is_resolved ? command->actor.person_id : NULL, error);
}

bool trib_comment_resolve(const struct trib_command *command, const struct trib_comment_of *params,
                          struct trib_error *error) {
    return thread_settle(command, params->comment_id, true, error);
}

bool trib_comment_reopen(const struct trib_command *command, const struct trib_comment_of *params,
                         struct trib_error *error) {
    return thread_settle(command, params->comment_id, false, error);
}
