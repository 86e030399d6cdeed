/*
 * The schema of the test library and its descriptors. Each table and trigger is there for something
 * that capture gets wrong easily; what, is said beside it.
 */
#include "library.h"

#define TEXT(column)                                                                               \
    { (column), TRIB_COLUMN_TEXT, false, false }
#define TEXT_OR_NULL(column)                                                                       \
    { (column), TRIB_COLUMN_TEXT, true, false }
#define INTEGER(column)                                                                            \
    { (column), TRIB_COLUMN_INTEGER, false, false }
#define INTEGER_OR_NULL(column)                                                                    \
    { (column), TRIB_COLUMN_INTEGER, true, false }
#define WORDS(column)                                                                              \
    { (column), TRIB_COLUMN_TEXT, false, true }

static const struct trib_column ROOM_COLUMNS[] = {TEXT("room_id"), TEXT("space_id"), TEXT("name")};

static const struct trib_column SHELF_COLUMNS[] = {
    TEXT("shelf_id"), TEXT("space_id"),    TEXT("title"),        INTEGER_OR_NULL("rank"),
    INTEGER("width"), INTEGER("revision"), TEXT_OR_NULL("note"),
};

static const struct trib_column BOOK_COLUMNS[] = {
    TEXT("book_id"),           TEXT("space_id"), TEXT("shelf_id"),         TEXT_OR_NULL("lent_to"),
    TEXT_OR_NULL("sequel_of"), TEXT("title"),    INTEGER_OR_NULL("place"),
};

static const struct trib_column PAGE_COLUMNS[] = {
    TEXT("page_id"), TEXT("space_id"), TEXT("book_id"), INTEGER("number"), WORDS("text"),
};

static const struct trib_column READER_COLUMNS[] = {
    TEXT("reader_id"),
    WORDS("name"),
    INTEGER_OR_NULL("age"),
};

static const struct trib_column TALLY_COLUMNS[] = {
    TEXT("tally_id"),
    INTEGER("book_count"),
    TEXT_OR_NULL("last_title"),
};

static const struct trib_column WORD_COLUMNS[] = {TEXT("word_id"), TEXT("text")};

static const struct trib_column REDACTION_COLUMNS[] = {TEXT("redaction_id"), TEXT("table_name"),
                                                       TEXT("row_id"), TEXT("digest")};

#define COLUMNS(list) .columns = (list), .column_count = sizeof(list) / sizeof(list)[0]

const struct trib_table library_tables[LIBRARY_TABLE_COUNT] = {
    [LIBRARY_ROOM] = {"room", TRIB_TABLE_SYNCED, COLUMNS(ROOM_COLUMNS), .space_column = 1,
                      .decides_sight = true},
    [LIBRARY_SHELF] = {"shelf", TRIB_TABLE_SYNCED, COLUMNS(SHELF_COLUMNS), .space_column = 1},
    [LIBRARY_BOOK] = {"book", TRIB_TABLE_SYNCED, COLUMNS(BOOK_COLUMNS), .space_column = 1},
    [LIBRARY_PAGE] = {"page", TRIB_TABLE_SYNCED, COLUMNS(PAGE_COLUMNS), .space_column = 1,
                      .parent_column = "book_id"},
    [LIBRARY_READER] = {"reader", TRIB_TABLE_RECORDED, COLUMNS(READER_COLUMNS)},
    [LIBRARY_TALLY] = {"tally", TRIB_TABLE_RECORDED, COLUMNS(TALLY_COLUMNS)},
    [LIBRARY_REDACTION] = {"redaction", TRIB_TABLE_RECORDED, COLUMNS(REDACTION_COLUMNS)},
    [LIBRARY_WORD] = {"word", TRIB_TABLE_PRIVATE, COLUMNS(WORD_COLUMNS)},
};

static const char FIRST[] =
    "CREATE TABLE room ("
    "    room_id  TEXT PRIMARY KEY,"
    "    space_id TEXT NOT NULL,"
    "    name     TEXT NOT NULL"
    ") STRICT;"

    "CREATE TABLE reader ("
    "    reader_id TEXT PRIMARY KEY,"
    "    name      TEXT NOT NULL,"
    "    age       INTEGER,"
    "    CONSTRAINT \"name E_REQUIRED\" CHECK (trim(name) <> '')"
    ") STRICT;"

    /* Two UNIQUE rules, so that REPLACE can delete more than one row. */
    "CREATE TABLE shelf ("
    "    shelf_id TEXT PRIMARY KEY,"
    "    space_id TEXT NOT NULL,"
    "    title    TEXT NOT NULL,"
    "    rank     INTEGER,"
    "    width    INTEGER NOT NULL DEFAULT 1,"
    "    revision INTEGER NOT NULL DEFAULT 0,"
    "    note     TEXT UNIQUE,"
    "    CONSTRAINT \"title E_TOO_LONG\" CHECK (length(title) <= 40),"
    "    CONSTRAINT \"width E_TOO_FEW\" CHECK (width >= 1),"
    "    UNIQUE (space_id, rank)"
    ") STRICT;"

    "CREATE TABLE book ("
    "    book_id   TEXT PRIMARY KEY,"
    "    space_id  TEXT NOT NULL,"
    "    shelf_id  TEXT NOT NULL REFERENCES shelf (shelf_id) ON DELETE CASCADE,"
    "    lent_to   TEXT REFERENCES reader (reader_id) ON DELETE SET NULL,"
    "    sequel_of TEXT REFERENCES book (book_id) DEFERRABLE INITIALLY DEFERRED,"
    "    title     TEXT NOT NULL,"
    "    place     INTEGER,"
    "    CONSTRAINT \"title E_REQUIRED\" CHECK (trim(title) <> ''),"
    "    UNIQUE (shelf_id, place)"
    ") STRICT;"

    "CREATE TABLE page ("
    "    page_id  TEXT PRIMARY KEY,"
    "    space_id TEXT NOT NULL,"
    "    book_id  TEXT NOT NULL,"
    "    number   INTEGER NOT NULL,"
    "    text     TEXT NOT NULL,"
    "    UNIQUE (book_id, number)"
    ") STRICT;"

    /* Its CHECK fails inside a trigger, when the row that fired it is written already. */
    "CREATE TABLE tally ("
    "    tally_id   TEXT PRIMARY KEY,"
    "    book_count INTEGER NOT NULL,"
    "    last_title TEXT,"
    "    CONSTRAINT \"book_count E_TOO_MANY\" CHECK (book_count <= 5)"
    ") STRICT;"

    "CREATE TABLE redaction (redaction_id TEXT PRIMARY KEY, table_name TEXT NOT NULL,"
    "    row_id TEXT NOT NULL, digest TEXT NOT NULL) STRICT;"

    "CREATE TABLE word (word_id TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;"

    "CREATE TRIGGER book_added AFTER INSERT ON book BEGIN"
    "    INSERT INTO tally VALUES (NEW.shelf_id, 1, NEW.title) ON CONFLICT (tally_id)"
    "        DO UPDATE SET book_count = book_count + 1, last_title = excluded.last_title;"
    "    INSERT OR REPLACE INTO word VALUES (NEW.book_id, NEW.title);"
    "END;"
    "CREATE TRIGGER book_gone AFTER DELETE ON book BEGIN"
    "    UPDATE tally SET book_count = book_count - 1 WHERE tally_id = OLD.shelf_id;"
    "    DELETE FROM word WHERE word_id = OLD.book_id;"
    "END;"
    "CREATE TRIGGER shelf_gone AFTER DELETE ON shelf BEGIN"
    "    DELETE FROM tally WHERE tally_id = OLD.shelf_id;"
    "END;"
    /* What lies on a shelf follows it into its new space. */
    "CREATE TRIGGER shelf_moved AFTER UPDATE OF space_id ON shelf"
    "    WHEN OLD.space_id <> NEW.space_id BEGIN"
    "    UPDATE book SET space_id = NEW.space_id WHERE shelf_id = NEW.shelf_id;"
    "END;"
    /* The same row twice in one statement. */
    "CREATE TRIGGER shelf_retitled AFTER UPDATE OF title ON shelf BEGIN"
    "    UPDATE shelf SET revision = revision + 1 WHERE shelf_id = NEW.shelf_id;"
    "END;"
    /* Written before the delete that then writes them again by SET NULL. */
    "CREATE TRIGGER reader_leaves BEFORE DELETE ON reader BEGIN"
    "    UPDATE book SET place = NULL WHERE lent_to = OLD.reader_id;"
    "END;";

/* Changes rows, also by a trigger that it then drops: the replay runs the same file at that place.
 */
static const char SECOND[] = "UPDATE shelf SET title = 'Moved ' || rank WHERE rank IS NOT NULL;"
                             "DROP TRIGGER shelf_retitled;"
                             "CREATE INDEX book_lent ON book (lent_to);";

const struct trib_migration library_migrations[2] = {{1, "first", FIRST}, {2, "second", SECOND}};

const char *const library_dumps[LIBRARY_TABLE_COUNT] = {
    [LIBRARY_ROOM] = "SELECT json_group_object(room_id, json_object('room_id', room_id, "
                     "'space_id', space_id, 'name', name)) FROM room",
    [LIBRARY_SHELF] =
        "SELECT json_group_object(shelf_id, json_object('shelf_id', shelf_id, 'space_id', "
        "space_id, 'title', title, 'rank', rank, 'width', width, 'revision', revision, "
        "'note', note)) FROM shelf",
    [LIBRARY_BOOK] =
        "SELECT json_group_object(book_id, json_object('book_id', book_id, 'space_id', space_id, "
        "'shelf_id', shelf_id, 'lent_to', lent_to, 'sequel_of', sequel_of, 'title', title, "
        "'place', place)) FROM book",
    [LIBRARY_PAGE] = "SELECT json_group_object(page_id, json_object('page_id', page_id, "
                     "'space_id', space_id, 'book_id', book_id, 'number', number, 'text', text)) "
                     "FROM page",
    [LIBRARY_READER] = "SELECT json_group_object(reader_id, json_object('reader_id', reader_id, "
                       "'name', name, 'age', age)) FROM reader",
    [LIBRARY_TALLY] = "SELECT json_group_object(tally_id, json_object('tally_id', tally_id, "
                      "'book_count', book_count, 'last_title', last_title)) FROM tally",
    [LIBRARY_REDACTION] = "SELECT json_group_object(redaction_id, json_object('redaction_id', "
                          "redaction_id, 'table_name', table_name, 'row_id', row_id, 'digest', "
                          "digest)) FROM redaction",
    [LIBRARY_WORD] =
        "SELECT json_group_object(word_id, json_object('word_id', word_id, 'text', text)) FROM "
        "word",
};
