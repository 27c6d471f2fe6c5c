#define PY_SSIZE_T_CLEAN
#include <Python.h>

static PyObject *encode(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer plain;
    if (!PyArg_ParseTuple(arguments, "y*", &plain)) {
        return NULL;
    }
    const unsigned char *bytes = plain.buf;
    PyObject *coded = PyBytes_FromStringAndSize(NULL, 2 * plain.len);
    Py_ssize_t length = 0;
    if (coded != NULL) {
        char *out = PyBytes_AS_STRING(coded);
        for (Py_ssize_t at = 0; at < plain.len;) {
            Py_ssize_t run = 1;
            while (run < 255 && at + run < plain.len && bytes[at + run] == bytes[at]) {
                run++;
            }
            out[length++] = (char)run;
            out[length++] = (char)bytes[at];
            at += run;
        }
        _PyBytes_Resize(&coded, length);
    }
    PyBuffer_Release(&plain);
    return coded;
}

static PyObject *decode(PyObject *module, PyObject *arguments)
{
    (void)module;
    Py_buffer coded;
    if (!PyArg_ParseTuple(arguments, "y*", &coded)) {
        return NULL;
    }
    const unsigned char *bytes = coded.buf;
    PyObject *plain = NULL;
    Py_ssize_t length = 0;
    if (coded.len % 2 != 0) {
        PyErr_SetString(PyExc_ValueError, "coded bytes come in pairs");
        goto done;
    }
    for (Py_ssize_t at = 0; at < coded.len; at += 2) {
        length += bytes[at];
    }
    plain = PyBytes_FromStringAndSize(NULL, length);
    if (plain != NULL) {
        char *out = PyBytes_AS_STRING(plain);
        for (Py_ssize_t at = 0; at < coded.len; at += 2) {
            memset(out, bytes[at + 1], bytes[at]);
            out += bytes[at];
        }
    }
done:
    PyBuffer_Release(&coded);
    return plain;
}

static PyMethodDef methods[] = {
    {"encode", encode, METH_VARARGS, "encode(data) -> bytes"},
    {"decode", decode, METH_VARARGS, "decode(data) -> bytes; ValueError for an odd length"},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT, "runlength._runlength", NULL, 0, methods, NULL, NULL, NULL, NULL,
};

PyMODINIT_FUNC PyInit__runlength(void)
{
    return PyModuleDef_Init(&definition);
}
