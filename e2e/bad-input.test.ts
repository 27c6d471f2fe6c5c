/** What cannot work ends in a coded error that says what to do, and leaves nothing half-installed. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { nodePlatform } from "../src/host/platform.ts";
import { type ActResult, type Runner, startRunner } from "./act.ts";
import { writeBrokenMirrors } from "./broken-mirrors.ts";
import { testMirrorFolder } from "./served-mirror.ts";

const LIMIT = 5 * 60_000;

let runner: Runner;
let result: ActResult;
const mirrors = mkdtempSync(join(tmpdir(), "pywasi-mirrors-"));

beforeAll(async () => {
  writeBrokenMirrors(mirrors, 21, nodePlatform(), testMirrorFolder());
  runner = await startRunner();
  result = await runner.run({ workflow: "bad-input.yml", vars: { MIRRORS: mirrors }, timeoutMs: LIMIT });
}, LIMIT);

afterAll(() => {
  runner?.dispose();
  rmSync(mirrors, { recursive: true, force: true });
});

const CASES: readonly (readonly [step: string, code: string, happened: RegExp])[] = [
  ["unreadable-python", "WASI-PYTHON-VERSION", /latest please/],
  ["python-without-lock", "WASI-LOCK-UNKNOWN", /3\.10/],
  ["barred-sdk", "WASI-LOCK-BARRED", /26/],
  ["unlocked-sdk", "WASI-LOCK-MISMATCH", /33/],
  ["not-a-boolean", "WASI-INPUT-VALUE", /strict.*perhaps|perhaps.*strict/],
  ["no-such-manifest", "WASI-DOWNLOAD-NOT-FOUND", /no-such-file\.json/],
  ["not-a-manifest", "WASI-MANIFEST", /sha256/],
  ["no-cpython-in-the-manifest", "WASI-CPYTHON-NOT-FOUND", /3\.11\.8/],
  ["no-sdk-in-the-manifest", "WASI-PIN-MISSING", /wasi-sdk-21/],
  ["not-on-the-mirror", "WASI-DOWNLOAD-NOT-FOUND", /wasi-sdk-21/],
  ["wrong-hash", "WASI-DOWNLOAD-HASH", /wasi-sdk-21/],
  ["half-an-archive", "WASI-ARCHIVE-DAMAGED", /wasi-sdk-21/],
];

describe.each(CASES)("%s", (id, code, happened) => {
  test(`fails its step with ${code}, said in one annotation`, () => {
    const step = result.step(id);
    expect(step.result).toBe("failure");
    const errors = step.annotations.filter(({ level }) => level === "error");
    expect(errors).toHaveLength(1);
    expect(`${errors[0]?.title} ${errors[0]?.message}`).toContain(code);
    expect(errors[0]?.message).toMatch(happened);
  });

  test("says what to do in the job summary, with a page that exists, and shows no stack", () => {
    const step = result.step(id);
    expect(step.summary).toContain(code);
    expect(step.summary).toContain("**What to do:**");
    const page = /docs\/errors\/[A-Z-]+\.md/.exec(step.summary)?.[0] ?? "no page";
    expect([page, existsSync(join(import.meta.dirname, "..", page))]).toEqual([page, true]);
    expect(step.output).not.toMatch(/^\s+at .*\.mjs:\d+/m);
  });
});

test("nothing half-installed is left in the tool cache", () => {
  const sdk = join(runner.toolCache, "wasi-sdk");
  const left = existsSync(sdk) ? readdirSync(sdk, { recursive: true }) : [];
  expect(left.filter((name) => /staging|complete|bin/.test(String(name)))).toEqual([]);
});

test("the job itself goes on: every step had continue-on-error", () => {
  expect(result.jobs).toEqual({ inputs: "success" });
});
