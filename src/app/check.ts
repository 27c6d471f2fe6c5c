/** `pywasi check WHEEL…`: whether wheels are what they say, and what they were made with. */
import { readWheel } from "../build/wheel.ts";
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import { UserError } from "../report/errors.ts";
import { formatBytes } from "../report/job-report.ts";
import { checkWheelContents, type WheelCheck } from "../wheel/check-wheel.ts";
import { wheelRefused } from "../wheel/wheel-refused.ts";

/**
 * @param paths relative ones start at the working folder
 * @throws {UserError} WASI-BUILD-WHEEL after all were looked at; its details are every problem
 */
export async function check(
  host: Host,
  paths: readonly string[],
  json: boolean,
  print: (text: string) => void,
): Promise<void> {
  if (paths.length === 0) {
    throw new UserError("WASI-INPUT-VALUE", "There is no wheel to check.", "Name wheels: pywasi check dist/*.whl.");
  }
  const checks: WheelCheck[] = [];
  for (const path of paths) {
    checks.push(checkWheelContents(await readWheel(host, userPath(host, path))));
  }
  print(json ? JSON.stringify(checks, undefined, 2) : checks.map(described).join("\n\n"));
  const refused = checks.filter(({ problems }) => problems.length > 0);
  if (refused.length > 0) throw wheelRefused(refused);
}

function described({ file, facts, extensions, problems }: WheelCheck): string {
  const made = facts ? [`made for Python ${facts.python} with WASI SDK ${facts.sdk}`] : [];
  const lines = extensions.map(({ module, size, libraries, wasiImports }) => {
    const asks = [...libraries.filter(isTelling).map((library) => `-l${library}`), ...wasiImports];
    return `${module} (${formatBytes(size)})${asks.length > 0 ? `: ${asks.join(" ")}` : ""}`;
  });
  const verdict = problems.length === 0 ? ["It is what it says."] : problems.map((problem) => `problem: ${problem}`);
  return [file, ...[...made, ...lines, ...verdict].map((line) => `  ${line}`)].join("\n");
}

/** Libraries that every extension is linked with say nothing about one. */
function isTelling(library: string): boolean {
  return !/^(?:c|m|wasi-emulated-.*)$/.test(library);
}
