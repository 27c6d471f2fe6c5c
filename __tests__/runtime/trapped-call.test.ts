import { describe, expect, test } from "@jest/globals";
import callers from "../../src/runtime/indirect-callers.json" with { type: "json" };
import { trappedCall } from "../../src/runtime/trapped-call.ts";

const V8 = "null function or function signature mismatch";

describe("a trap of an indirect call", () => {
  test.each([V8, "indirect call type mismatch", "wasm trap: indirect call type mismatch"])(
    "is known by what the engine says: %s",
    (message) => {
      expect(trappedCall(message, ["getset_get"])?.caller).toBe("getset_get, which calls the getter of an attribute");
    },
  );

  test.each([
    ["cfunction_vectorcall_NOARGS", "a method declared with METH_NOARGS"],
    ["method_vectorcall_NOARGS", "a method declared with METH_NOARGS"],
    ["cfunction_call", "a method declared with METH_VARARGS"],
    ["gc_collect_main", "tp_traverse, tp_clear or tp_finalize in a garbage collection"],
    ["PyModule_ExecDef", "a slot of a module: Py_mod_exec or Py_mod_create"],
  ])("names the caller and what that calls: %s", (caller, calls) => {
    expect(trappedCall(V8, [caller, "main"])?.caller).toBe(`${caller}, which calls ${calls}`);
  });

  test("inside a package names the function that made the call", () => {
    expect(trappedCall(V8, ["walk_tree", "parse"])?.caller).toBe("walk_tree, through a function pointer");
    expect(trappedCall(V8, ["__sig$ii_i$walk"])?.caller).toBe("walk, through its adapter");
    expect(trappedCall(V8, [])?.caller).toBe("an unknown function, through a function pointer");
  });

  test("names what the link has marked, first what the caller calls", () => {
    const suspects = [
      { module: "m", function: "f", slot: "tp_call" },
      { module: "m", function: "g", slot: "tp_repr" },
    ];
    expect(trappedCall(V8, ["PyObject_Repr"], suspects)?.suspects).toEqual(["g of m (tp_repr)", "f of m (tp_call)"]);
  });

  test("offers fpcast", () => {
    expect(trappedCall(V8, ["f"])?.remedy).toContain("fpcast: true");
  });

  test("is told from other traps", () => {
    expect(trappedCall("unreachable", ["abort"])).toBeUndefined();
    expect(trappedCall("memory access out of bounds", ["f"])).toBeUndefined();
  });

  test("has patterns that compile, each for whole names", () => {
    for (const { pattern } of callers.callers) expect("x").not.toMatch(new RegExp(`^(?:${pattern})$`));
  });
});
