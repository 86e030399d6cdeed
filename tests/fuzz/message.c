/*
 * A frame, or an HTTP body: JSON from outside, its envelope, its method's parameters, and the one
 * way they are written for the log. What is read twice is understood the same twice.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "json_in.h"
#include "request.h"

static void call_read(json_t *json) {
    struct trib_request request = {0};
    struct trib_error error = {0};
    if (trib_request_read(json, &request, &error)) {
        const struct trib_method *method = trib_method_find(request.method);
        if (method != NULL) {
            fuzz_params(method, request.params);
        }
    }
    trib_request_finish(&request);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    json_t *json = NULL;
    struct trib_error error = {0};
    if (trib_json_in_read((const char *)data, size, &json, &error)) {
        size_t index = 0;
        json_t *one = NULL;
        call_read(json);
        json_array_foreach(json, index, one) {
            call_read(one);
        }
    }
    json_decref(json);
    return 0;
}
