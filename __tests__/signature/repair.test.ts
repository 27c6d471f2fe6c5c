/** Functions of the wrong type in every table of CPython's, found, repaired, linked and called. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { installAdditions } from "../../src/libc/install-additions.ts";
import { runRelink } from "../../src/link/interpreter/run-relink.ts";
import { readObject, writeObject } from "../../src/object/object-file.ts";
import { repairArchive, repairObject } from "../../src/signature/repair.ts";
import { sdkPath, temporaryFolder, tool } from "../link/sdk.ts";
import { realPython, runPython } from "./real-python.ts";

const folder = temporaryFolder();
const { target, sdk } = realPython();

function compiled(name: string, flags: readonly string[], source = fixture("mistaken.c")): Uint8Array {
  const output = join(folder, `${name}.o`);
  const args = [...flags, "-I", target.include, "-c", source, "-o", output];
  const { status, stderr } = spawnSync(join(sdkPath(), "bin", "clang"), args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  return new Uint8Array(readFileSync(output));
}

function fixture(name: string): string {
  return join(import.meta.dirname, "fixtures", name);
}

function source(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

const WAYS = [
  ["-O0"],
  ["-O2"],
  ["-O2", "-g"],
  ["-O3", "-g", "-gdwarf-4"],
  ["-O0", "-fPIC"],
  ["-O2", "-fPIC"],
  ["-O2", "-ffunction-sections", "-fdata-sections"],
];

describe("functions of the wrong type", () => {
  test.each(WAYS.map((flags) => [flags.join(" "), flags] as const))(
    "are all found, compiled with %s",
    (name, flags) => {
      const { report } = repairObject(readObject(compiled(name.replaceAll(" ", ""), flags), "m.o"), "3.11");
      expect(report?.checked).toBe(38);
      expect(report?.findings.map(({ slot, name }) => (name === "" ? slot : `${slot} ${name}`)).sort()).toEqual([
        "METH_FASTCALL fast",
        "METH_FASTCALL|METH_KEYWORDS names",
        "METH_NOARGS fixed",
        "METH_NOARGS none",
        "METH_NOARGS nothing",
        "METH_NOARGS one",
        "METH_NOARGS wide",
        "METH_O o",
        "METH_VARARGS varargs",
        "METH_VARARGS|METH_KEYWORDS keywords",
        "argument 3",
        "argument 4",
        "get attribute",
        "mod_exec",
        "mp_subscript",
        "nb_add",
        "nb_bool",
        "set attribute",
        "sq_length",
        "sq_length",
        "tp_call",
        "tp_clear",
        "tp_dealloc",
        "tp_repr",
        "tp_repr",
        "tp_repr",
        "tp_repr",
        "tp_str",
        "tp_str",
        "tp_traverse",
      ]);
      expect(report?.findings.every(({ repaired, alsoTaken }) => repaired && alsoTaken === 0)).toBe(true);
    },
  );

  test("are reported with the types, and with file and line where there is debug information", () => {
    for (const flags of [
      ["-O0", "-g"],
      ["-O0", "-g", "-gdwarf-4"],
      ["-O0", "-g", "-gdwarf-3"],
    ]) {
      const { report } = repairObject(readObject(compiled("debug", flags), "m.o"), "3.11");
      const line =
        readFileSync(fixture("mistaken.c"), "utf8")
          .split("\n")
          .findIndex((text) => text.includes("*one_parameter(")) + 1;
      expect(report?.findings.find(({ name }) => name === "one")).toEqual({
        function: "one_parameter",
        file: expect.stringMatching(/fixtures\/mistaken\.c$/),
        line,
        table: "thing_methods",
        slot: "METH_NOARGS",
        name: "one",
        expected: "(i32, i32) -> i32",
        found: "(i32) -> i32",
        repaired: true,
        alsoTaken: 0,
      });
    }
  });

  test("are left alone in an object without any, byte for byte", () => {
    const bytes = compiled(
      "right",
      ["-O2"],
      source(
        "right.c",
        '#include <Python.h>\nstatic PyObject *f(PyObject *s, PyObject *u) { return Py_None; }\nPyMethodDef m[] = {{"f", f, METH_NOARGS, NULL}, {NULL}};\n',
      ),
    );
    const object = readObject(bytes, "right.o");
    const repaired = repairObject(object, "3.11");
    expect(repaired.object).toBe(object);
    expect(repaired.report).toMatchObject({ checked: 1, findings: [] });
  });

  test("are told apart from those of a list that only looks like one of Python's", () => {
    const bytes = compiled(
      "foreign",
      ["-O2"],
      source(
        "foreign.c",
        '#include <Python.h>\nstatic void *g(void) { return 0; }\ntypedef struct { int id; void *f; } S;\nS slots[] = {{65, (void *)g}, {1, (void *)g}, {0, 0}};\nstruct { const char *name; int (*f)(int); int flags; void *doc; } list[] = {{"x", (int (*)(int))g, 77, 0}, {0}};\n',
      ),
    );
    expect(repairObject(readObject(bytes, "foreign.o"), "3.11").report).toMatchObject({ checked: 0, findings: [] });
  });

  test("are warned of where their address is taken elsewhere too", () => {
    const bytes = compiled(
      "taken",
      ["-O2"],
      source(
        "taken.c",
        '#include <Python.h>\nstatic PyObject *f(PyObject *s) { return s; }\nPyMethodDef m[] = {{"f", (PyCFunction)f, METH_NOARGS, NULL}, {NULL}};\nint same(void *other) { return other == (void *)f; }\n',
      ),
    );
    expect(repairObject(readObject(bytes, "taken.o"), "3.11").report?.findings).toMatchObject([
      { function: "f", repaired: true, alsoTaken: 1 },
    ]);
  });

  test("are suspected, and left alone, where they are stored through a variable of a function that makes a type", () => {
    const bytes = compiled(
      "loose",
      ["-O2"],
      source(
        "loose.c",
        "#include <Python.h>\nstatic PyObject *wrong(PyObject *s, int more) { return s; }\nstatic PyObject *right(PyObject *s) { return s; }\nPyObject *make(PyType_Spec *spec, int which) { PyTypeObject *t = (PyTypeObject *)PyType_FromSpec(spec); t->tp_repr = (reprfunc)(void (*)(void))wrong; t->tp_str = right; return (PyObject *)t; }\n",
      ),
    );
    const object = readObject(bytes, "loose.o");
    const repaired = repairObject(object, "3.11");
    expect(repaired.object).toBe(object);
    expect(repaired.report?.findings).toMatchObject([
      { function: "wrong", slot: "tp_repr", repaired: false, suspected: true },
    ]);
  });

  test("are repaired once: what is repaired has none", () => {
    const once = repairObject(readObject(compiled("once", ["-O2"]), "m.o"), "3.11").object;
    const again = repairObject(readObject(writeObject(once), "m.o"), "3.11");
    expect(again.report).toMatchObject({ checked: 38, findings: [] });
  });

  test("are not looked for in a Python whose tables are not known", () => {
    const object = readObject(compiled("unknown", ["-O2"]), "m.o");
    expect(repairObject(object, "3.99")).toEqual({ object, report: undefined });
  });

  test("keep the numbers that the function index is written in, past 127 functions", () => {
    const many = Array.from({ length: 120 }, (_, i) => `PyObject *f${i}(PyObject *s) { return helper(s, ${i}); }`);
    const text = `#include <Python.h>\nPyObject *helper(PyObject *, int);\n${many.join("\n")}\nPyMethodDef m[] = {${many.map((_, i) => `{"f${i}", (PyCFunction)f${i}, METH_NOARGS, NULL}`).join(", ")}, {NULL}};\n`;
    const bytes = compiled("many", ["-O1"], source("many.c", text));
    const { object } = repairObject(readObject(bytes, "many.o"), "3.11");
    writeFileSync(join(folder, "many-repaired.o"), writeObject(object));
    const listing = tool("llvm-objdump", ["-d", "-r", join(folder, "many-repaired.o")]);
    for (const i of [0, 119]) {
      // The adapter's call stands on the relocation that was added for it, and all others have moved along.
      const adapter = listing
        .slice(listing.indexOf(`<__sig$ii_i$f${i}>:`))
        .split("\n")
        .slice(0, 5)
        .join("\n");
      expect(adapter).toContain("local.get\t0");
      expect(adapter).toMatch(new RegExp(`call\\t\\d+\\s+[0-9a-f]+:\\s+R_WASM_FUNCTION_INDEX_LEB\\s+f${i}\\+0`));
      const original = listing
        .slice(listing.indexOf(`<f${i}>:`))
        .split("\n")
        .slice(0, 6)
        .join("\n");
      expect(original).toMatch(/(call|return_call)\t\d+\s+[0-9a-f]+:\s+R_WASM_FUNCTION_INDEX_LEB\s+helper\+0/);
    }
  });
});

describe("a repaired object", () => {
  test("reads the same to llvm-nm and llvm-objdump but for its adapters", () => {
    const bytes = compiled("tools", ["-O2", "-g"]);
    const { object } = repairObject(readObject(bytes, "m.o"), "3.11");
    const repaired = join(folder, "repaired.o");
    writeFileSync(repaired, writeObject(object));
    const nm = (path: string) =>
      tool("llvm-nm", [path])
        .trim()
        .split("\n")
        .map((line) => line.slice(9));
    const before = nm(join(folder, "tools.o"));
    const after = nm(repaired);
    expect(after.filter((line) => !line.includes("__sig$"))).toEqual(before);
    // One for each function and type: "none" and "fixed" share theirs.
    expect(after.length - before.length).toBe(29);
    expect(tool("llvm-objdump", ["-r", repaired])).toMatch(/R_WASM_TABLE_INDEX_I32\s+__sig\$ii_i\$one_parameter/);
    expect(tool("llvm-dwarfdump", ["--debug-line", repaired])).toContain("mistaken.c");
  });
});

const CALLS = `
import gc, mistaken, faulthandler
thing = mistaken.Thing()
print(thing.one(), thing.none(), thing.o(1), thing.varargs(1, 2), thing.keywords(1, x=2), thing.fast(1), thing.names(1, 2), sep=', ')
try: thing.nothing()
except (ValueError, SystemError) as error: print(type(error).__name__)
print(thing.wide(), thing.fixed(), thing.right(), thing.attribute, sep=', ')
thing.attribute = 1
print(repr(thing), str(thing), bool(thing), thing + 1, len(thing), thing[0], sep=', ')
del thing
print(repr(mistaken.Late()), repr(mistaken.Heap()), mistaken.capsule(), mistaken.sorted(), mistaken.foreign(), sep=', ')
stacked = mistaken.Stacked()
print(repr(stacked), str(stacked), stacked(), len(stacked), sep=', ')
gc.collect()
print(faulthandler.unregister(1) if hasattr(faulthandler, 'unregister') else False)
`;

describe.each(["-O0", "-O2", "-O2 -fPIC"])("the interpreter with an extension compiled with %s", (flags) => {
  const ran: { stdout: string; stderr: string; code: number | null }[] = [];
  beforeAll(async () => {
    const library = join(folder, "libpython3.11.a");
    writeFileSync(library, repairArchive(new Uint8Array(readFileSync(target.library)), target.library, "3.11").bytes);
    const output = join(folder, "python.wasm");
    const modules = [{ name: "mistaken", object: compiled("linked", flags.split(" ")) }];
    const host = nodeHost({ logStyle: "plain" });
    await runRelink(host, {
      target: { ...target, library },
      sdk,
      additions: await installAdditions(host, sdk),
      modules,
      keepDebug: false,
      output,
    });
    ran.push(runPython(output, target.path, CALLS));
  }, 120_000);

  test("calls every one of its functions", () => {
    expect(ran[0]?.stderr).toBe("");
    expect(ran[0]?.stdout.split("\n")).toEqual([
      "one parameter, no parameter, 1 NULL, without arguments, 1 arguments, without count, 2 arguments",
      "ValueError",
      "wide, no parameter, right, got",
      "repr, str, True, sum, 3, item",
      "late, slot, capsule, 123, 5",
      "stacked, stacked str, called, 4",
      "False",
      "",
    ]);
    expect(ran[0]?.code).toBe(0);
  });
});
