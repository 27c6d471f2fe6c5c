/**
 * What an SDK has that nobody uses who builds Python packages for wasm32-wasip1, and that is neither unpacked nor cached.
 *
 * An SDK holds five sysroots: those for threads and for WASI 0.2 and 0.3 do not go together with CPython's objects
 * (PEP 11 locks WASI 0.1), and the tools for people at a desk (clang-tidy, clang-format, LLDB) are as large as the
 * compiler. Whoever wants all of it installs it by hand and names it with wasi-sdk-path.
 *
 * Names are those below the archive's top folder, of wasi-sdk 16 to 34.
 */

/** `wasm32-wasip2`, `wasm32-wasi-threads`, `wasm32-wasip1-threads`, `wasm32-wasip3`, with `unknown-` in compiler-rt's. */
const OTHER_TARGET = String.raw`(?:wasm32-)?(?:unknown-)?wasi(?:p[23]\w*|(?:p1)?-threads)`;

const UNUSED: readonly RegExp[] = [
  new RegExp(`^share/wasi-sysroot/(?:lib|include|share)/${OTHER_TARGET}(?:/|$)`),
  new RegExp(`^lib/clang/[^/]+/lib/${OTHER_TARGET}(?:/|$)`),
  new RegExp(`^bin/${OTHER_TARGET}-clang(?:\\+\\+)?(?:\\.exe)?$`),
  // For people at a desk.
  /^bin\/(?:clang-(?:tidy|format|apply-replacements|doc|include-fixer|move|query|refactor|rename|repl|check)|clangd|git-clang-format|run-clang-tidy|lldb[\w-]*|find-all-symbols|modularize|pp-trace)(?:\.exe|\.py)?$/,
  /^lib\/(?:liblldb|python3)/,
  // The component tool chain of WASI 0.2.
  /^bin\/wasm-component-ld(?:\.exe)?$/,
  /^share\/(?:clang|clang-doc|doc|man|opt-viewer|scan-build|scan-view)\//,
];

/** @param path relative to the SDK, `/` between the parts */
export function isUsed(path: string): boolean {
  return !UNUSED.some((pattern) => pattern.test(path));
}
