/* The same work in methods of the right type and of the wrong one. */
#include <Python.h>

static PyObject *right(PyObject *self, PyObject *unused)
{
    (void)self;
    (void)unused;
    Py_RETURN_NONE;
}

static PyObject *wrong(PyObject *self)
{
    (void)self;
    Py_RETURN_NONE;
}

static PyMethodDef methods[] = {
    {"right", right, METH_NOARGS, NULL},
    {"wrong", (PyCFunction)(void (*)(void))wrong, METH_NOARGS, NULL},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "calls", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_calls(void) { return PyModule_Create(&definition); }
