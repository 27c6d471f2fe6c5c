/** Rust for the target: who needs it, and how its standard library comes. */
import { describe, expect, test } from "@jest/globals";
import { ensureRustTarget, rustProject } from "../../src/build/rust-target.ts";
import { type FakeProgram, fakeHost } from "../host/fake-host.ts";

describe("a project with Rust", () => {
  test("is one whose back end calls cargo", () => {
    for (const requirement of ["maturin>=1,<2", "setuptools-rust", "setuptools_rust >= 1.5"]) {
      const pyproject = `[build-system]\nrequires = ["setuptools", "${requirement}"]\n`;
      expect(rustProject(["pyproject.toml"], pyproject)).toEqual({ folder: ".", required: true });
    }
  });

  test("is also one with a Cargo.toml, which it may leave out", () => {
    expect(rustProject(["setup.py", "src/rust/sub/Cargo.toml", "src/rust/Cargo.toml"], undefined)).toEqual({
      folder: "src/rust",
      required: false,
    });
  });

  test("is none for a Cargo.toml of its tests or examples", () => {
    expect(rustProject(["setup.py", "tests/crate/Cargo.toml", "examples/a/Cargo.toml"], "")).toBeUndefined();
  });

  test("is none for a back end with a similar name", () => {
    expect(rustProject(["pyproject.toml"], 'requires = ["maturinade", "my-setuptools-rust"]')).toBeUndefined();
  });
});

const LIBDIR = "/rust/lib/rustlib/wasm32-wasip1/lib";
const STD = `${LIBDIR}/libstd-0123.rlib`;
const rustc: FakeProgram = () => ({ stdout: `${LIBDIR}\n` });
const machine = { folder: "/src/pkg", env: {} };

const refusal = (programs: Record<string, FakeProgram>) =>
  ensureRustTarget(fakeHost({ programs }), machine).then(
    () => undefined,
    (error) => error as { code: string; message: string; remedy: string; details: readonly string[] },
  );

describe("Rust's standard library for the target", () => {
  test("is left as it is where it is installed", async () => {
    const host = fakeHost({ programs: { rustc }, files: { [STD]: "" } });
    await ensureRustTarget(host, machine);
    expect(host.runs.map(({ command }) => command)).toEqual(["rustc"]);
  });

  test("is installed by rustup, for the toolchain that the project's folder chooses", async () => {
    const rustup: FakeProgram = async (_, host) => {
      await host.files.write(STD, "");
      return {};
    };
    const host = fakeHost({ programs: { rustc, rustup } });
    await ensureRustTarget(host, machine);
    const [, added] = host.runs;
    expect(added).toMatchObject({
      command: "rustup",
      args: ["target", "add", "wasm32-wasip1"],
      options: { cwd: "/src/pkg" },
    });
    expect(host.lines).toEqual([expect.stringContaining("rustup target add wasm32-wasip1")]);
  });

  test("names both ways to get it where rustup fails or is missing", async () => {
    const failed = await refusal({ rustc, rustup: () => ({ code: 1, stderr: "error: could not download file" }) });
    expect(failed).toMatchObject({ code: "WASI-BUILD-RUST", details: ["error: could not download file"] });
    const missing = await refusal({ rustc });
    for (const error of [failed, missing]) {
      expect(error?.remedy).toMatch(/rustup target add wasm32-wasip1.*libstd-rust-dev-wasm32/);
    }
  });

  test("is not believed to be there because rustup says so", async () => {
    const error = await refusal({ rustc, rustup: () => ({}) });
    expect(error?.details).toEqual([expect.stringContaining("not rustup's")]);
  });

  test("cannot be had without a rustc, or with one that does not know the target", async () => {
    expect((await refusal({}))?.message).toContain("no rustc on PATH");
    const old = await refusal({ rustc: () => ({ code: 1, stderr: "error: could not find specification for target" }) });
    expect(old).toMatchObject({ code: "WASI-BUILD-RUST", details: [expect.stringContaining("specification")] });
    expect(old?.remedy).toContain("1.78");
  });
});
