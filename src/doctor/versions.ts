/** Which Python, SDK and CPython a set-up would take here, and whether they can be had. */
import type { Host } from "../host/host.ts";
import { explained } from "../pins/failures.ts";
import { placesOf } from "../pins/mirror.ts";
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import type { Finding } from "./finding.ts";

/** Milliseconds: a doctor waits for nobody long. */
const PATIENCE = 10_000;

/** Runs a step of the set-up; the error it would end with is a finding. */
export async function attempt<T>(
  check: string,
  step: () => Promise<{ readonly found: string; readonly value: T }>,
): Promise<{ readonly finding: Finding; readonly value: T | undefined }> {
  try {
    const { found, value } = await step();
    return { finding: { check, state: "ok", found }, value };
  } catch (error) {
    const known = explained(error, { what: check });
    if (!(known instanceof UserError)) throw error;
    const remedy = `${known.remedy} (${known.code})`;
    return { finding: { check, state: "problem", found: known.message, remedy }, value: undefined };
  }
}

/** The modules of the build Python without which nothing can be built in it. */
export async function pythonModules(host: Host, python: string): Promise<Finding> {
  const code =
    "import importlib.util as u; print(' '.join(m for m in ('venv', 'ensurepip', 'pip') if not u.find_spec(m)))";
  const { stdout, code: exit } = await host.processes.run(python, ["-c", code]);
  const missing = stdout.trim().split(" ").filter(Boolean);
  const check = "Python modules";
  const able = exit === 0 && !missing.includes("venv") && !(missing.includes("pip") && missing.includes("ensurepip"));
  if (able) return { check, state: "ok", found: `${python} has venv and pip or ensurepip` };
  return {
    check,
    state: "problem",
    found: `${python} lacks ${missing.join(", ")}`,
    remedy: "Builds run in virtual environments. Debian and Ubuntu: apt install python3-venv python3-pip.",
  };
}

/** Whether a pinned file can be had from where a set-up would take it. */
export async function reach(host: Host, pin: Pin, settings: DownloadSettings): Promise<Finding> {
  const reasons: string[] = [];
  const below = settings.manifest?.files.find(({ name }) => name === pin.name)?.path;
  for (const place of placesOf(pin.url, settings.mirror, below)) {
    const reason = await host.downloads.reach(place, { timeoutMs: PATIENCE });
    if (reason === undefined) return { check: "downloads", state: "ok", found: `${pin.name} can be had` };
    reasons.push(reason);
  }
  return {
    check: "downloads",
    state: "problem",
    found: `${pin.name} cannot be had: ${reasons.join("; ")}`,
    remedy:
      settings.mirror === undefined
        ? "Behind a proxy set https_proxy, and NODE_EXTRA_CA_CERTS where it has its own certificate; without a network name a mirror."
        : "Put the file into the mirror below the path that it has at its origin, or leave the mirror out.",
  };
}
