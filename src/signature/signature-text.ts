/**
 * A function type in a word, as adapters are named and layouts are written: `ii_i` takes two i32 and returns one, `i_v`
 * returns nothing.
 */
import type { FunctionType } from "../object/function-types.ts";
import type { ValueType } from "../object/value-types.ts";

const LETTERS: Readonly<Record<ValueType, string>> = {
  i32: "i",
  i64: "l",
  f32: "f",
  f64: "d",
  v128: "v128",
  funcref: "funcref",
  externref: "externref",
  exnref: "exnref",
};
const TYPES: Readonly<Record<string, ValueType>> = { i: "i32", l: "i64", f: "f32", d: "f64" };

export function signatureText({ parameters, results }: FunctionType): string {
  const letters = (types: readonly ValueType[]) => types.map((type) => LETTERS[type]).join("");
  return `${letters(parameters)}_${letters(results) || "v"}`;
}

/** The type of a word that `signatureText` can have made of numbers alone, as C functions of CPython's tables are. */
export function signatureType(text: string): FunctionType {
  const [parameters = "", results = ""] = text.split("_");
  const types = (letters: string) => [...letters].flatMap((letter) => TYPES[letter] ?? []);
  return { parameters: types(parameters), results: types(results) };
}
