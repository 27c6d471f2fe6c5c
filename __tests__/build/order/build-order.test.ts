import { describe, expect, test } from "@jest/globals";
import { buildOrder, type Project } from "../../../src/build/order/build-order.ts";

const project = (name: string, build: readonly string[] = [], runtime: readonly string[] = []): Project => ({
  requirement: `./${name}`,
  name,
  build,
  runtime,
});

describe("a package waits", () => {
  test("for its build requirements, in whatever order they were named", () => {
    expect(buildOrder([project("frames", ["arrays"]), project("arrays")])).toEqual([[1], []]);
  });

  test("for what its build requirements need to run", () => {
    const order = buildOrder([project("plots", ["arrays"]), project("arrays", [], ["numbers"]), project("numbers")]);
    expect(order[0]).toEqual([1, 2]);
  });

  test("for nothing that only the guest needs", () => {
    expect(buildOrder([project("a", [], ["b"]), project("b", [], ["a"])])).toEqual([[], []]);
  });

  test("for nothing that is not built in this run, and not for itself", () => {
    expect(buildOrder([project("setuptools", ["setuptools", "wheel"])])).toEqual([[]]);
  });

  test("for nothing where nobody can tell its name", () => {
    expect(buildOrder([{ ...project("x"), name: undefined }, project("y", ["x"])])).toEqual([[], []]);
  });
});

describe("a circle of build requirements", () => {
  const refusal = (projects: readonly Project[]) => {
    try {
      buildOrder(projects);
    } catch (error) {
      return error as { code: string; message: string };
    }
    return undefined;
  };

  test("is an error that shows the way around", () => {
    const error = refusal([project("x", ["a"]), project("a", ["b"]), project("b", ["c"]), project("c", ["a"])]);
    expect(error?.code).toBe("WASI-BUILD-CIRCLE");
    expect(error?.message).toBe("The packages require each other to build: ./a needs ./b needs ./c needs ./a.");
  });

  test("may go through what a build requirement needs to run", () => {
    const error = refusal([project("a", ["b"]), project("b", [], ["c"]), project("c", ["a"])]);
    expect(error?.code).toBe("WASI-BUILD-CIRCLE");
  });
});
