/**
 * Asks the SDK's compiler how CPython's headers lay out the tables of function pointers that an extension fills, and
 * with which WebAssembly type each is called. Nothing is typed by hand: records come from clang's own dump, constants
 * from the data of a compiled probe, types from the import section of a second one.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readDataSegments } from "../../src/object/data-segments.ts";
import { readFunctionTypes } from "../../src/object/function-types.ts";
import { readImports } from "../../src/object/imports.ts";
import { readObject } from "../../src/object/object-file.ts";
import { isDefined, readSymbols } from "../../src/object/symbol-table.ts";
import type { Layout } from "../../src/signature/layout.ts";
import { signatureText } from "../../src/signature/signature-text.ts";
import { readRecordLayouts } from "./record-layouts.ts";

/** Tables by the record's name; CPython calls the type object by its tag. */
const RECORDS: Readonly<Record<string, string>> = {
  PyTypeObject: "_typeobject",
  PyNumberMethods: "PyNumberMethods",
  PySequenceMethods: "PySequenceMethods",
  PyMappingMethods: "PyMappingMethods",
  PyAsyncMethods: "PyAsyncMethods",
  PyBufferProcs: "PyBufferProcs",
  PyMethodDef: "PyMethodDef",
  PyGetSetDef: "PyGetSetDef",
  PyModuleDef: "PyModuleDef",
  PyModuleDef_Slot: "PyModuleDef_Slot",
  PyType_Slot: "PyType_Slot",
  PyType_Spec: "PyType_Spec",
};

/** What METH_… flags make CPython call (Objects/descrobject.c, "PyDescr_NewMethod"; Include/methodobject.h). */
const CALLS: Readonly<Record<string, string>> = {
  METH_VARARGS: "PyCFunction",
  "METH_VARARGS | METH_KEYWORDS": "PyCFunctionWithKeywords",
  METH_NOARGS: "PyCFunction",
  METH_O: "PyCFunction",
  METH_FASTCALL: "_PyCFunctionFast",
  "METH_FASTCALL | METH_KEYWORDS": "_PyCFunctionFastWithKeywords",
  "METH_METHOD | METH_FASTCALL | METH_KEYWORDS": "PyCMethod",
};

/** Flags that change nothing about the call. */
const SILENT_FLAGS = "METH_CLASS | METH_STATIC | METH_COEXIST";

/** What the values of a module's slots are called as; their records hold a plain pointer (PEP 489, PEP 793). */
const MODULE_SLOTS: Readonly<Record<string, string>> = {
  mod_create: "PyObject *(*)(PyObject *, PyModuleDef *)",
  mod_exec: "int (*)(PyObject *)",
  mod_state_traverse: "traverseproc",
  mod_state_clear: "inquiry",
  mod_state_free: "freefunc",
};

/** A pyconfig.h of any target: the sizes are the compiler's own. */
const PYCONFIG = `#ifndef Py_PYCONFIG_H
#define Py_PYCONFIG_H
${["INT", "LONG", "LONG_LONG", "SHORT", "FLOAT", "DOUBLE", "SIZE_T", "WCHAR_T", "WINT_T"]
  .map((type) => `#define SIZEOF_${type} __SIZEOF_${type}__`)
  .join("\n")}
#define SIZEOF_VOID_P __SIZEOF_POINTER__
#define SIZEOF_UINTPTR_T __SIZEOF_POINTER__
#define SIZEOF_PTHREAD_T __SIZEOF_POINTER__
#define SIZEOF__BOOL 1
#define SIZEOF_OFF_T 8
#define SIZEOF_TIME_T 8
#define ALIGNOF_LONG __SIZEOF_LONG__
#define ALIGNOF_SIZE_T __SIZEOF_SIZE_T__
#define ALIGNOF_MAX_ALIGN_T __BIGGEST_ALIGNMENT__
#define HAVE_BUILTIN_ATOMIC 1
#define HAVE_STD_ATOMIC 1
#define HAVE_PTHREAD_STUBS 1
#define PY_BUILTIN_HASHLIB_HASHES "blake2"
#define WITH_DOC_STRINGS 1
#endif
`;

/** @param headers folder with a Python.h @param sdk folder of a WASI SDK */
export function probeLayout(headers: string, sdk: string): Layout {
  const work = mkdtempSync(join(tmpdir(), "layouts-"));
  try {
    cpSync(headers, work, { recursive: true });
    writeFileSync(join(work, "pyconfig.h"), PYCONFIG);
    return new Probe(work, join(sdk, "bin", "clang")).layout();
  } finally {
    rmSync(work, { recursive: true });
  }
}

class Probe {
  readonly work: string;
  readonly clang: string;

  constructor(work: string, clang: string) {
    this.work = work;
    this.clang = clang;
  }

  layout(): Layout {
    const structs = this.structs();
    const methods = this.methods();
    const [typeSlots, moduleSlots]: [Record<string, string>, Record<string, string>] = [{}, {}];
    for (const [name, id] of this.slots()) (name.startsWith("mod_") ? moduleSlots : typeSlots)[id] = name;
    const moduleCalls = this.types(MODULE_SLOTS);
    return {
      headers:
        /#define\s+PY_VERSION\s+"([^"]+)"/.exec(readFileSync(join(this.work, "patchlevel.h"), "utf8"))?.[1] ?? "",
      staticReferences: this.staticReferences(),
      structs: { ...structs, ...this.numberedSlots() },
      ...methods,
      typeSlots,
      moduleSlots,
      moduleCalls,
    };
  }

  structs(): Layout["structs"] {
    const sizes = Object.keys(RECORDS).map((name) => `sizeof(${name})`);
    const dump = this.run(`int sizes[] = {${sizes.join(", ")}};`, [
      "-fsyntax-only",
      "-Xclang",
      "-fdump-record-layouts-canonical",
    ]);
    const records = readRecordLayouts(dump);
    const pointers: Record<string, string> = {};
    for (const [name, record] of Object.entries(RECORDS)) {
      for (const field of records.get(record)?.fields ?? []) {
        if (field.type.includes("(*)("))
          pointers[`${name}.${field.name}`] = `__typeof__(((${name} *)0)->${field.name})`;
      }
    }
    const types = this.types(pointers);
    return Object.fromEntries(
      Object.entries(RECORDS).map(([name, record]) => {
        const layout = records.get(record);
        if (!layout) throw new Error(`clang printed no layout of ${name}`);
        const fields = layout.fields.map((field) => {
          const type = types[`${name}.${field.name}`];
          return [field.name, type === undefined ? { offset: field.offset } : { offset: field.offset, type }];
        });
        return [name, { size: layout.size, fields: Object.fromEntries(fields) }];
      }),
    );
  }

  /** PySlot of 3.15 and later, whose union has no names in clang's dump. */
  numberedSlots(): Layout["structs"] {
    if (!this.run("#ifdef PySlot_END\nint has_slots;\n#endif", ["-E"]).includes("has_slots")) return {};
    const fields = ["sl_id", "sl_flags", "sl_ptr"];
    const found = this.constants(["sizeof(PySlot)", ...fields.map((field) => `offsetof(PySlot, ${field})`)]);
    const offset = (field: string) => ({ offset: found.get(`offsetof(PySlot, ${field})`) ?? 0 });
    return {
      PySlot: {
        size: found.get("sizeof(PySlot)") ?? 0,
        fields: Object.fromEntries(fields.map((field) => [field, offset(field)])),
      },
    };
  }

  methods(): Pick<Layout, "methodTypes" | "silentMethodFlags"> {
    const flags = this.constants([...Object.keys(CALLS), SILENT_FLAGS]);
    const types = this.types(CALLS);
    return {
      methodTypes: Object.fromEntries(
        Object.keys(CALLS).map((name) => [
          flags.get(name) ?? 0,
          { flags: name.replaceAll("METH_", "").replaceAll(" ", ""), type: types[name] ?? "" },
        ]),
      ),
      silentMethodFlags: flags.get(SILENT_FLAGS) ?? 0,
    };
  }

  /** From 3.15 on the stable ABI keeps numbers that the full one has given up; both stand in compiled code. */
  slots(): readonly (readonly [string, number])[] {
    return [[], ["-DPy_LIMITED_API=0x030b0000"]].flatMap((define) => {
      const macros = this.run("", ["-E", "-dM", ...define]);
      const names = Array.from(
        macros.matchAll(/^#define Py_((?:tp|nb|sq|mp|am|bf|mod)_[a-z_]+|slot_subslots) \S/gm),
        ([, name = ""]) => name,
      );
      return [
        ...this.constants(
          names.map((name) => `Py_${name}`),
          define,
        ),
      ].map(([name, id]) => [name.slice("Py_".length), id] as const);
    });
  }

  /** 3.12 gives CPython's own objects another count than those of extensions. */
  staticReferences(): readonly number[] {
    const source = "PyTypeObject probed_0 = { PyVarObject_HEAD_INIT(NULL, 0) };";
    const counts = [[], ["-DPy_BUILD_CORE"]].map((define) => this.words(source, define).get("probed_0") ?? 1);
    return [...new Set(counts)];
  }

  constants(expressions: readonly string[], define: readonly string[] = []): ReadonlyMap<string, number> {
    const source = expressions.map((expression, i) => `int probed_${i} = ${expression};`).join("\n");
    const words = this.words(source, define);
    return new Map(expressions.map((expression, i) => [expression, words.get(`probed_${i}`) ?? 0]));
  }

  /** First words of data symbols. Zeros are in a segment of their own, which clang writes out too. */
  words(source: string, define: readonly string[]): ReadonlyMap<string, number> {
    const object = this.object(source, define);
    const segments = readDataSegments(object);
    return new Map(
      readSymbols(object)
        .filter((symbol) => symbol.kind === "data" && isDefined(symbol))
        .map((symbol) => {
          const bytes = segments[symbol.index]?.bytes ?? new Uint8Array(0);
          return [symbol.name, new DataView(bytes.buffer, bytes.byteOffset).getUint32(symbol.offset, true)];
        }),
    );
  }

  /** WebAssembly types of functions, given C types of pointers to them. */
  types(pointers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
    const names = Object.keys(pointers);
    const source = [
      "typedef void *volatile sink_type; sink_type sink;",
      ...names.map((name, i) => `typedef __typeof__(${pointers[name]}) pointer_${i};`),
      ...names.map((_, i) => `extern __typeof__(*(pointer_${i})0) probed_${i};`),
      `void use(void) { ${names.map((_, i) => `sink = (void *)probed_${i};`).join(" ")} }`,
    ].join("\n");
    const object = this.object(source, []);
    const types = readFunctionTypes(object);
    const found = new Map(
      readImports(object)
        .filter((each) => each.kind === "function")
        .map((each) => [each.name, types[each.type]]),
    );
    return Object.fromEntries(
      names.flatMap((name, i) => {
        const type = found.get(`probed_${i}`);
        return type ? [[name, signatureText(type)]] : [];
      }),
    );
  }

  object(source: string, define: readonly string[]) {
    this.run(source, ["-c", "-O0", "-o", join(this.work, "probe.o"), ...define]);
    return readObject(readFileSync(join(this.work, "probe.o")), "probe.o");
  }

  run(source: string, args: readonly string[]): string {
    const file = join(this.work, "probe.c");
    writeFileSync(file, `#include <stddef.h>\n#include <time.h>\n#include <Python.h>\n${source}\n`);
    const result = spawnSync(this.clang, ["-w", "-I", this.work, ...args, file], {
      encoding: "utf8",
      maxBuffer: 1 << 28,
    });
    if (result.status !== 0) throw new Error(`${args.join(" ")}: ${result.stderr.slice(0, 2000)}`);
    return result.stdout;
  }
}
