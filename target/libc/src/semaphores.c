/* Semaphores of one thread: counters. Waiting at zero would never end, and fails instead. */
#include <errno.h>
#include <limits.h>
#include <semaphore.h>
#include <time.h>

#ifndef HAVE_sem_init
int sem_init(sem_t *semaphore, int shared, unsigned value)
{
    (void)shared;
    if (value > INT_MAX) {
        errno = EINVAL;
        return -1;
    }
    semaphore->__val[0] = (int)value;
    return 0;
}

int sem_destroy(sem_t *semaphore) { (void)semaphore; return 0; }

int sem_post(sem_t *semaphore)
{
    if (semaphore->__val[0] == INT_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    semaphore->__val[0]++;
    return 0;
}

static int take(sem_t *semaphore, int error)
{
    if (semaphore->__val[0] > 0) {
        semaphore->__val[0]--;
        return 0;
    }
    errno = error;
    return -1;
}

int sem_trywait(sem_t *semaphore) { return take(semaphore, EAGAIN); }
int sem_wait(sem_t *semaphore) { return take(semaphore, EDEADLK); }

/* Relative, for hosts that take an absolute time in the past for one that never comes. */
static void sleep_until(const struct timespec *until)
{
    struct timespec now, left;
    clock_gettime(CLOCK_REALTIME, &now);
    left.tv_sec = until->tv_sec - now.tv_sec;
    left.tv_nsec = until->tv_nsec - now.tv_nsec;
    if (left.tv_nsec < 0) {
        left.tv_sec--;
        left.tv_nsec += 1000000000;
    }
    if (left.tv_sec >= 0) {
        nanosleep(&left, NULL);
    }
}

int sem_timedwait(sem_t *restrict semaphore, const struct timespec *restrict until)
{
    if (take(semaphore, ETIMEDOUT) == 0) {
        return 0;
    }
    sleep_until(until);
    errno = ETIMEDOUT;
    return -1;
}

int sem_getvalue(sem_t *restrict semaphore, int *restrict value)
{
    *value = semaphore->__val[0];
    return 0;
}

/* Named ones are shared between processes. */
sem_t *sem_open(const char *name, int flags, ...) { (void)name; (void)flags; errno = ENOSYS; return SEM_FAILED; }
int sem_close(sem_t *semaphore) { (void)semaphore; errno = EINVAL; return -1; }
int sem_unlink(const char *name) { (void)name; errno = ENOENT; return -1; }
#endif
