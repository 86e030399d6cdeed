/* Methods of joining: applications by their own people, and what the coalition is. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/joining.h"

TRIB_RUN(application_make)
TRIB_RUN(application_seek)
TRIB_RUN(application_withdraw)
TRIB_RUN(charter_adopt)
TRIB_RUN(charter_translate)
TRIB_RUN(coalition_edit)
TRIB_RUN(coalition_language_add)
TRIB_RUN(coalition_language_remove)

/* Far more versions than a coalition will ever adopt. */
#define CHARTER_VERSION_MAX 10000
/* Parts of a share: a coalition of thousands counts in thousandths at most. */
#define SHARE_MAX 1000
/* A year, in minutes. */
#define COOLING_MAX 525600

static const struct trib_field APPLICATION_MAKE[] = {
    {ID(application_make, application_id), REQUIRED, .summary = "Id of the new application."},
    {ID(application_make, organization_id), REQUIRED, .summary = "Id of the new organization."},
    {ID(application_make, affiliation_id), REQUIRED, .summary = "Id of its tie to the coalition."},
    {ID(application_make, belonging_id), REQUIRED,
     .summary = "Id of the row that makes whoever applies its lead delegate."},
    {TEXT(application_make, name, TRIB_TITLE_MAX), REQUIRED, .summary = "The organization's name."},
    {WORD(application_make, kind, ORGANIZATION_KIND), REQUIRED, .summary = "What it is."},
    {TEXT(application_make, acronym, TRIB_ACRONYM_MAX), .with = "organization_name_id",
     .summary = "Its short name."},
    {ID(application_make, organization_name_id), .with = "acronym",
     .summary = "Id of the row that holds the short name."},
    {WORD(application_make, standing_sought, STANDING_SOUGHT), REQUIRED,
     .summary = "What it wants to become."},
    {NUMBER(application_make, charter_version, CHARTER_VERSION_MAX),
     .summary = "The charter it accepts; whoever wants to be a member accepts that of now."},
};

static const struct trib_field APPLICATION_SEEK[] = {
    {ID(application_seek, application_id), REQUIRED, .summary = "The application."},
    {WORD(application_seek, standing_sought, STANDING_SOUGHT), EDIT_OR_NULL, REQUIRED,
     .summary = "What it wants to become; older applications may not say, new ones do."},
    {NUMBER(application_seek, charter_version, CHARTER_VERSION_MAX),
     .summary = "The charter it accepts; whoever wants to be a member accepts that of now."},
};

static const struct trib_field APPLICATION_WITHDRAW[] = {
    {ID(application_withdraw, application_id), REQUIRED, .summary = "The application."},
};

static const struct trib_field CHARTER_ADOPT[] = {
    {ID(charter_adopt, charter_id), REQUIRED, .summary = "Id of the new version."},
    {TEXT(charter_adopt, text, TRIB_CHARTER_MAX), REQUIRED, .summary = "What it says."},
    {WORD(charter_adopt, language, LANGUAGE), REQUIRED, .summary = "The language it is in."},
    {DATE(charter_adopt, adopted_on), .summary = "When it was adopted."},
    {TEXT(charter_adopt, decision, TRIB_SUMMARY_MAX), .summary = "How it was decided."},
};

static const struct trib_field CHARTER_TRANSLATE[] = {
    {ID(charter_translate, charter_id), REQUIRED, .summary = "Id of the new row."},
    {NUMBER(charter_translate, version, CHARTER_VERSION_MAX), REQUIRED,
     .summary = "The version it says the same as."},
    {TEXT(charter_translate, text, TRIB_CHARTER_MAX), REQUIRED, .summary = "What it says."},
    {WORD(charter_translate, language, LANGUAGE), REQUIRED,
     .summary = "The language it is in, one of the coalition's."},
};

#define SHARE(column, words)                                                                       \
    { NUMBER(coalition_edit, column, SHARE_MAX), EDIT, .summary = (words) }
static const struct trib_field COALITION_EDIT[] = {
    {ID(coalition_edit, coalition_id), REQUIRED, .summary = "The coalition."},
    {TEXT(coalition_edit, name, TRIB_TITLE_MAX), EDIT, .summary = "Its name."},
    {WORD(coalition_edit, default_language, LANGUAGE), EDIT,
     .summary = "What everything is in where nothing else is chosen."},
    {WORD(coalition_edit, vote_unit, VOTE_UNIT), EDIT, .summary = "Who has a vote."},
    {WORD(coalition_edit, quorum_kind, RULE_KIND), EDIT, .summary = "How the quorum is reached."},
    SHARE(quorum_numerator, "Parts of the roll a meeting needs."),
    SHARE(quorum_denominator, "Of how many."),
    {WORD(coalition_edit, vote_kind, RULE_KIND), EDIT, .summary = "How a vote carries."},
    SHARE(vote_numerator, "Parts a vote needs."),
    SHARE(vote_denominator, "Of how many."),
    {WORD(coalition_edit, vote_base, RULE_BASE), EDIT, .summary = "Of what those are parts."},
    {WORD(coalition_edit, admission_kind, RULE_KIND), EDIT, .summary = "How an admission carries."},
    SHARE(admission_numerator, "Parts an admission needs."),
    SHARE(admission_denominator, "Of how many."),
    {WORD(coalition_edit, admission_base, RULE_BASE), EDIT, .summary = "Of what those are parts."},
    {WORD(coalition_edit, fallback_kind, RULE_KIND), EDIT,
     .summary = "How a vote carries after consensus failed."},
    SHARE(fallback_numerator, "Parts that vote needs."),
    SHARE(fallback_denominator, "Of how many."),
    {WORD(coalition_edit, fallback_base, RULE_BASE), EDIT, .summary = "Of what those are parts."},
    {NUMBER(coalition_edit, fallback_cooling_minutes, COOLING_MAX), EDIT,
     .summary = "Minutes between the last round and that vote."},
    {NUMBER(coalition_edit, consensus_blocks_max, SHARE_MAX), EDIT,
     .summary = "Blocks a consensus bears."},
    SHARE(consensus_stand_asides_numerator, "Parts of those present that may stand aside."),
    SHARE(consensus_stand_asides_denominator, "Of how many."),
    {NUMBER(coalition_edit, consensus_rounds, SHARE_MAX), EDIT,
     .summary = "Rounds before the vote."},
};

static const struct trib_field COALITION_LANGUAGE_ADD[] = {
    {ID(coalition_language_add, coalition_id), REQUIRED, .summary = "The coalition."},
    {ID(coalition_language_add, coalition_language_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(coalition_language_add, language, LANGUAGE), REQUIRED, .summary = "The language."},
};

static const struct trib_field COALITION_LANGUAGE_REMOVE[] = {
    {ID(coalition_language_remove, coalition_language_id), REQUIRED, .summary = "The language."},
};

#define APPLICATION_ID "\"application_id\":\"7a8b9c0d-1e2f-4a3b-8c5d-6e7f80910213\""
#define COALITION_ID "\"coalition_id\":\"8b9c0d1e-2f3a-4b4c-9d6e-7f8091021324\""
#define COALITION_LANGUAGE_ID "\"coalition_language_id\":\"9c0d1e2f-3a4b-4c5d-8e7f-809102132435\""

static const struct trib_method methods[] = {
    {.name = "application.make",
     .summary = "Somebody who belongs nowhere applies for an organization that is not known yet.",
     FIELDS(APPLICATION_MAKE),
     .permission = TRIB_MAY_APPLY_ANEW,
     .refusals = {TRIB_E_NOT_FOUND, TRIB_E_EXISTS, TRIB_E_CHARTER, TRIB_E_TOO_MANY},
     .example = "{" APPLICATION_ID ",\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\","
                "\"affiliation_id\":\"c8e1d2f3-4a5b-4c6d-8e7f-9a0b1c2d3e4f\","
                "\"belonging_id\":\"6f7a8b9c-0d1e-4f2a-9b4c-5d6e7f809102\","
                "\"name\":\"Delta Network\",\"kind\":\"network\","
                "\"standing_sought\":\"observer\"}",
     RUNS(application_make, application_make)},
    {.name = "application.seek",
     .summary = "Asks for another standing while it waits.",
     FIELDS(APPLICATION_SEEK),
     .permission = TRIB_MAY_APPLY,
     OBJECT("application", "application_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_STALE, TRIB_E_CHARTER},
     .example =
         "{" APPLICATION_ID ",\"standing_sought\":{\"from\":\"member\",\"to\":\"observer\"}}",
     RUNS(application_seek, application_seek)},
    {.name = "application.withdraw",
     .summary = "Withdraws an application; it stays, with its dates.",
     FIELDS(APPLICATION_WITHDRAW),
     .permission = TRIB_MAY_LEAVE_AFFILIATION,
     OBJECT("application", "application_id"),
     .refusals = {TRIB_E_STATE},
     .example = "{" APPLICATION_ID "}",
     RUNS(application_withdraw, application_withdraw)},
    {.name = "charter.adopt",
     .summary = "Enters the next version of the charter; the ones before stay.",
     FIELDS(CHARTER_ADOPT),
     .permission = TRIB_MAY_SET_UP_COALITION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE},
     .example = "{\"charter_id\":\"0d1e2f3a-4b5c-4d6e-9f80-910213243546\","
                "\"text\":\"We share the rivers.\",\"language\":\"en\",\"adopted_on\":\"2012\"}",
     RUNS(charter_adopt, charter_adopt)},
    {.name = "charter.translate",
     .summary = "Enters a version of the charter in one more of the coalition's languages.",
     FIELDS(CHARTER_TRANSLATE),
     .permission = TRIB_MAY_SET_UP_COALITION,
     .refusals = {TRIB_E_EXISTS, TRIB_E_NOT_FOUND},
     .example = "{\"charter_id\":\"0d1e2f3a-4b5c-4d6e-9f80-910213243546\",\"version\":1,"
                "\"text\":\"Nous partageons les fleuves.\",\"language\":\"fr\"}",
     RUNS(charter_translate, charter_translate)},
    {.name = "coalition.edit",
     .summary =
         "Changes the coalition's name or rules, each from what one saw to what it shall be.",
     FIELDS(COALITION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_SET_UP_COALITION,
     OBJECT("coalition", "coalition_id"),
     .refusals = {TRIB_E_STALE},
     .example = "{" COALITION_ID ",\"name\":{\"from\":\"Rivers\",\"to\":\"Rivers Coalition\"}}",
     RUNS(coalition_edit, coalition_edit)},
    {.name = "coalition.language_add",
     .summary = "Adds a language the coalition works in.",
     FIELDS(COALITION_LANGUAGE_ADD),
     .permission = TRIB_MAY_SET_UP_COALITION,
     OBJECT("coalition", "coalition_id"),
     .refusals = {TRIB_E_EXISTS},
     .example = "{" COALITION_ID "," COALITION_LANGUAGE_ID ",\"language\":\"ar\"}",
     RUNS(coalition_language_add, coalition_language_add)},
    {.name = "coalition.language_remove",
     .summary = "Takes a language away.",
     FIELDS(COALITION_LANGUAGE_REMOVE),
     .permission = TRIB_MAY_SET_UP_COALITION,
     OBJECT("coalition_language", "coalition_language_id"),
     .refusals = {TRIB_E_IN_USE},
     .example = "{" COALITION_LANGUAGE_ID "}",
     RUNS(coalition_language_remove, coalition_language_remove)},
};

const struct trib_method_family trib_methods_joining = {methods,
                                                        sizeof methods / sizeof methods[0]};
