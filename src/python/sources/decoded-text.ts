/**
 * The text of a version file, whatever wrote it: Windows PowerShell's `>` writes UTF-16, and editors of Windows a mark at
 * the beginning. Without a mark it is UTF-8, as TOML demands. https://encoding.spec.whatwg.org/#bom-sniff
 */

/** Never throws: what is no text of the encoding becomes U+FFFD, which no version has. */
export function decodedText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  return new TextDecoder().decode(bytes);
}
