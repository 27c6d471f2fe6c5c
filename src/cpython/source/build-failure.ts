/** The few lines of a long log that say why a build stopped. */

/** Lines that an error shows at most. */
const MOST_LINES = 24;

/**
 * configure's last words and the check before them: config.log has the command, what it said, and the program that it
 * was tried on, of which the last is left out.
 */
export function configureFailure(configLog: string, output: string): readonly string[] {
  const lines = configLog.split("\n");
  const error = lines.findIndex((line) => /^configure:\d+: error: /.test(line));
  if (error < 0) return lastLines(output);
  const check = lines.slice(0, error).findLastIndex((line) => /^configure:\d+: checking /.test(line));
  const words: string[] = [];
  for (const line of lines.slice(Math.max(check, 0), error + 3)) {
    if (!/^\| |^configure: failed program was:|^configure:\d+: \$\? = |^\s*$/.test(line)) words.push(line);
  }
  return words.slice(-MOST_LINES);
}

/** The first complaint of a compiler or linker with what follows it, and make's own last word. */
export function makeFailure(output: string): readonly string[] {
  const lines = output.split("\n");
  const first = lines.findIndex((line) => /\berror: |: error\b|undefined symbol|not found$|Traceback /.test(line));
  const verdict = lines.findLast((line) => /^g?make(?:\[\d+\])?: \*\*\* \[/.test(line));
  const cause = first < 0 ? lastLines(output) : lines.slice(first, first + MOST_LINES / 2);
  const words = cause.filter((line) => line.trim() !== "" && line !== verdict && !/\*\*\* Waiting for/.test(line));
  return verdict === undefined ? words : [...words, verdict];
}

function lastLines(text: string): readonly string[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-MOST_LINES);
}
