/** Wheels (packaging.python.org, "Binary distribution format"): what is in one, and where its files go. */
import { basename, join } from "node:path";
import type { Host, ReadArchive } from "../host/host.ts";
import { explained } from "../pins/failures.ts";
import { UserError } from "../report/errors.ts";

export interface Wheel {
  /** Absolute. */
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** `cp311-cp311-wasi_0_0_0_wasm32`, compressed tag sets as they stand in the name. */
  readonly tag: string;
  /** Bytes. */
  readonly size: number;
  /** Paths in the wheel, with `/`. */
  readonly files: readonly string[];
  readonly extensions: readonly WheelExtension[];
}

/** A wheel with all that is in it. */
export interface ReadWheel extends Wheel {
  /** By path. */
  readonly contents: ReadonlyMap<string, Uint8Array>;
  /** Of the wheel's file, 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface WheelExtension {
  /** In the wheel, with `/`. */
  readonly path: string;
  /** Below site-packages, once installed. */
  readonly installed: string;
  /** `numpy._core._multiarray_umath`; a package that is an extension itself has its own name. */
  readonly module: string;
  readonly bytes: Uint8Array;
}

/** Reads a wheel. @throws {UserError} WASI-ARCHIVE-DAMAGED, WASI-PACKAGE-NOT-FOUND for a file that is not named like a wheel */
export async function readWheel(host: Host, path: string): Promise<ReadWheel> {
  const { files: contents, size, sha256 } = await readArchive(host, path);
  const files = [...contents.keys()].sort();
  const extensions = extensionsAmong(files).flatMap((extension) => {
    const bytes = contents.get(extension.path);
    return bytes === undefined ? [] : [{ ...extension, bytes }];
  });
  return { path, ...wheelName(path), size, files, extensions, contents, sha256 };
}

/** What of a wheel's files Python would import as extensions. */
function extensionsAmong(files: readonly string[]): readonly Omit<WheelExtension, "bytes">[] {
  return files.filter(isExtension).map((path) => {
    const installed = installedPath(path);
    return { path, installed, module: moduleName(installed) };
  });
}

async function readArchive(host: Host, path: string): Promise<ReadArchive> {
  wheelName(path);
  try {
    return await host.archives.read(path);
  } catch (error) {
    throw explained(error, { what: basename(path) });
  }
}

/**
 * Installs a wheel into site-packages: `NAME.data/purelib` and `platlib` go there too, `data` to the prefix
 * (`sitePackages` is its `lib/pythonX.Y/site-packages`). Scripts and headers stay out: nothing in the guest uses them.
 */
export async function installWheel(host: Pick<Host, "files">, wheel: ReadWheel, sitePackages: string): Promise<void> {
  const data = `${wheel.name}-${wheel.version}.data/`;
  const inSite = new Map<string, Uint8Array>();
  const inPrefix = new Map<string, Uint8Array>();
  const places: Readonly<Record<string, Map<string, Uint8Array>>> = {
    purelib: inSite,
    platlib: inSite,
    data: inPrefix,
  };
  for (const [path, content] of wheel.contents) {
    if (path.startsWith(data)) {
      const [scheme = "", ...rest] = path.slice(data.length).split("/");
      places[scheme]?.set(rest.join("/"), content);
    } else {
      inSite.set(path, content);
    }
  }
  await host.files.writeTree(sitePackages, inSite);
  await host.files.writeTree(join(sitePackages, "..", "..", ".."), inPrefix);
}

/** Name, version and tag out of `NAME-VERSION(-BUILD)?-PYTHON-ABI-PLATFORM.whl`. */
export function wheelName(path: string): Pick<Wheel, "name" | "version" | "tag"> {
  const parts = basename(path).slice(0, -".whl".length).split("-");
  const [name, version] = parts;
  if (!path.endsWith(".whl") || parts.length < 5 || parts.length > 6 || !name || !version) {
    throw new UserError(
      "WASI-PACKAGE-NOT-FOUND",
      `${basename(path)} is not named like a wheel.`,
      "A wheel is called NAME-VERSION-PYTHON-ABI-PLATFORM.whl; give the file its own name back.",
    );
  }
  return { name, version, tag: parts.slice(-3).join("-") };
}

/**
 * Files that Python would import as extensions: `mod.cpython-313-wasm32-wasi.so`, `mod.abi3.so`, `mod.so`, and those of
 * other platforms, which must not be there. Libraries such as `libfoo-1a2b.so.3` are no modules.
 */
function isExtension(file: string): boolean {
  const match = /^([\p{L}_][\p{L}\p{N}_]*)(?:\.[\w-]+)?\.(?:so|pyd)$/u.exec(file.split("/").at(-1) ?? "");
  return match !== null && !/\.data\/(?:scripts|headers|data)\//.test(file);
}

/** `pkg-1.0.data/platlib/pkg/mod.so` lies at `pkg/mod.so`. */
function installedPath(file: string): string {
  return file.replace(/^[^/]+\.data\/(?:purelib|platlib)\//, "");
}

function moduleName(installed: string): string {
  const parts = installed.split("/");
  const stem = parts.pop()?.split(".")[0] ?? "";
  return (stem === "__init__" ? parts : [...parts, stem]).join(".");
}
