/**
 * One resource over HTTP: redirects, retries, resumption, and where the token may go.
 *
 * `@actions/http-client` opens the connections, because it reads proxies and `no_proxy` as every other action does.
 * Its own retries (three codes only), redirects (a relative one fails) and `downloadTool` of the tool cache (no
 * checksum, actions/toolkit#427) are not used. It is loaded at the first request: it costs a tenth of a second.
 */
import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { basicAuthorization, withoutCredentials } from "./credentials.ts";
import { HostFailure } from "./failure.ts";
import type { DownloadOptions, Log } from "./host.ts";
import { isFault, isFinal, retryAfter } from "./retry.ts";
import { messageOf } from "./system-errors.ts";
import { mayCarryToken } from "./token-scope.ts";

/** What receives a body, piece by piece, and knows how much it has. */
export interface Destination {
  /** Bytes held. */
  readonly received: number;
  /** Forgets what is held: the body comes from its beginning. `total` in bytes, where the server says it. */
  restart(total: number | undefined): Promise<void>;
  write(chunk: Uint8Array): Promise<void>;
}

export interface HttpLimits {
  /** How often a request is made at most. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled before each further one. */
  readonly firstPause: number;
  /** Longest pause, in milliseconds, that a server may ask for with Retry-After. */
  readonly longestPause: number;
  /** Milliseconds without a byte before a connection counts as dead. */
  readonly idle: number;
}

const LIMITS: HttpLimits = { attempts: 5, firstPause: 1000, longestPause: 60_000, idle: 60_000 };
const AGENT = "setup-python-wasi";
const MOST_REDIRECTS = 10;
const REDIRECTS = [301, 302, 303, 307, 308];

export class HttpReader {
  readonly #log: Pick<Log, "debug" | "info">;
  readonly #limits: HttpLimits;

  constructor(log: Pick<Log, "debug" | "info">, limits: Partial<HttpLimits>) {
    this.#log = log;
    this.#limits = { ...LIMITS, ...limits };
  }

  /** @throws {HostFailure} `http-status`, `network`, and what the destination throws */
  async read(url: string, options: DownloadOptions, accept: string, into: Destination): Promise<void> {
    const { attempts, firstPause, longestPause } = this.#limits;
    let validator: string | undefined;
    let token = options.githubToken;
    await into.restart(undefined);
    for (let attempt = 1; ; attempt += 1) {
      let pause = firstPause * 2 ** (attempt - 1);
      try {
        const headers: Record<string, string> = { accept, "accept-encoding": "identity" };
        // Without a validator the two halves could come from different files.
        const resume = validator !== undefined && into.received > 0;
        if (resume) Object.assign(headers, { range: `bytes=${into.received}-`, "if-range": validator });
        const message = await this.#follow(url, headers, token);
        const status = message.statusCode ?? 0;
        if (status === 200 || (status === 206 && resume)) {
          if (status === 200 || !continuesAt(message, into.received)) {
            if (status === 206) throw new Error("the server resumed at another place than asked");
            await into.restart(contentLength(message));
          }
          validator = validatorOf(message) ?? (status === 206 ? validator : undefined);
          await this.#consume(message, into);
          return;
        }
        message.destroy();
        if (status === 401 && token && mayCarryToken([new URL(url)])) {
          // Expired, or another server's: what is public needs none.
          this.#log.info(`${new URL(url).origin} refuses the token; asking without it`);
          token = undefined;
          continue;
        }
        if (status === 416) validator = undefined;
        pause = retryAfter(message.headers["retry-after"], Date.now()) ?? pause;
        throw new HostFailure("http-status", `${withoutCredentials(url)} answered with HTTP status ${status}`, status);
      } catch (error) {
        if (isFinal(error) || attempt >= attempts) throw await asNetworkFailure(error, url);
        pause = Math.min(pause, longestPause);
        this.#log.info(
          `${messageOf(error)}; trying again in ${Math.ceil(pause / 1000)} s (${attempt} of ${attempts - 1})`,
        );
        await delay(pause);
      }
    }
  }

  /** @returns why a URL cannot be had, or undefined where its server says that it can; one try */
  async reach(url: string, timeoutMs: number): Promise<string | undefined> {
    const { HttpClient } = await import("@actions/http-client");
    const client = new HttpClient(AGENT, [], { allowRedirects: true, allowRetries: false, socketTimeout: timeoutMs });
    try {
      const { message } = await client.head(url);
      message.destroy();
      const status = message.statusCode ?? 0;
      return status < 400 ? undefined : `${withoutCredentials(url)} answers with HTTP status ${status}`;
    } catch (error) {
      return `${withoutCredentials(url)} does not answer: ${messageOf(error)}`;
    } finally {
      client.dispose();
    }
  }

  /** Makes the request and those that redirects ask for. The token stays on the origin that it was given to. */
  async #follow(url: string, headers: Record<string, string>, token: string | undefined): Promise<IncomingMessage> {
    const { HttpClient } = await import("@actions/http-client");
    const client = new HttpClient(AGENT, [], {
      allowRedirects: false,
      allowRetries: false,
      // Longer than our own watch over the body, which knows what to say.
      socketTimeout: 1.5 * this.#limits.idle,
    });
    let current = new URL(url);
    const visited = [current];
    while (visited.length <= MOST_REDIRECTS + 1) {
      // Without the query, which is a signature where a release's storage is asked.
      this.#log.debug(`GET ${current.origin}${current.pathname}`);
      const authorization = token && mayCarryToken(visited) ? `Bearer ${token}` : basicAuthorization(current);
      const { message } = await client.get(current.href, { ...headers, ...(authorization && { authorization }) });
      const location = message.headers.location;
      if (!REDIRECTS.includes(message.statusCode ?? 0) || location === undefined) return message;
      message.destroy();
      const next = new URL(location, current);
      if (current.protocol === "https:" && next.protocol !== "https:") {
        throw new HostFailure(
          "network",
          `${withoutCredentials(url)} redirects from https to ${next.origin}, which is not followed`,
        );
      }
      current = next;
      visited.push(next);
    }
    throw new HostFailure("network", `${withoutCredentials(url)} redirects more than ${MOST_REDIRECTS} times`);
  }

  async #consume(message: IncomingMessage, into: Destination): Promise<void> {
    const stalled = new Error(`no data came for ${this.#limits.idle / 1000} s`);
    const watch = setTimeout(() => message.destroy(stalled), this.#limits.idle);
    try {
      for await (const chunk of message) {
        watch.refresh();
        await into.write(chunk);
      }
    } finally {
      clearTimeout(watch);
    }
    // A proxy that closes early without a chunk end or a length leaves no other trace.
    if (!message.complete) throw new Error("the connection closed before the end");
  }
}

/** ETag or Last-Modified, as `If-Range` takes them (RFC 9110, 13.1.5): a weak tag does not say that bytes are the same. */
function validatorOf(message: IncomingMessage): string | undefined {
  const { etag, "last-modified": modified } = message.headers;
  return etag !== undefined && !etag.startsWith("W/") ? etag : modified;
}

function continuesAt(message: IncomingMessage, offset: number): boolean {
  return new RegExp(`^bytes ${offset}-`).test(message.headers["content-range"] ?? "");
}

function contentLength(message: IncomingMessage): number | undefined {
  const length = Number(message.headers["content-length"] ?? Number.NaN);
  return Number.isSafeInteger(length) ? length : undefined;
}

async function asNetworkFailure(error: unknown, url: string): Promise<unknown> {
  if (error instanceof HostFailure || isFault(error)) return error;
  const proxy = await throughProxy(url);
  return new HostFailure("network", `${withoutCredentials(url)} could not be read${proxy}: ${messageOf(error)}`);
}

/** Whoever set the variable long ago, or on another machine, does not think of it. */
async function throughProxy(url: string): Promise<string> {
  if (!URL.canParse(url)) return "";
  const { getProxyUrl } = await import("@actions/http-client/lib/proxy");
  const proxy = getProxyUrl(new URL(url));
  return proxy === undefined ? "" : ` through the proxy ${proxy.protocol}//${proxy.host}`;
}
