/** Assembles a mirror: the parts that are asked for and not yet there, one after the other, and its manifest. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { inMirrorWords, mirrorError } from "./failure.ts";
import { assembleLibrary } from "./library-part.ts";
import type { Made } from "./made.ts";
import { manifestOf } from "./manifest.ts";
import { assembleNative } from "./native-part.ts";
import { PARTS, type Part, withNeeds } from "./parts.ts";
import { assembleProgram } from "./program-part.ts";
import { assembleRelease } from "./release-part.ts";
import { assembleSdk } from "./sdk-part.ts";
import { assembleSource } from "./source-part.ts";
import { readStamp, removeStamp, writeStamp } from "./stamp.ts";
import { openWorkshop, type Workshop } from "./workshop.ts";

export interface Mirror {
  /** Absolute; what a `mirror` input takes. */
  readonly folder: string;
  /** Absolute; what a `manifest-file` input takes. */
  readonly manifestPath: string;
  /** The parts asked for, and those that they need. */
  readonly parts: readonly MirrorPart[];
}

export interface MirrorPart extends Made {
  readonly name: string;
  readonly about: string;
  /** Assembled by this call; otherwise it was there. */
  readonly assembled: boolean;
}

export interface MirrorProgress {
  readonly part: string;
  /** What is being done, such as `compile`. */
  readonly step: string;
  /** How many of `total` things are done, where they can be counted. */
  readonly done: number | undefined;
  readonly total: number | undefined;
}

export interface MirrorRequest {
  /** Absolute; made where it is not there. */
  readonly folder: string;
  /** Names out of `PARTS`. */
  readonly parts: readonly string[];
  /** Default: the host's log. */
  readonly onProgress?: (progress: MirrorProgress) => void;
}

/** Scratch of a run that was killed is removed by a later one after this many milliseconds. */
const SCRATCH_LIFETIME = 2 * 3600_000;

/**
 * A finished part is not assembled again; one that was interrupted starts anew with what had been downloaded. Two calls
 * for the same folder at once both succeed, for each works in scratch of its own and puts whole files into place.
 *
 * @throws {UserError} WASI-MIRROR; WASI-INPUT-VALUE for a part that does not exist
 */
export async function assembleMirror(host: Host, request: MirrorRequest): Promise<Mirror> {
  const { folder } = request;
  const parts: MirrorPart[] = [];
  try {
    for (const part of withNeeds(request.parts)) {
      const there = await readStamp(host, folder, part);
      const made = there ?? (await assemblePart(host, request, part));
      const { files, folders } = made;
      parts.push({ name: part.name, about: part.about, assembled: there === undefined, files, folders });
    }
    return { folder, manifestPath: await writeManifest(host, folder), parts };
  } catch (error) {
    throw inMirrorWords(error, folder);
  }
}

/** Every part that can be had, with what it left where it is there. */
export async function listParts(
  host: Host,
  folder: string,
): Promise<readonly { readonly part: Part; readonly made: Made | undefined }[]> {
  return Promise.all(PARTS.map(async (part) => ({ part, made: await readStamp(host, folder, part) })));
}

async function assemblePart(host: Host, request: MirrorRequest, part: Part): Promise<Made> {
  const { folder } = request;
  if (host.platform.os !== "linux") {
    throw mirrorError(
      "A mirror is assembled on Debian Linux.",
      "Assemble it there or in a container, copy the folder here, and pass it as mirror.",
    );
  }
  const report = request.onProgress ?? logged(host);
  return host.log.group(`Assemble ${part.name}: ${part.about}`, async () => {
    const scratch = join(folder, ".scratch", `${part.name}-${randomUUID()}`);
    await sweep(host, join(folder, ".scratch"));
    await host.files.makeFolder(scratch);
    await removeStamp(host, folder, part);
    const shop = openWorkshop(host, folder, scratch, (step, done, total) =>
      report({ part: part.name, step, done, total }),
    );
    try {
      await requireRoom(shop, part);
      const made = await assemble(shop, part);
      await writeStamp(host, folder, part, made);
      return made;
    } finally {
      await host.files.remove(scratch);
    }
  });
}

function assemble(shop: Workshop, part: Part): Promise<Made> {
  switch (part.kind) {
    case "sdk":
      return assembleSdk(shop, part);
    case "release":
      return assembleRelease(shop, part);
    case "source":
      return assembleSource(shop, part);
    case "native":
      return assembleNative(shop, part);
    case "library":
      return assembleLibrary(shop, part);
    case "program":
      return assembleProgram(shop, part);
  }
}

function logged({ log }: Host): (progress: MirrorProgress) => void {
  return ({ part, step, done, total }) => {
    if (done === undefined) log.info(step);
    else log.progress(`${part}: ${step}`, done, total);
  };
}

/** Better said at once than after ten minutes. Where `df` does not tell, the disk will. */
async function requireRoom(shop: Workshop, part: Part): Promise<void> {
  const { stdout } = await shop.run("look at the disk", "df", ["-Pk", shop.folder]);
  const free = Number(stdout.trim().split("\n").at(-1)?.split(/\s+/)[3]) * 1024;
  if (!(free < part.size)) return;
  const megabytes = (bytes: number) => `${Math.round(bytes / 1e6)} MB`;
  throw mirrorError(
    `${part.name} needs ${megabytes(part.size)}, and the disk of ${shop.folder} has ${megabytes(free)} left.`,
    "Make room, or name a folder on another disk with PYWASI_MIRROR_DIR or --folder.",
  );
}

async function sweep({ files }: Host, folder: string): Promise<void> {
  if (!(await files.info(folder))) return;
  for (const name of await files.list(folder)) {
    const modified = (await files.info(join(folder, name)))?.modified.getTime() ?? Date.now();
    if (Date.now() - modified > SCRATCH_LIFETIME) await files.remove(join(folder, name));
  }
}

/** Of all that is in the mirror, not only of what was asked for now. */
async function writeManifest(host: Host, folder: string): Promise<string> {
  const path = join(folder, "manifest.json");
  const made = (await listParts(host, folder)).flatMap((entry) => entry.made ?? []);
  await host.files.write(path, `${JSON.stringify(manifestOf(made), undefined, 2)}\n`);
  return path;
}
