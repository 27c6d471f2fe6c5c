/** An entry of the workflow cache: an installation's files, and a note by which half an entry is told from a whole one. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { folderSize } from "./folder-size.ts";
import { CACHE_SCHEMA } from "./key.ts";

const NOTE = "entry.json";
const TREE = "tree";

/** Lays a copy of an installation into `folder`. @returns bytes of its files */
export async function packEntry(host: Host, installation: string, folder: string): Promise<number> {
  const tree = join(folder, TREE);
  await host.files.copy(installation, tree);
  const size = await folderSize(host, tree);
  await host.files.write(join(folder, NOTE), JSON.stringify({ schema: CACHE_SCHEMA, ...size }));
  return size.bytes;
}

/** @returns the folder with the files, or undefined where some are missing or cut short */
export async function openEntry(host: Host, folder: string): Promise<string | undefined> {
  const note = join(folder, NOTE);
  const tree = join(folder, TREE);
  if (!(await host.files.info(note)) || !(await host.files.info(tree))) return undefined;
  const noted = readNote(await host.files.readText(note));
  const { files, bytes } = await folderSize(host, tree);
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
