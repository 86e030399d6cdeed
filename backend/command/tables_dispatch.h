/* The columns of what goes down the network, for tables.c alone. */
#ifndef TRIBUTARY_COMMAND_TABLES_DISPATCH_H
#define TRIBUTARY_COMMAND_TABLES_DISPATCH_H

static const struct trib_column DISPATCH_COLUMNS[] = {
    TEXT("dispatch_id"),
    TEXT("space_id"),
    TEXT("organization_id"),
    TEXT_OR_NULL("decision_id"),
    TEXT("kind"),
    TEXT("title"),
    TEXT("text"),
    TEXT("language"),
    TEXT("mode"),
    INTEGER("pass_on_days"),
    TEXT_OR_NULL("due_on"),
    TEXT("state"),
    TEXT_OR_NULL("reason"),
    INTEGER("sent_at_ms"),
    INTEGER("resumed_at_ms"),
    INTEGER_OR_NULL("next_at_ms"),
    INTEGER("sample"),
};

static const struct trib_column DELIVERY_COLUMNS[] = {
    TEXT("delivery_id"),
    TEXT("space_id"),
    TEXT("dispatch_id"),
    TEXT("organization_id"),
    TEXT("mode"),
    TEXT("state"),
    TEXT_OR_NULL("due_on"),
    TEXT_OR_NULL("from_id"),
    TEXT_OR_NULL("came_by"),
    INTEGER("made_at_ms"),
    INTEGER_OR_NULL("delivered_at_ms"),
    INTEGER_OR_NULL("answered_at_ms"),
    INTEGER_OR_NULL("passed_on_at_ms"),
    INTEGER_OR_NULL("declined_at_ms"),
    INTEGER("is_reason_told"),
    TEXT_OR_NULL("action_item_id"),
    INTEGER("sample"),
};

static const struct trib_column DELIVERY_NOTE_COLUMNS[] = {
    TEXT("delivery_note_id"),
    TEXT("space_id"),
    TEXT("delivery_id"),
    TEXT("organization_id"),
    TEXT("kind"),
    TEXT("text"),
    TEXT("language"),
    INTEGER_OR_NULL("people"),
    INTEGER("at_ms"),
    INTEGER("sample"),
};

#endif
