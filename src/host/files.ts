/** The real file system. */
import { constants, cpSync } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { FileInfo, Files } from "./host.ts";
import { asHostFailure, spaceAt, systemCode, touching } from "./system-errors.ts";

/** Scratch that a killed run left behind is removed by a later one after this many milliseconds. */
const SCRATCH_LIFETIME = 2 * 24 * 3600 * 1000;

/** @param temp the folder that `temporaryFolder` works in */
export function nodeFiles(temp: string): Files {
  let swept: Promise<void> | undefined;
  return {
    readText: (path) => touching(path, () => fs.readFile(path, "utf8")),
    readBytes: (path) => touching(path, () => fs.readFile(path)),
    readFrom,
    write: writeWhole,
    append: (path, content) => touching(path, () => fs.appendFile(path, content)),
    info,
    list: (folder) => touching(folder, async () => (await fs.readdir(folder)).sort()),
    walk: (folder) => touching(folder, () => walk(folder)),
    makeFolder: (path) => touching(path, async () => void (await fs.mkdir(path, { recursive: true }))),
    remove: (path) => touching(path, () => fs.rm(path, { recursive: true, force: true, maxRetries: 3 })),
    rename: (from, to) => touching(from, () => fs.rename(from, to)),
    copy,
    link: (target, path) => touching(path, () => fs.symlink(target, path)),
    room: async (path) => spaceAt(path)?.free,
    temporaryFolder: async (prefix) => {
      await touching(temp, () => fs.mkdir(temp, { recursive: true }));
      swept ??= sweep(temp);
      await swept;
      return touching(temp, () => fs.mkdtemp(join(temp, `${prefix}-`)));
    },
  };
}

/** Writes beside the target and renames: whoever reads at the same time sees the old file or the new one. */
async function writeWhole(path: string, content: string | Uint8Array, mode?: number): Promise<void> {
  await touching(path, async () => {
    await fs.mkdir(dirname(path), { recursive: true });
    const neighbour = join(dirname(path), `.${basename(path)}.${process.pid}-${Math.random().toString(36).slice(2)}`);
    try {
      await fs.writeFile(neighbour, content);
      // chmod, because the mode of writeFile is cut by the umask and an executable must stay one.
      if (mode !== undefined) await fs.chmod(neighbour, mode);
      await fs.rename(neighbour, path);
    } catch (error) {
      await fs.rm(neighbour, { force: true });
      throw error;
    }
  });
}

async function readFrom(path: string, offset: number): Promise<Uint8Array> {
  try {
    const file = await fs.open(path);
    try {
      const { size } = await file.stat();
      const bytes = new Uint8Array(Math.max(0, size - offset));
      const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
      return bytes.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemCode(error) === "ENOENT") return new Uint8Array();
    throw asHostFailure(error, path);
  }
}

async function info(path: string): Promise<FileInfo | undefined> {
  try {
    const stat = await fs.stat(path);
    const kind = stat.isFile() ? "file" : stat.isDirectory() ? "folder" : "other";
    return { kind, size: stat.size, modified: stat.mtime };
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCode(error) ?? "")) return undefined;
    throw asHostFailure(error, path);
  }
}

async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (path: string, relative: string): Promise<void> => {
    for (const entry of await fs.readdir(path, { withFileTypes: true })) {
      const name = `${relative}${entry.name}`;
      if (entry.isDirectory()) await visit(join(path, entry.name), `${name}/`);
      else if (!(entry.isSymbolicLink() && (await info(join(path, entry.name)))?.kind === "folder")) found.push(name);
    }
  };
  await visit(folder, "");
  return found.sort();
}

/** On write where the file system can (btrfs, xfs, APFS), which makes copying a tree of libraries cheap. */
const COPY = {
  recursive: true,
  verbatimSymlinks: true,
  preserveTimestamps: true,
  mode: constants.COPYFILE_FICLONE,
} as const;

/** A tree is copied in one go: the asynchronous cp takes several times as long for a thousand small files. */
async function copy(from: string, to: string): Promise<void> {
  const source = await touching(from, () => fs.lstat(from));
  await touching(to, async () => {
    await fs.mkdir(dirname(to), { recursive: true });
    if (source.isDirectory()) cpSync(from, to, COPY);
    else await fs.cp(from, to, COPY);
  });
}

async function sweep(temp: string): Promise<void> {
  for (const name of await fs.readdir(temp)) {
    const path = join(temp, name);
    const modified = (await info(path))?.modified.getTime() ?? Date.now();
    // Someone else may be removing the same leftovers; whoever comes second has nothing to do.
    if (Date.now() - modified > SCRATCH_LIFETIME) await fs.rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
