/** Compatibility tags of wheels (PEP 425), as far as they tell whether a wheel can be linked into an interpreter. */

/** Spellings of the one platform that back ends and tools use; `wasi_0_0_0_wasm32` is what pip in the target accepts. */
const WASI_PLATFORM = /^(?:wasi_(?:\d+_\d+_\d+_)?wasm32|wasm32_wasi(?:p1)?|wasi_any)$/;

/**
 * @param tag `cp311-cp311-wasi_0_0_0_wasm32`, with sets compressed by dots
 * @param minor `3.11`
 */
export function fitsTarget(tag: string, minor: string): boolean {
  const [pythons = [], abis = [], platforms = []] = tag.split("-").map((part) => part.split("."));
  const digits = minor.replace(".", "");
  const own = `cp${digits}`;
  const stable = abis.includes("abi3") && pythons.some((python) => isAtMost(python, minor));
  const exact = pythons.includes(own) && abis.includes(own);
  return (stable || exact) && platforms.some((platform) => WASI_PLATFORM.test(platform));
}

/** An extension of the stable ABI runs on its own version and all later ones of CPython 3. */
function isAtMost(python: string, minor: string): boolean {
  const match = /^cp3(\d+)$/.exec(python);
  return match !== null && Number(match[1]) <= Number(minor.split(".")[1]);
}
