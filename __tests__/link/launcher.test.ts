import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { planLink } from "../../src/link/extension/link-plan.ts";
import { wasiLdLauncher } from "../../src/link/extension/wasi-ld-launcher.ts";
import { temporaryFolder } from "./sdk.ts";

// Quotes and spaces, since folders of users have them.
const folder = join(temporaryFolder(), "it's a folder");
const sdkPath = join(folder, "sdk");
mkdirSync(join(sdkPath, "bin"), { recursive: true });
const echo = (name: string) => `#!/bin/sh\nfor a in ${name} "$@"; do printf '%s\\n' "$a"; done\n`;
writeFileSync(join(sdkPath, "bin", "wasm-ld"), echo("wasm-ld"), { mode: 0o755 });
writeFileSync(join(folder, "node"), echo("node"), { mode: 0o755 });
const launcher = join(folder, "wasi-ld");
const product = join(folder, "product");
const additions = join(folder, "additions");
writeFileSync(
  launcher,
  wasiLdLauncher({ node: join(folder, "node"), product, sdkPath, sdkNumber: 24, python: "3.13", additions }),
  { mode: 0o755 },
);

function run(args: readonly string[]): string[] {
  return spawnSync(launcher, args, { encoding: "utf8" }).stdout.trimEnd().split("\n");
}

const toNode = ["node", join(product, "dist", "wasi-ld.mjs"), sdkPath, "24", "3.13", additions, "-"];

describe("wasi-ld", () => {
  test.each([
    ["clang's shared library", ["-m", "wasm32", "a.o", "-shared", "-o", "m.so"]],
    ["the same in two dashes", ["--shared", "a.o"]],
    ["rustc's module with an init function", ["-flavor", "wasm", "--export", "PyInit_x", "--no-entry", "x.o"]],
    ["the same in one word", ["--export=PyInitU_x", "--no-entry", "x.o"]],
    ["a response file, whatever is in it", ["@args.rsp"]],
  ])("hands %s to Node, as it came", (_, args) => expect(run(args)).toEqual([...toNode, ...args]));

  test.each([
    ["a program", ["-m", "wasm32", "a.o", "a b.o", "", "-o", "a.wasm"]],
    ["a module of rustc's without an init function", ["--export", "run", "--no-entry", "x.o", "-o", "x.wasm"]],
    ["a program that only calls an init function", ["--export=PyInit_x", "x.o", "-o", "x.wasm"]],
  ])("passes %s to the SDK's linker, with what is added to libc", (_, args) =>
    expect(run(args)).toEqual([
      "wasm-ld",
      ...args,
      `-L${additions}`,
      "-lpywasi",
      "-lpywasi-refusing",
      "-lpywasi-throws",
    ]),
  );

  test.each([["conftest"], ["/tmp/conftest.wasm"], ["x/cmTC_1a2b.wasm"], ["/tmp/meson/output.exe"], [undefined]])(
    "keeps functions that refuse from a program called %s, which asks what there is",
    (name) => {
      const args = name === undefined ? ["a.o"] : ["a.o", "-o", name];
      const plan = planLink(args, { sdkPath, additions, exists: () => false });
      expect(run(args)).toEqual(["wasm-ld", ...plan.args]);
      expect(plan.args.slice(args.length)).toEqual([`-L${additions}`, "-lpywasi", "-lpywasi-throws"]);
    },
  );

  test("leaves an object that the project links itself alone", () => {
    expect(run(["-r", "-shared", "a.o"])).toEqual(["wasm-ld", "-r", "-shared", "a.o"]);
  });

  test("leaves the same options out of a program as the plan in TypeScript", () => {
    const args = [
      "-flavor",
      "wasm",
      "a.o",
      "--start-group",
      "-(",
      "-lz",
      "-lc",
      "-)",
      "--end-group",
      "-soname",
      "x",
      "-rpath=/x",
      "-z",
      "now",
      "-z",
      "stack-size=1",
      "-zrelro",
      "-zstack-size=2",
      "--icf=all",
      "-pie",
      "--gc-sections",
      "-o",
      "a.wasm",
    ];
    const plan = planLink(args, { sdkPath, additions, exists: () => false });
    expect(run(args)).toEqual(["wasm-ld", ...plan.args]);
    expect(plan.args).toEqual([
      ...[
        "a.o",
        "-lz",
        `-L${additions}`,
        "-lpywasi",
        "-lpywasi-refusing",
        "-lc",
        "-z",
        "stack-size=1",
        "-zstack-size=2",
        "--gc-sections",
        "-o",
        "a.wasm",
      ],
      "-lpywasi-throws",
    ]);
  });
});
