import { describe, expect, test } from "@jest/globals";
import { METADATA_SECTION } from "../../../src/link/extension-metadata.ts";
import { relinkPlan } from "../../../src/link/interpreter/relink-plan.ts";
import { ByteWriter } from "../../../src/object/byte-writer.ts";
import { writeObject } from "../../../src/object/object-file.ts";
import type { WasiSdk } from "../../../src/sdk/sdk.ts";
import { custom, smallObject, symbol } from "../../object/small-object.ts";
import { errorOf } from "../../user-error.ts";
import { someSdk, someTarget } from "../some-target.ts";

function producers(...compilers: readonly (readonly [string, string])[]) {
  const body = new ByteWriter().u32(1).string("processed-by").u32(compilers.length);
  for (const [name, version] of compilers) body.string(name).string(version);
  return custom("producers", body.finish());
}

function metadata(sdk: number) {
  const record = { format: 1, init: "PyInit_m", libraries: [], sdk, dropped: [], hidden: [] };
  return custom(METADATA_SECTION, new TextEncoder().encode(JSON.stringify(record)));
}

/** A relink with a libpython of SDK 24. */
function plan(extra: Parameters<typeof smallObject>[0] & object, allowMix = false, sdk: WasiSdk = someSdk) {
  const symbols = [symbol("function", "PyInit_m", 0, 0)];
  const object = writeObject(smallObject({ symbols, imports: [], ...extra }));
  return relinkPlan({
    target: someTarget,
    sdk,
    additions: { lib: "/additions" },
    modules: [{ name: "m", object, origin: "p.whl: m.so" }],
    keepDebug: false,
    allowMix,
    exceptionLibraries: undefined,
    sources: "/c",
    work: "/w",
    output: "/w/python.wasm",
  });
}

describe("objects of another SDK than libpython's", () => {
  test("are refused where our own link recorded it", async () => {
    const error = await errorOf(() => plan({ extra: [metadata(25)] }));
    expect(error.code).toBe("WASI-LINK-MIX");
    expect(error.details).toEqual(["p.whl: m.so was linked with WASI SDK 25"]);
    expect(error.remedy).toContain("strict");
  });

  test("are refused where a compiler in them is another SDK's", async () => {
    const extra = [metadata(24), producers(["clang", "18.1.2"], ["clang", "17.0.6 (https://github.com/llvm 6009708)"])];
    const error = await errorOf(() => plan({ extra }));
    expect(error.details).toEqual(["p.whl: m.so has code that clang 17.0.6 (WASI SDK 21) compiled"]);
  });

  test("are not those of the SDK whose compiler ours has", () => {
    const extra = [metadata(24), producers(["clang", "19.1.5"])];
    expect(plan({ extra }, false, { ...someSdk, compiler: 25 }).mixed).toEqual([]);
    expect(() => plan({ extra }, false, { ...someSdk, compiler: 33 })).toThrow();
  });

  test("are let in with a warning where the user says so", () => {
    expect(plan({ extra: [metadata(25)] }, true).mixed).toEqual(["p.whl: m.so was linked with WASI SDK 25"]);
  });

  test("are not those of an SDK that shares its clang, of a distribution's clang, or of Rust", () => {
    const harmless = [
      ["clang", "18.1.2"],
      ["Debian clang", "17.0.6 (3~deb12u1)"],
      ["rustc", "1.95.0 (59807616e 2026-04-14)"],
      ["clang", "22.1.8"],
    ] as const;
    expect(plan({ extra: [metadata(24), producers(...harmless)] }).mixed).toEqual([]);
    expect(plan({ extra: [] }).mixed).toEqual([]);
  });
});
