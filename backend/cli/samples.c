/*
 * The demonstration's accounts: one for each role a coalition knows, called by the role. The
 * samples of the coalition's own data serve where there are some; what is missing is made, as a
 * sample, so that it goes when samples go. A role whose organization is not there is left out, and
 * told.
 */
#include "samples.h"

#include <stdio.h>

#include "command.h"
#include "file.h"
#include "invitation.h"
#include "tributary/base/text.h"
#include "tributary/command/program.h"

/* The organization a role is of: the first of these that is there. */
#define ORGANIZATIONS_EACH 2

static const struct sample {
    const char *label, *name;
    const char *coalition_role;
    const char *organizations[ORGANIZATIONS_EACH], *role;
} samples[] = {
    {"Secretariat", "Secretariat", "secretariat", {0}, NULL},
    {"Administrator", "Administrator", "administrator", {0}, NULL},
    {"MFA delegate", "MFA delegate", NULL, {"MFA"}, "lead_delegate"},
    {"MFA alternate", "MFA alternate", NULL, {"MFA"}, "alternate"},
    {"PANiDMR delegate", "PANiDMR delegate", NULL, {"PANiDMR"}, "lead_delegate"},
    {"MRI delegate (facilitates a working group)", "MRI delegate", NULL, {"MRI"}, "lead_delegate"},
    {"BWI delegate (observer)", "BWI delegate", NULL, {"BWI"}, "lead_delegate"},
    {"Base member of a union",
     "Base member of a union",
     NULL,
     {"Sample domestic workers' union (Asia)", "MFA"},
     "base_member"},
    {"Base member of a deportee circle",
     "Base member of a deportee circle",
     NULL,
     {"Sample deportee support circle (West Africa)", "PANiDMR"},
     "base_member"},
    {"Caucus facilitator",
     "Caucus facilitator",
     NULL,
     {"Sample deportee support circle (West Africa)"},
     "lead_delegate"},
    {"Applicant's delegate",
     "Applicant's delegate",
     NULL,
     {"Sample newcomer network (Caucasus)"},
     "lead_delegate"},
    {"Person without an organization", "Person without an organization", NULL, {0}, NULL},
};
#define SAMPLE_COUNT (sizeof samples / sizeof samples[0])

struct account {
    struct invitation invitation;
    char organization_id[TRIB_ID_BYTES];
    char token[TRIB_TOKEN_BYTES];
    bool is_here; /* its organization is */
};

static bool organization_choose(struct trib_store *store, const struct sample *sample,
                                struct account *account, struct trib_error *error) {
    size_t count = sample->role == NULL ? 1 : 0;
    for (size_t index = 0; index < ORGANIZATIONS_EACH && count == 0; index++) {
        const char *name = sample->organizations[index];
        if (name != NULL &&
            !invitation_organization(store, name, account->organization_id, &count, error)) {
            return false;
        }
    }
    account->is_here = count > 0;
    account->invitation.organization_id = sample->role == NULL ? NULL : account->organization_id;
    return true;
}

static bool accounts_find(struct trib_store *store, struct account *accounts,
                          struct trib_error *error) {
    for (size_t index = 0; index < SAMPLE_COUNT; index++) {
        const struct sample *sample = &samples[index];
        struct account *account = &accounts[index];
        account->invitation = (struct invitation){.name = sample->name,
                                                  .is_sample = true,
                                                  .coalition_role = sample->coalition_role,
                                                  .role = sample->role};
        if (!organization_choose(store, sample, account, error) ||
            (account->is_here && !trib_program_command(store, "system.invite", invitation_person,
                                                       &account->invitation, error))) {
            return false;
        }
    }
    return true;
}

static bool links_make(struct trib_store *store, struct account *accounts,
                       struct trib_error *error) {
    for (size_t index = 0; index < SAMPLE_COUNT; index++) {
        struct account *account = &accounts[index];
        if (account->is_here &&
            !trib_sign_in_link_make(store, account->invitation.person_id, account->token, error)) {
            return false;
        }
    }
    return trib_program_commit(store, error);
}

static int links_print(const struct account *accounts, const char *base_url) {
    int width = 0;
    for (size_t index = 0; index < SAMPLE_COUNT; index++) {
        int length = (int)trib_text_length(samples[index].label);
        width = length > width ? length : width;
    }
    for (size_t index = 0; index < SAMPLE_COUNT; index++) {
        if (accounts[index].is_here) {
            link_print(samples[index].label, width, base_url, accounts[index].token);
        } else {
            fprintf(
                stderr,
                "%s: left out, there is no organization \"%s\". Bring one in, then ask again.\n",
                samples[index].label, samples[index].organizations[0]);
        }
    }
    return CLI_DONE;
}

int samples_invite(struct trib_store *store, const char *base_url) {
    struct account accounts[SAMPLE_COUNT] = {0};
    struct trib_error error = {0};
    if (!accounts_find(store, accounts, &error) || !links_make(store, accounts, &error)) {
        return cli_refuse_error("The links could not be made", &error);
    }
    return links_print(accounts, base_url);
}
