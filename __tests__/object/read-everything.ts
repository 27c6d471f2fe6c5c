/** Every reader of the room on one object, for tests that only ask whether reading ends well. */
import { readComdats } from "../../src/object/comdats.ts";
import { readDataSegments } from "../../src/object/data-segments.ts";
import { readFunctionNames } from "../../src/object/function-names.ts";
import { readFunctionTypes } from "../../src/object/function-types.ts";
import { readFunctions } from "../../src/object/functions.ts";
import { readImports } from "../../src/object/imports.ts";
import { readInitFunctions } from "../../src/object/init-functions.ts";
import type { ObjectFile } from "../../src/object/object-file.ts";
import { readProducers } from "../../src/object/producers.ts";
import { isRelocationSection, readRelocations } from "../../src/object/relocations.ts";
import { readSegmentInfo } from "../../src/object/segment-info.ts";
import { readSymbols } from "../../src/object/symbol-table.ts";
import { readTargetFeatures } from "../../src/object/target-features.ts";

export const READERS: readonly ((object: ObjectFile) => unknown)[] = [
  readComdats,
  readDataSegments,
  readFunctionNames,
  readFunctionTypes,
  readFunctions,
  readImports,
  readInitFunctions,
  readProducers,
  readSegmentInfo,
  readSymbols,
  readTargetFeatures,
  (object) => object.sections.filter(isRelocationSection).map((each) => readRelocations(object, each)),
];
