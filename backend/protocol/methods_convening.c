/* Methods of what comes round: series, and convenings. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/convening.h"

TRIB_RUN(series_create)
TRIB_RUN(series_edit)
TRIB_RUN(series_name_add)
TRIB_RUN(series_name_remove)
TRIB_RUN(convening_create)
TRIB_RUN_WITH(convening_host, convening_create)
TRIB_RUN(convening_edit)
TRIB_RUN(convening_set_state)

static const struct trib_field SERIES_CREATE[] = {
    {ID(series_create, series_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(series_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "Its name."},
    {WORD(series_create, kind, CONVENING_KIND), REQUIRED, .summary = "Whose it is."},
    {WORD(series_create, visibility, ORGANIZATION_VISIBILITY), REQUIRED, .summary = "Who sees it."},
    {DATE(series_create, named_on), .summary = "Since when it bears its name."},
    {TEXT(series_create, acronym, TRIB_ACRONYM_MAX), .with = "series_name_id",
     .summary = "Its short name."},
    {ID(series_create, series_name_id), .with = "acronym",
     .summary = "Id of the row that holds the short name."},
};

static const struct trib_field SERIES_EDIT[] = {
    {ID(series_edit, series_id), REQUIRED, .summary = "The series."},
    {TEXT(series_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "Its name."},
    {WORD(series_edit, kind, CONVENING_KIND), EDIT, .summary = "Whose it is."},
    {DATE(series_edit, named_on), EDIT_OR_NULL, .summary = "Since when it bears its name."},
};

static const struct trib_field SERIES_NAME_ADD[] = {
    {ID(series_name_add, series_id), REQUIRED, .summary = "The series."},
    {ID(series_name_add, series_name_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(series_name_add, kind, SERIES_NAME_KIND), REQUIRED,
     .summary = "Short, otherwise written, or of before."},
    {TEXT(series_name_add, text, TRIB_TITLE_MAX), REQUIRED, .summary = "The name."},
    {TEXT(series_name_add, language, TRIB_LANGUAGE_TAG_MAX),
     .summary = "Its language, as the writer states it."},
};

static const struct trib_field SERIES_NAME_REMOVE[] = {
    {ID(series_name_remove, series_name_id), REQUIRED, .summary = "The name."},
};

/* What is told of a new one besides who hosts it and who sees it. */
#define CONVENING_FACTS                                                                            \
    {ID(convening_create, series_id), .summary = "The series it is an edition of."},               \
        {WORD(convening_create, state, CONVENING_STATE_FIRST),                                     \
         .summary = "How sure it is; announced when not given."},                                  \
        {DATE(convening_create, starts_on), .summary = "From when."},                              \
        {DATE(convening_create, ends_on), .summary = "Until when."},                               \
        {TEXT(convening_create, place, TRIB_REGION_MAX), .with = "place_precision",                \
         .summary = "Where; not given where it is not stated."},                                   \
        {WORD(convening_create, place_precision, PLACE_PRECISION), .with = "place",                \
         .summary = "How exact that place is."},                                                   \
    {                                                                                              \
        ID(convening_create, alongside_id), .summary = "The convening it is held beside."          \
    }

static const struct trib_field CONVENING_CREATE[] = {
    {ID(convening_create, convening_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(convening_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "Its name."},
    {WORD(convening_create, kind, CONVENING_KIND), REQUIRED, .summary = "Whose it is."},
    {WORD(convening_create, visibility, ORGANIZATION_VISIBILITY), REQUIRED,
     .summary = "Who sees it."},
    {ID(convening_create, host_id), .summary = "The organization that hosts it."},
    CONVENING_FACTS,
};

static const struct trib_field CONVENING_HOST[] = {
    {ID(convening_create, convening_id), REQUIRED, .summary = "Id of the new row."},
    {TEXT(convening_create, name, TRIB_TITLE_MAX), REQUIRED, .summary = "Its name."},
    {WORD(convening_create, kind, CONVENING_KIND), REQUIRED, .summary = "Whose it is."},
    {ID(convening_create, host_id), REQUIRED, .summary = "The organization that hosts it."},
    CONVENING_FACTS,
};

static const struct trib_field CONVENING_EDIT[] = {
    {ID(convening_edit, convening_id), REQUIRED, .summary = "The convening."},
    {TEXT(convening_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "Its name."},
    {WORD(convening_edit, kind, CONVENING_KIND), EDIT, .summary = "Whose it is."},
    {DATE(convening_edit, starts_on), EDIT_OR_NULL, .summary = "From when."},
    {DATE(convening_edit, ends_on), EDIT_OR_NULL, .summary = "Until when."},
    {TEXT(convening_edit, place, TRIB_REGION_MAX), EDIT_OR_NULL, .summary = "Where."},
    {WORD(convening_edit, place_precision, PLACE_PRECISION), EDIT,
     .summary = "How exact that place is."},
    {ID(convening_edit, series_id), EDIT_OR_NULL, .summary = "The series it is an edition of."},
    {ID(convening_edit, host_id), EDIT_OR_NULL, .summary = "The organization that hosts it."},
    {ID(convening_edit, alongside_id), EDIT_OR_NULL, .summary = "The convening it is held beside."},
};

static const struct trib_field CONVENING_SET_STATE[] = {
    {ID(convening_set_state, convening_id), REQUIRED, .summary = "The convening."},
    {WORD(convening_set_state, state, CONVENING_STATE), EDIT, REQUIRED,
     .summary = "How far it has come."},
};

#define SERIES_ID "\"series_id\":\"1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d\""
#define SERIES_NAME_ID "\"series_name_id\":\"2b3c4d5e-6f7a-4b8c-9d0e-1f2a3b4c5d6e\""
#define CONVENING_ID "\"convening_id\":\"3c4d5e6f-7a8b-4c9d-8e1f-2a3b4c5d6e7f\""

static const struct trib_method methods[] = {
    {.name = "series.create",
     .summary = "Enters a series: a forum that comes round.",
     FIELDS(SERIES_CREATE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{" SERIES_ID ",\"name\":\"Rivers Forum\",\"kind\":\"civil_society\","
                "\"visibility\":\"public\",\"named_on\":\"2008\"}",
     RUNS(series_create, series_create)},
    {.name = "series.edit",
     .summary = "Changes fields of a series, each from what one saw to what it shall be.",
     FIELDS(SERIES_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     OBJECT("series", "series_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_DATE},
     .example = "{" SERIES_ID ",\"named_on\":{\"from\":null,\"to\":\"2008\"}}",
     RUNS(series_edit, series_edit)},
    {.name = "series.name_add",
     .summary = "Adds an acronym, another spelling or a former name, behind those there are.",
     FIELDS(SERIES_NAME_ADD),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     OBJECT("series", "series_id"),
     .refusals = {TRIB_E_EXISTS},
     .example = "{" SERIES_ID "," SERIES_NAME_ID
                ",\"kind\":\"former\",\"text\":\"Rivers Dialogue\",\"language\":\"en\"}",
     RUNS(series_name_add, series_name_add)},
    {.name = "series.name_remove",
     .summary = "Takes a name of a series away.",
     FIELDS(SERIES_NAME_REMOVE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     OBJECT("series_name", "series_name_id"),
     .example = "{" SERIES_NAME_ID "}",
     RUNS(series_name_remove, series_name_remove)},
    {.name = "convening.create",
     .summary = "Enters a convening; its dates and place are as exact as they are known.",
     FIELDS(CONVENING_CREATE),
     .permission = TRIB_MAY_SET_UP_CONVENINGS,
     .refusals = {TRIB_E_NOT_FOUND, TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" CONVENING_ID ",\"name\":\"Rivers Forum 2027\",\"kind\":\"civil_society\","
                "\"visibility\":\"coalition\",\"starts_on\":\"2027-Q3\",\"place\":\"Accra\","
                "\"place_precision\":\"city\"}",
     RUNS(convening_create, convening_create)},
    {.name = "convening.host",
     .summary = "An organization tells the coalition of a convening it hosts.",
     FIELDS(CONVENING_HOST),
     .permission = TRIB_MAY_HOST_CONVENING,
     OBJECT("organization", "host_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" CONVENING_ID ",\"name\":\"Delta Meeting\",\"kind\":\"civil_society\","
                "\"host_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\",\"place\":\"Delta\","
                "\"place_precision\":\"region\"}",
     RUNS(convening_host, convening_create)},
    {.name = "convening.edit",
     .summary = "Changes fields of a convening, each from what one saw to what it shall be.",
     FIELDS(CONVENING_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_HOST_CONVENING,
     OBJECT("convening", "convening_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_DATE, TRIB_E_ORDER, TRIB_E_CYCLE},
     .example = "{" CONVENING_ID ",\"starts_on\":{\"from\":\"2027-Q3\",\"to\":\"2027-09\"}}",
     RUNS(convening_edit, convening_edit)},
    {.name = "convening.set_state",
     .summary = "An idea is announced, a convening was held, or it will not be.",
     FIELDS(CONVENING_SET_STATE),
     .permission = TRIB_MAY_HOST_CONVENING,
     OBJECT("convening", "convening_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_STALE},
     .example = "{" CONVENING_ID ",\"state\":{\"from\":\"announced\",\"to\":\"held\"}}",
     RUNS(convening_set_state, convening_set_state)},
};

const struct trib_method_family trib_methods_convening = {methods,
                                                          sizeof methods / sizeof methods[0]};
