/**
 * Serves a folder over HTTP, on loopback only: files by GET and HEAD, with ranges so that a download can be resumed.
 * No listing, and nothing whose name begins with a dot.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { HostFailure } from "./failure.ts";

export interface StaticServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Ends open connections too. */
  close(): Promise<void>;
}

export interface StaticServerOptions {
  /** Default: a free one. */
  readonly port?: number;
  readonly onRequest?: (method: string, path: string, status: number) => void;
}

/** @throws {HostFailure} `network` where the port is taken or not for us */
export async function serveFolder(folder: string, options: StaticServerOptions = {}): Promise<StaticServer> {
  const server = createServer((request, response) => {
    const done = () => options.onRequest?.(request.method ?? "", request.url ?? "", response.statusCode);
    answer(folder, request, response).then(done, () => {
      // Whoever asked has gone, or the file went while it was read: a response cannot be taken back, only broken off.
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new HostFailure("network", error.message)));
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== "GET" && request.method !== "HEAD") {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const path = filePath(folder, request.url ?? "/");
  const size = path === undefined ? undefined : await fileSize(path);
  if (path === undefined || size === undefined) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not here\n");
    return;
  }
  const range = byteRange(request.headers.range, size);
  const headers = { "accept-ranges": "bytes", "content-type": "application/octet-stream" };
  if (range === "beyond") {
    response.writeHead(416, { ...headers, "content-range": `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    "content-length": end - start + 1,
    ...(range ? { "content-range": `bytes ${start}-${end}/${size}` } : {}),
  });
  if (request.method === "HEAD" || size === 0) response.end();
  else await pipeline(createReadStream(path, { start, end }), response);
}

/** @returns undefined for what is not to be seen */
function filePath(folder: string, url: string): string | undefined {
  try {
    // URL resolves `..`; what is left of them after decoding (%2e%2e%2f) fails the check of the names.
    const names = decodeURIComponent(new URL(url, "http://loopback").pathname).split("/").slice(1);
    const visible = names.every((name) => name !== "" && !name.startsWith(".") && !/[\\\0]/.test(name));
    return visible ? join(folder, ...names) : undefined;
  } catch {
    return undefined;
  }
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch {
    return undefined;
  }
}

/** One range, as those who resume a download ask for it; others are ignored, as RFC 9110, section 14.2 allows. */
function byteRange(header: string | undefined, size: number): { start: number; end: number } | "beyond" | undefined {
  const match = /^bytes=(\d+)-(\d*)$/.exec(header ?? "");
  if (!match) return undefined;
  const start = Number(match[1]);
  const end = Math.min(match[2] ? Number(match[2]) : size - 1, size - 1);
  if (start >= size) return "beyond";
  return end < start ? undefined : { start, end };
}
