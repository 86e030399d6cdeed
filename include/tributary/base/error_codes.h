/*
 * Every refusal Tributary knows, once. The wire's data.code, SQL's constraint names, the message
 * catalogues and the docs use these words; a test compares all four. Source: the coalition's list
 * of refusals; a new code is added here together with its sentence in every catalogue.
 */
#ifndef TRIBUTARY_BASE_ERROR_CODES_H
#define TRIBUTARY_BASE_ERROR_CODES_H

/* X(name): TRIB_E_name in C, "E_name" everywhere else. */
#define TRIB_ERROR_CODES(X)                                                                        \
    X(PARSE)              /* JSON-RPC -32700: not JSON */                                          \
    X(REQUEST)            /* -32600: not a request, or a command without a command id */           \
    X(METHOD)             /* -32601: no such method */                                             \
    X(TYPE)               /* -32602: another type, form or vocabulary is expected */               \
    X(REQUIRED)           /* -32602: a field is missing */                                         \
    X(UNKNOWN_FIELD)      /* -32602: no such field */                                              \
    X(TOO_LONG)           /* -32602: text longer than its kind allows */                           \
    X(TOO_FEW)            /* fewer than the rule asks */                                           \
    X(TOO_MANY)           /* more than one command may take */                                     \
    X(ORDER)              /* the end lies before the beginning */                                  \
    X(DATE)               /* not a date as the coalition writes dates */                           \
    X(ZONE)               /* no such time zone */                                                  \
    X(LOCAL_TIME)         /* the clocks change over it: which reading is meant */                  \
    X(CYCLE)              /* a link that would close a circle */                                   \
    X(CONSENT)            /* farther than the author of a voice allowed */                         \
    X(OBSERVER_NO_VOTE)   /* takes part, and does not vote */                                      \
    X(NOT_ON_ROLL)        /* was not on it when the ballot opened, or is no more */                \
    X(EMPTY_ROLL)         /* nobody could answer */                                                \
    X(BLOCK_REASON)       /* a block needs a reason and the principle it rests on */               \
    X(FALLBACK_TOO_EARLY) /* not yet, or not after this round */                                   \
    X(BACKING)            /* what an observer brings in needs a member behind it */                \
    X(ARCHIVED)           /* the plan is archived: it goes on as a copy */                         \
    X(CLOSED)             /* closed: read only from now on */                                      \
    X(CHARTER)            /* the charter was not accepted */                                       \
    X(STALE)              /* the field changed meanwhile */                                        \
    X(STATE)              /* not from this state */                                                \
    X(IN_USE)             /* something else rests on it */                                         \
    X(EXISTS)             /* the id, or the thing, is there already */                             \
    X(NOT_FOUND)          /* absent or hidden: one answer */                                       \
    X(OUTSIDE)            /* named, but who could not see it */                                    \
    X(FORBIDDEN)          /* seen, but not yours to do */                                          \
    X(SESSION)            /* sign in again */                                                      \
    X(LINK)               /* the link was used or is too old */                                    \
    X(SIGN_IN)            /* name, password or code: not said which */                             \
    X(COMMON)             /* a password that is guessed first */                                   \
    X(SECOND_FACTOR)      /* the coalition asks one of whoever is this */                          \
    X(CONFLICT)           /* the same command id with other content */                             \
    X(ADDRESS)            /* no e-mail address, or what may not stand in a mail's head */          \
    X(NO_MAIL)            /* this server sends no mail */                                          \
    X(RATE)               /* too often; says how long to wait */                                   \
    X(BUSY)               /* being erased, being restored, not said hello yet */                   \
    X(STORAGE)            /* the disk is full: nothing was saved */                                \
    X(UNAVAILABLE)        /* it failed inside: nothing was saved */

#endif
