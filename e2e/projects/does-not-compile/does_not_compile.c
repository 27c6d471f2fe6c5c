#include <Python.h>

PyMODINIT_FUNC PyInit_does_not_compile(void) { return this_is_declared_nowhere; }
