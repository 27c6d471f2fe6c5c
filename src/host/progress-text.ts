/** How far something is, in words. */

/** Below this many, what is counted are things (files, steps) and not bytes. */
const FEWEST_BYTES = 1_000_000;

/** @param done,total bytes, or a count where the total is below a million */
export function progressText(label: string, done: number, total: number | undefined, note = ""): string {
  const behind = note === "" ? "" : `, ${note}`;
  if (total === undefined) return `${label}: ${megabytes(done)} MB${behind}`;
  const share = total === 0 ? 100 : Math.floor((100 * done) / total);
  const amount = total < FEWEST_BYTES ? `${done} of ${total}` : `${megabytes(done)} of ${megabytes(total)} MB`;
  return `${label}: ${share} % (${amount})${behind}`;
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
