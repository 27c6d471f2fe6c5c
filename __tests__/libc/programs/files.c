#define _GNU_SOURCE
#include "expect.h"
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sched.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <syslog.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
int main(void)
{
    char path[] = "/tmp/fileXXXXXX", folder[] = "/tmp/folderXXXXXX", bad[] = "/tmp/none", suffix[] = "/tmp/aXXXXXX.txt";
    struct stat info;
    int fd = mkstemp(path);
    EXPECT(fd >= 0 && stat(path, &info) == 0 && strcmp(path, "/tmp/fileXXXXXX") != 0);
    EXPECT(flock(fd, LOCK_EX) == 0 && lockf(fd, F_TLOCK, 0) == 0);
    REFUSES(flock(77, LOCK_SH), EBADF);
    /* libc's own chmod(), where it has one, refuses. */
    EXPECT((chmod(path, 0600) == 0 && fchmod(fd, 0644) == 0) || errno == ENOSYS);
    EXPECT(lchmod(path, 0600) == 0 && chown(path, 0, 0) == 0 && fchown(fd, 0, 0) == 0);
    REFUSES(lchmod("/tmp/nothing", 0600), ENOENT);
    REFUSES(chown(path, 5, 5), EPERM);
    EXPECT(umask(077) == 022 && umask(022) == 077);
    REFUSES(mkstemp(bad), EINVAL);
    EXPECT(mkstemps(suffix, 4) >= 0 && strcmp(suffix + strlen(suffix) - 4, ".txt") == 0);
    EXPECT(mkdtemp(folder) != NULL && stat(folder, &info) == 0 && S_ISDIR(info.st_mode));
    FILE *file = tmpfile();
    EXPECT(file != NULL && fputs("text", file) >= 0 && fseek(file, 0, SEEK_SET) == 0 && fgetc(file) == 't');
    char real[PATH_MAX];
    EXPECT(chdir("/tmp") == 0 && realpath("./x/../.././tmp", real) == NULL && errno == ENOENT);
    EXPECT(realpath("../tmp//.", real) != NULL && strcmp(real, "/tmp") == 0);
    REFUSES(isatty(1) ? -1 : tcsetattr(1, TCSANOW, &(struct termios){0}), ENOTTY);
    struct rlimit limit;
    EXPECT(getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur == RLIM_INFINITY);
    EXPECT(getrlimit(RLIMIT_NOFILE, &limit) == 0 && setrlimit(RLIMIT_NOFILE, &limit) == 0);
    REFUSES(setrlimit(RLIMIT_CPU, &(struct rlimit){1, 1}), EPERM);
    struct rusage usage;
    memset(&usage, 0xff, sizeof usage);
    EXPECT(getrusage(RUSAGE_SELF, &usage) == 0 && usage.ru_maxrss == 0);
    EXPECT(getpriority(PRIO_PROCESS, 0) == 0 && sched_getscheduler(0) == SCHED_OTHER);
    EXPECT(mlock(path, sizeof path) == 0 && madvise(NULL, 0, 0) == 0);
    tzset();
    EXPECT(timezone == 0 && daylight == 0 && strcmp(tzname[0], "UTC") == 0);
    EXPECT(sysconf(_SC_PAGESIZE) == 65536 && sysconf(_SC_NPROCESSORS_ONLN) == 1);
    openlog("program", 0, LOG_USER);
    syslog(LOG_ERR, "%d apples", 3);
    return failures;
}
