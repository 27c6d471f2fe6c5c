/*
 * One processor, and one policy to run on it. wasi-libc leaves `struct sched_param` out up to SDK 24 and has it later
 * without a sign for the preprocessor, so its own goes under another name.
 */
#pragma once
#define __NEED_pid_t
#define __NEED_size_t
#define __NEED_struct_timespec
#include <bits/alltypes.h>
#define sched_param __wasilibc_sched_param
#define sched_getparam __wasilibc_sched_getparam
#define sched_setparam __wasilibc_sched_setparam
#define sched_setscheduler __wasilibc_sched_setscheduler
#include_next <sched.h>
#undef sched_param
#undef sched_getparam
#undef sched_setparam
#undef sched_setscheduler

struct sched_param {
    int sched_priority;
};
#ifndef SCHED_OTHER
#define SCHED_OTHER 0
#define SCHED_FIFO 1
#define SCHED_RR 2
#endif
#ifdef __cplusplus
extern "C" {
#endif
int sched_get_priority_max(int);
int sched_get_priority_min(int);
int sched_getparam(pid_t, struct sched_param *);
int sched_setparam(pid_t, const struct sched_param *);
int sched_getscheduler(pid_t);
int sched_setscheduler(pid_t, int, const struct sched_param *);
#ifdef __cplusplus
}
#endif
