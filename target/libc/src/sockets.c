/* WASI 0.1 makes no sockets and connects none. */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>

static int refuse(int fd)
{
    if (fcntl(fd, F_GETFL) >= 0) {
        errno = EOPNOTSUPP;
    }
    return -1;
}

#ifndef HAVE_socket
int socket(int family, int type, int protocol) { (void)family; (void)type; (void)protocol; errno = EAFNOSUPPORT; return -1; }
#endif
#ifndef HAVE_socketpair
int socketpair(int family, int type, int protocol, int ends[2])
{
    (void)family; (void)type; (void)protocol; (void)ends;
    errno = EAFNOSUPPORT;
    return -1;
}
#endif
#ifndef HAVE_bind
int bind(int fd, const struct sockaddr *address, socklen_t length) { (void)address; (void)length; return refuse(fd); }
#endif
#ifndef HAVE_connect
int connect(int fd, const struct sockaddr *address, socklen_t length) { (void)address; (void)length; return refuse(fd); }
#endif
#ifndef HAVE_listen
int listen(int fd, int waiting) { (void)waiting; return refuse(fd); }
#endif
#ifndef HAVE_getsockname
int getsockname(int fd, struct sockaddr *restrict address, socklen_t *restrict length) { (void)address; (void)length; return refuse(fd); }
#endif
#ifndef HAVE_getpeername
int getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict length) { (void)address; (void)length; return refuse(fd); }
#endif
#ifndef HAVE_setsockopt
int setsockopt(int fd, int level, int name, const void *value, socklen_t length)
{
    (void)level; (void)name; (void)value; (void)length;
    return refuse(fd);
}
#endif
#ifndef HAVE_sendto
/* On a connected socket both are send() and recv(), which WASI has. */
ssize_t sendto(int fd, const void *data, size_t size, int flags, const struct sockaddr *address, socklen_t length)
{
    (void)length;
    return address == NULL ? send(fd, data, size, flags) : refuse(fd);
}
#endif
#ifndef HAVE_recvfrom
ssize_t recvfrom(int fd, void *restrict data, size_t size, int flags, struct sockaddr *restrict address,
                 socklen_t *restrict length)
{
    (void)length;
    return address == NULL ? recv(fd, data, size, flags) : refuse(fd);
}
#endif
#ifndef HAVE_sendmsg
ssize_t sendmsg(int fd, const struct msghdr *message, int flags) { (void)message; (void)flags; return refuse(fd); }
#endif
#ifndef HAVE_recvmsg
ssize_t recvmsg(int fd, struct msghdr *message, int flags) { (void)message; (void)flags; return refuse(fd); }
#endif
#ifndef HAVE_sockatmark
int sockatmark(int fd) { return refuse(fd); }
#endif
