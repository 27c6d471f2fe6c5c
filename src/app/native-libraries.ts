/** `native-deps`: C libraries for the target, and the cross environment with them in it. */
import type { Host } from "../host/host.ts";
import { userPath } from "../host/user-path.ts";
import type { Inputs } from "../inputs/inputs.ts";
import { installLibraries, type Library, type LibraryInstall } from "../library/install-libraries.ts";
import { readRecipe } from "../library/read-recipe.ts";
import { type Recipe, recipeNamed } from "../library/recipe.ts";
import { explaining } from "../pins/failures.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import { UserError } from "../report/errors.ts";
import { type CrossFolderOptions, writeCrossFolder } from "./cross-folder.ts";

/** What the installs of libraries and of modules that need them have in common. */
export function libraryInstall(
  host: Host,
  cross: Omit<CrossFolderOptions, "libraries">,
  settings: DownloadSettings,
): Omit<LibraryInstall, "recipes"> {
  return {
    sdk: cross.sdk,
    settings,
    options: [cross.simd ? "simd" : "", cross.lto ? "lto" : ""],
    crossWith: async (libraries) =>
      (await writeCrossFolder(host, { ...cross, libraries: libraries.map(({ prefix }) => prefix) })).variables,
  };
}

/** @throws {UserError} WASI-LIBRARY-*, WASI-PIN-MISSING, WASI-DOWNLOAD-* */
export async function nativeLibraries(
  host: Host,
  { nativeDeps }: Pick<Inputs, "nativeDeps">,
  install: Omit<LibraryInstall, "recipes">,
): Promise<readonly Library[]> {
  const recipes = await Promise.all(nativeDeps.map((each) => recipeOf(host, each)));
  const libraries = await installLibraries(host, { ...install, recipes });
  for (const { name, version, prefix, built } of libraries) {
    if (!built) host.log.info(`${name} ${version} found in ${prefix}`);
  }
  return libraries;
}

async function recipeOf(host: Host, given: string): Promise<Recipe> {
  if (!given.endsWith(".json")) return recipeNamed(given);
  const path = userPath(host, given);
  const text = await explaining({ what: `The recipe ${given}` }, () => host.files.readText(path));
  try {
    return readRecipe(JSON.parse(text), given);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      "WASI-LIBRARY-RECIPE",
      `The recipe in ${given} is not JSON: ${(error as Error).message}.`,
      "docs/how-to/native-deps.md shows the form of a recipe.",
    );
  }
}
