/* The parameters of every method: the first byte says which, the rest is their JSON. */
#include <stdint.h>

#include "fuzz.h"
#include "json_in.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    json_t *json = NULL;
    struct trib_error error = {0};
    size_t count = 0;
    while (trib_method_at(count) != NULL) {
        count++;
    }
    if (size > 0 && trib_json_in_read((const char *)data + 1, size - 1, &json, &error) &&
        json_is_object(json)) {
        fuzz_params(trib_method_at(data[0] % count), json);
    }
    json_decref(json);
    return 0;
}
