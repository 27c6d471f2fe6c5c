/** A file that may be downloaded, and what it must hash to. */
export interface Pin {
  /** File name, as the release has it. */
  readonly name: string;
  /** Where the release has it; a mirror rewrites this. */
  readonly url: string;
  /** Lower-case hexadecimal; at least one of the two is known, or the file is not installed. */
  readonly sha256: string | undefined;
  readonly sha512: string | undefined;
  /** Bytes, where known. */
  readonly size: number | undefined;
  /** Who says so, for the log: `committed table (2 sources)`, `manifest`, `GitHub API`. */
  readonly source: string;
}

/** Where files come from besides their origin: the `mirror`, `manifest-file` and `github-token` inputs. */
export interface DownloadSettings {
  /** A base URL that stands for every origin, or an absolute folder path. */
  readonly mirror: string | undefined;
  readonly manifest: Manifest | undefined;
  readonly githubToken: string | undefined;
}

/** The `manifest-file`: all that a mirror has. Where one is given it replaces the committed pins. */
export interface Manifest {
  readonly schema: 1;
  /** Where the files are stand-ins for the released ones: what they are. */
  readonly standIn: string | undefined;
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly name: string;
  readonly sha256: string;
  /** Bytes. */
  readonly size: number | undefined;
  /** Below the mirror; default: the path part of the origin's URL. */
  readonly path: string | undefined;
}
