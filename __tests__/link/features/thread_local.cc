#include <Python.h>
static int made, gone;
struct Counted { int value = ++made; ~Counted() { gone++; } };
static thread_local Counted counted;
static thread_local int plain = 3;
static __thread int c_style = 4;
PyMODINIT_FUNC PyInit_thread_local_(void)
{
    static char text[64];
    plain++;
    snprintf(text, sizeof text, "%d %d %d %d %d", counted.value, made, gone, plain, c_style);
    return (PyObject *)text;
}
