/** The error of wheels that are not what they say. */
import { UserError } from "../report/errors.ts";
import type { ExtensionReport } from "./check-extension.ts";
import type { WheelCheck } from "./check-wheel.ts";

/** @param checks those with problems */
export function wheelRefused(checks: readonly WheelCheck[]): UserError {
  const [first] = checks;
  const libraries = checks.flatMap(({ extensions }) => extensions.filter(({ isModule }) => !isModule));
  if (libraries.length > 0 && libraries.length === checks.flatMap(({ problems }) => problems).length) {
    return opensLibraries(checks.map(({ name, version }) => `${name} ${version}`).join(", "), libraries);
  }
  const others = checks.length > 1 ? ` and ${checks.length - 1} more` : "";
  return new UserError(
    "WASI-BUILD-WHEEL",
    `${first?.file}${others}: the wheel is not what it says.`,
    "Build it again with pywasi build, and let nothing change it afterwards.",
    checks.flatMap(({ file, problems }) => (checks.length > 1 ? problems.map((one) => `${file}: ${one}`) : problems)),
  );
}

/** The wheel is as its build means it to be, and of no use all the same. */
function opensLibraries(wheels: string, libraries: readonly ExtensionReport[]): UserError {
  const [{ file } = { file: "" }, ...others] = libraries;
  const which = others.length > 0 ? `${file} and ${others.length} more` : file;
  return new UserError(
    "WASI-BUILD-DLOPEN",
    `${wheels} opens libraries of its own while it runs: ${which}.`,
    "They are no Python modules: ctypes or cffi would load them by their path, and WASI 0.1 has no dynamic loader. Look for a version or a setting that compiles them as extension modules.",
  );
}
