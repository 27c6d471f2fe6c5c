#define _GNU_SOURCE
#include "expect.h"
#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <unistd.h>
int main(void)
{
    struct addrinfo hints = {.ai_socktype = SOCK_STREAM}, *found;
    char host[64], service[16];
    EXPECT(getaddrinfo("192.0.2.7", "80", &hints, &found) == 0);
    struct sockaddr_in *four = (struct sockaddr_in *)found->ai_addr;
    EXPECT(found->ai_family == AF_INET && ntohs(four->sin_port) == 80 && strcmp(inet_ntoa(four->sin_addr), "192.0.2.7") == 0);
    EXPECT(getnameinfo(found->ai_addr, found->ai_addrlen, host, sizeof host, service, sizeof service, NI_NUMERICHOST) == 0);
    EXPECT(strcmp(host, "192.0.2.7") == 0 && strcmp(service, "80") == 0);
    freeaddrinfo(found);
    EXPECT(getaddrinfo("2001:db8::1", NULL, NULL, &found) == 0 && found->ai_family == AF_INET6);
    freeaddrinfo(found);
    EXPECT(getaddrinfo("localhost", NULL, NULL, &found) == 0);
    EXPECT(((struct sockaddr_in *)found->ai_addr)->sin_addr.s_addr == htonl(INADDR_LOOPBACK));
    freeaddrinfo(found);
    EXPECT(getaddrinfo("example.org", NULL, NULL, &found) == EAI_FAIL);
    EXPECT(strstr(gai_strerror(EAI_FAIL), "WASI") != NULL);
    EXPECT(getaddrinfo("192.0.2.7", "http", NULL, &found) == EAI_SERVICE);
    EXPECT(gethostbyname("192.0.2.7")->h_length == 4);
    EXPECT(gethostbyname("example.org") == NULL && h_errno == NO_RECOVERY);
    EXPECT(getprotobyname("tcp")->p_proto == 6 && getprotobyname("none") == NULL && getservbyname("http", "tcp") == NULL);
    EXPECT(inet_addr("127.0.0.1") == htonl(INADDR_LOOPBACK) && inet_addr("x") == INADDR_NONE);
    EXPECT(if_nametoindex("eth0") == 0 && gethostname(host, sizeof host) == 0 && host[0] != '\0');
    return failures;
}
