#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *valid(PyObject *Py_UNUSED(self), PyObject *text) {
  Py_ssize_t length;
  const char *digits = PyUnicode_AsUTF8AndSize(text, &length);
  if (digits == NULL) return NULL;
  int sum = 0, twice = 0;
  for (Py_ssize_t i = length - 1; i >= 0; i--) {
    if (digits[i] == ' ') continue;
    if (digits[i] < '0' || digits[i] > '9') Py_RETURN_FALSE;
    int digit = (digits[i] - '0') << twice;
    sum += digit > 9 ? digit - 9 : digit;
    twice ^= 1;
  }
  return PyBool_FromLong(sum % 10 == 0);
}

static PyMethodDef methods[] = {
    {"valid", valid, METH_O, "Whether a number, given as text, ends in its check digit."},
    {NULL, NULL, 0, NULL},
};

static PyModuleDef module = {PyModuleDef_HEAD_INIT, .m_name = "_luhn", .m_methods = methods};

PyMODINIT_FUNC PyInit__luhn(void) { return PyModuleDef_Init(&module); }
