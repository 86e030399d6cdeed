/* Methods of comments: threads on the page of a thing. */
#include <assert.h>

#include "methods.h"
#include "tributary/base/limits.h"
#include "tributary/command/comment.h"

TRIB_RUN(comment_add)
TRIB_RUN(comment_reply)
TRIB_RUN(comment_edit)
TRIB_RUN_WITH(comment_redact, comment_of)
TRIB_RUN_WITH(comment_resolve, comment_of)
TRIB_RUN_WITH(comment_reopen, comment_of)

#define WITH_REFERENCES                                                                            \
    "\"@[person:ID]\" (or organization, group) speaks to somebody, "                               \
    "\"#[meeting:ID]\" (or another thing that has comments) points at something; ids alone, "      \
    "never "                                                                                       \
    "names."

static const struct trib_field COMMENT_ADD[] = {
    {ID(comment_add, comment_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(comment_add, about_table, COMMENT_ABOUT), REQUIRED, .summary = "The kind of thing."},
    {ID(comment_add, about_id), REQUIRED, .summary = "The thing it is about."},
    {TEXT(comment_add, text, TRIB_COMMENT_MAX), REQUIRED,
     .summary = "What is said. " WITH_REFERENCES},
};

static const struct trib_field COMMENT_REPLY[] = {
    {ID(comment_reply, comment_id), REQUIRED, .summary = "Id of the new row."},
    {ID(comment_reply, parent_id), REQUIRED, .summary = "A comment of the thread."},
    {TEXT(comment_reply, text, TRIB_COMMENT_MAX), REQUIRED,
     .summary = "What is said. " WITH_REFERENCES},
};

static const struct trib_field COMMENT_EDIT[] = {
    {ID(comment_edit, comment_id), REQUIRED, .summary = "The comment."},
    {TEXT(comment_edit, text, TRIB_COMMENT_MAX), EDIT, REQUIRED,
     .summary = "What it says. " WITH_REFERENCES},
};

static const struct trib_field COMMENT_OF[] = {
    {ID(comment_of, comment_id), REQUIRED, .summary = "The comment."},
};

#define COMMENT_ID "\"comment_id\":\"6f5e4d3c-2b1a-4f0e-9d8c-8b7a6f5e4d3c\""
#define ON_COMMENT OBJECT("comment", "comment_id")

static const struct trib_method methods[] = {
    {.name = "comment.add",
     .summary =
         "Begins a thread about a thing. It stands where the thing does; about a public one, "
         "in the coalition's space.",
     FIELDS(COMMENT_ADD),
     .permission = TRIB_MAY_COMMENT,
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" COMMENT_ID ",\"about_table\":\"meeting\",\"about_id\":"
                "\"2b1a0f9e-8d7c-4b6a-9f5e-4d3c2b1a0f9e\",\"text\":\"Can we begin with wells?\"}",
     RUNS(comment_add, comment_add)},
    {.name = "comment.reply",
     .summary = "Answers in a thread, which is open again if it was resolved.",
     FIELDS(COMMENT_REPLY),
     .permission = TRIB_MAY_COMMENT,
     OBJECT("comment", "parent_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" COMMENT_ID ",\"parent_id\":\"7a6f5e4d-3c2b-4a0f-8e9d-9c8b7a6f5e4d\","
                "\"text\":\"Yes.\"}",
     RUNS(comment_reply, comment_reply)},
    {.name = "comment.edit",
     .summary = "Changes what one has said oneself, from what one saw to what it shall be.",
     FIELDS(COMMENT_EDIT),
     .permission = TRIB_MAY_EDIT_COMMENT,
     ON_COMMENT,
     .refusals = {TRIB_E_STALE, TRIB_E_CLOSED, TRIB_E_OUTSIDE, TRIB_E_TOO_MANY},
     .example = "{" COMMENT_ID ",\"text\":{\"from\":\"Yes.\",\"to\":\"Yes, with wells.\"}}",
     RUNS(comment_edit, comment_edit)},
    {.name = "comment.redact",
     .summary = "Takes what one has said back, from the file and its log; that there was a comment "
                "stays.",
     FIELDS(COMMENT_OF),
     .redacts = true,
     .permission = TRIB_MAY_REDACT,
     ON_COMMENT,
     .refusals = {TRIB_E_TOO_MANY, TRIB_E_BUSY},
     .example = "{" COMMENT_ID "}",
     RUNS(comment_redact, comment_of)},
    {.name = "comment.resolve",
     .summary = "Says that a thread has come to its end; by its first comment.",
     FIELDS(COMMENT_OF),
     .permission = TRIB_MAY_RESOLVE_THREAD,
     ON_COMMENT,
     .refusals = {TRIB_E_CLOSED},
     .example = "{" COMMENT_ID "}",
     RUNS(comment_resolve, comment_of)},
    {.name = "comment.reopen",
     .summary = "Opens a thread again; by its first comment.",
     FIELDS(COMMENT_OF),
     .permission = TRIB_MAY_RESOLVE_THREAD,
     ON_COMMENT,
     .refusals = {TRIB_E_CLOSED},
     .example = "{" COMMENT_ID "}",
     RUNS(comment_reopen, comment_of)},
};

const struct trib_method_family trib_methods_comment = {methods,
                                                        sizeof methods / sizeof methods[0]};
