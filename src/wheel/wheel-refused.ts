/** The error of wheels that are not what they say. */
import { UserError } from "../report/errors.ts";
import type { WheelCheck } from "./check-wheel.ts";

/** @param checks those with problems */
export function wheelRefused(checks: readonly WheelCheck[]): UserError {
  const [first] = checks;
  const others = checks.length > 1 ? ` and ${checks.length - 1} more` : "";
  return new UserError(
    "WASI-BUILD-WHEEL",
    `${first?.file}${others}: the wheel is not what it says.`,
    "Build it again with pywasi build, and let nothing change it afterwards.",
    checks.flatMap(({ file, problems }) => (checks.length > 1 ? problems.map((one) => `${file}: ${one}`) : problems)),
  );
}
