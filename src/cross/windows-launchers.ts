/**
 * The launchers of the cross environment for Windows, which has no POSIX shell: batch files that start Node.
 *
 * CreateProcess starts a batch file by itself when its whole name is given, so setuptools and clang can call them.
 * cmd.exe limits a command line to 8191 characters, and expands `%NAME%` in arguments.
 * https://learn.microsoft.com/en-us/troubleshoot/windows-client/shell-experience/command-line-string-limitation
 */
import type { CompilerSettings } from "./compiler-call.ts";
import type { CrossFile } from "./cross-environment.ts";
import { NO_FORTRAN_MESSAGE } from "./no-fortran.ts";

export interface WindowsTools {
  /** Absolute folder of the environment, with forward slashes. */
  readonly folder: string;
  readonly node: string;
  /** Absolute folder of the product, with `dist/`. */
  readonly product: string;
  readonly sdkPath: string;
  readonly sdkNumber: number;
  /** X.Y of the Python that extensions are built for. */
  readonly python: string;
  /** Absolute folder of what is added to the SDK's libc. */
  readonly additions: string;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries: string | undefined;
  readonly compilers: { readonly cc: CompilerSettings; readonly cxx: CompilerSettings };
}

export const WINDOWS_PATHS = {
  cc: "bin/wasi-cc.cmd",
  cxx: "bin/wasi-c++.cmd",
  linker: "bin/wasi-ld.cmd",
  strip: "bin/wasi-strip.cmd",
  fortran: "bin/wasi-fortran.cmd",
  distutils: "distutils.cfg",
} as const;

/** setuptools chooses Microsoft's compiler by os.name, unless it is told (DIST_EXTRA_CONFIG). */
const DISTUTILS_CONFIG = "[build]\ncompiler = unix\n";

export function windowsLaunchers(tools: WindowsTools): readonly CrossFile[] {
  const { folder, node, product, sdkPath, sdkNumber, python, additions, exceptionLibraries, compilers } = tools;
  const compiler = (name: "cc" | "cxx", path: string): readonly CrossFile[] => {
    const settings = `${path.replace(/\.cmd$/, "")}.json`;
    return [
      { path: settings, text: `${JSON.stringify(compilers[name], undefined, 2)}\n` },
      { path, text: batchFile([node, `${product}/dist/wasi-cc.mjs`, `${folder}/${settings}`]) },
    ];
  };
  return [
    ...compiler("cc", WINDOWS_PATHS.cc),
    ...compiler("cxx", WINDOWS_PATHS.cxx),
    {
      path: WINDOWS_PATHS.linker,
      text: batchFile([
        ...[node, `${product}/dist/wasi-ld.mjs`, sdkPath, String(sdkNumber), python],
        ...[additions, exceptionLibraries ?? "-"],
      ]),
    },
    // Keeps everything; nothing that setuptools calls gives it another output file.
    { path: WINDOWS_PATHS.strip, text: "@exit /b 0\r\n" },
    { path: WINDOWS_PATHS.fortran, text: `@echo ${NO_FORTRAN_MESSAGE} 1>&2\r\n@exit /b 1\r\n` },
    { path: WINDOWS_PATHS.distutils, text: DISTUTILS_CONFIG },
  ];
}

/** A batch file that starts a program with its own arguments behind the given ones, and ends with its exit code. */
export function batchFile(command: readonly string[]): string {
  // The line is the last, so that cmd.exe ends with its exit code.
  return `@${command.map(batchWord).join(" ")} %*\r\n`;
}

/** A path as one word for cmd.exe: quotes cannot stand in a file name, percent signs can. */
function batchWord(text: string): string {
  return `"${text.replaceAll("%", "%%")}"`;
}

/** Tools take forward slashes as well, and backslashes are escapes to most that read CC or a tool's configuration. */
export function forwardSlashes(path: string): string {
  return path.replaceAll("\\", "/");
}
