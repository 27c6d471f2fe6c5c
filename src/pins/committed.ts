/** A file as a table in the repository has it, and how much its word is worth. */
import type { Pin } from "./pin.ts";

export interface PinnedFile {
  readonly sha256?: string;
  readonly sha512?: string;
  /** Bytes. */
  readonly size?: number;
  /** How many independent places name the values: `one`, `several`. */
  readonly sources: string;
}

const SOURCES: Readonly<Record<string, string>> = {
  several: "committed table (several sources)",
  one: "committed table (one source)",
};

/** @param file undefined where the table does not have it; the pin has no hash then */
export function committedPin(asset: Pick<Pin, "name" | "url">, file: PinnedFile | undefined): Pin {
  return {
    name: asset.name,
    url: asset.url,
    sha256: file?.sha256,
    sha512: file?.sha512,
    size: file?.size,
    source: SOURCES[file?.sources ?? ""] ?? "nobody",
  };
}
