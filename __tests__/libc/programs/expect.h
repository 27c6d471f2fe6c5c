/* Says each expectation that does not hold; the exit code is their number. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
static int failures;
#define EXPECT(condition) \
    do { \
        if (!(condition)) { \
            failures++; \
            printf("line %d: %s (errno %d: %s)\n", __LINE__, #condition, errno, strerror(errno)); \
        } \
    } while (0)
#define REFUSES(call, error) \
    do { \
        errno = 0; \
        EXPECT((call) == -1 && errno == (error)); \
    } while (0)
