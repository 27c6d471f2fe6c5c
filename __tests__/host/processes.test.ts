import { chmodSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { nodeProcesses } from "../../src/host/processes.ts";
import { scratchFolder } from "./scratch.ts";

const folder = scratchFolder();
const processes = nodeProcesses({ ...process.env, GREETING: "hello" });
const node = (code: string, options = {}) => processes.run(process.execPath, ["-e", code], options);

describe("a program", () => {
  test("gives its output and its code; a code that is not zero is a result", async () => {
    const result = await node("console.log('out'); console.error('err'); process.exitCode = 3");
    expect(result).toMatchObject({ code: 3, stdout: "out\n", stderr: "err\n", timedOut: false });
    expect(result.milliseconds).toBeGreaterThan(0);
  });

  test("gets its arguments as they are, without a shell", async () => {
    const given = ["a b", "$HOME", "*", '"', "; exit 1"];
    const { stdout } = await processes.run(process.execPath, ["-p", "JSON.stringify(process.argv.slice(1))", ...given]);
    expect(JSON.parse(stdout)).toEqual(given);
  });

  test("has our environment, or the one that it is given and nothing else", async () => {
    expect((await node("console.log(process.env.GREETING)")).stdout).toBe("hello\n");
    const env = { ONLY: "this", NOT: undefined };
    expect((await node("console.log(Object.keys(process.env).join())", { env })).stdout.trim()).toMatch(/^ONLY$/);
  });

  test("reads its input and runs in its folder", async () => {
    const code = "process.stdin.pipe(process.stdout); console.log(process.cwd())";
    expect((await node(code, { input: "given\n", cwd: folder })).stdout).toBe(`${folder}\ngiven\n`);
  });

  test("that does not read its input is no failure", async () => {
    expect((await node("process.exit(0)", { input: "x".repeat(1e6) })).code).toBe(0);
  });

  test("is heard line by line, across chunks, with line ends of any kind", async () => {
    const lines: string[] = [];
    const code =
      "const w = t => process.stdout.write(t); w('a\\r\\nö'); setTimeout(() => w('b\\r50 %\\r'), 30); setTimeout(() => w('\\nlast'), 60)";
    await node(code, { onLine: (line: string, stream: string) => void lines.push(`${stream}: ${line}`) });
    expect(lines).toEqual(["stdout: a", "stdout: öb", "stdout: 50 %", "stdout: last"]);
  });

  test("that takes too long is ended, with what it started", async () => {
    const grandchild =
      "require('child_process').spawn('sleep', ['30'], { stdio: 'inherit' }); setTimeout(() => {}, 30000)";
    const result = await node(grandchild, { timeoutMs: 300 });
    expect(result).toMatchObject({ code: -1, timedOut: true });
    expect(result.milliseconds).toBeLessThan(20_000);
  });

  test("that a signal ends says which", async () => {
    expect(await node("process.kill(process.pid, 'SIGKILL')")).toMatchObject({
      code: -1,
      signal: "SIGKILL",
      timedOut: false,
    });
  });

  test("that does not exist is named", async () => {
    await expect(processes.run("no-such-program", [])).rejects.toMatchObject({
      kind: "not-found",
      message: "the program no-such-program was not found",
    });
  });

  test("in a folder that does not exist blames the folder", async () => {
    await expect(node("1", { cwd: join(folder, "missing") })).rejects.toMatchObject({
      kind: "not-found",
      message: expect.stringMatching(/^the folder .*missing does not exist$/),
    });
  });

  test("that may not be run says so", async () => {
    const path = join(folder, "script");
    writeFileSync(path, "#!/bin/sh\n", { mode: 0o644 });
    await expect(processes.run(path, [])).rejects.toMatchObject({ kind: "no-permission" });
  });
});

describe("a program that its caller ends", () => {
  test("ends as after the time limit, and says so", async () => {
    const abort = new AbortController();
    const run = node("setInterval(() => {}, 1000)", { signal: abort.signal });
    setTimeout(() => abort.abort(), 200);
    expect(await run).toMatchObject({ code: -1, timedOut: true });
  });
});

describe("looking for a program", () => {
  const path = join(folder, "wasm tool");
  writeFileSync(path, "#!/bin/sh\n");
  const there = nodeProcesses({ PATH: folder });

  test("finds what is on PATH and may be run, and nothing else", async () => {
    expect(await there.find(basename(path))).toBeUndefined();
    chmodSync(path, 0o755);
    expect(await there.find(basename(path))).toBe(path);
    expect(await there.find("sh")).toBeUndefined();
  });

  test("takes a path as it is", async () => {
    expect(await there.find(process.execPath)).toBe(process.execPath);
    expect(await there.find("/no/such/program")).toBeUndefined();
  });
});
