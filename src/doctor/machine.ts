/** Whether a machine has what builds need. */
import type { Host } from "../host/host.ts";
import type { Finding } from "./finding.ts";

/** Bytes: an SDK, a CPython and a build of it need that much at once. */
const ROOM = { little: 1e9, comfortable: 3e9 };

interface Program {
  readonly name: string;
  readonly use: string;
  /** What is missing without it; undefined for what is merely of use. */
  readonly need?: "warning";
}

const PROGRAMS: readonly Program[] = [
  { name: "make", use: "builds of CPython from source", need: "warning" },
  { name: "xz", use: "sources of CPython, which are .tar.xz", need: "warning" },
  { name: "cc", use: "programs that a build runs on the way (HOST_CC)", need: "warning" },
  { name: "cmake", use: "projects of scikit-build-core whose requirements do not bring it" },
  { name: "ninja", use: "projects of Meson and CMake whose requirements do not bring it" },
  { name: "pkg-config", use: "projects that look for libraries of the target by it" },
  { name: "cargo", use: "projects with Rust" },
  { name: "wasm-opt", use: "a smaller and faster python.wasm" },
  { name: "wasmtime", use: "--runtime wasmtime, which else installs one; node:wasi is always there" },
  { name: "ccache", use: "builds that are repeated" },
];

export async function machine(host: Host, nodeVersion: string): Promise<readonly Finding[]> {
  const { os, arch, cores } = host.platform;
  return [
    { check: "machine", state: "ok", found: `${os} ${arch}, ${cores} cores` },
    node(nodeVersion),
    await room(host),
    ...(await Promise.all(PROGRAMS.map((program) => look(host, program)))),
  ];
}

/** Said before a guest runs: on an older Node it can end in a crash of Node itself, which nobody could report. */
export function warnOfOldNode({ log }: Pick<Host, "log">, nodeVersion: string): void {
  const { state, found, remedy } = node(nodeVersion);
  if (state === "problem") log.warning(`Node ${found}. ${remedy}`);
}

function node(version: string): Finding {
  const major = Number(/^v?(\d+)/.exec(version)?.[1] ?? 0);
  if (major >= 24) return { check: "Node", state: "ok", found: version };
  return {
    check: "Node",
    state: "problem",
    found: `${version} is too old`,
    remedy: "Install Node 24 or newer; node:wasi of older ones lacks what the interpreter needs.",
  };
}

async function room(host: Host): Promise<Finding> {
  const check = "free space";
  const free = await host.files.room(host.folders.tools);
  if (free === undefined) return { check, state: "note", found: `${host.folders.tools}: the system does not tell` };
  const found = `${(free / 1e9).toFixed(1)} GB in ${host.folders.tools}`;
  if (free >= ROOM.comfortable) return { check, state: "ok", found };
  return {
    check,
    state: free < ROOM.little ? "problem" : "warning",
    found,
    remedy: "Let RUNNER_TOOL_CACHE or PYWASI_CACHE_DIR name a folder on a larger disk; an SDK takes up to 1 GB.",
  };
}

async function look(host: Host, { name, use, need }: Program): Promise<Finding> {
  const path = await host.processes.find(name);
  if (path !== undefined) return { check: name, state: "ok", found: path };
  return { check: name, state: need ?? "note", found: `not on PATH; it is for ${use}` };
}
