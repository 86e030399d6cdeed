/*
 * tributary invite: a link for one person, or one for each role of the demonstration. Who serves
 * invites with words of the program's own, so nobody's rights are asked: whoever has the file has
 * everything.
 */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "file.h"
#include "invitation.h"
#include "samples.h"
#include "tributary/command/program.h"

struct wish {
    const char *path, *name, *coalition_role, *organization, *role, *base_url;
    bool is_samples;
};

static bool is_one_of(const char *word, const char *const *list) {
    for (; *list != NULL; list++) {
        if (strcmp(word, *list) == 0) {
            return true;
        }
    }
    return false;
}

static int wish_check(const struct cli_call *call, const struct wish *wish) {
    static const char *const coalition_roles[] = {"secretariat", "administrator", NULL};
    static const char *const roles[] = {"lead_delegate", "alternate", "base_member", NULL};
    bool is_any = wish->name != NULL || wish->coalition_role != NULL ||
                  wish->organization != NULL || wish->role != NULL;
    if (wish->is_samples) {
        return is_any ? cli_misused(call, "--samples stands alone") : CLI_DONE;
    }
    if (wish->name == NULL) {
        return cli_misused(call, "say whom with --name, or --samples");
    }
    if (!cli_name_check(call, "--name", wish->name)) {
        return CLI_MISUSED;
    }
    if (wish->coalition_role != NULL && !is_one_of(wish->coalition_role, coalition_roles)) {
        return cli_misused(call, "--coalition-role is secretariat or administrator");
    }
    if ((wish->organization == NULL) != (wish->role == NULL)) {
        return cli_misused(call, "--organization and --role go together");
    }
    if (wish->role != NULL && !is_one_of(wish->role, roles)) {
        return cli_misused(call, "--role is lead_delegate, alternate or base_member");
    }
    if (wish->role != NULL && wish->coalition_role != NULL) {
        return cli_misused(call, "staff of the coalition belong to no organization: give "
                                 "--coalition-role or --organization");
    }
    return CLI_DONE;
}

static bool wish_read(const struct cli_call *call, struct wish *wish) {
    struct cli_option options[] = {
        {.name = "--name", .values = &wish->name, .room = 1},
        {.name = "--coalition-role", .values = &wish->coalition_role, .room = 1},
        {.name = "--organization", .values = &wish->organization, .room = 1},
        {.name = "--role", .values = &wish->role, .room = 1},
        {.name = "--base-url", .values = &wish->base_url, .room = 1},
        {.name = "--samples", .values = NULL, .room = 1},
    };
    static const char *const names[] = {"FILE"};
    const struct cli_operands operands = {names, &wish->path, 1};
    bool is_read = cli_words_read(call, options, sizeof options / sizeof options[0], &operands);
    wish->is_samples = options[5].count > 0;
    return is_read && wish_check(call, wish) == CLI_DONE;
}

/* The one organization that is meant; says so when there is none, or no telling which. */
static bool organization_find(struct trib_store *store, const char *name,
                              char out_id[static TRIB_ID_BYTES]) {
    struct trib_error error = {0};
    size_t count = 0;
    if (!invitation_organization(store, name, out_id, &count, &error)) {
        cli_refuse_error(name, &error);
        return false;
    }
    if (count > 1) {
        cli_refuse("several organizations are called \"%s\". Give the id of the one you mean.",
                   name);
    } else if (count == 0) {
        cli_refuse("there is no organization called \"%s\". Give its name or acronym as the "
                   "directory has it, or enter it there first.",
                   name);
    }
    return count == 1;
}

static int one_invite(struct trib_store *store, const struct wish *wish) {
    char organization_id[TRIB_ID_BYTES];
    char token[TRIB_TOKEN_BYTES];
    struct trib_error error = {0};
    struct invitation invitation = {
        .name = wish->name, .coalition_role = wish->coalition_role, .role = wish->role};
    if (wish->organization != NULL) {
        if (!organization_find(store, wish->organization, organization_id)) {
            return CLI_FAILED;
        }
        invitation.organization_id = organization_id;
    }
    if (!trib_program_command(store, "system.invite", invitation_person, &invitation, &error) ||
        !trib_sign_in_link_make(store, invitation.person_id, token, &error) ||
        !trib_program_commit(store, &error)) {
        return cli_refuse_error(wish->name, &error);
    }
    link_print(wish->name, 0, wish->base_url, token);
    printf("%s It works once, within a day.\n",
           invitation.is_new ? "The link of a new person."
                             : "A new link for the person of that name and role, who is here.");
    return CLI_DONE;
}

int cli_invite(const struct cli_call *call) {
    struct wish wish = {.base_url = CLI_BASE_URL};
    TRIB_AUTO(cli_file) file = {0};
    if (!wish_read(call, &wish)) {
        return CLI_MISUSED;
    }
    if (!base_url_check(wish.base_url) || !cli_file_open(wish.path, &file)) {
        return CLI_FAILED;
    }
    return wish.is_samples ? samples_invite(file.store, wish.base_url)
                           : one_invite(file.store, &wish);
}
