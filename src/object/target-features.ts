/** Which proposals an object uses or forbids. Source: tool-conventions Linking.md, "Target Features Section". */
import { findSection, type ObjectFile, sectionReader } from "./object-file.ts";

export interface TargetFeature {
  /** `+` used, `-` must not be in the module, `=` required everywhere. */
  readonly policy: string;
  /** `simd128`, `exception-handling`. */
  readonly name: string;
}

/** @throws {UserError} WASI-OBJECT-FORMAT */
export function readTargetFeatures(object: ObjectFile): TargetFeature[] {
  const section = findSection(object, "target_features");
  if (!section) return [];
  const reader = sectionReader(object, section);
  const features = Array.from({ length: reader.count(2) }, () => ({
    policy: String.fromCharCode(reader.byte()),
    name: reader.string(),
  }));
  reader.expectEnd("the target features");
  return features;
}
