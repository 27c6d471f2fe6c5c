/** Paths as users give them: relative ones start where the user stands. */
import { isAbsolute, join } from "node:path";
import type { Host } from "./host.ts";

/** @returns absolute */
export function userPath({ folders }: Pick<Host, "folders">, path: string): string {
  return isAbsolute(path) ? path : join(folders.work, path);
}
