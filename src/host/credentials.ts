/** A name and password in a URL, as company mirrors are often given: used for the request, shown nowhere. */

/** The URL without its credentials, fit for logs and messages; anything that is no URL stays as it is. */
export function withoutCredentials(url: string): string {
  if (!/^https?:\/\/[^/]*@/i.test(url)) return url;
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.href;
}

/** The `Authorization` header that a URL's credentials ask for (RFC 7617); http-client leaves them out. */
export function basicAuthorization(url: URL): string | undefined {
  if (url.username === "" && url.password === "") return undefined;
  const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return `Basic ${Buffer.from(pair).toString("base64")}`;
}
