/*
 * See guard.h. Counts are kept under an id made from what is counted, so that no name and no
 * address stands in memory as it was typed. A restart forgets them, which an attacker cannot bring
 * about.
 */
#include "guard.h"

#include <stdio.h>
#include <stdlib.h>

#include "server_state.h"
#include "tributary/account/credential.h"

struct count {
    struct trib_id_node node;
    uint32_t failed;
    int64_t last_at_ms;
};

/* Where everybody is counted for whom there is no room. */
#define CROWD "00000000-0000-4000-8000-000000000000"

static struct count *count_find(struct trib_server *server, const char *kind, const char *text,
                                bool makes) {
    char id[TRIB_ID_BYTES];
    trib_id_make_named(kind, text, id);
    struct trib_id_map *counts = &server->guard.counts;
    struct count *count = (struct count *)trib_id_map_find(counts, id);
    if (count != NULL || !makes) {
        return count;
    }
    bool is_full = counts->node_count >= TRIB_GUARD_COUNTS_MAX;
    count = is_full ? (struct count *)trib_id_map_find(counts, CROWD) : NULL;
    if (count != NULL) {
        return count;
    }
    count = calloc(1, sizeof *count);
    if (count == NULL || !trib_id_map_add(counts, &count->node, is_full ? CROWD : id)) {
        free(count);
        return NULL;
    }
    return count;
}

/* Milliseconds to wait when so many tries are free. */
static int64_t wait_ms(const struct count *count, int64_t free_tries, int64_t now_ms) {
    if (count == NULL || count->failed < free_tries) {
        return 0;
    }
    int64_t further = count->failed - free_tries;
    int64_t wait = further > 20 ? TRIB_GUARD_WAIT_MS_MAX : TRIB_GUARD_WAIT_MS << further;
    wait = wait > TRIB_GUARD_WAIT_MS_MAX ? TRIB_GUARD_WAIT_MS_MAX : wait;
    int64_t left = count->last_at_ms + wait - now_ms;
    return left > wait ? wait : left; /* a clock that was put back makes nobody wait longer */
}

static bool wait_check(int64_t longest, struct trib_error *error) {
    if (longest <= 0) {
        return true;
    }
    trib_fail(error, TRIB_E_RATE, "");
    trib_error_add_int64(error, "wait_ms", longest);
    trib_error_add_int64(error, "seconds", (longest + 999) / 1000);
    return false;
}

bool trib_guard_may_try(struct trib_server *server, const char *sign_in_name, const char *address,
                        struct trib_error *error) {
    const int64_t *settings = server->settings.values;
    int64_t now_ms = trib_store_now_ms(server->store);
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(sign_in_name, key);
    bool is_full = server->guard.counts.node_count >= TRIB_GUARD_COUNTS_MAX;
    int64_t for_name = wait_ms(count_find(server, "name", key, is_full),
                               settings[TRIB_SETTING_SIGN_IN_TRIES], now_ms);
    bool is_known = address[0] != '\0';
    int64_t for_address = !is_known ? 0
                                    : wait_ms(count_find(server, "address", address, is_full),
                                              settings[TRIB_SETTING_ADDRESS_TRIES], now_ms);
    return wait_check(for_name > for_address ? for_name : for_address, error);
}

static void count_add(struct trib_server *server, const char *kind, const char *text) {
    struct count *count = count_find(server, kind, text, true);
    if (count != NULL) {
        count->failed += count->failed < UINT32_MAX ? 1 : 0;
        count->last_at_ms = trib_store_now_ms(server->store);
    }
}

static void count_clear(struct trib_server *server, const char *kind, const char *text) {
    struct count *count = count_find(server, kind, text, false);
    if (count != NULL) {
        trib_id_map_remove(&server->guard.counts, &count->node);
        free(count);
    }
}

void trib_guard_tried(struct trib_server *server, const char *sign_in_name, const char *address,
                      bool is_good) {
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(sign_in_name, key);
    if (is_good) {
        count_clear(server, "name", key);
        return;
    }
    count_add(server, "name", key);
    if (address[0] != '\0') { /* behind a proxy that does not tell, all would share one count */
        count_add(server, "address", address);
    }
}

bool trib_guard_code_may_try(struct trib_server *server, const char *person_id) {
    const struct count *count = count_find(server, "code", person_id, false);
    return count == NULL || count->failed < TRIB_GUARD_CODES_MAX ||
           trib_store_now_ms(server->store) - count->last_at_ms >= TRIB_GUARD_CODES_MS;
}

void trib_guard_code_tried(struct trib_server *server, const char *person_id, bool is_good) {
    struct count *count = count_find(server, "code", person_id, false);
    bool is_over = count != NULL &&
                   trib_store_now_ms(server->store) - count->last_at_ms >= TRIB_GUARD_CODES_MS;
    if (is_good || is_over) {
        count_clear(server, "code", person_id);
    }
    if (!is_good) {
        count_add(server, "code", person_id);
    }
}

bool trib_guard_room_may_try(struct trib_server *server, const char *address,
                             struct trib_error *error) {
    bool is_full = server->guard.counts.node_count >= TRIB_GUARD_COUNTS_MAX;
    bool is_known = address[0] != '\0'; /* else all would share one count */
    const struct count *count = is_known ? count_find(server, "room", address, is_full) : NULL;
    return wait_check(wait_ms(count, server->settings.values[TRIB_SETTING_ADDRESS_TRIES],
                              trib_store_now_ms(server->store)),
                      error);
}

void trib_guard_room_tried(struct trib_server *server, const char *address, bool is_good) {
    if (is_good) {
        count_clear(server, "room", address);
    } else if (address[0] != '\0') {
        count_add(server, "room", address);
    }
}

bool trib_guard_mail_may_ask(struct trib_server *server, const char *mail_address,
                             const char *address, struct trib_error *error) {
    int64_t now_ms = trib_store_now_ms(server->store);
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(mail_address, key);
    bool is_full = server->guard.counts.node_count >= TRIB_GUARD_COUNTS_MAX;
    int64_t for_mail =
        wait_ms(count_find(server, "mail", key, is_full), TRIB_GUARD_MAILS_FREE, now_ms);
    int64_t for_address =
        address[0] == '\0' ? 0
                           : wait_ms(count_find(server, "mails from", address, is_full),
                                     server->settings.values[TRIB_SETTING_ADDRESS_TRIES], now_ms);
    return wait_check(for_mail > for_address ? for_mail : for_address, error);
}

void trib_guard_mail_asked(struct trib_server *server, const char *mail_address,
                           const char *address) {
    char key[TRIB_SIGN_IN_NAME_BYTES];
    trib_sign_in_name_fold(mail_address, key);
    count_add(server, "mail", key);
    if (address[0] != '\0') {
        count_add(server, "mails from", address);
    }
}

void trib_guard_sweep(struct trib_server *server) {
    int64_t now_ms = trib_store_now_ms(server->store);
    struct trib_id_node *node = trib_id_map_next(&server->guard.counts, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&server->guard.counts, node);
        struct count *count = (struct count *)node;
        if (now_ms - count->last_at_ms >= TRIB_GUARD_FORGET_MS) {
            trib_id_map_remove(&server->guard.counts, node);
            free(count);
        }
        node = next;
    }
}

void trib_guard_finish(struct trib_guard *guard) {
    struct trib_id_node *node = trib_id_map_next(&guard->counts, NULL);
    while (node != NULL) {
        struct trib_id_node *next = trib_id_map_next(&guard->counts, node);
        free(node); /* it stands first in its count */
        node = next;
    }
    trib_id_map_finish(&guard->counts);
}
