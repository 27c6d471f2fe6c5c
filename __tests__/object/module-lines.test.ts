import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { linesOfModule } from "../../src/object/module-lines.ts";
import { findSection, readObject, SectionId } from "../../src/object/object-file.ts";
import { scratchFolder } from "../host/scratch.ts";
import { tool } from "../link/sdk.ts";

const SOURCE = `int first(int a) {
  return a + 1;
}

__attribute__((noinline)) int second(int a) {
  volatile int b = a;
  b *= 3;
  return b;
}
int main(int argc, char **argv) { (void)argv; return first(argc) + second(argc); }
`;

describe("the lines of a linked module", () => {
  const folder = scratchFolder();
  const linked = (...flags: string[]) => {
    writeFileSync(join(folder, "lines.c"), SOURCE);
    tool(
      "clang",
      [
        "--target=wasm32-wasip1",
        "-O1",
        ...flags,
        "-nostdlib",
        "-Wl,--no-entry,--export=second",
        "lines.c",
        "-o",
        "lines.wasm",
      ],
      folder,
    );
    return readFileSync(join(folder, "lines.wasm"));
  };

  test("are those that the compiler recorded, for every place in a function", () => {
    const module = linked("-g");
    const code = findSection(readObject(module, "lines.wasm"), SectionId.code);
    const lines = linesOfModule(module, "lines.wasm");
    const places = Array.from({ length: code?.body.length ?? 0 }, (_, i) => (code?.offset ?? 0) + i);
    const found = places.map(lines).filter((line) => line !== undefined);
    expect(new Set(found.map(({ file }) => file))).toEqual(new Set(["lines.c"]));
    const numbers = found.map(({ line }) => line);
    expect(numbers).toEqual(expect.arrayContaining([6, 7, 8]));
    expect(Math.max(...numbers)).toBeLessThanOrEqual(10);
  });

  test("are none without debug information, and none outside of functions", () => {
    expect(linesOfModule(linked("-g0"), "lines.wasm")(100)).toBeUndefined();
    expect(linesOfModule(linked("-g"), "lines.wasm")(0)).toBeUndefined();
  });
});
