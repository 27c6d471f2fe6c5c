/** The import section. In an object it lists what is undefined. Source: core specification, "Import Section". */
import { findSection, type ObjectFile, SectionId, sectionReader } from "./object-file.ts";
import { readValueType, skipLimits } from "./value-types.ts";

export type ImportKind = "function" | "table" | "memory" | "global" | "tag";

export interface Import {
  readonly kind: ImportKind;
  /** `env` in objects, unless the source names another with `import_module`. */
  readonly module: string;
  readonly name: string;
  /** Index into the types; functions and tags only. */
  readonly type: number;
}

const KINDS: readonly ImportKind[] = ["function", "table", "memory", "global", "tag"];

/** In the order of the file: the n-th function import is function n. @throws {UserError} WASI-OBJECT-FORMAT */
export function readImports(object: ObjectFile): Import[] {
  const section = findSection(object, SectionId.import);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const imports: Import[] = [];
  for (let left = reader.count(4); left > 0; left--) {
    const module = reader.string();
    const name = reader.string();
    const kind = KINDS[reader.byte()];
    if (!kind) throw reader.error("an import is of no known kind", reader.position - 1);
    let type = 0;
    if (kind === "function") type = reader.u32();
    else if (kind === "tag") {
      reader.byte();
      type = reader.u32();
    } else if (kind === "global") {
      readValueType(reader);
      reader.byte();
    } else {
      if (kind === "table") readValueType(reader);
      skipLimits(reader);
    }
    imports.push({ kind, module, name, type });
  }
  reader.expectEnd("the import section");
  return imports;
}
