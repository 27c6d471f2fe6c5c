import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import { stageBundle } from "../../src/runtime/staged-bundle.ts";
import { fakeHost } from "../host/fake-host.ts";
import { someTarget } from "../link/some-target.ts";

const PLACE = "/out/bundle";
const host = () =>
  fakeHost({ files: { "/py/lib/python3.13/os.py": "stdlib", [`${PLACE}/python.wasm`]: "old", [`${PLACE}/old`]: "" } });

describe("a bundle in the making", () => {
  test("replaces the earlier one when it is complete, with the standard library", async () => {
    const fake = host();
    const { bundle, filled } = await stageBundle(fake, someTarget, PLACE, async ({ bundle, work }) => {
      await fake.files.write(bundle.pythonWasm, "new");
      await fake.files.write(`${work}/requirements/a.whl`, "");
      expect(fake.text(`${PLACE}/python.wasm`)).toBe("old");
      return 7;
    });
    expect(filled).toBe(7);
    expect(bundle.pythonWasm).toBe(`${PLACE}/python.wasm`);
    expect(fake.below(PLACE)).toEqual([`${PLACE}/lib/python3.13/os.py`, `${PLACE}/python.wasm`]);
    expect(fake.text(bundle.pythonWasm)).toBe("new");
    expect(fake.below("/temp")).toEqual([]);
    expect(fake.text("/py/lib/python3.13/os.py")).toBe("stdlib");
  });

  test("that fails leaves the earlier one and no scratch", async () => {
    const fake = host();
    const filling = stageBundle(fake, someTarget, PLACE, async ({ bundle }) => {
      await fake.files.write(bundle.pythonWasm, "half");
      throw new Error("the linker said no");
    });
    await expect(filling).rejects.toThrow("the linker said no");
    expect(fake.below(PLACE)).toEqual([`${PLACE}/old`, `${PLACE}/python.wasm`]);
    expect(fake.text(`${PLACE}/python.wasm`)).toBe("old");
    expect(fake.below("/temp")).toEqual([]);
  });

  test("without room for the standard library is not put in place", async () => {
    const fake = host();
    const files = {
      ...fake.files,
      copy: () => Promise.reject(new HostFailure("no-space", "the disk is full")),
    };
    const staging = stageBundle({ files }, someTarget, PLACE, async () => "filled");
    await expect(staging).rejects.toMatchObject({ kind: "no-space" });
    expect(fake.text(`${PLACE}/python.wasm`)).toBe("old");
    expect(fake.below("/temp")).toEqual([]);
  });
});
