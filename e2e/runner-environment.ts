/**
 * The environment of the runner: in host mode act hands all of it to the steps, so it begins empty, as on a fresh
 * machine, and gets only what the registries' clients need here.
 */
import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { findPythons } from "../scripts/testing/pythons.ts";
import type { Host } from "../src/host/host.ts";

/** Certificates, proxies and the package index of this machine. */
const PASSED_ON =
  /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|PIP_\w+|(https?|all|no)_proxy)$/i;

export async function runnerEnvironment(
  host: Host,
  { home, artifacts, programs }: { readonly home: string; readonly artifacts: string; readonly programs: string },
): Promise<Readonly<Record<string, string>>> {
  for (const path of [home, artifacts, programs]) mkdirSync(path, { recursive: true });
  // act runs every `using: nodeNN` on the first `node` of PATH, unchecked.
  symlinkSync(host.platform.node, join(programs, "node"));
  // pyenv's shims need a home, and start only the version that was chosen there.
  for (const { path, series } of await findPythons(host)) symlinkSync(path, join(programs, `python${series}`));
  const passed = Object.entries(host.env).filter(
    (entry): entry is [string, string] => PASSED_ON.test(entry[0]) && entry[1] !== undefined,
  );
  return {
    ...Object.fromEntries(passed),
    ...pipSettings(host),
    ...rustFolders(host),
    PATH: [programs, host.env.PATH ?? ""].join(delimiter),
    HOME: home,
    LANG: "C.UTF-8",
    PYWASI_E2E_ARTIFACTS: artifacts,
  };
}

/** rustup and cargo are the machine's, and look for themselves below the home. */
function rustFolders(host: Host): Readonly<Record<string, string>> {
  const RUSTUP_HOME = host.env.RUSTUP_HOME ?? join(homedir(), ".rustup");
  const CARGO_HOME = host.env.CARGO_HOME ?? join(homedir(), ".cargo");
  return existsSync(RUSTUP_HOME) ? { RUSTUP_HOME, CARGO_HOME } : {};
}

/** Where pip's settings are the user's own file, the isolated home would hide them. */
function pipSettings(host: Host): Readonly<Record<string, string>> {
  if (host.env.PIP_CONFIG_FILE) return {};
  const candidates = [
    join(host.env.XDG_CONFIG_HOME ?? join(homedir(), ".config"), "pip", "pip.conf"),
    join(homedir(), ".pip", "pip.conf"),
  ];
  const file = candidates.find((candidate) => existsSync(candidate));
  return file === undefined ? {} : { PIP_CONFIG_FILE: file };
}
