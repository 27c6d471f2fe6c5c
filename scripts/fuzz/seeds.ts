/** What the fuzzer damages: objects of the SDK's own libraries, and one that the SDK compiles with all that we look at. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readArchive } from "../../src/object/archive.ts";
import { writeArchive } from "../../src/object/archive-writer.ts";
import { isWasm } from "../../src/object/object-file.ts";

/** Bytes; larger ones only slow the fuzzer down. */
const LARGEST = 12_000;
const FROM_EACH_LIBRARY = 25;

/** Tables as CPython's headers declare them, with functions of wrong types, and calls that the code scan follows. */
const TABLES = `
struct method { const char *name; void *function; int flags; const char *doc; };
struct attribute { const char *name; void *get; void *set; const char *doc; void *closure; };
struct slot { int id; void *value; };
struct module { long base[5]; const char *name; const char *doc; long size; struct method *methods; struct slot *slots; void *t, *c, *f; };
void *PyModuleDef_Init(struct module *); void *PyCapsule_New(void *, const char *, void *);
void qsort(void *, unsigned long, unsigned long, int (*)(const void *, const void *));
static int helper(int n) { return n * 2; }
void *one(void *self) { return (void *)helper((int)self); }
double wide(void) { return 1; }
struct method methods[] = {{"one", one, 4, 0}, {"wide", wide, 8, "text"}, {0}};
struct attribute attributes[] = {{"a", one, wide, 0, 0}, {0}};
struct slot slots[] = {{2, wide}, {0, 0}};
struct module definition = {{1}, "m", 0, 0, methods, slots, 0, 0, 0};
void *PyInit_m(void) { PyCapsule_New(0, "x", wide); qsort(attributes, 1, 1, (int (*)(const void *, const void *))wide); return PyModuleDef_Init(&definition); }
`;

/** @param sdk folder of a WASI SDK */
export function fuzzSeeds(sdk: string): readonly Uint8Array[] {
  return [...compiledSeeds(sdk), ...librarySeeds(sdk)];
}

function compiledSeeds(sdk: string): readonly Uint8Array[] {
  const work = mkdtempSync(join(tmpdir(), "fuzz-"));
  try {
    writeFileSync(join(work, "tables.c"), TABLES);
    const compiled = [["-O0"], ["-O2", "-g"], ["-O2", "-g", "-gdwarf-4"], ["-O1", "-fPIC"]].map((flags) => {
      const output = join(work, "tables.o");
      execFileSync(join(sdk, "bin", "clang"), [...flags, "-w", "-c", join(work, "tables.c"), "-o", output]);
      return new Uint8Array(readFileSync(output));
    });
    const members = compiled.slice(0, 2).map((bytes, i) => ({ name: `a-name-of-more-than-fifteen-${i}.o`, bytes }));
    return [...compiled, writeArchive(members)];
  } finally {
    rmSync(work, { recursive: true });
  }
}

function librarySeeds(sdk: string): readonly Uint8Array[] {
  const folder = join(sdk, "share", "wasi-sysroot", "lib");
  const libraries = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".a"));
  return libraries.flatMap((path) => {
    const { members } = readArchive(readFileSync(join(folder, path)), path);
    const small = members.flatMap(({ bytes }) => (bytes && isWasm(bytes) && bytes.length <= LARGEST ? [bytes] : []));
    const step = Math.max(1, Math.floor(small.length / FROM_EACH_LIBRARY));
    return small.filter((_, i) => i % step === 0);
  });
}
