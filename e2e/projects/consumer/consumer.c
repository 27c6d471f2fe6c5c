#include <Python.h>
#include <provider.h>

_Static_assert(sizeof(long) == PROVIDER_SIZEOF_LONG, "the header is another machine's");

static PyObject *facts(PyObject *self, PyObject *unused) {
  return Py_BuildValue("ll", (long)PROVIDER_SIZEOF_LONG, provider_add(40, 2));
}

static PyMethodDef methods[] = {{"facts", facts, METH_NOARGS, NULL}, {NULL}};
static struct PyModuleDef module = {PyModuleDef_HEAD_INIT, "consumer", NULL, 0, methods};

PyMODINIT_FUNC PyInit_consumer(void) { return PyModule_Create(&module); }
