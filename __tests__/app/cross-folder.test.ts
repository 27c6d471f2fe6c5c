import { describe, expect, test } from "@jest/globals";
import { writeCrossFolder } from "../../src/app/cross-folder.ts";
import { HostFailure } from "../../src/host/failure.ts";
import { fakeHost } from "../host/fake-host.ts";
import { someSdk, someTarget } from "../link/some-target.ts";
import { errorOf } from "../user-error.ts";

const OPTIONS = {
  sdk: someSdk,
  target: someTarget,
  additions: { lib: "/additions/lib", include: "/additions/include" },
  exceptionLibraries: undefined,
  buildPython: "/usr/bin/python3.13",
  platformTag: "wasi_0_0_0_wasm32",
  simd: false,
  lto: false,
  libraries: [],
} as const;

/** A tool cache of somebody else's, in which nothing can be written. */
const readOnly = (host: ReturnType<typeof fakeHost>) => ({
  ...host,
  files: {
    ...host.files,
    write: async (path: string) => {
      throw new HostFailure("no-permission", `${path} may not be touched: permission denied`);
    },
  },
});

describe("the cross environment", () => {
  test("that is there already is not written again, so that a read-only tool cache will do", async () => {
    const host = fakeHost({});
    const first = await writeCrossFolder(host, OPTIONS);
    expect(await writeCrossFolder(readOnly(host), OPTIONS)).toEqual(first);
  });

  test("that was changed is put right", async () => {
    const host = fakeHost({});
    const { mesonCrossFile } = await writeCrossFolder(host, OPTIONS);
    const text = host.text(mesonCrossFile);
    await host.files.write(mesonCrossFile, "half");
    await writeCrossFolder(host, OPTIONS);
    expect(host.text(mesonCrossFile)).toBe(text);
  });

  test("that cannot be written is a coded error", async () => {
    const error = await errorOf(() => writeCrossFolder(readOnly(fakeHost({})), OPTIONS));
    expect(error).toMatchObject({ code: "WASI-DISK-PERMISSION" });
  });
});
