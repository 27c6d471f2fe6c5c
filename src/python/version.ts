/** A CPython version as `sys.version_info` has it; `phase` is `final` for a release. */
export interface PythonVersion {
  /** As python.org writes it: `3.14.2`, `3.15.0b4`. */
  readonly text: string;
  readonly minor: `3.${number}`;
  readonly patch: number;
  readonly phase: "alpha" | "beta" | "candidate" | "final";
  /** The number behind `a`, `b` or `rc`; 0 for a release. */
  readonly serial: number;
}

const PHASES = { a: "alpha", b: "beta", rc: "candidate" } as const;
const PHASE_ORDER = ["alpha", "beta", "candidate", "final"];

/** Parses an exact version such as `3.14.2` or `3.15.0b4` (PEP 440, release and pre-release segments only). */
export function parsePythonVersion(text: string): PythonVersion | undefined {
  const match = /^3\.(\d{1,3})\.(\d{1,3})(?:(a|b|rc)(\d{1,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [whole, minor, patch, phase, serial] = match;
  return {
    text: whole,
    minor: `3.${Number(minor)}`,
    patch: Number(patch),
    phase: phase ? PHASES[phase as keyof typeof PHASES] : "final",
    serial: Number(serial ?? 0),
  };
}

/** Orders versions as PEP 440 does: alphas, betas and candidates before their release. */
export function comparePythonVersions(a: PythonVersion, b: PythonVersion): number {
  const key = (v: PythonVersion) => [Number(v.minor.slice(2)), v.patch, PHASE_ORDER.indexOf(v.phase), v.serial];
  const [left, right] = [key(a), key(b)];
  for (const [i, value] of left.entries()) {
    const difference = value - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
