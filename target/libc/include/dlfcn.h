/* There is nothing to load at run time: dlopen() fails, and dlerror() says so. */
#pragma once
#if __has_include_next(<dlfcn.h>)
#include_next <dlfcn.h>
#endif
#ifdef __cplusplus
extern "C" {
#endif
void *dlopen(const char *, int);
void *dlsym(void *__restrict, const char *__restrict);
int dlclose(void *);
char *dlerror(void);
#ifdef __cplusplus
}
#endif
