/**
 * `wasi-ld`, the linker that the compiler is told to use (`-fuse-ld=`), also under the name `wasm-ld` for rustc.
 *
 * A POSIX shell script with built-ins only: a configure step links hundreds of small programs, and each of them would
 * pay Node's start. Only what becomes an extension goes to Node, and response files, which are as rare as they are
 * hard to read in a shell.
 */
import { ADDITION_LIBRARIES } from "../../libc/additions.ts";
import { foreignPatterns } from "./foreign-options.ts";
import { checkPatterns, exceptionArguments } from "./program-libraries.ts";

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
  /** Absolute folder of what is added to the SDK's libc. */
  readonly additions: string;
  /** Absolute folder of the SDK's C++ libraries with exceptions; undefined where they are off. */
  readonly exceptionLibraries?: string | undefined;
}

export function wasiLdLauncher(options: LauncherOptions): string {
  const { node, product, sdkPath, sdkNumber, python, additions, exceptionLibraries } = options;
  const { alone, withValue } = foreignPatterns();
  const call = [node, `${product}/dist/wasi-ld.mjs`, sdkPath, String(sdkNumber), python];
  const ours = [...call, additions, exceptionLibraries ?? "-"].map(quoted).join(" ");
  const [before, behind] = exceptionArguments(exceptionLibraries).map((args) => args.map(quoted).join(" "));
  const additional = `${quoted(`-L${additions}`)} -l${ADDITION_LIBRARIES.works}`;
  return `#!/bin/sh
# wasi-ld: links extensions as relocatable objects, and programs without the options that wasm-ld does not know.

shared= relocatable= no_entry= init= output=a.out previous=
for argument do
  case $previous$argument in
    "-o "*) output=$argument ;;
    -r|--relocatable|-relocatable) relocatable=1 ;;
    -shared|--shared) shared=1 ;;
    --no-entry) no_entry=1 ;;
    @?*) exec ${ours} "$@" ;;
    --export=PyInit_*|--export=PyInitU_*|"--export PyInit_"*|"--export PyInitU_"*) init=1 ;;
    --export=PyModExport*_*|"--export PyModExport"*_*) init=1 ;;
  esac
  case $argument in
    --export|-o) previous="$argument " ;;
    *) previous= ;;
  esac
done
if [ -z "$relocatable" ]; then
  if [ "$shared" ] || [ "$no_entry$init" = 11 ]; then exec ${ours} "$@"; fi
fi

# A program gets what is added to libc, but one by which a build asks what there is gets nothing that refuses.
case $output in
  ${checkPatterns()}) refusing= ;;
  *) refusing=-l${ADDITION_LIBRARIES.refuses} ;;
esac

# Each argument moves to the end of the list, or out.
count=$# skip= added=
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
    -lc)
      if [ "$added$relocatable" ]; then set -- "$@" -lc; else added=1 && set -- "$@" ${additional} $refusing -lc; fi ;;
    -zstack-size=*) set -- "$@" "$argument" ;;
    -z?*) ;;
    *) set -- "$@" "$argument" ;;
  esac
done
if [ -z "$relocatable" ]; then
  if [ -z "$added" ]; then set -- "$@" ${additional} $refusing; fi
  set --${before ? ` ${before}` : ""} "$@"${behind ? ` ${behind}` : ""} -l${ADDITION_LIBRARIES.throws}
fi
exec ${quoted(`${sdkPath}/bin/wasm-ld`)} "$@"
`;
}

/** One word of a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
