/**
 * `wasi-cc` and `wasi-c++`: clang behind a POSIX shell script that keeps the build machine out of the target.
 *
 * Shell built-ins only: a compiler is started thousands of times in one build, and a fork costs more than the rest.
 * The first loop only looks, for most calls have nothing to drop; taking arguments out costs time that grows with the
 * square of their number.
 */

import { EXCEPTION_FLAGS } from "../sdk/exceptions.ts";
import type { CompilerSettings } from "./compiler-call.ts";
import {
  FOREIGN_FLAGS,
  FOREIGN_PAIRS,
  foreignHeaders,
  foreignLibraries,
  HEADER_FLAGS,
  LIBRARY_FLAGS,
} from "./foreign-flags.ts";
import { quoted, shellWord, shellWords } from "./shell-words.ts";

export interface CompilerLauncher extends Omit<CompilerSettings, "windows"> {
  /** `wasi-cc`, for the script's first line. */
  readonly name: string;
  /** Absolute path of ccache or sccache, which compiles through it; undefined for none. */
  readonly cache?: string | undefined;
}

/** Modes in which clang does not link; it would warn of the unused `-fuse-ld`. */
const NO_LINK = ["-S", "-E", "-M", "-MM", "-fsyntax-only", "--version", "-print-*", "--print-*", "-dump*"];

export function compilerLauncher(launcher: CompilerLauncher): string {
  const flags = shellWords(launcher.flags);
  const compiler = quoted(launcher.compiler);
  const after = shellWords(launcher.systemIncludes.flatMap((folder) => ["-isystem", folder]));
  // Split into words where it is used; LLVM takes each of its options once, so a project that sets them has its own.
  const exceptions = launcher.exceptions
    ? `exceptions='${EXCEPTION_FLAGS.join(" ")}'
case $* in
  *-wasm-enable-sjlj*|*-wasm-use-legacy-eh*|*-wasm-enable-eh*) exceptions= ;;
esac
`
    : "";
  const more = launcher.exceptions ? "$exceptions " : "";
  return `#!/bin/sh
# ${launcher.name}: the SDK's compiler without what belongs to the build machine.
# Each argument taken out is written to $PYWASI_DROP_LOG, one a line, where that is set.

foreign_headers() {
  case $1 in
    ${shellWord(launcher.include)}) return 1 ;;
    ${foreignHeaders(launcher.buildPrefix).join("|")}) ;;
    *) return 1 ;;
  esac
}

foreign_libraries() {
  case $1 in
    ${foreignLibraries(launcher.buildPrefix).join("|")}) ;;
    *) return 1 ;;
  esac
}

# The flag in $1 and the folder or other value that came as the next argument in $2.
foreign() {
  case $1 in
${HEADER_FLAGS.map((flag) => `    ${flag}*) foreign_headers "\${1#${flag}}$2" ;;`).join("\n")}
${LIBRARY_FLAGS.map((flag) => `    ${flag}*) foreign_libraries "\${1#${flag}}$2" ;;`).join("\n")}
    ${FOREIGN_PAIRS.join("|")}|${FOREIGN_FLAGS.join("|")}) ;;
    *) return 1 ;;
  esac
}

link=1 object= look= flag=
for a do
  case $a in
    -c) link= object=1 ;;
    ${NO_LINK.join("|")}) link= ;;
    ${[...FOREIGN_PAIRS, ...HEADER_FLAGS, ...LIBRARY_FLAGS].join("|")}) flag=$a && continue ;;
    -[${FIRST_LETTERS}]*) if [ -z "$look" ] && foreign "$a"; then look=1; fi ;;
  esac
  if [ "$flag" ]; then
    if [ -z "$look" ] && foreign "$flag" "$a"; then look=1; fi
    flag=
  fi
done
if [ "$look" ]; then
  n=$# gone=
  while [ "$n" -gt 0 ]; do
    a=$1 b=
    shift
    n=$((n - 1))
    case $a in
      ${[...FOREIGN_PAIRS, ...HEADER_FLAGS, ...LIBRARY_FLAGS].join("|")})
        if [ "$n" -gt 0 ]; then
          b=$1
          shift
          n=$((n - 1))
        fi ;;
      -[${FIRST_LETTERS}]*) ;;
      *) set -- "$@" "$a" && continue ;;
    esac
    if foreign "$a" "$b"; then
      gone="$gone$a\${b:+ $b}
"
    else
      set -- "$@" "$a" \${b:+"$b"}
    fi
  done
  if [ "$PYWASI_DROP_LOG" ]; then printf %s "$gone" >>"$PYWASI_DROP_LOG"; fi
fi
${exceptions}if [ "$link" ]; then
  exec ${compiler} ${shellWord(`-fuse-ld=${launcher.linker}`)} ${flags} ${more}"$@" ${after} ${shellWords(launcher.libraries)}
fi
${throughCache(launcher.cache)}exec ${compiler} ${flags} ${more}"$@" ${after}
`;

  /** Only compilations, for a cache has nothing to say to the rest and would cost its start. */
  function throughCache(cache: string | undefined): string {
    return cache === undefined
      ? ""
      : `if [ "$object" ]; then exec ${quoted(cache)} ${compiler} ${flags} ${more}"$@" ${after}; fi\n`;
  }
}

/** Letters with which a foreign argument can begin, to pass the others (-D, -W…, file names) by without a closer look. */
const FIRST_LETTERS = [
  ...new Set([...FOREIGN_PAIRS, ...HEADER_FLAGS, ...LIBRARY_FLAGS, ...FOREIGN_FLAGS].map((flag) => flag.charAt(1))),
].join("");
