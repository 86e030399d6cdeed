/* What several fuzzers do. Each is one file, tests/fuzz/<name>.c, with LLVMFuzzerTestOneInput. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

#include "canonical.h"
#include "decode.h"
#include "methods.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** Reads parameters and writes them as the log has them, twice; ends the program when the two
 * differ, or when a refusal names neither a code nor, where there is one, a field. */
void fuzz_params(const struct trib_method *method, json_t *params);

#endif
