/** What stopped a package, out of a fixed set, so that runs can be compared. */

export const FAILURE_CLASSES = {
  source: "there is no source distribution for this Python",
  requirements: "a build requirement could not be installed, or a package that it needs did not build",
  library: "a C library is missing",
  platform: "the package refuses the platform",
  compile: "the sources do not compile for WASI",
  lost: "the build ended well without the extension",
  loader: "it opens libraries of its own while it runs, and WASI has no dynamic loader",
  wheel: "the wheel is not what it says",
  undefined: "symbols are defined nowhere",
  link: "the interpreter does not link",
  import: "a module cannot be imported",
  trap: "the interpreter traps",
  exceptions: "C++ code throws, which this SDK has no support for (33 and later have)",
  tests: "tests fail",
  time: "it takes longer than the run allows",
  ours: "a fault of this product",
} as const;

export type FailureClass = keyof typeof FAILURE_CLASSES;

const BY_CODE: readonly (readonly [RegExp, FailureClass])[] = [
  [/^WASI-PACKAGE-/, "source"],
  [/^WASI-BUILD-(?:REQUIREMENTS|CIRCLE|RUST)$/, "requirements"],
  [/^WASI-BUILD-NO-EXTENSION$/, "lost"],
  [/^WASI-BUILD-WHEEL$/, "wheel"],
  [/^WASI-BUILD-DLOPEN$/, "loader"],
  [/^WASI-BUILD-(?:PLATFORM|ASSEMBLER)$/, "platform"],
  [/^WASI-BUILD-LIBRARY$/, "library"],
  [/^WASI-(?:BUILD-)?NATIVE/, "library"],
  [/^WASI-BUILD-/, "compile"],
  [/^WASI-LINK-UNDEFINED$/, "undefined"],
  [/^WASI-(?:LINK|OBJECT)-/, "link"],
  [/^WASI-RUN-TRAP$/, "trap"],
];

/** @param text what `pywasi build` printed on its error stream */
export function buildFailureClass(text: string): FailureClass {
  const code = /^(WASI-[A-Z-]+): /m.exec(text)?.[1];
  if (code === undefined) return "ours";
  const found = BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? "ours";
  if (found !== "compile") return found;
  if (/not supported|unsupported platform|ported to this platform/i.test(text)) return "platform";
  return /fatal error: '[^']+' file not found|library .* not found/i.test(text) ? "library" : "compile";
}

/** The error's own sentence, without machine paths. */
export function failureText(text: string): string {
  const line = text.split("\n").find((one) => /^WASI-[A-Z-]+: /.test(one)) ?? text.trim().split("\n").at(-1) ?? "";
  return line.replaceAll(/(?:\/[\w.@+-]+){3,}/g, "…").slice(0, 240);
}
