/**
 * Rust's standard library for the target: which projects need it, whether this machine has it, and how it comes.
 *
 * The target is wasm32-wasip1 with its defaults, static and panic=abort (docs/decisions/0007-rust.md). rustup installs
 * its library; distributions have it as a package. https://doc.rust-lang.org/rustc/platform-support/wasm32-wasip1.html
 */
import { HostFailure } from "../host/failure.ts";
import type { Host } from "../host/host.ts";
import { UserError } from "../report/errors.ts";
import { isAside } from "./source/announced-sources.ts";

/** `auto`: where a project needs it; `true`: in any case; `false`: never. */
export type RustChoice = "auto" | "true" | "false";

export const RUST_TARGET = "wasm32-wasip1";

/** The back ends that call cargo, as a pyproject.toml requires them. */
const RUST_BACK_END = /["'](?:maturin|setuptools[-_]rust)\b/i;

export interface RustProject {
  /** Folder of the outermost Cargo.toml, relative to the source tree, `.` for its top. */
  readonly folder: string;
  /** Whether the build cannot do without: other projects may hold Rust that they leave out. */
  readonly required: boolean;
}

/**
 * @param files paths in the source tree, with `/`
 * @param pyproject text of pyproject.toml, where there is one
 * @returns undefined for a project without Rust
 */
export function rustProject(files: readonly string[], pyproject: string | undefined): RustProject | undefined {
  const required = RUST_BACK_END.test(pyproject ?? "");
  const manifests = files
    .filter((file) => /(?:^|\/)Cargo\.toml$/.test(file) && !isAside(file))
    .sort((a, b) => a.split("/").length - b.split("/").length);
  const [outermost] = manifests;
  if (outermost === undefined && !required) return undefined;
  return { folder: outermost?.split("/").slice(0, -1).join("/") || ".", required };
}

export interface RustMachine {
  /** Absolute; a rust-toolchain.toml above it chooses the toolchain. */
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Installs the target's standard library into the toolchain that `folder` uses, unless it is there.
 *
 * @throws {UserError} WASI-BUILD-RUST
 */
export async function ensureRustTarget(host: Host, machine: RustMachine): Promise<void> {
  const libdir = ["--print", "target-libdir", "--target", RUST_TARGET];
  const asked = await run(host, machine, "rustc", libdir);
  if (asked === undefined) throw noRust();
  if (asked.code !== 0) throw noTarget(asked.stderr);
  if (await hasStandardLibrary(host, asked.stdout.trim())) return;
  host.log.info(`Rust has no standard library for ${RUST_TARGET} here: rustup target add ${RUST_TARGET}`);
  const added = await run(host, machine, "rustup", ["target", "add", RUST_TARGET]);
  if (added === undefined) throw notAdded(["rustup is not on PATH."]);
  if (added.code !== 0) throw notAdded(lastLines(added.stderr));
  if (!(await hasStandardLibrary(host, asked.stdout.trim()))) {
    throw notAdded([`${asked.stdout.trim()} is still empty: the rustc on PATH is not rustup's.`]);
  }
}

async function hasStandardLibrary(host: Host, folder: string): Promise<boolean> {
  const names = (await host.files.info(folder)) ? await host.files.list(folder) : [];
  return names.some((name) => /^libstd-.*\.rlib$/.test(name));
}

/** Undefined where there is no such program. */
async function run(host: Host, { folder, env }: RustMachine, command: string, args: readonly string[]) {
  try {
    return await host.processes.run(command, args, { cwd: folder, env });
  } catch (error) {
    if (error instanceof HostFailure) return undefined;
    throw error;
  }
}

const BOTH_WAYS = `rustup target add ${RUST_TARGET}, or your distribution's package (Debian: libstd-rust-dev-wasm32, with rustc of the same version)`;

function noRust(): UserError {
  return new UserError(
    "WASI-BUILD-RUST",
    "The package needs Rust, and there is no rustc on PATH.",
    `Install Rust (https://rustup.rs) and its standard library for WASI: ${BOTH_WAYS}.`,
  );
}

function noTarget(output: string): UserError {
  return new UserError(
    "WASI-BUILD-RUST",
    `This machine's rustc does not compile for ${RUST_TARGET}.`,
    `The target has this name from Rust 1.78 on. Install a newer toolchain, then ${BOTH_WAYS}. A rust-toolchain.toml in the package may name a toolchain that is not installed.`,
    lastLines(output),
  );
}

function notAdded(details: readonly string[]): UserError {
  return new UserError(
    "WASI-BUILD-RUST",
    `Rust's standard library for ${RUST_TARGET} is missing and could not be installed.`,
    `Install it by one of two ways: ${BOTH_WAYS}.`,
    details,
  );
}

function lastLines(output: string): readonly string[] {
  return output
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(-6);
}
