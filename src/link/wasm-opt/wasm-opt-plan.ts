/**
 * What binaryen's wasm-opt does to a linked interpreter, as arguments.
 *
 * - `--translate-to-exnref`: exception handling of the legacy form, which SDKs before 33 compile setjmp() to and wasmtime
 *   never ran, becomes the standard form.
 * - `--fpcast-emu`: every indirect call agrees with any function. All functions of the table get one type, wide enough
 *   for each, which costs time on every such call; it is for what the audit of signatures cannot see.
 * - `-O…`: smaller and, in part, faster code.
 *
 * Source: binaryen, src/passes/pass.cpp, FuncCastEmulation.cpp, TranslateEH.cpp and src/wasm-features.h.
 */
import { readFunctionTypes } from "../../object/function-types.ts";
import type { ObjectFile } from "../../object/object-file.ts";
import { readTargetFeatures } from "../../object/target-features.ts";

export type OptimizeLevel = "O1" | "O2" | "O3" | "O4" | "Os" | "Oz";

export interface WasmOptPasses {
  readonly translateExceptions: boolean;
  readonly fpcast: boolean;
  /** undefined: none. */
  readonly optimize: OptimizeLevel | undefined;
}

/** LLVM's names of features, where binaryen's flag has another. */
const FLAGS: Readonly<Record<string, string>> = {
  atomics: "threads",
  "nontrapping-fptoint": "nontrapping-float-to-int",
  simd128: "simd",
};

/** What the standard form of exception handling needs, which the legacy one does without. */
const EXNREF_FEATURES = ["exception-handling", "reference-types"];

/** Binaryen's own figure; a function of the table with more parameters ends it. */
const USUAL_PARAMETERS = 16;

/** Whether there is anything to do. */
export function hasPasses({ translateExceptions, fpcast, optimize }: WasmOptPasses): boolean {
  return translateExceptions || fpcast || optimize !== undefined;
}

/**
 * Arguments of wasm-opt. Features are named one by one: with all of them on, it writes types that engines do not read.
 * @param input absolute path of the module
 * @param output absolute path
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function wasmOptArguments(
  module: ObjectFile,
  passes: WasmOptPasses,
  input: string,
  output: string,
): readonly string[] {
  const used = readTargetFeatures(module)
    .filter(({ policy }) => policy === "+")
    .map(({ name }) => name);
  const features = new Set([...used, ...(passes.translateExceptions ? EXNREF_FEATURES : [])]);
  return [
    "--mvp-features",
    ...[...features].map((name) => `--enable-${FLAGS[name] ?? name}`),
    ...(passes.translateExceptions ? ["--translate-to-exnref"] : []),
    ...(passes.fpcast ? [...room(module), "--fpcast-emu"] : []),
    // Last, over what the others leave.
    ...(passes.optimize === undefined ? [] : [`-${passes.optimize}`]),
    // Function names stay, for traps to be readable.
    "--debuginfo",
    "--output",
    output,
    input,
  ];
}

function room(module: ObjectFile): readonly string[] {
  const parameters = readFunctionTypes(module).reduce((most, type) => Math.max(most, type.parameters.length), 0);
  return parameters > USUAL_PARAMETERS ? [`--pass-arg=max-func-params@${parameters}`] : [];
}
