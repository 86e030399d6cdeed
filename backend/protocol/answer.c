/*
 * Writing responses (jsonrpc.org/specification, section 5). The sentence in an error is the English
 * one; whoever speaks another language makes it anew from data.code and data.arguments.
 */
#include "answer.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "tributary/base/json_write.h"
#include "tributary/base/words.h"

static struct trib_json_writer open_response(struct trib_answer *answer, const char *id_json) {
    trib_buffer_clear(&answer->text);
    struct trib_json_writer json = trib_json_writer(&answer->text);
    answer->id_length = strlen(id_json);
    trib_json_object_open(&json);
    trib_json_member_text(&json, "jsonrpc", "2.0");
    trib_json_key(&json, "id");
    assert(answer->text.failed || answer->text.length == TRIB_ANSWER_ID_AT);
    trib_json_raw(&json, id_json, answer->id_length);
    return json;
}

void trib_answer_write_result(struct trib_answer *answer, const char *id_json, const char *result) {
    struct trib_json_writer json = open_response(answer, id_json);
    trib_json_key(&json, "result");
    trib_json_raw(&json, result, strlen(result));
    trib_json_object_close(&json);
}

void trib_answer_write_error(struct trib_answer *answer, const char *id_json,
                             const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) sentence = {0};
    trib_words_error("en", error, &sentence);
    struct trib_json_writer json = open_response(answer, id_json);
    trib_json_key(&json, "error");
    trib_json_object_open(&json);
    trib_json_member_int64(&json, "code", trib_error_rpc_number(error->code));
    trib_json_member_text(&json, "message", trib_buffer_text(&sentence));
    trib_json_key(&json, "data");
    trib_json_object_open(&json);
    trib_json_member_text(&json, "code", trib_error_code_name(error->code));
    trib_json_member_text(&json, "field", error->field);
    trib_json_key(&json, "arguments");
    TRIB_AUTO(trib_buffer) arguments = {0};
    trib_buffer_append_text(&arguments, "{");
    trib_buffer_append(&arguments, error->arguments, error->arguments_length);
    trib_buffer_append_text(&arguments, "}");
    trib_json_raw(&json, trib_buffer_text(&arguments), arguments.length);
    trib_json_object_close(&json);
    trib_json_object_close(&json);
    trib_json_object_close(&json);
    answer->text.failed = answer->text.failed || arguments.failed || sentence.failed;
}

void trib_answer_replace(struct trib_answer *answer, const struct trib_error *error) {
    if (answer->text.failed) {
        return;
    }
    TRIB_AUTO(trib_buffer) id = {0};
    trib_buffer_append(&id, answer->text.bytes + TRIB_ANSWER_ID_AT, answer->id_length);
    trib_answer_write_error(answer, trib_buffer_text(&id), error);
    answer->text.failed = answer->text.failed || id.failed;
}

void trib_answers_keep(struct trib_answers *answers, size_t count) {
    for (size_t i = count; i < answers->count; i++) {
        trib_buffer_finish(&answers->all[i].text);
    }
    answers->count = count;
}

void trib_answers_finish(struct trib_answers *answers) {
    trib_answers_keep(answers, 0);
    free(answers->all);
    *answers = (struct trib_answers){0};
}

struct trib_answer *trib_answers_add(struct trib_answers *answers) {
    if (answers->count == answers->capacity) {
        size_t capacity = answers->capacity == 0 ? 64 : answers->capacity * 2;
        struct trib_answer *all = realloc(answers->all, capacity * sizeof *all);
        if (all == NULL) {
            return NULL;
        }
        answers->all = all;
        answers->capacity = capacity;
    }
    struct trib_answer *answer = &answers->all[answers->count++];
    *answer = (struct trib_answer){0};
    return answer;
}
