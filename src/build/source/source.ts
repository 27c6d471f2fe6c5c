/** From what the user named to something that can be built: a source tree, or a wheel that is taken as it is. */
import { basename, join, resolve } from "node:path";
import type { Host } from "../../host/host.ts";
import { explained } from "../../pins/failures.ts";
import { UserError } from "../../report/errors.ts";
import type { BuildTool } from "../build-tool.ts";
import { ModuleFailure, runModule } from "../python-module.ts";
import { packageError } from "./package-errors.ts";
import { isWheel, type PackageReference, packageReference, projectOf } from "./package-reference.ts";

export type Source =
  | { readonly kind: "wheel"; readonly path: string }
  | {
      readonly kind: "tree";
      readonly path: string;
      /** For the log's name; the wheel knows the real one. */
      readonly name: string;
      /** The user's own folder, which is built in place, or one of ours. */
      readonly own: boolean;
      /** Absolute path of the archive that the tree came from. */
      readonly archive: string | undefined;
      /** Whether a package index has it, so that its native copy can come from there. */
      readonly indexed: boolean;
    };

export interface SourceRequest {
  readonly requirement: string;
  /** The target's version. */
  readonly python: string;
  /** Scratch folder of this package. */
  readonly work: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * @throws {UserError} WASI-PACKAGE-NOT-FOUND, WASI-PACKAGE-NO-SDIST, WASI-PIN-MISSING, WASI-DOWNLOAD-…, WASI-ARCHIVE-…
 */
export async function obtainSource(host: Host, tool: BuildTool, request: SourceRequest): Promise<Source> {
  const reference = packageReference(request.requirement);
  switch (reference.kind) {
    case "path":
      return fromPath(host, reference.path, request);
    case "url":
      return fromArchive(host, await download(host, reference, request), request);
    case "requirement":
      return fromArchive(host, await fetchSdist(host, tool, request), request, true);
  }
}

async function fromPath(host: Host, path: string, request: SourceRequest): Promise<Source> {
  const whole = resolve(host.folders.work, path);
  const info = await host.files.info(whole);
  if (!info) {
    throw new UserError(
      "WASI-PACKAGE-NOT-FOUND",
      `There is no ${whole}.`,
      "Name a folder with a pyproject.toml or setup.py, a source distribution or a wheel; relative paths start at working-directory.",
    );
  }
  if (info.kind === "folder") {
    return { kind: "tree", path: whole, name: basename(whole), own: true, archive: undefined, indexed: false };
  }
  return fromArchive(host, whole, request);
}

async function fromArchive(host: Host, archive: string, request: SourceRequest, indexed = false): Promise<Source> {
  if (isWheel(archive)) return { kind: "wheel", path: archive };
  const tree = join(request.work, "source");
  try {
    await host.archives.extract(archive, tree, { strip: 1 });
  } catch (error) {
    throw explained(error, { what: basename(archive) });
  }
  return { kind: "tree", path: tree, name: projectOf(basename(archive)), own: false, archive, indexed };
}

async function download(
  host: Host,
  reference: Extract<PackageReference, { kind: "url" }>,
  request: SourceRequest,
): Promise<string> {
  if (reference.sha256 === undefined) {
    throw new UserError(
      "WASI-PIN-MISSING",
      `${reference.url} comes without a checksum.`,
      "Append the file's: #sha256=HASH.",
    );
  }
  const file = join(request.work, reference.file);
  let sha256: string;
  try {
    ({ sha256 } = await host.downloads.file(reference.url, file));
  } catch (error) {
    throw explained(error, { what: reference.url });
  }
  if (sha256 === reference.sha256) return file;
  await host.files.remove(file);
  throw new UserError(
    "WASI-DOWNLOAD-HASH",
    `${reference.url} is not the file that its checksum names.`,
    "Correct the checksum if you trust the file, or find out who changed it.",
    [`sha256 asked for: ${reference.sha256}`, `sha256 received:  ${sha256}`],
  );
}

async function fetchSdist(host: Host, tool: BuildTool, request: SourceRequest): Promise<string> {
  const asked = { requirement: request.requirement, python: request.python };
  let fetched: Readonly<Record<string, unknown>>;
  try {
    fetched = await runModule(host, tool, {
      module: "pywasi_build.fetch",
      request: { ...asked, folder: request.work },
      work: request.work,
      env: request.env,
    });
  } catch (error) {
    throw (error instanceof ModuleFailure && packageError(error, asked)) || error;
  }
  const newer = fetched.newer as { version: string; requiresPython: string } | null;
  const passedOver = newer ? `; ${newer.version} asks for Python ${newer.requiresPython}` : "";
  host.log.info(
    `${fetched.name} ${fetched.version}: ${basename(String(fetched.path))}, sha256 ${fetched.sha256}${passedOver}`,
  );
  return String(fetched.path);
}
