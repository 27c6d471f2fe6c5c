/* Limits of things that WASI has none of: POSIX's own smallest, so that buffers get a size. */
#pragma once
#include_next <limits.h>
#ifndef PIPE_BUF
#define PIPE_BUF 4096
#endif
#ifndef LOGIN_NAME_MAX
#define LOGIN_NAME_MAX 256
#endif
#ifndef TTY_NAME_MAX
#define TTY_NAME_MAX 32
#endif
#ifndef NGROUPS_MAX
#define NGROUPS_MAX 32
#endif
#ifndef ARG_MAX
#define ARG_MAX 131072
#endif
#ifndef PTHREAD_KEYS_MAX
#define PTHREAD_KEYS_MAX 128
#endif
#ifndef PTHREAD_STACK_MIN
#define PTHREAD_STACK_MIN 2048
#endif
