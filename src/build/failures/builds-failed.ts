/** One error for all packages of a run that did not build. */
import { UserError } from "../../report/errors.ts";
import type { Outcome } from "../order/schedule.ts";

/**
 * @returns what the only failure threw where nothing else is to tell, else an error of the first failure's code that
 * lists each with its own message, lines and remedy. A fault of ours comes first, with its stack.
 */
export function buildsFailed(requirements: readonly string[], outcomes: readonly Outcome<unknown>[]): unknown {
  const failures = outcomes.flatMap((outcome, index) =>
    outcome.kind === "failed" ? [{ name: requirements[index] ?? "", error: outcome.error }] : [],
  );
  const fault = failures.find(({ error }) => !(error instanceof UserError));
  if (fault) return fault.error;
  const known = failures as readonly { name: string; error: UserError }[];
  const [first] = known;
  const leftOut = outcomes.flatMap((outcome, index) =>
    outcome.kind === "left-out"
      ? [`${requirements[index]}: left out, for it needs ${requirements[outcome.because]}`]
      : [],
  );
  if (!first || (known.length === 1 && leftOut.length === 0)) return first?.error;
  return new UserError(
    first.error.code,
    `${known.length + leftOut.length} of ${requirements.length} packages were not built: ${known.map(({ name }) => name).join(", ")} failed.`,
    known.length === 1 ? first.error.remedy : "Each is told above with its own remedy; what could be built is kept.",
    [...known.flatMap(({ name, error }) => told(name, error)), ...leftOut],
  );
}

function told(name: string, error: UserError): readonly string[] {
  return [
    `${name}: ${error.code}: ${error.message}`,
    ...error.details.map((line) => `    ${line}`),
    `    What to do: ${error.remedy}`,
  ];
}
