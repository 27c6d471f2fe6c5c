/* What wasi-libc leaves out of <time.h>: a time zone, which is UTC, and setting the clock. */
#pragma once
#include_next <time.h>
#define __NEED_clockid_t
#define __NEED_pid_t
#include <bits/alltypes.h>
#ifdef __cplusplus
extern "C" {
#endif
void tzset(void);
extern char *tzname[2];
extern int daylight;
extern long timezone;
int clock_settime(clockid_t, const struct timespec *);
#ifdef __cplusplus
}
#endif
