/**
 * CPython's own libraries, with the functions adapted that it calls by another type than they have: some of each series
 * do, and the interpreter would trap where it calls them, some in the middle of a garbage collection.
 */
import type { Host } from "../../host/host.ts";
import { isArchive } from "../../object/archive.ts";
import type { PythonVersion } from "../../python/version.ts";
import { describeFinding } from "../../signature/finding.ts";
import { repairArchive } from "../../signature/repair.ts";

/** Copies an archive; one without a mismatch byte for byte. Repairing what is repaired already changes nothing. */
export async function copyRepaired(
  { files, log }: Pick<Host, "files" | "log">,
  from: string,
  to: string,
  version: PythonVersion,
): Promise<void> {
  const bytes = await files.readBytes(from);
  const repaired = isArchive(bytes) ? repairArchive(bytes, from, version.minor) : undefined;
  if (!repaired || repaired.bytes === bytes) return files.copy(from, to);
  for (const finding of repaired.report.findings.filter((each) => each.repaired))
    log.info(`CPython's ${describeFinding(finding)}: repaired`);
  return files.write(to, repaired.bytes);
}
