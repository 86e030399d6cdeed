/* See town.h. */
#include "town.h"

void screens_fill_town(struct screens *screens) {
    static const char CAUCUS_TIE[] = "eeeeeeee-0000-4000-8000-000000000004";
    static const char DELEGATE_TIE[] = "eeeeeeee-0000-4000-8000-000000000005";
    static const char STAFF_TIE[] = "eeeeeeee-0000-4000-8000-000000000006";
    struct spine *spine = &screens->spine;
    spine_begin(spine);
    spine_add_organization(spine, ROOT, PUBLIC);
    spine_add_organization(spine, MEMBER, PUBLIC);
    spine_add_group(spine, CAUCUS, PUBLIC);
    spine_add_person(spine, DELEGATE);
    spine_add_person(spine, BASE);
    spine_add_person(spine, STAFF);
    spine_add_person(spine, STRANGER);
    spine_add_coalition(spine, ROOT, ROOT);
    spine_add_affiliation(spine, LINK_TIE, MEMBER, ROOT, "member");
    spine_add_belonging(spine, DELEGATE_TIE, DELEGATE, MEMBER, "lead_delegate");
    spine_add_belonging(spine, BASE_TIE, BASE, MEMBER, "base_member");
    spine_add_coalition_role(spine, STAFF_TIE, STAFF, "secretariat");
    spine_add_group_member(spine, CAUCUS_TIE, CAUCUS, MEMBER, NULL, "member");
    screens_publish(screens);
}

void town_open(struct town *town, uint64_t seed) {
    *town = (struct town){0};
    screens_open(&town->screens, seed);
    screens_fill_town(&town->screens);
    town->visitor = screen_open(&town->screens, NULL);
    town->staff = screen_open(&town->screens, STAFF);
    town->delegate = screen_open(&town->screens, DELEGATE);
    town->base = screen_open(&town->screens, BASE);
    town->stranger = screen_open(&town->screens, STRANGER);
}

void town_close(struct town *town) {
    screens_close(&town->screens);
}
