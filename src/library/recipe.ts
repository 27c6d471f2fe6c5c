/**
 * How a C library is built for the target: where its source is, what it hashes to, one line of configure, CMake or make,
 * or a list of files, and what it provides. `recipes.json` holds ours; a user's own is a file of the same form.
 */
import { UserError } from "../report/errors.ts";
import { readRecipe } from "./read-recipe.ts";
import table from "./recipes.json" with { type: "json" };

export interface Recipe {
  readonly name: string;
  readonly version: string;
  readonly source: { readonly url: string; readonly sha256: string };
  /** Names of the libraries that it is built against. */
  readonly needs: readonly string[];
  readonly build: RecipeBuild;
  /** For the compiler, beside those of the cross environment. */
  readonly flags: readonly string[];
  /** Written into the source tree before the build, by path. */
  readonly files: Readonly<Record<string, string>>;
  readonly provides: Provides;
}

/** What packages ask for. */
export interface Provides {
  /** As an `#include` names them: `libxml/parser.h`. */
  readonly headers: readonly string[];
  /** As `-l` names them. */
  readonly libraries: readonly string[];
  /** As pkg-config names them. */
  readonly pkgConfig: readonly string[];
}

/**
 * Arguments may contain `{source}`, `{prefix}`, `{cores}` and `{cc}`, `{ar}`, `{ranlib}`. `make` is run once for each of
 * `targets`. What `make` and `sources` do not install by themselves is named: headers and archives in the source tree,
 * copied to `include` and `lib`.
 */
export type RecipeBuild =
  | { readonly kind: "cmake" | "configure"; readonly arguments: readonly string[] }
  | {
      readonly kind: "make";
      readonly arguments: readonly string[];
      readonly targets: readonly (readonly string[])[];
      readonly headers: readonly string[];
      readonly archives: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: "sources";
      readonly files: readonly string[];
      readonly include: readonly string[];
      readonly headers: readonly string[];
    };

export const RECIPES: readonly Recipe[] = table.recipes.map((recipe) => readRecipe(recipe, "recipes.json"));

/** @throws {UserError} WASI-LIBRARY-RECIPE */
export function recipeNamed(name: string, known: readonly Recipe[] = RECIPES): Recipe {
  const found = known.find((recipe) => recipe.name === name);
  if (found) return found;
  throw new UserError(
    "WASI-LIBRARY-RECIPE",
    `No recipe for the library "${name}" is known.`,
    `There are recipes for ${known.map((recipe) => recipe.name).join(", ")}. Write one of your own and name its file in native-deps: ./NAME.json.`,
  );
}

/** The libraries and what they need, each once, in the order of building. @throws {UserError} WASI-LIBRARY-RECIPE */
export function inBuildOrder(asked: readonly Recipe[]): readonly Recipe[] {
  const known = [...asked, ...RECIPES];
  const ordered: Recipe[] = [];
  const visit = (recipe: Recipe, way: readonly string[]): void => {
    if (way.includes(recipe.name)) {
      throw new UserError(
        "WASI-LIBRARY-RECIPE",
        `Recipes need each other in a circle: ${[...way, recipe.name].join(" → ")}.`,
        "Take one name out of needs.",
      );
    }
    for (const name of recipe.needs) visit(recipeNamed(name, known), [...way, recipe.name]);
    if (!ordered.includes(recipe)) ordered.push(recipe);
  };
  for (const recipe of asked) visit(recipe, []);
  return ordered;
}

/** The recipe of a library that has a header, by the name in an `#include`. */
export function providerOfHeader(header: string): Recipe | undefined {
  return RECIPES.find(({ provides }) => provides.headers.includes(header));
}

/** The recipe of a library by pkg-config's name, or by that of `-l`, as CMake and Meson say what they miss. */
export function providerOfLibrary(name: string): Recipe | undefined {
  const wanted = name.toLowerCase();
  return RECIPES.find(({ name, provides }) =>
    [name, ...provides.pkgConfig, ...provides.libraries].some((each) => each.toLowerCase() === wanted),
  );
}
