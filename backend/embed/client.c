/*
 * Build step: the built client (web/dist) becomes the table of files that the room net carries,
 * each compressed as far as it goes. Without a built client the table is empty. The output is only
 * touched when it would be another, so that nothing is compiled again for nothing. usage:
 * embed_client OUTPUT.c FOLDER
 */
#include <ftw.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define PATH_BYTES_MAX 1024
#define FILES_MAX 512
#define DESCRIPTORS_MAX 8
#define LEVEL_HIGHEST 12

struct built {
    char path[PATH_BYTES_MAX]; /* below the folder, with a slash in front */
    const char *type;
    unsigned char *gzip;
    size_t gzip_bytes, plain_bytes;
    uint64_t digest;
};

static struct built files[FILES_MAX];
static size_t file_count, folder_length;

static bool fail(const char *path, const char *why) {
    fprintf(stderr, "embed_client: %s: %s\n", path, why);
    return false;
}

static const char *type_of(const char *path) {
    static const struct {
        const char *ending, *type;
    } types[] = {{".html", "text/html; charset=utf-8"},
                 {".js", "text/javascript; charset=utf-8"},
                 {".css", "text/css; charset=utf-8"},
                 {".json", "application/json"},
                 {".webmanifest", "application/manifest+json"},
                 {".svg", "image/svg+xml"},
                 {".png", "image/png"},
                 {".ico", "image/x-icon"},
                 {".woff2", "font/woff2"},
                 {".txt", "text/plain; charset=utf-8"}};
    const char *ending = strrchr(path, '.');
    for (size_t i = 0; ending != NULL && i < sizeof types / sizeof types[0]; i++) {
        if (strcmp(ending, types[i].ending) == 0) {
            return types[i].type;
        }
    }
    return NULL;
}

/* FNV-1a: tells one build of a file from the next; nobody is kept out by it. */
static uint64_t digest_of(const unsigned char *bytes, size_t length) {
    uint64_t digest = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < length; i++) {
        digest = (digest ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    return digest;
}

static unsigned char *read_open(FILE *in, size_t *out_length) {
    struct stat about;
    if (fstat(fileno(in), &about) != 0) {
        return NULL;
    }
    *out_length = (size_t)about.st_size;
    unsigned char *bytes = malloc(*out_length + 1);
    if (bytes != NULL && fread(bytes, 1, *out_length, in) != *out_length) {
        free(bytes);
        bytes = NULL;
    }
    return bytes;
}

static unsigned char *read_whole(const char *path, size_t *out_length) {
    FILE *in = fopen(path, "rb");
    unsigned char *bytes = in == NULL ? NULL : read_open(in, out_length);
    if (in != NULL && fclose(in) != 0) {
        free(bytes);
        bytes = NULL;
    }
    return bytes;
}

static bool compress_into(struct built *built, const unsigned char *plain) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL_HIGHEST);
    if (compressor == NULL) {
        return false;
    }
    size_t bound = libdeflate_gzip_compress_bound(compressor, built->plain_bytes);
    built->gzip = malloc(bound);
    built->gzip_bytes =
        built->gzip == NULL
            ? 0
            : libdeflate_gzip_compress(compressor, plain, built->plain_bytes, built->gzip, bound);
    libdeflate_free_compressor(compressor);
    return built->gzip_bytes > 0;
}

static bool add_file(const char *whole, const char *path) {
    if (file_count == FILES_MAX) {
        return fail(path, "too many files");
    }
    struct built *built = &files[file_count++];
    if (snprintf(built->path, sizeof built->path, "%s", path) >= (int)sizeof built->path) {
        return fail(path, "too long a name");
    }
    built->type = type_of(path);
    if (built->type == NULL) {
        return fail(path, "no type is known for this ending");
    }
    unsigned char *plain = read_whole(whole, &built->plain_bytes);
    if (plain == NULL) {
        return fail(path, "cannot be read");
    }
    built->digest = digest_of(plain, built->plain_bytes);
    bool is_made = compress_into(built, plain);
    free(plain);
    return is_made || fail(path, "cannot be compressed");
}

/* Files and folders whose names begin with a dot are the build's own. */
static int visit(const char *whole, const struct stat *about, int kind, struct FTW *place) {
    (void)about, (void)place;
    const char *path = whole + folder_length;
    if (kind == FTW_D || strstr(path, "/.") != NULL) {
        return 0;
    }
    return kind == FTW_F && add_file(whole, path) ? 0 : 1;
}

static bool add_folder(const char *folder) {
    folder_length = strlen(folder);
    return nftw(folder, visit, DESCRIPTORS_MAX, FTW_PHYS) == 0 ||
           fail(folder, "cannot be taken in");
}

static int compare_paths(const void *left, const void *right) {
    return strcmp(((const struct built *)left)->path, ((const struct built *)right)->path);
}

static void write_bytes(FILE *out, const struct built *built, size_t index) {
    fprintf(out, "static const unsigned char file_%zu[] = {", index);
    for (size_t i = 0; i < built->gzip_bytes; i++) {
        fprintf(out, "%s%d,", i % 24 == 0 ? "\n    " : "", built->gzip[i]);
    }
    fputs("};\n\n", out);
}

static void write_table(FILE *out) {
    fputs("#include \"files.h\"\n\n", out);
    for (size_t i = 0; i < file_count; i++) {
        write_bytes(out, &files[i], i);
    }
    fputs("const struct file files[] = {\n", out);
    for (size_t i = 0; i < file_count; i++) {
        const struct built *built = &files[i];
        fprintf(out, "    {\"%s\", \"%s\", \"W/\\\"%016llx\\\"\",\n     file_%zu, %zu, %zu, %s},\n",
                built->path, built->type, (unsigned long long)built->digest, i, built->gzip_bytes,
                built->plain_bytes, strncmp(built->path, "/assets/", 8) == 0 ? "true" : "false");
    }
    fprintf(out, "%s};\nconst size_t file_count = %zu;\n",
            file_count == 0 ? "    {0} /* the client was not built */\n" : "", file_count);
}

static bool is_the_same(const char *path, const char *text, size_t length) {
    size_t old_length = 0;
    unsigned char *old = read_whole(path, &old_length);
    bool is_same = old != NULL && old_length == length && memcmp(old, text, length) == 0;
    free(old);
    return is_same;
}

static bool write_if_changed(const char *path) {
    char *text = NULL;
    size_t length = 0;
    FILE *memory = open_memstream(&text, &length);
    if (memory == NULL) {
        return fail(path, "no memory");
    }
    write_table(memory);
    bool is_written = fclose(memory) == 0;
    if (is_written && !is_the_same(path, text, length)) {
        FILE *out = fopen(path, "w");
        is_written = out != NULL && fwrite(text, 1, length, out) == length;
        is_written = out != NULL && fclose(out) == 0 && is_written;
    }
    free(text);
    return is_written || fail(path, "cannot be written");
}

int main(int argument_count, char **arguments) {
    struct stat about;
    char page[PATH_BYTES_MAX];
    if (argument_count != 3) {
        fprintf(stderr, "usage: embed_client OUTPUT.c FOLDER\n");
        return 2;
    }
    snprintf(page, sizeof page, "%s/index.html", arguments[2]);
    if (stat(page, &about) == 0 && !add_folder(arguments[2])) {
        return 1;
    }
    qsort(files, file_count, sizeof files[0], compare_paths);
    return write_if_changed(arguments[1]) ? 0 : 1;
}
