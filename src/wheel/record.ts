/** RECORD: every file of a wheel with its hash and size (PEP 376, PEP 427). */
import { createHash } from "node:crypto";

/** Files that RECORD need not hold: itself, and signatures that are made after it. */
const WITHOUT_ROW = /\.dist-info\/(?:RECORD|RECORD\.jws|RECORD\.p7s)$/;

/**
 * @param record text of RECORD
 * @param files content by path, with `/`
 * @returns what does not agree, a sentence each
 */
export function recordProblems(record: string, files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const rows = new Map(parseRows(record).map(([path = "", hash = "", size = ""]) => [path, { hash, size }]));
  const problems: string[] = [];
  for (const [path, content] of files) {
    const row = rows.get(path);
    if (WITHOUT_ROW.test(path)) continue;
    if (!row) problems.push(`${path} is not in RECORD.`);
    else if (!agrees(row.hash, content)) problems.push(`${path} has another hash than RECORD says.`);
    else if (row.size !== "" && Number(row.size) !== content.length) {
      problems.push(`${path} has ${content.length} bytes, and ${row.size} by RECORD.`);
    }
  }
  for (const path of rows.keys()) if (!files.has(path)) problems.push(`${path} is in RECORD and not in the wheel.`);
  return problems;
}

/** `sha256=` with the digest in URL-safe base64 without padding; PEP 427 asks for sha256 or better. */
function agrees(hash: string, content: Uint8Array): boolean {
  const [algorithm = "", digest] = hash.split(/=(.*)/s);
  if (!/^sha(?:256|384|512)$/.test(algorithm)) return false;
  return createHash(algorithm).update(content).digest("base64url") === digest;
}

/** Comma-separated values, with quotes where a path has a comma. */
function parseRows(text: string): readonly (readonly string[])[] {
  const lines = text.split(/\r?\n/).filter((line) => line !== "");
  return lines.map((line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
    ),
  );
}
