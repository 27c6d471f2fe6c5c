#include <Python.h>

extern long provider_add(long, long);

static PyObject *add(PyObject *self, PyObject *args) {
  long a, b;
  if (!PyArg_ParseTuple(args, "ll", &a, &b)) return NULL;
  return PyLong_FromLong(provider_add(a, b));
}

static PyMethodDef methods[] = {{"add", add, METH_VARARGS, NULL}, {NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "_provider", NULL, 0, methods};

PyMODINIT_FUNC PyInit__provider(void) { return PyModule_Create(&module); }
