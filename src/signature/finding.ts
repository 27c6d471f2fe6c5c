/** A function with another type than it is called with, as logs, summaries and the metadata of an extension have it. */

export interface SignatureFinding {
  /** As the object names it; C++ names are mangled. */
  readonly function: string;
  /** Where it begins, where the object has debug information. */
  readonly file?: string;
  readonly line?: number;
  /** Name of the table that it stands in, or of the function that it is handed to. */
  readonly table: string;
  /** `METH_NOARGS`, `tp_repr` */
  readonly slot: string;
  /** The method's or attribute's name, or empty. */
  readonly name: string;
  /** What Python calls, and what the function is: `(i32, i32) -> i32`. */
  readonly expected: string;
  readonly found: string;
  readonly repaired: boolean;
  /** Only likely to be called so, and left as it is. */
  readonly suspected?: boolean;
  /**
   * How many other places take the function's address, which stays another than that in the table; code that compares
   * them would be misled.
   */
  readonly alsoTaken: number;
}

/** Raised when the audit finds more, so that wheels that an older one has seen are looked at again. */
export const AUDIT_VERSION = 2;

export interface SignatureReport {
  /** Version of the audit. */
  readonly audit: number;
  /** X.Y whose tables were looked for. */
  readonly python: string;
  /** Functions found in tables. */
  readonly checked: number;
  readonly findings: readonly SignatureFinding[];
}

/** `f (src/m.c:12) is (i32) -> i32, but "digest", METH_NOARGS in m_methods, calls (i32, i32) -> i32` */
export function describeFinding(finding: SignatureFinding): string {
  const { slot, name, table, expected, found } = finding;
  const place = finding.file === undefined ? "" : ` (${finding.file}:${finding.line})`;
  const use = name === "" ? `${slot} in ${table}` : `"${name}", ${slot} in ${table},`;
  const warnings = [
    ...(finding.repaired ? [] : [finding.suspected ? "; only likely, and not repaired" : "; not repaired"]),
    ...(finding.alsoTaken > 0 ? [`; its address is taken in ${finding.alsoTaken} other places and differs there`] : []),
  ];
  return `${finding.function}${place} is ${found}, but ${use} calls ${expected}${warnings.join("")}`;
}
