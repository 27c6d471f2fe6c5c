/* WASI starts no processes, has none to wait for, and none but itself to send a signal to. */
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static int refuse(int error)
{
    errno = error;
    return -1;
}

#ifndef HAVE_fork
pid_t fork(void) { return refuse(ENOSYS); }
#endif
#ifndef HAVE_vfork
pid_t vfork(void) { return refuse(ENOSYS); }
#endif
#ifndef HAVE__Fork
pid_t _Fork(void) { return refuse(ENOSYS); }
#endif
#ifndef HAVE_daemon
int daemon(int keep_folder, int keep_streams) { (void)keep_folder; (void)keep_streams; return refuse(ENOSYS); }
#endif

#define EXEC(name) int name(const char *file, char *const arguments[]) { (void)file; (void)arguments; return refuse(ENOSYS); }
#define EXEC_E(name, type) int name(type file, char *const arguments[], char *const variables[]) \
    { (void)file; (void)arguments; (void)variables; return refuse(ENOSYS); }
#define EXEC_L(name) int name(const char *file, const char *argument, ...) { (void)file; (void)argument; return refuse(ENOSYS); }
#ifndef HAVE_execv
EXEC(execv)
#endif
#ifndef HAVE_execvp
EXEC(execvp)
#endif
#ifndef HAVE_execve
EXEC_E(execve, const char *)
#endif
#ifndef HAVE_execvpe
EXEC_E(execvpe, const char *)
#endif
#ifndef HAVE_fexecve
EXEC_E(fexecve, int)
#endif
#ifndef HAVE_execl
EXEC_L(execl)
#endif
#ifndef HAVE_execlp
EXEC_L(execlp)
#endif
#ifndef HAVE_execle
EXEC_L(execle)
#endif

#ifndef HAVE_wait
pid_t wait(int *status) { (void)status; return refuse(ECHILD); }
#endif
#ifndef HAVE_waitpid
pid_t waitpid(pid_t pid, int *status, int options) { (void)pid; (void)status; (void)options; return refuse(ECHILD); }
#endif
#ifndef HAVE_waitid
int waitid(idtype_t type, id_t id, siginfo_t *info, int options)
{
    (void)type; (void)id; (void)info; (void)options;
    return refuse(ECHILD);
}
#endif
#ifndef HAVE_wait3
pid_t wait3(int *status, int options, struct rusage *usage) { (void)status; (void)options; (void)usage; return refuse(ECHILD); }
#endif
#ifndef HAVE_wait4
pid_t wait4(pid_t pid, int *status, int options, struct rusage *usage)
{
    (void)pid; (void)status; (void)options; (void)usage;
    return refuse(ECHILD);
}
#endif

#ifndef HAVE_popen
FILE *popen(const char *command, const char *mode) { (void)command; (void)mode; errno = ENOSYS; return NULL; }
#endif
#ifndef HAVE_pclose
int pclose(FILE *stream) { (void)stream; return refuse(ECHILD); }
#endif
#ifndef HAVE_system
/* C11 7.22.4.8: asked with NULL whether there is a command processor, the answer is no. */
int system(const char *command) { return command == NULL ? 0 : refuse(ENOSYS); }
#endif

#ifndef HAVE_kill
int kill(pid_t pid, int number)
{
    if (pid != 0 && pid != getpid() && pid != -getpid()) {
        return refuse(ESRCH);
    }
    return number == 0 ? 0 : raise(number);
}
#endif
#ifndef HAVE_killpg
int killpg(pid_t group, int number) { return kill(-group, number); }
#endif
#ifndef HAVE_sigqueue
int sigqueue(pid_t pid, int number, union sigval value) { (void)value; return kill(pid, number); }
#endif

#ifndef HAVE_posix_spawn
int posix_spawn(pid_t *restrict pid, const char *restrict path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
                char *const *restrict variables)
{
    (void)pid; (void)path; (void)actions; (void)attributes; (void)arguments; (void)variables;
    return ENOSYS;
}
int posix_spawnp(pid_t *restrict pid, const char *restrict file, const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *restrict attributes, char *const *restrict arguments,
                 char *const *restrict variables)
{
    return posix_spawn(pid, file, actions, attributes, arguments, variables);
}
int posix_spawnattr_init(posix_spawnattr_t *a) { a->flags = 0; return 0; }
int posix_spawnattr_destroy(posix_spawnattr_t *a) { (void)a; return 0; }
int posix_spawnattr_setflags(posix_spawnattr_t *a, short flags) { a->flags = flags; return 0; }
int posix_spawnattr_getflags(const posix_spawnattr_t *restrict a, short *restrict flags) { *flags = a->flags; return 0; }
int posix_spawnattr_setpgroup(posix_spawnattr_t *a, pid_t group) { (void)a; (void)group; return 0; }
int posix_spawnattr_setsigmask(posix_spawnattr_t *restrict a, const sigset_t *restrict s) { (void)a; (void)s; return 0; }
int posix_spawnattr_setsigdefault(posix_spawnattr_t *restrict a, const sigset_t *restrict s) { (void)a; (void)s; return 0; }
int posix_spawn_file_actions_init(posix_spawn_file_actions_t *f) { f->unused = 0; return 0; }
int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *f) { (void)f; return 0; }
int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *restrict f, int fd, const char *restrict path, int flags,
                                     mode_t mode)
{
    (void)f; (void)fd; (void)path; (void)flags; (void)mode;
    return 0;
}
int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *f, int fd) { (void)f; (void)fd; return 0; }
int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *f, int from, int to) { (void)f; (void)from; (void)to; return 0; }
#endif

#ifndef HAVE_syscall
long syscall(long number, ...) { (void)number; return refuse(ENOSYS); }
#endif
