/* Methods of follow-through: what goes down the network, and what each organization does about it.
 */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/dispatch.h"
#include "tributary/domain/dispatch.h"

TRIB_RUN(dispatch_send)
TRIB_RUN_WITH(dispatch_pause, dispatch_of)
TRIB_RUN_WITH(dispatch_resume, dispatch_of)
TRIB_RUN_WITH(dispatch_close, dispatch_of)
TRIB_RUN(dispatch_recall)
TRIB_RUN_WITH(delivery_acknowledge, delivery_of)
TRIB_RUN(delivery_localise)
TRIB_RUN_WITH(delivery_pass_on, delivery_of)
TRIB_RUN(delivery_act)
TRIB_RUN(delivery_report)
TRIB_RUN(delivery_decline)

static const struct trib_field DISPATCH_SEND[] = {
    {ID(dispatch_send, dispatch_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(dispatch_send, kind, DISPATCH_KIND), REQUIRED, .summary = "What is sent."},
    {ID(dispatch_send, decision_id),
     .summary = "The decision it carries out; required of kind decision."},
    {TEXT(dispatch_send, title, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is called."},
    {TEXT(dispatch_send, text, TRIB_DISPATCH_TEXT_MAX), REQUIRED,
     .summary = "What each organization is told and asked."},
    {TEXT(dispatch_send, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED,
     .summary = "The language of its text, as its writer names it."},
    {WORD(dispatch_send, mode, DISPATCH_MODE),
     .summary = "cascade: by those who relay it, as when not given; broadcast: to all at once."},
    {NUMBER(dispatch_send, pass_on_days, TRIB_PASS_ON_DAYS_MAX),
     .summary = "How many days somebody's silence may hold its members up; 14 when not given."},
    {DATE(dispatch_send, due_on), .summary = "When it is to be done."},
};

static const struct trib_field DISPATCH_OF[] = {
    {ID(dispatch_of, dispatch_id), REQUIRED, .summary = "The dispatch."},
};

static const struct trib_field DISPATCH_RECALL[] = {
    {ID(dispatch_recall, dispatch_id), REQUIRED, .summary = "The dispatch."},
    {TEXT(dispatch_recall, reason, TRIB_SUMMARY_MAX), REQUIRED, .summary = "Why it is taken back."},
};

static const struct trib_field DELIVERY_OF[] = {
    {ID(delivery_of, delivery_id), REQUIRED, .summary = "The organization's delivery."},
};

static const struct trib_field DELIVERY_LOCALISE[] = {
    {ID(delivery_localise, delivery_note_id), REQUIRED, .summary = "Id of the new wording."},
    {ID(delivery_localise, delivery_id), REQUIRED, .summary = "The organization's delivery."},
    {TEXT(delivery_localise, text, TRIB_DISPATCH_TEXT_MAX), REQUIRED,
     .summary = "The organization's own wording, which its own people read, and its members once "
                "it is passed on."},
    {TEXT(delivery_localise, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED,
     .summary = "The language of that, as its writer names it."},
};

static const struct trib_field DELIVERY_ACT[] = {
    {ID(delivery_act, delivery_id), REQUIRED, .summary = "The organization's delivery."},
    {ID(delivery_act, action_item_id), .summary = "The action item it does about it."},
};

static const struct trib_field DELIVERY_REPORT[] = {
    {ID(delivery_report, delivery_note_id), REQUIRED, .summary = "Id of the new report."},
    {ID(delivery_report, delivery_id), REQUIRED, .summary = "The organization's delivery."},
    {TEXT(delivery_report, text, TRIB_DISPATCH_TEXT_MAX), REQUIRED,
     .summary = "What happened; all who see the dispatch read it."},
    {TEXT(delivery_report, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED,
     .summary = "The language of that, as its writer names it."},
    {NUMBER(delivery_report, people, TRIB_DELIVERY_PEOPLE_MAX),
     .summary = "How many people were reached."},
};

static const struct trib_field DELIVERY_DECLINE[] = {
    {ID(delivery_decline, delivery_note_id), REQUIRED, .summary = "Id of the new reason."},
    {ID(delivery_decline, delivery_id), REQUIRED, .summary = "The organization's delivery."},
    {TEXT(delivery_decline, text, TRIB_DISPATCH_TEXT_MAX), REQUIRED, .summary = "Why."},
    {TEXT(delivery_decline, language, TRIB_LANGUAGE_TAG_MAX), REQUIRED,
     .summary = "The language of that, as its writer names it."},
    {NUMBER(delivery_decline, is_reason_told, 1),
     .summary = "1: all who see the dispatch read the reason; else the organization's own people."},
};

#define DISPATCH_ID "\"dispatch_id\":\"3a2f1e0d-9c8b-4a7f-8e4d-6c5b4a3f2e1d\""
#define DELIVERY_ID "\"delivery_id\":\"4b3a2f1e-0d9c-4b8a-9f5e-7d6c5b4a3f2e\""
#define NOTE_ID "\"delivery_note_id\":\"5c4b3a2f-1e0d-4c9b-8a6f-8e7d6c5b4a3f\""
#define ON_DISPATCH .permission = TRIB_MAY_SEND_DISPATCH, OBJECT("dispatch", "dispatch_id")
#define ON_DELIVERY .permission = TRIB_MAY_ANSWER_DELIVERY, OBJECT("delivery", "delivery_id")

static const struct trib_method methods[] = {
    {.name = "dispatch.send",
     .summary = "Sends something down the network, to each organization once.",
     FIELDS(DISPATCH_SEND),
     .permission = TRIB_MAY_SEND_DISPATCH,
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_FEW, TRIB_E_TOO_MANY, TRIB_E_STATE, TRIB_E_OUTSIDE,
                  TRIB_E_DATE, TRIB_E_ORDER},
     .example = "{" DISPATCH_ID ",\"kind\":\"request\",\"title\":\"Wages before return\",\"text\":"
                "\"Tell us of unpaid wages.\",\"language\":\"en\",\"due_on\":\"2027-03\"}",
     RUNS(dispatch_send, dispatch_send)},
    {.name = "dispatch.pause",
     .summary = "Nothing is delivered until it is resumed.",
     FIELDS(DISPATCH_OF),
     ON_DISPATCH,
     .refusals = {TRIB_E_STATE},
     .example = "{" DISPATCH_ID "}",
     RUNS(dispatch_pause, dispatch_of)},
    {.name = "dispatch.resume",
     .summary = "Goes on with what was paused.",
     FIELDS(DISPATCH_OF),
     ON_DISPATCH,
     .refusals = {TRIB_E_STATE, TRIB_E_TOO_MANY},
     .example = "{" DISPATCH_ID "}",
     RUNS(dispatch_resume, dispatch_of)},
    {.name = "dispatch.close",
     .summary = "Ends it: nobody gets it any more, and nobody answers.",
     FIELDS(DISPATCH_OF),
     ON_DISPATCH,
     .refusals = {TRIB_E_STATE},
     .example = "{" DISPATCH_ID "}",
     RUNS(dispatch_close, dispatch_of)},
    {.name = "dispatch.recall",
     .summary = "Takes it back; what was reported stays to be read.",
     FIELDS(DISPATCH_RECALL),
     ON_DISPATCH,
     .refusals = {TRIB_E_STATE},
     .example = "{" DISPATCH_ID ",\"reason\":\"It named the wrong month.\"}",
     RUNS(dispatch_recall, dispatch_recall)},
    {.name = "delivery.acknowledge",
     .summary = "The organization has read it; or thinks better of declining.",
     FIELDS(DELIVERY_OF),
     ON_DELIVERY,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" DELIVERY_ID "}",
     RUNS(delivery_acknowledge, delivery_of)},
    {.name = "delivery.localise",
     .summary = "Gives it the organization's own wording.",
     FIELDS(DELIVERY_LOCALISE),
     ON_DELIVERY,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" NOTE_ID "," DELIVERY_ID ",\"text\":\"Cuéntenos de salarios "
                "impagos.\",\"language\":\"es\"}",
     RUNS(delivery_localise, delivery_localise)},
    {.name = "delivery.pass_on",
     .summary = "Passes it on to the organization's members, in its own wording or as it is.",
     FIELDS(DELIVERY_OF),
     ON_DELIVERY,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" DELIVERY_ID "}",
     RUNS(delivery_pass_on, delivery_of)},
    {.name = "delivery.act",
     .summary = "The organization acts on it, perhaps by an action item.",
     FIELDS(DELIVERY_ACT),
     ON_DELIVERY,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE},
     .example = "{" DELIVERY_ID "}",
     RUNS(delivery_act, delivery_act)},
    {.name = "delivery.report",
     .summary = "Says what happened; one that has reported adds to it.",
     FIELDS(DELIVERY_REPORT),
     ON_DELIVERY,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" NOTE_ID "," DELIVERY_ID ",\"text\":\"Forty claims were filed.\","
                "\"language\":\"en\",\"people\":180}",
     RUNS(delivery_report, delivery_report)},
    {.name = "delivery.decline",
     .summary = "Declines it with a reason; the organization's members have it now.",
     FIELDS(DELIVERY_DECLINE),
     ON_DELIVERY,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{" NOTE_ID "," DELIVERY_ID ",\"text\":\"It is not safe here now.\","
                "\"language\":\"en\",\"is_reason_told\":1}",
     RUNS(delivery_decline, delivery_decline)},
};

const struct trib_method_family trib_methods_dispatch = {methods,
                                                         sizeof methods / sizeof methods[0]};
