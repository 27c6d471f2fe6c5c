/**
 * Tar archives: listed by the npm package `tar`, which reads every dialect into plain entries, and unpacked by the
 * system's `tar`, which is several times faster on an SDK's thousands of files. Windows, whose PATH may hold a GNU
 * tar that takes `C:` for a host name, unpacks with the package.
 */
import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Parser, Unpack } from "tar";
import type { Member } from "./archive-members.ts";
import { HostFailure } from "./failure.ts";
import type { HostPlatform, Processes } from "./host.ts";
import { asHostFailure, noSpace } from "./system-errors.ts";

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

/** @throws what the decompressor and the parser throw on damage */
export async function listTar(archive: string, compression: TarCompression, processes: Processes): Promise<Member[]> {
  const members: Member[] = [];
  await parse(archive, compression, processes, (fail) => {
    const parser = new Parser({
      onReadEntry: (entry) => {
        members.push({ name: entry.path, kind: KINDS[entry.type] ?? "other", target: entry.linkpath });
        entry.resume();
      },
      onwarn: (code, message) => {
        if (DAMAGE.includes(code)) fail(new Error(String(message)));
      },
    });
    return parser as unknown as NodeJS.WritableStream;
  });
  if (members.length === 0) throw new Error("it holds nothing");
  return members;
}

/** The package warns where GNU tar stops. */
const DAMAGE = ["TAR_BAD_ARCHIVE", "TAR_ABORT", "TAR_ENTRY_INVALID"];

export async function extractTar(
  archive: string,
  compression: TarCompression,
  folder: string,
  strip: number,
  processes: Processes,
  os: HostPlatform["os"],
): Promise<void> {
  if (os !== "win32" && (await processes.find("tar"))) {
    const filter = { gzip: ["--gzip"], xz: ["--xz"], none: [] }[compression];
    // As root, tar would give the files to the users of the machine that packed them.
    const args = ["-x", ...filter, "-f", archive, "-C", folder, `--strip-components=${strip}`, "--no-same-owner"];
    const { code, stderr } = await processes.run("tar", args);
    if (code === 0) return;
    if (/No space left on device|quota exceeded/i.test(stderr)) throw noSpace(folder);
    throw new Error(stderr.trim().split("\n").slice(0, 3).join("; "));
  }
  await parse(archive, compression, processes, (fail) => {
    const unpack = new Unpack({ cwd: folder, strip, onwarn: (_code, message) => fail(new Error(String(message))) });
    return unpack as unknown as NodeJS.WritableStream;
  });
}

/** Runs the decompressed archive through a parser that reports damage by calling `fail`. */
async function parse(
  archive: string,
  compression: TarCompression,
  processes: Processes,
  makeParser: (fail: (error: Error) => void) => NodeJS.WritableStream,
): Promise<void> {
  const broken = new AbortController();
  const parser = makeParser((error) => broken.abort(error));
  const read = () => createReadStream(archive, { highWaterMark: 1 << 20 });
  const { signal } = broken;
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
