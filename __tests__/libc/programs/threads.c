#define _GNU_SOURCE
#include "expect.h"
#include <pthread.h>
#include <semaphore.h>
#include <time.h>
static int calls, cleaned;
static void once(void) { calls++; }
static void clean(void *argument) { cleaned += *(int *)argument; }
static void *run(void *argument) { return argument; }
int main(void)
{
    pthread_t thread;
    EXPECT(pthread_create(&thread, NULL, run, NULL) == EAGAIN);
    EXPECT(pthread_equal(pthread_self(), pthread_self()));
    pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
    EXPECT(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_trylock(&mutex) == EBUSY && pthread_mutex_unlock(&mutex) == 0);
    struct timespec past = {0, 0};
    EXPECT(pthread_mutex_lock(&mutex) == 0 && pthread_mutex_timedlock(&mutex, &past) == ETIMEDOUT);
    pthread_mutexattr_t kind;
    pthread_mutex_t recursive, careful;
    EXPECT(pthread_mutexattr_init(&kind) == 0 && pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_RECURSIVE) == 0);
    EXPECT(pthread_mutex_init(&recursive, &kind) == 0 && pthread_mutex_lock(&recursive) == 0 && pthread_mutex_lock(&recursive) == 0);
    EXPECT(pthread_mutex_unlock(&recursive) == 0 && pthread_mutex_unlock(&recursive) == 0 && pthread_mutex_unlock(&recursive) == EPERM);
    EXPECT(pthread_mutexattr_settype(&kind, PTHREAD_MUTEX_ERRORCHECK) == 0 && pthread_mutex_init(&careful, &kind) == 0);
    EXPECT(pthread_mutex_lock(&careful) == 0 && pthread_mutex_lock(&careful) == EDEADLK);
    pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
    EXPECT(pthread_cond_signal(&condition) == 0 && pthread_cond_broadcast(&condition) == 0);
    EXPECT(pthread_cond_timedwait(&condition, &mutex, &past) == ETIMEDOUT);
    pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
    EXPECT(pthread_rwlock_rdlock(&lock) == 0 && pthread_rwlock_rdlock(&lock) == 0 && pthread_rwlock_trywrlock(&lock) == EBUSY);
    EXPECT(pthread_rwlock_unlock(&lock) == 0 && pthread_rwlock_unlock(&lock) == 0 && pthread_rwlock_wrlock(&lock) == 0);
    EXPECT(pthread_rwlock_tryrdlock(&lock) == EBUSY && pthread_rwlock_wrlock(&lock) == EDEADLK && pthread_rwlock_unlock(&lock) == 0);
    pthread_once_t control = PTHREAD_ONCE_INIT;
    EXPECT(pthread_once(&control, once) == 0 && pthread_once(&control, once) == 0 && calls == 1);
    pthread_key_t key, other;
    EXPECT(pthread_key_create(&key, clean) == 0 && pthread_key_create(&other, NULL) == 0 && key != other);
    EXPECT(pthread_getspecific(key) == NULL && pthread_setspecific(key, &calls) == 0 && pthread_getspecific(key) == &calls);
    EXPECT(pthread_key_delete(key) == 0 && pthread_setspecific(key, NULL) == EINVAL);
    int two = 2;
    pthread_cleanup_push(clean, &two);
    pthread_cleanup_pop(1);
    EXPECT(cleaned == 2);
    pthread_barrier_t barrier;
    EXPECT(pthread_barrier_init(&barrier, NULL, 1) == 0 && pthread_barrier_wait(&barrier) == PTHREAD_BARRIER_SERIAL_THREAD);
    sem_t semaphore;
    int value;
    EXPECT(sem_init(&semaphore, 0, 1) == 0 && sem_wait(&semaphore) == 0);
    REFUSES(sem_trywait(&semaphore), EAGAIN);
    REFUSES(sem_wait(&semaphore), EDEADLK);
    REFUSES(sem_timedwait(&semaphore, &past), ETIMEDOUT);
    EXPECT(sem_post(&semaphore) == 0 && sem_getvalue(&semaphore, &value) == 0 && value == 1);
    REFUSES(sem_open("/x", 0) == SEM_FAILED ? -1 : 0, ENOSYS);
    fflush(stdout);
    if (failures == 0) {
        pthread_cond_wait(&condition, &mutex);
    }
    return failures;
}
