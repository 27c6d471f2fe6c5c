/** A few pieces of work at once, and the first failure among them. */
export class AtOnce {
  readonly #most: number;
  readonly #underway = new Set<Promise<void>>();
  readonly #failures: unknown[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** Starts a piece, after one of the others has ended where all places are taken. @throws the first failure so far */
  async start(work: () => Promise<void>): Promise<void> {
    this.check();
    const piece = work()
      .catch((error) => void this.#failures.push(error))
      .finally(() => this.#underway.delete(piece));
    this.#underway.add(piece);
    if (this.#underway.size >= this.#most) await Promise.race(this.#underway);
  }

  /** Waits for all pieces, failed or not. */
  async settle(): Promise<void> {
    await Promise.all(this.#underway);
  }

  /** @throws the first failure so far */
  check(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}
