/*
 * Voices: what people at the base know, given to their own organization. The voice stays in its
 * author's space; the organization reads an edition, which tells of the author what they agreed to.
 * Source: the coalition's domain study, §§ 2.2 (3), 2.3 (contribution), 2.6 (8, 9), 2.7, 7 (safety
 * of testimony).
 */
#ifndef TRIBUTARY_COMMAND_CONTRIBUTION_H
#define TRIBUTARY_COMMAND_CONTRIBUTION_H

#include "tributary/command/command.h"

/* One voice, in characters: what somebody tells in half an hour. Past it: E_TOO_LONG. */
#define TRIB_VOICE_TEXT_MAX 10000
/* Voices of one person; ten years of one a week are half of them. Past it: E_TOO_MANY. */
#define TRIB_VOICES_OF_PERSON_MAX 1000
/* Editions in one space: what every one of its people holds on a phone. Past it: E_TOO_MANY. */
#define TRIB_EDITIONS_MAX 10000

struct trib_contribution_write {
    const char *contribution_id, *kind, *title, *text, *language;
    const char *theme, *concerns, *place;
    const char *attribution, *max_space, *count_up_to; /* NULL: the narrowest */
    const char *may_be_quoted;                         /* "0" or "1"; NULL: "0" */
    const char *allowed_until, *explained_in;
};
/** A draft for the organization acted for; nobody else hears of it. E_CONSENT (count_up_to) where
    it may be read farther than counted. */
bool trib_contribution_write(const struct trib_command *command,
                             const struct trib_contribution_write *params,
                             struct trib_error *error);

struct trib_contribution_edit {
    const char *contribution_id;
    struct trib_edit kind, title, text, language, theme, concerns, place;
    struct trib_edit attribution, max_space, count_up_to, may_be_quoted;
    struct trib_edit allowed_until, explained_in;
};
/** Of a draft, or of what came back: E_STATE otherwise. */
bool trib_contribution_edit(const struct trib_command *command,
                            const struct trib_contribution_edit *params, struct trib_error *error);

struct trib_contribution_submit {
    const char *contribution_id;
    const char
        *edition_id; /* of the new edition; where there is one, it becomes what the voice is */
};
/** Gives it to its organization, for which the author must act: E_OUTSIDE (contribution_id)
    otherwise. E_CONSENT (max_space) for what is to be read by its author alone. Given again, what
    the edition said before is redacted: its author may have taken a name or a word off. */
bool trib_contribution_submit(const struct trib_command *command,
                              const struct trib_contribution_submit *params,
                              struct trib_error *error);

struct trib_contribution_of {
    const char *contribution_id;
};
/** Takes the words back, from every edition and from the log; that there was a voice stays. A
    second time nothing changes. */
bool trib_contribution_withdraw(const struct trib_command *command,
                                const struct trib_contribution_of *params,
                                struct trib_error *error);

struct trib_edition_of {
    const char *edition_id;
};
/** The organization carries it. Twice nothing changes; E_STATE for what is not waiting. */
bool trib_edition_accept(const struct trib_command *command, const struct trib_edition_of *params,
                         struct trib_error *error);

struct trib_edition_return {
    const char *edition_id;
    const char *note; /* what is asked, or why */
};
/** Back to its author, who reads the note. */
bool trib_edition_return(const struct trib_command *command,
                         const struct trib_edition_return *params, struct trib_error *error);

#endif
