/* The commands' bounds, each with its reason. */
#ifndef TRIBUTARY_COMMAND_LIMITS_H
#define TRIBUTARY_COMMAND_LIMITS_H

/* Open ties looked at for a circle, all in memory for that moment: ten times the largest coalition
   we were told of. Past it: E_TOO_MANY. The import has the same. */
#define TRIB_OPEN_TIES_MAX 200000u
/* Fields one command may edit; our longest list has six. Past it: an assertion. */
#define TRIB_EDITS_MAX 16u

#endif
