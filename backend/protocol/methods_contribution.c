/* Methods of voices: written by whoever gives them, taken in by their organization. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/contribution.h"

TRIB_RUN(contribution_write)
TRIB_RUN(contribution_edit)
TRIB_RUN(contribution_submit)
TRIB_RUN_WITH(contribution_withdraw, contribution_of)
TRIB_RUN_WITH(edition_accept, edition_of)
TRIB_RUN(edition_return)

#define KIND "What kind of voice it is."
#define TITLE "What it is about, in a line."
#define WORDS "What is told."
#define LANGUAGE "The language it is told in, as its writer names it."
#define THEME "What else it belongs with."
#define CONCERNS "Whom it is about, without names where names endanger."
#define PLACE "Where it happened, no closer than is safe."
#define ATTRIBUTION "Under what name others read it."
#define MAX_SPACE "How far it may be carried at the most."
#define COUNT_UP_TO "How far it may be counted, without its words."
#define QUOTED "1: texts of those who read it may quote it."
#define UNTIL "Until when all this is allowed; null: until it is taken back."
#define EXPLAINED "In which language, and how, this was explained to whoever gave it."

static const struct trib_field CONTRIBUTION_WRITE[] = {
    {ID(contribution_write, contribution_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(contribution_write, kind, CONTRIBUTION_KIND), REQUIRED, .summary = KIND},
    {TEXT(contribution_write, title, TRIB_TITLE_MAX), REQUIRED, .summary = TITLE},
    {TEXT(contribution_write, text, TRIB_VOICE_TEXT_MAX), REQUIRED, .summary = WORDS},
    {TEXT(contribution_write, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED, .summary = LANGUAGE},
    {TEXT(contribution_write, theme, TRIB_TITLE_MAX), .summary = THEME},
    {TEXT(contribution_write, concerns, TRIB_TITLE_MAX), .summary = CONCERNS},
    {TEXT(contribution_write, place, TRIB_TITLE_MAX), .summary = PLACE},
    {WORD(contribution_write, attribution, ATTRIBUTION),
     .summary = ATTRIBUTION " Absent: anonymous."},
    {WORD(contribution_write, max_space, WIDTH), .summary = MAX_SPACE " Absent: organization."},
    {WORD(contribution_write, count_up_to, WIDTH), .summary = COUNT_UP_TO " Absent: max_space."},
    {NUMBER(contribution_write, may_be_quoted, 1), .summary = QUOTED},
    {DATE(contribution_write, allowed_until), .summary = UNTIL},
    {TEXT(contribution_write, explained_in, TRIB_TITLE_MAX), .summary = EXPLAINED},
};

static const struct trib_field CONTRIBUTION_EDIT[] = {
    {ID(contribution_edit, contribution_id), REQUIRED, .summary = "The voice."},
    {WORD(contribution_edit, kind, CONTRIBUTION_KIND), EDIT, .summary = KIND},
    {TEXT(contribution_edit, title, TRIB_TITLE_MAX), EDIT, .summary = TITLE},
    {TEXT(contribution_edit, text, TRIB_VOICE_TEXT_MAX), EDIT, .summary = WORDS},
    {TEXT(contribution_edit, language, TRIB_LANGUAGE_TAG_MAX), EDIT, .summary = LANGUAGE},
    {TEXT(contribution_edit, theme, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = THEME},
    {TEXT(contribution_edit, concerns, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = CONCERNS},
    {TEXT(contribution_edit, place, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = PLACE},
    {WORD(contribution_edit, attribution, ATTRIBUTION), EDIT, .summary = ATTRIBUTION},
    {WORD(contribution_edit, max_space, WIDTH), EDIT, .summary = MAX_SPACE},
    {WORD(contribution_edit, count_up_to, WIDTH), EDIT, .summary = COUNT_UP_TO},
    {NUMBER(contribution_edit, may_be_quoted, 1), EDIT, .summary = QUOTED},
    {DATE(contribution_edit, allowed_until), EDIT_OR_NULL, .summary = UNTIL},
    {TEXT(contribution_edit, explained_in, TRIB_TITLE_MAX), EDIT_OR_NULL, .summary = EXPLAINED},
};

static const struct trib_field CONTRIBUTION_SUBMIT[] = {
    {ID(contribution_submit, contribution_id), REQUIRED, .summary = "The voice."},
    {ID(contribution_submit, edition_id), REQUIRED,
     .summary = "Id of the edition its organization reads; one that is there already stays."},
};

static const struct trib_field CONTRIBUTION_OF[] = {
    {ID(contribution_of, contribution_id), REQUIRED, .summary = "The voice."},
};

static const struct trib_field EDITION_OF[] = {
    {ID(edition_of, edition_id), REQUIRED, .summary = "What one reads of it."},
};

static const struct trib_field EDITION_RETURN[] = {
    {ID(edition_return, edition_id), REQUIRED, .summary = "What one reads of it."},
    {TEXT(edition_return, note, TRIB_SUMMARY_MAX), REQUIRED,
     .summary = "What is asked of whoever gave it, or why it is not carried."},
};

#define CONTRIBUTION_ID "\"contribution_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-8b7a6f5e4d3c\""
#define EDITION_ID "\"edition_id\":\"7a6f5e4d-3c2b-4a0f-8e9d-9c8b7a6f5e4d\""

static const struct trib_method methods[] = {
    {.name = "contribution.write",
     .summary = "Writes a voice down for one's organization, as a draft that nobody else hears of.",
     FIELDS(CONTRIBUTION_WRITE),
     .permission = TRIB_MAY_WRITE_VOICE,
     .refusals = {TRIB_E_EXISTS, TRIB_E_DATE, TRIB_E_CONSENT, TRIB_E_TOO_MANY},
     .example = "{" CONTRIBUTION_ID ",\"kind\":\"testimony\",\"title\":\"Wages left unpaid\","
                "\"text\":\"We were sent back before the last wages were paid.\","
                "\"language\":\"en\",\"max_space\":\"coalition\"}",
     RUNS(contribution_write, contribution_write)},
    {.name = "contribution.edit",
     .summary = "Changes what one has written, as long as nobody has it or after it came back.",
     FIELDS(CONTRIBUTION_EDIT),
     .needs_an_edit = true,
     .permission = TRIB_MAY_EDIT_VOICE,
     OBJECT("contribution", "contribution_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_DATE, TRIB_E_CONSENT, TRIB_E_CLOSED},
     .example =
         "{" CONTRIBUTION_ID ",\"attribution\":{\"from\":\"anonymous\",\"to\":\"organization\"}}",
     RUNS(contribution_edit, contribution_edit)},
    {.name = "contribution.submit",
     .summary = "Gives a voice to one's organization: an edition of it, which tells of oneself "
                "what one has agreed to. Given again, nothing that it said before is kept.",
     FIELDS(CONTRIBUTION_SUBMIT),
     .redacts = true,
     .permission = TRIB_MAY_EDIT_VOICE,
     OBJECT("contribution", "contribution_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CONSENT, TRIB_E_OUTSIDE, TRIB_E_EXISTS, TRIB_E_CLOSED,
                  TRIB_E_TOO_MANY, TRIB_E_BUSY},
     .example = "{" CONTRIBUTION_ID "," EDITION_ID "}",
     RUNS(contribution_submit, contribution_submit)},
    {.name = "contribution.withdraw",
     .summary = "Takes a voice back: its words go from every edition, from the file and its log; "
                "that there was a voice stays.",
     FIELDS(CONTRIBUTION_OF),
     .redacts = true,
     .permission = TRIB_MAY_WITHDRAW_VOICE,
     OBJECT("contribution", "contribution_id"),
     .refusals = {TRIB_E_TOO_MANY, TRIB_E_BUSY},
     .example = "{" CONTRIBUTION_ID "}",
     RUNS(contribution_withdraw, contribution_of)},
    {.name = "edition.accept",
     .summary = "Takes a voice in: the organization carries it.",
     FIELDS(EDITION_OF),
     .permission = TRIB_MAY_TAKE_IN_VOICE,
     OBJECT("edition", "edition_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" EDITION_ID "}",
     RUNS(edition_accept, edition_of)},
    {.name = "edition.return",
     .summary = "Gives a voice back to whoever gave it, with a note.",
     FIELDS(EDITION_RETURN),
     .permission = TRIB_MAY_TAKE_IN_VOICE,
     OBJECT("edition", "edition_id"),
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" EDITION_ID ",\"note\":\"In which year was that?\"}",
     RUNS(edition_return, edition_return)},
};

const struct trib_method_family trib_methods_contribution = {methods,
                                                             sizeof methods / sizeof methods[0]};
