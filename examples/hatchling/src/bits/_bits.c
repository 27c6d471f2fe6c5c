#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdint.h>

static PyObject *reverse(PyObject *Py_UNUSED(self), PyObject *number) {
  unsigned long value = PyLong_AsUnsignedLong(number);
  if (value == (unsigned long)-1 && PyErr_Occurred()) return NULL;
  if (value > UINT32_MAX) return PyErr_Format(PyExc_OverflowError, "more than 32 bits");
  uint32_t result = 0;
  for (int bit = 0; bit < 32; bit++) result |= (uint32_t)(value >> bit & 1) << (31 - bit);
  return PyLong_FromUnsignedLong(result);
}

static PyMethodDef methods[] = {
    {"reverse", reverse, METH_O, "The 32 bits of a number in the opposite order."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_bits", .m_methods = methods};

PyMODINIT_FUNC PyInit__bits(void) { return PyModuleDef_Init(&module); }
