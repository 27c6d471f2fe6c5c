/*
 * The main of an interpreter with extension modules linked in.
 *
 * It behaves as Py_BytesMain, CPython's own main, but for two things: the modules of pywasi-modules.h are built in, and
 * Python's home is "/" where PYTHONHOME does not say otherwise, so that one preopen, the bundle as "/", is all that a
 * guest needs.
 */
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pywasi-modules.h"

/*
 * A single-phase module learns its full name from the package context, which CPython sets when it loads a module from
 * a file. Without it, what "pkg._mod" defines believes to live in "_mod", and does not pickle.
 */
#if PY_VERSION_HEX >= 0x030C0000
extern const char *_PyImport_SwapPackageContext(const char *context);
#define swap_package_context _PyImport_SwapPackageContext
#else
extern const char *_Py_PackageContext;
static const char *swap_package_context(const char *context)
{
    const char *outer = _Py_PackageContext;
    _Py_PackageContext = context;
    return outer;
}
#endif

#define DEFINE_INIT(module, init)                                \
    extern PyObject *init(void);                                 \
    static PyObject *in_context_##init(void)                     \
    {                                                            \
        const char *outer = swap_package_context(module);        \
        PyObject *result = init();                               \
        swap_package_context(outer);                             \
        return result;                                           \
    }
PYWASI_MODULES(DEFINE_INIT)

/* Where no exception can be caught, a throw says whose it is. */
const char *pywasi_throwing;

#define DEFINE_THROW(module, name)                                                       \
    extern _Noreturn void __cxa_throw(void *, void *, void *(*)(void *));                \
    _Noreturn void name(void *exception, void *type, void *(*destructor)(void *))        \
    {                                                                                    \
        pywasi_throwing = module;                                                        \
        __cxa_throw(exception, type, destructor);                                        \
    }
PYWASI_THROWING(DEFINE_THROW)

/*
 * wasi-libc has no dup(), so that CPython is built without it; ours (target/libc/src/duplicates.c) is called in its
 * place, and os.dup2(), which is not there at all, comes from a module (target/python/_pywasi/sandbox.py).
 */
extern int dup(int fd);
extern int dup2(int from, int to);

int __wrap__Py_dup(int fd)
{
    int copy = dup(fd);
    if (copy < 0) {
        PyErr_SetFromErrno(PyExc_OSError);
    }
    return copy;
}

static PyObject *python_dup2(PyObject *module, PyObject *args)
{
    int from, to;
    if (!PyArg_ParseTuple(args, "ii:dup2", &from, &to)) {
        return NULL;
    }
    return dup2(from, to) < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(to);
}

static PyMethodDef descriptors_methods[] = {{"dup2", python_dup2, METH_VARARGS, NULL}, {NULL, NULL, 0, NULL}};
static struct PyModuleDef descriptors = {
    PyModuleDef_HEAD_INIT, .m_name = "_pywasi_descriptors", .m_size = 0, .m_methods = descriptors_methods};

static PyObject *init_descriptors(void)
{
    return PyModuleDef_Init(&descriptors);
}

#define INITTAB_ENTRY(module, init) {module, in_context_##init},
#ifdef PYWASI_UNICODE_NAMES
static PyObject *init_linked(void);
#define UNICODE_ENTRY {"_pywasi_linked", init_linked},
#else
#define UNICODE_ENTRY
#endif
static struct _inittab modules[] = {
    PYWASI_MODULES(INITTAB_ENTRY) UNICODE_ENTRY{"_pywasi_descriptors", init_descriptors}, {NULL, NULL}};

#ifdef PYWASI_UNICODE_NAMES
/*
 * CPython takes the names of built-in modules for ASCII (Python/import.c, create_builtin) and makes an empty module
 * in place of one with another name, without a word. So the finder of _pywasi has those made here.
 */
static PyObject *create_linked(PyObject *self, PyObject *spec)
{
    (void)self;
    PyObject *name = PyObject_GetAttrString(spec, "name");
    const char *text = name == NULL ? NULL : PyUnicode_AsUTF8(name);
    PyObject *result = NULL;
    if (text != NULL) {
        const struct _inittab *each = modules;
        while (each->name != NULL && strcmp(each->name, text) != 0) {
            each++;
        }
        if (each->name == NULL) {
            PyErr_Format(PyExc_ImportError, "%R is not linked in", name);
        } else {
            result = each->initfunc();
        }
        if (result != NULL && PyObject_TypeCheck(result, &PyModuleDef_Type)) {
            result = PyModule_FromDefAndSpec((PyModuleDef *)result, spec);
        }
    }
    Py_XDECREF(name);
    return result;
}

static PyObject *init_linked(void)
{
    static PyMethodDef methods[] = {{"create", create_linked, METH_O, NULL}, {NULL, NULL, 0, NULL}};
    static PyModuleDef definition = {
        PyModuleDef_HEAD_INIT, "_pywasi_linked", NULL, 0, methods, NULL, NULL, NULL, NULL};
    return PyModule_Create(&definition);
}
#endif

/*
 * For code that has to end the program from within an extension: what Python has printed is not lost, and the Python
 * lines that led there are shown. Streams of the user's own are called as they are; what they raise is theirs.
 */
extern void _Py_DumpTraceback(int fd, PyThreadState *state);

void pywasi_flush(void)
{
    static const char *const names[] = {"stdout", "stderr"};
    static int flushing;
    if (flushing || !Py_IsInitialized()) {
        return;
    }
    flushing = 1;
    PyErr_Clear();
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        PyObject *stream = PySys_GetObject(names[i]);
        if (stream != NULL && stream != Py_None) {
            Py_XDECREF(PyObject_CallMethod(stream, "flush", NULL));
            PyErr_Clear();
        }
    }
    fflush(NULL);
    _Py_DumpTraceback(2, PyThreadState_Get());
}

/*
 * Sets the home to "/" unless PYTHONHOME is set and neither -E nor -I turns it off. Only CPython's own reading of the
 * command line can tell that, so a configuration is read for nothing; the time goes only where the variable is set.
 */
static PyStatus set_home(PyConfig *config, int argc, char **argv)
{
    const char *home = getenv("PYTHONHOME");
    if (home != NULL && *home != '\0') {
        PyConfig probe;
        PyConfig_InitPythonConfig(&probe);
        PyStatus status = PyConfig_SetBytesArgv(&probe, argc, argv);
        if (!PyStatus_Exception(status)) {
            status = PyConfig_SetBytesString(&probe, &probe.home, "/");
        }
        if (!PyStatus_Exception(status)) {
            status = PyConfig_Read(&probe);
        }
        int asked = probe.use_environment;
        PyConfig_Clear(&probe);
        /* -h and wrong options end here and have been answered. */
        if (asked || PyStatus_Exception(status)) {
            return status;
        }
    }
    return PyConfig_SetBytesString(config, &config->home, "/");
}

static PyStatus initialize(int argc, char **argv)
{
    PyPreConfig preconfig;
    PyPreConfig_InitPythonConfig(&preconfig);
    PyStatus status = Py_PreInitializeFromBytesArgs(&preconfig, argc, argv);
    if (PyStatus_Exception(status)) {
        return status;
    }
    PyConfig config;
    PyConfig_InitPythonConfig(&config);
    status = PyConfig_SetBytesArgv(&config, argc, argv);
    if (!PyStatus_Exception(status)) {
        status = set_home(&config, argc, argv);
    }
    if (!PyStatus_Exception(status)) {
        status = Py_InitializeFromConfig(&config);
    }
    PyConfig_Clear(&config);
    return status;
}

/*
 * WASI 0.1 knows no current folder; wasi-libc keeps one and starts it at "/". A folder that the guest may not see is
 * no error: relative paths then mean what they mean without this.
 */
static void enter_working_folder(void)
{
    const char *folder = getenv("PWD");
    if (folder != NULL && *folder == '/') {
        (void)chdir(folder);
    }
}

int main(int argc, char **argv)
{
    enter_working_folder();
    if (PyImport_ExtendInittab(modules) < 0) {
        fputs("fatal: no memory for the table of modules\n", stderr);
        return 1;
    }
    PyStatus status = initialize(argc, argv);
    if (PyStatus_Exception(status)) {
        /* Also for -h and -V, which end with exit code 0. */
        Py_ExitStatusException(status);
    }
    return Py_RunMain();
}
