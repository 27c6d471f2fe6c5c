/**
 * The function index space: imported functions first, then the defined ones with the extent of their code.
 * Sources: core specification, "Function Section" and "Code Section".
 */
import { readImports } from "./imports.ts";
import { findSection, type ObjectFile, SectionId, sectionReader } from "./object-file.ts";

export interface FunctionBody {
  /** From the start of the code section's content to the body's first byte, after its size; as relocations count. */
  readonly start: number;
  readonly end: number;
}

export interface FunctionSpace {
  /** Number of imported functions: the index of the first defined one. */
  readonly imported: number;
  /** Type index of each function, imported ones included. */
  readonly types: readonly number[];
  /** Body of defined function `imported + i` at place i, by ascending offset. */
  readonly bodies: readonly FunctionBody[];
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readFunctions(object: ObjectFile): FunctionSpace {
  const imported = readImports(object).filter((each) => each.kind === "function");
  const defined = readTypeIndexes(object);
  const bodies = readBodies(object);
  const types = [...imported.map((each) => each.type), ...defined];
  return { imported: imported.length, types, bodies };
}

function readTypeIndexes(object: ObjectFile): number[] {
  const section = findSection(object, SectionId.function);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const types = Array.from({ length: reader.count() }, () => reader.u32());
  reader.expectEnd("the function section");
  return types;
}

function readBodies(object: ObjectFile): FunctionBody[] {
  const section = findSection(object, SectionId.code);
  if (!section) return [];
  const reader = sectionReader(object, section);
  const bodies: FunctionBody[] = [];
  for (let left = reader.count(2); left > 0; left--) {
    const size = reader.u32();
    const start = reader.position;
    reader.skip(size);
    bodies.push({ start, end: reader.position });
  }
  reader.expectEnd("the code section");
  return bodies;
}

/** The defined function whose body covers an offset into the code section; undefined between bodies. */
export function functionAt(space: FunctionSpace, offset: number): number | undefined {
  let low = 0;
  let high = space.bodies.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const body = space.bodies[middle];
    if (!body) return undefined;
    if (offset < body.start) high = middle - 1;
    else if (offset >= body.end) low = middle + 1;
    else return space.imported + middle;
  }
  return undefined;
}
