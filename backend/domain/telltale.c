/*
 * What may betray a person is found in one walk over the text; each kind remembers how far it has
 * looked, so that no text makes it look twice.
 */
#include "tributary/domain/telltale.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "tributary/domain/limits.h"

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct glyph {
    uint32_t code; /* 0 at the end of the text */
    size_t bytes;
};

#define MALFORMED 0xFFFDu

/* Reads one character; a byte that is none of UTF-8 is one of its own. Never reads behind a NUL. */
static struct glyph glyph_at(const char *text, size_t offset) {
    static const uint32_t least[] = {[2] = 0x80, [3] = 0x800, [4] = 0x10000};
    const unsigned char *at = (const unsigned char *)text + offset;
    if (at[0] < 0x80) {
        return (struct glyph){at[0], 1};
    }
    size_t bytes = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4) {
        return (struct glyph){MALFORMED, 1};
    }
    uint32_t code = at[0] & (0x7Fu >> bytes);
    for (size_t i = 1; i < bytes; i++) {
        if ((at[i] & 0xC0) != 0x80) {
            return (struct glyph){MALFORMED, 1};
        }
        code = code << 6 | (at[i] & 0x3Fu);
    }
    return code < least[bytes] ? (struct glyph){MALFORMED, 1} : (struct glyph){code, bytes};
}

static bool is_latin(uint32_t code) { /* A to Z, in either case */
    uint32_t lower = code | 0x20u;
    return code < 0x80 && lower >= 'a' && lower <= 'z';
}

/* The value of a decimal digit of any script of the Basic Multilingual Plane, or of Adlam; else -1.
   Source: Unicode 14.0, general category Nd; each block has ten in order. */
static int digit_value(uint32_t code) {
    static const uint32_t zeros[] = {
        0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6,  0x0B66, 0x0BE6, 0x0C66,
        0x0CE6, 0x0D66, 0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040,  0x1090, 0x17E0, 0x1810,
        0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,  0x1C50, 0xA620, 0xA8D0,
        0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x1E950,
    };
    if (code < 0x80) {
        return code >= '0' && code <= '9' ? (int)code - '0' : -1;
    }
    for (size_t i = 0; i < COUNT(zeros); i++) {
        if (code >= zeros[i] && code < zeros[i] + 10) {
            return (int)(code - zeros[i]);
        }
    }
    return -1;
}

struct range {
    uint32_t first, last;
};

static bool is_within(uint32_t code, const struct range *ranges, size_t count) {
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* White space, but for the ends of lines. */
static bool is_space(uint32_t code) {
    static const struct range spaces[] = {
        {'\t', '\t'},     {' ', ' '},       {0x00A0, 0x00A0}, {0x1680, 0x1680},
        {0x2000, 0x200A}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
    };
    return is_within(code, spaces, COUNT(spaces));
}

/* Marks that are not seen, such as those that turn the direction of a line. */
static bool is_invisible(uint32_t code) {
    static const struct range marks[] = {
        {0x061C, 0x061C}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0xFEFF, 0xFEFF}};
    return is_within(code, marks, COUNT(marks));
}

/* Whether a character next to a word makes it part of a longer one: a letter of a script that parts
   words by spaces. Listed is what does not: signs, and scripts that write words or their endings
   onto one another. */
static bool is_letter(uint32_t code) {
    static const struct range apart[] = {
        {0x0080, 0x00BF},   {0x00D7, 0x00D7},   {0x00F7, 0x00F7}, {0x037E, 0x037E},
        {0x0387, 0x0387},   {0x055A, 0x055F},   {0x0589, 0x058A}, {0x05BE, 0x05BE},
        {0x05C0, 0x05C0},   {0x05C3, 0x05C3},   {0x05F3, 0x05F4}, {0x0606, 0x060F},
        {0x061B, 0x061F},   {0x066A, 0x066D},   {0x06D4, 0x06D4}, {0x0964, 0x0965},
        {0x0E00, 0x0EFF},   {0x1000, 0x109F},   {0x1360, 0x1368}, {0x1680, 0x1680},
        {0x1780, 0x17FF},   {0x2000, 0x2BFF},   {0x2E00, 0xA4CF}, {0xF900, 0xFAFF},
        {0xAC00, 0xD7AF},   {0xFD3E, 0xFD3F},   {0xFE10, 0xFE1F}, {0xFE30, 0xFE6F},
        {0xFEFF, 0xFF0F},   {0xFF1A, 0xFF20},   {0xFF3B, 0xFF40}, {0xFF5B, 0xFFFF},
        {0x1F000, 0x1FAFF}, {0x20000, 0x3FFFF},
    };
    return code < 0x80 ? is_latin(code)
                       : digit_value(code) < 0 && !is_within(code, apart, COUNT(apart));
}

static bool is_letter_or_digit(uint32_t code) {
    return is_letter(code) || digit_value(code) >= 0;
}

/* How far each kind has looked, and what stands before the place one is at. */
struct scan {
    const char *text;
    const char *const *words;
    size_t word_count;
    uint32_t before;     /* the character before; 0 at the beginning */
    size_t word_letters; /* letters before, of the word one is in */
    bool is_prefix;      /* they are all such as are written onto words */
    size_t numbers_until, addresses_until, links_until; /* bytes */
};

/* Where the digits from here end; as they do here when there is none. */
static size_t digits_end(const char *text, size_t at, size_t *count) {
    struct glyph glyph = glyph_at(text, at);
    while (digit_value(glyph.code) >= 0) {
        *count += 1;
        at += glyph.bytes;
        glyph = glyph_at(text, at);
    }
    return at;
}

/* Where the next digits begin behind spaces, hyphens, brackets, a slash or one dot; 0: nowhere. */
static size_t gap_end(const char *text, size_t at) {
    bool is_dotted = false;
    for (size_t marks = 0; marks <= TRIB_TELEPHONE_GAP_MAX; marks++) {
        struct glyph glyph = glyph_at(text, at);
        if (digit_value(glyph.code) >= 0) {
            return at;
        }
        bool is_mark = is_space(glyph.code) || is_invisible(glyph.code) || glyph.code == 0x2010 ||
                       glyph.code == 0x2011 ||
                       (glyph.code != 0 && glyph.code < 0x80 && strchr("-()/", (int)glyph.code));
        bool is_dot = glyph.code == '.' && marks == 0;
        if (is_dotted || (!is_mark && !is_dot)) {
            return 0;
        }
        is_dotted = is_dot;
        at += glyph.bytes;
    }
    return 0;
}

/* Reads at most four digits; returns their number, or -1 when there are others more. */
static int32_t read_part(const char *text, size_t *at, size_t *out_digits) {
    int32_t number = 0;
    struct glyph glyph = glyph_at(text, *at);
    for (*out_digits = 0; digit_value(glyph.code) >= 0; *out_digits += 1) {
        if (*out_digits == 4) {
            return -1;
        }
        number = number * 10 + digit_value(glyph.code);
        *at += glyph.bytes;
        glyph = glyph_at(text, *at);
    }
    return number;
}

/* Where a day ends that is written from here, 2012-09-15 or 15/09/2012; 0: there is none. */
static size_t day_end(const char *text, size_t at) {
    int32_t parts[3];
    size_t digits[3];
    char mark = '\0';
    for (size_t i = 0; i < 3; i++) {
        parts[i] = read_part(text, &at, &digits[i]);
        if (parts[i] < 1) {
            return 0;
        }
        bool is_mark = text[at] == '-' || text[at] == '/' || text[at] == '.';
        if (i < 2 && (!is_mark || (i == 1 && text[at] != mark))) {
            return 0;
        }
        if (i < 2) {
            mark = text[at++];
        }
    }
    size_t year = digits[0] == 4 ? 0 : 2;
    bool is_day = digits[year] == 4 && parts[year] >= TRIB_YEAR_MIN &&
                  parts[year] <= TRIB_YEAR_MAX && digits[1] <= 2 && digits[2 - year] <= 2 &&
                  parts[1] <= 31 && parts[2 - year] <= 31 &&
                  (parts[1] <= 12 || parts[2 - year] <= 12);
    bool goes_on = text[at] == mark && digit_value(glyph_at(text, at + 1).code) >= 0;
    return is_day && !goes_on ? at : 0;
}

/* Digits with gaps between them: where a telephone or other long number ends; 0: it is none. */
static size_t number_end(struct scan *scan, size_t offset, enum trib_telltale_kind *out_kind) {
    if (offset < scan->numbers_until || digit_value(scan->before) >= 0) {
        return 0;
    }
    const char *text = scan->text;
    size_t begin = offset;
    bool has_plus = false;
    while (begin < offset + 2 && (text[begin] == '+' || text[begin] == '(')) {
        has_plus = has_plus || text[begin] == '+';
        begin++;
    }
    struct glyph first = glyph_at(text, begin);
    if (digit_value(first.code) < 0) {
        return 0;
    }
    size_t day = has_plus ? 0 : day_end(text, begin);
    if (day > 0) {
        scan->numbers_until = day;
        return 0;
    }
    size_t count = 0;
    size_t end = digits_end(text, begin, &count);
    size_t group_count = 1;
    for (size_t next = gap_end(text, end); next > 0; next = gap_end(text, end)) {
        end = digits_end(text, next, &count);
        group_count++;
    }
    scan->numbers_until = end;
    bool is_marked = has_plus || group_count > 1 || digit_value(first.code) == 0;
    if (!is_marked || count < TRIB_TELEPHONE_DIGITS_MIN) {
        return 0; /* a plain run is looked at as a document's number */
    }
    *out_kind =
        count <= TRIB_TELEPHONE_DIGITS_MAX ? TRIB_TELLTALE_TELEPHONE : TRIB_TELLTALE_DOCUMENT;
    return end;
}

/* Letters and digits without anything between them. */
static size_t document_end(const struct scan *scan, size_t offset) {
    if (is_latin(scan->before) || digit_value(scan->before) >= 0) {
        return 0;
    }
    size_t letters = 0;
    size_t digits = 0;
    size_t at = offset;
    for (;;) {
        struct glyph glyph = glyph_at(scan->text, at);
        bool is_digit = digit_value(glyph.code) >= 0;
        if (!is_digit && !is_latin(glyph.code)) {
            break;
        }
        digits += is_digit;
        letters += !is_digit;
        at += glyph.bytes;
    }
    bool is_mixed = letters > 0 && digits >= TRIB_DOCUMENT_MIXED_DIGITS_MIN &&
                    letters + digits >= TRIB_DOCUMENT_MIXED_MIN;
    return digits >= TRIB_DOCUMENT_DIGITS_MIN || is_mixed ? at : 0;
}

/* Where a run of letters, digits and the given ASCII signs ends. */
static size_t run_end(const char *text, size_t at, const char *signs) {
    for (;;) {
        struct glyph glyph = glyph_at(text, at);
        bool is_sign = glyph.code != 0 && glyph.code < 0x80 && strchr(signs, (int)glyph.code);
        if (!is_sign && !is_letter_or_digit(glyph.code)) {
            return at;
        }
        at += glyph.bytes;
    }
}

static size_t address_end(struct scan *scan, size_t offset) {
    const char *text = scan->text;
    if (offset < scan->addresses_until || !is_letter_or_digit(glyph_at(text, offset).code)) {
        return 0;
    }
    size_t at_sign = run_end(text, offset, "._%+-'");
    scan->addresses_until = at_sign;
    if (text[at_sign] != '@') {
        return 0;
    }
    size_t end = run_end(text, at_sign + 1, ".-");
    while (end > at_sign + 1 && (text[end - 1] == '.' || text[end - 1] == '-')) {
        end--;
    }
    return end > at_sign + 1 ? end : 0;
}

/* Whether a run is a computer's name: a dot, and behind its last one two letters or more. */
static bool is_host(const char *run, size_t length) {
    size_t letters = 0;
    while (letters < length && is_latin((unsigned char)run[length - 1 - letters])) {
        letters++;
    }
    return letters >= 2 && letters + 1 < length && run[length - 1 - letters] == '.';
}

/* A link goes on to the next space, without the signs that end a sentence or a bracket behind it.
 */
static size_t link_tail(const char *text, size_t at) {
    static const struct range trailing[] = {
        {'.', '.'},       {',', ','},       {':', ';'},       {'!', '!'},      {'?', '?'},
        {')', ')'},       {']', ']'},       {'}', '}'},       {'\'', '\''},    {0x00BB, 0x00BB},
        {0x060C, 0x060C}, {0x061B, 0x061B}, {0x061F, 0x061F}, {0x2018, 0x201F}};
    size_t end = at;
    struct glyph glyph = glyph_at(text, at);
    while (glyph.code > ' ' && glyph.code != '<' && glyph.code != '>' && glyph.code != '"' &&
           !is_space(glyph.code)) {
        at += glyph.bytes;
        if (!is_within(glyph.code, trailing, COUNT(trailing))) {
            end = at;
        }
        glyph = glyph_at(text, at);
    }
    return end;
}

/* "any://what", "www.what", or a host and a slash. */
static size_t link_end(struct scan *scan, size_t offset) {
    const char *text = scan->text;
    if (offset < scan->links_until || !is_letter_or_digit(glyph_at(text, offset).code)) {
        return 0;
    }
    size_t run = run_end(text, offset, "+.-");
    scan->links_until = run;
    size_t begin = 0; /* of what must follow for it to be a link */
    if (strncmp(text + run, "://", 3) == 0) {
        begin = run + 3;
    } else if (strncasecmp(text + offset, "www.", 4) == 0) {
        begin = offset + 4;
    } else if (text[run] == '/' && is_host(text + offset, run - offset)) {
        begin = run + 1;
    }
    size_t end = begin == 0 ? 0 : link_tail(text, begin);
    if (end <= begin) {
        return 0;
    }
    scan->links_until = end;
    return end;
}

/* How many bytes of the text from here are the word, 0 when it is another. */
static size_t match(const char *text, const char *word) {
    size_t length = 0;
    for (; word[length] != '\0'; length++) {
        unsigned char a = (unsigned char)text[length];
        unsigned char b = (unsigned char)word[length];
        bool is_same_letter = is_latin(a) && is_latin(b) && (a | 0x20) == (b | 0x20);
        if (a != b && !is_same_letter) {
            return 0;
        }
    }
    return length;
}

/* The longest of the words that stands here whole. */
static size_t word_end(const struct scan *scan, size_t offset) {
    size_t longest = 0;
    bool may_begin =
        scan->word_letters == 0 || scan->is_prefix || !is_letter(glyph_at(scan->text, offset).code);
    for (size_t i = 0; may_begin && i < scan->word_count; i++) {
        size_t length = match(scan->text + offset, scan->words[i]);
        if (length <= longest) {
            continue;
        }
        size_t last = length - 1;
        while (last > 0 && ((unsigned char)scan->words[i][last] & 0xC0) == 0x80) {
            last--;
        }
        bool goes_on = is_letter(glyph_at(scan->text, offset + length).code) &&
                       is_letter(glyph_at(scan->words[i], last).code);
        if (!goes_on) {
            longest = length;
        }
    }
    return longest == 0 ? 0 : offset + longest;
}

/* The longest of what begins here; length 0: nothing does. */
static struct trib_telltale look(struct scan *scan, size_t offset) {
    enum trib_telltale_kind number_kind = TRIB_TELLTALE_TELEPHONE;
    size_t number = number_end(scan, offset, &number_kind);
    const struct {
        size_t end;
        enum trib_telltale_kind kind;
    } ends[] = {
        {number, number_kind},
        {document_end(scan, offset), TRIB_TELLTALE_DOCUMENT},
        {address_end(scan, offset), TRIB_TELLTALE_ADDRESS},
        {link_end(scan, offset), TRIB_TELLTALE_LINK},
        {word_end(scan, offset), TRIB_TELLTALE_WORD},
    };
    struct trib_telltale longest = {.offset = offset};
    for (size_t i = 0; i < COUNT(ends); i++) {
        if (ends[i].end > offset + longest.length) {
            longest.length = ends[i].end - offset;
            longest.kind = ends[i].kind;
        }
    }
    return longest;
}

/* Arabic writes its shortest words onto the next: waw, fa, ba, lam and kaf, two of them at most. */
static bool is_written_on(uint32_t code) {
    return code == 0x0648 || code == 0x0641 || code == 0x0628 || code == 0x0644 || code == 0x0643;
}

static void pass(struct scan *scan, uint32_t code) {
    scan->before = code;
    if (!is_letter(code)) {
        scan->word_letters = 0;
        scan->is_prefix = true;
        return;
    }
    scan->word_letters++;
    scan->is_prefix = scan->is_prefix && is_written_on(code) && scan->word_letters <= 2;
}

size_t trib_telltales_find(const char *text, const char *const *words, size_t word_count,
                           struct trib_telltale *out, size_t max) {
    struct scan scan = {.text = text, .words = words, .word_count = word_count, .is_prefix = true};
    size_t count = 0;
    size_t told_until = 0;
    struct glyph glyph = glyph_at(text, 0);
    for (size_t offset = 0; glyph.code != 0; glyph = glyph_at(text, offset)) {
        struct trib_telltale found = look(&scan, offset);
        if (offset + found.length > told_until && found.length > 0) {
            told_until = offset + found.length;
            if (count < max) {
                out[count] = found;
            }
            count++;
        }
        pass(&scan, glyph.code);
        offset += glyph.bytes;
    }
    return count;
}
