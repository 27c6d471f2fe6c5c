/**
 * The machine, as the product sees it: the only door to process, files, network and `@actions/*`.
 *
 * Use-cases take a `Host` as an argument. `host/` imports nothing of the rest of the product: what goes wrong
 * leaves it as a `HostFailure`, and the caller, who knows what the user wanted, words the error.
 */
import type { HostFailureKind } from "./failure.ts";

export interface Host {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: HostPlatform;
  readonly folders: Folders;
  readonly files: Files;
  readonly processes: Processes;
  readonly downloads: Downloads;
  readonly archives: Archives;
  readonly tools: ToolCache;
  readonly log: Log;
}

export interface HostPlatform {
  readonly os: "linux" | "darwin" | "win32";
  readonly arch: "x64" | "arm64";
  /** Cores that this process may use. */
  readonly cores: number;
  /** Absolute path of the Node that runs us. */
  readonly node: string;
}

/** Absolute paths. */
export interface Folders {
  /** Installed tools, kept between runs: `RUNNER_TOOL_CACHE`, else `PYWASI_CACHE_DIR`, else the user's cache folder. */
  readonly tools: string;
  /** Scratch of this run, on the same file system as `tools` so that a rename is atomic. */
  readonly temp: string;
  /** Where the user stands: `GITHUB_WORKSPACE`-relative `working-directory`, or the current directory. */
  readonly work: string;
  /** The product's own files: `dist/`, `python/`, `target/`. */
  readonly product: string;
}

export interface FileInfo {
  readonly kind: "file" | "folder" | "other";
  /** Bytes. */
  readonly size: number;
  readonly modified: Date;
}

export interface Files {
  /** @throws {HostFailure} `not-found` */
  readText(path: string): Promise<string>;
  readBytes(path: string): Promise<Uint8Array>;
  /** What stands behind the first `offset` bytes; nothing where the file is shorter or not there yet. */
  readFrom(path: string, offset: number): Promise<Uint8Array>;
  /** Writes the whole file or nothing: a temporary neighbour is renamed into place. Makes missing folders. */
  write(path: string, content: string | Uint8Array, mode?: number): Promise<void>;
  /**
   * Writes a tree of files below a folder, with missing folders, in one go. Whoever reads meanwhile may see half of it: it
   * is for folders that nobody else knows of yet.
   * @param contents by path, relative, with `/`
   */
  writeTree(folder: string, contents: ReadonlyMap<string, string | Uint8Array>): Promise<void>;
  /** Adds to the end of a file, which is made where it is not there. */
  append(path: string, content: string): Promise<void>;
  /** Follows symbolic links. Undefined where nothing is. */
  info(path: string): Promise<FileInfo | undefined>;
  /** Names in a folder, sorted by code unit. @throws {HostFailure} `not-found` */
  list(folder: string): Promise<readonly string[]>;
  /** Paths of all files below a folder, relative, with `/`, sorted; links are not followed into folders. */
  walk(folder: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<void>;
  /** Removes a file or tree; it is no error where nothing is. */
  remove(path: string): Promise<void>;
  /** Atomic on one file system. */
  rename(from: string, to: string): Promise<void>;
  /**
   * Brings a tree to its place, also from another file system, instead of what is there. At the place nothing is ever half
   * written.
   */
  replace(from: string, to: string): Promise<void>;
  /** Copies a file or a tree, links as links, with modes. */
  copy(from: string, to: string): Promise<void>;
  link(target: string, path: string): Promise<void>;
  /** Free bytes where a path lies or would lie; undefined where the system does not tell. */
  room(path: string): Promise<number | undefined>;
  /** A new empty folder below `folders.temp`. */
  temporaryFolder(prefix: string): Promise<string>;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment of the child; default: ours. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly input?: string | Uint8Array;
  /** Called with each line of output as it comes, without its line end. */
  readonly onLine?: (line: string, stream: "stdout" | "stderr") => void;
  /** Hands our own standard streams to the child; then nothing is captured. */
  readonly inherit?: boolean;
  readonly timeoutMs?: number;
  /** Ends the process, and what it started, as the time limit does. */
  readonly signal?: AbortSignal;
}

export interface RunResult {
  /** Exit code; -1 where a signal or the time limit ended the process. */
  readonly code: number;
  readonly signal?: string;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

export interface Processes {
  /** Runs a program without a shell. A non-zero code is a result. @throws {HostFailure} `not-found` where there is no such program */
  run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
  /** Absolute path of a program on PATH. */
  find(name: string): Promise<string | undefined>;
}

export interface Digests {
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  readonly sha512: string;
}

export interface Downloads {
  /**
   * Streams a URL (`http:`, `https:`) or an absolute path into a file and hashes it on the way. Retries what is worth
   * retrying, honours proxies and `no_proxy`, resumes a partial file. Nothing is left at `destination` on failure.
   * @throws {HostFailure} `http-status` (with `status`), `network`, `not-found`, `no-space`
   */
  file(url: string, destination: string, options?: DownloadOptions): Promise<Digests & { readonly bytes: number }>;
  /** Asks for a URL or path without fetching it. @returns why it cannot be had, or undefined where it can */
  reach(url: string, options: { readonly timeoutMs: number }): Promise<string | undefined>;
  /** @throws {HostFailure} as `file`, and `not-json` */
  json(url: string, options?: DownloadOptions): Promise<unknown>;
}

export interface DownloadOptions {
  /** Sent as a bearer token, and only to https://github.com and https://api.github.com. */
  readonly githubToken?: string | undefined;
  readonly onProgress?: (done: number, total: number | undefined) => void;
  /** Leaves out the sha512, which is then empty: of a large file it costs as much as a fifth of its unpacking. */
  readonly withoutSha512?: boolean;
}

export interface Archives {
  /**
   * Unpacks `.tar.gz`, `.tar.xz`, `.zip` or `.whl`, chosen by `name` (default: the archive's own).
   * Members that leave the folder, by path or by link, are never written, and of their archive nothing stays.
   * @throws {HostFailure} `archive-damaged`, `archive-escape`, `no-space`
   */
  extract(
    archive: string,
    folder: string,
    options?: {
      readonly strip?: number;
      readonly name?: string;
      /** Which members of a tar archive to write, by their names without the stripped folders; default: all. */
      readonly wanted?: (name: string) => boolean;
    },
  ): Promise<void>;
  /**
   * Reads a `.zip` or `.whl` into memory: unpacking a large wheel takes longer than looking at it.
   * @throws {HostFailure} `archive-damaged`, `archive-escape`, `not-found`
   */
  read(archive: string): Promise<ReadArchive>;
}

export interface ReadArchive {
  /** By name, with `/`. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Of the archive itself: its bytes, and their hash as 64 hexadecimal digits. */
  readonly size: number;
  readonly sha256: string;
}

export interface ToolCache {
  /** The folder of a complete installation, in the layout of `@actions/tool-cache`. `version` is a full semver. */
  find(tool: string, version: string): Promise<string | undefined>;
  /**
   * Installs atomically: `fill` gets an empty staging folder, and only when it returns the folder appears under its
   * name. Two processes that install the same tool at once both succeed.
   */
  install(tool: string, version: string, fill: (staging: string) => Promise<void>): Promise<string>;
}

export interface LogPlace {
  readonly title: string;
  /** Relative to the workspace. */
  readonly file?: string;
  readonly line?: number;
}

export interface Log {
  debug(message: string): void;
  info(message: string): void;
  notice(message: string): void;
  warning(message: string): void;
  /** @param place what the message is about; on GitHub an annotation of that line */
  error(message: string, place?: LogPlace): void;
  /** A fold with its elapsed time. */
  group<T>(title: string, body: () => Promise<T>): Promise<T>;
  /** Rewrites one line on a terminal; prints now and then elsewhere. The note stands behind the share. */
  progress(label: string, done: number, total: number | undefined, note?: string): void;
}

export type { HostFailureKind };
