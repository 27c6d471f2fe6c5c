/* Temporary files, and what else of the file system needs no system call that WASI lacks. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#define TRIES 100

/* Six characters in place of XXXXXX, of which `after` more follow; 0 where the template has none. */
static char *place_of(char *template, int after)
{
    size_t length = strlen(template);
    if (after < 0 || length < 6 + (size_t)after) {
        errno = EINVAL;
        return NULL;
    }
    char *place = template + length - after - 6;
    if (memcmp(place, "XXXXXX", 6) != 0) {
        errno = EINVAL;
        return NULL;
    }
    return place;
}

static void randomize(char *place)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    unsigned char bytes[6];
    if (getentropy(bytes, sizeof bytes) != 0) {
        static unsigned counter;
        unsigned value = ++counter;
        for (size_t i = 0; i < sizeof bytes; i++, value /= 62) {
            bytes[i] = (unsigned char)(value % 62);
        }
    }
    for (size_t i = 0; i < sizeof bytes; i++) {
        place[i] = letters[bytes[i] % (sizeof letters - 1)];
    }
}

#ifndef HAVE_mkostemps
int mkostemps(char *template, int after, int flags)
{
    char *place = place_of(template, after);
    if (place == NULL) {
        return -1;
    }
    for (int i = 0; i < TRIES; i++) {
        randomize(place);
        int fd = open(template, (flags & ~O_ACCMODE) | O_RDWR | O_CREAT | O_EXCL, 0600);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}
#endif
#ifndef HAVE_mkostemp
int mkostemp(char *template, int flags) { return mkostemps(template, 0, flags); }
#endif
#ifndef HAVE_mkstemps
int mkstemps(char *template, int after) { return mkostemps(template, after, 0); }
#endif
#ifndef HAVE_mkstemp
int mkstemp(char *template) { return mkostemps(template, 0, 0); }
#endif
#ifndef HAVE_mkdtemp
char *mkdtemp(char *template)
{
    char *place = place_of(template, 0);
    if (place == NULL) {
        return NULL;
    }
    for (int i = 0; i < TRIES; i++) {
        randomize(place);
        if (mkdir(template, 0700) == 0) {
            return template;
        }
        if (errno != EEXIST) {
            return NULL;
        }
    }
    return NULL;
}
#endif
#ifndef HAVE_mktemp
char *mktemp(char *template)
{
    struct stat info;
    char *place = place_of(template, 0);
    for (int i = 0; place != NULL && i < TRIES; i++) {
        randomize(place);
        if (lstat(template, &info) < 0) {
            return template;
        }
    }
    *template = '\0';
    return template;
}
#endif

static const char *temporary_folder(const char *asked)
{
    const char *variable = getenv("TMPDIR");
    if (asked != NULL && access(asked, W_OK) == 0) {
        return asked;
    }
    return variable != NULL && *variable != '\0' ? variable : P_tmpdir;
}

#ifndef HAVE_tmpfile
FILE *tmpfile(void)
{
    char path[256];
    snprintf(path, sizeof path, "%s/tmpfXXXXXX", temporary_folder(NULL));
    int fd = mkostemps(path, 0, 0);
    if (fd < 0) {
        return NULL;
    }
    /* Unlinked while open, where the host allows that; else the file stays. */
    (void)unlink(path);
    return fdopen(fd, "w+");
}
#endif
#ifndef HAVE_tmpnam
char *tmpnam(char *buffer)
{
    static char own[L_tmpnam];
    char path[] = P_tmpdir "/tmpnXXXXXX";
    if (*mktemp(path) == '\0') {
        return NULL;
    }
    return strcpy(buffer != NULL ? buffer : own, path);
}
#endif
#ifndef HAVE_tempnam
char *tempnam(const char *folder, const char *prefix)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%.5sXXXXXX", temporary_folder(folder), prefix != NULL ? prefix : "temp");
    return *mktemp(path) == '\0' ? NULL : strdup(path);
}
#endif

#ifndef HAVE_realpath
/* Symbolic links are left in: the path is made absolute and cleaned of `.`, `..` and doubled slashes, and has to exist. */
char *realpath(const char *restrict path, char *restrict resolved)
{
    char whole[8192];
    struct stat info;
    if (path == NULL || *path == '\0') {
        errno = path == NULL ? EINVAL : ENOENT;
        return NULL;
    }
    if (stat(path, &info) < 0) {
        return NULL;
    }
    whole[0] = '\0';
    if (*path != '/' && getcwd(whole, 4096) == NULL) {
        return NULL;
    }
    if (strlen(path) >= sizeof whole - strlen(whole) - 1) {
        errno = ENAMETOOLONG;
        return NULL;
    }
    strcat(strcat(whole, "/"), path);
    char *out = resolved != NULL ? resolved : malloc(strlen(whole) + 2);
    if (out == NULL) {
        return NULL;
    }
    size_t length = 0;
    for (char *part = strtok(whole, "/"); part != NULL; part = strtok(NULL, "/")) {
        if (strcmp(part, ".") == 0) {
            continue;
        }
        if (strcmp(part, "..") == 0) {
            while (length > 0 && out[--length] != '/') {
            }
            continue;
        }
        out[length++] = '/';
        memcpy(out + length, part, strlen(part));
        length += strlen(part);
    }
    if (length == 0) {
        out[length++] = '/';
    }
    out[length] = '\0';
    return out;
}
#endif
#ifndef HAVE_get_current_dir_name
char *get_current_dir_name(void) { return getcwd(NULL, 0); }
#endif
#ifndef HAVE_sync
void sync(void) {}
#endif
#ifndef HAVE_syncfs
int syncfs(int fd) { return fsync(fd); }
#endif
#ifndef HAVE_futimes
int futimes(int fd, const struct timeval times[2])
{
    if (times == NULL) {
        return futimens(fd, NULL);
    }
    struct timespec exact[2];
    for (int i = 0; i < 2; i++) {
        exact[i].tv_sec = times[i].tv_sec;
        exact[i].tv_nsec = times[i].tv_usec * 1000;
    }
    return futimens(fd, exact);
}
#endif
#ifndef HAVE_lutimes
int lutimes(const char *path, const struct timeval times[2])
{
    struct timespec exact[2];
    for (int i = 0; times != NULL && i < 2; i++) {
        exact[i].tv_sec = times[i].tv_sec;
        exact[i].tv_nsec = times[i].tv_usec * 1000;
    }
    return utimensat(AT_FDCWD, path, times == NULL ? NULL : exact, AT_SYMLINK_NOFOLLOW);
}
#endif
#ifndef HAVE_secure_getenv
char *secure_getenv(const char *name) { return getenv(name); }
#endif
