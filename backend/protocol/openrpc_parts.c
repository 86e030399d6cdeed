/*
 * The parts of the description that belong to no one method: schemas and errors that methods refer
 * to, and, under x- names, tables with their columns, words, rights, and what the server tells
 * unasked.
 */
#include "openrpc.h"

#include <string.h>

#include "methods.h"
#include "tributary/base/words.h"
#include "tributary/command/tables.h"

void trib_openrpc_quoted(struct trib_json_writer *json, const char *text) {
    TRIB_AUTO(trib_buffer) quoted = {0};
    trib_buffer_append_text(&quoted, text);
    for (size_t i = 0; i < quoted.length; i++) {
        if (quoted.bytes[i] == '\'') {
            quoted.bytes[i] = '"';
        }
    }
    trib_json_raw(json, trib_buffer_text(&quoted), quoted.length);
    json->buffer->failed = json->buffer->failed || quoted.failed;
}

/* The schemas that are not made from a table. Quotes are single here. */
static const struct {
    const char *name, *schema;
} SCHEMAS[] = {
    {"id", "{'type':'string','description':'A UUID version 4 in lower case.','pattern':"
           "'^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'}"},
    {"fuzzy_date",
     "{'type':'string','description':'A date as precise as it is known: 2014, 2014-H2, 2014-Q3, "
     "2014-09, 2014-09-15.','pattern':"
     "'^(19|20|21)[0-9]{2}(-(H[12]|Q[1-4]|(0[1-9]|1[0-2])(-[0-3][0-9])?))?$'}"},
    {"id_or_null", "{'oneOf':[{'$ref':'#/components/schemas/id'},{'type':'null'}]}"},
    {"fuzzy_date_or_null",
     "{'oneOf':[{'$ref':'#/components/schemas/fuzzy_date'},{'type':'null'}]}"},
    {"seq", "{'type':'integer','minimum':0,'maximum':9007199254740991}"},
    {"space", "{'type':'object','properties':{'space_id':{'$ref':'#/components/schemas/id'},"
              "'kind':{'enum':['public','coalition','organization','group','person']},"
              "'owner_id':{'oneOf':[{'$ref':'#/components/schemas/id'},{'type':'null'}]}},"
              "'required':['space_id','kind','owner_id']}"},
    {"row_change",
     "{'type':'array','description':'Table, operation, id, fields: all columns of an insert, the "
     "changed ones of an update, null for a delete.','items':[{'type':'string'},"
     "{'enum':['insert','update','delete']},{'type':'string'},{'type':['object','null']}],"
     "'minItems':4,'maxItems':4}"},
    {"command_result", "{'type':'object','description':'seq is the number of the entry in the log; "
                       "0 when nothing had to change.','properties':{'seq':"
                       "{'$ref':'#/components/schemas/seq'}},'required':['seq']}"},
    {"session_who_result",
     "{'type':'object','properties':{'person_id':{'type':['string','null']},"
     "'session_id':{'type':['string','null']},'database_id':{'$ref':'#/components/schemas/id'},"
     "'now_ms':{'type':'integer'},'sends_mail':{'type':'boolean'}},"
     "'required':['person_id','session_id','database_id','now_ms','sends_mail']}"},
    {"session_sign_out_result", "{'type':'object','additionalProperties':false}"},
    {"rpc_discover_result", "{'type':'object'}"},
    {"sync_hello_result",
     "{'type':'object','properties':{'database_id':{'$ref':'#/components/schemas/id'},"
     "'epoch':{'$ref':'#/components/schemas/id'},'seq':{'$ref':'#/components/schemas/seq'},"
     "'person_id':{'type':['string','null']},"
     "'spaces':{'type':'array','items':{'$ref':'#/components/schemas/space'}},"
     "'mode':{'enum':['nothing','rows','snapshot']},"
     "'health':{'enum':['full','failed'],'description':'Nothing can be saved; absent: it can.'},"
     "'rows':{'type':'array','items':{'$ref':'#/components/schemas/row_change'}}},"
     "'required':['database_id','epoch','seq','person_id','spaces','mode','rows']}"},
    {"sync_ping_result", "{'type':'object','additionalProperties':false}"},
    {"session_list_result",
     "{'type':'object','properties':{'sessions':{'type':'array','maxItems':50,'items':{'type':'"
     "object','properties':{'session_id':{'$ref':'#/components/schemas/"
     "id'},'device':{'type':['string','null']},'created_at_ms':{'type':'integer'},'last_used_at_ms'"
     ":{'type':'integer'},'is_this':{'type':'boolean'}},'required':['session_id','device','created_"
     "at_ms','last_used_at_ms','is_this']}}},'required':['sessions']}"},
    {"account_read_result",
     "{'type':'object','properties':{'sign_in_name':{'type':['string','null']},'needs_password_now'"
     ":{'type':'boolean'},'has_second_factor':{'type':'boolean'},'needs_second_factor':{'type':'"
     "boolean'},'recovery_code_count':{'type':'integer'}},'required':['sign_in_name','needs_"
     "password_now','has_second_factor','needs_second_factor','recovery_code_count']}"},
    {"account_list_result",
     "{'type':'object','properties':{'accounts':{'type':'array','maxItems':2000,'items':{'type':'"
     "object','properties':{'person_id':{'$ref':'#/components/schemas/"
     "id'},'display_name':{'type':'string'},'sign_in_name':{'type':['string','null']},'has_second_"
     "factor':{'type':'boolean'},'is_locked':{'type':'boolean'},'session_count':{'type':'integer'},"
     "'sample':{'type':'boolean'}},'required':['person_id','display_name','sign_in_name','has_"
     "second_factor','is_locked','session_count','sample']}}},'required':['accounts']}"},
    {"second_factor_begin_result", "{'type':'object','properties':{'secret':{'type':'string'},'"
                                   "address':{'type':'string'}},'required':['secret','address']}"},
    {"second_factor_confirm_result",
     "{'type':'object','properties':{'recovery_codes':{'type':'array','maxItems':10,'items':{'type'"
     ":'string'}}},'required':['recovery_codes']}"},
    {"second_factor_renew_result", "{'$ref':'#/components/schemas/second_factor_confirm_result'}"},
    {"setting_list_result", "{'type':'object','properties':{'settings':{'type':'array','items':{'"
                            "type':'object','properties':{'setting':{'$ref':'#/components/schemas/"
                            "setting'},'value':{'type':'integer'},'least':{'type':'integer'},'most'"
                            ":{'type':'integer'},'usual':{'type':'integer'}},'required':['setting',"
                            "'value','least','most','usual']}}},'required':['settings']}"},
    {"account_make_link_result",
     "{'type':'object','properties':{'token':{'type':'string'}},'required':['token']}"},
    {"session_end_result", "{'type':'object','additionalProperties':false}"},
    {"session_end_others_result", "{'type':'object','additionalProperties':false}"},
    {"account_set_sign_in_name_result", "{'type':'object','additionalProperties':false}"},
    {"second_factor_end_result", "{'type':'object','additionalProperties':false}"},
    {"account_lock_result", "{'type':'object','additionalProperties':false}"},
    {"account_unlock_result", "{'type':'object','additionalProperties':false}"},
    {"account_end_sessions_result", "{'type':'object','additionalProperties':false}"},
    {"account_end_second_factor_result", "{'type':'object','additionalProperties':false}"},
    {"history_read_result",
     "{'type':'object','properties':{'changes':{'type':'array','maxItems':200,'items':{'type':'"
     "object','properties':{'seq':{'$ref':'#/components/schemas/"
     "seq'},'at_ms':{'type':'integer'},'actor_id':{'type':['string','null']},'for_organization_id':"
     "{'type':['string','null']},'method':{'type':'string'},'table':{'type':'string'},'row_id':{'"
     "type':'string'},'op':{'enum':['insert','update','delete']},'fields':{'type':'object'}},'"
     "required':['seq','at_ms','actor_id','for_organization_id','method','table','row_id','op','"
     "fields']}},'has_more':{'type':'boolean'}},'required':['changes','has_more']}"},
    {"news_list_result",
     "{'type':'object','properties':{'lines':{'type':'array','maxItems':200,'items':{'type':'"
     "object'"
     ",'properties':{'seq':{'$ref':'#/components/schemas/seq'},'at_ms':{'type':'integer'},'kind':"
     "{'enum':['meeting_planned','meeting_moved','meeting_cancelled','minutes_circulated',"
     "'minutes_adopted','plan_started','plan_active','plan_archived','milestone_reached',"
     "'milestone_missed','proposal_discussed','proposal_carried','proposal_not_carried',"
     "'proposal_blocked','group_started','group_closed','group_became_alliance',"
     "'convening_announced','convening_cancelled','organization_member','organization_observer',"
     "'organization_left','item_added','item_blocked','item_done','commented']},"
     "'table':{'$ref':'#/components/schemas/comment_about'},"
     "'row_id':{'$ref':'#/components/schemas/id'},'group_id':{'type':['string','null']},"
     "'count':{'type':'integer','minimum':1}},'required':['seq','at_ms','kind','table','row_id',"
     "'group_id','count']}},'has_more':{'type':'boolean'},"
     "'after_seq':{'$ref':'#/components/schemas/seq'},'last_seq':"
     "{'$ref':'#/components/schemas/"
     "seq'}},'required':['lines','has_more','after_seq','last_seq']}"},
    {"import_preview_result",
     "{'type':'object','properties':{'sections':{'type':'array','maxItems':64,'items':{'type':'"
     "object','properties':{'name':{'type':'string'},'has_home':{'type':'boolean'},'taken':{'type':"
     "'integer','minimum':0},'changed':{'type':'integer','minimum':0},'present':{'type':'integer',"
     "'minimum':0},'left_out':{'type':'integer','minimum':0}},'required':['name','has_home','taken'"
     ","
     "'changed','present','left_out']}},'references_left_out':{'type':'integer','minimum':0}},"
     "'required':['sections','references_left_out']}"},
    {"samples_preview_result",
     "{'type':'object','properties':{'tables':{'type':'array','items':{'type':'object','properties'"
     ":{'table':{'type':'string'},'count':{'type':'integer','minimum':0}},'required':['table','"
     "count']}},'count':{'type':'integer','minimum':0},'kept_count':{'type':'integer','minimum':0}}"
     ",'required':['tables','count','kept_count']}"},
};

/* What the server tells unasked. */
static const char NOTIFICATIONS[] =
    "[{'name':'sync.changed','summary':'Rows changed; from and to are the first and the last entry "
    "inside.','params':["
    "{'name':'from','required':true,'schema':{'$ref':'#/components/schemas/seq'}},"
    "{'name':'to','required':true,'schema':{'$ref':'#/components/schemas/seq'}},"
    "{'name':'rows','required':true,'schema':{'type':'array','items':"
    "{'$ref':'#/components/schemas/row_change'}}}]},"
    "{'name':'sync.scope','summary':'Spaces were gained, with all that is in them, or lost: drop "
    "what is in those.','params':["
    "{'name':'seq','required':true,'schema':{'$ref':'#/components/schemas/seq'}},"
    "{'name':'gained','required':true,'schema':{'type':'array','items':"
    "{'$ref':'#/components/schemas/space'}}},"
    "{'name':'lost','required':true,'schema':{'type':'array','items':"
    "{'$ref':'#/components/schemas/id'}}},"
    "{'name':'rows','required':true,'schema':{'type':'array','items':"
    "{'$ref':'#/components/schemas/row_change'}}}]},"
    "{'name':'sync.health','summary':'Whether commands are taken: not while the disk is full, nor "
    "after "
    "a failed write until the server is started anew.','params':["
    "{'name':'health','required':true,'schema':{'enum':['fine','full','failed']}}]},"
    "{'name':'sync.resume','summary':'You fell behind: say hello again.','params':[]}]";

static void write_words(struct trib_json_writer *json, const struct trib_vocabulary *vocabulary) {
    trib_json_array_open(json);
    for (size_t i = 0; i < vocabulary->word_count; i++) {
        trib_json_text(json, vocabulary->words[i]);
    }
    trib_json_array_close(json);
}

static void write_schemas(struct trib_json_writer *json) {
    trib_json_key(json, "schemas");
    trib_json_object_open(json);
    for (int name = 0; name < TRIB_WORDS_COUNT; name++) {
        const struct trib_vocabulary *vocabulary = trib_vocabulary((enum trib_vocabulary_name)name);
        trib_json_key(json, vocabulary->name);
        trib_json_object_open(json);
        trib_json_key(json, "enum");
        write_words(json, vocabulary);
        trib_json_object_close(json);
    }
    for (size_t i = 0; i < sizeof SCHEMAS / sizeof SCHEMAS[0]; i++) {
        trib_json_key(json, SCHEMAS[i].name);
        trib_openrpc_quoted(json, SCHEMAS[i].schema);
    }
    trib_json_object_close(json);
}

static void write_error_components(struct trib_json_writer *json) {
    trib_json_key(json, "errors");
    trib_json_object_open(json);
    for (int code = TRIB_E_NONE + 1; code < TRIB_E_COUNT; code++) {
        const char *name = trib_error_code_name((enum trib_error_code)code);
        trib_json_key(json, name);
        trib_json_object_open(json);
        trib_json_member_int64(json, "code", trib_error_rpc_number((enum trib_error_code)code));
        trib_json_member_text(json, "message", trib_words_find("en", name));
        trib_json_key(json, "data");
        trib_json_object_open(json);
        trib_json_member_text(json, "code", name);
        trib_json_object_close(json);
        trib_json_object_close(json);
    }
    trib_json_object_close(json);
}

void trib_openrpc_components(struct trib_json_writer *json) {
    trib_json_key(json, "components");
    trib_json_object_open(json);
    write_schemas(json);
    write_error_components(json);
    trib_json_key(json, "contentDescriptors"); /* what every command has is said once */
    trib_json_object_open(json);
    trib_json_key(json, trib_field_acting_for.name);
    trib_openrpc_param(json, &trib_field_acting_for);
    trib_json_object_close(json);
    trib_json_object_close(json);
}

/* ---- what OpenRPC has no place for ----------------------------------------------------------- */

static void write_column(struct trib_json_writer *json, const struct trib_table *table,
                         const struct trib_column *column) {
    const struct trib_vocabulary *words = trib_vocabulary_of_column(table->name, column->name);
    trib_json_object_open(json);
    trib_json_member_text(json, "name", column->name);
    trib_json_member_text(json, "type", column->type == TRIB_COLUMN_TEXT ? "text" : "integer");
    trib_json_member_bool(json, "nullable", column->is_nullable);
    if (words != NULL) {
        trib_json_member_text(json, "vocabulary", words->name);
    }
    trib_json_object_close(json);
}

/* Synced tables alone: the others never leave the server. */
static void write_tables(struct trib_json_writer *json) {
    trib_json_key(json, "x-tables");
    trib_json_object_open(json);
    for (size_t i = 0; i < trib_table_count; i++) {
        const struct trib_table *table = &trib_tables[i];
        if (table->kind != TRIB_TABLE_SYNCED) {
            continue;
        }
        trib_json_key(json, table->name);
        trib_json_object_open(json);
        trib_json_member_text(json, "kind", "synced");
        trib_json_member_text(json, "parent", table->parent_column);
        trib_json_key(json, "columns");
        trib_json_array_open(json);
        for (size_t column = 0; column < table->column_count; column++) {
            write_column(json, table, &table->columns[column]);
        }
        trib_json_array_close(json);
        trib_json_object_close(json);
    }
    trib_json_object_close(json);
}

static void write_permissions(struct trib_json_writer *json) {
    trib_json_key(json, "x-permissions");
    trib_json_object_open(json);
    for (int permission = 0; permission < TRIB_MAY_COUNT; permission++) {
        const struct trib_permission_row *row =
            trib_permission_row((enum trib_permission)permission);
        trib_json_key(json, row->name);
        trib_json_object_open(json);
        for (int persona = 0; persona < TRIB_PERSONA_COUNT; persona++) {
            trib_json_member_text(json, trib_persona_name((enum trib_persona)persona),
                                  trib_reach_name(row->reach[persona]));
        }
        trib_json_object_close(json);
    }
    trib_json_object_close(json);
}

static void write_vocabularies(struct trib_json_writer *json) {
    trib_json_key(json, "x-vocabularies");
    trib_json_object_open(json);
    for (int name = 0; name < TRIB_WORDS_COUNT; name++) {
        const struct trib_vocabulary *vocabulary = trib_vocabulary((enum trib_vocabulary_name)name);
        trib_json_key(json, vocabulary->name);
        write_words(json, vocabulary);
    }
    trib_json_object_close(json);
}

static void write_codes(struct trib_json_writer *json) {
    trib_json_key(json, "x-errors");
    trib_json_array_open(json);
    for (int code = TRIB_E_NONE + 1; code < TRIB_E_COUNT; code++) {
        trib_json_text(json, trib_error_code_name((enum trib_error_code)code));
    }
    trib_json_array_close(json);
}

void trib_openrpc_extras(struct trib_json_writer *json) {
    trib_json_key(json, "x-notifications");
    trib_openrpc_quoted(json, NOTIFICATIONS);
    write_tables(json);
    write_vocabularies(json);
    write_codes(json);
    write_permissions(json);
}
