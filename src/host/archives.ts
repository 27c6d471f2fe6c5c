/** Archives, of which no member is unpacked that was not looked at before. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { escapeOf, type Member } from "./archive-members.ts";
import { HostFailure } from "./failure.ts";
import type { Archives, Processes } from "./host.ts";
import { messageOf, systemCode, touching } from "./system-errors.ts";
import type { TarCompression } from "./tar-archive.ts";

export function nodeArchives(processes: Processes): Archives {
  return {
    extract: async (archive, folder, options = {}) => {
      const name = options.name ?? basename(archive);
      const strip = options.strip ?? 0;
      const compression = tarCompression(name);
      // Loaded when needed: the two packages cost a third of the start-up time of a command that unpacks nothing.
      const { extractTar } = await import("./tar-archive.ts");
      const { extractZip, listZip } = await import("./zip-archive.ts");
      const wanted = options.wanted ?? (() => true);
      const undo = await makeFolder(folder);
      try {
        if (compression) await extractTar(archive, compression, folder, { strip, wanted }, processes);
        else {
          stayInside(await listZip(archive), strip);
          await extractZip(archive, folder, strip);
        }
      } catch (error) {
        await undo();
        throw worded(name, error);
      }
    },
    read: async (archive) => {
      const { readZip } = await import("./zip-archive.ts");
      const bytes = await touching(archive, () => readFile(archive));
      try {
        const { members, files } = await readZip(bytes);
        stayInside(members, 0);
        return { files, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
      } catch (error) {
        throw worded(basename(archive), error);
      }
    },
  };
}

/** @throws {HostFailure} `archive-escape` */
function stayInside(members: readonly Member[], strip: number): void {
  const reason = escapeOf(members, strip);
  if (reason !== undefined) throw new HostFailure("archive-escape", reason);
}

function worded(name: string, error: unknown): unknown {
  if (error instanceof HostFailure && error.kind === "archive-escape") {
    return new HostFailure(error.kind, `${name}: ${error.message}`);
  }
  // What the decompressors and parsers throw has no class of its own; system errors have been worded already.
  if (error instanceof HostFailure || /^E(?!RR_)/.test(systemCode(error) ?? "")) return error;
  return new HostFailure("archive-damaged", `${name}: ${messageOf(error)}`);
}

/** @returns what takes back all that was written into the folder since; one that was in use is left as it is */
async function makeFolder(folder: string): Promise<() => Promise<void>> {
  const made = await touching(folder, () => mkdir(folder, { recursive: true }));
  if (made !== undefined) return () => rm(folder, { recursive: true, force: true });
  if ((await readdir(folder)).length > 0) return async () => {};
  return async () => {
    for (const entry of await readdir(folder)) await rm(join(folder, entry), { recursive: true, force: true });
  };
}

function tarCompression(name: string): TarCompression | undefined {
  if (/\.(tar\.gz|tgz)$/i.test(name)) return "gzip";
  if (/\.(tar\.xz|txz)$/i.test(name)) return "xz";
  if (/\.tar$/i.test(name)) return "none";
  if (/\.(zip|whl)$/i.test(name)) return undefined;
  throw new HostFailure(
    "archive-damaged",
    `${name}: not a kind of archive that is known (.tar.gz, .tar.xz, .zip, .whl)`,
  );
}
