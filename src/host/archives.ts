/** Archives, unpacked only after every member has been looked at. */
import { mkdir } from "node:fs/promises";
import { basename } from "node:path";
import { escapeOf } from "./archive-members.ts";
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
      const { extractTar, listTar } = await import("./tar-archive.ts");
      const { extractZip, listZip } = await import("./zip-archive.ts");
      try {
        const members = compression ? await listTar(archive, compression, processes) : await listZip(archive);
        const reason = escapeOf(members, strip);
        if (reason !== undefined) throw new HostFailure("archive-escape", `${name}: ${reason}`);
        await touching(folder, () => mkdir(folder, { recursive: true }));
        if (compression) await extractTar(archive, compression, folder, strip, processes);
        else await extractZip(archive, folder, strip);
      } catch (error) {
        // What the decompressors and parsers throw has no class of its own; system errors have been worded already.
        if (error instanceof HostFailure || /^E(?!RR_)/.test(systemCode(error) ?? "")) throw error;
        throw new HostFailure("archive-damaged", `${name}: ${messageOf(error)}`);
      }
    },
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
