/* The hash is FNV-1a: it tells runs apart, and nobody tries to deceive it. */
#include "trace.h"

#include <stdarg.h>
#include <stdio.h>

#include "bad_disk.h"

void trace_init(struct trace *trace) {
    *trace = (struct trace){.hash = 14695981039346656037u};
}

void trace_add(struct trace *trace, const void *bytes, size_t length) {
    const unsigned char *at = bytes;
    uint64_t hash = trace->hash;
    for (size_t index = 0; index < length; index++) {
        hash = (hash ^ at[index]) * 1099511628211u;
    }
    trace->hash = hash;
}

__attribute__((format(printf, 2, 0))) static void keep(struct trace *trace, const char *format,
                                                       va_list arguments) {
    if (trace->fault[0] == '\0' && !bad_disk_is_dead()) { /* without power nothing is as it ought */
        vsnprintf(trace->fault, sizeof trace->fault, format, arguments);
    }
}

bool trace_fault(struct trace *trace, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    keep(trace, format, arguments);
    va_end(arguments);
    return false;
}

bool trace_fault_of_health(struct trace *trace, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (!bad_disk_was_ill()) {
        keep(trace, format, arguments);
    }
    va_end(arguments);
    return false;
}
