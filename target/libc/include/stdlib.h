/* What wasi-libc leaves out of <stdlib.h>: a shell, temporary files, the load. */
#pragma once
/* Under other names, for wasi-libc declares some of these as deprecated. */
#define mkstemp __wasilibc_mkstemp
#define mkostemp __wasilibc_mkostemp
#define mkstemps __wasilibc_mkstemps
#define mkostemps __wasilibc_mkostemps
#define mkdtemp __wasilibc_mkdtemp
#define mktemp __wasilibc_mktemp
#include_next <stdlib.h>
#undef mkstemp
#undef mkostemp
#undef mkstemps
#undef mkostemps
#undef mkdtemp
#undef mktemp
#ifdef __cplusplus
extern "C" {
#endif
int system(const char *);
int mkstemp(char *);
int mkostemp(char *, int);
int mkstemps(char *, int);
int mkostemps(char *, int, int);
char *mkdtemp(char *);
char *mktemp(char *);
char *realpath(const char *__restrict, char *__restrict);
int getloadavg(double *, int);
char *secure_getenv(const char *);
void *valloc(size_t);
void *memalign(size_t, size_t);
#ifdef __cplusplus
}
#endif
