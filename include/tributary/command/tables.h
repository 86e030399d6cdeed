/*
 * The families of tables, described once. The store registers them, the feed sends them, the
 * client's row types are made from them.
 */
#ifndef TRIBUTARY_COMMAND_TABLES_H
#define TRIBUTARY_COMMAND_TABLES_H

#include "tributary/store/table.h"

extern const struct trib_table trib_tables[];
extern const size_t trib_table_count;

#endif
