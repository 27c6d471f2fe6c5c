/**
 * One call of `wasi-ld`: plans it, runs the SDK's linker, and turns its object into an extension.
 * Synchronous, since it is a whole process whose start-up time a build pays hundreds of times.
 */
import { withCustomSection } from "../../object/edit.ts";
import { readObject, writeObject } from "../../object/object-file.ts";
import { repairObject } from "../../signature/repair.ts";
import { type ExtensionMetadata, METADATA_SECTION } from "../extension-metadata.ts";
import { isolate } from "./isolate.ts";
import type { LinkLogEntry } from "./link-log.ts";
import { type ExtensionLinkPlan, planLink } from "./link-plan.ts";
import { expandResponseFiles } from "./response-file.ts";

/** The machine as a linker needs it. */
export interface LinkMachine {
  exists(path: string): boolean;
  /** Undefined where there is no such file. */
  readText(path: string): string | undefined;
  readBytes(path: string): Uint8Array;
  /** Replaces the file; it can be executed, as build tools expect of a shared library. */
  write(path: string, bytes: Uint8Array): void;
  remove(path: string): void;
  append(path: string, text: string): void;
  /** Runs a program with our standard streams; its exit code. */
  run(command: string, args: readonly string[]): number;
  /** Absolute form of a path. */
  absolute(path: string): string;
}

export interface ExtensionLinkOptions {
  /** Absolute folder of the SDK. */
  readonly sdkPath: string;
  readonly sdkNumber: number;
  /** X.Y of the Python that it is built for. */
  readonly python: string;
  /** Absolute folder of what is added to the SDK's libc. */
  readonly additions: string;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries?: string | undefined;
  /** Absolute path of the link log; undefined for none. */
  readonly log: string | undefined;
}

/**
 * @param args what the compiler driver passed to its linker
 * @returns the exit code of the SDK's linker
 * @throws {UserError} WASI-OBJECT-FORMAT
 */
export function runExtensionLink(args: readonly string[], options: ExtensionLinkOptions, machine: LinkMachine): number {
  const expanded = expandResponseFiles(args, (path) => machine.readText(path));
  const plan = planLink(expanded, { ...options, exists: (path) => machine.exists(path) });
  const linker = `${options.sdkPath}/bin/wasm-ld`;
  if (plan.kind === "program") return machine.run(linker, plan.args);
  const code = machine.run(linker, plan.args);
  if (code !== 0) return code;
  try {
    const entry = finishExtension(plan, options, machine);
    if (options.log !== undefined) machine.append(options.log, `${JSON.stringify(entry)}\n`);
  } catch (error) {
    // A build tool takes a file that is there for a good one.
    machine.remove(plan.output);
    throw error;
  }
  return 0;
}

function finishExtension(plan: ExtensionLinkPlan, options: ExtensionLinkOptions, machine: LinkMachine): LinkLogEntry {
  const { libraries, dropped } = plan;
  const output = machine.absolute(plan.output);
  const linked = readObject(machine.readBytes(plan.output), plan.output);
  const { object: isolated, inits, hidden } = isolate(linked, plan.exported);
  const init = chooseInit(inits, plan.output);
  // A shared library of the project's own, for its extensions to link with: they need its symbols.
  if (init === undefined) return { output, kind: "library", inits, libraries, dropped, hidden: [] };
  const { object, report: signatures } = repairObject(isolated, options.python);
  const metadata: ExtensionMetadata = {
    format: 1,
    init,
    libraries,
    sdk: options.sdkNumber,
    dropped,
    hidden,
    ...(signatures && { signatures }),
  };
  const content = new TextEncoder().encode(JSON.stringify(metadata));
  machine.write(plan.output, writeObject(withCustomSection(object, METADATA_SECTION, content)));
  return { output, kind: "extension", inits, libraries, dropped, hidden, ...(signatures && { signatures }) };
}

/** One file may hold several modules; the one that the file is named after comes first. */
function chooseInit(inits: readonly string[], output: string): string | undefined {
  const module = /([^\\/]*?)(?:\.[^\\/]*)?$/.exec(output)?.[1];
  return inits.find((name) => name === `PyInit_${module}`) ?? inits[0];
}
