/* The rules' bounds, each with its reason. */
#ifndef TRIBUTARY_DOMAIN_LIMITS_H
#define TRIBUTARY_DOMAIN_LIMITS_H

/* A coalition writes of years somebody remembers or may live to see; other numbers are slips of the
   pen. Past them: E_DATE. The schema's CHECK and the client have the same bounds. */
#define TRIB_YEAR_MIN 1900
#define TRIB_YEAR_MAX 2199

#endif
