/* What came out of what: groups, organizations, series and convenings over the years. */
#ifndef TRIBUTARY_COMMAND_LINEAGE_H
#define TRIBUTARY_COMMAND_LINEAGE_H

#include "tributary/command/command.h"

struct trib_lineage_add {
    const char *lineage_id;
    const char *from_table, *from_id, *to_table,
        *to_id; /* group, organization, series, convening */
    const char *relation, *dated_on, *decision;
};
/** E_CYCLE as for affiliations, E_EXISTS when the two are tied already or the first went over into
 * another whole. */
bool trib_lineage_add(const struct trib_command *command, const struct trib_lineage_add *params,
                      struct trib_error *error);

struct trib_lineage_remove {
    const char *lineage_id;
};
/** Takes back what was entered by mistake; E_IN_USE for what a group has become, which its state
 * tells too. */
bool trib_lineage_remove(const struct trib_command *command,
                         const struct trib_lineage_remove *params, struct trib_error *error);

struct trib_group_become_alliance {
    const char *group_id, *organization_id, *lineage_id, *belonging_id;
    const char *name, *kind; /* of the organization; kind NULL: alliance */
    const char *decision, *dated_on;
};
/**
 * A group becomes an organization by a decision of its own: the organization is made beside it and
 * joined by lineage, the group keeps its id and everything in it and is read-only, whoever enters
 * it is the organization's first delegate, and each organization in the group is asked to join.
 * None is a member without having said so.
 */
bool trib_group_become_alliance(const struct trib_command *command,
                                const struct trib_group_become_alliance *params,
                                struct trib_error *error);

struct trib_group_reconvene {
    const char *group_id, *lineage_id;
    const char *organization_id, *to_group_id; /* one of the two, whose the actor has a say in */
    const char *decision, *dated_on;
};
/** A group goes on as another body that there is already. */
bool trib_group_reconvene(const struct trib_command *command,
                          const struct trib_group_reconvene *params, struct trib_error *error);

struct trib_group_merge {
    const char *group_id, *into_group_id, *lineage_id;
    const char *decision, *dated_on;
};
/** A group is closed and goes over into another of the same facilitator; who works in it works in
 * that from now on. */
bool trib_group_merge(const struct trib_command *command, const struct trib_group_merge *params,
                      struct trib_error *error);

struct trib_group_split {
    const char *from_group_id, *group_id, *group_member_id, *lineage_id, *name;
    const char *decision, *dated_on;
};
/** A part of a group starts as a group of its own, read by whoever reads the first. */
bool trib_group_split(const struct trib_command *command, const struct trib_group_split *params,
                      struct trib_error *error);

struct trib_organization_merge {
    const char *organization_id, *into_organization_id, *lineage_id;
    const char *decision, *dated_on;
};
/** An organization goes over into another: its ties and its part in groups end today, and it stays
 * with its past. E_IN_USE while it has applied somewhere, or somebody to it. Its people are invited
 * by the other one's lead; nobody gains or keeps a vote by it. */
bool trib_organization_merge(const struct trib_command *command,
                             const struct trib_organization_merge *params,
                             struct trib_error *error);

#endif
