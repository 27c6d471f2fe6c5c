/** A data file of the product, read and written in the form that the linter wants. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** @param path below the repository */
export function readData<T>(path: string): T {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

export function writeData(path: string, data: unknown): void {
  writeFileSync(join(root, path), `${JSON.stringify(data, null, 2)}\n`);
  const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
  execFileSync(process.execPath, [biome, "format", "--write", join(root, path)], { cwd: root, stdio: "ignore" });
}
