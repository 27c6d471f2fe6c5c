/* WASI 0.1 has no dynamic loader: everything is in the interpreter already, which has no table of its names. */
#include <stdio.h>
#include <string.h>

static char *error;

#ifndef HAVE_dlopen
/* What the file of an extension that is linked in begins with (src/runtime/guest-site.ts). */
static const char LINKED_IN[] = "This extension module is linked into python.wasm";

static int is_linked_in(const char *path)
{
    char beginning[sizeof LINKED_IN] = "";
    FILE *file = fopen(path, "rb");
    if (file != NULL) {
        (void)fread(beginning, 1, sizeof LINKED_IN - 1, file);
        (void)fclose(file);
    }
    return strcmp(beginning, LINKED_IN) == 0;
}

/* The program itself, and what is a part of it, have no names. */
void *dlopen(const char *path, int flags)
{
    (void)flags;
    if (path == NULL || is_linked_in(path)) {
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
