/* Reading a command's words, and speaking to the operator: what is wrong, and what to do next. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "tributary/base/buffer.h"
#include "tributary/base/limits.h"
#include "tributary/base/text.h"
#include "tributary/base/words.h"

int cli_misused(const struct cli_call *call, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "tributary%s%s: ", call->command[0] == '\0' ? "" : " ", call->command);
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "; \"tributary help\" tells how it is meant\n");
    va_end(arguments);
    return CLI_MISUSED;
}

int cli_refuse(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "tributary: ");
    vfprintf(stderr, format, arguments);
    fprintf(stderr, "\n");
    va_end(arguments);
    return CLI_FAILED;
}

int cli_refuse_error(const char *what, const struct trib_error *error) {
    TRIB_AUTO(trib_buffer) sentence = {0};
    trib_words_error("en", error, &sentence);
    const char *field = error->field[0] == '\0' ? "" : " (";
    return cli_refuse("%s: %s%s%s%s", what, trib_buffer_text(&sentence), field, error->field,
                      field[0] == '\0' ? "" : ")");
}

bool cli_name_check(const struct cli_call *call, const char *option, const char *name) {
    if (!trib_text_is_blank(name) && trib_text_length(name) <= TRIB_TITLE_MAX) {
        return true;
    }
    cli_misused(call, "what follows %s must have 1 to %d letters", option, TRIB_TITLE_MAX);
    return false;
}

static struct cli_option *option_find(struct cli_option *options, size_t option_count,
                                      const char *word) {
    for (size_t index = 0; index < option_count; index++) {
        if (strcmp(options[index].name, word) == 0) {
            return &options[index];
        }
    }
    return NULL;
}

/* Takes an option and what follows it; *index goes to the last word taken. */
static bool option_take(const struct cli_call *call, struct cli_option *option, size_t *index) {
    if (option->count == option->room) {
        cli_misused(call, "%s was given more often than %zu times", option->name, option->room);
        return false;
    }
    if (option->values != NULL) {
        if (*index + 1 == call->word_count) {
            cli_misused(call, "something must follow %s", option->name);
            return false;
        }
        option->values[option->count] = call->words[++*index];
    }
    option->count++;
    return true;
}

static bool words_check(const struct cli_call *call) {
    for (size_t index = 0; index < call->word_count; index++) {
        if (!trib_text_is_utf8(call->words[index], strlen(call->words[index]))) {
            cli_misused(call, "word %zu is not UTF-8", index + 1);
            return false;
        }
    }
    return true;
}

bool cli_words_read(const struct cli_call *call, struct cli_option *options, size_t option_count,
                    const struct cli_operands *operands) {
    size_t taken = 0;
    if (!words_check(call)) {
        return false;
    }
    for (size_t index = 0; index < call->word_count; index++) {
        const char *word = call->words[index];
        struct cli_option *option = option_find(options, option_count, word);
        if (option != NULL) {
            if (!option_take(call, option, &index)) {
                return false;
            }
        } else if (word[0] == '-') {
            cli_misused(call, "there is no option \"%s\"", word);
            return false;
        } else if (taken == operands->count) {
            cli_misused(call, "\"%s\" is one word too many", word);
            return false;
        } else {
            operands->values[taken++] = word;
        }
    }
    if (taken < operands->count) {
        cli_misused(call, "%s is missing", operands->names[taken]);
        return false;
    }
    return true;
}
