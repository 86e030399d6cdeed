/* What an organization does about a dispatch that has come to it, step by step of its life. */
#include <string.h>

#include "dispatch_rows.h"
#include "edits.h"
#include "rows.h"
#include "sight.h"

/* Whoever is out of reach now, suspended or gone, answers no more, even where its row stays. */
static const char REACHED[] =
    "WITH RECURSIVE above (organization_id) AS (SELECT ?1 UNION SELECT parent_id FROM affiliation "
    "JOIN above USING (organization_id) WHERE status IN ('member', 'observer', 'tentative')) "
    "SELECT 1 FROM above WHERE organization_id = ?2";
static bool reach_check(struct trib_store *store, const struct delivery *delivery,
                        const struct dispatch *dispatch, struct trib_error *error) {
    bool is_reached = false;
    return command_has(store, REACHED, TEXTS(delivery->organization_id, dispatch->organization_id),
                       &is_reached, error) &&
           (is_reached || trib_fail(error, TRIB_E_CLOSED, "delivery_id"));
}

/* A delivery one may see, of a dispatch that goes on. */
static bool open_find(const struct trib_command *command, const char *delivery_id,
                      struct delivery *out, struct dispatch *out_dispatch,
                      struct trib_error *error) {
    return command_see(command, "delivery", delivery_id, "delivery_id", NULL, error) &&
           delivery_load(command->store, delivery_id, out, error) &&
           dispatch_load(command->store, out->dispatch_id, out_dispatch, error) &&
           (out_dispatch->rule.is_open || trib_fail(error, TRIB_E_CLOSED, "delivery_id")) &&
           reach_check(command->store, out, out_dispatch, error);
}

static bool step_check(const struct delivery *delivery, enum trib_delivery_state to,
                       struct trib_error *error) {
    return trib_machine_transition(&trib_delivery_machine, (int)delivery->state, (int)to) != NULL ||
           command_state_refuse(&trib_delivery_machine, (int)delivery->state, "delivery_id", error);
}

bool trib_delivery_acknowledge(const struct trib_command *command,
                               const struct trib_delivery_of *params, struct trib_error *error) {
    struct delivery delivery;
    struct dispatch dispatch;
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    return delivery.state == TRIB_DELIVERY_ACKNOWLEDGED ||
           (step_check(&delivery, TRIB_DELIVERY_ACKNOWLEDGED, error) &&
            delivery_save_state(command->store, params->delivery_id, TRIB_DELIVERY_ACKNOWLEDGED,
                                error));
}

/* ---- passing on ------------------------------------------------------------------------------ */

static bool has_come(enum trib_delivery_state state) {
    return state != TRIB_DELIVERY_SCHEDULED && state != TRIB_DELIVERY_LAPSED &&
           state != TRIB_DELIVERY_RECALLED;
}

/* The words of an organization to those of its members that have the dispatch already. */
static bool words_spread(const struct spread *spread, const char *organization_id,
                         const char *delivery_id, struct trib_error *error) {
    size_t index = trib_audience_find(&spread->audience, organization_id);
    bool is_done = true;
    if (index == TRIB_NOWHERE) {
        return true;
    }
    const struct trib_recipient *recipient = &spread->audience.recipients[index];
    for (size_t i = 0; i < recipient->below_count && is_done; i++) {
        size_t child = spread->audience.belows[recipient->below_first + i].child;
        size_t row = spread_row_find(spread, spread->audience.recipients[child].organization);
        is_done = row == TRIB_NOWHERE || !has_come(spread->rows[row].state) ||
                  delivery_words_hand(spread->store, delivery_id, spread->delivery_ids[row], error);
    }
    return is_done;
}

static const char PASS_ON[] = "UPDATE delivery SET passed_on_at_ms = ?2 WHERE delivery_id = ?1";
bool trib_delivery_pass_on(const struct trib_command *command,
                           const struct trib_delivery_of *params, struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    struct delivery delivery;
    struct dispatch dispatch;
    char now[COMMAND_NUMBER_BYTES];
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    if (!has_come(delivery.state)) {
        return command_state_refuse(&trib_delivery_machine, (int)delivery.state, "delivery_id",
                                    error);
    }
    command_now_write(command->store, now);
    return delivery.is_passed_on ||
           (command_write(command->store, PASS_ON, TEXTS(params->delivery_id, now), error) &&
            spread_read(command->store, &dispatch, &spread, error) &&
            words_spread(&spread, delivery.organization_id, params->delivery_id, error) &&
            spread_settle(&spread, error));
}

bool trib_delivery_localise(const struct trib_command *command,
                            const struct trib_delivery_localise *params, struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    struct delivery delivery;
    struct dispatch dispatch;
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    /* what is acting already may find better words, and goes on acting */
    bool is_on =
        delivery.state == TRIB_DELIVERY_LOCALISED || delivery.state == TRIB_DELIVERY_ACTING;
    const struct delivery_words words = {.delivery_note_id = params->delivery_note_id,
                                         .delivery_id = params->delivery_id,
                                         .space_id = delivery.organization_id,
                                         .organization_id = delivery.organization_id,
                                         .kind = "wording",
                                         .text = params->text,
                                         .language = params->language};
    if (!(is_on || step_check(&delivery, TRIB_DELIVERY_LOCALISED, error)) ||
        !delivery_note_insert(command->store, &words, error)) {
        return false;
    }
    return (is_on || delivery_save_state(command->store, params->delivery_id,
                                         TRIB_DELIVERY_LOCALISED, error)) &&
           (!delivery.is_passed_on ||
            (spread_read(command->store, &dispatch, &spread, error) &&
             words_spread(&spread, delivery.organization_id, params->delivery_id, error)));
}

/* ---- acting, reporting, declining ------------------------------------------------------------ */

static const char ACT_ON[] = "UPDATE delivery SET action_item_id = ?2 WHERE delivery_id = ?1";
bool trib_delivery_act(const struct trib_command *command, const struct trib_delivery_act *params,
                       struct trib_error *error) {
    struct delivery delivery;
    struct dispatch dispatch;
    char space_id[TRIB_ID_BYTES];
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    bool is_on = delivery.state == TRIB_DELIVERY_ACTING;
    if (params->action_item_id != NULL &&
        (!command_see(command, "action_item", params->action_item_id, "action_item_id", space_id,
                      error) ||
         !(command_is_seen_from(delivery.space_id, space_id) ||
           trib_fail(error, TRIB_E_OUTSIDE, "action_item_id")))) {
        return false;
    }
    return (is_on || (step_check(&delivery, TRIB_DELIVERY_ACTING, error) &&
                      delivery_save_state(command->store, params->delivery_id, TRIB_DELIVERY_ACTING,
                                          error))) &&
           (params->action_item_id == NULL ||
            command_write(command->store, ACT_ON,
                          TEXTS(params->delivery_id, params->action_item_id), error));
}

bool trib_delivery_report(const struct trib_command *command,
                          const struct trib_delivery_report *params, struct trib_error *error) {
    struct delivery delivery;
    struct dispatch dispatch;
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    bool is_on = delivery.state == TRIB_DELIVERY_REPORTED;
    const struct delivery_words words = {.delivery_note_id = params->delivery_note_id,
                                         .delivery_id = params->delivery_id,
                                         .space_id = delivery.space_id,
                                         .organization_id = delivery.organization_id,
                                         .kind = "report",
                                         .text = params->text,
                                         .language = params->language,
                                         .people = params->people};
    return (is_on || step_check(&delivery, TRIB_DELIVERY_REPORTED, error)) &&
           delivery_note_insert(command->store, &words, error) &&
           (is_on || delivery_save_state(command->store, params->delivery_id,
                                         TRIB_DELIVERY_REPORTED, error));
}

static const char DECLINE[] =
    "UPDATE delivery SET declined_at_ms = coalesce(declined_at_ms, ?2 + 0), is_reason_told = ?3 "
    "WHERE delivery_id = ?1";
bool trib_delivery_decline(const struct trib_command *command,
                           const struct trib_delivery_decline *params, struct trib_error *error) {
    TRIB_AUTO(spread) spread = {0};
    struct delivery delivery;
    struct dispatch dispatch;
    char now[COMMAND_NUMBER_BYTES];
    bool is_told = params->is_reason_told != NULL && strcmp(params->is_reason_told, "1") == 0;
    if (!open_find(command, params->delivery_id, &delivery, &dispatch, error)) {
        return false;
    }
    const struct delivery_words words = {.delivery_note_id = params->delivery_note_id,
                                         .delivery_id = params->delivery_id,
                                         .space_id =
                                             is_told ? delivery.space_id : delivery.organization_id,
                                         .organization_id = delivery.organization_id,
                                         .kind = "reason",
                                         .text = params->text,
                                         .language = params->language};
    command_now_write(command->store, now);
    return step_check(&delivery, TRIB_DELIVERY_DECLINED, error) &&
           delivery_note_insert(command->store, &words, error) &&
           delivery_save_state(command->store, params->delivery_id, TRIB_DELIVERY_DECLINED,
                               error) &&
           command_write(command->store, DECLINE,
                         TEXTS(params->delivery_id, now, is_told ? "1" : "0"), error) &&
           spread_read(command->store, &dispatch, &spread, error) && spread_settle(&spread, error);
}
