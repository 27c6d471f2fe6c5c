/* Jumps out of a Python call-back, over the frames of the interpreter, as C libraries with an error handler do. */
#include <Python.h>
#include <setjmp.h>

static jmp_buf back;

static PyObject *jump(PyObject *self, PyObject *code)
{
    (void)self;
    longjmp(back, (int)PyLong_AsLong(code));
}

static PyObject *run(PyObject *self, PyObject *callback)
{
    (void)self;
    int code = setjmp(back);
    if (code != 0) {
        return PyLong_FromLong(code);
    }
    PyObject *result = PyObject_CallNoArgs(callback);
    Py_XDECREF(result);
    return result == NULL ? NULL : PyLong_FromLong(0);
}

static PyMethodDef methods[] = {
    {"jump", jump, METH_O, NULL},
    {"run", run, METH_O, NULL},
    {NULL, NULL, 0, NULL},
};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "jumping", NULL, 0, methods, NULL, NULL, NULL, NULL};

PyMODINIT_FUNC PyInit_jumping(void) { return PyModule_Create(&definition); }
