/** Everything that the SDK's own libraries hold, read and written again: objects of C, C++ and assembly by LLVM itself. */
import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { readArchive } from "../../src/object/archive.ts";
import { ByteReader } from "../../src/object/byte-reader.ts";
import { encodeComdats, readComdats } from "../../src/object/comdats.ts";
import { encodeFunctionTypes, readFunctionTypes } from "../../src/object/function-types.ts";
import { readFunctions } from "../../src/object/functions.ts";
import { encodeInitFunctions, readInitFunctions } from "../../src/object/init-functions.ts";
import { InstructionCursor } from "../../src/object/instructions.ts";
import { readFunctionLines } from "../../src/object/line-table.ts";
import { findSubsection, readLinking, SubsectionType } from "../../src/object/linking-section.ts";
import {
  findSection,
  isWasm,
  type ObjectFile,
  readObject,
  SectionId,
  writeObject,
} from "../../src/object/object-file.ts";
import { encodeRelocations, isRelocationSection, readRelocations } from "../../src/object/relocations.ts";
import { encodeSegmentInfo, readSegmentInfo } from "../../src/object/segment-info.ts";
import { encodeSymbols, readSymbols } from "../../src/object/symbol-table.ts";
import { sdkPath } from "../link/sdk.ts";

const files = ["share", "lib"]
  .map((folder) => join(sdkPath(), folder))
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.[ao]$/.test(path))
      .map((path) => join(folder, path)),
  );

function objectsOf(path: string): readonly (readonly [ObjectFile, Uint8Array])[] {
  const bytes = new Uint8Array(readFileSync(path));
  const contents = path.endsWith(".a") ? readArchive(bytes, path).members : [{ name: path, bytes }];
  return contents.flatMap(({ name, bytes }) =>
    bytes && isWasm(bytes) ? [[readObject(bytes, name), bytes] as const] : [],
  );
}

/** The parts of an object that are decoded, encoded again, beside what they were. */
function decodedParts(object: ObjectFile): readonly (readonly [string, Uint8Array, Uint8Array | undefined])[] {
  const linking = readLinking(object);
  const subsection = (type: number) => (linking ? findSubsection(linking, type)?.body : undefined);
  return [
    ["symbols", encodeSymbols(readSymbols(object)), subsection(SubsectionType.symbolTable)],
    ["segment info", encodeSegmentInfo(readSegmentInfo(object)), subsection(SubsectionType.segmentInfo)],
    ["init functions", encodeInitFunctions(readInitFunctions(object)), subsection(SubsectionType.initFunctions)],
    ["COMDATs", encodeComdats(readComdats(object)), subsection(SubsectionType.comdatInfo)],
    ["types", encodeFunctionTypes(readFunctionTypes(object)), findSection(object, SectionId.type)?.body],
    ...object.sections
      .filter(isRelocationSection)
      .map((section) => [section.name, encodeRelocations(readRelocations(object, section)), section.body] as const),
  ];
}

describe("the SDK's own libraries", () => {
  test("are many", () => expect(files.length).toBeGreaterThan(10));

  test.each(files.map((path) => [relative(sdkPath(), path), path] as const))(
    "are written as they were read, and decoded without loss: %s",
    (_, path) => {
      const differing: string[] = [];
      for (const [object, bytes] of objectsOf(path)) {
        if (Buffer.compare(writeObject(object), bytes) !== 0) differing.push(`${object.file}: sections`);
        for (const [part, encoded, body] of decodedParts(object)) {
          // LLVM pads the count of the types, and nothing else.
          if (body && Buffer.compare(encoded, body) !== 0) differing.push(`${object.file}: ${part}`);
        }
        readFunctionLines(object);
      }
      expect(differing).toEqual([]);
    },
    60_000,
  );

  test.each(files.map((path) => [relative(sdkPath(), path), path] as const))(
    "have functions whose instructions end where the function ends: %s",
    (_, path) => {
      const lost: string[] = [];
      for (const [object] of objectsOf(path)) {
        const code = findSection(object, SectionId.code);
        for (const { start, end } of code ? readFunctions(object).bodies : []) {
          const reader = new ByteReader(code?.body.subarray(start, end) ?? new Uint8Array(0), object.file);
          for (let groups = reader.count(2); groups > 0; groups--) {
            reader.u32();
            reader.byte();
          }
          const cursor = new InstructionCursor(reader);
          while (cursor.next());
          if (!reader.atEnd || cursor.opcode !== 0x0b) lost.push(`${object.file} at ${start}`);
        }
      }
      expect(lost).toEqual([]);
    },
    60_000,
  );
});
