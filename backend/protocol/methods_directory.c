/*
 * Methods of the directory: organizations with their names and regions, and who belongs to whom.
 */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/directory.h"

TRIB_RUN(organization_create)
TRIB_RUN(organization_edit)
TRIB_RUN(organization_name_add)
TRIB_RUN(organization_name_remove)
TRIB_RUN(organization_region_add)
TRIB_RUN(organization_region_remove)
TRIB_RUN(organization_publish)
TRIB_RUN(affiliation_add)
TRIB_RUN(affiliation_apply)
TRIB_RUN(affiliation_set_status)
TRIB_RUN(affiliation_leave)
TRIB_RUN(affiliation_confirm)
TRIB_RUN(affiliation_edit)

/* Far more versions than a coalition will ever adopt. */
#define CHARTER_VERSION_MAX 10000

static const struct trib_field ORGANIZATION_CREATE[] = {
    {ID(organization_create, organization_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(organization_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "Its name."},
    {WORD(organization_create, kind, ORGANIZATION_KIND), REQUIRED, .summary = "What it is."},
    {WORD(organization_create, visibility, ORGANIZATION_VISIBILITY), REQUIRED,
     .summary = "Who sees it; a row for the coalition can be published later."},
    {TEXT(organization_create, sector, TRIB_SECTOR_MAX), .summary = "What it works on."},
    {DATE(organization_create, founded_on), .summary = "Since when it exists."},
    {TEXT(organization_create, acronym, TRIB_ACRONYM_MAX), .with = "organization_name_id",
     .summary = "Its short name."},
    {ID(organization_create, organization_name_id), .with = "acronym",
     .summary = "Id of the row that holds the short name."},
    {TEXT(organization_create, region, TRIB_REGION_MAX), .with = "organization_region_id",
     .summary = "Where it works."},
    {ID(organization_create, organization_region_id), .with = "region",
     .summary = "Id of the row that holds the region."},
};

static const struct trib_field ORGANIZATION_EDIT[] = {
    {ID(organization_edit, organization_id), REQUIRED, .summary = "The organization."},
    {TEXT(organization_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "Its name."},
    {WORD(organization_edit, kind, ORGANIZATION_KIND), EDIT, .summary = "What it is."},
    {TEXT(organization_edit, sector, TRIB_SECTOR_MAX), EDIT_OR_NULL,
     .summary = "What it works on."},
    {DATE(organization_edit, founded_on), EDIT_OR_NULL, .summary = "Since when it exists."},
    {TEXT(organization_edit, region_stated, TRIB_TITLE_MAX), EDIT_OR_NULL,
     .summary = "The region in the source's own words."},
    {TEXT(organization_edit, role_stated, TRIB_TITLE_MAX), EDIT_OR_NULL,
     .summary = "Its part in the coalition in the source's own words."},
};

static const struct trib_field ORGANIZATION_NAME_ADD[] = {
    {ID(organization_name_add, organization_id), REQUIRED, .summary = "The organization."},
    {ID(organization_name_add, organization_name_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(organization_name_add, kind, NAME_KIND), REQUIRED, .summary = "Short or in full."},
    {TEXT(organization_name_add, text, TRIB_TITLE_MAX), REQUIRED, .summary = "The name."},
    {TEXT(organization_name_add, language, TRIB_LANGUAGE_TAG_MAX),
     .summary = "Its language, as the writer states it."},
};

static const struct trib_field ORGANIZATION_NAME_REMOVE[] = {
    {ID(organization_name_remove, organization_name_id), REQUIRED, .summary = "The name."},
};

static const struct trib_field ORGANIZATION_REGION_ADD[] = {
    {ID(organization_region_add, organization_id), REQUIRED, .summary = "The organization."},
    {ID(organization_region_add, organization_region_id), REQUIRED,
     .summary = "Id of the new row."},
    {TEXT(organization_region_add, region, TRIB_REGION_MAX), REQUIRED, .summary = "The region."},
};

static const struct trib_field ORGANIZATION_REGION_REMOVE[] = {
    {ID(organization_region_remove, organization_region_id), REQUIRED, .summary = "The region."},
};

static const struct trib_field ORGANIZATION_PUBLISH[] = {
    {ID(organization_publish, organization_id), REQUIRED, .summary = "The organization."},
};

static const struct trib_field AFFILIATION_ADD[] = {
    {ID(affiliation_add, affiliation_id), REQUIRED, .summary = "Id of the new row."},
    {ID(affiliation_add, organization_id), REQUIRED, .summary = "Who belongs."},
    {ID(affiliation_add, parent_id), REQUIRED, .summary = "To whom."},
    {WORD(affiliation_add, status, AFFILIATION_STATUS_FIRST), REQUIRED,
     .summary = "What the tie begins as."},
    {DATE(affiliation_add, starts_on), .summary = "Since when."},
    {WORD(affiliation_add, standing_sought, STANDING_SOUGHT),
     .summary = "What an applicant wants to become."},
};

static const struct trib_field AFFILIATION_APPLY[] = {
    {ID(affiliation_apply, affiliation_id), REQUIRED, .summary = "Id of the new row."},
    {ID(affiliation_apply, organization_id), REQUIRED, .summary = "Who applies."},
    {ID(affiliation_apply, parent_id), REQUIRED, .summary = "To join whom."},
    {WORD(affiliation_apply, standing_sought, STANDING_SOUGHT), REQUIRED,
     .summary = "What it wants to become."},
    {NUMBER(affiliation_apply, charter_version, CHARTER_VERSION_MAX),
     .summary = "The charter it accepts; whoever wants to be a member accepts that of now."},
};

static const struct trib_field AFFILIATION_SET_STATUS[] = {
    {ID(affiliation_set_status, affiliation_id), REQUIRED, .summary = "The tie."},
    {WORD(affiliation_set_status, status, AFFILIATION_STATUS), EDIT, REQUIRED,
     .summary = "What the organization is to its parent."},
    {TEXT(affiliation_set_status, decision, TRIB_SUMMARY_MAX),
     .summary = "How it was decided; required where the coalition decides."},
    {DATE(affiliation_set_status, decided_on), .summary = "When; today when not given."},
};

static const struct trib_field AFFILIATION_LEAVE[] = {
    {ID(affiliation_leave, affiliation_id), REQUIRED, .summary = "The tie that ends."},
};

static const struct trib_field AFFILIATION_CONFIRM[] = {
    {ID(affiliation_confirm, affiliation_id), REQUIRED, .summary = "The tie one is asked about."},
};

static const struct trib_field AFFILIATION_EDIT[] = {
    {ID(affiliation_edit, affiliation_id), REQUIRED, .summary = "The tie."},
    {DATE(affiliation_edit, starts_on), EDIT_OR_NULL, .summary = "Since when."},
    {WORD(affiliation_edit, standing_sought, STANDING_SOUGHT), EDIT_OR_NULL,
     .summary = "What an applicant wants to become."},
};

#define ORGANIZATION_ID "\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\""
#define PARENT_ID "\"parent_id\":\"0d9a6c54-2f0b-4b7e-8f3a-6a1c2d5e8b21\""
#define AFFILIATION_ID "\"affiliation_id\":\"c8e1d2f3-4a5b-4c6d-8e7f-9a0b1c2d3e4f\""
#define ORGANIZATION_NAME_ID "\"organization_name_id\":\"a1b2c3d4-5e6f-4708-891a-2b3c4d5e6f70\""
#define ORGANIZATION_REGION_ID "\"organization_region_id\":\"b7c8d9e0-1f2a-4b3c-8d4e-5f6a7b8c9d0e\""

static const struct trib_method methods[] = {
    {.name = "organization.create",
     .summary = "Enters an organization, with a space of its own.",
     FIELDS(ORGANIZATION_CREATE),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{" ORGANIZATION_ID ",\"name\":\"Northern Rivers Network\",\"kind\":\"network\","
                "\"visibility\":\"coalition\",\"founded_on\":\"2004-H1\"}",
     RUNS(organization_create, organization_create)},
    {.name = "organization.edit",
     .summary = "Changes fields of an organization, each from what one saw to what it shall be.",
     FIELDS(ORGANIZATION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_DATE},
     .example = "{" ORGANIZATION_ID ",\"name\":{\"from\":\"Northern Rivers Network\","
                "\"to\":\"Northern Rivers Alliance\"}}",
     RUNS(organization_edit, organization_edit)},
    {.name = "organization.name_add",
     .summary = "Adds an acronym or another spelling, behind those there are.",
     FIELDS(ORGANIZATION_NAME_ADD),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_EXISTS},
     .example = "{" ORGANIZATION_ID "," ORGANIZATION_NAME_ID
                ",\"kind\":\"acronym\",\"text\":\"NRN\",\"language\":\"en\"}",
     RUNS(organization_name_add, organization_name_add)},
    {.name = "organization.name_remove",
     .summary = "Takes an acronym or a spelling away.",
     FIELDS(ORGANIZATION_NAME_REMOVE),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization_name", "organization_name_id"),
     .example = "{" ORGANIZATION_NAME_ID "}",
     RUNS(organization_name_remove, organization_name_remove)},
    {.name = "organization.region_add",
     .summary = "Adds a region the organization works in.",
     FIELDS(ORGANIZATION_REGION_ADD),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_EXISTS},
     .example = "{" ORGANIZATION_ID "," ORGANIZATION_REGION_ID ",\"region\":\"West Africa\"}",
     RUNS(organization_region_add, organization_region_add)},
    {.name = "organization.region_remove",
     .summary = "Takes a region away.",
     FIELDS(ORGANIZATION_REGION_REMOVE),
     .permission = TRIB_MAY_EDIT_ORGANIZATION,
     OBJECT("organization_region", "organization_region_id"),
     .example = "{" ORGANIZATION_REGION_ID "}",
     RUNS(organization_region_remove, organization_region_remove)},
    {.name = "organization.publish",
     .summary = "Makes this one row public; nothing below it follows.",
     FIELDS(ORGANIZATION_PUBLISH),
     .permission = TRIB_MAY_PUBLISH_ORGANIZATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_STATE},
     .example = "{" ORGANIZATION_ID "}",
     RUNS(organization_publish, organization_publish)},
    {.name = "affiliation.add",
     .summary = "Enters that one organization belongs to another.",
     FIELDS(AFFILIATION_ADD),
     .permission = TRIB_MAY_SET_AFFILIATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_CYCLE, TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{" AFFILIATION_ID "," ORGANIZATION_ID "," PARENT_ID
                ",\"status\":\"member\",\"starts_on\":\"2011\"}",
     RUNS(affiliation_add, affiliation_add)},
    {.name = "affiliation.apply",
     .summary = "Asks that an organization may join another.",
     FIELDS(AFFILIATION_APPLY),
     .permission = TRIB_MAY_APPLY,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_CYCLE, TRIB_E_EXISTS, TRIB_E_CHARTER},
     .example =
         "{" AFFILIATION_ID "," ORGANIZATION_ID "," PARENT_ID ",\"standing_sought\":\"observer\"}",
     RUNS(affiliation_apply, affiliation_apply)},
    {.name = "affiliation.set_status",
     .summary = "Enters a new status; one that is admitted to what is public becomes public.",
     FIELDS(AFFILIATION_SET_STATUS),
     .permission = TRIB_MAY_SET_AFFILIATION,
     OBJECT("affiliation", "affiliation_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_STALE, TRIB_E_CYCLE, TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{" AFFILIATION_ID ",\"status\":{\"from\":\"observer\",\"to\":\"member\"},"
                "\"decision\":\"Admitted in Accra, nine of eleven.\",\"decided_on\":\"2012-09\"}",
     RUNS(affiliation_set_status, affiliation_set_status)},
    {.name = "affiliation.leave",
     .summary = "Ends a tie today; it stays, with its dates.",
     FIELDS(AFFILIATION_LEAVE),
     .permission = TRIB_MAY_LEAVE_AFFILIATION,
     OBJECT("affiliation", "affiliation_id"),
     .refusals = {TRIB_E_STATE},
     .example = "{" AFFILIATION_ID "}",
     RUNS(affiliation_leave, affiliation_leave)},
    {.name = "affiliation.confirm",
     .summary = "An organization that a new parent asks to join says yes: a member from today.",
     FIELDS(AFFILIATION_CONFIRM),
     .permission = TRIB_MAY_CONFIRM_AFFILIATION,
     OBJECT("affiliation", "affiliation_id"),
     .refusals = {TRIB_E_STATE},
     .example = "{" AFFILIATION_ID "}",
     RUNS(affiliation_confirm, affiliation_confirm)},
    {.name = "affiliation.edit",
     .summary = "Changes since when a tie exists, or what is sought.",
     FIELDS(AFFILIATION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_SET_AFFILIATION,
     OBJECT("affiliation", "affiliation_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" AFFILIATION_ID ",\"starts_on\":{\"from\":\"2011\",\"to\":\"2011-Q2\"}}",
     RUNS(affiliation_edit, affiliation_edit)},
};

const struct trib_method_family trib_methods_directory = {methods,
                                                          sizeof methods / sizeof methods[0]};
