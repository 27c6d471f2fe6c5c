/*
 * Duplicates of file descriptors, which WASI 0.1 has no call for.
 *
 * The guest's numbers are kept apart from the host's: a table says which number of the guest means which descriptor of
 * the host, and how many mean the same one. A number that is not in the table means the host's of the same value, so a
 * program that duplicates nothing pays for a comparison. An offset and flags belong to the host's descriptor and are
 * shared, as POSIX has it (https://pubs.opengroup.org/onlinepubs/9799919799/functions/dup.html).
 *
 * The linker puts the functions `__wrap___wasi_…` in front of those of libc (`--wrap`, in the interpreter only). Code
 * that imports WASI by itself, as Rust's standard library does, sees the host's numbers, so that what it opens it finds
 * again; only its standard input and output are the guest's, through the functions at the end.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>
#include <wasi/api.h>

/* Where duplicates begin: above what the host, which takes the lowest number that is free, gives out as a rule. */
#define FIRST_DUPLICATE 256
#define MOST 65536
/* The host's standard streams stay open: they are not the guest's alone. */
#define STANDARD_STREAMS 3

struct description {
    __wasi_fd_t host;
    unsigned users;
};

enum state { SAME, CLOSED, MAPPED };

struct number {
    enum state state;
    struct description *description;
};

static struct number *numbers;
static size_t count;

/* Weak, for programs that are linked without `--wrap`: there the functions of libc are called, and dup() refuses. */
#define DECLARE(name)                                                         \
    __attribute__((weak)) extern __typeof__(__wasi_##name) __real___wasi_##name; \
    extern __typeof__(__wasi_##name) __wrap___wasi_##name
DECLARE(fd_close);
DECLARE(fd_fdstat_get);
DECLARE(fd_renumber);
DECLARE(path_link);
DECLARE(path_open);
DECLARE(path_rename);
DECLARE(poll_oneoff);
DECLARE(sock_accept);

static bool to_host(__wasi_fd_t fd, __wasi_fd_t *host)
{
    if (fd >= count || numbers[fd].state == SAME) {
        *host = fd;
        return true;
    }
    if (numbers[fd].state == CLOSED) {
        return false;
    }
    *host = numbers[fd].description->host;
    return true;
}

static bool is_open_in_host(__wasi_fd_t host)
{
    __wasi_fdstat_t status;
    return __real___wasi_fd_fdstat_get(host, &status) == __WASI_ERRNO_SUCCESS;
}

/* Makes the table reach that far. */
static bool reach(__wasi_fd_t fd)
{
    if (fd < count) {
        return true;
    }
    if (fd >= MOST) {
        return false;
    }
    size_t wanted = (fd + FIRST_DUPLICATE) & ~(size_t)(FIRST_DUPLICATE - 1);
    wanted += wanted == fd ? FIRST_DUPLICATE : 0;
    struct number *larger = realloc(numbers, wanted * sizeof *numbers);
    if (larger == NULL) {
        return false;
    }
    for (; count < wanted; count++) {
        larger[count] = (struct number){SAME, NULL};
    }
    numbers = larger;
    return true;
}

/* A number that nobody has, neither guest nor host. */
static bool free_number(__wasi_fd_t *fd)
{
    for (size_t i = 0; i < count; i++) {
        if (numbers[i].state == CLOSED) {
            *fd = i;
            return true;
        }
    }
    for (__wasi_fd_t i = FIRST_DUPLICATE; i < MOST; i++) {
        if ((i >= count || numbers[i].state == SAME) && !is_open_in_host(i)) {
            *fd = i;
            return true;
        }
    }
    return false;
}

/* What a number of the guest means, in the table from now on. */
static struct description *described(__wasi_fd_t fd)
{
    if (!reach(fd)) {
        return NULL;
    }
    if (numbers[fd].state == SAME) {
        struct description *description = malloc(sizeof *description);
        if (description == NULL) {
            return NULL;
        }
        *description = (struct description){fd, 1};
        numbers[fd] = (struct number){MAPPED, description};
    }
    return numbers[fd].description;
}

static __wasi_errno_t close_number(__wasi_fd_t fd)
{
    if (fd >= count || numbers[fd].state == SAME) {
        return __real___wasi_fd_close(fd);
    }
    if (numbers[fd].state == CLOSED) {
        return __WASI_ERRNO_BADF;
    }
    struct description *description = numbers[fd].description;
    __wasi_fd_t host = description->host;
    /* A number whose namesake the host still has, or has given to somebody, cannot mean the same as the host's. */
    numbers[fd] = (struct number){is_open_in_host(fd) ? CLOSED : SAME, NULL};
    description->users -= 1;
    if (description->users > 0) {
        return __WASI_ERRNO_SUCCESS;
    }
    free(description);
    if (host < STANDARD_STREAMS) {
        return __WASI_ERRNO_SUCCESS;
    }
    __wasi_errno_t error = __real___wasi_fd_close(host);
    if (host < count && numbers[host].state == CLOSED) {
        numbers[host].state = SAME;
    }
    return error;
}

/* A descriptor that the host has just given out gets a number of the guest's. */
static __wasi_errno_t numbered(__wasi_errno_t error, __wasi_fd_t *fd)
{
    if (error != __WASI_ERRNO_SUCCESS || *fd >= count || numbers[*fd].state == SAME) {
        return error;
    }
    if (numbers[*fd].state == CLOSED) {
        /* It was closed behind our back, by code that imports WASI by itself. */
        numbers[*fd].state = SAME;
        return error;
    }
    __wasi_fd_t number;
    struct description *description = malloc(sizeof *description);
    if (description == NULL || !free_number(&number) || !reach(number)) {
        free(description);
        (void)__real___wasi_fd_close(*fd);
        return __WASI_ERRNO_NFILE;
    }
    *description = (struct description){*fd, 1};
    numbers[number] = (struct number){MAPPED, description};
    *fd = number;
    return error;
}

/* What the one means the other means from now on; `from` is open. */
static bool share(__wasi_fd_t from, __wasi_fd_t to)
{
    __wasi_fd_t host;
    if (!reach(to) || described(from) == NULL) {
        return false;
    }
    if (to_host(to, &host) && is_open_in_host(host)) {
        if (described(to) == NULL) {
            return false;
        }
        (void)close_number(to);
    }
    numbers[to] = (struct number){MAPPED, described(from)};
    numbers[to].description->users += 1;
    return true;
}

#ifndef HAVE_dup
static bool is_open(int fd)
{
    __wasi_fd_t host;
    if (__real___wasi_fd_close == NULL) {
        errno = ENOSYS;
        return false;
    }
    if (fd < 0 || !to_host(fd, &host) || !is_open_in_host(host)) {
        errno = EBADF;
        return false;
    }
    return true;
}

int dup(int fd)
{
    __wasi_fd_t number;
    if (!is_open(fd)) {
        return -1;
    }
    if (!free_number(&number) || !share(fd, number)) {
        errno = EMFILE;
        return -1;
    }
    return number;
}

/* libpython 3.11 brings a dup2() by F_DUPFD, which WASI has not: the linker puts this one in front of it too. */
int __wrap_dup2(int from, int to)
{
    if (!is_open(from)) {
        return -1;
    }
    if (to < 0 || to >= MOST) {
        errno = EBADF;
        return -1;
    }
    if (from == to) {
        return to;
    }
    if (!share(from, to)) {
        errno = EMFILE;
        return -1;
    }
    return to;
}

__attribute__((weak)) int dup2(int from, int to)
{
    return __wrap_dup2(from, to);
}

/* Nothing survives into another program here, so that its one flag changes nothing. */
int dup3(int from, int to, int flags)
{
    if (from == to || (flags & ~O_CLOEXEC) != 0) {
        errno = EINVAL;
        return -1;
    }
    return __wrap_dup2(from, to);
}
#endif

__wasi_errno_t __wrap___wasi_fd_close(__wasi_fd_t fd)
{
    return close_number(fd);
}

__wasi_errno_t __wrap___wasi_fd_renumber(__wasi_fd_t from, __wasi_fd_t to)
{
    __wasi_fd_t host;
    if (count == 0) {
        return __real___wasi_fd_renumber(from, to);
    }
    if (!to_host(from, &host) || !to_host(to, &host)) {
        return __WASI_ERRNO_BADF;
    }
    if (from != to && !share(from, to)) {
        return __WASI_ERRNO_NFILE;
    }
    return from == to ? __WASI_ERRNO_SUCCESS : close_number(from);
}

__wasi_errno_t __wrap___wasi_path_open(__wasi_fd_t folder, __wasi_lookupflags_t lookup, const char *path,
                                       __wasi_oflags_t flags, __wasi_rights_t rights, __wasi_rights_t inheriting,
                                       __wasi_fdflags_t fdflags, __wasi_fd_t *opened)
{
    return to_host(folder, &folder)
               ? numbered(__real___wasi_path_open(folder, lookup, path, flags, rights, inheriting, fdflags, opened), opened)
               : __WASI_ERRNO_BADF;
}

__wasi_errno_t __wrap___wasi_sock_accept(__wasi_fd_t fd, __wasi_fdflags_t flags, __wasi_fd_t *accepted)
{
    return to_host(fd, &fd) ? numbered(__real___wasi_sock_accept(fd, flags, accepted), accepted) : __WASI_ERRNO_BADF;
}

__wasi_errno_t __wrap___wasi_path_link(__wasi_fd_t from, __wasi_lookupflags_t flags, const char *old, __wasi_fd_t to,
                                       const char *new)
{
    return to_host(from, &from) && to_host(to, &to) ? __real___wasi_path_link(from, flags, old, to, new)
                                                    : __WASI_ERRNO_BADF;
}

__wasi_errno_t __wrap___wasi_path_rename(__wasi_fd_t from, const char *old, __wasi_fd_t to, const char *new)
{
    return to_host(from, &from) && to_host(to, &to) ? __real___wasi_path_rename(from, old, to, new)
                                                    : __WASI_ERRNO_BADF;
}

__wasi_errno_t __wrap___wasi_poll_oneoff(const __wasi_subscription_t *in, __wasi_event_t *out, size_t size,
                                         size_t *events)
{
    if (count == 0 || size == 0) {
        return __real___wasi_poll_oneoff(in, out, size, events);
    }
    __wasi_subscription_t *copy = malloc(size * sizeof *copy);
    if (copy == NULL) {
        return __WASI_ERRNO_NOMEM;
    }
    __wasi_errno_t error = __WASI_ERRNO_SUCCESS;
    for (size_t i = 0; i < size && error == __WASI_ERRNO_SUCCESS; i++) {
        copy[i] = in[i];
        __wasi_fd_t *fd = copy[i].u.tag == __WASI_EVENTTYPE_FD_READ    ? &copy[i].u.u.fd_read.file_descriptor
                          : copy[i].u.tag == __WASI_EVENTTYPE_FD_WRITE ? &copy[i].u.u.fd_write.file_descriptor
                                                                       : NULL;
        if (fd != NULL && !to_host(*fd, fd)) {
            error = __WASI_ERRNO_BADF;
        }
    }
    if (error == __WASI_ERRNO_SUCCESS) {
        error = __real___wasi_poll_oneoff(copy, out, size, events);
    }
    free(copy);
    return error;
}

/* The rest takes one descriptor, and differs in what else it takes. */
#define IN_FRONT(name, parameters, arguments)                                         \
    DECLARE(name);                                                                    \
    __wasi_errno_t __wrap___wasi_##name parameters                                    \
    {                                                                                 \
        return to_host(fd, &fd) ? __real___wasi_##name arguments : __WASI_ERRNO_BADF; \
    }

IN_FRONT(fd_advise, (__wasi_fd_t fd, __wasi_filesize_t offset, __wasi_filesize_t length, __wasi_advice_t advice),
         (fd, offset, length, advice))
IN_FRONT(fd_allocate, (__wasi_fd_t fd, __wasi_filesize_t offset, __wasi_filesize_t length), (fd, offset, length))
IN_FRONT(fd_datasync, (__wasi_fd_t fd), (fd))
IN_FRONT(fd_fdstat_get, (__wasi_fd_t fd, __wasi_fdstat_t *result), (fd, result))
IN_FRONT(fd_fdstat_set_flags, (__wasi_fd_t fd, __wasi_fdflags_t flags), (fd, flags))
IN_FRONT(fd_fdstat_set_rights, (__wasi_fd_t fd, __wasi_rights_t base, __wasi_rights_t inheriting),
         (fd, base, inheriting))
IN_FRONT(fd_filestat_get, (__wasi_fd_t fd, __wasi_filestat_t *result), (fd, result))
IN_FRONT(fd_filestat_set_size, (__wasi_fd_t fd, __wasi_filesize_t size), (fd, size))
IN_FRONT(fd_filestat_set_times,
         (__wasi_fd_t fd, __wasi_timestamp_t accessed, __wasi_timestamp_t modified, __wasi_fstflags_t flags),
         (fd, accessed, modified, flags))
IN_FRONT(fd_pread,
         (__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t size, __wasi_filesize_t offset, __wasi_size_t *result),
         (fd, parts, size, offset, result))
IN_FRONT(fd_prestat_get, (__wasi_fd_t fd, __wasi_prestat_t *result), (fd, result))
IN_FRONT(fd_prestat_dir_name, (__wasi_fd_t fd, uint8_t *path, __wasi_size_t size), (fd, path, size))
IN_FRONT(fd_pwrite,
         (__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t size, __wasi_filesize_t offset, __wasi_size_t *result),
         (fd, parts, size, offset, result))
IN_FRONT(fd_read, (__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t size, __wasi_size_t *result),
         (fd, parts, size, result))
IN_FRONT(fd_readdir,
         (__wasi_fd_t fd, uint8_t *buffer, __wasi_size_t size, __wasi_dircookie_t cookie, __wasi_size_t *result),
         (fd, buffer, size, cookie, result))
IN_FRONT(fd_seek,
         (__wasi_fd_t fd, __wasi_filedelta_t offset, __wasi_whence_t whence, __wasi_filesize_t *result),
         (fd, offset, whence, result))
IN_FRONT(fd_sync, (__wasi_fd_t fd), (fd))
IN_FRONT(fd_tell, (__wasi_fd_t fd, __wasi_filesize_t *result), (fd, result))
IN_FRONT(fd_write, (__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t size, __wasi_size_t *result),
         (fd, parts, size, result))
IN_FRONT(path_create_directory, (__wasi_fd_t fd, const char *path), (fd, path))
IN_FRONT(path_filestat_get,
         (__wasi_fd_t fd, __wasi_lookupflags_t flags, const char *path, __wasi_filestat_t *result),
         (fd, flags, path, result))
IN_FRONT(path_filestat_set_times,
         (__wasi_fd_t fd, __wasi_lookupflags_t flags, const char *path, __wasi_timestamp_t accessed,
          __wasi_timestamp_t modified, __wasi_fstflags_t which),
         (fd, flags, path, accessed, modified, which))
IN_FRONT(path_readlink,
         (__wasi_fd_t fd, const char *path, uint8_t *buffer, __wasi_size_t size, __wasi_size_t *result),
         (fd, path, buffer, size, result))
IN_FRONT(path_remove_directory, (__wasi_fd_t fd, const char *path), (fd, path))
IN_FRONT(path_unlink_file, (__wasi_fd_t fd, const char *path), (fd, path))
IN_FRONT(sock_recv,
         (__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t size, __wasi_riflags_t flags, __wasi_size_t *result,
          __wasi_roflags_t *result_flags),
         (fd, parts, size, flags, result, result_flags))
IN_FRONT(sock_send,
         (__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t size, __wasi_siflags_t flags, __wasi_size_t *result),
         (fd, parts, size, flags, result))
IN_FRONT(sock_shutdown, (__wasi_fd_t fd, __wasi_sdflags_t how), (fd, how))

/*
 * What extensions get in place of an import of WASI's own fd_read and fd_write (src/link/own-wasi-calls.ts): standard
 * input and output of the guest, wherever dup2() has put them. The host gives their numbers to no file that such code
 * opens. Standard error stays the host's: what Rust says of a panic there are its last words, which a file of the guest
 * would swallow.
 */
__wasi_errno_t pywasi_stream_read(__wasi_fd_t fd, const __wasi_iovec_t *parts, size_t size, __wasi_size_t *result)
{
    return fd == STDIN_FILENO ? __wrap___wasi_fd_read(fd, parts, size, result)
                              : __real___wasi_fd_read(fd, parts, size, result);
}

__wasi_errno_t pywasi_stream_write(__wasi_fd_t fd, const __wasi_ciovec_t *parts, size_t size, __wasi_size_t *result)
{
    return fd == STDOUT_FILENO ? __wrap___wasi_fd_write(fd, parts, size, result)
                               : __real___wasi_fd_write(fd, parts, size, result);
}

DECLARE(path_symlink);
__wasi_errno_t __wrap___wasi_path_symlink(const char *target, __wasi_fd_t fd, const char *path)
{
    return to_host(fd, &fd) ? __real___wasi_path_symlink(target, fd, path) : __WASI_ERRNO_BADF;
}
