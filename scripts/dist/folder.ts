/** `dist/` on the disk: written from, or compared with, what the sources make. */
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { DistFile } from "./bundle.ts";

/** Names of the files that are missing, superfluous, other bytes, or not executable where they should be; sorted. */
export function differences(folder: string, files: ReadonlyMap<string, DistFile>): readonly string[] {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  const superfluous = present.filter((name) => !files.has(name));
  const changed = [...files].filter(([name, file]) => !isSame(join(folder, name), file)).map(([name]) => name);
  return [...superfluous, ...changed].sort();
}

/** Makes the folder hold exactly these files. */
export function writeDist(folder: string, files: ReadonlyMap<string, DistFile>): void {
  mkdirSync(folder, { recursive: true });
  for (const name of differences(folder, files)) {
    const file = files.get(name);
    if (file === undefined) {
      rmSync(join(folder, name), { recursive: true });
    } else {
      writeFileSync(join(folder, name), file.text);
      chmodSync(join(folder, name), file.executable ? 0o755 : 0o644);
    }
  }
}

function isSame(path: string, file: DistFile): boolean {
  if (!existsSync(path) || readFileSync(path, "utf8") !== file.text) return false;
  // Windows has no such bit; git keeps it there.
  return process.platform === "win32" || ((statSync(path).mode & 0o100) !== 0) === file.executable;
}
