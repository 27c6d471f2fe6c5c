/** A file that is hashed while it is written, and that survives a broken connection without being hashed again. */
import { createHash, type Hash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { Digests, DownloadOptions } from "./host.ts";
import type { Destination } from "./http-reader.ts";
import { touching } from "./system-errors.ts";

export class HashedFile implements Destination {
  readonly path: string;
  received = 0;
  #total: number | undefined;
  #sha256 = createHash("sha256");
  #sha512: Hash | undefined;
  readonly #handle: FileHandle;
  readonly #options: DownloadOptions;

  private constructor(path: string, handle: FileHandle, options: DownloadOptions) {
    this.path = path;
    this.#handle = handle;
    this.#options = options;
  }

  static async create(path: string, options: DownloadOptions): Promise<HashedFile> {
    return new HashedFile(path, await touching(path, () => open(path, "w")), options);
  }

  async restart(total: number | undefined): Promise<void> {
    if (this.received > 0) await touching(this.path, () => this.#handle.truncate(0));
    this.received = 0;
    this.#total = total;
    this.#sha256 = createHash("sha256");
    this.#sha512 = this.#options.withoutSha512 ? undefined : createHash("sha512");
  }

  /** What is counted and hashed is on its way to the disk: a later resume starts exactly behind it. */
  async write(chunk: Uint8Array): Promise<void> {
    for (let offset = 0; offset < chunk.length; ) {
      const rest = chunk.length - offset;
      const written = await touching(this.path, () => this.#handle.write(chunk, offset, rest, this.received + offset));
      offset += written.bytesWritten;
    }
    this.#sha256.update(chunk);
    this.#sha512?.update(chunk);
    this.received += chunk.length;
    this.#options.onProgress?.(this.received, this.#total);
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  digests(): Digests & { readonly bytes: number } {
    return { sha256: this.#sha256.digest("hex"), sha512: this.#sha512?.digest("hex") ?? "", bytes: this.received };
  }
}
