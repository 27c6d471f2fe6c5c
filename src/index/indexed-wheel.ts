/** A wheel as an index knows it. */
export interface IndexedWheel {
  /** File name. */
  readonly file: string;
  /** As the wheel spells it. */
  readonly name: string;
  /** PEP 503. */
  readonly project: string;
  readonly version: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Requires-Python of its metadata. */
  readonly requiresPython: string | undefined;
  /** METADATA, which PEP 658 serves beside the wheel. */
  readonly metadata: string;
  readonly metadataSha256: string;
  readonly summary: string | undefined;
  /** Compressed tag set. */
  readonly tag: string;
  /** Number of the WASI SDK; undefined for a wheel that does not say. */
  readonly sdk: number | undefined;
  readonly modules: number;
  readonly tests: IndexedTests | undefined;
}

export interface IndexedTests {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Wheels by project, projects by name, versions in order, the newest first. */
export function byProject(wheels: readonly IndexedWheel[]): ReadonlyMap<string, readonly IndexedWheel[]> {
  const natural = new Intl.Collator("en", { numeric: true });
  const sorted = [...wheels].sort(
    (a, b) =>
      natural.compare(a.project, b.project) || natural.compare(b.version, a.version) || natural.compare(a.file, b.file),
  );
  const projects = new Map<string, IndexedWheel[]>();
  for (const wheel of sorted) projects.set(wheel.project, [...(projects.get(wheel.project) ?? []), wheel]);
  return projects;
}
