/*
 * Names of hosts, services, protocols and interfaces. There is no resolver: addresses and ports in figures are read,
 * "localhost" is known, any other name cannot be looked up.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifndef HAVE_gethostname
int gethostname(char *buffer, size_t size)
{
    if (size == 0) {
        errno = EINVAL;
        return -1;
    }
    snprintf(buffer, size, "localhost");
    return 0;
}
#endif
#ifndef HAVE_sethostname
int sethostname(const char *name, size_t size) { (void)name; (void)size; errno = EPERM; return -1; }
#endif
#ifndef HAVE_inet_addr
in_addr_t inet_addr(const char *text)
{
    struct in_addr address;
    return inet_aton(text, &address) ? address.s_addr : (in_addr_t)-1;
}
#endif
#ifndef HAVE_inet_ntoa
char *inet_ntoa(struct in_addr address)
{
    static char text[16];
    return (char *)inet_ntop(AF_INET, &address, text, sizeof text);
}
#endif

#ifndef HAVE_getaddrinfo
struct result {
    struct addrinfo info;
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } address;
};

static int port_of(const char *service, int *port)
{
    *port = 0;
    if (service == NULL || *service == '\0') {
        return 0;
    }
    char *end;
    long value = strtol(service, &end, 10);
    if (*end != '\0' || value < 0 || value > 65535) {
        return EAI_SERVICE;
    }
    *port = (int)value;
    return 0;
}

static struct addrinfo *make(int family, const void *bytes, int port, const struct addrinfo *hints)
{
    struct result *made = calloc(1, sizeof *made);
    if (made == NULL) {
        return NULL;
    }
    made->info.ai_family = family;
    made->info.ai_socktype = hints != NULL && hints->ai_socktype != 0 ? hints->ai_socktype : SOCK_STREAM;
    made->info.ai_protocol = hints != NULL ? hints->ai_protocol : 0;
    made->info.ai_addr = &made->address.any;
    made->address.any.sa_family = (sa_family_t)family;
    if (family == AF_INET) {
        made->info.ai_addrlen = sizeof made->address.four;
        made->address.four.sin_port = htons((uint16_t)port);
        memcpy(&made->address.four.sin_addr, bytes, 4);
    } else {
        made->info.ai_addrlen = sizeof made->address.six;
        made->address.six.sin6_port = htons((uint16_t)port);
        memcpy(&made->address.six.sin6_addr, bytes, 16);
    }
    return &made->info;
}

int getaddrinfo(const char *restrict node, const char *restrict service, const struct addrinfo *restrict hints,
                struct addrinfo **restrict result)
{
    unsigned char bytes[16] = {0};
    int family = hints != NULL ? hints->ai_family : AF_UNSPEC;
    int port, found = AF_INET, error = port_of(service, &port);
    if (error != 0) {
        return error;
    }
    if (family != AF_UNSPEC && family != AF_INET && family != AF_INET6) {
        return EAI_FAMILY;
    }
    if (node == NULL && service == NULL) {
        return EAI_NONAME;
    }
    int passive = hints != NULL && (hints->ai_flags & AI_PASSIVE) != 0;
    if (node == NULL || strcmp(node, "localhost") == 0) {
        found = family == AF_INET6 ? AF_INET6 : AF_INET;
        if (node != NULL || !passive) {
            static const unsigned char loopback[] = {127, 0, 0, 1};
            memcpy(bytes, loopback, found == AF_INET ? 4 : 0);
            bytes[15] = found == AF_INET6;
        }
    } else if (inet_pton(AF_INET, node, bytes) != 1) {
        found = AF_INET6;
        if (inet_pton(AF_INET6, node, bytes) != 1) {
            return hints != NULL && (hints->ai_flags & AI_NUMERICHOST) != 0 ? EAI_NONAME : EAI_FAIL;
        }
    }
    if (family != AF_UNSPEC && family != found) {
        return EAI_NONAME;
    }
    *result = make(found, bytes, port, hints);
    return *result != NULL ? 0 : EAI_MEMORY;
}

void freeaddrinfo(struct addrinfo *list)
{
    while (list != NULL) {
        struct addrinfo *next = list->ai_next;
        free(list);
        list = next;
    }
}

int getnameinfo(const struct sockaddr *restrict address, socklen_t length, char *restrict host, socklen_t host_size,
                char *restrict service, socklen_t service_size, int flags)
{
    (void)length;
    uint16_t port;
    const void *bytes;
    if (address->sa_family == AF_INET) {
        bytes = &((const struct sockaddr_in *)address)->sin_addr;
        port = ((const struct sockaddr_in *)address)->sin_port;
    } else if (address->sa_family == AF_INET6) {
        bytes = &((const struct sockaddr_in6 *)address)->sin6_addr;
        port = ((const struct sockaddr_in6 *)address)->sin6_port;
    } else {
        return EAI_FAMILY;
    }
    if (flags & NI_NAMEREQD) {
        return EAI_NONAME;
    }
    if (host != NULL && host_size > 0 && inet_ntop(address->sa_family, bytes, host, host_size) == NULL) {
        return EAI_OVERFLOW;
    }
    if (service != NULL && service_size > 0 &&
        snprintf(service, service_size, "%u", (unsigned)ntohs(port)) >= (int)service_size) {
        return EAI_OVERFLOW;
    }
    return 0;
}

const char *gai_strerror(int error)
{
    switch (error) {
    case 0: return "No error";
    case EAI_BADFLAGS: return "Invalid flags";
    case EAI_NONAME: return "Name does not resolve";
    case EAI_AGAIN: return "Try again";
    case EAI_FAIL: return "WASI 0.1 cannot look up names";
    case EAI_FAMILY: return "Unrecognized address family or invalid length";
    case EAI_SOCKTYPE: return "Unrecognized socket type";
    case EAI_SERVICE: return "Unrecognized service";
    case EAI_MEMORY: return "Out of memory";
    case EAI_SYSTEM: return "System error";
    case EAI_OVERFLOW: return "Overflow";
    default: return "Unknown error";
    }
}

static int host_error;
int *__h_errno_location(void) { return &host_error; }

struct hostent *gethostbyname2(const char *name, int family)
{
    static struct hostent host;
    static char text[NI_MAXHOST + 1];
    static unsigned char bytes[16];
    static char *addresses[2], *aliases[1];
    struct addrinfo hints = {.ai_family = family}, *found;
    if (getaddrinfo(name, NULL, &hints, &found) != 0) {
        host_error = NO_RECOVERY;
        return NULL;
    }
    host.h_length = family == AF_INET6 ? 16 : 4;
    memcpy(bytes,
           family == AF_INET6 ? (const void *)&((struct sockaddr_in6 *)found->ai_addr)->sin6_addr
                              : (const void *)&((struct sockaddr_in *)found->ai_addr)->sin_addr,
           (size_t)host.h_length);
    freeaddrinfo(found);
    snprintf(text, sizeof text, "%s", name);
    addresses[0] = (char *)bytes;
    host.h_name = text;
    host.h_aliases = aliases;
    host.h_addrtype = family;
    host.h_addr_list = addresses;
    return &host;
}

struct hostent *gethostbyname(const char *name) { return gethostbyname2(name, AF_INET); }

struct hostent *gethostbyaddr(const void *address, socklen_t length, int family)
{
    (void)address; (void)length; (void)family;
    host_error = NO_RECOVERY;
    return NULL;
}

const char *hstrerror(int error)
{
    switch (error) {
    case 0: return "No error";
    case HOST_NOT_FOUND: return "Host not found";
    case TRY_AGAIN: return "Try again";
    case NO_RECOVERY: return "WASI 0.1 cannot look up names";
    case NO_DATA: return "Address not available";
    default: return "Unknown error";
    }
}
void herror(const char *text) { fprintf(stderr, "%s: %s\n", text, hstrerror(host_error)); }

struct servent *getservbyname(const char *name, const char *protocol) { (void)name; (void)protocol; return NULL; }
struct servent *getservbyport(int port, const char *protocol) { (void)port; (void)protocol; return NULL; }

static struct protoent *protocol(const char *name, int number)
{
    static const struct { const char *name; int number; } known[] = {{"ip", 0}, {"icmp", 1}, {"tcp", 6}, {"udp", 17}};
    static struct protoent found;
    static char *aliases[1];
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (name != NULL ? strcmp(name, known[i].name) == 0 : number == known[i].number) {
            found.p_name = (char *)known[i].name;
            found.p_aliases = aliases;
            found.p_proto = known[i].number;
            return &found;
        }
    }
    return NULL;
}
struct protoent *getprotobyname(const char *name) { return protocol(name, 0); }
struct protoent *getprotobynumber(int number) { return protocol(NULL, number); }
#endif

#ifndef HAVE_if_nametoindex
unsigned int if_nametoindex(const char *name) { (void)name; errno = ENODEV; return 0; }
char *if_indextoname(unsigned int index, char *name) { (void)index; (void)name; errno = ENXIO; return NULL; }
struct if_nameindex *if_nameindex(void) { return calloc(1, sizeof(struct if_nameindex)); }
void if_freenameindex(struct if_nameindex *list) { free(list); }
#endif
