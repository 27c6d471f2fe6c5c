/**
 * The link log: one line of JSON for each shared library that a build linked, in the file that `PYWASI_LINK_LOG` names.
 * The report reads from it what was dropped and hidden.
 */
import type { SignatureReport } from "../../signature/finding.ts";

export interface LinkLogEntry {
  /** Absolute path of the file that was linked. */
  readonly output: string;
  /** `library`: it has no init function, so it is a shared library of the project's own and keeps its symbols. */
  readonly kind: "extension" | "library";
  readonly inits: readonly string[];
  /** Libraries of the SDK, without `-l`. */
  readonly libraries: readonly string[];
  /** Linker arguments left out, as given. */
  readonly dropped: readonly string[];
  /** Exported symbols besides the init functions. */
  readonly hidden: readonly string[];
  /** Functions with another type than Python calls; absent where nobody has looked. */
  readonly signatures?: SignatureReport;
}

/** The variable that holds the log's path. */
export const LINK_LOG_VARIABLE = "PYWASI_LINK_LOG";

/** Reads a log; a line that another process left unfinished is passed over. */
export function readLinkLog(text: string): readonly LinkLogEntry[] {
  return text.split("\n").flatMap((line) => {
    try {
      return line === "" ? [] : [JSON.parse(line) as LinkLogEntry];
    } catch {
      return [];
    }
  });
}
