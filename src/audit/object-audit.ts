/** What an object or module tells about itself: who made it, what it needs of an engine, and which calls would trap. */
import { type ExtensionMetadata, readMetadata } from "../link/extension-metadata.ts";
import { readImports } from "../object/imports.ts";
import { findSection, isRelocatable, type ObjectFile } from "../object/object-file.ts";
import { readProducers } from "../object/producers.ts";
import { readTargetFeatures } from "../object/target-features.ts";
import { type Compiler, compilersOf } from "../sdk/clang-releases.ts";
import type { SignatureReport } from "../signature/finding.ts";
import { repairObject } from "../signature/repair.ts";

export interface ObjectAudit {
  readonly kind: "object" | "module" | "shared";
  readonly compilers: readonly Compiler[];
  /** `C11`, `Rust` */
  readonly languages: readonly string[];
  /** `simd128`; those that the object forbids have a minus in front. */
  readonly features: readonly string[];
  /** Functions of WASI that it calls by itself, `fd_write`. */
  readonly wasi: readonly string[];
  /** What our own extension link recorded. */
  readonly extension: ExtensionMetadata | undefined;
  /** Functions with another type than Python calls; undefined for what is not relocatable. */
  readonly signatures: SignatureReport | undefined;
}

/** Modules that the functions of WASI 0.1 come from, the draft's name included. */
const WASI_MODULE = /^wasi_(snapshot_preview1|unstable)$/;

/** @param python X.Y @throws {UserError} WASI-OBJECT-FORMAT */
export function auditObject(object: ObjectFile, python: string): ObjectAudit {
  const producers = readProducers(object);
  const imports = readImports(object).filter(({ kind, module }) => kind === "function" && WASI_MODULE.test(module));
  return {
    kind: kindOf(object),
    compilers: compilersOf(producers),
    languages: producers.filter(({ field }) => field === "language").map(({ name }) => name),
    features: readTargetFeatures(object).map(({ policy, name }) => (policy === "-" ? `-${name}` : name)),
    wasi: imports.map(({ name }) => name),
    extension: readMetadata(object),
    signatures: repairObject(object, python).report,
  };
}

function kindOf(object: ObjectFile): ObjectAudit["kind"] {
  if (isRelocatable(object)) return "object";
  return findSection(object, "dylink.0") ? "shared" : "module";
}

/** Several members as one: each thing once, findings and counts together. */
export function joinAudits(audits: readonly ObjectAudit[]): ObjectAudit | undefined {
  const [first] = audits;
  if (!first) return undefined;
  const all = (list: (audit: ObjectAudit) => readonly string[]) => [...new Set(audits.flatMap(list))];
  const compilers = audits.flatMap((audit) => audit.compilers);
  const reports = audits.flatMap(({ signatures }) => signatures ?? []);
  return {
    kind: first.kind,
    compilers: [...new Map(compilers.map((each) => [`${each.name} ${each.version}`, each])).values()],
    languages: all((audit) => audit.languages),
    features: all((audit) => audit.features),
    wasi: all((audit) => audit.wasi),
    extension: undefined,
    signatures: reports[0] && {
      audit: reports[0].audit,
      python: reports[0].python,
      checked: reports.reduce((sum, { checked }) => sum + checked, 0),
      findings: reports.flatMap(({ findings }) => findings),
    },
  };
}
