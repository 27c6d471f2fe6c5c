/* wasi-libc's sigset_t is one byte; the set functions here need a bit for each of the 64 signals. */
#ifndef __wasilibc___typedef_sigset_t_h
#define __wasilibc___typedef_sigset_t_h
typedef struct {
    unsigned long __bits[2];
} sigset_t;
#endif
