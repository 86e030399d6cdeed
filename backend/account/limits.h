/* The accounts' bounds, each with its reason. */
#ifndef TRIBUTARY_ACCOUNT_LIMITS_H
#define TRIBUTARY_ACCOUNT_LIMITS_H

/* How exactly the last use of a session is known: a minute of twelve idle hours is nothing, and a
   commit for each call would be much. Sooner: the use is not noted. */
#define TRIB_SESSION_NOTE_MS (60 * 1000ll)

#endif
