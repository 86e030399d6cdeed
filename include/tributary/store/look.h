/*
 * A look into a coalition's file from beside it, for the operator: a few numbers, read only,
 * without taking the file from whoever serves it.
 */
#ifndef TRIBUTARY_STORE_LOOK_H
#define TRIBUTARY_STORE_LOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The first row of a query, its columns as whole numbers. sql is a static string. False: it cannot
    be read, or is of a version that has not those tables. */
bool trib_store_look(const char *path, const char *sql, int64_t *out_numbers, size_t count);

#endif
