/* Compiled with -fvisibility=hidden; the init function stays, and hidden functions are called. */
#include <Python.h>
__attribute__((visibility("hidden"))) int hidden(void) { return 1; }
__attribute__((visibility("default"))) int shown(void) { return 2; }
__attribute__((visibility("protected"))) int protected_(void) { return 3; }
PyMODINIT_FUNC PyInit_visibility(void)
{
    static char text[64];
    snprintf(text, sizeof text, "%d", hidden() + shown() + protected_());
    return (PyObject *)text;
}
