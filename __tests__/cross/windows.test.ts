/** What Windows gets in place of the shell scripts: its text, and the decisions of its launchers. */
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { type CompilerSettings, compilerCall } from "../../src/cross/compiler-call.ts";
import { compilerLauncher } from "../../src/cross/compiler-launcher.ts";
import { crossEnvironment } from "../../src/cross/cross.ts";
import { batchFile } from "../../src/cross/windows-launchers.ts";
import { options, target } from "./example.ts";

const SETTINGS: CompilerSettings = {
  compiler: "/sdk/bin/clang",
  include: "/target/include/python3.13",
  flags: ["-O2"],
  systemIncludes: ["/product/include"],
  exceptions: false,
  linker: "/cross/bin/wasi-ld",
  libraries: ["-lwasi-emulated-signal"],
  buildPrefix: "/opt/python/3.13",
  windows: false,
};

const windows = crossEnvironment({
  ...options,
  sdk: { ...options.sdk, path: "C:\\sdk", sysroot: "C:\\sdk\\share\\wasi-sysroot" },
  target: { ...target, include: "C:\\target\\include\\python3.13", sysconfig: "C:\\target\\sysconfig" },
  additions: { include: "C:\\product\\include", lib: "C:\\additions" },
  folder: "C:\\cross",
  node: "C:\\Program Files\\nodejs\\node.exe",
  buildPython: "C:\\hostedtoolcache\\windows\\Python\\3.13.5\\x64\\python.exe",
  hostPath: "C:\\Windows;C:\\Windows\\System32",
  windows: { product: "D:\\a\\_actions\\product" },
});
const file = (path: string) => windows.files.find((file) => file.path === path)?.text ?? "";
const cc: CompilerSettings = JSON.parse(file("bin/wasi-cc.json"));

describe("on Windows the cross environment", () => {
  test("starts Node in place of shell scripts", () => {
    expect(file("bin/wasi-cc.cmd")).toBe(
      '@"C:/Program Files/nodejs/node.exe" "D:/a/_actions/product/dist/wasi-cc.mjs" "C:/cross/bin/wasi-cc.json" %*\r\n',
    );
    expect(file("bin/wasi-ld.cmd")).toBe(
      '@"C:/Program Files/nodejs/node.exe" "D:/a/_actions/product/dist/wasi-ld.mjs" "C:/sdk" "24" "3.13" "C:/additions" "-" %*\r\n',
    );
    expect(windows.files.filter(({ text }) => text.startsWith("#!/bin/sh"))).toEqual([]);
  });

  test("names its tools with forward slashes, which shlex and distutils leave alone", () => {
    const { variables } = windows;
    expect(variables).toMatchObject({
      CC: "C:/cross/bin/wasi-cc.cmd",
      LDSHARED: "C:/cross/bin/wasi-cc.cmd -shared",
      WASI_SDK_PATH: "C:/sdk",
      PYTHONPATH: "C:/target/sysconfig",
    });
    const slashes = Object.entries(variables).filter(([name, value]) => name !== "PATH" && value.includes("\\"));
    expect(slashes).toEqual([]);
  });

  test("joins search paths with semicolons", () => {
    expect(windows.variables.PATH).toBe("C:/cross/bin;C:\\Windows;C:\\Windows\\System32");
    expect(windows.variables.PKG_CONFIG_LIBDIR).toBe(
      "C:/sdk/share/wasi-sysroot/lib/pkgconfig;C:/sdk/share/wasi-sysroot/share/pkgconfig",
    );
  });

  test("keeps setuptools from Microsoft's compiler", () => {
    expect(windows.variables.DIST_EXTRA_CONFIG).toBe("C:/cross/distutils.cfg");
    expect(file("distutils.cfg")).toBe("[build]\ncompiler = unix\n");
    expect(crossEnvironment(options).variables).not.toHaveProperty("DIST_EXTRA_CONFIG");
  });

  test("drops what setuptools adds of the build Python's prefix, in either slash and case", () => {
    const given = [
      ...["-c", "-IC:\\hostedtoolcache\\Windows\\Python\\3.13.5\\x64\\Include", "-Iinclude"],
      ...["-LC:/hostedtoolcache/windows/Python/3.13.5/x64/libs", "-IC:\\target\\include\\python3.13", "m.c"],
      "-LC:\\hostedtoolcache\\windows\\Python\\3.13.5\\x64\\PCbuild\\amd64",
    ];
    const { args, dropped } = compilerCall(given, cc);
    expect(args.slice(cc.flags.length)).toEqual([
      ...["-c", "-Iinclude", "-IC:\\target\\include\\python3.13", "m.c"],
      ...["-isystem", "C:/product/include"],
    ]);
    expect(dropped).toHaveLength(3);
  });
});

describe("a batch file", () => {
  test("doubles percent signs, which cmd.exe would expand", () => {
    expect(batchFile(["C:/100%/node.exe"])).toBe('@"C:/100%%/node.exe" %*\r\n');
  });
});

describe("the launcher that Node runs", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wasi-cc-"));
    const compiler = join(folder, "clang");
    writeFileSync(compiler, '#!/bin/sh\nfor a do printf "%s\\0" "$a"; done\n');
    writeFileSync(join(folder, "wasi-cc"), compilerLauncher({ ...SETTINGS, name: "wasi-cc", compiler }));
    writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...SETTINGS, compiler }));
    for (const program of [compiler, join(folder, "wasi-cc")]) chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const byShell = (args: readonly string[]) => {
    const log = join(folder, "drops");
    rmSync(log, { force: true });
    const output = execFileSync(join(folder, "wasi-cc"), args, { env: { PYWASI_DROP_LOG: log }, encoding: "utf8" });
    const dropped = existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(0, -1) : [];
    return { args: output.split("\0").slice(0, -1), dropped };
  };

  test("decides as the shell script does", () => {
    const flags = fc.constantFrom("-I", "-isystem", "-idirafter", "-L", "-arch", "-isysroot", "-rpath", "-o");
    const folders = fc.constantFrom(
      ...["/usr/include", "/usr/include/x", "/usr/includes", "/usr/lib", "/opt/python/3.13/lib", "inc", "it's here"],
      ...["/opt/python/3.13/include/python3.13", "/target/include/python3.13", "/venv/include/python3.12"],
    );
    const alone = fc.constantFrom(
      ...["-c", "-E", "-march=native", "-mavx2", "-mmultivalue", "-fPIC", "-fpicky", "-pthread", "-pthreads", "-m32"],
      ...["-Wl,-rpath,/x", "-Wl,-z", "-DX=a b", "it's.c", "x.o", "-print-file-name=x"],
    );
    const words = fc.oneof(
      alone.map((word) => [word]),
      fc.tuple(flags, folders).map(([flag, folder]) => [`${flag}${folder}`]),
      fc.tuple(flags, folders),
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (given) => {
        const args = [...given.flat(), "last.c"];
        expect(compilerCall(args, SETTINGS)).toEqual(byShell(args));
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("hands the compiler's arguments and exit code through", () => {
    const script = join(import.meta.dirname, "../../src/wasi-cc.ts");
    const run = (args: readonly string[]) =>
      execFileSync(
        process.execPath,
        ["--disable-warning=ExperimentalWarning", script, join(folder, "settings.json"), ...args],
        {
          encoding: "utf8",
        },
      );
    expect(run(["-c", "it's a file.c", "-fPIC"]).split("\0").slice(0, -1)).toEqual([
      ...["-O2", "-c", "it's a file.c", "-isystem", "/product/include"],
    ]);
    writeFileSync(join(folder, "clang"), "#!/bin/sh\nexit 7\n");
    expect(() => run(["-c", "x.c"])).toThrow(expect.objectContaining({ status: 7 }));
  });
});

describe("with exceptions", () => {
  const on: CompilerSettings = { ...SETTINGS, exceptions: true };
  const flags = ["-fwasm-exceptions", "-mllvm", "-wasm-use-legacy-eh=false", "-mllvm", "-wasm-enable-sjlj"];
  const folder = mkdtempSync(join(tmpdir(), "wasi-eh-"));
  const compiler = join(folder, "clang");
  const launcher = join(folder, "wasi-cc");
  writeFileSync(compiler, '#!/bin/sh\nfor a do printf "%s\\0" "$a"; done\n', { mode: 0o755 });
  writeFileSync(launcher, compilerLauncher({ ...on, name: "wasi-cc", compiler }), { mode: 0o755 });
  afterAll(() => rmSync(folder, { recursive: true }));
  const byShell = (args: readonly string[]) =>
    execFileSync(launcher, args, { encoding: "utf8" }).split("\0").slice(0, -1);

  test.each([
    ["a project gets them before its own flags, which win", ["-c", "a b.cc", "-fno-exceptions"], flags],
    ["a link gets them too", ["a.o"], flags],
    ["a project that decides on them itself does not", ["-c", "a.c", "-mllvm", "-wasm-enable-sjlj"], []],
  ])("%s, from the shell and from Node", (_, given, expected) => {
    const args = compilerCall(given, on).args;
    expect(byShell(given)).toEqual(args);
    const start = args.indexOf("-O2") + 1;
    expect(args.slice(start, start + expected.length + 1)).toEqual([...expected, given[0]]);
  });
});
