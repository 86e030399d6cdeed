/*
 * The server's own log: one JSON object a line on standard error, control characters escaped. Never
 * contents of rows, tokens, cookies or addresses.
 */
#ifndef TRIBUTARY_BASE_LOG_H
#define TRIBUTARY_BASE_LOG_H

enum trib_log_level {
    TRIB_LOG_NOTHING = -1,
    TRIB_LOG_ERROR,
    TRIB_LOG_WARNING,
    TRIB_LOG_NOTICE,
    TRIB_LOG_DEBUG
};

/** Lines above this level are left out; TRIB_LOG_NOTICE at the start. */
void trib_log_set_level(enum trib_log_level level);
/** event is a fixed word ("store.commit_failed"); detail is for the operator. */
void trib_log(enum trib_log_level level, const char *event, const char *detail_format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
