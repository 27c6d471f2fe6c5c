/* Jumps for real, over the frames of another function, and ends an error path with the code that it was given. */
#include <Python.h>
#include <setjmp.h>
static jmp_buf back;
__attribute__((noinline)) static int deep(int n)
{
    if (n == 0) {
        longjmp(back, 7);
    }
    return deep(n - 1) + 1;
}
PyMODINIT_FUNC PyInit_leaps(void)
{
    static char text[64];
    volatile int before = 1;
    int result = setjmp(back);
    if (result == 0) {
        before = 2;
        result = deep(5);
    }
    snprintf(text, sizeof text, "%d %d", result, before);
    return (PyObject *)text;
}
