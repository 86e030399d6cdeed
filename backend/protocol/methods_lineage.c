/* Methods of lineage: what came out of what, and what a group or an organization becomes. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/lineage.h"

TRIB_RUN(lineage_add)
TRIB_RUN(lineage_remove)
TRIB_RUN(group_become_alliance)
TRIB_RUN(group_reconvene)
TRIB_RUN(group_merge)
TRIB_RUN(group_split)
TRIB_RUN(organization_merge)

/* What every change that a body decided for itself is entered with. */
#define DECISION(of)                                                                               \
    {TEXT(of, decision, TRIB_SUMMARY_MAX), REQUIRED,                                               \
     .summary = "How it was decided, for whoever asks later."},                                    \
    {                                                                                              \
        DATE(of, dated_on), .summary = "When."                                                     \
    }

static const struct trib_field LINEAGE_ADD[] = {
    {ID(lineage_add, lineage_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(lineage_add, from_table, LINEAGE_TABLE), REQUIRED, .summary = "What kind came first."},
    {ID(lineage_add, from_id), REQUIRED, .summary = "What came first."},
    {WORD(lineage_add, to_table, LINEAGE_TABLE), REQUIRED, .summary = "What kind came of it."},
    {ID(lineage_add, to_id), REQUIRED, .summary = "What came of it."},
    {WORD(lineage_add, relation, LINEAGE_RELATION), REQUIRED, .summary = "In which way."},
    {DATE(lineage_add, dated_on), .summary = "When."},
    {TEXT(lineage_add, decision, TRIB_SUMMARY_MAX), .summary = "How it was decided."},
};

static const struct trib_field LINEAGE_REMOVE[] = {
    {ID(lineage_remove, lineage_id), REQUIRED, .summary = "The tie."},
};

static const struct trib_field GROUP_BECOME_ALLIANCE[] = {
    {ID(group_become_alliance, group_id), REQUIRED, .summary = "The group."},
    {ID(group_become_alliance, organization_id), REQUIRED,
     .summary = "Id of the organization that is made."},
    {ID(group_become_alliance, lineage_id), REQUIRED,
     .summary = "Id of the row that ties the two."},
    {ID(group_become_alliance, belonging_id), REQUIRED,
     .summary = "Id of the row that makes whoever enters it the first delegate."},
    {TEXT(group_become_alliance, name, TRIB_TITLE_MAX), REQUIRED,
     .summary = "The organization's name."},
    {WORD(group_become_alliance, kind, ORGANIZATION_KIND),
     .summary = "What it is; alliance when not given."},
    DECISION(group_become_alliance),
};

static const struct trib_field GROUP_RECONVENE[] = {
    {ID(group_reconvene, group_id), REQUIRED, .summary = "The group."},
    {ID(group_reconvene, lineage_id), REQUIRED, .summary = "Id of the row that ties the two."},
    {ID(group_reconvene, organization_id), .or_else = "to_group_id",
     .summary = "The organization it goes on as; one's own."},
    {ID(group_reconvene, to_group_id), .or_else = "organization_id",
     .summary = "The group it goes on as; one facilitates it."},
    DECISION(group_reconvene),
};

static const struct trib_field GROUP_MERGE[] = {
    {ID(group_merge, group_id), REQUIRED, .summary = "The group that goes over."},
    {ID(group_merge, into_group_id), REQUIRED, .summary = "The group it goes over into."},
    {ID(group_merge, lineage_id), REQUIRED, .summary = "Id of the row that ties the two."},
    DECISION(group_merge),
};

static const struct trib_field GROUP_SPLIT[] = {
    {ID(group_split, from_group_id), REQUIRED, .summary = "The group."},
    {ID(group_split, group_id), REQUIRED, .summary = "Id of the group that is made."},
    {ID(group_split, group_member_id), REQUIRED,
     .summary = "Id of the row that makes whoever enters it its facilitator."},
    {ID(group_split, lineage_id), REQUIRED, .summary = "Id of the row that ties the two."},
    {TEXT(group_split, name, TRIB_TITLE_MAX), REQUIRED, .summary = "The new group's name."},
    DECISION(group_split),
};

static const struct trib_field ORGANIZATION_MERGE[] = {
    {ID(organization_merge, organization_id), REQUIRED,
     .summary = "The organization that goes over."},
    {ID(organization_merge, into_organization_id), REQUIRED,
     .summary = "The organization it goes over into."},
    {ID(organization_merge, lineage_id), REQUIRED, .summary = "Id of the row that ties the two."},
    DECISION(organization_merge),
};

#define LINEAGE_ID "\"lineage_id\":\"4d5e6f7a-8b9c-4d0e-9f2a-3b4c5d6e7f80\""
#define GROUP_ID "\"group_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\""
#define OTHER_ID "5e6f7a8b-9c0d-4e1f-8a3b-4c5d6e7f8091"
#define ORGANIZATION_ID "\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\""
#define DECIDED "\"decision\":\"By consensus, all present.\",\"dated_on\":\"2026-11\""

static const struct trib_method methods[] = {
    {.name = "lineage.add",
     .summary = "Enters that one thing came out of another.",
     FIELDS(LINEAGE_ADD),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_NOT_FOUND, TRIB_E_CYCLE, TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_TOO_MANY},
     .example =
         "{" LINEAGE_ID
         ",\"from_table\":\"group\",\"from_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\","
         "\"to_table\":\"organization\",\"to_id\":\"" OTHER_ID "\",\"relation\":\"evolved_into\"}",
     RUNS(lineage_add, lineage_add)},
    {.name = "lineage.remove",
     .summary = "Takes back what was entered by mistake.",
     FIELDS(LINEAGE_REMOVE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     OBJECT("lineage", "lineage_id"),
     .refusals = {TRIB_E_IN_USE},
     .example = "{" LINEAGE_ID "}",
     RUNS(lineage_remove, lineage_remove)},
    {.name = "group.become_alliance",
     .summary = "A group becomes an organization: it stays, read only, and who was in it is asked.",
     FIELDS(GROUP_BECOME_ALLIANCE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_IN_USE, TRIB_E_EXISTS, TRIB_E_DATE,
                  TRIB_E_TOO_MANY},
     .example = "{" GROUP_ID ",\"organization_id\":\"" OTHER_ID "\"," LINEAGE_ID
                ",\"belonging_id\":\"6f7a8b9c-0d1e-4f2a-9b4c-5d6e7f809102\","
                "\"name\":\"Rivers Alliance\"," DECIDED "}",
     RUNS(group_become_alliance, group_become_alliance)},
    {.name = "group.reconvene",
     .summary = "A group goes on as another body that there is already.",
     FIELDS(GROUP_RECONVENE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_IN_USE, TRIB_E_EXISTS, TRIB_E_CYCLE,
                  TRIB_E_DATE, TRIB_E_TOO_MANY},
     .example = "{" GROUP_ID "," LINEAGE_ID "," ORGANIZATION_ID "," DECIDED "}",
     RUNS(group_reconvene, group_reconvene)},
    {.name = "group.merge",
     .summary = "A group is closed and goes over into another, with who works in it.",
     FIELDS(GROUP_MERGE),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_IN_USE, TRIB_E_EXISTS, TRIB_E_CYCLE,
                  TRIB_E_DATE, TRIB_E_TOO_MANY},
     .example = "{" GROUP_ID ",\"into_group_id\":\"" OTHER_ID "\"," LINEAGE_ID "," DECIDED "}",
     RUNS(group_merge, group_merge)},
    {.name = "group.split",
     .summary = "A part of a group starts as a group of its own.",
     FIELDS(GROUP_SPLIT),
     .permission = TRIB_MAY_EDIT_GROUP,
     OBJECT("group", "from_group_id"),
     .refusals = {TRIB_E_CLOSED, TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_TOO_MANY},
     .example = "{\"from_group_id\":\"" OTHER_ID "\"," GROUP_ID
                ",\"group_member_id\":\"6e5d4c3b-2a19-4807-96f5-e4d3c2b1a098\"," LINEAGE_ID
                ",\"name\":\"Upper Rivers Caucus\"," DECIDED "}",
     RUNS(group_split, group_split)},
    {.name = "organization.merge",
     .summary = "An organization goes over into another: its ties end, its past stays.",
     FIELDS(ORGANIZATION_MERGE),
     .permission = TRIB_MAY_SET_AFFILIATION,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_IN_USE, TRIB_E_EXISTS, TRIB_E_CYCLE, TRIB_E_DATE, TRIB_E_TOO_MANY},
     .example = "{" ORGANIZATION_ID ",\"into_organization_id\":\"" OTHER_ID "\"," LINEAGE_ID
                "," DECIDED "}",
     RUNS(organization_merge, organization_merge)},
};

const struct trib_method_family trib_methods_lineage = {methods,
                                                        sizeof methods / sizeof methods[0]};
