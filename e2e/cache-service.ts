/**
 * A double of GitHub's cache service, second protocol: the three calls that `@actions/cache` makes, and the block blobs
 * that its uploads go to. Written after what the client sends and expects; the real service has never been asked here.
 *
 * Entries are immutable and one job at a time may write a key, as at GitHub.
 */
import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

interface Entry {
  readonly key: string;
  /** Of the client: a hash over paths and compression. */
  readonly version: string;
  readonly blob: string;
  finished: boolean;
}

export interface CacheServiceDouble {
  /** For ACTIONS_RESULTS_URL. */
  readonly url: string;
  /** Keys of finished entries with their bytes, the oldest first. */
  entries(): Readonly<Record<string, number>>;
  /** Cuts every entry short, as a broken upload or disk would. */
  damage(): void;
  close(): Promise<void>;
}

export async function startCacheService(): Promise<CacheServiceDouble> {
  const entries: Entry[] = [];
  const blobs = new Map<string, Buffer>();
  const blocks = new Map<string, Buffer>();

  const call = (method: string, asked: Readonly<Record<string, unknown>>, base: string): [number, object] => {
    const { key, version } = asked as { key: string; version: string };
    const same = entries.find((entry) => entry.key === key && entry.version === version);
    switch (method) {
      case "CreateCacheEntry": {
        if (same) return [409, { code: "already_exists", msg: "cache entry with the same key already exists" }];
        const blob = randomUUID();
        entries.push({ key, version, blob, finished: false });
        return [200, { ok: true, signed_upload_url: `${base}/blob/${blob}?sig=w` }];
      }
      case "FinalizeCacheEntryUpload":
        if (!same) return [404, { code: "not_found", msg: "no such upload" }];
        same.finished = true;
        return [200, { ok: true, entry_id: String(entries.indexOf(same) + 1) }];
      case "GetCacheEntryDownloadURL": {
        const usable = entries.filter((entry) => entry.finished && entry.version === version).reverse();
        const prefixes = [key, ...((asked.restore_keys as string[] | undefined) ?? [])];
        const found =
          usable.find((entry) => entry.key === key) ??
          prefixes.map((prefix) => usable.find((entry) => entry.key.startsWith(prefix))).find(Boolean);
        if (!found) return [200, { ok: false, signed_download_url: "", matched_key: "" }];
        return [200, { ok: true, signed_download_url: `${base}/blob/${found.blob}?sig=r`, matched_key: found.key }];
      }
      default:
        return [404, { code: "bad_route", msg: method }];
    }
  };

  const put = (name: string, query: URLSearchParams, body: Buffer) => {
    const id = (block: string | null) => `${name}/${block}`;
    if (query.get("comp") === "block") blocks.set(id(query.get("blockid")), body);
    else if (query.get("comp") === "blocklist") {
      const names = [...body.toString().matchAll(/<(?:Latest|Uncommitted|Committed)>([^<]+)</g)].map(
        ([, block]) => block,
      );
      blobs.set(name, Buffer.concat(names.map((block) => blocks.get(id(block ?? "")) ?? Buffer.alloc(0))));
    } else blobs.set(name, body);
  };

  const server = createServer(async (request, response) => {
    const base = `http://${request.headers.host}`;
    const { pathname, searchParams } = new URL(request.url ?? "/", base);
    const [, first, second = ""] = pathname.split("/");
    if (first === "twirp") {
      if (!request.headers.authorization?.startsWith("Bearer "))
        return reply(response, 401, { code: "unauthenticated" });
      const [status, answer] = call(pathname.split("/").at(-1) ?? "", JSON.parse(String(await bodyOf(request))), base);
      return reply(response, status, answer);
    }
    if (first === "blob" && request.method === "PUT") {
      put(second, searchParams, await bodyOf(request));
      return response.writeHead(201, { etag: '"1"', "content-length": 0 }).end();
    }
    const blob = blobs.get(second);
    return first === "blob" && blob ? sendBlob(request, response, blob) : reply(response, 404, { code: "bad_route" });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    entries: () =>
      Object.fromEntries(
        entries.filter(({ finished }) => finished).map(({ key, blob }) => [key, blobs.get(blob)?.length ?? 0]),
      ),
    damage: () => {
      for (const [name, blob] of blobs) blobs.set(name, blob.subarray(0, Math.floor(blob.length / 2)));
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function reply(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function sendBlob(request: IncomingMessage, response: ServerResponse, blob: Buffer): void {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const start = Number(from ?? 0);
  const part = blob.subarray(start, to ? Number(to) + 1 : undefined);
  response.writeHead(from === undefined ? 200 : 206, {
    "content-length": part.length,
    "accept-ranges": "bytes",
    etag: `"${createHash("sha256").update(blob).digest("hex").slice(0, 16)}"`,
    ...(from === undefined ? {} : { "content-range": `bytes ${start}-${start + part.length - 1}/${blob.length}` }),
  });
  response.end(request.method === "HEAD" ? undefined : part);
}
