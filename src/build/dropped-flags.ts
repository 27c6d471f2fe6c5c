/** What the compiler launchers kept from the compiler, out of their log. */

/** @param log one argument a line. @returns how often each was dropped, the most frequent first */
export function droppedFlags(log: string): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const line of log.split("\n").filter(Boolean)) counts.set(line, (counts.get(line) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
}
