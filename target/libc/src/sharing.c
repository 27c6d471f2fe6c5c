/* Memory that other processes see, or that goes back to a file. */
#define _GNU_SOURCE
#include <errno.h>
#include <sys/mman.h>

#ifndef HAVE_msync
int msync(void *start, size_t size, int flags) { (void)start; (void)size; (void)flags; errno = ENOSYS; return -1; }
#endif
#ifndef HAVE_mremap
void *mremap(void *start, size_t size, size_t next, int flags, ...)
{
    (void)start; (void)size; (void)next; (void)flags;
    errno = ENOSYS;
    return MAP_FAILED;
}
#endif
#ifndef HAVE_shm_open
int shm_open(const char *name, int flags, mode_t mode) { (void)name; (void)flags; (void)mode; errno = ENOSYS; return -1; }
#endif
#ifndef HAVE_shm_unlink
int shm_unlink(const char *name) { (void)name; errno = ENOENT; return -1; }
#endif
#ifndef HAVE_memfd_create
int memfd_create(const char *name, unsigned flags) { (void)name; (void)flags; errno = ENOSYS; return -1; }
#endif
