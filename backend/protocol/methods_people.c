/* Methods of people: what they belong to, and their own profile. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/people.h"
#include "tributary/command/redaction.h"
#include "tributary/command/saved_view.h"

TRIB_RUN(belonging_add)
TRIB_RUN(belonging_set_role)
TRIB_RUN(belonging_end)
TRIB_RUN(person_edit)
TRIB_RUN(person_redact)
TRIB_RUN(belonging_redact)
TRIB_RUN(saved_view_add)
TRIB_RUN(saved_view_remove)

static const struct trib_field BELONGING_ADD[] = {
    {ID(belonging_add, belonging_id), REQUIRED, .summary = "Id of the new row."},
    {ID(belonging_add, person_id), REQUIRED, .summary = "Who belongs."},
    {ID(belonging_add, organization_id), REQUIRED, .summary = "To what."},
    {WORD(belonging_add, role, BELONGING_ROLE), REQUIRED, .summary = "As what."},
};

static const struct trib_field BELONGING_SET_ROLE[] = {
    {ID(belonging_set_role, belonging_id), REQUIRED, .summary = "The belonging."},
    {WORD(belonging_set_role, role, BELONGING_ROLE), EDIT, REQUIRED, .summary = "As what."},
};

static const struct trib_field BELONGING_END[] = {
    {ID(belonging_end, belonging_id), REQUIRED, .summary = "The belonging that ends."},
};

static const struct trib_field PERSON_EDIT[] = {
    {ID(person_edit, person_id), REQUIRED, .summary = "Oneself."},
    {TEXT(person_edit, display_name, TRIB_TITLE_MAX), EDIT, .summary = "The name others see."},
    {WORD(person_edit, language, LANGUAGE), EDIT, .summary = "The language to be spoken to in."},
    {TEXT(person_edit, time_zone, TRIB_TIME_ZONE_MAX), EDIT_OR_NULL,
     .summary = "The time zone times are shown in (\"Africa/Dakar\")."},
};

static const struct trib_field PERSON_REDACT[] = {
    {ID(person_redact, person_id), REQUIRED, .summary = "Oneself."},
};

static const struct trib_field BELONGING_REDACT[] = {
    {ID(belonging_redact, belonging_id), REQUIRED,
     .summary = "A belonging of theirs, open or ended."},
};

static const struct trib_field SAVED_VIEW_ADD[] = {
    {ID(saved_view_add, person_id), REQUIRED, .summary = "Oneself."},
    {ID(saved_view_add, saved_view_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(saved_view_add, room, SAVED_VIEW_ROOM), REQUIRED, .summary = "Of which room."},
    {TEXT(saved_view_add, name, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is called."},
    {TEXT(saved_view_add, query, TRIB_SAVED_VIEW_QUERY_MAX), REQUIRED,
     .summary = "The filters, as the address has them behind its ?."},
};

static const struct trib_field SAVED_VIEW_REMOVE[] = {
    {ID(saved_view_remove, saved_view_id), REQUIRED, .summary = "The saved view."},
};

#define SAVED_VIEW_ID "\"saved_view_id\":\"6f5e4d3c-2b1a-4098-8776-655443322110\""
#define BELONGING_ID "\"belonging_id\":\"d4c3b2a1-0f9e-4d8c-8b7a-695847362514\""
#define PERSON_ID "\"person_id\":\"1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f\""
#define ORGANIZATION_ID "\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\""

static const struct trib_method methods[] = {
    {.name = "belonging.add",
     .summary = "A person one knows already becomes one of an organization.",
     FIELDS(BELONGING_ADD),
     .permission = TRIB_MAY_INVITE,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_EXISTS},
     .example = "{" BELONGING_ID "," PERSON_ID "," ORGANIZATION_ID ",\"role\":\"alternate\"}",
     RUNS(belonging_add, belonging_add)},
    {.name = "belonging.set_role",
     .summary = "Changes what a person is in an organization.",
     FIELDS(BELONGING_SET_ROLE),
     .permission = TRIB_MAY_INVITE,
     OBJECT("belonging", "belonging_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_STATE},
     .example = "{" BELONGING_ID ",\"role\":{\"from\":\"alternate\",\"to\":\"lead_delegate\"}}",
     RUNS(belonging_set_role, belonging_set_role)},
    {.name = "belonging.end",
     .summary = "A person leaves an organization today, and reads it no longer.",
     FIELDS(BELONGING_END),
     .permission = TRIB_MAY_END_BELONGING,
     OBJECT("belonging", "belonging_id"),
     .refusals = {TRIB_E_STATE},
     .example = "{" BELONGING_ID "}",
     RUNS(belonging_end, belonging_end)},
    {.name = "person.edit",
     .summary = "Changes one's own profile; the name goes wherever one is shown.",
     FIELDS(PERSON_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_PROFILE,
     OBJECT("person", "person_id"),
     .refusals = {TRIB_E_STALE},
     .example = "{" PERSON_ID ",\"language\":{\"from\":\"en\",\"to\":\"fr\"}}",
     RUNS(person_edit, person_edit)},
    {.name = "person.redact",
     .summary = "Leaves for good: ends all one belongs to, closes the account, and takes one's "
                "name back from "
                "every row and from the log. Answered when the file holds it no longer; E_BUSY: it "
                "is being "
                "erased, ask again.",
     FIELDS(PERSON_REDACT),
     .permission = TRIB_MAY_REDACT,
     .redacts = true,
     OBJECT("person", "person_id"),
     .refusals = {TRIB_E_IN_USE},
     .example = "{" PERSON_ID "}",
     RUNS(person_redact, person_redact)},
    {.name = "belonging.redact",
     .summary =
         "The same for whoever a belonging is of, on their request. Staff of the coalition do it "
         "themselves.",
     FIELDS(BELONGING_REDACT),
     .permission = TRIB_MAY_REDACT,
     .redacts = true,
     OBJECT("belonging", "belonging_id"),
     .example = "{" BELONGING_ID "}",
     RUNS(belonging_redact, belonging_redact)},
    {.name = "saved_view.add",
     .summary = "Keeps the filters of a room under a name; nobody else sees it.",
     FIELDS(SAVED_VIEW_ADD),
     .permission = TRIB_MAY_EDIT_PROFILE,
     OBJECT("person", "person_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY},
     .example = "{" PERSON_ID "," SAVED_VIEW_ID ",\"room\":\"network\",\"name\":"
                "\"Members in Asia\",\"query\":\"region=Asia&standing=member\"}",
     RUNS(saved_view_add, saved_view_add)},
    {.name = "saved_view.remove",
     .summary = "Takes one's own saved view away.",
     FIELDS(SAVED_VIEW_REMOVE),
     .permission = TRIB_MAY_EDIT_PROFILE,
     OBJECT("saved_view", "saved_view_id"),
     .example = "{" SAVED_VIEW_ID "}",
     RUNS(saved_view_remove, saved_view_remove)},
};

const struct trib_method_family trib_methods_people = {methods, sizeof methods / sizeof methods[0]};
