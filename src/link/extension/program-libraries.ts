/**
 * Which of our additions to libc a program is linked with: all, but those that refuse are kept from the programs by which
 * a build asks what there is. Told "no", a package leaves the code out that would only fail (docs/decisions/0015).
 */
import { ADDITION_LIBRARIES } from "../../libc/additions.ts";
import checks from "./check-programs.json" with { type: "json" };

const CHECKS = checks.names.map((pattern) => new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`));

/**
 * The command line with our libraries in it.
 *
 * @param output of the link, as given; undefined for the linker's default
 */
export function withProgramLibraries(
  args: readonly string[],
  output: string | undefined,
  { additions, exceptionLibraries }: ProgramSurroundings,
): readonly string[] {
  const name = output?.replace(/^.*[\\/]/, "") ?? "a.out";
  const refusing = CHECKS.some((pattern) => pattern.test(name)) ? [] : [`-l${ADDITION_LIBRARIES.refuses}`];
  // After the project's own libraries, which win, and before libc, whose <pthread.h> is another cut than ours.
  const libc = args.indexOf("-lc");
  const place = libc < 0 ? args.length : libc;
  const [before, behind] = exceptionArguments(exceptionLibraries);
  return [
    ...before,
    ...args.slice(0, place),
    ...[`-L${additions}`, `-l${ADDITION_LIBRARIES.works}`, ...refusing],
    ...args.slice(place),
    ...behind,
    `-l${ADDITION_LIBRARIES.throws}`,
  ];
}

export interface ProgramSurroundings {
  /** Absolute folder of what is added to the SDK's libc. */
  readonly additions: string;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries?: string | undefined;
}

/** What goes before and behind the rest, for programs that were compiled with exceptions and setjmp. */
export function exceptionArguments(folder: string | undefined): [before: readonly string[], behind: readonly string[]] {
  return folder === undefined ? [[], []] : [[`-L${folder}`], ["-lunwind", "-lsetjmp"]];
}

/** Names of checks as patterns of a POSIX `case`, for the launcher. */
export function checkPatterns(): string {
  return checks.names.flatMap((name) => [name, `*/${name}`]).join("|");
}
