/** What one run did, as data: the job summary, `--json` and the log's last lines are made of it. */
import type { SignatureReport } from "../signature/finding.ts";

export interface JobReport {
  readonly python: {
    readonly version: string;
    readonly why: string;
    readonly origin: string;
    readonly installed: boolean;
  };
  readonly sdk: { readonly number: number; readonly why: string; readonly origin: string; readonly installed: boolean };
  /** Bytes that the installations take, where they are in the tool cache. */
  readonly sizes?: { readonly python: number | undefined; readonly sdk: number | undefined };
  /** The workflow cache; undefined where there is none, as on the command line. */
  readonly cache?:
    | undefined
    | {
        readonly use: { readonly on: boolean; readonly reason: string };
        readonly outcomes: readonly CacheReport[];
      };
  /** Milliseconds by step, in the order they ran. */
  readonly times: Readonly<Record<string, number>>;
  readonly wheels: readonly WheelReport[];
  readonly link: LinkReport | undefined;
  /** Inputs that differ from their default, by name. */
  readonly options: Readonly<Record<string, string>>;
}

export interface CacheReport {
  readonly tool: string;
  readonly version: string;
  readonly state: "hit" | "miss" | "damaged";
  readonly milliseconds: number;
}

export interface WheelReport {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly sha256: string;
  /** Dotted names. */
  readonly modules: readonly string[];
  readonly milliseconds: number;
  /** Arguments of the build machine that were kept from the compiler, with how often. */
  readonly dropped: Readonly<Record<string, number>>;
}

export interface LinkReport {
  /** Dotted names. */
  readonly moduleNames: readonly string[];
  /** Bytes of python.wasm. */
  readonly size: number;
  /** Bytes of the plain interpreter that CPython's own build made, where there is one. */
  readonly plainSize: number | undefined;
  readonly milliseconds: number;
  /** Whether python.wasm needs a runtime with WebAssembly exception handling. */
  readonly exceptions: boolean;
  readonly warnings: readonly string[];
  /** What the audit of call signatures found, module by module. */
  readonly signatures: readonly ModuleSignatures[];
}

export interface ModuleSignatures {
  /** Dotted name. */
  readonly module: string;
  readonly report: SignatureReport;
}

/** `1.5 MB`, in the decimal units of file managers and GitHub. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(1)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** `1 extension module`, `2 extension modules`. @param noun whose plural has an s */
export function formatCount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `850 ms`, `12.3 s`, `2 min 05 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`;
}
