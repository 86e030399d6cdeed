/*
 * The tables of the schema for the tests of rooms below the one that describes them.
 */
#include "../../../backend/command/tables.c" /* NOLINT(bugprone-suspicious-include) */
