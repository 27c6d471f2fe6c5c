/**
 * Who runs what next. A guest takes one file after the other; it alone pays for the import of a file. What is left of a
 * large file when no new file is there is shared: a guest that has nothing to do collects that file too, where the tests
 * left take longer than that.
 */
import type { Order } from "./records.ts";

/** Tests in one order: long enough that asking costs nothing, short enough that the last file ends everywhere at once. */
const MOST_AT_ONCE = 500;
/** An order lasts about so many seconds. */
const ONE_ORDER = 2;

interface File {
  state: "waiting" | "collecting" | "collected" | "lost";
  /** Tests that nobody was told to run. */
  left: string[];
  /** Guests that have collected it in their present life. */
  readonly owners: Set<number>;
  collectSeconds: number;
  ran: number;
  seconds: number;
}

export class Schedule {
  readonly files: readonly File[];
  private stopped = false;
  private readonly collects = new Map<number, { readonly file: number; readonly began: number }>();

  /** @param count files, known by their index */
  constructor(count: number) {
    this.files = Array.from({ length: count }, () => ({
      state: "waiting" as const,
      left: [],
      owners: new Set<number>(),
      collectSeconds: 0,
      ran: 0,
      seconds: 0,
    }));
  }

  /** @param now seconds, from anywhere */
  next(guest: number, now: number): Order {
    if (this.stopped) return { do: "stop" };
    const own = this.files.findIndex((file) => file.owners.has(guest) && file.left.length > 0);
    if (own >= 0) return this.run(own);
    const waiting = this.files.findIndex((file) => file.state === "waiting");
    if (waiting >= 0) return this.collect(guest, waiting, now);
    const shared = this.worthSharing(guest);
    return shared === undefined ? { do: "stop" } : this.collect(guest, shared, now);
  }

  collected(guest: number, index: number, tests: readonly string[], now: number): void {
    const file = this.files[index];
    if (!file) return;
    const began = this.collects.get(guest)?.began ?? now;
    this.collects.delete(guest);
    file.collectSeconds = now - began;
    file.owners.add(guest);
    if (file.state !== "collected") file.left = [...tests];
    file.state = "collected";
  }

  /** A test ended after so many seconds. */
  finished(index: number, seconds: number): void {
    const file = this.files[index];
    if (!file) return;
    file.ran += 1;
    file.seconds += seconds;
  }

  /** A guest is gone: what it was told to run and has not begun waits again; a file that it was collecting is lost. */
  died(guest: number, unrun: ReadonlyMap<number, readonly string[]>): void {
    const collecting = this.collects.get(guest);
    this.collects.delete(guest);
    for (const file of this.files) file.owners.delete(guest);
    for (const [index, tests] of unrun) this.files[index]?.left.unshift(...tests);
    const file = collecting && this.files[collecting.file];
    if (file?.state === "collecting") file.state = "lost";
  }

  stop(): void {
    this.stopped = true;
  }

  /** Is there anything that a new guest could do? */
  get isDone(): boolean {
    return this.stopped || this.files.every((file) => file.state !== "waiting" && file.left.length === 0);
  }

  private collect(guest: number, index: number, now: number): Order {
    const file = this.files[index];
    if (file?.state === "waiting") file.state = "collecting";
    this.collects.set(guest, { file: index, began: now });
    return { do: "collect", file: index };
  }

  private run(index: number): Order {
    const file = this.files[index];
    const each = file && file.ran > 0 ? Math.max(file.seconds / file.ran, 1e-4) : 0.05;
    const count = Math.max(1, Math.min(MOST_AT_ONCE, Math.round(ONE_ORDER / each)));
    return { do: "run", file: index, tests: file?.left.splice(0, count) ?? [] };
  }

  private worthSharing(guest: number): number | undefined {
    let best: { readonly index: number; readonly left: number } | undefined;
    for (const [index, file] of this.files.entries()) {
      if (file.left.length < 2 || file.owners.has(guest)) continue;
      const left = file.ran > 0 ? (file.seconds / file.ran) * file.left.length : file.left.length * 0.01;
      // A file without an owner was left by a guest that died: somebody has to take it.
      const worth = file.owners.size === 0 || left > 2 * file.collectSeconds;
      if (worth && left > (best?.left ?? 0)) best = { index, left };
    }
    const orphan = this.files.findIndex((file) => file.left.length > 0 && file.owners.size === 0);
    return best?.index ?? (orphan >= 0 ? orphan : undefined);
  }
}
