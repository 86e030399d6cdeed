/*
 * A whole server in memory and people who speak to it in frames: what they send and what reaches
 * each of them, in order. The coalition they belong to is small and has one of every persona.
 */
#ifndef TESTS_UNIT_SUPPORT_TALK_H
#define TESTS_UNIT_SUPPORT_TALK_H

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "spine.h"
#include "tributary/protocol/server.h"

/* Ids that can be written into a frame. Rows are coalition rows unless it says otherwise. */
/* public; the coalition's root */
#define TALK_ROOT "a0000000-0000-4000-8000-000000000001"
/* a member of it */
#define TALK_OWN "a0000000-0000-4000-8000-000000000002"
/* another member */
#define TALK_FOREIGN "a0000000-0000-4000-8000-000000000003"
/* an observer */
#define TALK_OBSERVER "a0000000-0000-4000-8000-000000000004"
/* belongs to nobody, has nobody */
#define TALK_ALONE "a0000000-0000-4000-8000-000000000005"
/* public */
#define TALK_OPEN_GROUP "b0000000-0000-4000-8000-000000000001"
/* public, open to all; nobody below is in it */
#define TALK_OTHER_GROUP "b0000000-0000-4000-8000-000000000002"
/* in its own space */
#define TALK_CLOSED_GROUP "b0000000-0000-4000-8000-000000000003"

/* belongs nowhere */
#define TALK_PERSON "c0000000-0000-4000-8000-000000000001"
/* base member of OWN */
#define TALK_BASE "c0000000-0000-4000-8000-000000000002"
/* lead delegate of OWN */
#define TALK_LEAD "c0000000-0000-4000-8000-000000000003"
/* alternate of OWN */
#define TALK_ALTERNATE "c0000000-0000-4000-8000-000000000004"
/* of OPEN_GROUP, as a person */
#define TALK_GROUP_MEMBER "c0000000-0000-4000-8000-000000000005"
/* of OPEN_GROUP, as a person */
#define TALK_FACILITATOR "c0000000-0000-4000-8000-000000000006"
/* lead delegate of OBSERVER */
#define TALK_OBSERVERS_LEAD "c0000000-0000-4000-8000-000000000007"
#define TALK_SECRETARIAT "c0000000-0000-4000-8000-000000000008"
#define TALK_ADMINISTRATOR "c0000000-0000-4000-8000-000000000009"
/* lead delegate of FOREIGN */
#define TALK_FOREIGN_LEAD "c0000000-0000-4000-8000-00000000000a"
/* note-taker of OPEN_GROUP, as a person */
#define TALK_NOTE_TAKER "c0000000-0000-4000-8000-00000000000c"
/* facilitator of CLOSED_GROUP */
#define TALK_CLOSED_ONE "c0000000-0000-4000-8000-00000000000b"

/* Ties, names and memberships of those above. */
/* OWN to ROOT */
#define TALK_OWN_TIE "d0000000-0000-4000-8000-000000000001"
/* FOREIGN to ROOT */
#define TALK_FOREIGN_TIE "d0000000-0000-4000-8000-000000000002"
/* OBSERVER to ROOT */
#define TALK_OBSERVER_TIE "d0000000-0000-4000-8000-000000000003"
#define TALK_BASE_BELONGING "d0000000-0000-4000-8000-000000000004"
#define TALK_OWN_NAME "d0000000-0000-4000-8000-000000000005"
#define TALK_OWN_REGION "d0000000-0000-4000-8000-000000000006"
#define TALK_GROUP_NAME "d0000000-0000-4000-8000-000000000007"
/* public; the secretariat's to look after */
#define TALK_SERIES "d0000000-0000-4000-8000-0000000000e1"
/* a sample, the only one */
#define TALK_SERIES_NAME "d0000000-0000-4000-8000-0000000000e2"
/* hosted by OWN */
#define TALK_CONVENING "d0000000-0000-4000-8000-0000000000e3"
/* OTHER_GROUP evolved into OWN */
#define TALK_LINEAGE "d0000000-0000-4000-8000-0000000000e4"
/* OWN is asked to join OBSERVER */
#define TALK_ASKED_TIE "d0000000-0000-4000-8000-0000000000e5"
#define TALK_COALITION "a0000000-0000-4000-8000-0000000000ff"
/* public; nobody's */
#define TALK_FAR "a0000000-0000-4000-8000-000000000006"
/* OWN has applied to FAR, and waits */
#define TALK_OWN_APPLICATION "d0000000-0000-4000-8000-0000000000f2"
#define TALK_LANGUAGE "d0000000-0000-4000-8000-0000000000f3"
/* GROUP_MEMBER in OPEN_GROUP */
#define TALK_MEMBERSHIP "d0000000-0000-4000-8000-000000000008"

/* of OWN, to be its alternate */
#define TALK_OWN_INVITATION "d0000000-0000-4000-8000-000000000009"
/* of the ADMINISTRATOR, into the secretariat */
#define TALK_STAFF_INVITATION "d0000000-0000-4000-8000-00000000000a"

/* of OPEN_GROUP */
#define TALK_ROOM_CODE "d0000000-0000-4000-8000-00000000000b"

/* of PERSON */
#define TALK_SAVED_VIEW "d0000000-0000-4000-8000-00000000000c"

/* On the board of OPEN_GROUP, in its space; nobody owns it. */
#define TALK_ITEM "d0000000-0000-4000-8000-00000000000d"
/* Of the coalition; OWN owns it. */
#define TALK_OWN_ITEM "d0000000-0000-4000-8000-00000000000e"
/* A line of OWN_ITEM. */
#define TALK_STEP "d0000000-0000-4000-8000-00000000000f"

/* Of OPEN_GROUP, in its space: planned, of a series; open; its minutes adopted. */
#define TALK_MEETING "d0000000-0000-4000-8000-000000000010"
#define TALK_OPEN_MEETING "d0000000-0000-4000-8000-000000000011"
#define TALK_ADOPTED_MEETING "d0000000-0000-4000-8000-000000000012"
#define TALK_MEETING_SERIES "d0000000-0000-4000-8000-000000000013"
/* On the agenda of MEETING. */
#define TALK_AGENDA_ITEM "d0000000-0000-4000-8000-000000000014"
/* AGENDA_ITEM is about OPEN_GROUP. */
#define TALK_TRACE_LINK "d0000000-0000-4000-8000-00000000002d"
/* On the agenda of OPEN_MEETING. */
#define TALK_OPEN_AGENDA_ITEM "d0000000-0000-4000-8000-000000000016"
/* Of OPEN_MEETING as a whole. */
#define TALK_MINUTES "d0000000-0000-4000-8000-000000000015"

/* of PERSON */
#define TALK_CALENDAR_ADDRESS "d0000000-0000-4000-8000-000000000017"

/* of OWN */
#define TALK_ZONE "d0000000-0000-4000-8000-000000000018"
/* Of OPEN_GROUP, in its space, without a time; a time offered for it. */
#define TALK_DRAFT_MEETING "d0000000-0000-4000-8000-000000000019"
#define TALK_OPTION "d0000000-0000-4000-8000-00000000001a"
/* Of OPEN_GROUP, in the coalition's; OTHER_GROUP is invited. */
#define TALK_WIDE_MEETING "d0000000-0000-4000-8000-00000000001b"
#define TALK_MEETING_GROUP "d0000000-0000-4000-8000-00000000001c"

/* Of the coalition, a draft. */
#define TALK_ASSEMBLY "d0000000-0000-4000-8000-00000000001d"

/* About MEETING, by GROUP_MEMBER; about OWN, by LEAD, and LEAD's answer to it. */
#define TALK_COMMENT "d0000000-0000-4000-8000-00000000001e"
#define TALK_OWN_COMMENT "d0000000-0000-4000-8000-00000000001f"
#define TALK_ANSWER "d0000000-0000-4000-8000-000000000020"

/* That PERSON was told something; others were too. */
#define TALK_NOTIFICATION "d0000000-0000-4000-8000-000000000023"

/* An id that is nobody's. */
/** A plan of the coalition that TALK_OPEN_GROUP drafts, with one line of each kind; the milestone
   is TALK_OWN's. */
#define TALK_PLAN "d0000000-0000-4000-8000-00000000001e"
#define TALK_GOAL "d0000000-0000-4000-8000-00000000001f"
#define TALK_OBJECTIVE "d0000000-0000-4000-8000-000000000020"
#define TALK_MILESTONE "d0000000-0000-4000-8000-000000000021"
/** Another goal of it, with nothing under it; a milestone of the plan as a whole. */
#define TALK_BARE_GOAL "d0000000-0000-4000-8000-000000000022"
#define TALK_BARE_OBJECTIVE "d0000000-0000-4000-8000-000000000023"
#define TALK_BARE_MILESTONE "d0000000-0000-4000-8000-000000000024"
/** A plan of TALK_OPEN_GROUP's own, and an archived one of the coalition. */
#define TALK_OWN_PLAN "d0000000-0000-4000-8000-000000000025"
#define TALK_ARCHIVED_PLAN "d0000000-0000-4000-8000-000000000026"

/** Voices of TALK_BASE for OWN: a draft; one that OWN has been given, with what it reads of it. */
#define TALK_VOICE "d0000000-0000-4000-8000-000000000027"
#define TALK_GIVEN_VOICE "d0000000-0000-4000-8000-000000000028"
#define TALK_EDITION "d0000000-0000-4000-8000-000000000029"

/** Proposals to the coalition: discussed and a draft, both of LEAD for OWN; a draft of
   OBSERVERS_LEAD for OBSERVER; asked about, of FOREIGN_LEAD for FOREIGN, in a ballot that OWN and
   FOREIGN may answer until 2031 and whose key is lost. */
#define TALK_PROPOSAL "d0000000-0000-4000-8000-000000000030"
#define TALK_DRAFT_PROPOSAL "d0000000-0000-4000-8000-000000000031"
#define TALK_OBSERVERS_PROPOSAL "d0000000-0000-4000-8000-000000000032"
#define TALK_PUT_PROPOSAL "d0000000-0000-4000-8000-000000000033"
#define TALK_BALLOT "d0000000-0000-4000-8000-000000000034"
/** The coalition's first decision of 2026; OPEN_GROUP has one too, by its people. */
#define TALK_DECISION "d0000000-0000-4000-8000-000000000035"

/** What the coalition asks itself: answered by DECISION, and open. */
#define TALK_QUESTION "d0000000-0000-4000-8000-000000000036"
#define TALK_ANSWERS_LINK "d0000000-0000-4000-8000-000000000037"
#define TALK_OPEN_QUESTION "d0000000-0000-4000-8000-000000000038"

/** What went down the network; OWN has it, has read it, acts on it, has declined it. */
#define TALK_DISPATCH "d0000000-0000-4000-8000-000000000039"
#define TALK_READ_DISPATCH "d0000000-0000-4000-8000-00000000003a"
#define TALK_DONE_DISPATCH "d0000000-0000-4000-8000-00000000003b"
#define TALK_PAUSED_DISPATCH "d0000000-0000-4000-8000-00000000003c"
#define TALK_DELIVERY "d0000000-0000-4000-8000-00000000003d"
#define TALK_READ_DELIVERY "d0000000-0000-4000-8000-00000000003e"
#define TALK_DONE_DELIVERY "d0000000-0000-4000-8000-00000000003f"
/** The first is OBSERVER's too, to be read. */
#define TALK_OBSERVERS_DELIVERY "d0000000-0000-4000-8000-0000000000a0"

#define TALK_NOBODY "f0000000-0000-4000-8000-00000000000f"

struct talk_frame {
    uint64_t connection_id;
    char *text;
};

struct talk {
    struct spine spine;
    struct trib_server *server;
    uint64_t connection_count;
    struct talk_frame *frames; /* all that went out since talk_forget */
    size_t frame_count, frame_capacity;
    uint64_t closed_connection_id; /* the last one net was asked to close */
    uint16_t closed_code;
    size_t closed_count;
    /* what the last door said */
    char token[TRIB_TOKEN_BYTES]; /* of the session that began; "": none */
    char door_result[2048], door_field[TRIB_ERROR_FIELD_BYTES_MAX];
    bool clears_cookie, clears_device;
    enum trib_error_code sign_in_refusal;
    size_t door_count;
    struct trib_password_job *hashes; /* that wait for a worker */
    size_t hash_count;                /* ever */
    struct trib_mail_job *mail;       /* handed out to be sent */
};

void talk_open(struct talk *talk, uint64_t seed);
/** The same on a file that must not exist. */
void talk_open_file(struct talk *talk, uint64_t seed, const char *path);
void talk_close(struct talk *talk);
/** Ends the server and begins another on the same rows. */
void talk_restart(struct talk *talk);

/** A socket of a person, NULL: of a visitor. Its number. */
uint64_t talk_connect(struct talk *talk, const char *person_id);
/** The same, and hello is said, so that it hears what changes. */
uint64_t talk_listen(struct talk *talk, const char *person_id);
/** One HTTP request. */
uint64_t talk_request(struct talk *talk, const char *person_id);

/** Somebody at a door, with a cookie's token (NULL: none), until the answer is there: what it
    refused, TRIB_E_NONE when it went well. */
enum trib_error_code talk_door(struct talk *talk, enum trib_door door, const char *token,
                               const char *body);
enum trib_error_code talk_door_from(struct talk *talk, enum trib_door door, const char *token,
                                    const char *address, const char *body);
/** One worker is done with one hash; false: none waits. */
bool talk_hash(struct talk *talk);

/** From here on the server sends mail, with links to https://rivers.example. */
void talk_mail_begin(struct talk *talk);
/** A second goes by; the mail that is then handed out, NULL: none is. It stays the talk's. */
const struct trib_mail_job *talk_mail(struct talk *talk);
/** What became of it: "": sent, else why not. */
void talk_mail_done(struct talk *talk, const char *failure, bool is_refused);

/** Sends bytes; no tick. */
void talk_send(struct talk *talk, uint64_t connection_id, const char *text);
/** Sends a command with a new id and ends the tick; format is of its params. The answer, the
   caller's reference. */
json_t *talk_command(struct talk *talk, uint64_t connection_id, const char *method,
                     const char *params_format, ...) __attribute__((format(printf, 4, 5)));
/** The same where it must be done; members stands between the braces. */
void talk_give(struct talk *talk, const char *person_id, const char *method, const char *members);
/** A person signs in by that name from now on; with no password that anybody knows. */
void talk_sign_up(struct talk *talk, const char *person_id, const char *sign_in_name);
/** The same for any call, with the id as JSON. */
json_t *talk_call(struct talk *talk, uint64_t connection_id, const char *id, const char *method,
                  const char *params);
/** Makes a command id. */
void talk_command_id(struct talk *talk, char out_id[static TRIB_ID_BYTES]);

/** Ends the tick. */
void talk_tick(struct talk *talk);
void talk_forget(struct talk *talk);

/** How many frames reached a connection since talk_forget. */
size_t talk_heard_count(const struct talk *talk, uint64_t connection_id);
/** One of them, from 0; NULL past the last. */
const char *talk_heard(const struct talk *talk, uint64_t connection_id, size_t index);
/** Whether a frame that reached it holds the text. */
bool talk_heard_of(const struct talk *talk, uint64_t connection_id, const char *text);

/** data.code of an answer; "" when it is a result. */
const char *talk_code(const json_t *answer);
/** data.field of an answer; "" when it is a result. */
const char *talk_field(const json_t *answer);

/** One text by SQL, freed with free(); NULL for NULL or no row. sql is a static string. */
char *talk_read(struct talk *talk, const char *sql, const char *value);

#endif
