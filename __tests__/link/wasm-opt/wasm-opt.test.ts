import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import pin from "../../../src/link/wasm-opt/binaryen.json" with { type: "json" };
import schema from "../../../src/link/wasm-opt/binaryen.schema.json" with { type: "json" };
import { runWasmOpt } from "../../../src/link/wasm-opt/run-wasm-opt.ts";
import { hasPasses, type WasmOptPasses, wasmOptArguments } from "../../../src/link/wasm-opt/wasm-opt-plan.ts";
import { ByteWriter } from "../../../src/object/byte-writer.ts";
import { encodeFunctionTypes } from "../../../src/object/function-types.ts";
import { SectionId, writeObject } from "../../../src/object/object-file.ts";
import { type FakeHostOptions, type FakeProgram, fakeHost } from "../../host/fake-host.ts";
import { schemaErrors } from "../../lock/json-schema.ts";
import { custom, section } from "../../object/small-object.ts";
import { errorOf } from "../../user-error.ts";

function module(features: readonly string[], parameters = 2) {
  const body = new ByteWriter().u32(features.length);
  for (const feature of features) body.byte(feature.charCodeAt(0)).string(feature.slice(1));
  const type = { parameters: Array.from({ length: parameters }, () => "i32" as const), results: [] };
  return {
    file: "python.wasm",
    sections: [section(SectionId.type, encodeFunctionTypes([type])), custom("target_features", body.finish())],
  };
}

const NONE: WasmOptPasses = { translateExceptions: false, fpcast: false, optimize: undefined };
const FPCAST = { ...NONE, fpcast: true };

describe("the arguments of wasm-opt", () => {
  test("name each feature that the module uses, by binaryen's names, and no other", () => {
    const args = wasmOptArguments(
      module(["+sign-ext", "+nontrapping-fptoint", "+simd128", "-atomics"]),
      FPCAST,
      "/in",
      "/out",
    );
    expect(args).toEqual([
      "--mvp-features",
      "--enable-sign-ext",
      "--enable-nontrapping-float-to-int",
      "--enable-simd",
      "--fpcast-emu",
      "--debuginfo",
      "--output",
      "/out",
      "/in",
    ]);
  });

  test("make room for functions with more parameters than is usual", () => {
    expect(wasmOptArguments(module([], 18), FPCAST, "/in", "/out")).toContain("--pass-arg=max-func-params@18");
    expect(wasmOptArguments(module([], 16), FPCAST, "/in", "/out").join(" ")).not.toContain("max-func-params");
  });

  test("translate exceptions before they optimise, with what the standard form needs turned on", () => {
    const passes = { translateExceptions: true, fpcast: true, optimize: "O2" } as const;
    const args = wasmOptArguments(module(["+exception-handling"]), passes, "/in", "/out");
    expect(args.slice(0, 6)).toEqual([
      "--mvp-features",
      "--enable-exception-handling",
      "--enable-reference-types",
      "--translate-to-exnref",
      "--fpcast-emu",
      "-O2",
    ]);
  });

  test("are not needed where nothing is asked for", () => {
    expect(hasPasses(NONE)).toBe(false);
    expect(hasPasses({ ...NONE, optimize: "Os" })).toBe(true);
  });
});

/** Writes what it was asked to. */
const wasmOpt: FakeProgram = async ({ args }, host) => {
  await host.files.write(args[args.indexOf("--output") + 1] ?? "", "cast");
  return {};
};

function host(options: FakeHostOptions) {
  return fakeHost({ ...options, files: { "/out/python.wasm": writeObject(module(["+sign-ext"])), ...options.files } });
}

describe("wasm-opt", () => {
  test("replaces the module by means of the wasm-opt on PATH", async () => {
    const fake = host({ programs: { "wasm-opt": wasmOpt } });
    expect(await runWasmOpt(fake, "/out/python.wasm", FPCAST)).toMatchObject({ bytes: 4 });
    expect(fake.text("/out/python.wasm")).toBe("cast");
    expect(fake.below("/out")).toEqual(["/out/python.wasm"]);
  });

  test("takes the pinned package from npm where PATH has none, and refuses any other content", async () => {
    const npm: FakeProgram = async ({ args }, fake) => {
      const folder = args[args.indexOf("--pack-destination") + 1] ?? "";
      await fake.files.write(`${folder}/${pin.package}-${pin.version}.tgz`, "another package");
      return {};
    };
    const fake = host({ programs: { npm } });
    const error = await errorOf(() => runWasmOpt(fake, "/out/python.wasm", FPCAST));
    expect(error.code).toBe("WASI-LINK-WASM-OPT");
    expect(error.details.join("\n")).toContain(createHash("sha512").update("another package").digest("hex"));
    expect(fake.runs[0]?.args.slice(0, 2)).toEqual(["pack", `${pin.package}@${pin.version}`]);
  });

  test("says so where there is neither wasm-opt nor npm, and leaves the module as it was", async () => {
    const fake = host({});
    const before = fake.contents.get("/out/python.wasm");
    expect((await errorOf(() => runWasmOpt(fake, "/out/python.wasm", FPCAST))).code).toBe("WASI-LINK-WASM-OPT");
    expect(fake.contents.get("/out/python.wasm")).toEqual(before);
  });

  test("shows what wasm-opt said where it fails", async () => {
    const fake = host({
      programs: { "wasm-opt": () => ({ code: 1, stderr: "Unknown option '--enable-sign-ext'\n" }) },
    });
    const error = await errorOf(() => runWasmOpt(fake, "/out/python.wasm", FPCAST));
    expect(error.details).toEqual(["Unknown option '--enable-sign-ext'"]);
  });

  test("has a pin that its schema takes", () => {
    expect(schemaErrors(schema, pin)).toEqual([]);
  });
});
