/*
 * A new password. The present one is asked for first, unless one has just come in by a link or has
 * none; then the new one is hashed, written, and ends all other sessions. Whoever has forgotten it
 * has a link sent to the address they sign in with, and comes in by that.
 */
#include <string.h>

#include "door_inside.h"
#include "server_state.h"
#include "tributary/base/text.h"

/* ---- forgotten ------------------------------------------------------------------------------- */

/* Nothing here looks whether the address is anybody's: what is counted, written down and answered
   is the same for all. */
enum door_outcome door_forgotten(struct trib_server *server, struct trib_visit *visit,
                                 struct trib_error *error) {
    const struct trib_door_forgotten *params = (const void *)visit->params.bytes;
    if (trib_mailing_origin(server) == NULL) {
        trib_fail(error, TRIB_E_NO_MAIL, "");
        return DOOR_REFUSED;
    }
    if (!trib_mail_address_check(params->mail_address, "mail_address", error) ||
        !trib_guard_mail_may_ask(server, params->mail_address, visit->address, error) ||
        !trib_mailing_ask(server, params->mail_address, error)) {
        return DOOR_REFUSED;
    }
    trib_guard_mail_asked(server, params->mail_address, visit->address);
    if (door_told_add(server, visit->connection_id) == NULL) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
        return DOOR_REFUSED;
    }
    return DOOR_DONE;
}

/* ---- a new one ------------------------------------------------------------------------------- */

static bool password_own(struct trib_server *server, struct trib_visit *visit, bool *out_is_proven,
                         struct trib_error *error) {
    bool is_trusted = false;
    if (visit->session.person_id[0] == '\0') {
        return trib_fail(error, TRIB_E_SESSION, "");
    }
    if (!trib_credential_of(server->store, visit->session.person_id, &visit->credential,
                            &visit->has_credential, error) ||
        !trib_session_is_trusted(server->store, visit->session.session_id, &is_trusted, error)) {
        return false;
    }
    *out_is_proven = !visit->has_credential || is_trusted;
    return true;
}

enum door_outcome door_password_begin(struct trib_server *server, struct trib_visit *visit,
                                      struct trib_error *error) {
    const struct trib_door_set_password *params = (const void *)visit->params.bytes;
    struct trib_credential *own = &visit->credential;
    bool is_proven = false;
    if (!password_own(server, visit, &is_proven, error)) {
        return DOOR_REFUSED;
    }
    if (!visit->has_credential && params->sign_in_name == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "sign_in_name");
        return DOOR_REFUSED;
    }
    if (params->sign_in_name != NULL) {
        trib_text_copy(own->sign_in_name, sizeof own->sign_in_name, params->sign_in_name);
    }
    trib_text_copy(own->person_id, sizeof own->person_id, visit->session.person_id);
    if (!trib_sign_in_name_check(server->store, own->sign_in_name, own->person_id, error) ||
        !trib_password_check(params->password, own->sign_in_name, "password", error)) {
        return DOOR_REFUSED;
    }
    if (is_proven) {
        return door_hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error)
                   ? DOOR_LATER
                   : DOOR_REFUSED;
    }
    if (params->password_now == NULL) {
        trib_fail(error, TRIB_E_REQUIRED, "password_now");
        return DOOR_REFUSED;
    }
    /* counted apart from signing in: who knows the name cannot keep its owner from this */
    return trib_guard_may_try(server, visit->session.session_id, "", error) &&
                   door_hash_ask(server, visit, TRIB_PASSWORD_COMPARE, params->password_now, error)
               ? DOOR_LATER
               : DOOR_REFUSED;
}

static bool password_write(struct trib_server *server, struct trib_visit *visit,
                           struct trib_error *error) {
    return trib_credential_write(server->store, &visit->credential, error) &&
           trib_server_end_sessions_of(server, visit->session.person_id, visit->session.session_id,
                                       error) &&
           (door_told_add(server, visit->connection_id) != NULL ||
            trib_fail(error, TRIB_E_UNAVAILABLE, ""));
}

enum door_outcome door_password_hashed(struct trib_server *server, struct trib_visit *visit,
                                       const struct trib_password_job *job,
                                       struct trib_error *error) {
    const struct trib_door_set_password *params = (const void *)visit->params.bytes;
    bool lasts = false;
    if (job->work == TRIB_PASSWORD_COMPARE) {
        trib_guard_tried(server, visit->session.session_id, "", job->is_done);
        if (!job->is_done) {
            trib_fail(error, TRIB_E_SIGN_IN, "password_now");
            return DOOR_REFUSED;
        }
        return door_hash_ask(server, visit, TRIB_PASSWORD_MAKE, params->password, error)
                   ? DOOR_LATER
                   : DOOR_REFUSED;
    }
    if (!job->is_done) {
        trib_fail(error, TRIB_E_UNAVAILABLE, "");
        return DOOR_REFUSED;
    }
    if (!trib_session_lasts(server->store, visit->cookie, &lasts, error) ||
        (!lasts && !trib_fail(error, TRIB_E_SESSION, ""))) {
        return DOOR_REFUSED;
    }
    memcpy(visit->credential.password_hash, job->hash, sizeof job->hash);
    return door_privately(server, visit, password_write, error) ? DOOR_DONE : DOOR_REFUSED;
}
