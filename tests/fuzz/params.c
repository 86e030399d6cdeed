/* The parameters of every method and of every door: the first byte says which, the rest is their
   JSON. */
#include <stdint.h>

#include "door.h"
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
        size_t index = data[0] % (count + TRIB_DOOR_COUNT);
        fuzz_params(index < count ? trib_method_at(index)
                                  : trib_door_method((enum trib_door)(index - count)),
                    json);
    }
    json_decref(json);
    return 0;
}
