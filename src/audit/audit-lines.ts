/** The audit of a file in lines for people. */
import { describeCompiler } from "../link/interpreter/sdk-mix.ts";
import { formatBytes } from "../report/job-report.ts";
import { describeFinding, type SignatureReport } from "../signature/finding.ts";
import type { FileAudit } from "./file-audit.ts";
import type { ObjectAudit } from "./object-audit.ts";

const KINDS: Readonly<Record<ObjectAudit["kind"], string>> = {
  object: "relocatable object",
  module: "finished module",
  shared: "position-independent module",
};

export function auditLines({ file, size, audit, members, otherwise }: FileAudit): readonly string[] {
  if (!audit) return [`${file}: ${otherwise ?? "no WebAssembly in it"}, ${formatBytes(size)}`];
  const kind = members === undefined ? KINDS[audit.kind] : `static library of ${members} objects`;
  const { extension } = audit;
  return [
    `${file}: ${kind}, ${formatBytes(size)}`,
    `  compiled by: ${audit.compilers.map(describeCompiler).join(", ") || "it does not say"}${audit.languages.length > 0 ? `; ${audit.languages.join(", ")}` : ""}`,
    ...(extension ? [`  linked as an extension with WASI SDK ${extension.sdk}: ${extension.init}`] : []),
    `  features: ${audit.features.join(", ") || "none recorded"}`,
    `  WASI: ${audit.wasi.join(", ") || "nothing directly"}`,
    ...signatureLines(extension?.signatures, audit.signatures),
  ];
}

/** What was repaired at the link, and what is there now. */
function signatureLines(before: SignatureReport | undefined, now: SignatureReport | undefined): readonly string[] {
  const lines = (before?.findings ?? [])
    .filter(({ repaired }) => repaired)
    .map((each) => `    repaired: ${describeFinding(each)}`);
  if (!now) return lines;
  const wrong = now.findings.map((finding) => `    ${describeFinding({ ...finding, repaired: true })}`);
  const count = wrong.length === 0 ? "all of them right" : `${wrong.length} of another type than Python calls`;
  return [`  functions in Python ${now.python}'s tables: ${now.checked}, ${count}`, ...wrong, ...lines];
}
