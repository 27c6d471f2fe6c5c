/**
 * The `_sysconfigdata` module: a Python file with the one statement `build_time_vars = {…}`, its values text and
 * integers. Written by CPython's Lib/sysconfig (`_generate_posix_vars`), by pprint up to 3.12, line by line from 3.13 on.
 */

export type SysconfigValue = string | number;
export type SysconfigVars = Readonly<Record<string, SysconfigValue>>;

/** @throws {SyntaxError} where the text is not such a module */
export function parseSysconfigData(text: string): SysconfigVars {
  const start = /^build_time_vars\s*=\s*\{/m.exec(text);
  if (!start) throw new SyntaxError("no build_time_vars");
  const tokens = tokenize(text, start.index + start[0].length);
  const entries: [string, SysconfigValue][] = [];
  for (let token = tokens.next(); token.value !== "}"; token = tokens.next()) {
    if (token.value === ",") continue;
    const key = literal(token.value);
    if (tokens.next().value !== ":" || typeof key !== "string") throw new SyntaxError(`no value for ${key}`);
    entries.push([key, concatenated(tokens)]);
  }
  return Object.fromEntries(entries);
}

/** The module's text, with its keys in order, so that the same values give the same bytes. */
export function formatSysconfigData(vars: SysconfigVars): string {
  const lines = Object.keys(vars)
    .sort()
    .map((key) => `    ${pythonLiteral(key)}: ${pythonLiteral(vars[key] ?? "")},`);
  return [
    "# system configuration generated and used by the sysconfig module",
    "build_time_vars = {",
    ...lines,
    "}",
    "",
  ].join("\n");
}

interface Tokens {
  next(): { readonly value: string };
  peek(): string;
}

const TOKEN = /\s*(?:#[^\n]*\n\s*)*('(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|-?\d+|[{}:,])/y;

function tokenize(text: string, from: number): Tokens {
  let position = from;
  const read = (advance: boolean): string => {
    TOKEN.lastIndex = position;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) throw new SyntaxError(`unreadable at character ${position}`);
    if (advance) position = TOKEN.lastIndex;
    return token;
  };
  return { next: () => ({ value: read(true) }), peek: () => read(false) };
}

/** pprint breaks long text into literals side by side, which Python joins. */
function concatenated(tokens: Tokens): SysconfigValue {
  let value = literal(tokens.next().value);
  while (typeof value === "string" && /^['"]/.test(tokens.peek())) value += literal(tokens.next().value);
  return value;
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", "\n": "" };

function literal(token: string): SysconfigValue {
  if (/^-?\d/.test(token)) return Number(token);
  if (!/^['"]/.test(token)) throw new SyntaxError(`${token} where a value should be`);
  return token
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|([\s\S]))/gi, (_, x, u, long, single: string) =>
      single === undefined ? String.fromCodePoint(Number.parseInt(x ?? u ?? long, 16)) : (ESCAPES[single] ?? single),
    );
}

/** As `repr` writes it, but always in single quotes. */
function pythonLiteral(value: SysconfigValue): string {
  if (typeof value === "number") return String(value);
  const escaped = value
    .replace(/[\\']/g, "\\$&")
    .replaceAll("\n", "\\n")
    .replaceAll("\t", "\\t")
    .replaceAll("\r", "\\r");
  return `'${escaped}'`;
}
