/* A weak definition loses to a strong one of the same extension, and a weak function that is nowhere is null. */
#include <Python.h>
__attribute__((weak)) int chosen(void) { return 1; }
int own(void);
extern void nowhere(void) __attribute__((weak));
PyMODINIT_FUNC PyInit_weak_symbols(void)
{
    static char text[64];
    snprintf(text, sizeof text, "%d %s", chosen() + own(), nowhere ? "there" : "null");
    return (PyObject *)text;
}
