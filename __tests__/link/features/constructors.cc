// Constructors of objects and functions: each once, in order of priority, before the module's init function.
#include <Python.h>
static int count;
static int order[8];
__attribute__((constructor(102))) static void second() { order[count++] = 2; }
__attribute__((constructor(101))) static void first() { order[count++] = 1; }
struct Object {
    int value;
    Object() : value(7) { order[count++] = 3; }
};
static Object object;
PyMODINIT_FUNC PyInit_constructors(void)
{
    static char text[64];
    snprintf(text, sizeof text, "%d: %d %d %d, %d", count, order[0], order[1], order[2], object.value);
    return (PyObject *)text;
}
