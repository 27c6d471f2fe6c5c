/** What is run to build a library out of its source tree, as data. */
import type { Recipe } from "./recipe.ts";

export interface BuildSurroundings {
  /** Absolute folder of the unpacked source. */
  readonly source: string;
  /** Absolute folder to install to. */
  readonly prefix: string;
  readonly cores: number;
  /** Absolute paths; the compiler is the cross environment's launcher. */
  readonly tools: { readonly cc: string; readonly ar: string; readonly ranlib: string };
  /** CFLAGS of the cross environment. */
  readonly flags: string;
  /** Whether ninja is on PATH, which CMake has to be told. */
  readonly ninja: boolean;
}

export interface BuildStep {
  readonly command: string;
  readonly args: readonly string[];
}

export interface LibraryBuildPlan {
  /** One after the other, in the source tree. Those of one list may run at once. */
  readonly steps: readonly (readonly BuildStep[])[];
  /** From the source tree to the prefix. */
  readonly copies: Readonly<Record<string, string>>;
  /** Written below the prefix. */
  readonly texts: Readonly<Record<string, string>>;
  readonly environment: Readonly<Record<string, string>>;
}

export function libraryBuildPlan(recipe: Recipe, around: BuildSurroundings): LibraryBuildPlan {
  const filled = (argument: string) => fill(argument, around);
  const flags = recipe.flags.map(filled);
  const { build } = recipe;
  // Both read CFLAGS; a quote in a flag has to survive the shell words that they make of it.
  const environment = {
    CFLAGS: [around.flags, ...flags.map(quoted)].join(" "),
    CXXFLAGS: [around.flags, ...flags.map(quoted)].join(" "),
  };
  switch (build.kind) {
    case "cmake":
      return { steps: cmakeSteps(build.arguments.map(filled), around), copies: {}, texts: {}, environment };
    case "configure":
      return { steps: configureSteps(build.arguments.map(filled), around), copies: {}, texts: {}, environment };
    case "make": {
      const args = [`-j${around.cores}`, ...build.arguments.map(filled), `CFLAGS=${flags.join(" ")}`];
      const archives = Object.entries(build.archives).map(([from, to]): [string, string] => [from, `lib/${to}`]);
      return {
        steps: build.targets.map((targets) => [{ command: "make", args: [...args, ...targets.map(filled)] }]),
        copies: { ...headerCopies(build.headers), ...Object.fromEntries(archives) },
        texts: pkgConfigFiles(recipe),
        environment: {},
      };
    }
    case "sources": {
      const [library = recipe.name] = recipe.provides.libraries;
      const includes = [".", ...build.include].map((path) => `-I${path}`);
      const objects = build.files.map((file) => file.replace(/\.[^.]*$/, ".o"));
      const compiles = build.files.map((file, at) => ({
        command: around.tools.cc,
        args: [...includes, ...flags, "-c", file, "-o", objects[at] ?? ""],
      }));
      const archive = `lib${library}.a`;
      return {
        steps: [compiles, [{ command: around.tools.ar, args: ["rcs", archive, ...objects] }]],
        copies: { ...headerCopies(build.headers), [archive]: `lib/${archive}` },
        texts: pkgConfigFiles(recipe),
        environment: {},
      };
    }
  }
}

function cmakeSteps(args: readonly string[], { prefix, cores, ninja }: BuildSurroundings): readonly BuildStep[][] {
  const configure = [
    ...["-S", ".", "-B", "pywasi-build", ...(ninja ? ["-G", "Ninja"] : [])],
    ...["-DCMAKE_BUILD_TYPE=Release", `-DCMAKE_INSTALL_PREFIX=${prefix}`],
    // With its type, or a project that declares it as a path makes it one below the build folder.
    "-DCMAKE_INSTALL_LIBDIR:STRING=lib",
    "-DBUILD_SHARED_LIBS=OFF",
  ];
  return [
    [{ command: "cmake", args: [...configure, ...args] }],
    [{ command: "cmake", args: ["--build", "pywasi-build", "-j", String(cores)] }],
    [{ command: "cmake", args: ["--install", "pywasi-build"] }],
  ];
}

/** The name of the host is one that old copies of config.sub know: any other processor without a system. */
function configureSteps(args: readonly string[], { prefix, cores }: BuildSurroundings): readonly BuildStep[][] {
  const host = args.some((arg) => arg.startsWith("--host=")) ? [] : ["--host=wasm32-wasi"];
  return [
    [
      {
        command: "sh",
        args: ["configure", ...host, `--prefix=${prefix}`, "--disable-shared", "--enable-static", ...args],
      },
    ],
    [{ command: "make", args: [`-j${cores}`] }],
    [{ command: "make", args: ["install"] }],
  ];
}

function headerCopies(headers: readonly string[]): Record<string, string> {
  return Object.fromEntries(headers.map((header) => [header, `include/${header.replace(/^(?:include|src)\//, "")}`]));
}

/** A library that brings no file for pkg-config gets one for each name that it goes by. */
function pkgConfigFiles({ version, provides }: Recipe): Readonly<Record<string, string>> {
  const libs = provides.libraries.map((name) => `-l${name}`).join(" ");
  return Object.fromEntries(
    provides.pkgConfig.map((name) => [
      `lib/pkgconfig/${name}.pc`,
      `prefix=\${pcfiledir}/../..\nName: ${name}\nDescription: ${name} for WASI\nVersion: ${version}\nCflags: -I\${prefix}/include\nLibs: -L\${prefix}/lib ${libs}\n`,
    ]),
  );
}

function fill(argument: string, { source, prefix, cores, tools }: BuildSurroundings): string {
  const values: Readonly<Record<string, string>> = { source, prefix, cores: String(cores), ...tools };
  return argument.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function quoted(flag: string): string {
  return /["\s$]/.test(flag) ? `'${flag}'` : flag;
}
