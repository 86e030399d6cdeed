/* The commands' bounds, each with its reason. */
#ifndef TRIBUTARY_COMMAND_LIMITS_H
#define TRIBUTARY_COMMAND_LIMITS_H

/* Open ties looked at for a circle, all in memory for that moment: ten times the largest coalition
   we were told of. Past it: E_TOO_MANY. The import has the same. */
#define TRIB_OPEN_TIES_MAX 200000u
/* Members of a group that becomes something else, each of whom is asked or carried over in the one
   command. Past it: E_TOO_MANY; a hundred times the largest caucus we were told of. */
#define TRIB_GROUP_MEMBERS_MAX 5000
/* Fields one command may edit; our longest list has twenty-three. Past it: an assertion. */
#define TRIB_EDITS_MAX 32u

#endif
