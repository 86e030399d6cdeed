/*
 * What is fetched as a file: meetings, by a secret address or by whoever is signed in, and what is
 * stored about oneself. What is told is committed, so an open tick is ended first.
 */
#include "calendar.h"

#include <string.h>

#include "server_state.h"
#include "tributary/base/text.h"
#include "tributary/command/calendar_address.h"
#include "tributary/export/calendar.h"
#include "tributary/export/own_data.h"

static void settle(struct trib_server *server) {
    if (trib_tick_is_open(server->store)) {
        trib_server_tick(server);
    }
}

/* Notes a fetch, unless the same address was served a moment ago. */
static bool visit_note(struct trib_server *server, const char *calendar_address_id,
                       struct trib_error *error) {
    struct trib_calendar_visits *visits = &server->calendar_visits;
    int64_t now_ms = trib_store_now_ms(server->store);
    for (size_t i = 0; i < TRIB_CALENDAR_VISITS_MAX; i++) {
        int64_t ago_ms = now_ms - visits->all[i].at_ms;
        if (strcmp(visits->all[i].calendar_address_id, calendar_address_id) == 0 && ago_ms >= 0 &&
            ago_ms < TRIB_CALENDAR_AGAIN_MS) {
            trib_fail(error, TRIB_E_RATE, "");
            trib_error_add_int64(error, "seconds", (TRIB_CALENDAR_AGAIN_MS - ago_ms + 999) / 1000);
            return false;
        }
    }
    trib_text_copy(visits->all[visits->next].calendar_address_id, TRIB_ID_BYTES,
                   calendar_address_id);
    visits->all[visits->next].at_ms = now_ms;
    visits->next = (visits->next + 1) % TRIB_CALENDAR_VISITS_MAX;
    return true;
}

bool trib_server_calendar(struct trib_server *server, const char *address, const char *origin,
                          struct trib_buffer *out, struct trib_error *error) {
    struct trib_calendar_owner owner;
    settle(server);
    if (!trib_calendar_address_find(server->store, address, &owner, error) ||
        !visit_note(server, owner.calendar_address_id, error)) {
        return false;
    }
    const struct trib_calendar_wish wish = {
        .person_id = owner.person_id[0] == '\0' ? NULL : owner.person_id,
        .group_id = owner.group_id[0] == '\0' ? NULL : owner.group_id,
        .language = owner.language,
        .origin = origin,
        .is_by_address = true};
    return trib_calendar_write(server->store, server->graph, &wish, out, error);
}

bool trib_server_own_data(struct trib_server *server, const char *token, struct trib_buffer *out,
                          struct trib_error *error) {
    struct trib_session session;
    bool found = false;
    if (!trib_server_session_of(server, token, &session, &found, error)) {
        return false;
    }
    settle(server);
    return (found || trib_fail(error, TRIB_E_SESSION, "")) &&
           visit_note(server, session.person_id, error) &&
           trib_own_data_write(server->store, server->graph, session.person_id, out, error);
}

bool trib_server_meeting_file(struct trib_server *server, const char *token, const char *meeting_id,
                              const char *origin, struct trib_buffer *out,
                              struct trib_error *error) {
    struct trib_session session;
    bool found = false;
    if (!trib_server_session_of(server, token, &session, &found, error)) {
        return false;
    }
    settle(server);
    if (!found) {
        return trib_fail(error, TRIB_E_NOT_FOUND, "meeting");
    }
    const struct trib_calendar_wish wish = {.person_id = session.person_id,
                                            .meeting_id = meeting_id,
                                            .language = "en",
                                            .origin = origin};
    return trib_calendar_write(server->store, server->graph, &wish, out, error);
}
