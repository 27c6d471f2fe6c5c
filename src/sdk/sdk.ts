/** An installed WASI SDK. */
export interface WasiSdk {
  /** The number in the lock, `24`. */
  readonly number: number;
  /** Absolute folder with `bin/clang`, `bin/wasm-ld` and `share/wasi-sysroot`. */
  readonly path: string;
  /** Absolute path of the sysroot. */
  readonly sysroot: string;
  /** Where it came from, for the log: the asset's name, or the path the user gave. */
  readonly origin: string;
  /** Assembled from distribution packages in place of the release; its manifest or VERSION file says so. */
  readonly standIn: boolean;
  /** Number of the SDK whose compiler it has, where that is another: see `composed-sdk.ts`. */
  readonly compiler?: number | undefined;
}
