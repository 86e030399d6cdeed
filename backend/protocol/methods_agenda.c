/* Methods of what is on the agenda of a meeting, and what is written of it. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/agenda_item.h"
#include "tributary/command/meeting.h"

TRIB_RUN(agenda_item_add)
TRIB_RUN_WITH(agenda_item_propose, agenda_item_add)
TRIB_RUN_WITH(agenda_item_propose_to_coalition, agenda_item_add)
TRIB_RUN(agenda_item_edit)
TRIB_RUN(agenda_item_move)
TRIB_RUN_WITH(agenda_item_remove, agenda_item_of)
TRIB_RUN(agenda_item_link)
TRIB_RUN(agenda_item_unlink)
TRIB_RUN(minutes_write)
TRIB_RUN(minutes_edit)
TRIB_RUN(minutes_note_add)

#define AGENDA_FACTS                                                                               \
    {TEXT(agenda_item_add, title, TRIB_TITLE_MAX), REQUIRED, .summary = "What it is about."},      \
        {TEXT(agenda_item_add, note, TRIB_SUMMARY_MAX), .summary = "What else is to be known."},   \
        {NUMBER(agenda_item_add, minutes_planned, TRIB_AGENDA_MINUTES_MAX),                        \
         .summary = "How many minutes are planned for it, from 1."},                               \
    {                                                                                              \
        ID(agenda_item_add, presenter_organization_id),                                            \
            .summary = "The organization that presents it."                                        \
    }

static const struct trib_field AGENDA_ITEM_ADD[] = {
    {ID(agenda_item_add, agenda_item_id), REQUIRED, .summary = "Id of the new row."},
    {ID(agenda_item_add, meeting_id), REQUIRED, .summary = "The meeting."},
    {ID(agenda_item_add, parent_id), .summary = "The item it stands under; at the top without."},
    AGENDA_FACTS,
};

static const struct trib_field AGENDA_ITEM_PROPOSE[] = {
    {ID(agenda_item_add, agenda_item_id), REQUIRED, .summary = "Id of the new row."},
    {ID(agenda_item_add, group_id), REQUIRED, .summary = "The group that shall take it up."},
    {WORD(agenda_item_add, visibility, MEETING_VISIBILITY),
     .summary = "Who sees it; the group alone when not given."},
    AGENDA_FACTS,
};

static const struct trib_field AGENDA_ITEM_PROPOSE_TO_COALITION[] = {
    {ID(agenda_item_add, agenda_item_id), REQUIRED, .summary = "Id of the new row."},
    AGENDA_FACTS,
};

static const struct trib_field AGENDA_ITEM_EDIT[] = {
    {ID(agenda_item_edit, agenda_item_id), REQUIRED, .summary = "The item."},
    {TEXT(agenda_item_edit, title, TRIB_TITLE_MAX), EDIT, .summary = "What it is about."},
    {TEXT(agenda_item_edit, note, TRIB_SUMMARY_MAX), EDIT_OR_NULL,
     .summary = "What else is to be known."},
    {NUMBER(agenda_item_edit, minutes_planned, TRIB_AGENDA_MINUTES_MAX), EDIT_OR_NULL,
     .summary = "How many minutes are planned for it, from 1."},
    {ID(agenda_item_edit, presenter_organization_id), EDIT_OR_NULL,
     .summary = "The organization that presents it."},
};

static const struct trib_field AGENDA_ITEM_MOVE[] = {
    {ID(agenda_item_move, agenda_item_id), REQUIRED, .summary = "The item, with all under it."},
    {ID(agenda_item_move, meeting_id),
     .summary = "The meeting it goes to or stays in; into the backlog without."},
    {ID(agenda_item_move, parent_id), .summary = "The item it comes under; to the top without."},
    {ID(agenda_item_move, before_id),
     .summary = "The item it comes before; behind the others without."},
};

static const struct trib_field AGENDA_ITEM_OF[] = {
    {ID(agenda_item_of, agenda_item_id), REQUIRED, .summary = "The item."},
};

static const struct trib_field AGENDA_ITEM_LINK[] = {
    {ID(agenda_item_link, trace_link_id), REQUIRED, .summary = "Id of the new row."},
    {ID(agenda_item_link, agenda_item_id), REQUIRED, .summary = "The item."},
    {WORD(agenda_item_link, about_table, TRACE_TO), REQUIRED, .summary = "The kind of thing."},
    {ID(agenda_item_link, about_id), REQUIRED, .summary = "The thing it is about."},
};

static const struct trib_field AGENDA_ITEM_UNLINK[] = {
    {ID(agenda_item_unlink, agenda_item_id), REQUIRED, .summary = "The item."},
    {ID(agenda_item_unlink, trace_link_id), REQUIRED, .summary = "What leads from it."},
};

static const struct trib_field MINUTES_WRITE[] = {
    {ID(minutes_write, minutes_id), REQUIRED, .summary = "Id of the new row."},
    {ID(minutes_write, meeting_id), REQUIRED, .summary = "The meeting."},
    {ID(minutes_write, agenda_item_id),
     .summary = "The item of its agenda; of the meeting as a whole without."},
    {TEXT(minutes_write, text, TRIB_MINUTES_MAX), REQUIRED, .summary = "What was said."},
};

static const struct trib_field MINUTES_EDIT[] = {
    {ID(minutes_edit, minutes_id), REQUIRED, .summary = "The minutes of one item."},
    {TEXT(minutes_edit, text, TRIB_MINUTES_MAX), EDIT, REQUIRED, .summary = "What was said."},
};

static const struct trib_field MINUTES_NOTE_ADD[] = {
    {ID(minutes_note_add, minutes_note_id), REQUIRED, .summary = "Id of the new row."},
    {ID(minutes_note_add, meeting_id), REQUIRED, .summary = "The meeting."},
    {TEXT(minutes_note_add, text, TRIB_SUMMARY_MAX), REQUIRED,
     .summary = "What is wrong in minutes that are adopted."},
};

#define MEETING_ID "\"meeting_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-8b7a6f5e4d3c\""
#define OF_GROUP "\"group_id\":\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\""
#define RUNS_MEETING .permission = TRIB_MAY_RUN_MEETING, OBJECT("meeting", "meeting_id")
#define AGENDA_ITEM_ID "\"agenda_item_id\":\"8b7a6f5e-4d3c-4b2a-9f8e-0d9c8b7a6f5e\""
#define TRACE_LINK_ID "\"trace_link_id\":\"1e0d9c8b-7a6f-4e5d-8c4b-3a2f1e0d9c8b\""
#define MINUTES_ID "\"minutes_id\":\"9c8b7a6f-5e4d-4c3b-8a9f-1e0d9c8b7a6f\""
#define RUNS_AGENDA .permission = TRIB_MAY_RUN_MEETING, OBJECT("agenda_item", "agenda_item_id")

static const struct trib_method methods[] = {
    {.name = "agenda_item.add",
     .summary = "Adds an item to the agenda of a meeting, behind those there are.",
     FIELDS(AGENDA_ITEM_ADD),
     RUNS_MEETING,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_CYCLE,
                  TRIB_E_TOO_MANY},
     .example = "{" AGENDA_ITEM_ID "," MEETING_ID
                ",\"title\":\"The figures of the members\",\"minutes_planned\":20}",
     RUNS(agenda_item_add, agenda_item_add)},
    {.name = "agenda_item.propose",
     .summary = "Brings something up in one's group: it waits in the backlog for a meeting.",
     FIELDS(AGENDA_ITEM_PROPOSE),
     .permission = TRIB_MAY_FEED_BACKLOG,
     OBJECT("group", "group_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_CYCLE, TRIB_E_TOO_MANY},
     .example = "{" AGENDA_ITEM_ID "," OF_GROUP ",\"title\":\"The figures of the members\"}",
     RUNS(agenda_item_propose, agenda_item_add)},
    {.name = "agenda_item.propose_to_coalition",
     .summary = "Brings something up in the coalition: it waits in the backlog for a meeting.",
     FIELDS(AGENDA_ITEM_PROPOSE_TO_COALITION),
     .permission = TRIB_MAY_FEED_COALITION_BACKLOG,
     .refusals = {TRIB_E_EXISTS, TRIB_E_OUTSIDE, TRIB_E_CYCLE, TRIB_E_TOO_MANY},
     .example = "{" AGENDA_ITEM_ID ",\"title\":\"The figures of the members\"}",
     RUNS(agenda_item_propose_to_coalition, agenda_item_add)},
    {.name = "agenda_item.edit",
     .summary = "Changes fields of an item, each from what one saw to what it shall be.",
     FIELDS(AGENDA_ITEM_EDIT),
     .needs_an_edit = true,
     RUNS_AGENDA,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE},
     .example = "{" AGENDA_ITEM_ID ",\"minutes_planned\":{\"from\":20,\"to\":30}}",
     RUNS(agenda_item_edit, agenda_item_edit)},
    {.name = "agenda_item.move",
     .summary = "Moves an item: elsewhere in its agenda, from the backlog into a meeting, or back.",
     FIELDS(AGENDA_ITEM_MOVE),
     RUNS_AGENDA,
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_CYCLE,
                  TRIB_E_TOO_MANY, TRIB_E_IN_USE},
     .example = "{" AGENDA_ITEM_ID "," MEETING_ID "}",
     RUNS(agenda_item_move, agenda_item_move)},
    {.name = "agenda_item.remove",
     .summary = "Takes an item away that nothing rests on.",
     FIELDS(AGENDA_ITEM_OF),
     RUNS_AGENDA,
     .refusals = {TRIB_E_IN_USE, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" AGENDA_ITEM_ID "}",
     RUNS(agenda_item_remove, agenda_item_of)},
    {.name = "agenda_item.link",
     .summary = "Says what an item is about: a thing that all who read the agenda see.",
     FIELDS(AGENDA_ITEM_LINK),
     RUNS_AGENDA,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_CYCLE,
                  TRIB_E_TOO_MANY},
     .example = "{" TRACE_LINK_ID "," AGENDA_ITEM_ID ",\"about_table\":\"group\",\"about_id\":"
                "\"3f2e1d0c-9b8a-4765-8432-10fedcba9876\"}",
     RUNS(agenda_item_link, agenda_item_link)},
    {.name = "agenda_item.unlink",
     .summary = "Says no longer that an item is about something.",
     FIELDS(AGENDA_ITEM_UNLINK),
     RUNS_AGENDA,
     .refusals = {TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" AGENDA_ITEM_ID "," TRACE_LINK_ID "}",
     RUNS(agenda_item_unlink, agenda_item_unlink)},
    {.name = "minutes.write",
     .summary = "Writes the first words of the minutes of an item, or of the meeting.",
     FIELDS(MINUTES_WRITE),
     RUNS_MEETING,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" MINUTES_ID "," MEETING_ID ",\"text\":\"All members sent their figures.\"}",
     RUNS(minutes_write, minutes_write)},
    {.name = "minutes.edit",
     .summary = "Changes the minutes of an item, from what one saw to what they shall be.",
     FIELDS(MINUTES_EDIT),
     .permission = TRIB_MAY_RUN_MEETING,
     OBJECT("minutes", "minutes_id"),
     .refusals = {TRIB_E_STALE, TRIB_E_STATE, TRIB_E_CLOSED},
     .example = "{" MINUTES_ID ",\"text\":{\"from\":\"All members sent their figures.\","
                "\"to\":\"All members but two sent their figures.\"}}",
     RUNS(minutes_edit, minutes_edit)},
    {.name = "minutes_note.add",
     .summary = "Notes what is wrong in minutes that are adopted; they themselves stay.",
     FIELDS(MINUTES_NOTE_ADD),
     RUNS_MEETING,
     .refusals = {TRIB_E_EXISTS, TRIB_E_STATE, TRIB_E_CLOSED, TRIB_E_TOO_MANY},
     .example = "{\"minutes_note_id\":\"1e0d9c8b-7a6f-4e5d-8c9b-3a2f1e0d9c8b\"," MEETING_ID
                ",\"text\":\"It was three members, not two.\"}",
     RUNS(minutes_note_add, minutes_note_add)},
};

const struct trib_method_family trib_methods_agenda = {methods, sizeof methods / sizeof methods[0]};
