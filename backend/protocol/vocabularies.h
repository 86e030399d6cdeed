/*
 * The words a field may have, and which column of which table they stand in: what the decoder
 * accepts, the API description lists and the client offers to choose from.
 */
#ifndef TRIBUTARY_PROTOCOL_VOCABULARIES_H
#define TRIBUTARY_PROTOCOL_VOCABULARIES_H

#include <stdbool.h>
#include <stddef.h>

struct trib_vocabulary {
    const char *name;
    const char *const *words;
    size_t word_count;
};

enum trib_vocabulary_name {
    TRIB_WORDS_LANGUAGE,
    TRIB_WORDS_ORGANIZATION_KIND,
    TRIB_WORDS_ORGANIZATION_VISIBILITY,
    TRIB_WORDS_NAME_KIND,
    TRIB_WORDS_AFFILIATION_STATUS,
    TRIB_WORDS_AFFILIATION_STATUS_FIRST, /* what a new tie may begin as */
    TRIB_WORDS_STANDING_SOUGHT,
    TRIB_WORDS_VOTE_UNIT,
    TRIB_WORDS_GROUP_KIND,
    TRIB_WORDS_GROUP_VISIBILITY,
    TRIB_WORDS_GROUP_STATE,
    TRIB_WORDS_GROUP_ROLE,
    TRIB_WORDS_GROUP_ADMISSION,
    TRIB_WORDS_SERIES_NAME_KIND,
    TRIB_WORDS_CONVENING_KIND,
    TRIB_WORDS_CONVENING_STATE,
    TRIB_WORDS_CONVENING_STATE_FIRST, /* what a new one may begin as */
    TRIB_WORDS_PLACE_PRECISION,
    TRIB_WORDS_LINEAGE_TABLE, /* what may come out of what */
    TRIB_WORDS_HISTORY_TABLE, /* what has a history of its own */
    TRIB_WORDS_LINEAGE_RELATION,
    TRIB_WORDS_BELONGING_ROLE,
    TRIB_WORDS_COALITION_ROLE,
    TRIB_WORDS_INVITATION_ROLE, /* into an organization or the staff */
    TRIB_WORDS_INVITATION_STATE,
    TRIB_WORDS_ROOM_CODE_STATE,
    TRIB_WORDS_SAVED_VIEW_ROOM,
    TRIB_WORDS_ACTION_ITEM_STATE,
    TRIB_WORDS_ACTION_ITEM_VISIBILITY,
    TRIB_WORDS_MEETING_STATE,
    TRIB_WORDS_MEETING_STATE_FIRST,
    TRIB_WORDS_MEETING_VISIBILITY,
    TRIB_WORDS_MEETING_PLACE, /* how exactly a meeting's is known */
    TRIB_WORDS_MEETING_READING,
    TRIB_WORDS_MEETING_ANSWER,
    TRIB_WORDS_MEETING_ATTENDANCE,
    TRIB_WORDS_MEETING_FREQUENCY,
    TRIB_WORDS_MEETING_SERIES_STATE,
    TRIB_WORDS_CALENDAR_ADDRESS_STATE,
    TRIB_WORDS_MEETING_MARK, /* whether a time suits */
    TRIB_WORDS_PLAN_STATE,
    TRIB_WORDS_MILESTONE_STATE,
    TRIB_WORDS_TRACE_FROM,
    TRIB_WORDS_TRACE_TO,
    TRIB_WORDS_TRACE_RELATION,
    TRIB_WORDS_COMMENT_ABOUT, /* what may be commented on */
    TRIB_WORDS_MENTION_KIND,
    TRIB_WORDS_NOTIFICATION_REASON,
    TRIB_WORDS_CONTRIBUTION_KIND,
    TRIB_WORDS_CONTRIBUTION_STATE,
    TRIB_WORDS_ATTRIBUTION, /* under what name a voice is read */
    TRIB_WORDS_WIDTH,       /* how far a voice may go */
    TRIB_WORDS_PROPOSAL_STATE,
    TRIB_WORDS_REPLACEMENT,     /* what becomes of an older decision */
    TRIB_WORDS_BALLOT_OCCASION, /* how something is decided */
    TRIB_WORDS_BALLOT_METHOD,
    TRIB_WORDS_CONFIDENTIALITY,
    TRIB_WORDS_BALLOT_STATE,
    TRIB_WORDS_VOID_CAUSE,
    TRIB_WORDS_CHOICE,
    TRIB_WORDS_RESULT,
    TRIB_WORDS_RESULT_REASON,
    TRIB_WORDS_DECISION_STATE,
    TRIB_WORDS_DISPATCH_KIND,
    TRIB_WORDS_DISPATCH_MODE,
    TRIB_WORDS_DISPATCH_STATE,
    TRIB_WORDS_DELIVERY_MODE,
    TRIB_WORDS_DELIVERY_STATE,
    TRIB_WORDS_CAME_BY,
    TRIB_WORDS_DELIVERY_NOTE_KIND,
    TRIB_WORDS_NOTIFICATION_ABOUT,
    TRIB_WORDS_DIGEST,
    TRIB_WORDS_VOLUME, /* how loudly somebody is told of a group */
    TRIB_WORDS_SETTING,
    TRIB_WORDS_DEVICE_AFTER, /* what becomes of a browser's store at sign-out */
    TRIB_WORDS_RULE_KIND,    /* of the rules of counting */
    TRIB_WORDS_RULE_BASE,
    TRIB_WORDS_COUNT
};

const struct trib_vocabulary *trib_vocabulary(enum trib_vocabulary_name name);

/** The vocabulary of a column, or NULL when its texts are free. A test compares each with the CHECK
    of the schema. */
const struct trib_vocabulary *trib_vocabulary_of_column(const char *table, const char *column);

bool trib_vocabulary_has(const struct trib_vocabulary *vocabulary, const char *word);

#endif
