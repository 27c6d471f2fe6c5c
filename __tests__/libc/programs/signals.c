#define _GNU_SOURCE
#include "expect.h"
#include <pthread.h>
#include <signal.h>
static int caught, informed;
static void handler(int number) { caught = number; }
static void inform(int number, siginfo_t *info, void *context) { (void)context; informed = info->si_signo == number ? number : -1; }
int main(void)
{
    sigset_t set, old;
    EXPECT(sigemptyset(&set) == 0 && sigismember(&set, SIGINT) == 0);
    EXPECT(sigaddset(&set, SIGINT) == 0 && sigaddset(&set, 64) == 0);
    EXPECT(sigismember(&set, SIGINT) == 1 && sigismember(&set, 64) == 1 && sigismember(&set, SIGTERM) == 0);
    EXPECT(sigdelset(&set, SIGINT) == 0 && sigismember(&set, SIGINT) == 0);
    REFUSES(sigaddset(&set, 65), EINVAL);
    EXPECT(sigprocmask(SIG_BLOCK, &set, &old) == 0 && sigismember(&old, 64) == 0);
    EXPECT(pthread_sigmask(SIG_UNBLOCK, &set, &old) == 0 && sigismember(&old, 64) == 1);
    EXPECT(pthread_sigmask(99, &set, NULL) == EINVAL);
    struct sigaction action = {.sa_handler = handler}, previous;
    EXPECT(sigaction(SIGUSR1, &action, &previous) == 0 && previous.sa_handler == SIG_DFL);
    EXPECT(raise(SIGUSR1) == 0 && caught == SIGUSR1);
    EXPECT(sigaction(SIGUSR1, NULL, &previous) == 0 && previous.sa_handler == handler);
    struct sigaction detailed = {.sa_sigaction = inform, .sa_flags = SA_SIGINFO};
    EXPECT(sigaction(SIGUSR2, &detailed, NULL) == 0 && raise(SIGUSR2) == 0 && informed == SIGUSR2);
    struct sigaction once = {.sa_handler = handler, .sa_flags = (int)SA_RESETHAND};
    caught = 0;
    EXPECT(sigaction(SIGHUP, &once, NULL) == 0 && raise(SIGHUP) == 0 && caught == SIGHUP);
    EXPECT(sigaction(SIGHUP, NULL, &previous) == 0 && previous.sa_handler == SIG_DFL);
    stack_t stack;
    EXPECT(sigaltstack(NULL, &stack) == 0 && stack.ss_flags == SS_DISABLE);
    return failures;
}
