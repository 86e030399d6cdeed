/*
 * How long a text of each kind may be, in characters (code points), wherever it comes in: a
 * command, an import, an invitation. The same numbers stand in the schema's CHECKs, where a text
 * that is over long is refused with E_TOO_LONG; they are here so that it is refused before, with
 * the bound in the answer.
 */
#ifndef TRIBUTARY_BASE_LIMITS_H
#define TRIBUTARY_BASE_LIMITS_H

/* Names and titles: the longest of the organizations we know has 63. Past it: E_TOO_LONG. */
#define TRIB_TITLE_MAX 200
/* A few paragraphs that a card can show whole; longer texts are documents. Past it: E_TOO_LONG. */
#define TRIB_SUMMARY_MAX 2000
/* A charter, in characters. Past it: E_TOO_LONG. */
#define TRIB_CHARTER_MAX 20000
/* "INMD/RIMD" has 9; some write several in one. Past it: E_TOO_LONG. */
#define TRIB_ACRONYM_MAX 40
/* One region ("West and Central Africa"); several are rows of their own. Past it: E_TOO_LONG. */
#define TRIB_REGION_MAX 100
/* What an organization works on, in its own words, a line long. Past it: E_TOO_LONG. */
#define TRIB_SECTOR_MAX 200
/* A language as its writer names it ("zh-Hant", "Quechua"). Past it: E_TOO_LONG. */
#define TRIB_LANGUAGE_TAG_MAX 16
/* A name of the time zone database; its longest has 32. Past it: E_TOO_LONG. */
#define TRIB_TIME_ZONE_MAX 64

#endif
