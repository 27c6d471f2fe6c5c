/** `pywasi index` as people use it: pip installs from it over HTTP, and refuses what the index's hashes do not fit. */
import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { smallObject, symbol } from "../__tests__/object/small-object.ts";
import { findPythons } from "../scripts/testing/pythons.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { zip } from "../src/mirror/zip.ts";
import { writeObject } from "../src/object/object-file.ts";

const host = nodeHost({ logStyle: "plain" });
const folder = mkdtempSync(join(tmpdir(), "pywasi-index-"));
const site = join(folder, "wasi-out", "index");
const WHEEL = "Tiny_Pkg-1.5-cp311-cp311-wasi_0_0_0_wasm32.whl";

let server: ChildProcess;
let address: string;
let python: string;

beforeAll(async () => {
  mkdirSync(join(folder, "job", "wheels"), { recursive: true });
  writeFileSync(join(folder, "job", "wheels", WHEEL), tinyWheel());
  const results = ["passed", "passed", "skipped"].map((outcome) => ({ outcome }));
  writeFileSync(join(folder, "job", "test-results.json"), JSON.stringify({ format: 1, runs: [{ results }] }));
  const cli = join(host.folders.product, "dist", "cli.mjs");
  const run = await host.processes.run(host.platform.node, [cli, "index", "job"], { cwd: folder });
  if (run.code !== 0) throw new Error(run.stderr);
  python = (await findPythons(host))[0]?.path ?? "python3";
  ({ server, address } = await serve(python, site));
}, 60_000);

afterAll(() => {
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

const pip = (target: string, ...args: readonly string[]) =>
  host.processes.run(python, [
    ...["-m", "pip", "--isolated", "install", "--no-cache-dir", "--disable-pip-version-check", "--target", target],
    ...["--index-url", `${address}/simple/`, "--only-binary=:all:", "--implementation", "cp", ...args, "tiny.pkg"],
  ]);

describe("pip", () => {
  test("installs a wheel for WASI from the index, by any spelling of its name", async () => {
    const target = join(folder, "installed");
    const run = await pip(target, "--platform", "wasi_0_0_0_wasm32", "--python-version", "3.11");
    expect([run.code, run.stderr]).toEqual([0, expect.anything()]);
    expect(existsSync(join(target, "tiny.cpython-311-wasm32-wasi.so"))).toBe(true);
  }, 60_000);

  test("finds nothing there for another platform or Python", async () => {
    const run = await pip(join(folder, "none"), "--platform", "manylinux_2_28_x86_64", "--python-version", "3.11");
    expect(run.code).not.toBe(0);
    const later = await pip(join(folder, "none"), "--platform", "wasi_0_0_0_wasm32", "--python-version", "3.13");
    expect(later.code).not.toBe(0);
  }, 60_000);

  test("refuses a wheel that was changed after the index was made", async () => {
    const path = join(site, "files", "tiny-pkg", WHEEL);
    const before = readFileSync(path);
    appendFileSync(path, "more");
    const run = await pip(join(folder, "changed"), "--platform", "wasi_0_0_0_wasm32", "--python-version", "3.11");
    writeFileSync(path, before);
    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(/DO NOT MATCH THE HASHES/i);
  }, 60_000);
});

test("the page for people tells version, Python, SDK and tests", () => {
  const page = readFileSync(join(site, "index.html"), "utf8");
  for (const shown of ["Tiny.Pkg", ">1.5<", ">3.11<", ">21<", "2 passed", "1 skipped"]) expect(page).toContain(shown);
});

describe("pywasi check", () => {
  const check = (...args: readonly string[]) =>
    host.processes.run(host.platform.node, [join(host.folders.product, "dist", "cli.mjs"), "check", ...args], {
      cwd: folder,
    });

  test("says of a good wheel what is in it", async () => {
    const run = await check("--json", join("job", "wheels", WHEEL));
    expect(run.code).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject([
      { name: "Tiny_Pkg", version: "1.5", problems: [], extensions: [{ module: "tiny", sdk: 21 }] },
    ]);
  });

  test("ends with the documented code where a wheel is not what it says, and tells why", async () => {
    const renamed = join(folder, WHEEL.replace("wasi_0_0_0_wasm32", "wasi_wasm32"));
    writeFileSync(renamed, tinyWheel());
    const run = await check(renamed);
    expect(run.code).toBe(5);
    expect(run.stderr).toMatch(/WASI-BUILD-WHEEL: [\s\S]*Its name has the tags cp311-cp311-wasi_wasm32/);
  });
});

/** A wheel with one module that links, small enough to make here. */
function tinyWheel(): Uint8Array {
  const recorded = { format: 1, init: "PyInit_tiny", libraries: [], sdk: 21, dropped: [], hidden: [] };
  const body = new TextEncoder().encode(JSON.stringify(recorded));
  const section = { id: 0, name: "pywasi.extension", body, offset: 0, sizeWidth: 5, nameWidth: 1 };
  const object = smallObject({ symbols: [symbol("function", "PyInit_tiny", 0, 1)], extra: [section] });
  const info = "Tiny_Pkg-1.5.dist-info";
  const metadata = "Metadata-Version: 2.1\nName: Tiny.Pkg\nVersion: 1.5\nSummary: A & b\nRequires-Python: >=3.11\n";
  const members: readonly (readonly [string, Uint8Array | string])[] = [
    ["tiny.cpython-311-wasm32-wasi.so", writeObject(object)],
    [`${info}/METADATA`, metadata],
    [`${info}/WHEEL`, "Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: cp311-cp311-wasi_0_0_0_wasm32\n"],
  ];
  const files = members.map(([path, content]) => ({ path, bytes: Buffer.from(content as string) }));
  const digest = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");
  const rows = files.map(({ path, bytes }) => `${path},sha256=${digest(bytes)},${bytes.length}\n`);
  const record = { path: `${info}/RECORD`, bytes: Buffer.from(`${rows.join("")}${info}/RECORD,,\n`) };
  return zip([...files, record]);
}

/** Python's own server, because it serves index.html for a folder, as GitHub Pages does. */
async function serve(command: string, root: string): Promise<{ server: ChildProcess; address: string }> {
  const child = spawn(command, ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1"], { cwd: root });
  const port = await new Promise<string>((done, fail) => {
    child.stdout.on("data", (text) => {
      const match = /port (\d+)/.exec(String(text));
      if (match?.[1]) done(match[1]);
    });
    child.on("exit", () => fail(new Error("the server did not start")));
  });
  return { server: child, address: `http://127.0.0.1:${port}` };
}
