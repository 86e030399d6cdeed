/*
 * See letter.h. The sentences are the catalogues'; what people are called and where links lead is
 * put in here, cleaned of everything that could begin a line.
 */
#include "letter.h"

#include <stdio.h>
#include <string.h>

#include "tributary/base/text.h"
#include "tributary/base/words.h"

/* Bytes of a key with its ending. */
#define KEY_BYTES_MAX 96u
/* What stands for an argument nobody gave. */
#define UNKNOWN "…"

static const struct trib_mail_argument *find(const struct trib_mail_letter *letter,
                                             const char *name, size_t length) {
    for (size_t i = 0; i < letter->argument_count; i++) {
        const struct trib_mail_argument *argument = &letter->arguments[i];
        if (strncmp(argument->name, name, length) == 0 && argument->name[length] == '\0') {
            return argument;
        }
    }
    return NULL;
}

/* Bytes of a control that stands here: one, or two of the newer ones; 0: none does. The line
   separators of Unicode have three. */
static size_t control_bytes(const char *at) {
    const unsigned char *byte = (const unsigned char *)at;
    if (byte[0] < 0x20 || byte[0] == 0x7f) {
        return 1;
    }
    if (byte[0] == 0xc2 && byte[1] < 0xa0) {
        return 2;
    }
    return byte[0] == 0xe2 && byte[1] == 0x80 && (byte[2] == 0xa8 || byte[2] == 0xa9) ? 3 : 0;
}

static void clean_append(struct trib_buffer *out, const char *text, bool has_lines) {
    while (*text != '\0') {
        size_t control = control_bytes(text);
        if (control == 0 || (has_lines && *text == '\n')) {
            trib_buffer_append(out, text++, 1);
        } else {
            trib_buffer_append_text(out, " ");
            text += control;
        }
    }
}

static void fill(struct trib_buffer *out, const char *sentence,
                 const struct trib_mail_letter *letter, bool is_body) {
    while (*sentence != '\0') {
        size_t plain = strcspn(sentence, "{");
        trib_buffer_append(out, sentence, plain);
        sentence += plain;
        const char *end = strchr(sentence, '}');
        if (end == NULL) {
            trib_buffer_append_text(out, sentence);
            return;
        }
        const struct trib_mail_argument *argument =
            find(letter, sentence + 1, (size_t)(end - sentence - 1));
        clean_append(out, argument == NULL ? UNKNOWN : argument->text,
                     is_body && argument != NULL && argument->has_lines);
        sentence = end + 1;
    }
}

static const char *sentence_of(const struct trib_mail_letter *letter, const char *language,
                               const char *ending) {
    char key[KEY_BYTES_MAX];
    int length = snprintf(key, sizeof key, "%s_%s", letter->key, ending);
    return length < 0 || (size_t)length >= sizeof key ? NULL : trib_words_find(language, key);
}

/* Names may be long; the rest of the subject is in the text. */
static void subject_cut(struct trib_buffer *subject) {
    size_t letters = 0;
    for (size_t i = 0; i < subject->length; i++) {
        letters += ((unsigned char)subject->bytes[i] & 0xc0) != 0x80 ? 1 : 0;
        if (letters > TRIB_MAIL_SUBJECT_LETTERS_MAX) {
            trib_buffer_cut(subject, i);
            trib_buffer_append_text(subject, UNKNOWN);
            return;
        }
    }
}

bool letter_write(const struct trib_mail_letter *letter, const char *language,
                  struct trib_buffer *out_subject, struct trib_buffer *out_body) {
    const char *subject = sentence_of(letter, language, "subject");
    const char *body = sentence_of(letter, language, "body");
    if (subject == NULL || body == NULL) {
        return false;
    }
    fill(out_subject, subject, letter, false);
    fill(out_body, body, letter, true);
    subject_cut(out_subject);
    return !out_subject->failed && !out_body->failed;
}
