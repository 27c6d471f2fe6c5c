/* Quadruple precision, printed and read: libc's own printf aborts at one unless a library is linked in. */
#include <Python.h>
#include <stdlib.h>
PyMODINIT_FUNC PyInit_long_double(void)
{
    static char text[96];
    snprintf(text, sizeof text, "%d %.30Lg %d", (int)sizeof(long double), strtold("0.1", NULL), strtold("0x1p-16000", NULL) > 0);
    return (PyObject *)text;
}
