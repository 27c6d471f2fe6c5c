/*
 * The whole of <pthread.h> for a process with one thread, in one object. libpython brings a part of it
 * (Python/thread_pthread_stubs.h), and libc of SDK 25 and later another cut of it in members that clash with that part;
 * weak definitions of everything leave libpython's its precedence and keep libc's out of the link.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WEAK __attribute__((weak))

/* The interpreter's own buffers, where the program is an interpreter of ours. */
extern void pywasi_flush(void) __attribute__((weak));

static _Noreturn void never(const char *function)
{
    if (pywasi_flush) {
        pywasi_flush();
    }
    fflush(NULL);
    fprintf(stderr, "fatal: %s() would wait for ever: WASI 0.1 has no threads, so nobody else can go on.\n", function);
    abort();
}

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

WEAK int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes, void *(*start)(void *),
                        void *restrict argument)
{
    (void)thread; (void)attributes; (void)start; (void)argument;
    return EAGAIN;
}
WEAK int pthread_detach(pthread_t thread) { (void)thread; return ESRCH; }
WEAK int pthread_join(pthread_t thread, void **result)
{
    (void)result;
    return thread == pthread_self() ? EDEADLK : ESRCH;
}
WEAK int pthread_tryjoin_np(pthread_t thread, void **result) { return pthread_join(thread, result); }
WEAK int pthread_timedjoin_np(pthread_t thread, void **result, const struct timespec *until)
{
    (void)until;
    return pthread_join(thread, result);
}
WEAK pthread_t pthread_self(void) { return (pthread_t)1; }
#undef pthread_equal
WEAK int pthread_equal(pthread_t a, pthread_t b) { return a == b; }
WEAK int pthread_once(pthread_once_t *control, void (*routine)(void))
{
    if (*control == 0) {
        *control = 2;
        routine();
    }
    return 0;
}
WEAK int pthread_atfork(void (*prepare)(void), void (*parent)(void), void (*child)(void))
{
    (void)prepare; (void)parent; (void)child;
    return 0;
}
WEAK int pthread_cancel(pthread_t thread) { (void)thread; return ESRCH; }
WEAK int pthread_setcancelstate(int state, int *old) { (void)state; if (old != NULL) *old = PTHREAD_CANCEL_ENABLE; return 0; }
WEAK int pthread_setcanceltype(int type, int *old) { (void)type; if (old != NULL) *old = PTHREAD_CANCEL_DEFERRED; return 0; }
WEAK void pthread_testcancel(void) {}
WEAK int pthread_setname_np(pthread_t thread, const char *name) { (void)thread; return strlen(name) > 15 ? ERANGE : 0; }
WEAK int pthread_getname_np(pthread_t thread, char *name, size_t size)
{
    (void)thread;
    if (size < 16) {
        return ERANGE;
    }
    strcpy(name, "main");
    return 0;
}
WEAK int pthread_getcpuclockid(pthread_t thread, clockid_t *clock) { (void)thread; (void)clock; return ENOENT; }
WEAK int pthread_getconcurrency(void) { return 0; }
WEAK int pthread_setconcurrency(int level) { return level < 0 ? EINVAL : 0; }
WEAK int pthread_getschedparam(pthread_t thread, int *restrict policy, struct sched_param *restrict parameters)
{
    (void)thread;
    *policy = SCHED_OTHER;
    memset(parameters, 0, sizeof *parameters);
    return 0;
}
WEAK int pthread_setschedparam(pthread_t thread, int policy, const struct sched_param *parameters)
{
    (void)thread; (void)parameters;
    return policy == SCHED_OTHER ? 0 : EPERM;
}
WEAK int pthread_setschedprio(pthread_t thread, int priority) { (void)thread; return priority == 0 ? 0 : EPERM; }
WEAK int pthread_getattr_np(pthread_t thread, pthread_attr_t *attributes)
{
    (void)thread;
    return pthread_attr_init(attributes);
}

/* A mutex: [0] its type, as in musl, [1] how often it is held. */
#define TYPE(mutex) ((mutex)->__u.__i[0])
#define HELD(mutex) ((mutex)->__u.__i[1])

WEAK int pthread_mutex_init(pthread_mutex_t *restrict mutex, const pthread_mutexattr_t *restrict attributes)
{
    memset(mutex, 0, sizeof *mutex);
    TYPE(mutex) = attributes != NULL ? (int)attributes->__attr & 3 : PTHREAD_MUTEX_DEFAULT;
    return 0;
}
WEAK int pthread_mutex_destroy(pthread_mutex_t *mutex) { (void)mutex; return 0; }
WEAK int pthread_mutex_trylock(pthread_mutex_t *mutex)
{
    if (HELD(mutex) > 0 && (TYPE(mutex) & 3) != PTHREAD_MUTEX_RECURSIVE) {
        return EBUSY;
    }
    HELD(mutex)++;
    return 0;
}
WEAK int pthread_mutex_lock(pthread_mutex_t *mutex)
{
    if (pthread_mutex_trylock(mutex) == 0) {
        return 0;
    }
    if ((TYPE(mutex) & 3) == PTHREAD_MUTEX_ERRORCHECK) {
        return EDEADLK;
    }
    never("pthread_mutex_lock");
}
WEAK int pthread_mutex_timedlock(pthread_mutex_t *restrict mutex, const struct timespec *restrict until)
{
    if (pthread_mutex_trylock(mutex) == 0) {
        return 0;
    }
    sleep_until(until);
    return ETIMEDOUT;
}
WEAK int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    if (HELD(mutex) == 0) {
        return EPERM;
    }
    HELD(mutex)--;
    return 0;
}
WEAK int pthread_mutex_consistent(pthread_mutex_t *mutex) { (void)mutex; return EINVAL; }

WEAK int pthread_cond_init(pthread_cond_t *restrict condition, const pthread_condattr_t *restrict attributes)
{
    (void)attributes;
    memset(condition, 0, sizeof *condition);
    return 0;
}
WEAK int pthread_cond_destroy(pthread_cond_t *condition) { (void)condition; return 0; }
WEAK int pthread_cond_signal(pthread_cond_t *condition) { (void)condition; return 0; }
WEAK int pthread_cond_broadcast(pthread_cond_t *condition) { (void)condition; return 0; }
WEAK int pthread_cond_wait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex)
{
    (void)condition; (void)mutex;
    never("pthread_cond_wait");
}
WEAK int pthread_cond_timedwait(pthread_cond_t *restrict condition, pthread_mutex_t *restrict mutex,
                                const struct timespec *restrict until)
{
    (void)condition; (void)mutex;
    sleep_until(until);
    return ETIMEDOUT;
}

/* A lock of readers and writers: [0] how many readers, or -1 for a writer. */
#define STATE(lock) ((lock)->__u.__i[0])

WEAK int pthread_rwlock_init(pthread_rwlock_t *restrict lock, const pthread_rwlockattr_t *restrict attributes)
{
    (void)attributes;
    memset(lock, 0, sizeof *lock);
    return 0;
}
WEAK int pthread_rwlock_destroy(pthread_rwlock_t *lock) { (void)lock; return 0; }
WEAK int pthread_rwlock_tryrdlock(pthread_rwlock_t *lock)
{
    if (STATE(lock) < 0) {
        return EBUSY;
    }
    STATE(lock)++;
    return 0;
}
WEAK int pthread_rwlock_trywrlock(pthread_rwlock_t *lock)
{
    if (STATE(lock) != 0) {
        return EBUSY;
    }
    STATE(lock) = -1;
    return 0;
}
WEAK int pthread_rwlock_rdlock(pthread_rwlock_t *lock) { return pthread_rwlock_tryrdlock(lock) == 0 ? 0 : EDEADLK; }
WEAK int pthread_rwlock_wrlock(pthread_rwlock_t *lock) { return pthread_rwlock_trywrlock(lock) == 0 ? 0 : EDEADLK; }
WEAK int pthread_rwlock_timedrdlock(pthread_rwlock_t *restrict lock, const struct timespec *restrict until)
{
    (void)until;
    return pthread_rwlock_rdlock(lock);
}
WEAK int pthread_rwlock_timedwrlock(pthread_rwlock_t *restrict lock, const struct timespec *restrict until)
{
    (void)until;
    return pthread_rwlock_wrlock(lock);
}
WEAK int pthread_rwlock_unlock(pthread_rwlock_t *lock)
{
    if (STATE(lock) == 0) {
        return EPERM;
    }
    STATE(lock) += STATE(lock) < 0 ? 1 : -1;
    return 0;
}

WEAK int pthread_spin_init(pthread_spinlock_t *lock, int shared) { (void)shared; *lock = 0; return 0; }
WEAK int pthread_spin_destroy(pthread_spinlock_t *lock) { (void)lock; return 0; }
WEAK int pthread_spin_trylock(pthread_spinlock_t *lock)
{
    if (*lock != 0) {
        return EBUSY;
    }
    *lock = 1;
    return 0;
}
WEAK int pthread_spin_lock(pthread_spinlock_t *lock) { return pthread_spin_trylock(lock) == 0 ? 0 : EDEADLK; }
WEAK int pthread_spin_unlock(pthread_spinlock_t *lock) { *lock = 0; return 0; }

WEAK int pthread_barrier_init(pthread_barrier_t *restrict barrier, const pthread_barrierattr_t *restrict attributes,
                              unsigned count)
{
    (void)attributes;
    memset(barrier, 0, sizeof *barrier);
    barrier->__u.__i[0] = (int)count;
    return count == 0 ? EINVAL : 0;
}
WEAK int pthread_barrier_destroy(pthread_barrier_t *barrier) { (void)barrier; return 0; }
WEAK int pthread_barrier_wait(pthread_barrier_t *barrier)
{
    if (barrier->__u.__i[0] > 1) {
        never("pthread_barrier_wait");
    }
    return PTHREAD_BARRIER_SERIAL_THREAD;
}

static const void *values[PTHREAD_KEYS_MAX];
static char used[PTHREAD_KEYS_MAX];

#undef pthread_key_create
WEAK int pthread_key_create(pthread_key_t *key, void (*destructor)(void *))
{
    (void)destructor;
    for (unsigned i = 0; i < PTHREAD_KEYS_MAX; i++) {
        if (!used[i]) {
            used[i] = 1;
            values[i] = NULL;
            *key = i;
            return 0;
        }
    }
    return EAGAIN;
}
WEAK int pthread_key_delete(pthread_key_t key)
{
    if (key >= PTHREAD_KEYS_MAX || !used[key]) {
        return EINVAL;
    }
    used[key] = 0;
    return 0;
}
WEAK void *pthread_getspecific(pthread_key_t key)
{
    return key < PTHREAD_KEYS_MAX && used[key] ? (void *)values[key] : NULL;
}
WEAK int pthread_setspecific(pthread_key_t key, const void *value)
{
    if (key >= PTHREAD_KEYS_MAX || !used[key]) {
        return EINVAL;
    }
    values[key] = value;
    return 0;
}

/* Attributes are taken where there is a choice, and mean nothing to a thread that is not started. */
#define ATTRIBUTES(name, type)                                                                        \
    WEAK int name##_init(type *attributes) { memset(attributes, 0, sizeof *attributes); return 0; } \
    WEAK int name##_destroy(type *attributes) { (void)attributes; return 0; }
#define ATTRIBUTE(name, type, what, value, fallback)                                                           \
    WEAK int name##_get##what(const type *restrict attributes, value *restrict out)                            \
    {                                                                                                          \
        (void)attributes;                                                                                      \
        *out = fallback;                                                                                       \
        return 0;                                                                                              \
    }                                                                                                          \
    WEAK int name##_set##what(type *attributes, value in) { (void)attributes; (void)in; return 0; }

ATTRIBUTES(pthread_attr, pthread_attr_t)
ATTRIBUTE(pthread_attr, pthread_attr_t, detachstate, int, PTHREAD_CREATE_JOINABLE)
ATTRIBUTE(pthread_attr, pthread_attr_t, stacksize, size_t, 131072)
ATTRIBUTE(pthread_attr, pthread_attr_t, guardsize, size_t, 0)
ATTRIBUTE(pthread_attr, pthread_attr_t, scope, int, PTHREAD_SCOPE_SYSTEM)
ATTRIBUTE(pthread_attr, pthread_attr_t, schedpolicy, int, SCHED_OTHER)
ATTRIBUTE(pthread_attr, pthread_attr_t, inheritsched, int, PTHREAD_INHERIT_SCHED)
WEAK int pthread_attr_getstack(const pthread_attr_t *restrict attributes, void **restrict stack, size_t *restrict size)
{
    *stack = NULL;
    return pthread_attr_getstacksize(attributes, size);
}
WEAK int pthread_attr_setstack(pthread_attr_t *attributes, void *stack, size_t size)
{
    (void)attributes; (void)stack; (void)size;
    return 0;
}
WEAK int pthread_attr_getschedparam(const pthread_attr_t *restrict attributes, struct sched_param *restrict parameters)
{
    (void)attributes;
    memset(parameters, 0, sizeof *parameters);
    return 0;
}
WEAK int pthread_attr_setschedparam(pthread_attr_t *restrict attributes, const struct sched_param *restrict parameters)
{
    (void)attributes; (void)parameters;
    return 0;
}

ATTRIBUTES(pthread_mutexattr, pthread_mutexattr_t)
WEAK int pthread_mutexattr_gettype(const pthread_mutexattr_t *restrict attributes, int *restrict type)
{
    *type = (int)attributes->__attr & 3;
    return 0;
}
WEAK int pthread_mutexattr_settype(pthread_mutexattr_t *attributes, int type)
{
    if (type < 0 || type > PTHREAD_MUTEX_ERRORCHECK) {
        return EINVAL;
    }
    attributes->__attr = (unsigned)type;
    return 0;
}
ATTRIBUTE(pthread_mutexattr, pthread_mutexattr_t, pshared, int, PTHREAD_PROCESS_PRIVATE)
ATTRIBUTE(pthread_mutexattr, pthread_mutexattr_t, protocol, int, PTHREAD_PRIO_NONE)
ATTRIBUTE(pthread_mutexattr, pthread_mutexattr_t, robust, int, PTHREAD_MUTEX_STALLED)
ATTRIBUTES(pthread_condattr, pthread_condattr_t)
ATTRIBUTE(pthread_condattr, pthread_condattr_t, pshared, int, PTHREAD_PROCESS_PRIVATE)
ATTRIBUTE(pthread_condattr, pthread_condattr_t, clock, clockid_t, CLOCK_REALTIME)
ATTRIBUTES(pthread_rwlockattr, pthread_rwlockattr_t)
ATTRIBUTE(pthread_rwlockattr, pthread_rwlockattr_t, pshared, int, PTHREAD_PROCESS_PRIVATE)
ATTRIBUTES(pthread_barrierattr, pthread_barrierattr_t)
ATTRIBUTE(pthread_barrierattr, pthread_barrierattr_t, pshared, int, PTHREAD_PROCESS_PRIVATE)

/* What pthread_cleanup_push() and pthread_cleanup_pop() expand to. */
WEAK void _pthread_cleanup_push(struct __ptcb *entry, void (*routine)(void *), void *argument)
{
    entry->__f = routine;
    entry->__x = argument;
}
WEAK void _pthread_cleanup_pop(struct __ptcb *entry, int run)
{
    if (run) {
        entry->__f(entry->__x);
    }
}
