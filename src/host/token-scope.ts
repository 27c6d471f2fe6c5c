/** Where a GitHub token may go: a mirror never sees it (astral-sh/setup-uv#878), nor whoever a redirect leads to. */

const ORIGINS: readonly string[] = ["https://github.com", "https://api.github.com"];

/** @param visited the URL that was asked for and those that redirects led to, in order; the last is asked next */
export function mayCarryToken(visited: readonly URL[]): boolean {
  const [first] = visited;
  // One that has left does not come back with the token either.
  return first !== undefined && ORIGINS.includes(first.origin) && visited.every((url) => url.origin === first.origin);
}
