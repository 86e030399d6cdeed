/*
 * The door of the links in mails that end mails of their kind (RFC 8058): whoever has the link may,
 * signed in or not, and as nobody but whom the mail was for. A mail program presses it by itself,
 * so nothing more than less mail can come of it; it is turned on again on one's own page.
 */
#include <string.h>

#include "door_inside.h"
#include "server_state.h"
#include "tributary/command/attention.h"
#include "tributary/mail/digest.h"

static bool end_rows(struct trib_server *server, const struct trib_visit *visit, bool is_digest,
                     struct trib_error *error) {
    const struct trib_command command = {.store = server->store,
                                         .graph = server->graph,
                                         .actor = {.person_id = visit->credential.person_id}};
    return trib_attention_unsubscribe(&command, is_digest, error);
}

static bool end_digests(struct trib_server *server, struct trib_visit *visit,
                        struct trib_error *error) {
    return end_rows(server, visit, true, error);
}

static bool end_at_once(struct trib_server *server, struct trib_visit *visit,
                        struct trib_error *error) {
    return end_rows(server, visit, false, error);
}

bool door_unsubscribe(struct trib_server *server, struct trib_visit *visit,
                      struct trib_error *error) {
    const struct trib_door_unsubscribe *params = (const void *)visit->params.bytes;
    struct trib_unsubscribe link;
    TRIB_AUTO(trib_buffer) text = {0};
    struct trib_json_writer json = trib_json_writer(&text);
    if (!trib_unsubscribe_find(server->store, params->token, &link, error)) {
        return false;
    }
    visit->session = (struct trib_session){0}; /* whoever is signed in here may be somebody else */
    memcpy(visit->credential.person_id, link.person_id, TRIB_ID_BYTES);
    const struct door_deed deed = {"attention.unsubscribe", link.is_digest ? "digest" : "at_once",
                                   link.is_digest ? end_digests : end_at_once};
    trib_json_object_open(&json);
    trib_json_member_text(&json, "kind", deed.subject_id);
    trib_json_object_close(&json);
    return door_command(server, visit, &deed, error) && door_result(server, visit, &text, error);
}
