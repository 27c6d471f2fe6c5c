/* The time zone is UTC, for WASI has no table of others; the host's clock cannot be set. */
#include <errno.h>
#include <time.h>

#ifndef HAVE_tzset
char *tzname[2] = {"UTC", "UTC"};
int daylight = 0;
long timezone = 0;
void tzset(void) {}
#endif
#ifndef HAVE_clock_settime
int clock_settime(clockid_t clock, const struct timespec *time) { (void)clock; (void)time; errno = EPERM; return -1; }
#endif
