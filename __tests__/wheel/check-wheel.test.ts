/** What a wheel's own bytes tell, on wheels made here. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { METADATA_SECTION } from "../../src/link/extension-metadata.ts";
import { writeObject } from "../../src/object/object-file.ts";
import { checkWheelContents } from "../../src/wheel/check-wheel.ts";
import { wheelRefused } from "../../src/wheel/wheel-refused.ts";
import { custom, smallObject, symbol } from "../object/small-object.ts";

const TAG = "cp311-cp311-wasi_0_0_0_wasm32";
const SO = "pkg/mod.cpython-311-wasm32-wasi.so";

function extension(init = "PyInit_mod", sdk = 21): Uint8Array {
  const recorded = { format: 1, init, libraries: ["c++"], sdk, dropped: [], hidden: [] };
  const extra = [custom(METADATA_SECTION, new TextEncoder().encode(JSON.stringify(recorded)))];
  return writeObject(smallObject({ symbols: [symbol("function", init, 0, 1)], extra }));
}

interface Made {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly tag?: string;
  /** Tag lines of WHEEL. */
  readonly inside?: string;
  /** What happens to RECORD after it was made. */
  readonly record?: (text: string) => string;
  /** What happens to the files after RECORD was made. */
  readonly after?: Readonly<Record<string, string>>;
}

function check({
  files = { [SO]: extension() },
  tag = TAG,
  inside = tag,
  record = (text) => text,
  after = {},
}: Made = {}) {
  const info = "pkg-1.0.dist-info";
  const all = { ...files, [`${info}/WHEEL`]: `Wheel-Version: 1.0\nTag: ${inside}\n` };
  const contents = new Map(Object.entries(all).map(([path, text]) => [path, Buffer.from(text as string)]));
  const rows = [...contents].map(([path, bytes]) => {
    const digest = createHash("sha256").update(bytes).digest("base64url");
    return `${path.includes(",") ? `"${path}"` : path},sha256=${digest},${bytes.length}`;
  });
  contents.set(`${info}/RECORD`, Buffer.from(record(`${rows.join("\n")}\n${info}/RECORD,,\n`)));
  for (const [path, text] of Object.entries(after)) contents.set(path, Buffer.from(text));
  const modules = Object.keys(files).filter((path) => path.endsWith(".so"));
  const extensions = modules.map((path) => ({ path, module: path.replace(/\..*/, "").replaceAll("/", ".") }));
  return checkWheelContents({
    path: `/out/pkg-1.0-${tag}.whl`,
    name: "pkg",
    version: "1.0",
    tag,
    contents,
    extensions,
  });
}

describe("a wheel that is what it says", () => {
  test("has no problem, and tells its modules, SDK and libraries", () => {
    const checked = check();
    expect(checked.problems).toEqual([]);
    expect(checked.extensions).toMatchObject([{ module: "pkg.mod", sdk: 21, libraries: ["c++"], wasiImports: [] }]);
  });

  test("tells what it was made with", () => {
    const facts = '{"format":1,"python":"3.11.8","sdk":21}';
    expect(check({ files: { [SO]: extension(), "pkg-1.0.dist-info/pywasi.json": facts } })).toMatchObject({
      facts: { python: "3.11.8", sdk: 21 },
      problems: [],
    });
  });

  test("may hold a path with a comma, and programs of a machine among its test data", () => {
    const files = { "pkg/a,b.txt": "x", "pkg/tests/data/hello.elf": "\x7fELF" };
    expect(check({ files, tag: "py3-none-any" }).problems).toEqual([]);
  });
});

describe("a wheel that is not what it says", () => {
  const problems = (made: Made) => check(made).problems.join("\n");

  test("has a module without the init function of its name", () => {
    expect(problems({ files: { [SO]: extension("PyInit_other") } })).toBe(
      `${SO} has no PyInit_mod, which Python would call; it exports PyInit_other.`,
    );
  });

  test("has a library in place of a module", () => {
    const library = check({ files: { [SO]: extension("aes_encrypt") } });
    expect(library.problems).toEqual([
      `${SO} has no PyInit_mod: it is no Python module, but a library to be opened by its path.`,
    ]);
    expect(wheelRefused([library])).toMatchObject({ code: "WASI-BUILD-DLOPEN", message: expect.stringContaining(SO) });
  });

  test("is refused as such where anything else is wrong with it", () => {
    const files = { [SO]: extension("aes_encrypt"), "pkg/libz.so.1": "\x7fELF\x02" };
    expect(wheelRefused([check({ files })])).toMatchObject({ code: "WASI-BUILD-WHEEL" });
    expect(wheelRefused([check({ files: { [SO]: extension("PyInit_other") } })])).toMatchObject({
      code: "WASI-BUILD-WHEEL",
    });
  });

  test("has a module that only an export hook defines", () => {
    expect(problems({ files: { [SO]: extension("PyModExport_mod") } })).toBe(
      `${SO} has no PyInit_mod, which Python would call; it exports PyModExport_mod (PEP 793, which no static link can use alone).`,
    );
  });

  test("has a module of this machine, or one that lost its linking section", () => {
    expect(problems({ files: { [SO]: "\x7fELF\x02\x01" } })).toContain("is an ELF file");
    const final = writeObject({ file: "x", sections: [custom("name", Uint8Array.of())] });
    expect(problems({ files: { [SO]: final } })).toContain("without a linking section");
  });

  test("has a program or library of a machine beside its modules", () => {
    expect(problems({ files: { [SO]: extension(), "pkg/libz.so.1": "\x7fELF\x02" } })).toContain(
      "pkg/libz.so.1 is an ELF file, the format of Linux and other Unix machines: it cannot run in the guest.",
    );
  });

  test("has modules of several SDKs, of another than its metadata says, or of none", () => {
    expect(problems({ files: { [SO]: extension(), "pkg/b.so": extension("PyInit_b", 24) } })).toContain(
      "several SDKs: 21, 24",
    );
    const facts = { "pkg-1.0.dist-info/pywasi.json": '{"python":"3.13.0","sdk":24}' };
    expect(problems({ files: { [SO]: extension(), ...facts } })).toContain("says SDK 24, its extensions 21");
    expect(problems({ files: { [SO]: extension("PyInit_mod", 999) } })).toContain("There is no WASI SDK 999.");
  });

  test("has other tags inside than in its name, or says that it runs everywhere", () => {
    expect(problems({ inside: "cp311-cp311-linux_x86_64" })).toContain("its WHEEL file cp311-cp311-linux_x86_64");
    expect(problems({ tag: "py3-none-any" })).toContain("runs everywhere, but it holds extension modules");
  });

  test("has a file that RECORD gives another hash, another size, or does not know", () => {
    expect(problems({ after: { [SO]: "changed" } })).toContain(`${SO} has another hash than RECORD says.`);
    expect(problems({ record: (text) => text.replace(/,\d+\n/, ",7\n") })).toContain("bytes, and 7 by RECORD.");
    expect(problems({ after: { "pkg/new.py": "" } })).toContain("pkg/new.py is not in RECORD.");
    expect(problems({ record: (text) => `${text}pkg/gone.py,sha256=x,1\n` })).toContain(
      "pkg/gone.py is in RECORD and not",
    );
    expect(problems({ record: (text) => text.replaceAll("sha256=", "md5=") })).toContain("another hash");
  });
});
