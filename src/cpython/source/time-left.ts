/** How long a step still takes, judged by how long its first part took. */

/** Milliseconds and share before which an estimate is a guess. */
const SOONEST = 4000;
const LEAST_SHARE = 0.05;

/** @returns `about 2 min left`; the empty string while nobody can know */
export function timeLeft(elapsed: number, done: number, total: number): string {
  const share = total > 0 ? done / total : 1;
  if (elapsed < SOONEST || share < LEAST_SHARE || share >= 1) return "";
  const seconds = (elapsed / share - elapsed) / 1000;
  if (seconds < 10) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
