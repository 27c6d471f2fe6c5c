/**
 * Lowers the most memory that a WebAssembly module may grow to, in its bytes.
 *
 * https://webassembly.github.io/spec/core/binary/modules.html#memory-section : a vector of limits, flag 1 with a
 * maximum, sizes in pages of 64 KiB.
 */

const PAGE = 65536;
const HEADER = 8;
const MEMORY_SECTION = 5;

/**
 * @param module with one memory of its own, as wasm-ld links programs; others come back as they are
 * @returns the module with at most so many bytes of memory, never less than it starts with
 */
export function withMemoryBound(module: Uint8Array, bytes: number): Uint8Array {
  for (let at = HEADER; at < module.length; ) {
    const id = module[at] ?? 0;
    const [size, body] = number(module, at + 1);
    if (id === MEMORY_SECTION) return rewritten(module, at, body, size, Math.floor(bytes / PAGE));
    at = body + size;
  }
  return module;
}

function rewritten(module: Uint8Array, start: number, body: number, size: number, pages: number): Uint8Array {
  const [count, flagAt] = number(module, body);
  const flag = module[flagAt] ?? 0;
  // Shared and 64-bit memories have other flags and other rules.
  if (count !== 1 || flag > 1) return module;
  const [initial, afterInitial] = number(module, flagAt + 1);
  const most = flag === 1 ? Math.min(number(module, afterInitial)[0], pages) : pages;
  const section = [1, 1, ...encoded(initial), ...encoded(Math.max(initial, most))];
  const head = [MEMORY_SECTION, ...encoded(section.length), ...section];
  const result = new Uint8Array(start + head.length + module.length - body - size);
  result.set(module.subarray(0, start));
  result.set(head, start);
  result.set(module.subarray(body + size), start + head.length);
  return result;
}

/** An unsigned LEB128 number and the place after it. */
function number(bytes: Uint8Array, at: number): [value: number, next: number] {
  let value = 0;
  for (let shift = 0; ; shift += 7, at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at + 1];
  }
}

function encoded(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}
