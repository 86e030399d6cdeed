/*
 * Signing in and out. What is refused at the door of names and passwords says one thing only,
 * E_SIGN_IN, whether the name is nobody's, the password another, the code missing, wrong or used,
 * or the account locked; and each costs one hash, so that the time tells nothing either.
 */
#include <string.h>

#include "door_inside.h"
#include "server_state.h"
#include "tributary/base/log.h"

/* Whether the second factor lets somebody in; a code that is not good counts. */
static bool factor_check(struct trib_server *server, const char *person_id, const char *code,
                         bool *out_is_good, struct trib_error *error) {
    struct trib_second_factor factor;
    *out_is_good = false;
    if (!trib_second_factor_of(server->store, person_id, &factor, error)) {
        return false;
    }
    if (!factor.is_confirmed) {
        *out_is_good = true;
        return true;
    }
    if (code == NULL || !trib_guard_code_may_try(server, person_id)) {
        return true;
    }
    if (!trib_second_factor_use(server->store, person_id, code, false, out_is_good, error)) {
        return false;
    }
    trib_guard_code_tried(server, person_id, *out_is_good);
    return true;
}

/* ---- by a link ------------------------------------------------------------------------------- */

bool door_link_enter(struct trib_server *server, struct trib_visit *visit,
                     struct trib_error *error) {
    const struct trib_door_link *params = (const void *)visit->params.bytes;
    char person_id[TRIB_ID_BYTES];
    bool is_locked = false;
    bool is_good = false;
    const struct trib_session_new with = {
        .person_id = person_id, .device = params->device, .is_by_link = true};
    return trib_sign_in_link_use(server->store, params->token, person_id, error) &&
           trib_account_is_locked(server->store, person_id, &is_locked, error) &&
           (!is_locked || trib_fail(error, TRIB_E_LINK, "token")) &&
           factor_check(server, person_id, params->code, &is_good, error) &&
           (is_good || trib_fail(error, TRIB_E_SIGN_IN, "code")) &&
           door_session_open(server, visit, &with, error);
}

/* ---- by name and password -------------------------------------------------------------------- */

enum door_outcome door_session_begin(struct trib_server *server, struct trib_visit *visit,
                                     struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    if (!trib_guard_may_try(server, params->sign_in_name, visit->address, error) ||
        !trib_credential_find(server->store, params->sign_in_name, &visit->credential,
                              &visit->has_credential, error)) {
        return DOOR_REFUSED;
    }
    /* nobody's name: the same work, whose result is thrown away */
    enum trib_password_work work =
        visit->has_credential ? TRIB_PASSWORD_COMPARE : TRIB_PASSWORD_MAKE;
    return door_hash_ask(server, visit, work, params->password, error) ? DOOR_LATER : DOOR_REFUSED;
}

static bool session_enter(struct trib_server *server, struct trib_visit *visit,
                          struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    const char *person_id = visit->credential.person_id;
    bool is_locked = false;
    bool is_good = false;
    const struct trib_session_new with = {.person_id = person_id, .device = params->device};
    return trib_account_is_locked(server->store, person_id, &is_locked, error) &&
           (!is_locked || trib_fail(error, TRIB_E_SIGN_IN, "")) &&
           factor_check(server, person_id, params->code, &is_good, error) &&
           (is_good || trib_fail(error, TRIB_E_SIGN_IN, "")) &&
           door_session_open(server, visit, &with, error);
}

enum door_outcome door_session_hashed(struct trib_server *server, struct trib_visit *visit,
                                      const struct trib_password_job *job,
                                      struct trib_error *error) {
    const struct trib_door_session *params = (const void *)visit->params.bytes;
    bool is_right = visit->has_credential && job->is_done;
    bool is_in = is_right ? door_privately(server, visit, session_enter, error)
                          : trib_fail(error, TRIB_E_SIGN_IN, "");
    if (is_in || error->code == TRIB_E_SIGN_IN) {
        trib_guard_tried(server, params->sign_in_name, visit->address, is_in);
    }
    if (!is_in) {
        trib_log(TRIB_LOG_NOTICE, "sign_in.refused", "%s", trib_error_code_name(error->code));
    }
    return is_in ? DOOR_DONE : DOOR_REFUSED;
}

/* ---- signing out ----------------------------------------------------------------------------- */

bool door_sign_out(struct trib_server *server, struct trib_visit *visit, struct trib_error *error) {
    const struct trib_door_sign_out *params = (const void *)visit->params.bytes;
    bool is_ended = false;
    if (visit->session.session_id[0] != '\0' &&
        !trib_session_remove(server->store, visit->session.person_id, visit->session.session_id,
                             &is_ended, error)) {
        return false;
    }
    struct trib_door_told *told = door_told_add(server, visit->connection_id);
    if (told == NULL) {
        return trib_fail(error, TRIB_E_UNAVAILABLE, "");
    }
    told->clears_cookie = true;
    told->clears_device = params->device != NULL && strcmp(params->device, "clear") == 0;
    if (is_ended) {
        trib_server_session_ended(server, visit->session.session_id);
    }
    return true;
}
