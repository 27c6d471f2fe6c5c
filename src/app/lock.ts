/** `pywasi lock`: the table, or the decision for a version with its reason. */
import type { SourceTree } from "../cpython/source/source-tree.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { requireLocked, rowsAdmittedBy } from "../lock/admitted.ts";
import { checkOverride, LOCK_ROWS, LOCK_SOURCE, type Lock, lockFor } from "../lock/lock.ts";
import { describeRequest, type PythonRequest, versionFromInput } from "../python/request.ts";
import { meets } from "../python/resolve.ts";
import { textTable } from "../report/text-table.ts";

/** One decision, or one row of the table: then without a reason. */
interface Decision {
  readonly python: string;
  readonly wasi: string;
  readonly sdk: number;
  /** CPython's support tier; null where none is in force yet. */
  readonly tier: number | null;
  readonly source: string;
  readonly reason?: string;
}

/**
 * @param versions `3.13`, exact ones or ranges; none means the whole table, or the source tree's own version
 * @param tree the CPython source tree that the `cpython` input names
 * @returns what to print
 * @throws {UserError} WASI-PYTHON-VERSION, WASI-LOCK-*
 */
export function lock(inputs: Inputs, versions: readonly string[], asJson: boolean, tree?: SourceTree): string {
  const given = versions.length > 0 || !inputs.pythonVersion ? versions : [inputs.pythonVersion];
  const asked = given.length === 0 && tree ? [tree.version.text] : given;
  if (asked.length === 0) {
    const rows = LOCK_ROWS.map((row): Decision => ({ ...row, source: LOCK_SOURCE }));
    return asJson ? JSON.stringify(rows) : table(rows);
  }
  const decisions = asked.map((text) => decision(text, inputs, tree));
  if (asJson) return JSON.stringify(decisions.length === 1 ? decisions[0] : decisions);
  return decisions.map(({ python, sdk, reason }) => `${python}: WASI SDK ${sdk}. ${reason}`).join("\n");
}

function decision(text: string, inputs: Inputs, tree: SourceTree | undefined): Decision {
  const request = versionFromInput(text, "argument");
  const ofTree = tree && meets(tree.version, request) ? tree : undefined;
  if (!ofTree) requireLocked(request);
  const locked = ofTree ? lockFor(ofTree.version, ofTree.config?.sdk) : lockOf(request);
  const warning =
    inputs.wasiSdkVersion === undefined ? undefined : checkOverride(inputs.wasiSdkVersion, locked, inputs.strict);
  return {
    python: request.text,
    wasi: locked.wasi,
    sdk: inputs.wasiSdkVersion ?? locked.sdk,
    tier: locked.tier ?? null,
    source: locked.source,
    reason: warning ?? locked.reason,
  };
}

/** A series has one lock, from its first release on; of a range the newest row counts. */
function lockOf(request: PythonRequest): Lock {
  if (request.kind === "exact") return lockFor(request.version, undefined);
  const [row] = rowsAdmittedBy(request);
  if (!row) throw new Error(`nothing is locked to ${describeRequest(request)}`);
  const reason = `${LOCK_SOURCE} locks Python ${row.python} to SDK ${row.sdk}`;
  return { ...row, source: LOCK_SOURCE, reason };
}

function table(rows: readonly Decision[]): string {
  const cells = rows.map(({ python, wasi, sdk, tier, source }) => [
    python,
    wasi,
    String(sdk),
    tier === null ? "-" : String(tier),
    source,
  ]);
  return textTable(["Python", "WASI", "SDK", "tier", "source"], cells);
}
