/**
 * One extension on its way into the interpreter: isolated and repaired, if it is not yet, its init function under a name
 * that no other module has, and what it wants from the link.
 */
import { join } from "node:path";
import type { TargetPython } from "../../cpython/target-python.ts";
import { readDataSegments } from "../../object/data-segments.ts";
import { withoutCustomSections } from "../../object/edit.ts";
import { readImports } from "../../object/imports.ts";
import { type ObjectFile, writeObject } from "../../object/object-file.ts";
import { editSymbols, type GlimpsedSymbol, isDefined, SymbolFlag } from "../../object/symbol-table.ts";
import { UserError } from "../../report/errors.ts";
import type { WasiSdk } from "../../sdk/sdk.ts";
import { AUDIT_VERSION, type SignatureReport } from "../../signature/finding.ts";
import { type Repaired, repairObject } from "../../signature/repair.ts";
import { isInit, isolate } from "../extension/isolate.ts";
import { type Extension, readExtension } from "../extension-file.ts";
import { METADATA_SECTION } from "../extension-metadata.ts";
import { exportedInit, exportHook, uniqueInit, uniqueThrow } from "../init-symbol.ts";
import { streamFunction } from "../own-wasi-calls.ts";
import { hasLegacyExceptions } from "./legacy-exceptions.ts";
import { type ObjectNeeds, objectNeeds, undefinedNames } from "./object-needs.ts";
import { sdkMix } from "./sdk-mix.ts";

export interface RelinkModule {
  /** Full dotted name: `numpy._core._multiarray_umath`. */
  readonly name: string;
  /** The `.so` of the wheel. */
  readonly object: Uint8Array;
  /** Where it came from, for messages; default: the module's name. */
  readonly origin?: string;
}

export interface RelinkObject {
  readonly module: string;
  readonly origin: string;
  /** Absolute path to write it to. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What of the relink decides how a module is prepared. */
export interface Surroundings {
  readonly target: Pick<TargetPython, "sdk" | "version">;
  readonly exceptionLibraries: string | undefined;
  readonly sdk: Pick<WasiSdk, "compiler">;
  /** Absolute folder for the object. */
  readonly work: string;
}

export interface PreparedModule {
  readonly object: RelinkObject;
  readonly extension: Extension;
  readonly needs: ObjectNeeds;
  readonly legacyExceptions: boolean;
  /** Whether its throw has a name of the module's. */
  readonly namesThrow: boolean;
  readonly signatures: SignatureReport | undefined;
  /** What makes it another SDK's. */
  readonly mix: string | undefined;
  /** Bytes of its data, zeros included. */
  readonly data: number;
}

/**
 * @param place of the module among all of them
 * @throws {UserError} WASI-LINK-NOT-WASM, WASI-OBJECT-FORMAT; WASI-LINK-FAILED for a module that its object does not
 * contain, WASI-LINK-EXPORT-HOOK for one without an init function
 */
export function prepareModule(module: RelinkModule, place: number, input: Surroundings): PreparedModule {
  const { work, target } = input;
  const origin = module.origin ?? module.name;
  const extension = readExtension(module.object, origin);
  const isolated = extension.metadata ? extension.object : isolate(extension.object).object;
  const expected = exportedInit(module.name);
  if (!extension.inits.includes(expected)) {
    if (extension.inits.includes(exportHook(module.name))) throw hookAlone(module.name, origin);
    throw noInit(module.name, origin, expected, extension.inits);
  }

  const mix = sdkMix(extension, target.sdk, input.sdk.compiler);
  const { object: checked, report: signatures } = withSignatures(isolated, extension, target.version.minor);
  let namesThrow = false;
  const imports = readImports(checked).filter(({ kind }) => kind === "function");
  const renamed = editSymbols(checked, (symbol) => {
    if (input.exceptionLibraries === undefined && isThrow(symbol)) {
      namesThrow = true;
      return { name: uniqueThrow(module.name), flags: symbol.flags | SymbolFlag.explicitName };
    }
    if (symbol.kind === "function" && !isDefined(symbol)) {
      const name = streamFunction(imports[symbol.index]);
      return name === undefined ? undefined : { name, flags: symbol.flags | SymbolFlag.explicitName };
    }
    if (!isInit(symbol)) return undefined;
    if (symbol.name() === expected) return { name: uniqueInit(module.name), flags: symbol.flags };
    // Another module in the same file; it has an entry, and a copy, of its own.
    return { flags: symbol.flags | SymbolFlag.local };
  });
  // The linker would join the metadata of all extensions into one section of the interpreter.
  const object = withoutCustomSections(renamed, METADATA_SECTION);
  const needs = objectNeeds(undefinedNames(object));
  return {
    object: {
      module: module.name,
      origin,
      path: join(work, `${place}-${fileName(module.name)}.o`),
      bytes: writeObject(object),
    },
    extension,
    signatures,
    mix: mix && `${origin} ${mix}`,
    needs,
    legacyExceptions: (needs.setjmp || needs.exceptions) && hasLegacyExceptions(object),
    namesThrow,
    data: readDataSegments(object).reduce((sum, segment) => sum + segment.bytes.length, 0),
  };
}

function isThrow(symbol: GlimpsedSymbol): boolean {
  return symbol.kind === "function" && !isDefined(symbol) && symbol.name() === "__cxa_throw";
}

/** Our own extension link has looked already; what it found stays in the report, for the package's authors to see. */
function withSignatures(object: ObjectFile, { metadata }: Extension, python: string): Repaired {
  const known = metadata?.signatures;
  if (known?.python === python && known.audit === AUDIT_VERSION) return { object, report: known };
  const { object: repaired, report } = repairObject(object, python);
  if (!known || !report) return { object: repaired, report: report ?? known };
  return {
    object: repaired,
    report: { ...report, findings: [...known.findings.filter((each) => each.repaired), ...report.findings] },
  };
}

/** A module's name as part of a file's, for the linker's messages. */
function fileName(module: string): string {
  return module.replace(/[^\w.-]/g, "_");
}

/** Docs/c-api/extension-modules.rst of 3.15: "inittab" takes init functions only (https://github.com/python/cpython/pull/151661). */
function hookAlone(module: string, origin: string): UserError {
  return new UserError(
    "WASI-LINK-EXPORT-HOOK",
    `${origin} has the export hook ${exportHook(module)} (PEP 793) and no ${exportedInit(module)}; Python's table of built-in modules, which a static link needs, takes init functions only.`,
    `Build the package so that it defines ${exportedInit(module)} as well: for the version's own ABI rather than abi3t, or with the binding's option for the classic module definition.`,
  );
}

function noInit(module: string, origin: string, expected: string, inits: readonly string[]): UserError {
  const has = inits.length > 0 ? `only ${inits.join(", ")}` : "no init function at all";
  return new UserError(
    "WASI-LINK-FAILED",
    `${origin} does not export ${expected}, which Python calls to import ${module}; it has ${has}.`,
    inits.length > 0
      ? "The file's name and the module's name in the source must be the same."
      : "It may be a shared library that is no extension module; then extensions have to be linked with it at build time.",
  );
}
