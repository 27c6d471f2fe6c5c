/**
 * `wasi-ld`, the linker that the compiler is told to use (`-fuse-ld=`), also under the name `wasm-ld` for rustc.
 *
 * A POSIX shell script with built-ins only: a configure step links hundreds of small programs, and each of them would
 * pay Node's start. Only what becomes an extension goes to Node, and response files, which are as rare as they are
 * hard to read in a shell.
 */
import { foreignPatterns } from "./foreign-options.ts";

export interface LauncherOptions {
  /** Absolute path of Node. */
  readonly node: string;
  /** Absolute folder of the product, with `dist/wasi-ld.mjs`. */
  readonly product: string;
  /** Absolute folder of the SDK. */
  readonly sdkPath: string;
  readonly sdkNumber: number;
  /** X.Y of the Python that extensions are built for. */
  readonly python: string;
}

export function wasiLdLauncher({ node, product, sdkPath, sdkNumber, python }: LauncherOptions): string {
  const { alone, withValue } = foreignPatterns();
  const ours = [node, `${product}/dist/wasi-ld.mjs`, sdkPath, String(sdkNumber), python].map(quoted).join(" ");
  return `#!/bin/sh
# wasi-ld: links extensions as relocatable objects, and programs without the options that wasm-ld does not know.

shared= relocatable= no_entry= init= previous=
for argument do
  case $previous$argument in
    -r|--relocatable|-relocatable) relocatable=1 ;;
    -shared|--shared) shared=1 ;;
    --no-entry) no_entry=1 ;;
    @?*) exec ${ours} "$@" ;;
    --export=PyInit_*|--export=PyInitU_*|"--export PyInit_"*|"--export PyInitU_"*) init=1 ;;
  esac
  case $argument in
    --export) previous='--export ' ;;
    *) previous= ;;
  esac
done
if [ -z "$relocatable" ]; then
  if [ "$shared" ] || [ "$no_entry$init" = 11 ]; then exec ${ours} "$@"; fi
fi

# A program: each argument moves to the end of the list, or out.
count=$# skip=
while [ "$count" -gt 0 ]; do
  argument=$1
  shift
  count=$((count - 1))
  if [ "$skip" ]; then skip= && continue; fi
  case $argument in
    ${withValue}) skip=1 ;;
    ${alone}) ;;
    -z)
      # wasm-ld knows one keyword and warns of all others, which makes some configure checks fail.
      case $1 in
        stack-size=*) set -- "$@" "$argument" ;;
        *) skip=1 ;;
      esac ;;
    -zstack-size=*) set -- "$@" "$argument" ;;
    -z?*) ;;
    *) set -- "$@" "$argument" ;;
  esac
done
exec ${quoted(`${sdkPath}/bin/wasm-ld`)} "$@"
`;
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
