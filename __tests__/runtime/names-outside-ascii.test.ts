/** A module with a name outside ASCII (PEP 489), which CPython's own table of built-in modules does not find. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { type Guest, linkedGuest } from "./linked-guest.ts";

const SOURCE = `
#include <Python.h>
static int exec(PyObject *module) { return PyModule_AddIntConstant(module, "value", 7); }
static PyObject *name_of(PyObject *module, PyObject *unused) { return PyObject_GetAttrString(module, "__name__"); }
static PyMethodDef methods[] = {{"name_of", name_of, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};
static PyModuleDef_Slot slots[] = {{Py_mod_exec, exec}, {0, NULL}};
static PyModuleDef definition = {PyModuleDef_HEAD_INIT, "prüf", NULL, 0, methods, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInitU_prf_ioa(void) { return PyModuleDef_Init(&definition); }
`;

let guest: Guest;
beforeAll(async () => {
  guest = await linkedGuest({
    files: { "pkg/__init__.py": "" },
    extensions: { "pkg/prüf.cpython-311-wasm32-wasi.so": SOURCE },
  });
}, 240_000);
afterAll(() => guest?.dispose());

test("is made and executed under its own name", () => {
  const code = "from pkg import prüf; print(prüf.value, prüf.name_of().encode('unicode_escape').decode())";
  expect(guest.python(code).trim()).toBe("7 pkg.pr\\xfcf");
});
