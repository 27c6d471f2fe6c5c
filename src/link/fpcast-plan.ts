/**
 * How binaryen makes every indirect call of a module agree with any function (`--fpcast-emu`): all functions of the table
 * get one type, wide enough for each. It costs time on every such call, and is for what the audit of signatures cannot
 * see: call-backs inside a bundled C library, functions stored through a variable.
 * Source: binaryen, src/passes/FuncCastEmulation.cpp and src/wasm-features.h.
 */
import { readFunctionTypes } from "../object/function-types.ts";
import type { ObjectFile } from "../object/object-file.ts";
import { readTargetFeatures } from "../object/target-features.ts";

/** LLVM's names of features, where binaryen's flag has another. */
const FLAGS: Readonly<Record<string, string>> = {
  atomics: "threads",
  "nontrapping-fptoint": "nontrapping-float-to-int",
  simd128: "simd",
};

/** Binaryen's own figure; a function of the table with more parameters ends it. */
const USUAL_PARAMETERS = 16;

/**
 * Arguments of wasm-opt. Features are named one by one: with all of them on, it writes types that engines do not read.
 * @param input absolute path of the module
 * @param output absolute path
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function fpcastArguments(module: ObjectFile, input: string, output: string): readonly string[] {
  const features = readTargetFeatures(module).filter(({ policy }) => policy === "+");
  const parameters = readFunctionTypes(module).reduce((most, type) => Math.max(most, type.parameters.length), 0);
  return [
    "--mvp-features",
    ...features.map(({ name }) => `--enable-${FLAGS[name] ?? name}`),
    ...(parameters > USUAL_PARAMETERS ? [`--pass-arg=max-func-params@${parameters}`] : []),
    "--fpcast-emu",
    // Function names stay, for traps to be readable.
    "--debuginfo",
    "--output",
    output,
    input,
  ];
}
