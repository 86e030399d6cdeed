/*
 * The client has addresses of its own (/organizations/…) that all show the same page. What has a
 * dot in its last part asks for a file, and /assets/ has nothing else; neither is answered with a
 * page, so that a browser never takes HTML for a script that is gone.
 */
#define ZLIB_CONST /* what is read is const */

#include "files.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#define PAGE "/index.html"
#define ASSETS "/assets/"
/* zlib: a gzip member with the largest window. */
#define GZIP_WINDOW (15 + 16)

static const struct file *find_exact(const struct file *all, size_t count, const char *path) {
    size_t first = 0;
    while (first < count) {
        size_t middle = first + (count - first) / 2;
        int order = strcmp(path, all[middle].path);
        if (order == 0) {
            return &all[middle];
        }
        if (order < 0) {
            count = middle;
        } else {
            first = middle + 1;
        }
    }
    return NULL;
}

static bool looks_like_a_page(const char *path) {
    const char *last = strrchr(path, '/');
    return last != NULL && strchr(last, '.') == NULL &&
           strncmp(path, ASSETS, sizeof ASSETS - 1) != 0;
}

const struct file *file_find(const struct file *all, size_t count, const char *path) {
    const struct file *file = find_exact(all, count, path);
    if (file == NULL && looks_like_a_page(path)) {
        file = find_exact(all, count, PAGE);
    }
    return file;
}

unsigned char *file_inflate(const struct file *file) {
    unsigned char *plain = malloc(file->plain_bytes + 1);
    z_stream stream = {0};
    if (plain == NULL || inflateInit2(&stream, GZIP_WINDOW) != Z_OK) {
        free(plain);
        return NULL;
    }
    stream.next_in = file->gzip;
    stream.avail_in = (uInt)file->gzip_bytes;
    stream.next_out = plain;
    stream.avail_out = (uInt)file->plain_bytes;
    int ended = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (ended != Z_STREAM_END || stream.total_out != file->plain_bytes) {
        free(plain);
        return NULL;
    }
    return plain;
}
