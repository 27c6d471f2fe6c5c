import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { zip } from "../../src/mirror/zip.ts";

const text = (content: string) => new TextEncoder().encode(content);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mirror-zip-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("a zip of the mirror", () => {
  test("is unpacked by the product to the same files, folders and modes", async () => {
    const archive = join(folder, "pair.zip");
    const long = "0123456789".repeat(10_000);
    writeFileSync(
      archive,
      zip([
        { path: "python.wasm", bytes: text(long), executable: true },
        { path: "lib/python3.11/encodings/__init__.py", bytes: text("") },
        { path: "lib/python3.11/lib-dynload/", bytes: new Uint8Array() },
        { path: "lib/ümlaut.py", bytes: text("x = 1\n") },
      ]),
    );
    const out = join(folder, "out");
    await nodeHost().archives.extract(archive, out);
    expect(readFileSync(join(out, "python.wasm"), "utf8")).toBe(long);
    expect(readFileSync(join(out, "lib/ümlaut.py"), "utf8")).toBe("x = 1\n");
    expect(readFileSync(join(out, "lib/python3.11/encodings/__init__.py"), "utf8")).toBe("");
    expect(statSync(join(out, "lib/python3.11/lib-dynload")).isDirectory()).toBe(true);
    expect(statSync(join(out, "python.wasm")).mode & 0o777).toBe(0o755);
  });

  test("hashes the same whatever order its members come in", () => {
    const [a, b] = [
      { path: "a.py", bytes: text("a") },
      { path: "b.py", bytes: text("b") },
    ] as const;
    expect(zip([b, a])).toEqual(zip([a, b]));
  });
});
