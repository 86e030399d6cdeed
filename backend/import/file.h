/*
 * A file being brought in: its records, read field by field with errors that name section, place,
 * field and record, and the keys that records have become rows under.
 */
#ifndef TRIBUTARY_IMPORT_FILE_H
#define TRIBUTARY_IMPORT_FILE_H

#include <jansson.h>
#include <stdint.h>

#include "tributary/base/ids.h"
#include "tributary/import/import.h"

/* A source document's title, in characters; those have four bytes at most. Past it: E_TOO_LONG. */
#define IMPORT_TITLE_MAX 400u
/* Before the title, in what import_key remembers keys under. */
#define IMPORT_SOURCE_PREFIX "tributary-seed:"

struct import_file {
    struct trib_store *store;
    json_t *root;     /* borrowed */
    json_t *pointing; /* convenings that became rows now, whose ties to others are still to be
                         written; owned by the run */
    json_t *sections; /* key of every record in the file → name of its section; owned by the run */
    /* what import_key remembers the keys under */
    char source[sizeof IMPORT_SOURCE_PREFIX + (size_t)IMPORT_TITLE_MAX * 4];
    char source_document_id[TRIB_ID_BYTES]; /* "" when the file names none */
    struct trib_import_report *report;
};

struct import_record {
    struct import_file *file;
    const char *section;
    size_t index;
    const char *key;
    json_t *object; /* borrowed */
    bool is_sample;
};

/* How a field of a record becomes a column. A field without a column is known and not taken. */
enum import_kind { IMPORT_TEXT, IMPORT_WORD, IMPORT_DATE, IMPORT_INTEGER, IMPORT_KNOWN };
struct import_field {
    const char *name;
    enum import_kind kind;
    bool is_required;
    size_t length_max;        /* characters of a text */
    const char *const *words; /* of a vocabulary, NULL at the end */
};

/* What was read of one record, in the order of its fields. */
#define IMPORT_FIELDS_MAX 32u
struct import_values {
    const char *texts[IMPORT_FIELDS_MAX]; /* NULL: not stated */
    int64_t integers[IMPORT_FIELDS_MAX];
    bool has_integer[IMPORT_FIELDS_MAX];
};

/** Fails with code at section[index].field, naming the record. */
bool import_fail(const struct import_record *record, enum trib_error_code code, const char *field,
                 struct trib_error *error);

/** Reads a record by its list of fields. Fields every record has (id, source, quote, illustrative,
    inferred, X_precision …) need not be listed; any other unknown one is E_UNKNOWN_FIELD. */
bool import_read(const struct import_record *record, const struct import_field *fields,
                 size_t field_count, struct import_values *out_values, struct trib_error *error);

/** E_ORDER at the end's field when it is before the start, as far as both are stated. */
bool import_span_check(const struct import_record *record, const char *starts_on,
                       const char *ends_on, const char *field, struct trib_error *error);

enum import_outcome { IMPORT_TAKEN, IMPORT_CHANGED, IMPORT_PRESENT, IMPORT_LEFT_OUT };
typedef bool import_take(struct import_record *record, enum import_outcome *out_outcome,
                         struct trib_error *error);

/** Walks a section's records and gives each that is not a row yet to take. A missing section is an
 * empty one. */
bool import_section(struct import_file *file, const char *name, import_take *take,
                    struct trib_error *error);
/** The same, but take sees records that are rows already too: it fills in what they lacked. */
bool import_section_again(struct import_file *file, const char *name, import_take *take,
                          struct trib_error *error);

/** The row a key has become. "" in out_id when the key names a record of the file that has no home
   yet; E_NOT_FOUND when the file has no such record. key NULL: "". A key may be the id of a row
   that is there already, whatever file it came with. */
bool import_reference(const struct import_record *record, const char *field, const char *key,
                      const char *table_name, char out_id[static TRIB_ID_BYTES],
                      struct trib_error *error);

/** Makes the id of a new row and remembers it under the record's key. */
bool import_key_make(const struct import_record *record, const char *table_name,
                     char out_id[static TRIB_ID_BYTES], struct trib_error *error);
/** The same for a part of a record, by a key of its own; *out_new false when it is there already.
 */
bool import_part_key_make(const struct import_record *record, const char *part,
                          const char *table_name, char out_id[static TRIB_ID_BYTES], bool *out_new,
                          struct trib_error *error);

/** Writes where a sourced record comes from; nothing for a sample. columns: apart by spaces. */
bool import_provenance(const struct import_record *record, const char *table_name,
                       const char *row_id, const char *space_id, struct trib_error *error);

/** The space a record of the directory belongs to: public when it quotes its source; else
   coalition, since nobody has said it in public. */
const char *import_directory_space(const struct import_record *record);

typedef bool import_spelling(void *context, const char *text, const char *language,
                             struct trib_error *error);
/** Gives each text of a record's "also_written" to take: texts, or {text, language}; language NULL:
 * not told. Else E_TYPE. */
bool import_spellings(const struct import_record *record, import_spelling *take, void *context,
                      struct trib_error *error);

/* The sections, in directory.c, additions.c, convenings.c, groups.c, people.c and plans.c. */
import_take import_organization;
import_take import_addition;
import_take import_affiliation;
bool import_affiliations_check(struct import_file *file, struct trib_error *error);
bool import_coalition(struct import_file *file, struct trib_error *error);
import_take import_question;
import_take import_series;
import_take import_convening;
/** Ties convenings to each other, when all have rows. */
bool import_convenings_point(struct import_file *file, struct trib_error *error);
import_take import_lineage;
/** Nothing may have come out of itself, by whatever way. */
bool import_lineage_check(struct import_file *file, struct trib_error *error);
import_take import_group;
import_take import_group_member;
import_take import_person;
/** Lays what stands in plans side by side, before anything is read. */
bool import_plans_lay_out(struct import_file *file, struct trib_error *error);
import_take import_plan;
import_take import_goal;
import_take import_objective;
import_take import_milestone;
import_take import_action_item;
import_take import_reading_note;
bool import_source_document(struct import_file *file, struct trib_error *error);

/* rows.c: statements with their values in order; a NULL text is NULL. */
struct import_value {
    const char *text;
    int64_t integer;
    bool is_integer;
};
#define IMPORT_TEXT_VALUE(value) ((struct import_value){.text = (value)})
#define IMPORT_INTEGER_VALUE(value) ((struct import_value){.integer = (value), .is_integer = true})
bool import_row(struct trib_store *store, const char *sql, const struct import_value *values,
                size_t value_count, struct trib_error *error);

struct import_query {
    const char *sql;
    const struct import_value *values;
    size_t value_count;
};
#define IMPORT_QUERY(...) (&(const struct import_query){__VA_ARGS__})
/** The first column of the first row as text; *out_found false when there is none. */
bool import_look(struct trib_store *store, const struct import_query *query, char *out_text,
                 size_t size, bool *out_found, struct trib_error *error);

#endif
