/*
 * Files to bring in. A declarative JSON file ("tributary-seed") names records by keys of its own;
 * each becomes a row once, remembered in import_key, so that bringing the same file in twice
 * changes nothing. All or nothing: the whole file is one command, and one entry of the log.
 */
#ifndef TRIBUTARY_IMPORT_IMPORT_H
#define TRIBUTARY_IMPORT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "tributary/base/error.h"
#include "tributary/store/store.h"

/* Bytes of a file. Past it: E_TOO_LONG; it is read into memory whole. */
#define TRIB_IMPORT_BYTES_MAX ((size_t)16 * 1024 * 1024)
/* Sections a file may have. Past it: E_TOO_MANY. */
#define TRIB_IMPORT_SECTIONS_MAX 64u
/* Records of one section. Past it: E_TOO_MANY. */
#define TRIB_IMPORT_RECORDS_MAX 10000u
/* Levels of [ and {. Past it: E_PARSE. */
#define TRIB_IMPORT_DEPTH_MAX 32u

struct trib_import_section {
    char name[64];
    bool has_home;   /* false: no table for it yet; its records are counted, not taken */
    size_t taken;    /* records that became rows now */
    size_t changed;  /* records that filled in what a row lacked */
    size_t present;  /* records that were there already */
    size_t left_out; /* records not taken: no home, or nothing of what they speak of has one */
};

struct trib_import_report {
    struct trib_import_section sections[TRIB_IMPORT_SECTIONS_MAX];
    size_t section_count;
    size_t references_left_out; /* from taken records to records without a home; a later import
                                   fills them */
};

/**
 * Brings a file in, in a command of its own; the caller commits the tick. Illustrative records are
 * marked as samples and stay in the coalition space, sourced records of the directory become
 * public, each with its heading and quotation. Errors name the field ("affiliations[2].parent")
 * and, as argument "record", the record's key; then nothing at all was taken.
 */
bool trib_import_run(struct trib_store *store, const char *json, size_t length,
                     struct trib_import_report *out_report, struct trib_error *error);

/**
 * The same within a command that is open already, as somebody's own act. A refusal leaves rows half
 * written: the caller undoes the command.
 */
bool trib_import_take(struct trib_store *store, const char *json, size_t length,
                      struct trib_import_report *out_report, struct trib_error *error);

/** What trib_import_run would do, and nothing of it done. No command may be open. */
bool trib_import_preview(struct trib_store *store, const char *json, size_t length,
                         struct trib_import_report *out_report, struct trib_error *error);

#endif
