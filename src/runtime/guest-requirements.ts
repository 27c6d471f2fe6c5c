/**
 * What packages in a bundle require at run time (`Requires-Dist`), and how much of it a guest can have.
 *
 * An installer would bring all of it along; a guest takes pure wheels, and extensions only where they are linked in. So
 * what is pure is installed beside the packages, and what has native code is named, for it must be built with them.
 */
import { dirname, join } from "node:path";
import type { BuildTool } from "../build/build-tool.ts";
import { errorLines } from "../build/failures/error-lines.ts";
import { ModuleFailure, runModule } from "../build/python-module.ts";
import type { ReadWheel } from "../build/wheel.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { keepRequirements, keptRequirements, type NativeRequirement, requirementsKey } from "./kept-requirements.ts";

/** `auto` installs what it can and warns of the rest, `on` insists, `off` leaves it to the user. */
export type InstallRequires = "auto" | "on" | "off";

export interface RequiringPackages {
  readonly choice: InstallRequires;
  /** Version of the target Python. */
  readonly python: string;
  /** The wheels that are linked. */
  readonly wheels: readonly Pick<ReadWheel, "name" | "contents">[];
  /** A folder that is not there yet, and outlives the call. */
  readonly work: string;
}

export interface GuestRequirements {
  /** Absolute paths of pure wheels. */
  readonly wheels: readonly string[];
  /** What the guest lacks. */
  readonly warnings: readonly string[];
}

const METADATA = /^[^/]+\.dist-info\/METADATA$/;

/**
 * @param tool is asked for only where something has to be resolved
 * @throws {UserError} WASI-PACKAGE-REQUIREMENTS where the choice is `on`
 */
export async function guestRequirements(
  host: Host,
  tool: () => Promise<BuildTool>,
  { choice, python, wheels, work }: RequiringPackages,
): Promise<GuestRequirements> {
  if (choice === "off") return { wheels: [], warnings: [] };
  const metadata = wheels.flatMap(({ contents }) => [...contents].filter(([file]) => METADATA.test(file)));
  const texts = metadata.map(([, content]) => new TextDecoder().decode(content));
  if (!texts.some(requiresSomething)) return { wheels: [], warnings: [] };
  const infos = metadata.map(([file], place) => join(work, "linked", String(place), dirname(file)));
  await Promise.all(
    metadata.map(([, content], place) => host.files.write(join(infos[place] ?? "", "METADATA"), content)),
  );
  const request = { infos, python, folder: join(work, "resolved") };
  const names = wheels.map(({ name }) => name).join(", ");
  const key = requirementsKey(host, texts, python);
  try {
    const kept = await keptRequirements(host, key);
    const { wheels: pure, native } = kept ?? (await resolved(host, await tool(), request, work));
    if (!kept) await keepRequirements(host, key, { wheels: pure, native });
    if (choice === "on" && native.length > 0) throw missingNative(native);
    return { wheels: pure, warnings: native.map(nativeText) };
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    const output = typeof error.facts.output === "string" ? errorLines(error.facts.output) : [];
    if (choice === "on") throw unresolved(names, output);
    const why = output.at(-1) ?? error.message;
    return { wheels: [], warnings: [`What ${names} requires in the guest was not installed: ${why}`] };
  }
}

async function resolved(host: Host, tool: BuildTool, request: Readonly<Record<string, unknown>>, work: string) {
  const module = "pywasi_build.guest_requirements";
  const answer = await runModule(host, tool, { module, request, work, env: host.env });
  return { wheels: answer.wheels as readonly string[], native: answer.native as readonly NativeRequirement[] };
}

/** Extras are asked for by somebody else. */
function requiresSomething(metadata: string): boolean {
  const [head = ""] = metadata.split(/\r?\n\r?\n/, 1);
  return head.split(/\r?\n/).some((line) => /^Requires-Dist:/i.test(line) && !/;.*\bextra\s*==/.test(line));
}

function nativeText({ requirement, requiredBy }: NativeRequirement): string {
  const who = requiredBy.length === 0 ? "A requirement" : requiredBy.join(", ");
  const verb = requiredBy.length > 1 ? "require" : "requires";
  return `${who} ${verb} ${requirement}, which has native code and is not in python.wasm: add it to build.`;
}

function missingNative(native: readonly NativeRequirement[]): UserError {
  return new UserError(
    "WASI-PACKAGE-REQUIREMENTS",
    "Packages require others with native code that are not linked in.",
    `Build them together: add ${native.map(({ requirement }) => requirement).join(", ")} to build. Where the guest does without, set install-requires: auto or off.`,
    native.map(nativeText),
  );
}

function unresolved(names: string, output: readonly string[]): UserError {
  return new UserError(
    "WASI-PACKAGE-REQUIREMENTS",
    `What ${names} requires in the guest could not be resolved.`,
    "The lines above are pip's. Check that an index answers and that the versions agree, or set install-requires: off.",
    output,
  );
}
