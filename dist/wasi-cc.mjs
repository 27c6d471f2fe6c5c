import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/wasi-cc.ts
import { spawnSync } from "node:child_process";
import { appendFileSync, readFileSync } from "node:fs";

// src/sdk/exceptions.ts
var EXCEPTION_FLAGS = [
  "-fwasm-exceptions",
  ...["-mllvm", "-wasm-use-legacy-eh=false"],
  ...["-mllvm", "-wasm-enable-sjlj"]
];

// src/cross/foreign-flags.ts
var HEADER_FOLDERS = [
  "/usr/include",
  "/usr/local/include",
  // Homebrew and MacPorts.
  "/opt/homebrew/include",
  "/opt/local/include"
];
var LIBRARY_FOLDERS = [
  "/usr/lib",
  "/usr/lib32",
  "/usr/lib64",
  "/usr/libx32",
  "/usr/local/lib",
  "/usr/local/lib64",
  "/lib",
  "/lib64",
  "/opt/homebrew/lib",
  "/opt/local/lib"
];
var WHOLE_FLAGS = [
  // Instruction sets of real CPUs: clang stops at them. -mcpu has meanings for wasm, but `native` is not one.
  "-march=*",
  "-mtune=*",
  "-mcpu=native",
  "-mfpu=*",
  "-mfpmath=*",
  "-msse*",
  "-mssse*",
  "-mavx*",
  "-mfma*",
  "-mf16c",
  "-mbmi*",
  "-mpopcnt",
  "-maes",
  "-mpclmul",
  "-m32",
  "-m64",
  // Shared memory and atomics: objects made with it do not link with a single-threaded libpython.
  "-pthread",
  // wasi-sdk has no OpenMP runtime.
  "-fopenmp*",
  // One static module has no use for position-independent code, which is slower: globals go through a table.
  "-fPIC",
  "-fpic",
  "-fPIE",
  "-fpie",
  "-pie",
  // No dynamic loader, so no search path for one.
  "-Wl,-rpath*",
  "-Wl,--rpath*",
  "-Wl,--enable-new-dtags",
  "-Wl,-R*",
  "-rdynamic",
  // LLVM has no common symbols for WebAssembly and writes undefined ones in their place, without a word
  // (MCWasmStreamer.cpp, "Common symbols are not yet implemented for Wasm"). Each becomes an ordinary definition.
  "-fcommon",
  // Control-flow and stack protection of real CPUs.
  "-fcf-protection*",
  "-mbranch-protection=*",
  "-fstack-clash-protection",
  // macOS: the SDK of the build machine.
  "-mmacosx-version-min=*",
  "-mmacos-version-min=*"
];
var FOREIGN_PAIRS = ["-isysroot", "-arch", "-rpath"];
var HEADER_FLAGS = ["-I", "-isystem", "-idirafter", "-iquote"];
var LIBRARY_FLAGS = ["-L"];
var FOREIGN_FLAGS = WHOLE_FLAGS;
var PYTHON_HEADERS = "*/include/python3.[0-9]*";
function headerFolders(buildPrefix) {
  return [...HEADER_FOLDERS, `${buildPrefix}/include`];
}
function libraryFolders(buildPrefix) {
  return [...LIBRARY_FOLDERS, `${buildPrefix}/lib`];
}

// src/cross/compiler-call.ts
var NO_LINK = /^(?:-c|-S|-E|-M|-MM|-fsyntax-only|--version|--?print-.*|-dump.*)$/s;
var WITH_VALUE = [...FOREIGN_PAIRS, ...HEADER_FLAGS, ...LIBRARY_FLAGS];
function compilerCall(given2, settings2) {
  const args2 = [];
  const dropped2 = [];
  for (let i = 0; i < given2.length; i += 1) {
    const argument = given2[i] ?? "";
    const value = WITH_VALUE.includes(argument) ? given2[i + 1] : void 0;
    if (value !== void 0) i += 1;
    const words = value === void 0 ? [argument] : [argument, value];
    if (isForeign(argument, value, settings2)) dropped2.push(words.join(" "));
    else args2.push(...words);
  }
  const { linker, libraries } = settings2;
  const flags = [...settings2.flags, ...exceptionFlags(given2, settings2)];
  const after = settings2.systemIncludes.flatMap((folder) => ["-isystem", folder]);
  const links = !given2.some((argument) => NO_LINK.test(argument));
  return {
    args: links ? [`-fuse-ld=${linker}`, ...flags, ...args2, ...after, ...libraries] : [...flags, ...args2, ...after],
    dropped: dropped2
  };
}
function exceptionFlags(given2, { exceptions }) {
  const own = given2.some((argument) => OWN_EXCEPTIONS.test(argument));
  return exceptions && !own ? EXCEPTION_FLAGS : [];
}
var OWN_EXCEPTIONS = /-wasm-enable-sjlj|-wasm-use-legacy-eh|-wasm-enable-eh/;
function isForeign(argument, value, settings2) {
  const folderOf = (flags) => {
    const flag = flags.find((flag2) => argument.startsWith(flag2));
    return flag === void 0 ? void 0 : `${argument.slice(flag.length)}${value ?? ""}`;
  };
  const headers = folderOf(HEADER_FLAGS);
  if (headers !== void 0) return isForeignHeaders(headers, settings2);
  const libraries = folderOf(LIBRARY_FLAGS);
  if (libraries !== void 0) return isBelowAny(libraries, librariesOf(settings2), settings2);
  return FOREIGN_PAIRS.includes(argument) || FOREIGN_FLAGS.some((pattern) => matches(argument, pattern));
}
function librariesOf({ buildPrefix, windows }) {
  const prefix = windows ? [buildPrefix] : [];
  return [...libraryFolders(buildPrefix), ...prefix];
}
function isForeignHeaders(folder, settings2) {
  const path = comparable(folder, settings2);
  if (path === comparable(settings2.include, settings2)) return false;
  return isBelowAny(folder, headerFolders(settings2.buildPrefix), settings2) || matches(path, PYTHON_HEADERS);
}
function isBelowAny(folder, folders, settings2) {
  const path = comparable(folder, settings2);
  return folders.some(
    (other) => path === comparable(other, settings2) || path.startsWith(`${comparable(other, settings2)}/`)
  );
}
function comparable(path, { windows }) {
  return windows ? path.replaceAll("\\", "/").toLowerCase() : path;
}
function matches(text, pattern) {
  const source = pattern.replaceAll(/[.+^${}()|\\]/g, "\\$&").replaceAll("*", "[^]*");
  return new RegExp(`^${source}$`).test(text);
}

// src/wasi-cc.ts
var [file = "", ...given] = process.argv.slice(2);
var settings = JSON.parse(readFileSync(file, "utf8"));
var { args, dropped } = compilerCall(given, settings);
var log = process.env.PYWASI_DROP_LOG;
if (log && dropped.length > 0) appendFileSync(log, dropped.map((line) => `${line}
`).join(""));
var { status, error } = spawnSync(settings.compiler, args, { stdio: "inherit" });
if (error) throw error;
process.exitCode = status ?? 1;
