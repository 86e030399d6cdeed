/*
 * Methods of accounts: one's own sessions and second factor, invitations, and what administrators
 * do. Signing in and setting a password are no methods but doors, since they set a cookie.
 */
#include <assert.h>

#include "account_service.h"
#include "methods.h"
#include "tributary/account/credential.h"
#include "tributary/base/limits.h"
#include "tributary/command/invitation.h"
#include "tributary/command/setting.h"
#include "tributary/mail/address.h"

TRIB_RUN(invitation_make)
TRIB_RUN(invitation_make_staff)
TRIB_RUN(invitation_revoke)
TRIB_RUN(setting_edit)

/* The largest number any setting takes; its own bounds are narrower. */
#define SETTING_VALUE_MAX 1000000u
#define CODE_LETTERS_MAX 40u

static const struct trib_field INVITATION_MAKE[] = {
    {ID(invitation_make, invitation_id), REQUIRED, .summary = "Id of the new row."},
    {ID(invitation_make, organization_id), REQUIRED, .summary = "Into which organization."},
    {WORD(invitation_make, role, BELONGING_ROLE), REQUIRED, .summary = "As what."},
    {TEXT(invitation_make, name_for, TRIB_TITLE_MAX), .summary = "Whom it is meant for."},
    {WORD(invitation_make, language, LANGUAGE), .summary = "The language the link opens in."},
    {TEXT(invitation_make, token_hash, TRIB_INVITATION_HASH_LETTERS), REQUIRED,
     .summary = "SHA-256, in hex, of the link's token: 32 random bytes in base64url, made by the "
                "inviter and sent by nobody else."},
    {TEXT(invitation_make, mail_address, TRIB_MAIL_ADDRESS_LETTERS_MAX), .with = "token",
     .summary = "Where to send the link, if the server sends mail; kept until it is sent."},
    {TEXT(invitation_make, token, TRIB_TOKEN_BYTES - 1), .with = "mail_address",
     .summary = "The token itself, for the link that is sent; kept until it is sent."},
};

static const struct trib_field INVITATION_MAKE_STAFF[] = {
    {ID(invitation_make_staff, invitation_id), REQUIRED, .summary = "Id of the new row."},
    {WORD(invitation_make_staff, role, COALITION_ROLE), REQUIRED, .summary = "As what."},
    {TEXT(invitation_make_staff, name_for, TRIB_TITLE_MAX), .summary = "Whom it is meant for."},
    {WORD(invitation_make_staff, language, LANGUAGE), .summary = "The language the link opens in."},
    {TEXT(invitation_make_staff, token_hash, TRIB_INVITATION_HASH_LETTERS), REQUIRED,
     .summary = "As for invitation.make."},
    {TEXT(invitation_make_staff, mail_address, TRIB_MAIL_ADDRESS_LETTERS_MAX), .with = "token",
     .summary = "As for invitation.make."},
    {TEXT(invitation_make_staff, token, TRIB_TOKEN_BYTES - 1), .with = "mail_address",
     .summary = "As for invitation.make."},
};

static const struct trib_field INVITATION_REVOKE[] = {
    {ID(invitation_revoke, invitation_id), REQUIRED, .summary = "The invitation taken back."},
};

static const struct trib_field SETTING_EDIT[] = {
    {WORD(setting_edit, setting, SETTING), REQUIRED, .summary = "Which."},
    {NUMBER(setting_edit, value, SETTING_VALUE_MAX), EDIT, REQUIRED,
     .summary = "Its value; its bounds are told by setting.list."},
};

static const struct trib_field SESSION_END[] = {
    {ID(session_end, session_id), REQUIRED, .summary = "One of one's own sessions."},
};

static const struct trib_field CODE[] = {
    {TEXT(account_code, code, CODE_LETTERS_MAX), REQUIRED,
     .summary = "The app's code of now, or a recovery code."},
};

static const struct trib_field SIGN_IN_NAME[] = {
    {TEXT(account_sign_in_name, sign_in_name, TRIB_SIGN_IN_NAME_LETTERS_MAX), REQUIRED,
     .summary = "The name to sign in with from now on."},
};

static const struct trib_field ACCOUNT_OF[] = {
    {ID(account_of, person_id), REQUIRED, .summary = "Whose account."},
};

#define INVITATION_ID "\"invitation_id\":\"9b8a7c6d-5e4f-4a3b-8c2d-1e0f9a8b7c6d\""
#define ORGANIZATION_ID "\"organization_id\":\"5b0f3c1e-7a52-4d1c-9c57-0e4f6f7f2a10\""
#define PERSON_ID "\"person_id\":\"1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f\""
#define SESSION_ID "\"session_id\":\"0f1e2d3c-4b5a-4968-8776-655443322110\""
#define TOKEN_HASH                                                                                 \
    "\"token_hash\":\"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\""

static const struct trib_method methods[] = {
    {.name = "invitation.make",
     .summary = "Invites somebody into an organization; the link is good once, for some days.",
     FIELDS(INVITATION_MAKE),
     .permission = TRIB_MAY_INVITE,
     OBJECT("organization", "organization_id"),
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY, TRIB_E_ADDRESS, TRIB_E_NO_MAIL},
     .example = "{" INVITATION_ID "," ORGANIZATION_ID ",\"role\":\"alternate\",\"name_for\":"
                "\"The network's second voice\",\"language\":\"fr\"," TOKEN_HASH "}",
     RUNS(invitation_make, invitation_make)},
    {.name = "invitation.make_staff",
     .summary = "Invites somebody into the secretariat or to be an administrator.",
     FIELDS(INVITATION_MAKE_STAFF),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_MANY, TRIB_E_ADDRESS, TRIB_E_NO_MAIL},
     .example = "{" INVITATION_ID ",\"role\":\"secretariat\",\"language\":\"en\"," TOKEN_HASH "}",
     RUNS(invitation_make_staff, invitation_make_staff)},
    {.name = "invitation.revoke",
     .summary = "Takes an invitation back; its link is good no longer.",
     FIELDS(INVITATION_REVOKE),
     .permission = TRIB_MAY_REVOKE_INVITATION,
     OBJECT("invitation", "invitation_id"),
     .refusals = {TRIB_E_CLOSED},
     .example = "{" INVITATION_ID "}",
     RUNS(invitation_revoke, invitation_revoke)},
    {.name = "setting.edit",
     .summary = "Sets what the program would otherwise do by itself.",
     FIELDS(SETTING_EDIT),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_STALE},
     .example = "{\"setting\":\"invitation_days\",\"value\":{\"from\":14,\"to\":7}}",
     RUNS(setting_edit, setting_edit)},
    {.name = "setting.list",
     .kind = TRIB_METHOD_SESSION,
     .summary = "All settings with their bounds.",
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .example = "{}",
     .answer = trib_setting_list,
     .result_example = "{\"settings\":[{\"setting\":\"invitation_days\",\"value\":14,\"least\":1,"
                       "\"most\":90,\"usual\":14}]}"},
    {.name = "session.list",
     .kind = TRIB_METHOD_SESSION,
     .summary = "One's own sessions, the last used first.",
     .example = "{}",
     .answer = trib_session_list,
     .result_example = "{\"sessions\":[{" SESSION_ID ",\"device\":\"Firefox on Android\","
                       "\"created_at_ms\":1795478400000,\"last_used_at_ms\":1795478400000,"
                       "\"is_this\":true}]}"},
    {.name = "session.end",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Ends one of one's own sessions and closes its sockets.",
     FIELDS(SESSION_END),
     .params_bytes = sizeof(struct trib_session_end),
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{" SESSION_ID "}",
     .answer = trib_session_end_one,
     .result_example = "{}"},
    {.name = "session.end_others",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Ends all of one's sessions but this one.",
     .example = "{}",
     .answer = trib_session_end_others,
     .result_example = "{}"},
    {.name = "account.read",
     .kind = TRIB_METHOD_SESSION,
     .summary = "How one signs in.",
     .example = "{}",
     .answer = trib_account_read,
     .result_example = "{\"sign_in_name\":\"delegate@example.org\",\"needs_password_now\":true,"
                       "\"has_second_factor\":false,\"needs_second_factor\":false,"
                       "\"recovery_code_count\":0}"},
    {.name = "account.set_sign_in_name",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Changes the name one signs in with.",
     FIELDS(SIGN_IN_NAME),
     .params_bytes = sizeof(struct trib_account_sign_in_name),
     .refusals = {TRIB_E_EXISTS, TRIB_E_TOO_FEW, TRIB_E_TOO_LONG, TRIB_E_NOT_FOUND},
     .example = "{\"sign_in_name\":\"delegate@example.org\"}",
     .answer = trib_account_set_sign_in_name,
     .result_example = "{}"},
    {.name = "second_factor.begin",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Makes the secret an app makes codes from; asked for only once it is confirmed.",
     .refusals = {TRIB_E_EXISTS},
     .example = "{}",
     .answer = trib_second_factor_begin_answer,
     .result_example = "{\"secret\":\"GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\",\"address\":"
                       "\"otpauth://totp/Tributary?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                       "&issuer=Tributary\"}"},
    {.name = "second_factor.confirm",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Shows that the app makes the codes; gives the recovery codes, once.",
     FIELDS(CODE),
     .params_bytes = sizeof(struct trib_account_code),
     .refusals = {TRIB_E_SIGN_IN, TRIB_E_EXISTS, TRIB_E_NOT_FOUND},
     .example = "{\"code\":\"287082\"}",
     .answer = trib_second_factor_confirm_answer,
     .result_example = "{\"recovery_codes\":[\"aaaa-bbbb-cccc-dddd\"]}"},
    {.name = "second_factor.renew",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Makes the recovery codes anew; those there were are good no longer.",
     FIELDS(CODE),
     .params_bytes = sizeof(struct trib_account_code),
     .refusals = {TRIB_E_SIGN_IN},
     .example = "{\"code\":\"287082\"}",
     .answer = trib_second_factor_renew_answer,
     .result_example = "{\"recovery_codes\":[\"aaaa-bbbb-cccc-dddd\"]}"},
    {.name = "second_factor.end",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Goes back to the password alone.",
     FIELDS(CODE),
     .params_bytes = sizeof(struct trib_account_code),
     .refusals = {TRIB_E_SIGN_IN},
     .example = "{\"code\":\"287082\"}",
     .answer = trib_second_factor_end_answer,
     .result_example = "{}"},
    {.name = "account.list",
     .kind = TRIB_METHOD_SESSION,
     .summary = "All accounts: who can sign in and how, and nothing of what they do.",
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .example = "{}",
     .answer = trib_account_list,
     .result_example = "{\"accounts\":[{" PERSON_ID ",\"display_name\":\"MFA delegate\","
                       "\"sign_in_name\":null,\"has_second_factor\":false,\"is_locked\":false,"
                       "\"session_count\":1,\"sample\":false}]}"},
    {.name = "account.lock",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Nobody signs in to this account until it is unlocked; its sessions end.",
     FIELDS(ACCOUNT_OF),
     .params_bytes = sizeof(struct trib_account_of),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_NOT_FOUND, TRIB_E_IN_USE},
     .example = "{" PERSON_ID "}",
     .answer = trib_account_lock_answer,
     .result_example = "{}"},
    {.name = "account.unlock",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Whoever the account belongs to may sign in again.",
     FIELDS(ACCOUNT_OF),
     .params_bytes = sizeof(struct trib_account_of),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{" PERSON_ID "}",
     .answer = trib_account_unlock_answer,
     .result_example = "{}"},
    {.name = "account.end_sessions",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Ends all sessions of an account.",
     FIELDS(ACCOUNT_OF),
     .params_bytes = sizeof(struct trib_account_of),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{" PERSON_ID "}",
     .answer = trib_account_end_sessions,
     .result_example = "{}"},
    {.name = "account.make_link",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Makes a link to sign in with, good once and for a day; whoever comes in by it may "
                "set a new password.",
     FIELDS(ACCOUNT_OF),
     .params_bytes = sizeof(struct trib_account_of),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{" PERSON_ID "}",
     .answer = trib_account_link_make,
     .result_example = "{\"token\":\"kq3tqkN1x0aYp3Jr5m6d8s9f0g1h2j3k4l5z6x7c8v9\"}"},
    {.name = "account.end_second_factor",
     .kind = TRIB_METHOD_SESSION,
     .summary = "Takes the second factor off an account whose owner has lost it.",
     FIELDS(ACCOUNT_OF),
     .params_bytes = sizeof(struct trib_account_of),
     .permission = TRIB_MAY_MANAGE_ACCOUNTS,
     .refusals = {TRIB_E_NOT_FOUND},
     .example = "{" PERSON_ID "}",
     .answer = trib_account_end_second_factor,
     .result_example = "{}"},
};

const struct trib_method_family trib_methods_account = {methods,
                                                        sizeof methods / sizeof methods[0]};
