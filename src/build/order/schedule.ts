/** Several pieces of work, each after those that it waits for, a few at once; a failure stops only what waits for it. */

export type Outcome<T> =
  | { readonly kind: "done"; readonly value: T }
  | { readonly kind: "failed"; readonly error: unknown }
  /** Not begun, for the piece with this index failed or was left out itself. */
  | { readonly kind: "left-out"; readonly because: number };

export interface Schedule<T> {
  /** For each piece the indexes of those to wait for; without circles. */
  readonly waits: readonly (readonly number[])[];
  readonly atOnce: number;
  readonly work: (index: number) => Promise<T>;
  /** Called as each piece ends. */
  readonly onEnd?: (index: number, outcome: Outcome<T>) => void;
}

/** @returns the outcomes, in the order of the pieces; throws nothing of what the work throws */
export async function runSchedule<T>(schedule: Schedule<T>): Promise<readonly Outcome<T>[]> {
  const outcomes = new Map<number, Outcome<T>>();
  const underway = new Map<number, Promise<void>>();
  const end = (index: number, outcome: Outcome<T>) => {
    outcomes.set(index, outcome);
    underway.delete(index);
    schedule.onEnd?.(index, outcome);
  };
  const begin = (index: number) =>
    schedule.work(index).then(
      (value) => end(index, { kind: "done", value }),
      (error: unknown) => end(index, { kind: "failed", error }),
    );
  const pieces = schedule.waits.map((_, index) => index);
  while (outcomes.size < pieces.length) {
    for (const index of pieces) {
      if (outcomes.has(index) || underway.has(index)) continue;
      const before = (schedule.waits[index] ?? []).map((at) => ({ at, outcome: outcomes.get(at) }));
      const broken = before.find(({ outcome }) => outcome !== undefined && outcome.kind !== "done");
      if (broken) end(index, { kind: "left-out", because: broken.at });
      else if (before.every(({ outcome }) => outcome) && underway.size < schedule.atOnce) {
        underway.set(index, begin(index));
      }
    }
    // Where nothing is under way, something was left out just now, and what waits for it is next.
    if (underway.size > 0) await Promise.race(underway.values());
  }
  return pieces.flatMap((index) => outcomes.get(index) ?? []);
}
