/** C libraries that a build's output says it missed, of those that there are recipes for. */
import { providerOfHeader, providerOfLibrary, type Recipe } from "../../library/recipe.ts";

/** What compilers, linkers, pkg-config, Meson and CMake say; the first group is the header's or the library's name. */
const HEADER = /fatal error: '?([\w./+-]+\.h)'? file not found/g;
const LIBRARY = [
  /Run-time dependency ([\w.+-]+) found: NO/g,
  /Dependency "([\w.+-]+)" not found/g,
  /Could NOT find ([\w.+-]+)/g,
  /No package '([\w.+-]+)' found/g,
  /Package ([\w.+-]+) was not found in the pkg-config/g,
  /unable to find library -l([\w.+-]+)/g,
];

export function missingLibraries(output: string): readonly Recipe[] {
  const found = [
    ...[...output.matchAll(HEADER)].map(([, header = ""]) => providerOfHeader(header)),
    ...LIBRARY.flatMap((sign) => [...output.matchAll(sign)].map(([, name = ""]) => providerOfLibrary(name))),
  ];
  return [...new Set(found.filter((recipe) => recipe !== undefined))];
}

/** @returns what to do, or undefined where no known library was missed */
export function remedyForLibraries(output: string): string | undefined {
  const names = missingLibraries(output).map(({ name }) => name);
  if (names.length === 0) return undefined;
  return `The build looked for ${names.join(" and ")}, which can be built for WASI: add native-deps: ${names.join(" ")}.`;
}
