/**
 * Entry of `wasi-ld` for extensions: `wasi-ld.mjs SDK_PATH SDK_NUMBER PYTHON ADDITIONS EXCEPTIONS LINKER_ARGUMENT…`; see
 * link/wasi-ld-launcher.ts.
 */
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { LINK_LOG_VARIABLE } from "./link/extension/link-log.ts";
import { type LinkMachine, runExtensionLink } from "./link/extension/run-extension-link.ts";
import { describeError, UserError } from "./report/errors.ts";

const machine: LinkMachine = {
  exists: existsSync,
  readText: (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined),
  readBytes: (path) => readFileSync(path),
  // A new file, since the old one may be a link into another folder.
  write: (path, bytes) => {
    rmSync(path, { force: true });
    writeFileSync(path, bytes, { mode: 0o755 });
  },
  remove: (path) => rmSync(path, { force: true }),
  append: appendFileSync,
  run: (command, args) => {
    const { status, error } = spawnSync(command, args, { stdio: "inherit" });
    if (error) throw error;
    return status ?? 1;
  },
  absolute: (path) => resolve(path),
};

const [sdkPath = "", sdkNumber = "", python = "", additions = "", eh = "-", ...args] = process.argv.slice(2);
try {
  const log = process.env[LINK_LOG_VARIABLE];
  const more = { additions, exceptionLibraries: eh === "-" ? undefined : eh };
  process.exitCode = runExtensionLink(args, { sdkPath, sdkNumber: Number(sdkNumber), python, ...more, log }, machine);
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(describeError(error));
  process.exitCode = error.exitCode;
}
