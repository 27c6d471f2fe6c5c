/** The archive with a library's source, as a file: its name, and what it must hash to. */
import type { DownloadSettings, Pin } from "../pins/pin.ts";
import { pinOf } from "../pins/pin-of.ts";
import type { Recipe } from "./recipe.ts";

/** @throws {UserError} WASI-PIN-MISSING where a manifest is in use that does not have the source */
export function sourcePinOf(recipe: Recipe, settings: Pick<DownloadSettings, "manifest">): Pin {
  const { name, source } = recipe;
  const committed = { name: sourceFileName(recipe), url: source.url, sha256: source.sha256 };
  return pinOf({ ...committed, sha512: undefined, size: undefined, source: `recipe of ${name}` }, settings);
}

/** GitHub calls the archives that it makes by the version alone. */
export function sourceFileName({ name, version, source }: Recipe): string {
  const file = new URL(source.url).pathname.split("/").at(-1) ?? "";
  return file.startsWith(version) || /^v\d/.test(file) ? `${name}-${file}` : file;
}
