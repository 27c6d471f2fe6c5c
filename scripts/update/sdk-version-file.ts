/**
 * The VERSION file at the top of a WASI SDK, from 25 on: its own version, then the parts that it is made of.
 * https://github.com/WebAssembly/wasi-sdk/blob/main/version.py
 */
export interface SdkParts {
  readonly llvm: string | null;
  readonly wasiLibc: string | null;
  readonly target: string;
}

export interface SdkReleases {
  readonly releases: Readonly<Record<string, SdkParts>>;
}

/** The first whose clang has the new default target. */
const FIRST_WASIP1 = 31;

/** @throws {Error} where the file is of another SDK */
export function sdkParts(text: string, sdk: number): SdkParts {
  const number = /^\s*(\d+)\.\d+/.exec(text)?.[1];
  if (Number(number) !== sdk) throw new Error(`The VERSION file of SDK ${sdk} says ${number ?? "nothing"}.`);
  return {
    llvm: /^llvm-version:\s*(\d+\.\d+\.\d+)/m.exec(text)?.[1] ?? null,
    wasiLibc: /^wasi-libc:\s*([0-9a-f]{12})/m.exec(text)?.[1] ?? null,
    target: sdk >= FIRST_WASIP1 ? "wasm32-wasip1" : "wasm32-wasi",
  };
}
