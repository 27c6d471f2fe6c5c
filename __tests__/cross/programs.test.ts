/** `wasi-strip` and `wasi-run` as programs. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { EMULATOR_SCRIPT, emulatorLauncher } from "../../src/cross/emulator.ts";
import { stripLauncher } from "../../src/cross/strip-launcher.ts";

let folder: string;
const at = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "programs "));
  writeFileSync(at("wasi-strip"), stripLauncher());
  writeFileSync(at("run-wasm.mjs"), EMULATOR_SCRIPT);
  writeFileSync(at("wasi-run"), emulatorLauncher(process.execPath, at("run-wasm.mjs")));
  writeFileSync(at("native"), '#!/bin/sh\necho "native $1"\nexit 5\n');
  for (const program of ["wasi-strip", "wasi-run", "native"]) chmodSync(at(program), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("wasi-strip", () => {
  test("leaves a file as it is", () => {
    writeFileSync(at("mod.so"), "linking");
    execFileSync(at("wasi-strip"), ["--strip-unneeded", "-R", ".comment", at("mod.so")]);
    expect(readFileSync(at("mod.so"), "utf8")).toBe("linking");
  });

  test("copies where an output is asked for", () => {
    execFileSync(at("wasi-strip"), ["-o", at("out.so"), at("mod.so")]);
    expect(readFileSync(at("out.so"), "utf8")).toBe("linking");
  });
});

describe("wasi-run", () => {
  /** (module (import "wasi_snapshot_preview1" "proc_exit") (memory) (func $_start (call $proc_exit (i32.const 3)))) */
  const exitsWith3 = Buffer.from(
    [
      "0061736d01000000",
      "01080260017f00600000",
      "0224011677617369 5f736e617073686f745f7072657669657731 0970726f635f65786974 0000",
      "03020101",
      "0503010001",
      "071302 06 6d656d6f7279 0200 06 5f7374617274 0001",
      "0a08010600410310000b",
    ]
      .join("")
      .replaceAll(" ", ""),
    "hex",
  );

  test("hands on the exit code of a WebAssembly program", () => {
    writeFileSync(at("three.wasm"), exitsWith3);
    expect(spawnSync(at("wasi-run"), [at("three.wasm")]).status).toBe(3);
  });

  test("runs a program of the build machine as it is, which CMake starts through it too", () => {
    const { stdout, status } = spawnSync(at("wasi-run"), [at("native"), "argument"], { encoding: "utf8" });
    expect([stdout, status]).toEqual(["native argument\n", 5]);
  });
});
