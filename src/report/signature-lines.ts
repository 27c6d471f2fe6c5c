/** What the log says of the audit of call signatures: each finding, and at most one remark for all of them. */
import { describeFinding, type SignatureFinding } from "../signature/finding.ts";
import type { ModuleSignatures } from "./job-report.ts";
import type { Remark } from "./remark.ts";

/** A line for each finding, with its module. */
export function signatureLines(modules: readonly ModuleSignatures[]): readonly string[] {
  return modules.flatMap(({ module, report }) =>
    report.findings.map((finding) => `${module}: ${describeFinding(finding)}`),
  );
}

/**
 * Repaired functions work, and are worth a word only for the package's authors; what is not repaired traps when it is
 * called.
 * @returns undefined where nothing was found
 */
export function signatureRemark(modules: readonly ModuleSignatures[]): Remark | undefined {
  const all = modules.flatMap(({ report }) => report.findings);
  const findings = all.filter(({ suspected }) => !suspected);
  const suspected = all.filter((finding) => finding.suspected);
  const likely = `Likely of another type than Python calls, and left as it is: ${names(suspected)}.`;
  if (findings.length === 0) return suspected.length > 0 ? { level: "warning", text: likely } : undefined;
  const concerned = modules.filter(({ report }) => report.findings.length > 0).map(({ module }) => module);
  const left = findings.filter(({ repaired }) => !repaired);
  const taken = findings.filter(({ alsoTaken }) => alsoTaken > 0);
  const text = [
    `${functions(findings)} of ${concerned.join(", ")} ${findings.length === 1 ? "has" : "have"} another type than Python calls, which traps on WebAssembly; ${left.length === 0 ? "all are repaired" : `${findings.length - left.length} are repaired`}. The log names each.`,
    ...(left.length > 0 ? [`Not repaired: ${names(left)}.`] : []),
    ...(suspected.length > 0 ? [likely] : []),
    ...(taken.length > 0 ? [`The address of ${names(taken)} is taken elsewhere too, and differs there.`] : []),
  ].join(" ");
  return { level: left.length + suspected.length + taken.length > 0 ? "warning" : "notice", text };
}

function functions(findings: readonly SignatureFinding[]): string {
  return findings.length === 1 ? "1 function" : `${findings.length} functions`;
}

function names(findings: readonly SignatureFinding[]): string {
  return [...new Set(findings.map((finding) => finding.function))].join(", ");
}
