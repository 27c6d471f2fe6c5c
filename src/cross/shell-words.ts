/** Text as one word of a POSIX shell, which also shlex, distutils, CMake and Meson read back from CC and CFLAGS. */

/** Quotes only where the shell would read something into the text, so that the usual path stays legible. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoted(text);
}

/** Always in single quotes: inside them nothing has a meaning but the quote itself. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function shellWords(words: readonly string[]): string {
  return words.map(shellWord).join(" ");
}
