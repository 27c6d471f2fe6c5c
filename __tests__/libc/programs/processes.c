#define _GNU_SOURCE
#include "expect.h"
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <dlfcn.h>
#include <unistd.h>
static int caught;
static void catch(int number) { caught = number; }
int main(void)
{
    char *arguments[] = {"true", NULL};
    int ends[2], status;
    pid_t pid;
    REFUSES(fork(), ENOSYS);
    REFUSES(vfork(), ENOSYS);
    REFUSES(execv("/bin/true", arguments), ENOSYS);
    REFUSES(execlp("true", "true", (char *)NULL), ENOSYS);
    REFUSES(wait(&status), ECHILD);
    REFUSES(waitpid(-1, &status, WNOHANG), ECHILD);
    EXPECT(posix_spawnp(&pid, "true", NULL, NULL, arguments, NULL) == ENOSYS);
    EXPECT(popen("true", "r") == NULL && errno == ENOSYS);
    EXPECT(system(NULL) == 0);
    REFUSES(system("true"), ENOSYS);
    REFUSES(pipe(ends), ENOSYS);
    signal(SIGUSR1, catch);
    EXPECT(kill(getpid(), SIGUSR1) == 0 && caught == SIGUSR1);
    EXPECT(kill(getpid(), 0) == 0);
    REFUSES(kill(1, SIGTERM), ESRCH);
    REFUSES(socket(AF_INET, SOCK_STREAM, 0), EAFNOSUPPORT);
    REFUSES(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), EAFNOSUPPORT);
    REFUSES(listen(1, 5), EOPNOTSUPP);
    REFUSES(listen(77, 5), EBADF);
    REFUSES(mkfifo("/tmp/fifo", 0600), ENOSYS);
    REFUSES(shm_open("/x", 0, 0), ENOSYS);
    REFUSES(pause(), ENOSYS);
    errno = 0;
    EXPECT(alarm(0) == 0 && errno == 0);
    EXPECT(alarm(1) == 0 && errno == ENOSYS);
    struct itimerval timer = {{0, 0}, {1, 0}};
    REFUSES(setitimer(ITIMER_REAL, &timer, NULL), ENOSYS);
    EXPECT(dlopen("libm.so", 0) == NULL && dlerror() != NULL);
    void *program = dlopen(NULL, 0);
    EXPECT(program != NULL && dlsym(program, "main") == NULL && dlerror() != NULL && dlclose(program) == 0);
    return failures;
}
