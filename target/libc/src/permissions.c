/*
 * Files of WASI have neither permissions nor owners: each may do with them what the host lets the guest do. Setting them
 * succeeds where the file exists, as it does for root on a file system without them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static int exists_at(int folder, const char *path, int flags)
{
    struct stat info;
    return fstatat(folder, path, &info, flags & AT_SYMLINK_NOFOLLOW);
}

#ifndef HAVE_umask
static mode_t mask = 022;
mode_t umask(mode_t next)
{
    mode_t previous = mask;
    mask = next & 0777;
    return previous;
}
#endif

#ifndef HAVE_fchmodat
int fchmodat(int folder, const char *path, mode_t mode, int flags) { (void)mode; return exists_at(folder, path, flags); }
#endif
#ifndef HAVE_chmod
int chmod(const char *path, mode_t mode) { (void)mode; return exists_at(AT_FDCWD, path, 0); }
#endif
#ifndef HAVE_lchmod
int lchmod(const char *path, mode_t mode) { (void)mode; return exists_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW); }
#endif
#ifndef HAVE_fchmod
int fchmod(int fd, mode_t mode) { (void)mode; return fcntl(fd, F_GETFL) < 0 ? -1 : 0; }
#endif

/* Everything belongs to the one user and group already; -1 leaves an owner as it is. */
static int owner(uid_t user, gid_t group)
{
    if ((user == 0 || user == (uid_t)-1) && (group == 0 || group == (gid_t)-1)) {
        return 0;
    }
    errno = EPERM;
    return -1;
}

#ifndef HAVE_fchownat
int fchownat(int folder, const char *path, uid_t user, gid_t group, int flags)
{
    return exists_at(folder, path, flags) < 0 ? -1 : owner(user, group);
}
#endif
#ifndef HAVE_chown
int chown(const char *path, uid_t user, gid_t group)
{
    return exists_at(AT_FDCWD, path, 0) < 0 ? -1 : owner(user, group);
}
#endif
#ifndef HAVE_lchown
int lchown(const char *path, uid_t user, gid_t group)
{
    return exists_at(AT_FDCWD, path, AT_SYMLINK_NOFOLLOW) < 0 ? -1 : owner(user, group);
}
#endif
#ifndef HAVE_fchown
int fchown(int fd, uid_t user, gid_t group) { return fcntl(fd, F_GETFL) < 0 ? -1 : owner(user, group); }
#endif

#ifndef HAVE_euidaccess
int euidaccess(const char *path, int mode) { return access(path, mode); }
#endif
#ifndef HAVE_eaccess
int eaccess(const char *path, int mode) { return access(path, mode); }
#endif
