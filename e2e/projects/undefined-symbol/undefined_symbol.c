#include <Python.h>

/* In a library that nobody named. */
extern long the_answer_of_another_library(void);

static PyObject *answer(PyObject *self, PyObject *unused)
{
    (void)self, (void)unused;
    return PyLong_FromLong(the_answer_of_another_library());
}

static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "undefined_symbol", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_undefined_symbol(void) { return PyModuleDef_Init(&definition); }
