/*
 * See keys.h. A key's file is written before the row that needs it is committed and removed behind
 * the commit that has no need of it, so a crash leaves at most a key of nothing, which the next
 * look through removes.
 */
#include "tributary/store/keys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "inside.h"
#include "tributary/base/log.h"
#include "tributary/base/text.h"

static bool path_write(const struct trib_store *store, const char *id, struct trib_buffer *out) {
    trib_buffer_append_format(out, "%s.keys%s%s", store->path, id == NULL ? "" : "/",
                              id == NULL ? "" : id);
    return !out->failed;
}

/* ---- in memory ------------------------------------------------------------------------------- */

static struct kept_key *memory_find(struct trib_store *store, const char *id) {
    for (size_t i = 0; i < store->keys.count; i++) {
        if (strcmp(store->keys.kept[i].id, id) == 0) {
            return &store->keys.kept[i];
        }
    }
    return NULL;
}

static bool memory_keep(struct trib_store *store, const char *id, const unsigned char *bytes) {
    struct kept_key *key = memory_find(store, id);
    if (key == NULL) {
        struct kept_key *kept = reallocarray(store->keys.kept, store->keys.count + 1, sizeof *kept);
        if (kept == NULL) {
            return false;
        }
        store->keys.kept = kept;
        key = &kept[store->keys.count++];
        trib_text_copy(key->id, sizeof key->id, id);
    }
    memcpy(key->bytes, bytes, TRIB_SECRET_KEY_BYTES);
    return true;
}

static void memory_tidy(struct trib_store *store,
                        bool (*is_needed)(struct trib_store *, const char *)) {
    size_t count = 0;
    for (size_t i = 0; i < store->keys.count; i++) {
        if (is_needed(store, store->keys.kept[i].id)) {
            store->keys.kept[count++] = store->keys.kept[i];
        }
    }
    if (store->keys.kept != NULL) {
        sodium_memzero(store->keys.kept + count,
                       (store->keys.count - count) * sizeof *store->keys.kept);
    }
    store->keys.count = count;
}

void keys_finish(struct trib_store *store) {
    if (store->keys.kept != NULL) {
        sodium_memzero(store->keys.kept, store->keys.count * sizeof *store->keys.kept);
    }
    free(store->keys.kept);
    store->keys = (struct keys){0};
}

/* ---- files ----------------------------------------------------------------------------------- */

static bool folder_make(const struct trib_store *store) {
    TRIB_AUTO(trib_buffer) folder = {0};
    if (!path_write(store, NULL, &folder)) {
        errno = ENOMEM;
        return false;
    }
    return mkdir(folder.bytes, 0700) == 0 ? file_folder_sync(folder.bytes) : errno == EEXIST;
}

static bool file_keep(const struct trib_store *store, const char *id, const unsigned char *bytes) {
    TRIB_AUTO(trib_buffer) path = {0};
    if (!path_write(store, id, &path) || !folder_make(store)) {
        return false;
    }
    int fd = open(path.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return false;
    }
    bool is_kept = file_write_whole(fd, bytes, TRIB_SECRET_KEY_BYTES);
    int reason = errno;
    close(fd);
    if (is_kept && file_folder_sync(path.bytes)) {
        return true;
    }
    reason = is_kept ? errno : reason;
    unlink(path.bytes);
    errno = reason;
    return false;
}

/* That a file is not there is known; that it cannot be opened, for want of descriptors or of a
   right, says nothing about it. */
static bool file_find(const struct trib_store *store, const char *id, unsigned char *out_bytes,
                      bool *out_found) {
    TRIB_AUTO(trib_buffer) path = {0};
    unsigned char bytes[TRIB_SECRET_KEY_BYTES + 1];
    *out_found = false;
    if (!path_write(store, id, &path)) {
        return false;
    }
    int fd = open(path.bytes, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0) {
        return errno == ENOENT || errno == ENOTDIR;
    }
    ssize_t count = read(fd, bytes, sizeof bytes);
    close(fd);
    *out_found = count == TRIB_SECRET_KEY_BYTES;
    if (*out_found) {
        memcpy(out_bytes, bytes, TRIB_SECRET_KEY_BYTES);
    }
    sodium_memzero(bytes, sizeof bytes);
    return count >= 0;
}

/* Whether there is nothing left to remove. */
static bool files_tidy(struct trib_store *store,
                       bool (*is_needed)(struct trib_store *, const char *)) {
    TRIB_AUTO(trib_buffer) path = {0};
    DIR *folder = path_write(store, NULL, &path) ? opendir(path.bytes) : NULL;
    if (folder == NULL) {
        return errno == ENOENT;
    }
    bool is_tidy = true;
    bool is_changed = false;
    const struct dirent *entry = NULL;
    while ((entry = readdir(folder)) != NULL) {
        if (trib_id_valid(entry->d_name, 4) && !is_needed(store, entry->d_name)) {
            bool is_removed = unlinkat(dirfd(folder), entry->d_name, 0) == 0;
            is_tidy = is_tidy && is_removed;
            is_changed = is_changed || is_removed;
        }
    }
    is_tidy = (!is_changed || fsync(dirfd(folder)) == 0) && is_tidy;
    closedir(folder);
    return is_tidy;
}

/* Where a key lies is the operator's to read, not the caller's. */
static bool key_refuse(const struct trib_store *store, struct trib_error *error) {
    bool is_full = errno == ENOSPC || errno == EDQUOT;
    trib_log(TRIB_LOG_ERROR, "store.key", "%s.keys: %s", store->path, strerror(errno));
    return trib_fail(error, is_full ? TRIB_E_STORAGE : TRIB_E_UNAVAILABLE, NULL);
}

/* ---- both ------------------------------------------------------------------------------------ */

bool trib_secret_key_keep(struct trib_store *store, const char *id,
                          const unsigned char key[static TRIB_SECRET_KEY_BYTES],
                          struct trib_error *error) {
    trib_secret_keys_loosen(store); /* its tick may fail yet */
    if (store->path == NULL) {
        return (store->keys.count < TRIB_SECRET_KEYS_MAX ||
                trib_fail(error, TRIB_E_TOO_MANY, NULL)) &&
               (memory_keep(store, id, key) || trib_fail(error, TRIB_E_UNAVAILABLE, NULL));
    }
    return file_keep(store, id, key) || key_refuse(store, error);
}

bool trib_secret_key_find(struct trib_store *store, const char *id,
                          unsigned char out_key[static TRIB_SECRET_KEY_BYTES], bool *out_found,
                          struct trib_error *error) {
    if (store->path != NULL) {
        return file_find(store, id, out_key, out_found) || key_refuse(store, error);
    }
    const struct kept_key *key = memory_find(store, id);
    *out_found = key != NULL;
    if (key != NULL) {
        memcpy(out_key, key->bytes, TRIB_SECRET_KEY_BYTES);
    }
    return true;
}

void trib_secret_keys_loosen(struct trib_store *store) {
    store->keys.are_settled = false;
}

void trib_secret_keys_tidy(struct trib_store *store,
                           bool (*is_needed)(struct trib_store *store, const char *id)) {
    if (store->keys.are_settled) {
        return;
    }
    store->keys.are_settled = true;
    if (store->path == NULL) {
        memory_tidy(store, is_needed);
    } else if (!files_tidy(store, is_needed)) {
        store->keys.are_settled = false;
    }
}
