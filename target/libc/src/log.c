/* The log is standard error. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <syslog.h>

static const char *identity;
static int mask = 0xff;

void openlog(const char *name, int options, int facility) { (void)options; (void)facility; identity = name; }
void closelog(void) { identity = NULL; }

int setlogmask(int next)
{
    int previous = mask;
    if (next != 0) {
        mask = next;
    }
    return previous;
}

void vsyslog(int priority, const char *format, va_list arguments)
{
    int error = errno;
    if (!(mask & LOG_MASK(LOG_PRI(priority)))) {
        return;
    }
    if (identity != NULL) {
        fprintf(stderr, "%s: ", identity);
    }
    /* %m is syslog's own; musl's printf knows it too. */
    errno = error;
    vfprintf(stderr, format, arguments);
    if (format[0] == '\0' || format[strlen(format) - 1] != '\n') {
        fputc('\n', stderr);
    }
}

void syslog(int priority, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsyslog(priority, format, arguments);
    va_end(arguments);
}
