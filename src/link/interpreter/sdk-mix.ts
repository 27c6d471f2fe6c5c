/**
 * Whether an extension may be linked with a libpython: WASI SDKs have no stable ABI between them (PEP 11, wasi-libc#617),
 * so what goes into one interpreter has to be compiled by one of them.
 */
import { readProducers } from "../../object/producers.ts";
import { type Compiler, compilersOf } from "../../sdk/clang-releases.ts";
import type { Extension } from "../extension-file.ts";

/**
 * Our own metadata say the SDK; objects in it that another SDK's clang compiled are found by their producers. A compiler
 * that is no SDK's, a distribution's or a stand-in's, proves nothing.
 *
 * @param sdk number of the SDK that built libpython
 * @param compiler of the SDK whose compiler that one has
 * @returns what is wrong, as the end of a sentence that begins with the extension; undefined where nothing is
 */
export function sdkMix({ object, metadata }: Extension, sdk: number, compiler = sdk): string | undefined {
  if (metadata && metadata.sdk !== sdk) return `was linked with WASI SDK ${metadata.sdk}`;
  const known = (sdks: readonly number[]) => sdks.includes(sdk) || sdks.includes(compiler);
  const other = compilersOf(readProducers(object)).find(({ sdks }) => sdks.length > 0 && !known(sdks));
  return other && `has code that ${describeCompiler(other)} compiled`;
}

/** `clang 18.1.2 (WASI SDK 22, 23 or 24)` */
export function describeCompiler({ name, version, sdks }: Compiler): string {
  const numbers = [sdks.slice(0, -1).join(", "), sdks.at(-1)].filter((part) => part !== "" && part !== undefined);
  return `${name} ${version}${sdks.length > 0 ? ` (WASI SDK ${numbers.join(" or ")})` : ""}`;
}
