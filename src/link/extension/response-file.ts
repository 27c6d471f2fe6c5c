/**
 * Response files: `@file` stands for the arguments in the file. Compilers and CMake use them where a command line grows
 * too long, rustc always above a limit. Quoting is GNU's, as LLVM's TokenizeGNUCommandLine reads it.
 */
const DEEPEST = 20;

/**
 * @param read the text of a file; undefined where there is none, and then the argument stays as it is, as in LLVM
 */
export function expandResponseFiles(
  args: readonly string[],
  read: (path: string) => string | undefined,
  depth = 0,
): readonly string[] {
  return args.flatMap((argument) => {
    if (!argument.startsWith("@") || depth >= DEEPEST) return [argument];
    const text = read(argument.slice(1));
    return text === undefined ? [argument] : expandResponseFiles(splitArguments(text), read, depth + 1);
  });
}

/** White space separates; quotes and backslashes keep it; a backslash also works inside double quotes. */
export function splitArguments(text: string): readonly string[] {
  const found: string[] = [];
  let current: string | undefined;
  let quote = "";
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (character === "\\" && quote !== "'" && i + 1 < text.length) {
      i++;
      // A backslash at the end of a line joins it with the next.
      if (quote || text[i] !== "\n") current = (current ?? "") + text.charAt(i);
    } else if (quote) {
      if (character === quote) quote = "";
      else current = (current ?? "") + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      current ??= "";
    } else if (/\s/.test(character)) {
      if (current !== undefined) found.push(current);
      current = undefined;
    } else {
      current = (current ?? "") + character;
    }
  }
  if (current !== undefined) found.push(current);
  return found;
}
