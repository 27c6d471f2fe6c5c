/*
 * Signals that the process sends itself. Handlers go through signal(), which wasi-libc emulates; the mask holds back
 * nothing but what the process raises, and is kept for those who ask for it.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>

#define BITS ((int)(8 * sizeof(unsigned long)))

static int valid(int number)
{
    if (number > 0 && number < _NSIG) {
        return 1;
    }
    errno = EINVAL;
    return 0;
}

#ifndef HAVE_sigemptyset
int sigemptyset(sigset_t *set) { memset(set, 0, sizeof *set); return 0; }
int sigfillset(sigset_t *set) { memset(set, 0xff, sizeof *set); return 0; }
int sigaddset(sigset_t *set, int number)
{
    if (!valid(number)) {
        return -1;
    }
    set->__bits[(number - 1) / BITS] |= 1ul << (number - 1) % BITS;
    return 0;
}
int sigdelset(sigset_t *set, int number)
{
    if (!valid(number)) {
        return -1;
    }
    set->__bits[(number - 1) / BITS] &= ~(1ul << (number - 1) % BITS);
    return 0;
}
int sigismember(const sigset_t *set, int number)
{
    if (!valid(number)) {
        return -1;
    }
    return (set->__bits[(number - 1) / BITS] >> (number - 1) % BITS) & 1;
}
#endif

#ifndef HAVE_sigprocmask
static sigset_t mask;

int pthread_sigmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
    if (old != NULL) {
        *old = mask;
    }
    if (set == NULL) {
        return 0;
    }
    for (size_t i = 0; i < sizeof mask.__bits / sizeof *mask.__bits; i++) {
        switch (how) {
        case SIG_BLOCK: mask.__bits[i] |= set->__bits[i]; break;
        case SIG_UNBLOCK: mask.__bits[i] &= ~set->__bits[i]; break;
        case SIG_SETMASK: mask.__bits[i] = set->__bits[i]; break;
        default: return EINVAL;
        }
    }
    return 0;
}

int sigprocmask(int how, const sigset_t *restrict set, sigset_t *restrict old)
{
    int error = pthread_sigmask(how, set, old);
    if (error == 0) {
        return 0;
    }
    errno = error;
    return -1;
}

int sigpending(sigset_t *set) { return sigemptyset(set); }
#endif

#ifndef HAVE_sigaction
static struct sigaction actions[_NSIG];

/* A handler that wants to know more is told what kill() by the process itself would tell. */
static void inform(int number)
{
    siginfo_t info;
    memset(&info, 0, sizeof info);
    info.si_signo = number;
    info.si_code = SI_USER;
    if (actions[number].sa_sigaction != NULL) {
        actions[number].sa_sigaction(number, &info, NULL);
    }
}

static void once(int number)
{
    struct sigaction action = actions[number];
    memset(&actions[number], 0, sizeof action);
    signal(number, SIG_DFL);
    if (action.sa_flags & SA_SIGINFO) {
        siginfo_t info;
        memset(&info, 0, sizeof info);
        info.si_signo = number;
        info.si_code = SI_USER;
        action.sa_sigaction(number, &info, NULL);
    } else {
        action.sa_handler(number);
    }
}

int sigaction(int number, const struct sigaction *restrict action, struct sigaction *restrict old)
{
    if (!valid(number)) {
        return -1;
    }
    struct sigaction previous = actions[number];
    if (action != NULL) {
        void (*handler)(int) = action->sa_handler;
        int ours = handler != SIG_DFL && handler != SIG_IGN;
        if (ours && (action->sa_flags & (int)SA_RESETHAND)) {
            handler = once;
        } else if (action->sa_flags & SA_SIGINFO) {
            handler = inform;
        }
        actions[number] = *action;
        void (*replaced)(int) = signal(number, handler);
        if (replaced == SIG_ERR) {
            actions[number] = previous;
            return -1;
        }
        /* Set with signal() in between. */
        if (replaced != inform && replaced != once) {
            previous.sa_handler = replaced;
        }
    }
    if (old != NULL) {
        *old = previous;
    }
    return 0;
}

int siginterrupt(int number, int interrupt) { (void)interrupt; return valid(number) ? 0 : -1; }

/* The stack stays the one there is: on a trap nothing of the process runs any more. */
int sigaltstack(const stack_t *restrict stack, stack_t *restrict old)
{
    static stack_t current = {NULL, SS_DISABLE, 0};
    if (old != NULL) {
        *old = current;
    }
    if (stack != NULL) {
        current = *stack;
    }
    return 0;
}
#endif

#ifndef HAVE_pthread_kill
int pthread_kill(pthread_t thread, int number)
{
    if (thread != pthread_self()) {
        return ESRCH;
    }
    if (number == 0) {
        return 0;
    }
    return raise(number) == 0 ? 0 : EINVAL;
}
#endif
