/** The lines of a build's output that say why it failed. */

const AN_ERROR = new RegExp(
  [
    "(?:^|[\\s:])(?:fatal )?error:", // clang, rustc, pip
    "^error\\[E\\d+\\]", // rustc
    "\\bERROR:", // Meson, pip
    "\\bCMake Error",
    "undefined symbol|undefined reference",
    "^[\\w.]*(?:Error|Exception|Exit)\\b.*:", // the last line of a Python traceback
    "^\\S+\\.pyx:\\d+:\\d+:", // Cython
    "^(?:make|ninja)(?:\\[\\d+\\])?: \\*\\*\\*",
  ].join("|"),
);

/** What front ends say on top of the error proper. */
const NOISE = /subprocess-exited-with-error|^note: This error originates|CalledProcessError|BackendSubprocessExited/;

const AT_MOST = 24;
const AFTER = 2;

/**
 * @returns the first error lines, each with the two lines that follow it (the source and the caret), or the last lines
 * where none looks like an error; at most 24
 */
export function errorLines(output: string): readonly string[] {
  const lines = output.split(/\r?\n/).map((line) => line.trimEnd());
  const chosen = new Set<number>();
  for (const [at, line] of lines.entries()) {
    if (!AN_ERROR.test(line) || NOISE.test(line)) continue;
    for (let near = at; near <= at + AFTER && near < lines.length; near += 1) chosen.add(near);
    if (chosen.size >= AT_MOST) break;
  }
  if (chosen.size === 0) return lines.filter((line) => line.trim() !== "").slice(-AT_MOST / 2);
  return [...chosen]
    .sort((a, b) => a - b)
    .slice(0, AT_MOST)
    .map((at) => lines[at] ?? "")
    .filter((line) => line.trim() !== "");
}
