/* What longjmp() is where the compiler's setjmp() is off; see include/setjmp.h. */
#include <stdio.h>
#include <stdlib.h>

extern void pywasi_flush(void) __attribute__((weak));

_Noreturn void __pywasi_longjmp(int value)
{
    if (pywasi_flush) {
        pywasi_flush();
    }
    fflush(NULL);
    fprintf(stderr,
            "fatal: longjmp(%d) was called in code that was compiled without setjmp.\n"
            "WASI SDK 33, which goes with Python 3.15, has it. Where the SDK has libsetjmp, -mllvm -wasm-enable-sjlj in CFLAGS\n"
            "turns it on for engines that run the legacy form of exception handling.\n",
            value);
    abort();
}
