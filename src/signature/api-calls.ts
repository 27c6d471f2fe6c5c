/**
 * Functions that take a table or a function of the extension as an argument, with what CPython or libc makes of it.
 * Sources: CPython's C API reference; POSIX. `atexit` and `__cxa_atexit` are left out: a C++ destructor returns `this` on
 * WebAssembly, and the callers expect that.
 */
import type { TableKind } from "./tables.ts";

/** Function → argument → what it points to; `one` is a single item of a list. */
export const TABLE_ARGUMENTS: Readonly<Record<string, Readonly<Record<number, TableKind>>>> = {
  PyModuleDef_Init: { 0: "PyModuleDef" },
  PyModule_Create2: { 0: "PyModuleDef" },
  PyModule_FromDefAndSpec2: { 0: "PyModuleDef" },
  PyModule_AddFunctions: { 1: "PyMethodDef" },
  PyModule_AddType: { 1: "PyTypeObject" },
  PyType_Ready: { 0: "PyTypeObject" },
  PyType_FromSlots: { 0: "PyTypeSlots" },
  PyModule_FromSlotsAndSpec: { 0: "PyModuleSlots" },
  PyType_FromSpec: { 0: "PyType_Spec" },
  PyType_FromSpecWithBases: { 0: "PyType_Spec" },
  PyType_FromModuleAndSpec: { 1: "PyType_Spec" },
  PyType_FromMetaclass: { 2: "PyType_Spec" },
};

/** Function → argument → the type that it is called with (`signature-text.ts`). */
export const FUNCTION_ARGUMENTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  PyCapsule_New: { 2: "i_v" },
  PyCapsule_SetDestructor: { 1: "i_v" },
  Py_AtExit: { 0: "_v" },
  Py_AddPendingCall: { 0: "i_i" },
  PyEval_SetTrace: { 0: "iiii_i" },
  PyEval_SetProfile: { 0: "iiii_i" },
  PyImport_AppendInittab: { 1: "_i" },
  PyOS_setsig: { 1: "i_v" },
  PyThread_start_new_thread: { 0: "i_v" },
  bsearch: { 4: "ii_i" },
  pthread_create: { 2: "i_i" },
  pthread_once: { 1: "_v" },
  qsort: { 3: "ii_i" },
  signal: { 1: "i_v" },
};
