/*
 * A small coalition for tests of the feed: a root, one member with a delegate and a base member, a
 * caucus the member works in, and somebody of the secretariat.
 */
#ifndef TESTS_UNIT_SUPPORT_TOWN_H
#define TESTS_UNIT_SUPPORT_TOWN_H

#include "screen.h"

#define PUBLIC TRIB_SPACE_PUBLIC_ID
#define COALITION TRIB_SPACE_COALITION_ID

/* Ids that can be written into an expectation. */
#define ROOT "aaaaaaaa-0000-4000-8000-000000000001"
#define MEMBER "aaaaaaaa-0000-4000-8000-000000000002"
#define CAUCUS "bbbbbbbb-0000-4000-8000-000000000001"
#define DELEGATE "cccccccc-0000-4000-8000-000000000001" /* of MEMBER; sees CAUCUS too */
#define BASE "cccccccc-0000-4000-8000-000000000002"     /* of MEMBER */
#define STAFF "cccccccc-0000-4000-8000-000000000003"    /* sees the coalition's, no organization */
#define STRANGER "cccccccc-0000-4000-8000-000000000004" /* belongs nowhere so far */
#define NOTE "dddddddd-0000-4000-8000-000000000001"
#define NOTE_2 "dddddddd-0000-4000-8000-000000000002"
#define NOTE_3 "dddddddd-0000-4000-8000-000000000003"
#define TIE "eeeeeeee-0000-4000-8000-000000000001" /* of STRANGER to MEMBER, when there is one */
#define BASE_TIE "eeeeeeee-0000-4000-8000-000000000002"
#define LINK_TIE "eeeeeeee-0000-4000-8000-000000000003" /* of MEMBER to ROOT */

struct town {
    struct screens screens;
    struct screen *visitor, *staff, *delegate, *base, *stranger;
};

/** Fills the database and opens one screen for each. */
void town_open(struct town *town, uint64_t seed);
void town_close(struct town *town);

void screens_fill_town(struct screens *screens);

#endif
