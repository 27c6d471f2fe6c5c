import { describe, expect, test } from "@jest/globals";
import { withoutEarlierJob } from "../../src/app/earlier-job.ts";
import { fakeHost } from "../host/fake-host.ts";

const settings = JSON.stringify({
  variables: { CC: "/first/wasi-cc", CFLAGS: "-D", PYTHONPATH: "/shim:/mine", PYWASI_JOB: "/job.json" },
  outside: { CC: "gcc-14", CFLAGS: null, PYWASI_JOB: null },
});
const job = { CC: "/first/wasi-cc", CFLAGS: "-D", PYTHONPATH: "/shim:/mine", PYWASI_JOB: "/job.json", HOME: "/home" };
const before = (env: Record<string, string>, files: Record<string, string> = { "/job.json": settings }) =>
  withoutEarlierJob(fakeHost({ env, files }));

describe("a second set-up in one job", () => {
  test("gives installers what the job had before the first, not the first's compiler", async () => {
    expect(await before(job)).toMatchObject({ CC: "gcc-14", CFLAGS: undefined, PYWASI_JOB: undefined, HOME: "/home" });
  });

  test("leaves a variable that a step has changed since", async () => {
    expect(await before({ ...job, CC: "clang" })).toMatchObject({ CC: "clang" });
  });

  test("keeps search paths, to which it only adds", async () => {
    expect(await before(job)).toMatchObject({ PYTHONPATH: "/shim:/mine" });
  });
});

test("the first set-up, and one whose predecessor has gone, have the environment as it is", async () => {
  expect(await before({ CC: "gcc" }, {})).toEqual({ CC: "gcc" });
  expect(await before(job, {})).toEqual(job);
  expect(await before(job, { "/job.json": "half of it {" })).toEqual(job);
});
