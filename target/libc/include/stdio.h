/* What wasi-libc leaves out of <stdio.h>: pipes to processes, temporary files. */
#pragma once
/* Under other names, for wasi-libc declares some of these as deprecated. */
#define tmpfile __wasilibc_tmpfile
#define tmpnam __wasilibc_tmpnam
#define tempnam __wasilibc_tempnam
#include_next <stdio.h>
#undef tmpfile
#undef tmpnam
#undef tempnam
#ifdef __cplusplus
extern "C" {
#endif
FILE *popen(const char *, const char *);
int pclose(FILE *);
FILE *tmpfile(void);
char *tmpnam(char *);
char *tempnam(const char *, const char *);
#ifdef __cplusplus
}
#endif
#ifndef P_tmpdir
#define P_tmpdir "/tmp"
#endif
#ifndef L_tmpnam
#define L_tmpnam 20
#endif
#ifndef TMP_MAX
#define TMP_MAX 10000
#endif
