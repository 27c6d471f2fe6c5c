/* Priorities and limits of a process: it has none, and nothing sets any. */
#define _GNU_SOURCE
#include <errno.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

static int refuse(int error)
{
    errno = error;
    return -1;
}

#ifndef HAVE_getrlimit
int getrlimit(int resource, struct rlimit *limit)
{
    if (resource < 0 || resource >= RLIM_NLIMITS) {
        return refuse(EINVAL);
    }
    /* Loops that close "all" descriptors count up to this one. */
    rlim_t most = resource == RLIMIT_NOFILE ? 1024 : RLIM_INFINITY;
    limit->rlim_cur = limit->rlim_max = most;
    return 0;
}
#endif
#ifndef HAVE_setrlimit
int setrlimit(int resource, const struct rlimit *limit)
{
    struct rlimit present;
    if (getrlimit(resource, &present) < 0) {
        return -1;
    }
    return limit->rlim_cur == present.rlim_cur && limit->rlim_max == present.rlim_max ? 0 : refuse(EPERM);
}
#endif
#ifndef HAVE_getdtablesize
int getdtablesize(void) { return 1024; }
#endif
#ifndef HAVE_getpriority
int getpriority(int which, id_t who) { (void)which; (void)who; return 0; }
#endif
#ifndef HAVE_setpriority
int setpriority(int which, id_t who, int priority) { (void)which; (void)who; return priority == 0 ? 0 : refuse(EPERM); }
#endif
#ifndef HAVE_nice
int nice(int step) { return step == 0 ? 0 : refuse(EPERM); }
#endif
#ifndef HAVE_getloadavg
int getloadavg(double *loads, int count) { (void)loads; (void)count; return -1; }
#endif

#ifndef HAVE_sched_get_priority_max
int sched_get_priority_max(int policy) { (void)policy; return 0; }
#endif
#ifndef HAVE_sched_get_priority_min
int sched_get_priority_min(int policy) { (void)policy; return 0; }
#endif
#ifndef HAVE_sched_getscheduler
int sched_getscheduler(pid_t pid) { (void)pid; return SCHED_OTHER; }
#endif
#ifndef HAVE_sched_setscheduler
int sched_setscheduler(pid_t pid, int policy, const struct sched_param *parameters)
{
    (void)pid; (void)parameters;
    return policy == SCHED_OTHER ? 0 : refuse(EPERM);
}
#endif
#ifndef HAVE_sched_getparam
int sched_getparam(pid_t pid, struct sched_param *parameters)
{
    (void)pid;
    memset(parameters, 0, sizeof *parameters);
    return 0;
}
#endif
#ifndef HAVE_sched_setparam
int sched_setparam(pid_t pid, const struct sched_param *parameters)
{
    (void)pid;
    return parameters->sched_priority == 0 ? 0 : refuse(EPERM);
}
#endif
