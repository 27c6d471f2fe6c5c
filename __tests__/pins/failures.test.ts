import { expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import { explainedDisk } from "../../src/pins/failures.ts";

test.each([
  ["no-space", "WASI-DISK-FULL"],
  ["no-permission", "WASI-DISK-PERMISSION"],
] as const)("at the end of a run, %s is the coded error %s, with what the system said", (kind, code) => {
  const message = expect.stringContaining("/d may not be touched");
  expect(explainedDisk(new HostFailure(kind, "/d may not be touched"))).toMatchObject({ code, message });
});

test.each([new Error("a fault"), new HostFailure("network", "ECONNRESET")])(
  "other errors stay what they are",
  (error) => {
    expect(explainedDisk(error)).toBe(error);
  },
);
