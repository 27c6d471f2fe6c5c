/**
 * Tar archives, unpacked by the npm package `tar`.
 *
 * Not by the system's tar: measured on an SDK's archive it is no faster (decompression and the disk decide), it
 * differs from system to system, and what looked at the members should be what writes them, or a file that two
 * parsers read differently gets past the look.
 */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { type Parser, UnpackSync } from "tar";
import { type Member, MemberGuard, strippedName } from "./archive-members.ts";
import { HostFailure } from "./failure.ts";
import type { Processes } from "./host.ts";
import { asHostFailure } from "./system-errors.ts";

export type TarCompression = "gzip" | "xz" | "none";

const KINDS: Readonly<Record<string, Member["kind"]>> = {
  File: "file",
  OldFile: "file",
  ContiguousFile: "file",
  Directory: "folder",
  GNUDumpDir: "folder",
  SymbolicLink: "symlink",
  Link: "hardlink",
};

/**
 * Unpacks an archive in one pass, each member looked at before it is written: decompressing an SDK a second time, only to
 * list it, would cost a third of the whole.
 *
 * @param wanted which members to write, by their names without the stripped folders; the others are looked at as well
 * @throws what the decompressor and the parser throw on damage, and {HostFailure} `archive-escape` and the disk's troubles
 */
export async function extractTar(
  archive: string,
  compression: TarCompression,
  folder: string,
  options: { readonly strip: number; readonly wanted: (name: string) => boolean },
  processes: Processes,
): Promise<void> {
  const guard = new MemberGuard(options.strip);
  let members = 0;
  const refuse = (reason: string) => new HostFailure("archive-escape", reason);
  await parse(archive, compression, processes, (fail) => {
    return new UnpackSync({
      cwd: folder,
      strip: options.strip,
      // As root it would give the files to the users of the machine that packed them.
      preserveOwner: false,
      // The package refuses a link to a link, of which an SDK is full; the guard looks at where they all lead.
      preservePaths: true,
      filter: (path, entry) => {
        members += 1;
        if (!("type" in entry)) return false;
        const reason = guard.admit({ name: path, kind: KINDS[entry.type] ?? "other", target: entry.linkpath });
        if (reason !== undefined) fail(refuse(reason));
        const name = strippedName(path, options.strip);
        return reason === undefined && (name === undefined || options.wanted(name));
      },
      onwarn: (_code, message, data) =>
        fail(asHostFailure(Object.assign(new Error(String(message)), { code: data.code }), folder)),
    });
  });
  if (members === 0) throw new Error("it holds nothing");
  const reason = guard.finish();
  if (reason !== undefined) throw refuse(reason);
}

/** Runs the decompressed archive through a parser that reports trouble by calling `fail`. */
async function parse(
  archive: string,
  compression: TarCompression,
  processes: Processes,
  makeParser: (fail: (error: unknown) => void) => Parser,
): Promise<void> {
  const broken = new AbortController();
  const { signal } = broken;
  // It is a writable stream in all but its declared type.
  const parser = makeParser((error) => broken.abort(error)) as unknown as NodeJS.WritableStream;
  const read = () => createReadStream(archive, { highWaterMark: 1 << 20 });
  try {
    if (compression === "xz") await throughXz(read, parser, processes, signal);
    else if (compression === "gzip") await pipeline(read(), createGunzip({ chunkSize: 1 << 20 }), parser, { signal });
    else await pipeline(read(), parser, { signal });
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    throw asHostFailure(error, archive);
  }
  if (signal.aborted) throw signal.reason;
}

/** Node has no xz of its own. */
async function throughXz(
  read: () => NodeJS.ReadableStream,
  parser: NodeJS.WritableStream,
  processes: Processes,
  signal: AbortSignal,
): Promise<void> {
  const program = await processes.find("xz");
  if (!program) {
    throw new HostFailure("archive-damaged", "a .tar.xz needs the program xz, which is not on PATH; install xz-utils");
  }
  const child = spawn(program, ["--decompress", "--stdout"], { stdio: ["pipe", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((done) => child.on("close", done));
  try {
    await Promise.all([pipeline(read(), child.stdin), pipeline(child.stdout, parser, { signal })]);
  } finally {
    child.kill();
  }
  if ((await ended) !== 0) throw new Error(stderr.trim());
}
