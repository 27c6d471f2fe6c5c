/*
 * C++ exceptions where the SDK has no library for them (WASI SDK 32 and earlier).
 *
 * clang compiles `throw` into calls of these functions and leaves catch blocks out, so the first exception thrown cannot
 * be caught. It ends the program, and says which one it was; output that was printed before is not lost.
 *
 * Itanium C++ ABI: Exception Handling, 2.4 "Throwing an Exception". All are weak: an object that brings its own wins.
 */
#include <stdio.h>
#include <stdlib.h>

#define WEAK __attribute__((weak))

/* The interpreter's own buffers, and the place in Python; there where the program is an interpreter of ours. */
extern void pywasi_flush(void) __attribute__((weak));
extern const char *pywasi_throwing __attribute__((weak));

extern char *__cxa_demangle(const char *mangled, char *buffer, size_t *length, int *status);

/* The beginning of std::type_info. */
struct type_info {
    const void *vtable;
    const char *name;
};

static _Noreturn void end(const char *what, const struct type_info *type)
{
    const char *name = "unknown type";
    if (type != NULL) {
        name = type->name;
        /* GCC and clang mark names of internal linkage with a star. */
        if (*name == '*') {
            name++;
        }
        char *readable = __cxa_demangle(name, NULL, NULL, NULL);
        if (readable != NULL) {
            name = readable;
        }
    }
    const char *module = &pywasi_throwing != NULL ? pywasi_throwing : NULL;
    if (pywasi_flush) {
        pywasi_flush();
    }
    fflush(NULL);
    fprintf(stderr,
            "fatal: a C++ exception (%s) was %s%s%s, but this python.wasm was linked without C++ exceptions.\n"
            "WASI SDK 33, which goes with Python 3.15, has them; with earlier ones an extension must not throw.\n",
            name, what, module != NULL ? " by " : "", module != NULL ? module : "");
    fflush(stderr);
    abort();
}

/* Constructed before it is thrown: std::string in an exception allocates, and may print. */
WEAK void *__cxa_allocate_exception(size_t size)
{
    void *exception = malloc(size);
    if (exception == NULL) {
        end("thrown without memory for it", NULL);
    }
    return exception;
}

/* LLVM 18 and later construct an exception for std::make_exception_ptr() without throwing it. */
WEAK void *__cxa_init_primary_exception(void *exception, struct type_info *type, void *(*destructor)(void *))
{
    (void)type;
    (void)destructor;
    return exception;
}

WEAK void __cxa_free_exception(void *exception)
{
    free(exception);
}

WEAK _Noreturn void __cxa_throw(void *exception, struct type_info *type, void *(*destructor)(void *))
{
    (void)exception;
    (void)destructor;
    end("thrown", type);
}

WEAK _Noreturn void __cxa_rethrow(void)
{
    end("thrown again", NULL);
}

WEAK _Noreturn void __cxa_rethrow_primary_exception(void *exception)
{
    (void)exception;
    end("thrown again", NULL);
}

WEAK void *__cxa_begin_catch(void *exception)
{
    return exception;
}

WEAK void __cxa_end_catch(void)
{
}

WEAK void *__cxa_get_exception_ptr(void *exception)
{
    return exception;
}
