/**
 * The way into every script: `node scripts/bootstrap.mjs scripts/X.ts ARGUMENTS`.
 *
 * Runs on any Node from 18 on with nothing installed. It installs what package-lock.json asks for, once, and then runs
 * the script on the Node 24 that comes with it, which is the one that GitHub runs actions on and that reads TypeScript.
 * Plain JavaScript for that reason, and the only file here that is.
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const modules = join(root, "node_modules");
const windows = process.platform === "win32";
const node = join(modules, "node", "bin", windows ? "node.exe" : "node");

const [script, ...args] = process.argv.slice(2);
if (script === undefined) fail("usage: node scripts/bootstrap.mjs scripts/X.ts [ARGUMENTS]");
const major = Number(process.versions.node.split(".")[0]);
if (major < 18) fail(`Node 18 or newer is needed to begin with; this is ${process.version}.`);

if (installationIsStale()) install();
if (!existsSync(node)) {
  fail(
    "node_modules has no Node 24: the install script of the package `node` did not run.",
    "Allow it (npm config set ignore-scripts false), then: npm rebuild node",
  );
}
run(resolve(root, script), args);

/** npm writes `node_modules/.package-lock.json` last, so its age is that of the last complete installation. */
function installationIsStale() {
  const installed = join(modules, ".package-lock.json");
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync(join(root, "package-lock.json")).mtimeMs;
}

function install() {
  const start = Date.now();
  process.stderr.write("Installing the development dependencies … ");
  // Not `npm ci`: it refuses a lock file that lacks packages for other platforms, which a registry in between may not
  // have. What the lock file does have is installed as it says, integrity included, and it is not written.
  // npm is a .cmd file on Windows, which only a shell can start (nodejs/node#52554); no argument comes from outside.
  const result = spawnSync("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: root,
    encoding: "utf8",
    shell: windows,
  });
  if (result.error) fail(`npm did not start: ${result.error.message}`, "Install npm, which comes with Node.");
  if (result.status !== 0) {
    process.stderr.write("failed\n");
    fail(
      `${result.stdout}${result.stderr}`.trim(),
      "npm install failed: is the registry of `npm config get registry` in reach?",
    );
  }
  process.stderr.write(`${((Date.now() - start) / 1000).toFixed(1)} s\n`);
}

function run(path, scriptArgs) {
  const child = spawn(node, ["--disable-warning=ExperimentalWarning", path, ...scriptArgs], {
    stdio: "inherit",
    env: { ...process.env, PATH: [join(modules, ".bin"), process.env.PATH].join(delimiter) },
  });
  // A terminal's Ctrl-C reaches the child by itself; what is sent to us alone is handed on, and we outlive the child.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT") child.kill(signal);
    });
  }
  child.on("error", (error) => fail(`${node} did not start: ${error.message}`));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
}

function fail(...lines) {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}
