/* Methods of groups: working groups, committees, caucuses, local organising committees. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/group.h"
#include "tributary/command/room_code.h"

TRIB_RUN(group_create)
TRIB_RUN(group_edit)
TRIB_RUN(group_name_add)
TRIB_RUN(group_name_remove)
TRIB_RUN_WITH(group_activate, group_of)
TRIB_RUN_WITH(group_rest, group_of)
TRIB_RUN_WITH(group_close, group_of)
TRIB_RUN_WITH(group_publish, group_of)
TRIB_RUN(group_member_admit)
TRIB_RUN(group_member_join)
TRIB_RUN(group_member_set_role)
TRIB_RUN(group_member_end)
TRIB_RUN(room_code_open)
TRIB_RUN(room_code_close)

static const struct trib_field GROUP_CREATE[] = {
    {ID(group_create, group_id), REQUIRED, .summary = "Id of the new row."},
    {ID(group_create, group_member_id), REQUIRED,
     .summary = "Id of the row that makes whoever starts it its facilitator."},
    {TEXT(group_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "Its name."},
    {WORD(group_create, kind, GROUP_KIND), REQUIRED, .summary = "What it is."},
    {WORD(group_create, visibility, GROUP_VISIBILITY), REQUIRED,
     .summary = "Who sees that it exists; public is for the secretariat."},
    {WORD(group_create, vote_unit, VOTE_UNIT),
     .summary = "Who has a vote in it; organization when not given."},
    {ID(group_create, organization_id), .summary = "The body it belongs to."},
    {TEXT(group_create, mandate, TRIB_SUMMARY_MAX), .summary = "What it is to do."},
    {DATE(group_create, formed_on), .summary = "Since when it exists."},
    {ID(group_create, convening_id),
     .summary = "The convening it is formed at; a local organising committee has one."},
};

static const struct trib_field GROUP_EDIT[] = {
    {ID(group_edit, group_id), REQUIRED, .summary = "The group."},
    {TEXT(group_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "Its name."},
    {TEXT(group_edit, mandate, TRIB_SUMMARY_MAX), EDIT_OR_NULL, .summary = "What it is to do."},
    {DATE(group_edit, mandate_ends_on), EDIT_OR_NULL, .summary = "Until when it is to do it."},
    {DATE(group_edit, formed_on), EDIT_OR_NULL, .summary = "Since when it exists."},
    {WORD(group_edit, vote_unit, VOTE_UNIT), EDIT, .summary = "Who has a vote in it."},
    {WORD(group_edit, admission, GROUP_ADMISSION), EDIT,
     .summary = "Whether whoever sees it may join, or is admitted."},
};

static const struct trib_field GROUP_NAME_ADD[] = {
    {ID(group_name_add, group_id), REQUIRED, .summary = "The group."},
    {ID(group_name_add, group_name_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(group_name_add, kind, NAME_KIND), REQUIRED, .summary = "Short or in full."},
    {TEXT(group_name_add, text, TRIB_TITLE_MAX), REQUIRED, .summary = "The name."},
    {TEXT(group_name_add, language, TRIB_LANGUAGE_TAG_MAX),
     .summary = "Its language, as the writer states it."},
};

static const struct trib_field GROUP_NAME_REMOVE[] = {
    {ID(group_name_remove, group_name_id), REQUIRED, .summary = "The name."},
};

static const struct trib_field GROUP_OF[] = {
    {ID(group_of, group_id), REQUIRED, .summary = "The group."},
};

static const struct trib_field GROUP_MEMBER_ADMIT[] = {
    {ID(group_member_admit, group_member_id), REQUIRED, .summary = "Id of the new row."},
    {ID(group_member_admit, group_id), REQUIRED, .summary = "The group."},
    {ID(group_member_admit, organization_id), .or_else = "person_id",
     .summary = "An organization whose delegates work in it."},
    {ID(group_member_admit, person_id), .or_else = "organization_id",
     .summary = "A person who works in it."},
    {WORD(group_member_admit, role, GROUP_ROLE), REQUIRED, .summary = "As what."},
};

static const struct trib_field GROUP_MEMBER_JOIN[] = {
    {ID(group_member_join, group_member_id), REQUIRED, .summary = "Id of the new row."},
    {ID(group_member_join, group_id), REQUIRED, .summary = "The group."},
};

static const struct trib_field GROUP_MEMBER_SET_ROLE[] = {
    {ID(group_member_set_role, group_member_id), REQUIRED, .summary = "The membership."},
    {WORD(group_member_set_role, role, GROUP_ROLE), EDIT, REQUIRED, .summary = "As what."},
};

static const struct trib_field GROUP_MEMBER_END[] = {
    {ID(group_member_end, group_member_id), REQUIRED, .summary = "The membership that ends."},
};

static const struct trib_field ROOM_CODE_OPEN[] = {
    {ID(room_code_open, room_code_id), REQUIRED, .summary = "Id of the new row."},
    {ID(room_code_open, group_id), REQUIRED, .summary = "The group it leads into."},
    {TEXT(room_code_open, code_hash, TRIB_ROOM_CODE_HASH_LETTERS), REQUIRED,
     .summary = "SHA-256, in hex, of the code in capitals without spaces and hyphens: eight of the "
                "letters and digits that are not mistaken for each other, made by the facilitator "
                "and sent by nobody else."},
};

static const struct trib_field ROOM_CODE_CLOSE[] = {
    {ID(room_code_close, room_code_id), REQUIRED, .summary = "The code."},
};

#define ROOM_CODE_ID "\"room_code_id\":\"3d2c1b0a-9f8e-4d7c-8b6a-5f4e3d2c1b0a\""
#define GROUP_ID "\"group_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\""
#define GROUP_MEMBER_ID "\"group_member_id\":\"6e5d4c3b-2a19-4807-96f5-e4d3c2b1a098\""
#define GROUP_NAME_ID "\"group_name_id\":\"9a8b7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d\""
#define ORGANIZATION_ID "\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\""

static const struct trib_method methods[] = {
    {.name = "group.create",
     .summary = "Starts a group, with a space of its own; whoever starts it facilitates it.",
     FIELDS(GROUP_CREATE),
     .permission = TRIB_MAY_START_GROUP,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{" GROUP_ID "," GROUP_MEMBER_ID ",\"name\":\"River Caucus\",\"kind\":\"caucus\","
                "\"visibility\":\"coalition\",\"formed_on\":\"2026-11\"}",
     RUNS(group_create, group_create)},
    {.name = "group.edit",
     .summary = "Changes fields of a group, each from what one saw to what it shall be.",
     FIELDS(GROUP_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED, TRIB_E_DATE},
     .example = "{" GROUP_ID ",\"mandate\":{\"from\":null,\"to\":\"Bring the rivers together.\"}}",
     RUNS(group_edit, group_edit)},
    {.name = "group.name_add",
     .summary = "Adds an acronym or another spelling, behind those there are.",
     FIELDS(GROUP_NAME_ADD),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED},
     .example = "{" GROUP_ID "," GROUP_NAME_ID ",\"kind\":\"acronym\",\"text\":\"RC\"}",
     RUNS(group_name_add, group_name_add)},
    {.name = "group.name_remove",
     .summary = "Takes an acronym or a spelling away.",
     FIELDS(GROUP_NAME_REMOVE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group_name", "group_name_id"),
     .refusals = {TRIB_E_CLOSED},
     .example = "{" GROUP_NAME_ID "}",
     RUNS(group_name_remove, group_name_remove)},
    {.name = "group.activate",
     .summary = "A forming or resting group begins to work.",
     FIELDS(GROUP_OF),
     .permission = TRIB_MAY_CHANGE_GROUP_STATE,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" GROUP_ID "}",
     RUNS(group_activate, group_of)},
    {.name = "group.rest",
     .summary = "An active group rests until it is activated again.",
     FIELDS(GROUP_OF),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" GROUP_ID "}",
     RUNS(group_rest, group_of)},
    {.name = "group.close",
     .summary = "An active group has done its work: read only from now on.",
     FIELDS(GROUP_OF),
     .permission = TRIB_MAY_CHANGE_GROUP_STATE,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_IN_USE},
     .example = "{" GROUP_ID "}",
     RUNS(group_close, group_of)},
    {.name = "group.publish",
     .summary = "Makes this one row public; nothing below it follows.",
     FIELDS(GROUP_OF),
     .permission = TRIB_MAY_PUBLISH_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" GROUP_ID "}",
     RUNS(group_publish, group_of)},
    {.name = "group_member.admit",
     .summary = "Takes an organization or a person into a group.",
     FIELDS(GROUP_MEMBER_ADMIT),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" GROUP_MEMBER_ID "," GROUP_ID "," ORGANIZATION_ID ",\"role\":\"member\"}",
     RUNS(group_member_admit, group_member_admit)},
    {.name = "group_member.join",
     .summary = "Joins a group that is open: a delegate for the organization, others in person.",
     FIELDS(GROUP_MEMBER_JOIN),
     .permission = TRIB_MAY_JOIN_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" GROUP_MEMBER_ID "," GROUP_ID "}",
     RUNS(group_member_join, group_member_join)},
    {.name = "group_member.set_role",
     .summary = "Changes what a member does in a group.",
     FIELDS(GROUP_MEMBER_SET_ROLE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group_member", "group_member_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED, TRIB_E_STATE},
     .example = "{" GROUP_MEMBER_ID ",\"role\":{\"from\":\"member\",\"to\":\"note_taker\"}}",
     RUNS(group_member_set_role, group_member_set_role)},
    {.name = "group_member.end",
     .summary = "Ends a membership today.",
     FIELDS(GROUP_MEMBER_END),
     .permission = TRIB_MAY_LEAVE_GROUP,
     OBJECT("group_member", "group_member_id"),
     .refusals = {TRIB_E_CLOSED, TRIB_E_STATE},
     .example = "{" GROUP_MEMBER_ID "}",
     RUNS(group_member_end, group_member_end)},
    {.name = "room_code.open",
     .summary = "Opens a code by which whoever has it joins the group, for twelve hours.",
     FIELDS(ROOM_CODE_OPEN),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" ROOM_CODE_ID "," GROUP_ID ",\"code_hash\":"
                "\"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae\"}",
     RUNS(room_code_open, room_code_open)},
    {.name = "room_code.close",
     .summary = "Closes a code: nobody joins by it any more; who did stays.",
     FIELDS(ROOM_CODE_CLOSE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("room_code", "room_code_id"),
     .example = "{" ROOM_CODE_ID "}",
     RUNS(room_code_close, room_code_close)},
};

const struct trib_method_family trib_methods_group = {methods, sizeof methods / sizeof methods[0]};
