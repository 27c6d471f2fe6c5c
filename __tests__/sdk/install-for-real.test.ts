/** The installation with the real host over HTTP: what the fake cannot show is that nothing is left on the disk. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { nodeHost } from "../../src/host/node-host.ts";
import { nodePlatform } from "../../src/host/platform.ts";
import { downloadSettings } from "../../src/pins/settings.ts";
import { sdkAsset } from "../../src/sdk/asset.ts";
import { installSdk } from "../../src/sdk/install.ts";
import { type LocalServer, localServer } from "../host/local-server.ts";
import { scratchFolder } from "../host/scratch.ts";
import { errorOf } from "../user-error.ts";

const scratch = scratchFolder();
const asset = sdkAsset(24, nodePlatform());
const name = asset?.name ?? "";
let archive: Buffer;
let server: LocalServer;
/** What the server sends, as the test says. */
let body: Buffer;
let serial = 0;

beforeAll(async () => {
  const top = join(scratch, "wasi-sdk-24.0-x86_64-linux");
  const ending = process.platform === "win32" ? ".exe" : "";
  for (const folder of ["bin", "share/wasi-sysroot/include", "share/wasi-sysroot/lib"]) {
    mkdirSync(join(top, folder), { recursive: true });
  }
  for (const tool of ["clang", "wasm-ld"]) writeFileSync(join(top, "bin", `${tool}${ending}`), tool, { mode: 0o755 });
  execFileSync("tar", ["-czf", join(scratch, "sdk.tar.gz"), "-C", scratch, "wasi-sdk-24.0-x86_64-linux"]);
  archive = readFileSync(join(scratch, "sdk.tar.gz"));
  server = await localServer((request, response) => {
    if (request.url === new URL(asset?.url ?? "").pathname) response.end(body);
    else response.writeHead(404).end();
  });
});
afterAll(() => server.close());

async function run(sent: Buffer, pinned: Buffer, cache?: string) {
  body = sent;
  serial += 1;
  const folder = cache ?? join(scratch, `cache ${serial}`);
  const manifest = join(scratch, `manifest-${serial}.json`);
  const sha256 = createHash("sha256").update(pinned).digest("hex");
  writeFileSync(manifest, JSON.stringify({ schema: 1, standIn: "a test", files: [{ name, sha256 }] }));
  const real = nodeHost({ env: { ...process.env, RUNNER_TOOL_CACHE: folder, RUNNER_TEMP: "" }, logStyle: "plain" });
  const host = { ...real, log: silent(real.log) };
  const settings = await downloadSettings(host, { mirror: server.url, manifestFile: manifest, githubToken: undefined });
  return { folder, install: () => installSdk(host, 24, settings) };
}

function silent<T extends object>(log: T): T {
  return new Proxy(log, { get: (target, key) => (key === "group" ? Reflect.get(target, key) : () => {}) });
}

/** Every path below a folder that is no empty folder of a version or a scratch. */
const filesBelow = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
        (path) => !statSync(join(folder, path)).isDirectory(),
      )
    : [];

test("a verified SDK arrives in the tool cache, and the second run asks nobody", async () => {
  const { folder, install } = await run(archive, archive);
  const sdk = await install();
  expect(sdk).toMatchObject({ installed: true, standIn: true });
  expect(sdk.path.startsWith(join(folder, "wasi-sdk", "24.0.0-m"))).toBe(true);
  expect(statSync(join(sdk.path, "bin")).isDirectory()).toBe(true);
  const requests = server.seen.length;
  const second = await run(archive, archive, folder);
  const started = performance.now();
  expect(await second.install()).toMatchObject({ path: sdk.path, installed: false });
  expect(performance.now() - started).toBeLessThan(1000);
  expect(server.seen).toHaveLength(requests);
});

test("two runs at once both end with the SDK", async () => {
  const { folder, install } = await run(archive, archive);
  const other = await run(archive, archive, folder);
  const [one, two] = await Promise.all([install(), other.install()]);
  expect(one.path).toBe(two.path);
  expect(readdirSync(join(one.path, "bin")).length).toBe(2);
});

test.each<[string, (whole: Buffer) => { sent: Buffer; pinned: Buffer }, string]>([
  ["another file", (whole) => ({ sent: Buffer.from("other"), pinned: whole }), "WASI-DOWNLOAD-HASH"],
  [
    "half an archive that was pinned so",
    (whole) => ({ sent: whole.subarray(0, 150), pinned: whole.subarray(0, 150) }),
    "WASI-ARCHIVE-DAMAGED",
  ],
  [
    "a web page that was pinned",
    () => ({ sent: Buffer.from("<html>"), pinned: Buffer.from("<html>") }),
    "WASI-ARCHIVE-DAMAGED",
  ],
])("%s ends with a coded error and no file", async (_name, make, code) => {
  const { sent, pinned } = make(archive);
  const { folder, install } = await run(sent, pinned);
  expect((await errorOf(install)).code).toBe(code);
  expect(filesBelow(folder)).toEqual([]);
});

if (process.platform !== "win32" && process.getuid?.() !== 0) {
  test("a tool cache that may not be written ends with WASI-DISK-PERMISSION", async () => {
    const folder = join(scratch, "read-only");
    mkdirSync(folder, { mode: 0o555 });
    const { install } = await run(archive, archive, folder);
    expect((await errorOf(install)).code).toBe("WASI-DISK-PERMISSION");
  });
}
