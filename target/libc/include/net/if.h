/* There are no network interfaces. */
#pragma once
#if __has_include_next(<net/if.h>)
#include_next <net/if.h>
#else
#define IFNAMSIZ 16
#define IF_NAMESIZE 16
struct if_nameindex {
    unsigned int if_index;
    char *if_name;
};
#ifdef __cplusplus
extern "C" {
#endif
unsigned int if_nametoindex(const char *);
char *if_indextoname(unsigned int, char *);
struct if_nameindex *if_nameindex(void);
void if_freenameindex(struct if_nameindex *);
#ifdef __cplusplus
}
#endif
#endif
