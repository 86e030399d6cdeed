/* How organizations come to the coalition, and what the coalition is: its name, rules and charter.
 */
#ifndef TRIBUTARY_COMMAND_JOINING_H
#define TRIBUTARY_COMMAND_JOINING_H

#include "tributary/command/command.h"

struct trib_application_make {
    const char *application_id, *organization_id, *affiliation_id, *belonging_id; /* all new */
    const char *name, *kind, *acronym, *organization_name_id;
    const char *standing_sought, *charter_version;
};
/** A person who belongs nowhere applies for an organization that is not in the directory yet: it is
 * made, known in the coalition alone, and whoever applies is its lead delegate. E_TOO_MANY for who
 * belongs somewhere, E_CHARTER for a member-to-be that has not accepted the charter of now. */
bool trib_application_make(const struct trib_command *command,
                           const struct trib_application_make *params, struct trib_error *error);

struct trib_application_seek {
    const char *application_id, *charter_version;
    struct trib_edit standing_sought;
};
/** Whoever waits for admission asks for another standing. E_STATE when it is answered already. */
bool trib_application_seek(const struct trib_command *command,
                           const struct trib_application_seek *params, struct trib_error *error);

struct trib_application_withdraw {
    const char *application_id;
};
bool trib_application_withdraw(const struct trib_command *command,
                               const struct trib_application_withdraw *params,
                               struct trib_error *error);

struct trib_charter_adopt {
    const char *charter_id, *text, *language, *adopted_on, *decision;
};
/** The next version, from one. It is public, and changed by the one after it alone. */
bool trib_charter_adopt(const struct trib_command *command, const struct trib_charter_adopt *params,
                        struct trib_error *error);

struct trib_charter_translate {
    const char *charter_id, *version, *text, *language;
};
/** A version in one more of the coalition's languages. E_NOT_FOUND where there is no such version,
 * E_TYPE for a language that is none of the coalition's, E_EXISTS where it is in it already. */
bool trib_charter_translate(const struct trib_command *command,
                            const struct trib_charter_translate *params, struct trib_error *error);

struct trib_coalition_edit {
    const char *coalition_id;
    struct trib_edit name, default_language, vote_unit;
    struct trib_edit quorum_kind, quorum_numerator, quorum_denominator;
    struct trib_edit vote_kind, vote_numerator, vote_denominator, vote_base;
    struct trib_edit admission_kind, admission_numerator, admission_denominator, admission_base;
    struct trib_edit fallback_kind, fallback_numerator, fallback_denominator, fallback_base;
    struct trib_edit fallback_cooling_minutes, consensus_blocks_max;
    struct trib_edit consensus_stand_asides_numerator, consensus_stand_asides_denominator;
    struct trib_edit consensus_rounds;
};
/** E_TYPE names a share that is none: more than the whole, or of nothing. */
bool trib_coalition_edit(const struct trib_command *command,
                         const struct trib_coalition_edit *params, struct trib_error *error);

struct trib_coalition_language_add {
    const char *coalition_id, *coalition_language_id, *language;
};
bool trib_coalition_language_add(const struct trib_command *command,
                                 const struct trib_coalition_language_add *params,
                                 struct trib_error *error);

struct trib_coalition_language_remove {
    const char *coalition_language_id;
};
/** E_IN_USE for the one that everything is in where nothing else is chosen. */
bool trib_coalition_language_remove(const struct trib_command *command,
                                    const struct trib_coalition_language_remove *params,
                                    struct trib_error *error);

#endif
