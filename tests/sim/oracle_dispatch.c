/*
 * The oracle's own reckoning of what goes down the network, in SQL, from the affiliations as they
 * are. Source: the coalition's domain study, § 4.1.
 */
#include "oracle.h"

/* Whom each dispatch that goes on reaches, and whether over links of members alone. A path may come
   by an organization twice; a set of what was found makes it end. */
#define REACHED                                                                                    \
    "WITH RECURSIVE found (dispatch_id, organization_id, is_member) AS (SELECT dispatch_id, "      \
    "organization_id, 1 FROM dispatch WHERE state IN ('sent', 'paused') UNION SELECT "             \
    "dispatch_id, "                                                                                \
    "tie.organization_id, is_member AND tie.status = 'member' FROM found JOIN affiliation AS tie " \
    "ON tie.parent_id = found.organization_id AND tie.status IN ('member', 'observer', "           \
    "'tentative')), reached AS MATERIALIZED (SELECT dispatch_id, found.organization_id, "          \
    "iif(max(is_member), 'mandate', 'information') AS mode FROM found JOIN dispatch "              \
    "USING (dispatch_id) WHERE found.organization_id <> dispatch.organization_id "                 \
    "GROUP BY dispatch_id, found.organization_id) "

static const char WITHOUT[] =
    REACHED "SELECT organization_id FROM reached WHERE NOT EXISTS (SELECT 1 FROM delivery "
            "WHERE delivery.dispatch_id = reached.dispatch_id AND delivery.organization_id = "
            "reached.organization_id AND delivery.state <> 'lapsed')";
static const char OUT_OF_REACH[] =
    REACHED "SELECT delivery_id FROM delivery JOIN dispatch USING (dispatch_id) WHERE "
            "dispatch.state IN ('sent', 'paused') AND delivery.state NOT IN ('reported', "
            "'declined', 'lapsed') AND NOT EXISTS (SELECT 1 FROM reached WHERE "
            "reached.dispatch_id = delivery.dispatch_id AND reached.organization_id = "
            "delivery.organization_id)";
/* Who acts on a mandate, or has reported, keeps it. */
static const char OTHER_MODE[] =
    REACHED "SELECT delivery_id FROM delivery JOIN reached USING (dispatch_id, organization_id) "
            "WHERE delivery.mode <> reached.mode AND delivery.state NOT IN ('lapsed', 'declined') "
            "AND NOT (delivery.mode = 'mandate' AND delivery.state IN ('acting', 'reported'))";
/* What has come came from somewhere, what has not did not; while it is paused nothing comes. */
static const char NOT_WHOLE[] =
    "SELECT delivery_id FROM delivery WHERE (state = 'scheduled' AND (came_by IS NOT NULL OR "
    "delivered_at_ms IS NOT NULL)) OR (state NOT IN ('scheduled', 'lapsed', 'recalled') AND "
    "(came_by IS NULL OR delivered_at_ms IS NULL)) OR (came_by = 'sent') <> (from_id IS NULL AND "
    "came_by IS NOT NULL)";
/* An organization's own words are its own people's, what it hands on its member's. */
static const char MISPLACED[] =
    "SELECT delivery_note_id FROM delivery_note AS note JOIN delivery USING (delivery_id) WHERE "
    "note.space_id <> CASE kind WHEN 'wording' THEN delivery.organization_id WHEN 'received' THEN "
    "delivery.organization_id WHEN 'report' THEN delivery.space_id ELSE iif(note.space_id = "
    "delivery.space_id, delivery.space_id, delivery.organization_id) END OR (kind = 'received') "
    "<> (note.organization_id <> delivery.organization_id)";

bool oracle_judge_dispatches(const struct oracle *oracle) {
    bool is_new = oracle_has_changed(oracle, "dispatch") ||
                  oracle_has_changed(oracle, "delivery") ||
                  oracle_has_changed(oracle, "affiliation");
    bool is_said = oracle_has_changed(oracle, "delivery_note");
    return (!is_new || (oracle_none_is(oracle, WITHOUT, NULL, "a dispatch passes somebody by") &&
                        oracle_none_is(oracle, OUT_OF_REACH, NULL, "a dispatch is out of reach") &&
                        oracle_none_is(oracle, OTHER_MODE, NULL, "a delivery has another mode") &&
                        oracle_none_is(oracle, NOT_WHOLE, NULL, "a delivery is half there"))) &&
           (!is_said ||
            oracle_none_is(oracle, MISPLACED, NULL, "words about a delivery are elsewhere"));
}
