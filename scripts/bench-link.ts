/**
 * `npm run bench:link [-- WHEEL…]`: what linking costs, as ratios measured in one run: the relink against the SDK's own
 * linker, our passes over objects against hashing them, and repaired call signatures against fpcast and against
 * nothing. Wheels for CPython 3.11 that are named go into the relink and the passes too.
 */
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { readWheel } from "../src/build/wheel.ts";
import { inspectPrefix } from "../src/cpython/prefix-parts.ts";
import { copyRepaired } from "../src/cpython/repaired-archive.ts";
import { nodeHost } from "../src/host/node-host.ts";
import { installAdditions } from "../src/libc/install-additions.ts";
import { relinkPlan } from "../src/link/relink-plan.ts";
import { runRelink } from "../src/link/run-relink.ts";
import { readArchive } from "../src/object/archive.ts";
import { isWasm } from "../src/object/object-file.ts";
import { callCosts } from "./bench/call-costs.ts";
import { columns, fastest, milliseconds, ratio } from "./bench/measure.ts";
import { objectPasses } from "./bench/object-passes.ts";
import { prepareTestMirror } from "./testing/test-mirror.ts";

const host = nodeHost({ logStyle: "plain" });
const mirror = await prepareTestMirror(host);
const sdkPath = mirror.WASI_SDK_PATH ?? "";
const prefix = join(mirror.PYWASI_TEST_MIRROR ?? "", "prefixes", "cpython-3.11.8");
const work = await host.files.temporaryFolder("bench");

const parts = (await inspectPrefix(host, prefix))?.parts;
if (!parts) throw new Error(`${prefix} is not a whole CPython for WASI`);
const library = join(work, "libpython3.11.a");
await copyRepaired(host, parts.library, library, parts.version);
const sdk = {
  number: 21,
  path: sdkPath,
  sysroot: join(sdkPath, "share", "wasi-sysroot"),
  origin: "the mirror",
  standIn: true,
};
const target = {
  version: parts.version,
  sdk: 21,
  path: prefix,
  include: parts.headers,
  library,
  archives: parts.archives,
  stdlib: parts.stdlib,
  sysconfig: work,
  sysconfigName: "_sysconfigdata__wasi_wasm32-wasi",
  interpreter: undefined,
  soabi: "cpython-311-wasm32-wasi",
  extensionSuffix: ".cpython-311-wasm32-wasi.so",
  multiarch: "wasm32-wasi",
  stackSize: 1 << 20,
  initialMemory: 10 << 20,
  systemLibraries: ["dl", "wasi-emulated-signal", "wasi-emulated-getpid", "wasi-emulated-process-clocks", "m"],
  origin: "the mirror",
};

const source = join(import.meta.dirname, "bench", "calls.c");
execFileSync(join(sdkPath, "bin", "clang"), ["-O2", "-I", target.include, "-c", source, "-o", join(work, "calls.o")]);
const calls = await host.files.readBytes(join(work, "calls.o"));
const wheels = await Promise.all(process.argv.slice(2).map((path) => readWheel(host, path)));
const modules = [
  { name: "calls", object: calls },
  ...wheels.flatMap(({ extensions }) => extensions.map(({ module, bytes }) => ({ name: module, object: bytes }))),
];
const additions = await installAdditions(host, sdk);
const libpython = readArchive(await host.files.readBytes(library), library).members;

try {
  console.log(await relinkTimes());
  const objects = [...libpython.flatMap(({ bytes }) => bytes ?? []), ...modules.map(({ object }) => object)];
  console.log(objectPasses(objects.filter(isWasm), "3.11"));
  console.log(await callCosts(host, { target, sdk, additions, object: calls, work }));
} finally {
  await host.files.remove(work);
}

async function relinkTimes(): Promise<string> {
  const output = join(work, "python.wasm");
  const sources = join(host.folders.product, "target", "c");
  const keep = join(work, "relink");
  const base = { target, sdk, additions, modules, keepDebug: false, output };
  const plan = () => relinkPlan({ ...base, exceptionLibraries: undefined, sources, work: keep });
  const planned = plan();
  for (const { path, text } of planned.headers) await host.files.write(path, text);
  for (const { path, bytes } of planned.objects) await host.files.write(path, bytes);
  for (const { command, args } of planned.compiles) await host.processes.run(command, args);
  const linker = await fastest(3, () => host.processes.run(planned.link.command, planned.link.args));
  const ours = await fastest(3, plan);
  const whole = await fastest(3, () => runRelink(host, base));
  return [
    `Relink of ${modules.length} extension modules with libpython 3.11, least of 3`,
    columns([
      ["part", "time", "to the linker"],
      ["the SDK's linker alone", milliseconds(linker), ratio(linker, linker)],
      ["reading, isolating, auditing, renaming", milliseconds(ours), ratio(ours, linker)],
      ["all of it, main compiled and files written", milliseconds(whole), ratio(whole, linker)],
    ]),
  ].join("\n");
}
