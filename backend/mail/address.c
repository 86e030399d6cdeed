/*
 * See address.h. Narrower than RFC 5321 on purpose: no quoted names, no comments, no addresses of
 * hosts in brackets, no letters beyond ASCII, which many servers refuse. libcurl passes on what it
 * is given: a line break in an address would become a second receiver.
 */
#include "tributary/mail/address.h"

#include <string.h>

#include "tributary/base/text.h"

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
/* What a name may hold (RFC 5322, 3.2.3: atext), and the dots between. */
#define LOCAL_LETTERS LETTERS "!#$%&'*+-/=?^_`{|}~."
#define DOMAIN_LETTERS LETTERS "-."
/* Of one part of a domain (RFC 1035, 2.3.4). */
#define LABEL_LETTERS_MAX 63u

/* No dot at either end and no two together. */
static bool dots_fit(const char *text, size_t length) {
    if (length == 0 || text[0] == '.' || text[length - 1] == '.') {
        return false;
    }
    for (size_t i = 1; i < length; i++) {
        if (text[i] == '.' && text[i - 1] == '.') {
            return false;
        }
    }
    return true;
}

static bool labels_fit(const char *domain) {
    while (true) {
        size_t length = strcspn(domain, ".");
        if (length > LABEL_LETTERS_MAX || domain[0] == '-' || domain[length - 1] == '-') {
            return false;
        }
        if (domain[length] == '\0') {
            return true;
        }
        domain += length + 1;
    }
}

bool trib_mail_address_valid(const char *text) {
    size_t length = strnlen(text, TRIB_MAIL_ADDRESS_BYTES);
    size_t local = strspn(text, LOCAL_LETTERS);
    if (length > TRIB_MAIL_ADDRESS_LETTERS_MAX || local > TRIB_MAIL_LOCAL_LETTERS_MAX ||
        text[local] != '@') {
        return false;
    }
    const char *domain = text + local + 1;
    size_t rest = length - local - 1;
    return strspn(domain, DOMAIN_LETTERS) == rest && dots_fit(text, local) &&
           dots_fit(domain, rest) && strchr(domain, '.') != NULL && labels_fit(domain);
}

bool trib_mail_address_check(const char *text, const char *field, struct trib_error *error) {
    return trib_mail_address_valid(text) || trib_fail(error, TRIB_E_ADDRESS, field);
}

bool trib_mail_header_valid(const char *text) {
    const unsigned char *at = (const unsigned char *)text;
    if (!trib_text_is_utf8(text, strlen(text))) {
        return false;
    }
    for (; *at != '\0'; at++) {
        bool is_c1 = at[0] == 0xc2 && at[1] < 0xa0;
        bool is_separator = at[0] == 0xe2 && at[1] == 0x80 && (at[2] == 0xa8 || at[2] == 0xa9);
        if (*at < 0x20 || *at == 0x7f || is_c1 || is_separator) {
            return false;
        }
    }
    return true;
}
