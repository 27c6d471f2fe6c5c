/**
 * Tar archives, listed and unpacked by the npm package `tar`.
 *
 * Not by the system's tar: measured on an SDK's archive it is no faster (decompression and the disk decide), it
 * differs from system to system, and what looked at the members should be what writes them, or a file that two
 * parsers read differently gets past the look.
 */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Parser, Unpack } from "tar";
import type { Member } from "./archive-members.ts";
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

/** The package warns, and goes on, where GNU tar stops. */
const DAMAGE = ["TAR_BAD_ARCHIVE", "TAR_ABORT", "TAR_ENTRY_INVALID"];

/** @throws what the decompressor and the parser throw on damage */
export async function listTar(archive: string, compression: TarCompression, processes: Processes): Promise<Member[]> {
  const members: Member[] = [];
  await parse(archive, compression, processes, (fail) => {
    return new Parser({
      onReadEntry: (entry) => {
        members.push({ name: entry.path, kind: KINDS[entry.type] ?? "other", target: entry.linkpath });
        entry.resume();
      },
      onwarn: (code, message) => {
        if (DAMAGE.includes(code)) fail(new Error(String(message)));
      },
    });
  });
  if (members.length === 0) throw new Error("it holds nothing");
  return members;
}

/** Unpacks an archive whose members have been looked at. @throws as `listTar`, and {HostFailure} for the disk's troubles */
export async function extractTar(
  archive: string,
  compression: TarCompression,
  folder: string,
  strip: number,
  processes: Processes,
): Promise<void> {
  await parse(archive, compression, processes, (fail) => {
    return new Unpack({
      cwd: folder,
      strip,
      // As root it would give the files to the users of the machine that packed them.
      preserveOwner: false,
      // The package refuses a link to a link, of which an SDK is full; escapeOf has looked at where they all lead.
      preservePaths: true,
      onwarn: (_code, message, data) =>
        fail(asHostFailure(Object.assign(new Error(String(message)), { code: data.code }), folder)),
    });
  });
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
