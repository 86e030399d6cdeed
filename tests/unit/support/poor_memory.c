/* See poor_memory.h. */
#include "poor_memory.h"

#include <jansson.h>
#include <malloc.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
char *__wrap_strdup(const char *text);

static struct {
    uint64_t countdown;
    bool is_lasting, has_failed;
} memory;

static bool fails(void) {
    if (memory.countdown == 0 || --memory.countdown > 0) {
        return false;
    }
    memory.countdown = memory.is_lasting ? 1 : 0;
    memory.has_failed = true;
    return true;
}

void *__wrap_malloc(size_t size) {
    return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size) {
    return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size) {
    return fails() ? NULL : __real_realloc(old, size);
}

char *__wrap_strdup(const char *text) {
    size_t size = strlen(text) + 1;
    char *copy = __wrap_malloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

/* ---- SQLite's -------------------------------------------------------------------------------- */

static void *lite_malloc(int size) {
    return __wrap_malloc((size_t)size);
}

static void *lite_realloc(void *old, int size) {
    return __wrap_realloc(old, (size_t)size);
}

static int lite_size(void *block) {
    return (int)malloc_usable_size(block);
}

static int lite_round_up(int size) {
    return (size + 7) & ~7;
}

static int lite_start(void *context) {
    (void)context;
    return SQLITE_OK;
}

static void lite_stop(void *context) {
    (void)context;
}

void poor_memory_begin(void) {
    static sqlite3_mem_methods methods = {.xMalloc = lite_malloc,
                                          .xFree = free,
                                          .xRealloc = lite_realloc,
                                          .xSize = lite_size,
                                          .xRoundup = lite_round_up,
                                          .xInit = lite_start,
                                          .xShutdown = lite_stop};
    sqlite3_config(SQLITE_CONFIG_MALLOC, &methods);
}

void poor_memory_fail_at(uint64_t n, bool is_lasting) {
    json_set_alloc_funcs(__real_malloc, free); /* jansson does not outlive it: json_in.h */
    memory.countdown = n;
    memory.is_lasting = is_lasting;
    memory.has_failed = false;
}

bool poor_memory_end(void) {
    memory.countdown = 0;
    return memory.has_failed;
}
