/** What a wheel's metadata says: tags in WHEEL, what it was made with in pywasi.json, METADATA's fields. */

/** What pywasi.json records; python/pywasi_build/finish.py writes it. */
export interface WheelFacts {
  readonly python: string;
  readonly sdk: number;
  /** Where CPython for WASI came from. */
  readonly cpython?: string;
  readonly backend?: string;
  /** What the build's environment held, `name==version`. */
  readonly requirements?: readonly string[];
}

/** Values of a field that may come several times, in a file of e-mail headers (WHEEL, METADATA). */
export function headerValues(text: string, field: string): readonly string[] {
  const head = text.split(/\r?\n\r?\n/)[0] ?? "";
  const start = `${field.toLowerCase()}:`;
  return head
    .split(/\r?\n(?![ \t])/)
    .filter((line) => line.toLowerCase().startsWith(start))
    .map((line) => line.slice(start.length).trim());
}

/** @returns undefined where it is no such record */
export function parseFacts(text: string): WheelFacts | undefined {
  try {
    const facts = JSON.parse(text) as WheelFacts;
    return typeof facts.python === "string" && typeof facts.sdk === "number" ? facts : undefined;
  } catch {
    return undefined;
  }
}

/** Compressed tag sets (PEP 425) one by one: `py2.py3-none-any` is two tags. */
export function expandTag(tag: string): readonly string[] {
  const [pythons = [], abis = [], platforms = []] = tag.split("-").map((part) => part.split("."));
  return pythons.flatMap((python) =>
    abis.flatMap((abi) => platforms.map((platform) => `${python}-${abi}-${platform}`)),
  );
}
