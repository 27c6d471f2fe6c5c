/** Builds C libraries for the target once, each into a prefix of its own below the tool cache; later runs find them. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Host } from "../host/host.ts";
import { explaining } from "../pins/failures.ts";
import { fetchPinned } from "../pins/fetch.ts";
import type { DownloadSettings } from "../pins/pin.ts";
import type { WasiSdk } from "../sdk/sdk.ts";
import { inBuildOrder, type Recipe } from "./recipe.ts";
import { runLibraryBuild } from "./run-library-build.ts";
import { sourcePinOf } from "./source.ts";

/** Raised whenever the same recipe is built in another way. */
const BUILD_FORMAT = 1;

export interface Library {
  readonly name: string;
  readonly version: string;
  /** Absolute; holds `include`, `lib` and `lib/pkgconfig`. */
  readonly prefix: string;
  /** Names what it was made of: changes with the recipe, the source, the SDK and what it needs. */
  readonly key: string;
  /** Whether this run built it. */
  readonly built: boolean;
}

export interface LibraryInstall {
  readonly recipes: readonly Recipe[];
  readonly sdk: WasiSdk;
  readonly settings: DownloadSettings;
  /** What goes into every object beside the recipe's flags: SIMD, LTO. */
  readonly options: readonly string[];
  /** The cross environment's variables with some libraries in it. */
  readonly crossWith: (libraries: readonly Library[]) => Promise<Readonly<Record<string, string>>>;
}

/**
 * @returns the libraries and those that they need, in the order of building
 * @throws {UserError} WASI-LIBRARY-RECIPE, WASI-LIBRARY-BUILD, WASI-PIN-MISSING, WASI-DOWNLOAD-*, WASI-ARCHIVE-*
 */
export async function installLibraries(host: Host, install: LibraryInstall): Promise<readonly Library[]> {
  const done = new Map<string, Library>();
  const ordered = inBuildOrder(install.recipes);
  for (const recipe of ordered) {
    const needs = neededBy(recipe, ordered);
    const libraries = [...done.values()].filter(({ name }) => needs.has(name));
    done.set(recipe.name, await installOne(host, recipe, libraries, install));
  }
  return [...done.values()];
}

async function installOne(
  host: Host,
  recipe: Recipe,
  needs: readonly Library[],
  { sdk, settings, options, crossWith }: LibraryInstall,
): Promise<Library> {
  const pin = sourcePinOf(recipe, settings);
  const ingredients = [BUILD_FORMAT, recipe, pin.sha256, sdk.number, sdk.path, options, needs.map(({ key }) => key)];
  const key = createHash("sha256").update(JSON.stringify(ingredients)).digest("hex").slice(0, 16);
  const { name, version } = recipe;
  const [tool, toolVersion] = [`wasi-library-${name}`, `1.0.0-h${key}`];
  const found = await host.tools.find(tool, toolVersion);
  if (found !== undefined) return { name, version, prefix: found, key, built: false };
  const started = performance.now();
  const variables = await crossWith(needs);
  const prefix = await host.tools.install(tool, toolVersion, async (staging) => {
    const scratch = await host.files.temporaryFolder(`library-${name}`);
    try {
      const archive = join(scratch, pin.name);
      await explaining({ what: pin.name, mirror: settings.mirror }, async () => {
        await fetchPinned(host, pin, settings, archive);
        await host.archives.extract(archive, join(scratch, "source"), { strip: 1 });
      });
      await runLibraryBuild(host, { recipe, source: join(scratch, "source"), prefix: staging, variables });
    } finally {
      await host.files.remove(scratch);
    }
  });
  host.log.info(`${name} ${version} built for WASI in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return { name, version, prefix, key, built: true };
}

/** Names of what a library needs, and of what that needs. */
function neededBy({ needs }: Recipe, among: readonly Recipe[]): ReadonlySet<string> {
  const inner = among.filter(({ name }) => needs.includes(name)).map((recipe) => neededBy(recipe, among));
  return new Set([...needs, ...inner.flatMap((names) => [...names])]);
}
