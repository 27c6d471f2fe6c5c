/* WASI 0.1 has no dynamic loader: everything is in the interpreter already, which has no table of its names. */
#include <stddef.h>

static char *error;

#ifndef HAVE_dlopen
void *dlopen(const char *path, int flags)
{
    (void)flags;
    if (path == NULL) {
        return &error;
    }
    error = "WASI 0.1 has no dynamic loader";
    return NULL;
}
void *dlsym(void *restrict library, const char *restrict name)
{
    (void)library; (void)name;
    error = "WASI 0.1 has no dynamic loader";
    return NULL;
}
int dlclose(void *library)
{
    if (library == &error) {
        return 0;
    }
    error = "WASI 0.1 has no dynamic loader";
    return -1;
}
char *dlerror(void)
{
    char *last = error;
    error = NULL;
    return last;
}
#endif
