/** Downloads: streamed into a file and hashed on the way, from a server or from a path. */
import { createReadStream } from "node:fs";
import * as fs from "node:fs/promises";
import { dirname, isAbsolute } from "node:path";
import { fileURLToPath } from "node:url";
import { withoutCredentials } from "./credentials.ts";
import { HostFailure } from "./failure.ts";
import { HashedFile } from "./hashed-file.ts";
import type { DownloadOptions, Downloads, Log } from "./host.ts";
import { type Destination, type HttpLimits, HttpReader } from "./http-reader.ts";
import { messageOf, touching } from "./system-errors.ts";

/** More than any index or API answer that the product reads, in bytes. */
const LARGEST_JSON = 64e6;

export function nodeDownloads(log: Pick<Log, "debug" | "info">, limits: Partial<HttpLimits> = {}): Downloads {
  const http = new HttpReader(log, limits);

  const transfer = async (url: string, options: DownloadOptions, accept: string, into: Destination) => {
    const path = localPath(url);
    if (path === undefined) return http.read(url, options, accept, into);
    const { size } = await touching(path, () => fs.stat(path));
    await into.restart(size);
    const source = createReadStream(path)[Symbol.asyncIterator]();
    for (;;) {
      const next = await touching(path, () => source.next());
      if (next.done) return;
      await into.write(next.value);
    }
  };

  return {
    file: async (url, destination, options = {}) => {
      await touching(destination, () => fs.mkdir(dirname(destination), { recursive: true }));
      const file = await HashedFile.create(`${destination}.partial`, options);
      try {
        await transfer(url, options, "*/*", file);
        await file.close();
        await touching(destination, () => fs.rename(file.path, destination));
        return file.digests();
      } catch (error) {
        await file.close();
        await fs.rm(file.path, { force: true });
        throw error;
      }
    },
    reach: async (url, { timeoutMs }) => {
      const path = localPath(url);
      if (path === undefined) return http.reach(url, timeoutMs);
      return fs.stat(path).then(
        () => undefined,
        () => `${path} does not exist`,
      );
    },
    json: async (url, options = {}) => {
      const memory = new Memory(url);
      await transfer(url, options, "application/json", memory);
      return parseJson(url, memory.text());
    },
  };
}

class Memory implements Destination {
  received = 0;
  readonly #url: string;
  readonly #chunks: Uint8Array[] = [];

  constructor(url: string) {
    this.#url = url;
  }

  async restart(): Promise<void> {
    this.#chunks.length = 0;
    this.received = 0;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.received += chunk.length;
    if (this.received > LARGEST_JSON)
      throw new HostFailure("not-json", `${withoutCredentials(this.#url)} is too large to be an index`);
    this.#chunks.push(chunk);
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString("utf8");
  }
}

/** The path of a download that needs no network. */
function localPath(url: string): string | undefined {
  if (url.startsWith("file:")) return fileURLToPath(url);
  return isAbsolute(url) ? url : undefined;
}

function parseJson(url: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new HostFailure("not-json", `${withoutCredentials(url)} is not JSON: ${messageOf(error)}`);
  }
}
