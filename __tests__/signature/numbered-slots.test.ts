/** PySlot of Python 3.15 (PEP 820). Its headers are not here, so the C source declares what it uses of them. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readObject } from "../../src/object/object-file.ts";
import { repairObject } from "../../src/signature/repair.ts";
import { sdkPath, temporaryFolder } from "../link/sdk.ts";

const folder = temporaryFolder();

const DECLARATIONS = `
#include <stdint.h>
typedef struct PyObject PyObject;
typedef PyObject *(*PyCFunction)(PyObject *, PyObject *);
typedef struct { const char *name; PyCFunction method; int flags; const char *doc; } PyMethodDef;
typedef struct { int slot; void *value; } PyType_Slot;
typedef struct {
    uint16_t id, flags;
    uint32_t reserved;
    union { void *pointer; void (*function)(void); int64_t number; };
} PySlot;
#define FUNCTION(ID, F) {.id = ID, .function = (void (*)(void))(F)}
#define DATA(ID, P) {.id = ID, .flags = 4, .pointer = (void *)(P)}
PyObject *PyType_FromSlots(const PySlot *);
PyObject *PyModule_FromSlotsAndSpec(const PySlot *, PyObject *);
void other_library(const PySlot *);
static PyObject *repr(PyObject *self, PyObject *more) { return self; }
static PyObject *str(PyObject *self, PyObject *more) { return self; }
static int hash(PyObject *self) { return 0; }
static PyObject *method(PyObject *self) { return self; }
static int exec(PyObject *module, PyObject *more) { return 0; }
static PyMethodDef methods[] = {{"m", (PyCFunction)(void (*)(void))method, 4, 0}, {0}};
`;

function findings(code: string): readonly string[] {
  const source = join(folder, "slots.c");
  writeFileSync(source, `${DECLARATIONS}${code}`);
  const args = ["-w", "-O1", "-c", source, "-o", join(folder, "slots.o")];
  const { status, stderr } = spawnSync(join(sdkPath(), "bin", "clang"), args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const object = readObject(new Uint8Array(readFileSync(join(folder, "slots.o"))), "slots.o");
  const { report } = repairObject(object, "3.15");
  return (report?.findings ?? []).map((each) => `${each.function} ${each.slot} ${each.repaired}`).sort();
}

describe("a PySlot array", () => {
  test("of a type is followed into its lists of slots, old and new, and its methods", () => {
    const code = `
      static PyType_Slot old[] = {{70, str}, {0, 0}};
      static PySlot inner[] = {FUNCTION(66, repr), {0}};
      static PySlot slots[] = {DATA(95, "T"), FUNCTION(59, hash), DATA(64, methods), DATA(93, old), DATA(92, inner), {0}};
      PyObject *make(void) { return PyType_FromSlots(slots); }`;
    expect(findings(code)).toEqual(["method METH_NOARGS true", "repr tp_repr true", "str tp_str true"]);
  });

  test("of a module is read with the module's numbers", () => {
    const code = `
      static PySlot slots[] = {DATA(100, "m"), FUNCTION(85, exec), DATA(103, methods), {0}};
      PyObject *make(PyObject *spec) { return PyModule_FromSlotsAndSpec(slots, spec); }`;
    expect(findings(code)).toEqual(["exec mod_exec true", "method METH_NOARGS true"]);
  });

  test("that nothing of Python's takes is another library's, whatever its numbers", () => {
    const code = `
      static PySlot slots[] = {FUNCTION(66, repr), FUNCTION(70, str), {0}};
      void make(void) { other_library(slots); }`;
    expect(findings(code)).toEqual([]);
  });
});
