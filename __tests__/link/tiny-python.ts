/**
 * As much of Python as the interpreter's main calls: its "interpreter" calls each init function and prints the text
 * that it returns. So the relink is tested without a CPython.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TargetPython } from "../../src/cpython/target-python.ts";
import type { WasiSdk } from "../../src/sdk/sdk.ts";
import { sdkPath, type TestSdk, tool } from "./sdk.ts";
import { someSdk, someTarget } from "./some-target.ts";

const HEADER = `
#pragma once
#include <stddef.h>
#include <stdio.h>
#include <wchar.h>
#define PY_VERSION_HEX 0x030D05F0
typedef struct PyObject PyObject;
#ifdef __cplusplus
#define PyMODINIT_FUNC extern "C" __attribute__((visibility("default"))) PyObject *
extern "C" {
#else
#define PyMODINIT_FUNC __attribute__((visibility("default"))) PyObject *
#endif
typedef struct { int exception; } PyStatus;
typedef struct { int unused; } PyPreConfig;
typedef struct { wchar_t *home; int use_environment; } PyConfig;
struct _inittab { const char *name; PyObject *(*initfunc)(void); };
void PyPreConfig_InitPythonConfig(PyPreConfig *);
PyStatus Py_PreInitializeFromBytesArgs(const PyPreConfig *, ptrdiff_t, char **);
void PyConfig_InitPythonConfig(PyConfig *);
PyStatus PyConfig_SetBytesArgv(PyConfig *, ptrdiff_t, char *const *);
PyStatus PyConfig_SetBytesString(PyConfig *, wchar_t **, const char *);
PyStatus PyConfig_Read(PyConfig *);
void PyConfig_Clear(PyConfig *);
int PyStatus_Exception(PyStatus);
PyStatus Py_InitializeFromConfig(const PyConfig *);
int PyImport_ExtendInittab(struct _inittab *);
void Py_ExitStatusException(PyStatus);
typedef struct PyThreadState PyThreadState;
#define Py_None ((PyObject *)0)
#define METH_VARARGS 1
#define PyModuleDef_HEAD_INIT 0
typedef struct { const char *name; PyObject *(*call)(PyObject *, PyObject *); int flags; const char *doc; } PyMethodDef;
struct PyModuleDef { int base; const char *m_name; const char *m_doc; ptrdiff_t m_size; PyMethodDef *m_methods; };
PyObject *PyModuleDef_Init(struct PyModuleDef *);
extern PyObject *PyExc_OSError;
PyObject *PyErr_SetFromErrno(PyObject *);
int PyArg_ParseTuple(PyObject *, const char *, ...);
PyObject *PyLong_FromLong(long);
int Py_IsInitialized(void);
void PyErr_Clear(void);
PyObject *PySys_GetObject(const char *);
PyObject *PyObject_CallMethod(PyObject *, const char *, const char *, ...);
void Py_XDECREF(PyObject *);
PyThreadState *PyThreadState_Get(void);
int Py_RunMain(void);
/* Ours, for modules to look at. */
const char *package_context(void);
#ifdef __cplusplus
}
#endif
`;

const LIBRARY = `
#include <Python.h>
#include <stdlib.h>
#include <string.h>
static struct _inittab *modules;
static const char *context;
static PyStatus ok = {0};
const char *_PyImport_SwapPackageContext(const char *next) { const char *outer = context; context = next; return outer; }
void PyPreConfig_InitPythonConfig(PyPreConfig *c) { (void)c; }
PyStatus Py_PreInitializeFromBytesArgs(const PyPreConfig *c, ptrdiff_t n, char **a) { (void)c; (void)n; (void)a; return ok; }
void PyConfig_InitPythonConfig(PyConfig *c) { c->home = NULL; c->use_environment = 1; }
PyStatus PyConfig_SetBytesArgv(PyConfig *c, ptrdiff_t n, char *const *a) { (void)c; (void)n; (void)a; return ok; }
PyStatus PyConfig_SetBytesString(PyConfig *c, wchar_t **field, const char *text) { (void)c; (void)field; printf("home %s\\n", text); return ok; }
PyStatus PyConfig_Read(PyConfig *c) { (void)c; return ok; }
void PyConfig_Clear(PyConfig *c) { (void)c; }
int PyStatus_Exception(PyStatus s) { return s.exception; }
PyStatus Py_InitializeFromConfig(const PyConfig *c) { (void)c; return ok; }
int PyImport_ExtendInittab(struct _inittab *table) { modules = table; return 0; }
void Py_ExitStatusException(PyStatus s) { exit(s.exception); }
int Py_IsInitialized(void) { return 1; }
void PyErr_Clear(void) {}
PyObject *PySys_GetObject(const char *name) { (void)name; return NULL; }
PyObject *PyObject_CallMethod(PyObject *o, const char *name, const char *format, ...) { (void)o; (void)name; (void)format; return NULL; }
void Py_XDECREF(PyObject *o) { (void)o; }
PyThreadState *PyThreadState_Get(void) { return NULL; }
void _Py_DumpTraceback(int fd, PyThreadState *state) { (void)fd; (void)state; fputs("File \\"test.py\\"\\n", stderr); }
PyObject *PyModuleDef_Init(struct PyModuleDef *d) { return (PyObject *)d; }
PyObject *PyExc_OSError;
PyObject *PyErr_SetFromErrno(PyObject *type) { (void)type; return NULL; }
int PyArg_ParseTuple(PyObject *o, const char *format, ...) { (void)o; (void)format; return 0; }
PyObject *PyLong_FromLong(long value) { (void)value; return NULL; }
const char *package_context(void) { return context; }
int Py_RunMain(void)
{
    for (struct _inittab *m = modules; m->name; m++) {
        /* Our own modules return no text. */
        if (strncmp(m->name, "_pywasi", 7) == 0) continue;
        const char *text = (const char *)m->initfunc();
        printf("%s: %s\\n", m->name, text);
        if (context != NULL) printf("its package context was left behind\\n");
    }
    return 0;
}
`;

export function tinyPython(
  folder: string,
  { number, path }: TestSdk = { number: someSdk.number, path: sdkPath() },
): { readonly target: TargetPython; readonly sdk: WasiSdk } {
  const python = join(folder, "python");
  const include = join(python, "include");
  mkdirSync(include, { recursive: true });
  writeFileSync(join(include, "Python.h"), HEADER);
  writeFileSync(join(python, "python.c"), LIBRARY);
  tool("clang", ["-c", "-I", include, "python.c", "-o", "python.o"], python, path);
  tool("llvm-ar", ["rcs", "libpython3.13.a", "python.o"], python);
  const sdk = { ...someSdk, number, path, sysroot: join(path, "share", "wasi-sysroot") };
  const target = {
    ...someTarget,
    sdk: number,
    path: python,
    include,
    library: join(python, "libpython3.13.a"),
    archives: [],
    systemLibraries: [],
  };
  return { target: { ...target, stackSize: 65536, initialMemory: 4 << 20 }, sdk };
}
