/** The record of a finished part: what it is made by and what it left. A part without one is not there. */
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import type { Made } from "./made.ts";
import { type Part, partKey } from "./parts.ts";

interface Stamp extends Made {
  readonly schema: 1;
  readonly key: string;
}

/** @returns what the part left, where it was finished by this recipe and nothing of it has gone since */
export async function readStamp({ files }: Host, folder: string, part: Part): Promise<Made | undefined> {
  const path = stampPath(folder, part);
  if (!(await files.info(path))) return undefined;
  const stamp = parse(await files.readText(path));
  if (stamp?.key !== partKey(part)) return undefined;
  for (const file of stamp.files) {
    if ((await files.info(join(folder, file.path)))?.size !== file.size) return undefined;
  }
  for (const place of stamp.folders) {
    if (!(await files.info(join(folder, place)))) return undefined;
  }
  return stamp;
}

export async function writeStamp({ files }: Host, folder: string, part: Part, made: Made): Promise<void> {
  const stamp: Stamp = { schema: 1, key: partKey(part), ...made };
  await files.write(stampPath(folder, part), `${JSON.stringify(stamp, undefined, 2)}\n`);
}

export async function removeStamp({ files }: Host, folder: string, part: Part): Promise<void> {
  await files.remove(stampPath(folder, part));
}

function stampPath(folder: string, part: Part): string {
  return join(folder, ".parts", `${part.name}.json`);
}

/** Half a stamp, after a crash of the machine, counts as none. */
function parse(text: string): Stamp | undefined {
  try {
    return JSON.parse(text) as Stamp;
  } catch {
    return undefined;
  }
}
