/* Waiting for a signal of somebody else, or having one sent later: it would never come. */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

static int refuse(void)
{
    errno = ENOSYS;
    return -1;
}

#ifndef HAVE_pause
int pause(void) { return refuse(); }
#endif
#ifndef HAVE_sigsuspend
int sigsuspend(const sigset_t *set) { (void)set; return refuse(); }
#endif
#ifndef HAVE_sigwait
int sigwait(const sigset_t *restrict set, int *restrict number) { (void)set; (void)number; return ENOSYS; }
#endif
#ifndef HAVE_sigwaitinfo
int sigwaitinfo(const sigset_t *restrict set, siginfo_t *restrict info) { (void)set; (void)info; return refuse(); }
#endif
#ifndef HAVE_sigtimedwait
int sigtimedwait(const sigset_t *restrict set, siginfo_t *restrict info, const struct timespec *restrict limit)
{
    (void)set; (void)info; (void)limit;
    return refuse();
}
#endif
#ifndef HAVE_alarm
/* It cannot fail by its definition; errno is all that it can say. */
unsigned alarm(unsigned seconds)
{
    if (seconds > 0) {
        errno = ENOSYS;
    }
    return 0;
}
#endif
#ifndef HAVE_ualarm
unsigned ualarm(unsigned first, unsigned interval) { (void)interval; return alarm(first); }
#endif
#ifndef HAVE_setitimer
/* Turning a timer off is possible: none runs. */
int setitimer(int which, const struct itimerval *restrict value, struct itimerval *restrict old)
{
    (void)which;
    if (old != NULL) {
        memset(old, 0, sizeof *old);
    }
    return value->it_value.tv_sec == 0 && value->it_value.tv_usec == 0 ? 0 : refuse();
}
#endif
#ifndef HAVE_getitimer
int getitimer(int which, struct itimerval *value)
{
    (void)which;
    memset(value, 0, sizeof *value);
    return 0;
}
#endif
