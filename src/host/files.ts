/** The real file system. */
import { constants, copyFileSync, cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import * as fs from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { FileInfo, Files } from "./host.ts";
import { asHostFailure, spaceAt, systemCode, touching } from "./system-errors.ts";

/** Scratch that a killed run left behind is removed by a later one after this many milliseconds. */
const SCRATCH_LIFETIME = 2 * 24 * 3600 * 1000;

/** Virus scanners hold files for a moment (Windows). */
const REMOVE = { recursive: true, force: true, maxRetries: 3 } as const;

/** @param temp the folder that `temporaryFolder` works in */
export function nodeFiles(temp: string): Files {
  let swept: Promise<void> | undefined;
  return {
    readText: (path) => touching(path, () => fs.readFile(path, "utf8")),
    readBytes: (path) => touching(path, () => fs.readFile(path)),
    readFrom,
    write: writeWhole,
    writeTree,
    append: (path, content) => touching(path, () => fs.appendFile(path, content)),
    info,
    list: (folder) => touching(folder, async () => (await fs.readdir(folder)).sort()),
    walk: (folder) => touching(folder, () => walk(folder)),
    makeFolder: (path) => touching(path, async () => void (await fs.mkdir(path, { recursive: true }))),
    // Waits for the disk more than it works, so that others may go on meanwhile.
    remove: (path) => touching(path, () => fs.rm(path, REMOVE)),
    rename: (from, to) => touching(from, () => fs.rename(from, to)),
    replace,
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

/** Folder by folder, each in one go: a thousand small files take several times as long through the thread pool. */
async function writeTree(folder: string, contents: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  const made = new Set<string>();
  await touching(folder, async () => {
    for (const [path, content] of contents) {
      const file = join(folder, path);
      const parent = dirname(file);
      if (!made.has(parent)) {
        await othersTurn();
        mkdirSync(parent, { recursive: true });
        made.add(parent);
      }
      writeFileSync(file, content);
    }
  });
}

/** So that what runs beside gets on: a linker that has ended is followed up, a line that a build printed is shown. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
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

/** In one go, as a tree is written. */
async function walk(folder: string): Promise<string[]> {
  const found: string[] = [];
  const visit = async (path: string, relative: string): Promise<void> => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
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

async function copy(from: string, to: string): Promise<void> {
  const source = await touching(from, () => fs.lstat(from));
  await touching(to, async () => {
    await fs.mkdir(dirname(to), { recursive: true });
    if (source.isDirectory()) await copyTree(from, to);
    else await fs.cp(from, to, COPY);
  });
}

/** What is there goes when the new tree lies beside it, whole: a copy from another file system may find no room. */
async function replace(from: string, to: string): Promise<void> {
  const neighbour = `${to}.partial-${process.pid}`;
  await touching(to, async () => {
    await fs.mkdir(dirname(to), { recursive: true });
    try {
      await fs.rename(from, neighbour).catch(async (error) => {
        if (systemCode(error) !== "EXDEV") throw error;
        await copyTree(from, neighbour);
      });
      rmSync(to, REMOVE);
      await fs.rename(neighbour, to);
    } finally {
      await fs.rm(neighbour, REMOVE);
    }
    await fs.rm(from, REMOVE);
  });
}

/** As a tree is written, with the links as they are. */
async function copyTree(from: string, to: string): Promise<void> {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await copyTree(source, target);
    else if (entry.isSymbolicLink()) cpSync(source, target, COPY);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
  await othersTurn();
}

async function sweep(temp: string): Promise<void> {
  for (const name of await fs.readdir(temp)) {
    const path = join(temp, name);
    const modified = (await info(path))?.modified.getTime() ?? Date.now();
    // Someone else may be removing the same leftovers; whoever comes second has nothing to do.
    if (Date.now() - modified > SCRATCH_LIFETIME) await fs.rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
