/** Who wants a symbol: the functions and data of an object whose relocations name it. */

import { readDataSegments } from "../../object/data-segments.ts";
import { readFunctionNames } from "../../object/function-names.ts";
import { functionAt, readFunctions } from "../../object/functions.ts";
import { findSection, type ObjectFile, SectionId } from "../../object/object-file.ts";
import { findRelocations, RelocationType } from "../../object/relocations.ts";
import { isDefined, type LinkSymbol, readSymbols } from "../../object/symbol-table.ts";

/**
 * For each of the names that the object leaves undefined: names of the functions and data that refer to it, in the order
 * of the object, without doubles.
 */
export function symbolUsers(object: ObjectFile, names: ReadonlySet<string>): Map<string, readonly string[]> {
  const symbols = readSymbols(object);
  const wanted = new Map<number, Set<string>>();
  const users = new Map<string, Set<string>>();
  for (const [place, symbol] of symbols.entries()) {
    if (isDefined(symbol) || !names.has(symbol.name)) continue;
    const found = users.get(symbol.name) ?? new Set<string>();
    users.set(symbol.name, found);
    wanted.set(place, found);
  }
  if (wanted.size > 0) {
    const inCode = codeUsers(object, symbols);
    const inData = dataUsers(object, symbols);
    visit(object, SectionId.code, wanted, inCode);
    visit(object, SectionId.data, wanted, inData);
  }
  return new Map(Array.from(users, ([name, found]) => [name, [...found]]));
}

function visit(
  object: ObjectFile,
  id: number,
  wanted: ReadonlyMap<number, Set<string>>,
  nameAt: (offset: number) => string | undefined,
): void {
  const section = findSection(object, id);
  const relocations = section && findRelocations(object, section)?.relocations;
  if (!relocations) return;
  for (const [i, index] of relocations.indexes.entries()) {
    // Its index is that of a type, not of a symbol.
    if (relocations.types[i] === RelocationType.typeIndexLeb) continue;
    const name = wanted.has(index) ? nameAt(relocations.offsets[i] ?? 0) : undefined;
    if (name !== undefined) wanted.get(index)?.add(name);
  }
}

function codeUsers(object: ObjectFile, symbols: readonly LinkSymbol[]): (offset: number) => string | undefined {
  const space = readFunctions(object);
  const names = readFunctionNames(object);
  for (const symbol of symbols) {
    if (symbol.kind === "function" && isDefined(symbol)) names.set(symbol.index, symbol.name);
  }
  return (offset) => {
    const index = functionAt(space, offset);
    return index === undefined ? undefined : (names.get(index) ?? `function ${index}`);
  };
}

function dataUsers(object: ObjectFile, symbols: readonly LinkSymbol[]): (offset: number) => string | undefined {
  const segments = readDataSegments(object);
  const data = symbols.filter((symbol) => symbol.kind === "data" && isDefined(symbol));
  return (offset) => {
    const segment = segments.findIndex((each) => offset >= each.start && offset < each.start + each.bytes.length);
    const within = offset - (segments[segment]?.start ?? 0);
    return data.find((each) => each.index === segment && within >= each.offset && within < each.offset + each.size)
      ?.name;
  };
}
