/** An entry of the workflow cache: an installation's files, and a note by which half an entry is told from a whole one. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { CACHE_SCHEMA } from "./key.ts";

const NOTE = "entry.json";
const TREE = "tree";

/** Lays a copy of an installation into `folder`. @returns bytes of its files */
export async function packEntry(host: Host, installation: string, folder: string): Promise<number> {
  const tree = join(folder, TREE);
  await host.files.copy(installation, tree);
  const size = await sizeOf(host, tree);
  await host.files.write(join(folder, NOTE), JSON.stringify({ schema: CACHE_SCHEMA, ...size }));
  return size.bytes;
}

/** @returns the folder with the files, or undefined where some are missing or cut short */
export async function openEntry(host: Host, folder: string): Promise<string | undefined> {
  const note = join(folder, NOTE);
  const tree = join(folder, TREE);
  if (!(await host.files.info(note)) || !(await host.files.info(tree))) return undefined;
  const noted = readNote(await host.files.readText(note));
  const { files, bytes } = await sizeOf(host, tree);
  return noted?.files === files && noted.bytes === bytes ? tree : undefined;
}

function readNote(text: string): { readonly files: unknown; readonly bytes: unknown } | undefined {
  try {
    const note = JSON.parse(text);
    return note?.schema === CACHE_SCHEMA ? note : undefined;
  } catch {
    return undefined;
  }
}

async function sizeOf(host: Host, folder: string): Promise<{ files: number; bytes: number }> {
  const files = await host.files.walk(folder);
  const sizes = await Promise.all(files.map(async (file) => (await host.files.info(join(folder, file)))?.size ?? 0));
  return { files: files.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
