/** What the steps of a job get: all that a build by hand needs, and nothing that would turn every Python into WASI. */

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { crossEnvironment } from "../../src/cross/cross.ts";
import { environmentAsDotenv, environmentAsJson, environmentAsShell } from "../../src/cross/environment-text.ts";
import { jobEnvironment } from "../../src/cross/job-environment.ts";
import { awkward, options } from "./example.ts";

function jobOf(cross: typeof options, outside: Record<string, string> = {}) {
  return jobEnvironment({
    variables: crossEnvironment(cross).variables,
    target: cross.target,
    buildPython: cross.buildPython,
    shim: "/product/python/shim",
    folder: cross.folder,
    mesonCrossFile: `${cross.folder}/meson-cross.ini`,
    windows: false,
    outside,
  });
}

describe.each([
  ["py313", options],
  ["py311", awkward],
])("the job's variables of %s", (folder, cross) => {
  const { variables, settings } = jobOf(cross);

  test.each([
    ["job.sh", environmentAsShell(variables)],
    ["job.json", environmentAsJson(variables)],
    ["job.env", environmentAsDotenv(variables)],
    ["job-shim.json", settings.text],
  ])("are as committed in %s", (name, text) => {
    const path = join(import.meta.dirname, "fixtures", folder, name);
    if (process.env.UPDATE_FIXTURES) writeFileSync(path, text);
    expect(text).toBe(readFileSync(path, "utf8"));
  });
});

describe("a job's Python", () => {
  test("keeps its own sysconfig: what would change it is for build hooks alone", () => {
    const { variables, settings } = jobOf(options);
    const underscored = Object.keys(variables).filter((name) => name.startsWith("_PYTHON"));
    expect(underscored).toEqual([]);
    expect(JSON.parse(settings.text).hookVariables).toMatchObject({ _PYTHON_HOST_PLATFORM: "wasi-0.0.0-wasm32" });
  });

  test("keeps the folders that PYTHONPATH had, behind the shim", () => {
    expect(jobOf(options, { PYTHONPATH: "/mine:/yours" }).variables.PYTHONPATH).toBe(
      "/product/python/shim:/mine:/yours",
    );
  });
});

describe("installers", () => {
  test("get back what the job had before", () => {
    const { outside } = JSON.parse(jobOf(options, { CC: "gcc-14" }).settings.text);
    expect(outside).toMatchObject({ CC: "gcc-14", CFLAGS: null, PYWASI_JOB: null, _PYTHON_HOST_PLATFORM: null });
  });

  test("get nothing back where the job had our own values from an earlier step", () => {
    const first = jobOf(options).variables;
    expect(JSON.parse(jobOf(options, { ...first }).settings.text).outside).toMatchObject({
      CC: null,
      CMAKE_TOOLCHAIN_FILE: null,
    });
    expect(jobOf(options, { ...first }).variables).toEqual(first);
  });
});
