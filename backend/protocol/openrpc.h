/* The description's writers, in two files. */
#ifndef TRIBUTARY_PROTOCOL_OPENRPC_H
#define TRIBUTARY_PROTOCOL_OPENRPC_H

#include "methods.h"
#include "tributary/base/json_write.h"

/** {"$ref":"#/components/<kind>/<name>"} */
void trib_openrpc_reference(struct trib_json_writer *json, const char *kind, const char *name);
/** A value of JSON that is written with ' for ", to be read by people; so it may hold no '. */
void trib_openrpc_quoted(struct trib_json_writer *json, const char *text);

/** One parameter, as methods list it. */
void trib_openrpc_param(struct trib_json_writer *json, const struct trib_field *field);

/** Members of the document: schemas and errors; everything under x- names. */
void trib_openrpc_components(struct trib_json_writer *json);
void trib_openrpc_extras(struct trib_json_writer *json);

#endif
