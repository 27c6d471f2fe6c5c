import { describe, expect, test } from "@jest/globals";
import { withMemoryBound } from "../../src/host/memory-bound.ts";

const MIB = 2 ** 20;
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** A module that exports its memory; limits as the binary format has them. */
const moduleWith = (...limits: number[]) =>
  Uint8Array.from([...HEADER, 5, limits.length + 1, 1, ...limits, 7, 10, 1, 6, ...Buffer.from("memory"), 2, 0]);

async function memoryOf(module: Uint8Array): Promise<{ grow(pages: number): number }> {
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(module), {});
  return instance.exports.memory as { grow(pages: number): number };
}

describe("a module with bounded memory", () => {
  test("grows up to the bound and not beyond", async () => {
    const memory = await memoryOf(withMemoryBound(moduleWith(0, 1), MIB));
    expect(memory.grow(15)).toBe(1);
    expect(() => memory.grow(1)).toThrow();
  });

  test("keeps a maximum of its own that is lower", async () => {
    const memory = await memoryOf(withMemoryBound(moduleWith(1, 1, 3), 64 * MIB));
    expect(memory.grow(2)).toBe(1);
    expect(() => memory.grow(1)).toThrow();
  });

  test("has never less than it starts with", async () => {
    const memory = await memoryOf(withMemoryBound(moduleWith(0, 20), MIB));
    expect(() => memory.grow(1)).toThrow();
  });

  test("without a memory of its own comes back as it is", () => {
    const bytes = Uint8Array.from(HEADER);
    expect(withMemoryBound(bytes, MIB)).toBe(bytes);
  });
});
