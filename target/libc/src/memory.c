/* Memory of WASI is always there: it cannot be swapped out, advised on, or shared. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef HAVE_mlock
int mlock(const void *start, size_t size) { (void)start; (void)size; return 0; }
int munlock(const void *start, size_t size) { (void)start; (void)size; return 0; }
int mlockall(int flags) { (void)flags; return 0; }
int munlockall(void) { return 0; }
#endif
#ifndef HAVE_madvise
int madvise(void *start, size_t size, int advice) { (void)start; (void)size; (void)advice; return 0; }
#endif
#ifndef HAVE_posix_madvise
int posix_madvise(void *start, size_t size, int advice) { (void)start; (void)size; (void)advice; return 0; }
#endif
#ifndef HAVE_mincore
int mincore(void *start, size_t size, unsigned char *present)
{
    (void)start;
    memset(present, 1, (size + getpagesize() - 1) / getpagesize());
    return 0;
}
#endif
#ifndef HAVE_memalign
void *memalign(size_t alignment, size_t size) { return aligned_alloc(alignment, (size + alignment - 1) & -alignment); }
#endif
#ifndef HAVE_valloc
void *valloc(size_t size) { return memalign(getpagesize(), size); }
#endif
