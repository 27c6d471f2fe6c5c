/** Reads what clang prints with `-Xclang -fdump-record-layouts-canonical`: offsets and types of a record's fields. */

export interface RecordField {
  readonly name: string;
  /** Bytes from the start of the record. */
  readonly offset: number;
  /** Canonical: `void (*)(struct _object *)`. */
  readonly type: string;
}

export interface RecordLayout {
  readonly size: number;
  /** Direct fields only. */
  readonly fields: readonly RecordField[];
}

/** By the record's own name, without `struct`. */
export function readRecordLayouts(text: string): ReadonlyMap<string, RecordLayout> {
  const layouts = new Map<string, RecordLayout>();
  for (const block of text.split("*** Dumping AST Record Layout").slice(1)) {
    const name = /^ +0 \| (?:struct |union )?(\w+)$/m.exec(block)?.[1];
    const size = /\[sizeof=(\d+),/.exec(block)?.[1];
    if (name === undefined || size === undefined) continue;
    const fields = Array.from(
      block.matchAll(/^ +(\d+) \| {3}(\S.*?) ?(\w+)$/gm),
      ([, offset, type = "", field = ""]) => ({
        name: field,
        offset: Number(offset),
        type,
      }),
    );
    layouts.set(name, { size: Number(size), fields });
  }
  return layouts;
}
