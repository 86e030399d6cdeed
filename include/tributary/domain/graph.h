/*
 * Paths through links between ids: affiliations, lineage, dependencies. They must stay free of
 * circles, and a refusal names the circle whole, so what is looked for is not whether but by which
 * way.
 */
#ifndef TRIBUTARY_DOMAIN_GRAPH_H
#define TRIBUTARY_DOMAIN_GRAPH_H

#include <stddef.h>
#include <stdint.h>

struct trib_link {
    const char *child, *parent; /* ids, borrowed */
};

/* What trib_path_find returns when there was no memory to look. Take it as E_UNAVAILABLE. */
#define TRIB_PATH_NO_MEMORY SIZE_MAX

/**
 * A shortest path from one id to another, going from child to parent. A link child → parent would
 * close a circle when there is a path from that parent to that child; the circle is the child and
 * this path. out_path  receives from … to, at most max of them; the strings are those of links,
 * from and to. Returns how many were written (1 when from is to), 0 when there is no path, or
 * TRIB_PATH_NO_MEMORY. Takes time in proportion to links × log(links), and circles among the links
 * do not trouble it.
 */
size_t trib_path_find(const struct trib_link *links, size_t link_count, const char *from,
                      const char *to, const char **out_path, size_t max);

#endif
