/*
 * Codes that change every half minute, made from a secret that a person's app and the server share.
 * Pure: secret and time in, code out. Source: RFC 6238 (TOTP, HMAC-SHA-1, 30 s, 6 digits), RFC 4226
 * (truncation), RFC 4648 (base32).
 */
#ifndef TRIBUTARY_ACCOUNT_TOTP_H
#define TRIBUTARY_ACCOUNT_TOTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TRIB_TOTP_SECRET_BYTES 20u
/* 20 bytes in base32, without padding, and a NUL. */
#define TRIB_TOTP_SECRET_TEXT_BYTES 33u
#define TRIB_TOTP_DIGITS 6u
#define TRIB_TOTP_STEP_MS (30 * 1000ll)
/* A clock may be half a minute off: the step before and the one after count too (RFC 6238, 5.2). */
#define TRIB_TOTP_STEPS_ASIDE 1

void trib_totp_secret_write(const unsigned char secret[static TRIB_TOTP_SECRET_BYTES],
                            char out_text[static TRIB_TOTP_SECRET_TEXT_BYTES]);
/** False when it is no such text. */
bool trib_totp_secret_read(const char *text,
                           unsigned char out_secret[static TRIB_TOTP_SECRET_BYTES]);

/** The code of a step (milliseconds since 1970 over TRIB_TOTP_STEP_MS), below 10^digits; digits at
 * most 8. */
uint32_t trib_totp_code(const unsigned char *secret, size_t length, uint64_t step, unsigned digits);

/** The step whose code this text is, among those that count at now_ms and lie after last_step; 0:
    none. Takes as long whichever it is. Spaces in the text do not count. */
uint64_t trib_totp_match(const unsigned char secret[static TRIB_TOTP_SECRET_BYTES],
                         const char *text, int64_t now_ms, uint64_t last_step);

#endif
