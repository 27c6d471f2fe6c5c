#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include "graycode.h"

static PyObject *converted(PyObject *number, unsigned long (*convert)(unsigned long)) {
  unsigned long value = PyLong_AsUnsignedLong(number);
  if (value == (unsigned long)-1 && PyErr_Occurred()) return NULL;
  return PyLong_FromUnsignedLong(convert(value));
}

static PyObject *encode(PyObject *Py_UNUSED(self), PyObject *number) { return converted(number, gray_encode); }
static PyObject *decode(PyObject *Py_UNUSED(self), PyObject *code) { return converted(code, gray_decode); }

static PyMethodDef methods[] = {
    {"encode", encode, METH_O, "The Gray code of a number."},
    {"decode", decode, METH_O, "The number of a Gray code."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_gray", .m_methods = methods};

PyMODINIT_FUNC PyInit__gray(void) { return PyModuleDef_Init(&module); }
