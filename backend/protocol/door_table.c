/* What the doors take, written as the methods are. */
#include <assert.h>

#include "door.h"
#include "tributary/base/limits.h"
#include "tributary/command/room_code.h"

#define TOKEN_LETTERS (TRIB_TOKEN_BYTES - 1)
/* Letters of a code: from the app, or a recovery code with what one writes between. */
#define CODE_LETTERS_MAX 40u

static const struct trib_field LINK[] = {
    {TEXT(door_link, token, TOKEN_LETTERS), REQUIRED, .summary = "The link's, behind its #."},
    {TEXT(door_link, code, CODE_LETTERS_MAX), .summary = "Of the second factor, if one has it."},
    {TEXT(door_link, device, TRIB_DEVICE_LETTERS_MAX), .summary = "What the browser is."},
};

static const struct trib_field SESSION[] = {
    {TEXT(door_session, sign_in_name, TRIB_SIGN_IN_NAME_LETTERS_MAX), REQUIRED,
     .summary = "The name one signs in with."},
    {TEXT(door_session, password, TRIB_PASSWORD_LETTERS_MAX), REQUIRED, .summary = "The password."},
    {TEXT(door_session, code, CODE_LETTERS_MAX), .summary = "Of the second factor, if one has it."},
    {TEXT(door_session, device, TRIB_DEVICE_LETTERS_MAX), .summary = "What the browser is."},
};

static const struct trib_field SIGN_OUT[] = {
    {WORD(door_sign_out, device, DEVICE_AFTER),
     .summary = "What becomes of what the browser has stored; null: it stays."},
};

static const struct trib_field INVITATION[] = {
    {TEXT(door_invitation, token, TOKEN_LETTERS), REQUIRED, .summary = "The link's, behind its #."},
};

static const struct trib_field ACCEPT[] = {
    {TEXT(door_accept, token, TOKEN_LETTERS), REQUIRED, .summary = "The link's, behind its #."},
    {TEXT(door_accept, display_name, TRIB_TITLE_MAX), .with = "sign_in_name",
     .summary = "The name others see; whoever is signed in has one."},
    {WORD(door_accept, language, LANGUAGE), .summary = "The language to be spoken to in."},
    {TEXT(door_accept, time_zone, TRIB_TIME_ZONE_MAX), .summary = "As the browser has it."},
    {TEXT(door_accept, sign_in_name, TRIB_SIGN_IN_NAME_LETTERS_MAX), .with = "password",
     .summary = "The name to sign in with from now on."},
    {TEXT(door_accept, password, TRIB_PASSWORD_LETTERS_MAX), .with = "display_name",
     .summary = "The password to sign in with from now on."},
    {TEXT(door_accept, device, TRIB_DEVICE_LETTERS_MAX), .summary = "What the browser is."},
};

static const struct trib_field SET_PASSWORD[] = {
    {TEXT(door_set_password, password_now, TRIB_PASSWORD_LETTERS_MAX),
     .summary = "The present one; needless just after coming in by a link."},
    {TEXT(door_set_password, sign_in_name, TRIB_SIGN_IN_NAME_LETTERS_MAX),
     .summary = "The name to sign in with, of whoever has none yet."},
    {TEXT(door_set_password, password, TRIB_PASSWORD_LETTERS_MAX), REQUIRED,
     .summary = "The new one."},
};

static const struct trib_field FORGOTTEN[] = {
    {TEXT(door_forgotten, mail_address, TRIB_MAIL_ADDRESS_LETTERS_MAX), REQUIRED,
     .summary = "The address one signs in with."},
};

static const struct trib_field UNSUBSCRIBE[] = {
    {TEXT(door_unsubscribe, token, TOKEN_LETTERS), REQUIRED,
     .summary = "The link's: it stands in the path, and what is posted is not looked at."},
};

static const struct trib_field ROOM[] = {
    {TEXT(door_room, code, TRIB_ROOM_CODE_LETTERS_MAX), REQUIRED,
     .summary = "The room's, in any case, with or without spaces and hyphens."},
};

static const struct trib_field JOIN[] = {
    {TEXT(door_join, code, TRIB_ROOM_CODE_LETTERS_MAX), REQUIRED, .summary = "The room's."},
    {TEXT(door_join, display_name, TRIB_TITLE_MAX),
     .summary = "The name others see; whoever is signed in has one."},
    {WORD(door_join, language, LANGUAGE), .summary = "The language to be spoken to in."},
    {TEXT(door_join, time_zone, TRIB_TIME_ZONE_MAX), .summary = "As the browser has it."},
    {TEXT(door_join, device, TRIB_DEVICE_LETTERS_MAX), .summary = "What the browser is."},
    {ID(door_join, acting_for),
     .summary = "The organization one acts for; its delegates join for it."},
};

#define TOKEN "\"token\":\"kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9\""

static const struct {
    const char *path;
    struct trib_method method;
} doors[TRIB_DOOR_COUNT] = {
    [TRIB_DOOR_LINK] = {"/api/v1/sign-in",
                        {.name = "door.link",
                         .kind = TRIB_METHOD_QUERY,
                         .summary = "Begins a session by a link that is good once.",
                         FIELDS(LINK),
                         .params_bytes = sizeof(struct trib_door_link),
                         .refusals = {TRIB_E_LINK, TRIB_E_SIGN_IN},
                         .example = "{" TOKEN "}",
                         .result_example = "{}"}},
    [TRIB_DOOR_SESSION] = {"/api/v1/session",
                           {.name = "door.session",
                            .kind = TRIB_METHOD_QUERY,
                            .summary = "Begins a session by name, password and, of whoever has "
                                       "one, the second factor's code.",
                            FIELDS(SESSION),
                            .params_bytes = sizeof(struct trib_door_session),
                            .refusals = {TRIB_E_SIGN_IN, TRIB_E_RATE},
                            .example = "{\"sign_in_name\":\"delegate@example.org\","
                                       "\"password\":\"seven rivers meet\"}",
                            .result_example = "{}"}},
    [TRIB_DOOR_SIGN_OUT] = {"/api/v1/sign-out",
                            {.name = "door.sign_out",
                             .kind = TRIB_METHOD_QUERY,
                             .summary = "Ends the session and takes its cookie back.",
                             FIELDS(SIGN_OUT),
                             .params_bytes = sizeof(struct trib_door_sign_out),
                             .example = "{\"device\":\"clear\"}",
                             .result_example = "{}"}},
    [TRIB_DOOR_INVITATION] = {"/api/v1/invitation",
                              {.name = "door.invitation",
                               .kind = TRIB_METHOD_QUERY,
                               .summary = "Tells what a link invites into; changes nothing.",
                               FIELDS(INVITATION),
                               .params_bytes = sizeof(struct trib_door_invitation),
                               .refusals = {TRIB_E_LINK},
                               .example = "{" TOKEN "}",
                               .result_example =
                                   "{\"organization_name\":\"Northern Rivers Network\","
                                   "\"role\":\"alternate\",\"language\":\"fr\",\"coalition_name\":"
                                   "\"Coalition of Rivers\",\"person_name\":null}"}},
    [TRIB_DOOR_ACCEPT] = {"/api/v1/invitation/accept",
                          {.name = "door.accept",
                           .kind = TRIB_METHOD_QUERY,
                           .summary = "Accepts an invitation: as somebody new, with a name and a "
                                      "password, or as whoever is signed in.",
                           FIELDS(ACCEPT),
                           .params_bytes = sizeof(struct trib_door_accept),
                           .refusals = {TRIB_E_LINK, TRIB_E_EXISTS, TRIB_E_COMMON, TRIB_E_TOO_FEW},
                           .example =
                               "{" TOKEN ",\"display_name\":\"MFA delegate\","
                               "\"language\":\"en\",\"sign_in_name\":"
                               "\"delegate@example.org\",\"password\":\"seven rivers meet\"}",
                           .result_example = "{}"}},
    [TRIB_DOOR_SET_PASSWORD] = {"/api/v1/password",
                                {.name = "door.set_password",
                                 .kind = TRIB_METHOD_QUERY,
                                 .summary = "Sets a new password and ends one's other sessions.",
                                 FIELDS(SET_PASSWORD),
                                 .params_bytes = sizeof(struct trib_door_set_password),
                                 .refusals = {TRIB_E_SESSION, TRIB_E_SIGN_IN, TRIB_E_COMMON,
                                              TRIB_E_TOO_FEW, TRIB_E_EXISTS, TRIB_E_RATE},
                                 .example = "{\"password_now\":\"seven rivers meet\","
                                            "\"password\":\"and run into the sea\"}",
                                 .result_example = "{}"}},
    [TRIB_DOOR_FORGOTTEN] = {"/api/v1/password/forgotten",
                             {.name = "door.forgotten",
                              .kind = TRIB_METHOD_QUERY,
                              .summary = "Has a link to set a new password sent, if somebody signs "
                                         "in with this address; the answer is the same if nobody "
                                         "does.",
                              FIELDS(FORGOTTEN),
                              .params_bytes = sizeof(struct trib_door_forgotten),
                              .refusals = {TRIB_E_ADDRESS, TRIB_E_NO_MAIL, TRIB_E_RATE},
                              .example = "{\"mail_address\":\"delegate@example.org\"}",
                              .result_example = "{}"}},
    [TRIB_DOOR_UNSUBSCRIBE] = {TRIB_UNSUBSCRIBE_PATH,
                               {.name = "door.unsubscribe",
                                .kind = TRIB_METHOD_QUERY,
                                .summary = "Ends mails of a kind, without signing in: what the "
                                           "token in the path was made for (RFC 8058).",
                                FIELDS(UNSUBSCRIBE),
                                .params_bytes = sizeof(struct trib_door_unsubscribe),
                                .refusals = {TRIB_E_LINK},
                                .example = "{" TOKEN "}",
                                .result_example = "{\"kind\":\"digest\"}"}},
    [TRIB_DOOR_ROOM] = {"/api/v1/room",
                        {.name = "door.room",
                         .kind = TRIB_METHOD_QUERY,
                         .summary = "Tells what a room's code leads into; changes nothing.",
                         FIELDS(ROOM),
                         .params_bytes = sizeof(struct trib_door_room),
                         .refusals = {TRIB_E_LINK, TRIB_E_RATE},
                         .example = "{\"code\":\"KTRM 4W9P\"}",
                         .result_example = "{\"group_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\","
                                           "\"group_name\":\"River Caucus\",\"coalition_name\":"
                                           "\"Coalition of Rivers\",\"person_name\":null}"}},
    [TRIB_DOOR_JOIN] = {"/api/v1/room/join",
                        {.name = "door.join",
                         .kind = TRIB_METHOD_QUERY,
                         .summary = "Joins a group by a room's code: as somebody new, with a name "
                                    "alone, or as whoever is signed in.",
                         FIELDS(JOIN),
                         .params_bytes = sizeof(struct trib_door_join),
                         .refusals = {TRIB_E_LINK, TRIB_E_EXISTS, TRIB_E_RATE, TRIB_E_FORBIDDEN,
                                      TRIB_E_SECOND_FACTOR},
                         .example = "{\"code\":\"KTRM 4W9P\",\"display_name\":"
                                    "\"Somebody from the river\",\"language\":\"en\"}",
                         .result_example = "{}"}},
};

const struct trib_method *trib_door_method(enum trib_door door) {
    assert(door < TRIB_DOOR_COUNT);
    return &doors[door].method;
}

const char *trib_door_path(enum trib_door door) {
    assert(door < TRIB_DOOR_COUNT);
    return doors[door].path;
}
