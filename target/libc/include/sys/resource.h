/* Limits and priorities: there are none, and none can be set. */
#pragma once
#include_next <sys/resource.h>

#define __NEED_id_t
#define __NEED_pid_t
#include <bits/alltypes.h>

#ifndef RLIM_INFINITY
typedef unsigned long long rlim_t;
struct rlimit {
    rlim_t rlim_cur;
    rlim_t rlim_max;
};
#define RLIM_INFINITY (~0ULL)
#define RLIM_SAVED_CUR RLIM_INFINITY
#define RLIM_SAVED_MAX RLIM_INFINITY
#define RLIMIT_CPU 0
#define RLIMIT_FSIZE 1
#define RLIMIT_DATA 2
#define RLIMIT_STACK 3
#define RLIMIT_CORE 4
#define RLIMIT_RSS 5
#define RLIMIT_NPROC 6
#define RLIMIT_NOFILE 7
#define RLIMIT_MEMLOCK 8
#define RLIMIT_AS 9
#define RLIM_NLIMITS 16
#define PRIO_MIN (-20)
#define PRIO_MAX 20
#define PRIO_PROCESS 0
#define PRIO_PGRP 1
#define PRIO_USER 2
#endif

#ifdef __cplusplus
extern "C" {
#endif
int getrlimit(int, struct rlimit *);
int setrlimit(int, const struct rlimit *);
int getpriority(int, id_t);
int setpriority(int, id_t, int);

/* libc's own knows two members only. */
static __inline__ int __pywasi_getrusage(int who, struct rusage *usage)
{
    __builtin_memset(usage, 0, sizeof *usage);
    return getrusage(who, usage);
}
#ifdef __cplusplus
}
#endif
#define getrusage(who, usage) __pywasi_getrusage(who, usage)
