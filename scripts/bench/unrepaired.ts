/**
 * An extension as it was before the repair of its call signatures, for a measurement against nothing: what leads to an
 * adapter leads to the function behind it again. The adapters stay in the object, and the linker drops them.
 */
import { findSection, type ObjectFile, replaceBody, SectionId } from "../../src/object/object-file.ts";
import { encodeRelocations, findRelocations, type Relocations } from "../../src/object/relocations.ts";
import { readSymbols } from "../../src/object/symbol-table.ts";
import { ADAPTER_PREFIX } from "../../src/signature/adapters.ts";

export function unrepaired(object: ObjectFile): ObjectFile {
  const symbols = readSymbols(object);
  const adapters = symbols.flatMap(({ name }, place) => (name.startsWith(ADAPTER_PREFIX) ? [place] : []));
  const code = relocationsOf(object, SectionId.code);
  if (adapters.length === 0 || !code) return object;
  // An adapter's call is its only relocation, and adapters come last, in the order of their symbols.
  const { indexes } = code.relocations;
  const calls = indexes.subarray(indexes.length - adapters.length);
  const originals = new Map(adapters.map((place, i) => [place, calls[i] ?? place]));
  return [SectionId.code, SectionId.data].reduce((edited, id) => {
    const found = relocationsOf(edited, id);
    if (!found) return edited;
    const { relocations, section } = found;
    return replaceBody(edited, section, encodeRelocations(retargeted(relocations, originals)));
  }, object);
}

function relocationsOf(object: ObjectFile, id: number) {
  const target = findSection(object, id);
  return target && findRelocations(object, target);
}

function retargeted(relocations: Relocations, originals: ReadonlyMap<number, number>): Relocations {
  return { ...relocations, indexes: relocations.indexes.map((index) => originals.get(index) ?? index) };
}
