"""What cffi compiles: the declarations for Python, and the C behind them."""

from cffi import FFI

ffi = FFI()
ffi.cdef("""
    typedef struct { unsigned steps; unsigned long long highest; } collatz_run;
    collatz_run collatz(unsigned long long start);
    extern "Python" void visit(unsigned long long n);
    void collatz_walk(unsigned long long start);
""")
ffi.set_source(
    "collatz._collatz",
    """
    typedef struct { unsigned steps; unsigned long long highest; } collatz_run;

    static unsigned long long after(unsigned long long n) {
        return n % 2 ? 3 * n + 1 : n / 2;
    }

    static collatz_run collatz(unsigned long long n) {
        collatz_run run = {0, n};
        for (; n > 1; run.steps++) {
            n = after(n);
            if (n > run.highest) run.highest = n;
        }
        return run;
    }

    static void visit(unsigned long long n);

    static void collatz_walk(unsigned long long n) {
        for (; n > 1; n = after(n)) visit(n);
        visit(n);
    }
    """,
)
