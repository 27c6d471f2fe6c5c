#include <Python.h>
#include <stdlib.h>

static PyObject *answer(PyObject *self, PyObject *unused) { return PyLong_FromLong(42); }
static PyObject *quit(PyObject *self, PyObject *unused) { abort(); }

static PyMethodDef methods[] = {
    {"answer", answer, METH_NOARGS, NULL},
    {"quit", quit, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "with_tests", NULL, -1, methods};

PyMODINIT_FUNC PyInit_with_tests(void) { return PyModule_Create(&module); }
