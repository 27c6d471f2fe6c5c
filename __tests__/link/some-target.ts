/** A CPython for WASI and an SDK, as far as the plans look at them. */
import type { TargetPython } from "../../src/cpython/target-python.ts";
import type { WasiSdk } from "../../src/sdk/sdk.ts";

export const someSdk: WasiSdk = { number: 24, path: "/sdk", sysroot: "/sdk/sysroot", origin: "a test", standIn: false };

export const someTarget: TargetPython = {
  version: { text: "3.13.5", minor: "3.13", patch: 5, phase: "final", serial: 0 },
  sdk: 24,
  path: "/py",
  include: "/py/include",
  library: "/py/lib/libpython3.13.a",
  archives: ["/py/lib/libmpdec.a"],
  stdlib: "/py/lib/python3.13",
  sysconfig: "/py/sysconfig",
  sysconfigName: "_sysconfigdata__wasi_wasm32-wasi",
  interpreter: undefined,
  soabi: "cpython-313-wasm32-wasi",
  extensionSuffix: ".cpython-313-wasm32-wasi.so",
  multiarch: "wasm32-wasi",
  stackSize: 16777216,
  initialMemory: 41943040,
  systemLibraries: ["wasi-emulated-signal", "m"],
  origin: "a test",
};
