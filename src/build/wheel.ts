/** Wheels (packaging.python.org, "Binary distribution format"): what is in one, and where its files go. */
import { basename, join } from "node:path";
import type { Host } from "../host/host.ts";
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
  const contents = await readContents(host, path);
  const files = [...contents.keys()].sort();
  const extensions = extensionsAmong(files).flatMap((extension) => {
    const bytes = contents.get(extension.path);
    return bytes === undefined ? [] : [{ ...extension, bytes }];
  });
  const info = await host.files.info(path);
  return { path, ...wheelName(path), size: info?.size ?? 0, files, extensions, contents };
}

/** What of a wheel's files Python would import as extensions. */
function extensionsAmong(files: readonly string[]): readonly Omit<WheelExtension, "bytes">[] {
  return files.filter(isExtension).map((path) => {
    const installed = installedPath(path);
    return { path, installed, module: moduleName(installed) };
  });
}

async function readContents(host: Host, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  wheelName(path);
  try {
    return await host.archives.read(path);
  } catch (error) {
    throw explained(error, { what: basename(path) });
  }
}

/**
 * Unpacks a wheel into site-packages: `NAME.data/purelib` and `platlib` go there too, `data` to the prefix
 * (`sitePackages` is its `lib/pythonX.Y/site-packages`). Scripts and headers stay out: nothing in the guest uses them.
 */
export async function unpackWheel(host: Host, path: string, sitePackages: string): Promise<void> {
  await unpack(host, path, sitePackages);
  await spreadData(host, path, sitePackages);
}

async function spreadData(host: Host, path: string, sitePackages: string): Promise<void> {
  const { name, version } = wheelName(path);
  const data = join(sitePackages, `${name}-${version}.data`);
  if (!(await host.files.info(data))) return;
  const places: Readonly<Record<string, string>> = {
    purelib: sitePackages,
    platlib: sitePackages,
    data: join(sitePackages, "..", "..", ".."),
  };
  for (const file of await host.files.walk(data)) {
    const [scheme = "", ...rest] = file.split("/");
    const place = places[scheme];
    if (place !== undefined) await host.files.copy(join(data, file), join(place, ...rest));
  }
  await host.files.remove(data);
}

async function unpack(host: Host, path: string, folder: string): Promise<void> {
  wheelName(path);
  try {
    await host.archives.extract(path, folder, { name: basename(path) });
  } catch (error) {
    throw explained(error, { what: basename(path) });
  }
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
