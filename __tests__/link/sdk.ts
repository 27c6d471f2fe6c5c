/** The SDK's own tools, to hold every edit to what they say of it. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { build } from "esbuild";
import { nodeHost } from "../../src/host/node-host.ts";
import type { AdditionFolders } from "../../src/libc/additions.ts";
import { installAdditions } from "../../src/libc/install-additions.ts";
import { wasiLdLauncher } from "../../src/link/extension/wasi-ld-launcher.ts";

const root = join(import.meta.dirname, "..", "..");

/** @throws {Error} with the command that installs an SDK where `WASI_SDK_PATH` names none */
export function sdkPath(): string {
  const path = process.env.WASI_SDK_PATH;
  if (path && existsSync(join(path, "bin", "wasm-ld"))) return path;
  throw new Error(
    `These tests need a WASI SDK, and WASI_SDK_PATH is ${path ? `"${path}", which has none` : "not set"}. ` +
      "Install one with: npm run mirror -- sdk-24",
  );
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "pywasi-link-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Standard output of a tool of the SDK. */
export function tool(name: string, args: readonly string[], cwd?: string, sdk = sdkPath()): string {
  return execFileSync(join(sdk, "bin", name), args, {
    encoding: "utf8",
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TestSdk {
  readonly number: number;
  readonly path: string;
}

function usualSdk(): TestSdk {
  return { number: 24, path: sdkPath() };
}

/** What is added to the SDK's libc, built as the product does it. */
export function testAdditions({ number, path }: TestSdk = usualSdk()): Promise<AdditionFolders> {
  const host = nodeHost({ logStyle: "plain" });
  const sdk = { number, path, sysroot: join(path, "share", "wasi-sysroot") };
  const folders = { ...host.folders, product: root };
  return installAdditions({ ...host, folders }, { ...sdk, origin: "the tests' SDK", standIn: true });
}

/** A folder with `wasi-ld`, made from the sources as the product makes it. */
export async function linkerIn(
  folder: string,
  node = process.execPath,
  sdk: TestSdk & { readonly exceptionLibraries?: string | undefined } = usualSdk(),
): Promise<string> {
  const product = join(folder, "product");
  await build({
    entryPoints: [join(root, "src", "wasi-ld.ts")],
    outfile: join(product, "dist", "wasi-ld.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
    logLevel: "error",
  });
  const launcher = join(folder, "wasi-ld");
  const { lib: additions } = await testAdditions(sdk);
  const { path, number, exceptionLibraries } = sdk;
  const options = { node, product, sdkPath: path, sdkNumber: number, exceptionLibraries };
  const text = wasiLdLauncher({ ...options, python: "3.13", additions });
  writeFileSync(launcher, text, { mode: 0o755 });
  return launcher;
}

/** Runs clang or clang++ in a folder with `wasi-ld` as the linker. */
export function compile(
  linker: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
  sdk = sdkPath(),
): Ran {
  const command = join(sdk, "bin", args.some((each) => each.endsWith(".cc")) ? "clang++" : "clang");
  const result = spawnSync(command, [`-fuse-ld=${linker}`, ...args], {
    cwd,
    encoding: "utf8",
    env: { ...process.env, ...env },
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** Runs a module under node:wasi. */
export function runWasm(
  file: string,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  preopens: Record<string, string> = {},
): Ran {
  const script = `
    import { readFileSync } from "node:fs";
    import { WASI } from "node:wasi";
    const wasi = new WASI({ version: "preview1", args: ${JSON.stringify(["python.wasm", ...args])}, env: ${JSON.stringify(env)}, preopens: ${JSON.stringify(preopens)} });
    const module = await WebAssembly.compile(readFileSync(${JSON.stringify(file)}));
    process.exitCode = wasi.start(await WebAssembly.instantiate(module, wasi.getImportObject()));`;
  const result = spawnSync(process.execPath, ["--no-warnings", "--input-type=module", "-e", script], {
    timeout: 30_000,
    encoding: "utf8",
  });
  return { code: result.status, stdout: result.stdout, stderr: result.stderr };
}
