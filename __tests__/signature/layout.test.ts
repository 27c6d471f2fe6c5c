import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import lock from "../../src/lock/lock.json" with { type: "json" };
import { layoutFor } from "../../src/signature/layout.ts";
import { schemaErrors } from "../lock/json-schema.ts";

const folder = join(import.meta.dirname, "..", "..", "src", "signature");
const json = (name: string) => JSON.parse(readFileSync(join(folder, name), "utf8"));

describe("the layouts of CPython's tables", () => {
  test("are what their schema says", () => {
    expect(schemaErrors(json("layouts.schema.json"), json("layouts.json"))).toEqual([]);
  });

  test("are there for every Python that is locked to an SDK", () => {
    for (const { python } of lock.rows)
      expect([python, layoutFor(python)?.headers]).toEqual([python, expect.any(String)]);
    expect(layoutFor("3.99")).toBeUndefined();
    expect(layoutFor("toString")).toBeUndefined();
  });

  test.each([
    ["3.11", 204, 81],
    ["3.12", 208, 81],
    ["3.13", 208, 81],
    ["3.14", 208, 83],
    ["3.15", 212, 108],
  ])("of %s have a type object of %i bytes and slots up to %i", (python, size, highest) => {
    const layout = layoutFor(python);
    expect(layout?.structs.PyTypeObject?.size).toBe(size);
    expect(Math.max(...Object.keys(layout?.typeSlots ?? {}).map(Number))).toBe(highest);
  });

  test("know how each kind of method is called", () => {
    const types = Object.values(layoutFor("3.13")?.methodTypes ?? {}).map(({ flags, type }) => [flags, type]);
    expect(Object.fromEntries(types)).toEqual({
      VARARGS: "ii_i",
      "VARARGS|KEYWORDS": "iii_i",
      NOARGS: "ii_i",
      O: "ii_i",
      FASTCALL: "iii_i",
      "FASTCALL|KEYWORDS": "iiii_i",
      "METHOD|FASTCALL|KEYWORDS": "iiiii_i",
    });
  });

  test("know both numbers of the slots that 3.15 has renumbered, since the stable ABI keeps the old ones", () => {
    const layout = layoutFor("3.15");
    expect([1, 88].map((id) => layout?.typeSlots[id])).toEqual(["bf_getbuffer", "bf_getbuffer"]);
    expect([2, 85].map((id) => layout?.moduleSlots[id])).toEqual(["mod_exec", "mod_exec"]);
  });
});
