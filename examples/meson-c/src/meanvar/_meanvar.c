/* A type made from a specification, with a getter, a method and a sequence slot. */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include "welford.h"

typedef struct {
    PyObject_HEAD
    struct welford stream;
} Stream;

static PyObject *stream_add(PyObject *self, PyObject *number)
{
    double value = PyFloat_AsDouble(number);
    if (value == -1.0 && PyErr_Occurred()) {
        return NULL;
    }
    welford_add(&((Stream *)self)->stream, value);
    Py_RETURN_NONE;
}

static PyObject *stream_mean(PyObject *self, void *closure)
{
    (void)closure;
    return PyFloat_FromDouble(((Stream *)self)->stream.mean);
}

static PyObject *stream_variance(PyObject *self, void *closure)
{
    (void)closure;
    return PyFloat_FromDouble(welford_variance(&((Stream *)self)->stream));
}

static Py_ssize_t stream_length(PyObject *self)
{
    return ((Stream *)self)->stream.count;
}

static PyMethodDef methods[] = {
    {"add", stream_add, METH_O, "add(number): takes a number into account."},
    {NULL, NULL, 0, NULL},
};

static PyGetSetDef getters[] = {
    {"mean", stream_mean, NULL, "Arithmetic mean.", NULL},
    {"variance", stream_variance, NULL, "Unbiased sample variance; nan below two numbers.", NULL},
    {NULL, NULL, NULL, NULL, NULL},
};

static PyType_Slot slots[] = {
    {Py_tp_doc, "A stream of numbers."},
    {Py_tp_methods, methods},
    {Py_tp_getset, getters},
    {Py_sq_length, stream_length},
    {0, NULL},
};

static PyType_Spec specification = {"meanvar.Stream", sizeof(Stream), 0, Py_TPFLAGS_DEFAULT, slots};

static int execute(PyObject *module)
{
    PyObject *type = PyType_FromSpec(&specification);
    if (type == NULL) {
        return -1;
    }
    int result = PyModule_AddObjectRef(module, "Stream", type);
    Py_DECREF(type);
    return result;
}

static PyModuleDef_Slot module_slots[] = {{Py_mod_exec, execute}, {0, NULL}};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "meanvar._meanvar", NULL, 0, NULL, module_slots, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__meanvar(void)
{
    return PyModuleDef_Init(&definition);
}
