/**
 * The bundle: a folder that holds all a guest needs and runs anywhere with one preopen.
 *
 *     bundle/python.wasm
 *     bundle/lib/python3.13/                 the standard library, with compiled .pyc
 *     bundle/lib/python3.13/site-packages/   what the wheels brought, their .so files as placeholders
 *     bundle/pywasi.json                     what it was made of
 *
 *     wasmtime run --dir bundle::/ bundle/python.wasm -c 'print(1)'
 */
import { join } from "node:path";

export interface Bundle {
  /** Absolute. */
  readonly path: string;
  readonly pythonWasm: string;
  readonly stdlib: string;
  readonly sitePackages: string;
}

/** Where the parts of a bundle lie. @param minor `3.13` */
export function bundleAt(path: string, minor: string): Bundle {
  const stdlib = join(path, "lib", `python${minor}`);
  return { path, pythonWasm: join(path, "python.wasm"), stdlib, sitePackages: join(stdlib, "site-packages") };
}

/** What `pywasi.json` in a bundle records. */
export interface BundleRecord {
  readonly format: 1;
  readonly python: string;
  readonly sdk: number;
  /** Whether python.wasm needs a runtime with WebAssembly exception handling. */
  readonly exceptions: boolean;
  readonly modules: readonly string[];
  /** Modules of the standard library that were linked in, by the name of their compiled part. */
  readonly stdlibModules: readonly string[];
  /** Distributions that were linked, `name==version`. */
  readonly packages: readonly string[];
  /** Pure ones that those require, likewise. */
  readonly requirements?: readonly string[];
  /** Functions of another type than Python likely calls, which nothing repaired: the first to ask after a trap. */
  readonly suspects?: readonly Suspect[];
}

export interface Suspect {
  readonly module: string;
  readonly function: string;
  /** `tp_repr` */
  readonly slot: string;
}
