/** A folder of a test's own, gone afterwards. */
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

/** Makes an empty folder for the tests of one file, which is removed after them. */
export function scratchFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "pywasi test ")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
