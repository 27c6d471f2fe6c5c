import { describe, expect, test } from "@jest/globals";
import { readLinkLog } from "../../../src/link/extension/link-log.ts";
import { type LinkMachine, runExtensionLink } from "../../../src/link/extension/run-extension-link.ts";
import { readExtension } from "../../../src/link/extension-file.ts";
import { writeObject } from "../../../src/object/object-file.ts";
import { isLocal, type LinkSymbol, readSymbols } from "../../../src/object/symbol-table.ts";
import { AUDIT_VERSION } from "../../../src/signature/finding.ts";
import { smallObject, symbol } from "../../object/small-object.ts";

interface FakeMachine extends LinkMachine {
  readonly contents: Map<string, Uint8Array>;
  readonly runs: (readonly string[])[];
}

/** A machine whose linker writes the given bytes to its `-o`. */
function machine(linked: Uint8Array, code = 0, files: Record<string, string> = {}): FakeMachine {
  const contents = new Map<string, Uint8Array>(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));
  const runs: (readonly string[])[] = [];
  return {
    contents,
    runs,
    exists: (path) => contents.has(path),
    readText: (path) => contents.get(path)?.toString(),
    readBytes: (path) => contents.get(path) ?? new Uint8Array(0),
    write: (path, bytes) => contents.set(path, bytes),
    remove: (path) => contents.delete(path),
    append: (path, text) =>
      contents.set(path, Buffer.concat([contents.get(path) ?? new Uint8Array(0), Buffer.from(text)])),
    run: (command, args) => {
      runs.push([command, ...args]);
      if (code === 0) contents.set(args[args.indexOf("-o") + 1] ?? "", linked);
      return code;
    },
    absolute: (path) => `/build/${path}`,
  };
}

const options = { sdkPath: "/sdk", sdkNumber: 24, python: "3.13", additions: "/additions", log: "/log" };
const object = (symbols: readonly LinkSymbol[]) => writeObject(smallObject({ symbols }));
const both = object([
  symbol("function", "PyInit_second", 0, 1),
  symbol("function", "PyInit_m", 0, 2),
  symbol("function", "api", 0, 1),
]);

describe("an extension link", () => {
  test("leaves an isolated object with its record, and a line in the log", () => {
    const fake = machine(both);
    expect(runExtensionLink(["-shared", "a.o", "-lm", "--as-needed", "-o", "m.so"], options, fake)).toBe(0);
    const extension = readExtension(fake.contents.get("m.so") ?? new Uint8Array(0), "m.so");
    expect(extension.metadata).toEqual({
      format: 1,
      init: "PyInit_m",
      libraries: ["m"],
      sdk: 24,
      dropped: ["--as-needed"],
      hidden: ["api"],
      signatures: { audit: AUDIT_VERSION, python: "3.13", checked: 0, findings: [] },
    });
    expect(
      readSymbols(extension.object)
        .filter((each) => !isLocal(each))
        .map((each) => each.name),
    ).toEqual(["PyInit_second", "PyInit_m"]);
    expect(readLinkLog(`${fake.contents.get("/log")}{"unfinished`)).toEqual([
      {
        output: "/build/m.so",
        kind: "extension",
        inits: ["PyInit_second", "PyInit_m"],
        libraries: ["m"],
        dropped: ["--as-needed"],
        hidden: ["api"],
        signatures: { audit: AUDIT_VERSION, python: "3.13", checked: 0, findings: [] },
      },
    ]);
  });

  test("of a shared library without an init function keeps its symbols, for extensions to link with it", () => {
    const library = object([symbol("function", "api", 0, 1)]);
    const fake = machine(library);
    expect(runExtensionLink(["-shared", "a.o", "-o", "libown.so"], options, fake)).toBe(0);
    expect(fake.contents.get("libown.so")).toEqual(library);
    expect(readLinkLog(String(fake.contents.get("/log")))).toMatchObject([{ kind: "library", inits: [] }]);
  });

  test("reads response files", () => {
    const fake = machine(both, 0, { "args.rsp": "-shared a.o -o m.so" });
    runExtensionLink(["@args.rsp"], options, fake);
    expect(fake.runs).toEqual([["/sdk/bin/wasm-ld", "-r", "-m", "wasm32", "a.o", "-o", "m.so"]]);
  });

  test("writes no log where none is asked for", () => {
    const fake = machine(both);
    runExtensionLink(["-shared", "a.o", "-o", "m.so"], { ...options, log: undefined }, fake);
    expect(fake.contents.has("/log")).toBe(false);
  });

  test("ends with the linker's exit code when that stops", () => {
    expect(runExtensionLink(["-shared", "a.o", "-o", "m.so"], options, machine(both, 7))).toBe(7);
  });

  test("leaves nothing behind when the linker's result cannot be read", () => {
    const fake = machine(Buffer.from("not wasm"));
    expect(() => runExtensionLink(["-shared", "a.o", "-o", "m.so"], options, fake)).toThrow(
      expect.objectContaining({ code: "WASI-OBJECT-FORMAT" }),
    );
    expect(fake.contents.has("m.so")).toBe(false);
  });
});

test("a program is linked by the SDK's linker, its result untouched", () => {
  const fake = machine(Buffer.from("a program"));
  expect(runExtensionLink(["a.o", "--start-group", "-o", "a.wasm"], options, fake)).toBe(0);
  expect(fake.runs).toEqual([
    ["/sdk/bin/wasm-ld", "a.o", "-o", "a.wasm", "-L/additions", "-lpywasi", "-lpywasi-refusing", "-lpywasi-throws"],
  ]);
  expect(String(fake.contents.get("a.wasm"))).toBe("a program");
});
