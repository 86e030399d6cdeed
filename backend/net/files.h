/*
 * The built client, carried inside the program: a table made by the build (backend/embed/client.c).
 * A path from a request is looked up in it and goes nowhere else.
 */
#ifndef TRIBUTARY_NET_FILES_H
#define TRIBUTARY_NET_FILES_H

#include <stdbool.h>
#include <stddef.h>

struct file {
    const char *path; /* "/assets/index-Cx3T.js" */
    const char *type; /* Content-Type */
    const char *tag;  /* ETag, quotes included */
    const unsigned char *gzip;
    size_t gzip_bytes, plain_bytes;
    bool is_lasting; /* its name changes with its content */
};

/* Sorted by path; made by the build, empty where the client was not built. */
extern const struct file files[];
extern const size_t file_count;

/** The file of a path: itself, or for what looks like a page of the client the one page there is.
    NULL: nothing is there. */
const struct file *file_find(const struct file *all, size_t count, const char *path);

/** Its bytes without compression, plain_bytes of them, freed with free(). NULL: no memory. */
unsigned char *file_inflate(const struct file *file);

#endif
