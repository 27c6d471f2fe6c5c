/** The inputs of one run, read and checked: what the rest of the product works with. */
import type { CacheChoice } from "../cache/policy.ts";
import type { OptimizeLevel } from "../link/wasm-opt/wasm-opt-plan.ts";
import { UserError } from "../report/errors.ts";
import { INPUT_SPECS, type InputName } from "./table.ts";

export interface Inputs {
  /** As it was given; several lines list several versions. */
  readonly pythonVersion: string | undefined;
  readonly pythonVersionFile: string | undefined;
  readonly wasiSdkVersion: number | undefined;
  readonly wasiSdkPath: string | undefined;
  readonly strict: boolean;
  /** `auto`, `release`, `source` or a path. */
  readonly cpython: string;
  readonly cpythonOptions: {
    /** `Os`; undefined leaves CPython's own. */
    readonly optimization: string | undefined;
    readonly assertions: boolean;
    readonly configure: readonly string[];
  };
  readonly build: readonly string[];
  readonly findLinks: readonly string[];
  /** Names of recipes and paths of recipe files. */
  readonly nativeDeps: readonly string[];
  /** `auto`, or which ones. */
  readonly stdlibModules: "auto" | readonly string[];
  readonly configSettings: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly beforeBuild: string | undefined;
  readonly verbosity: 0 | 1;
  readonly wheelCache: boolean;
  readonly allowPure: boolean;
  readonly platformTag: string;
  readonly installRequires: "auto" | "on" | "off";
  readonly rust: "auto" | "true" | "false";
  readonly fpcast: boolean;
  /** Level of wasm-opt; undefined: it does not run. */
  readonly optimize: OptimizeLevel | undefined;
  readonly exceptions: "auto" | "on" | "off";
  readonly undefinedSymbols: "error" | "trap";
  readonly keepDebug: boolean;
  readonly simd: boolean;
  readonly lto: boolean;
  readonly test: TestInputs;
  readonly outDir: string;
  readonly workingDirectory: string | undefined;
  readonly mirror: string | undefined;
  readonly manifestFile: string | undefined;
  readonly githubToken: string | undefined;
  readonly cache: CacheChoice;
  readonly cacheSuffix: string | undefined;
  readonly exportEnv: "auto" | "true" | "false";
  readonly problemMatchers: boolean;
  readonly jobSummary: boolean;
}

export interface TestInputs {
  /** Lines of commands. */
  readonly commands: readonly string[];
  readonly requires: readonly string[];
  readonly extras: readonly string[];
  readonly groups: readonly string[];
  /** Seconds. */
  readonly timeout: number;
  /** Undefined: as many as there are cores. */
  readonly workers: number | undefined;
  /** `NAME=VALUE` */
  readonly environment: readonly string[];
  readonly folders: readonly string[];
  readonly memoryMegabytes: number;
  readonly diskMegabytes: number;
  readonly stackMegabytes: number;
  readonly skips: "auto" | "off";
  /** `node`, `wasmtime` or a path. */
  readonly runtime: string;
  readonly compareNative: boolean;
}

/** The text of an input as the user gave it; undefined or empty means the default. */
export type RawInputs = (name: InputName) => string | undefined;

/** Reads every input. @throws {UserError} WASI-INPUT-VALUE for a value that its input does not take */
export function readInputs(raw: RawInputs): Inputs {
  const text = (name: InputName) => raw(name)?.trim() || INPUT_SPECS[name]?.default || undefined;
  const choice = <T extends string>(name: InputName) => checkedChoice(name, text(name) ?? "") as T;
  return {
    pythonVersion: text("python-version"),
    pythonVersionFile: text("python-version-file"),
    wasiSdkVersion: sdkNumber(text("wasi-sdk-version")),
    wasiSdkPath: text("wasi-sdk-path"),
    strict: checkedBoolean("strict", text("strict")),
    cpython: text("cpython") ?? "auto",
    cpythonOptions: {
      optimization: choice("cpython-optimization") === "default" ? undefined : choice("cpython-optimization"),
      assertions: checkedBoolean("cpython-assertions", text("cpython-assertions")),
      configure: lines(text("cpython-configure")),
    },
    build: requirementLines(text("build")),
    findLinks: lines(text("find-links")),
    nativeDeps: requirementLines(text("native-deps")).flatMap((line) => line.split(/[\s,]+/)),
    stdlibModules: stdlibModules(text("stdlib-modules") ?? ""),
    configSettings: lines(text("config-settings")).map((line) => checkedAssignment("config-settings", line)),
    environment: assignments("environment", lines(text("environment"))),
    beforeBuild: text("before-build"),
    verbosity: choice<"0" | "1">("build-verbosity") === "1" ? 1 : 0,
    wheelCache: checkedBoolean("wheel-cache", text("wheel-cache")),
    allowPure: checkedBoolean("allow-pure", text("allow-pure")),
    platformTag: choice("platform-tag"),
    installRequires: choice("install-requires"),
    rust: choice("rust"),
    fpcast: checkedBoolean("fpcast", text("fpcast")),
    optimize: choice("optimize") === "none" ? undefined : choice("optimize"),
    exceptions: choice("exceptions"),
    undefinedSymbols: choice("undefined"),
    keepDebug: checkedBoolean("keep-debug", text("keep-debug")),
    simd: checkedBoolean("simd", text("simd")),
    lto: checkedBoolean("lto", text("lto")),
    test: {
      commands: lines(text("test-command")),
      requires: requirementLines(text("test-requires")),
      extras: lines(text("test-extras")),
      groups: lines(text("test-groups")),
      timeout: checkedNumber("test-timeout", text("test-timeout"), 1, 86_400),
      workers:
        text("test-workers") === "auto" ? undefined : checkedNumber("test-workers", text("test-workers"), 1, 256),
      environment: lines(text("test-environment")).map((line) => checkedAssignment("test-environment", line)),
      folders: lines(text("test-folders")),
      memoryMegabytes: checkedNumber("test-memory", text("test-memory"), 32, 4096),
      diskMegabytes: checkedNumber("test-disk", text("test-disk"), 1, 1_000_000),
      stackMegabytes: checkedNumber("test-stack", text("test-stack"), 1, 900),
      skips: choice("wasi-skips"),
      runtime: text("runtime") ?? "node",
      compareNative: choice("compare") === "native",
    },
    outDir: text("out-dir") ?? "wasi-out",
    workingDirectory: text("working-directory"),
    mirror: text("mirror"),
    manifestFile: text("manifest-file"),
    githubToken: text("github-token"),
    cache: choice("cache"),
    cacheSuffix: text("cache-suffix"),
    exportEnv: choice("export-env"),
    problemMatchers: checkedBoolean("problem-matchers", text("problem-matchers")),
    jobSummary: checkedBoolean("job-summary", text("job-summary")),
  };
}

/** Non-empty lines without comments; a `#` counts as a comment only at the start of a line, for URLs carry fragments. */
function lines(text: string | undefined): readonly string[] {
  return (text ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"));
}

/** Lines as a requirements file has them: pip takes a `#` behind white space for a comment too. */
function requirementLines(text: string | undefined): readonly string[] {
  return lines(text).map((line) => line.replace(/\s+#.*$/, ""));
}

function checkedAssignment(name: InputName, line: string): string {
  if (/^[^=\s]+=/.test(line)) return line;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `${name}: "${line}" is not KEY=VALUE.`,
    `Write one KEY=VALUE a line in ${name}.`,
  );
}

function assignments(name: InputName, given: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    given.map((line) => {
      const [key = "", ...rest] = checkedAssignment(name, line).split("=");
      return [key, rest.join("=")];
    }),
  );
}

/** YAML 1.2's booleans, as @actions/core reads them, and nothing else: `yes` must not silently mean no. */
function checkedBoolean(name: InputName, text: string | undefined): boolean {
  if (text !== undefined && /^(true|True|TRUE)$/.test(text)) return true;
  if (text !== undefined && /^(false|False|FALSE)$/.test(text)) return false;
  throw new UserError("WASI-INPUT-VALUE", `${name}: "${text}" is neither true nor false.`, "Write true or false.");
}

function checkedChoice(name: InputName, text: string): string {
  const choices = INPUT_SPECS[name]?.choices ?? [];
  if (choices.includes(text)) return text;
  throw new UserError("WASI-INPUT-VALUE", `${name}: "${text}" is not a choice.`, `Use one of ${choices.join(", ")}.`);
}

/** Names are checked by who knows the modules. */
function stdlibModules(text: string): "auto" | readonly string[] {
  if (text === "auto") return text;
  return text.split(/[\s,]+/).filter((name) => name !== "" && name !== "none");
}

function sdkNumber(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(?:wasi-sdk-)?(\d{1,4})(?:\.0){0,2}$/.exec(text);
  if (match) return Number(match[1]);
  throw new UserError(
    "WASI-INPUT-VALUE",
    `wasi-sdk-version: "${text}" is not the number of a WASI SDK.`,
    "Write the number alone, such as 24, or leave the input out to get the locked one.",
  );
}

/** A whole number from `least` to `most`. */
function checkedNumber(name: InputName, text: string | undefined, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text ?? "") && value >= least && value <= most) return value;
  throw new UserError(
    "WASI-INPUT-VALUE",
    `${name}: "${text}" is not a whole number from ${least} to ${most}.`,
    `Write ${name}: ${INPUT_SPECS[name]?.default}, or leave it out.`,
  );
}
