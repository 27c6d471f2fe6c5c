/* An error path by longjmp() that is not taken. */
#include <Python.h>
#include <setjmp.h>
#include <stdlib.h>
static jmp_buf back;
int fail(int really)
{
    if (really) {
        longjmp(back, 2);
    }
    return 5;
}
PyMODINIT_FUNC PyInit_jumps(void)
{
    static char text[64];
    int result = setjmp(back);
    if (result == 0) {
        result = fail(getenv("JUMP") != NULL);
    }
    snprintf(text, sizeof text, "%d", result);
    return (PyObject *)text;
}
