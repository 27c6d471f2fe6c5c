/**
 * `wasi-strip`: leaves its files as they are.
 *
 * scikit-build-core, pybind11 and CMake's `--strip` strip what they install. llvm-strip would take the `linking` and
 * `reloc.*` sections with it, without which an extension cannot be linked into an interpreter any more, though the file
 * stays valid WebAssembly. Debug sections go at the relink instead.
 */
export function stripLauncher(): string {
  return `#!/bin/sh
# wasi-strip: keeps the sections that a static link needs; only \`-o OUT FILE\` has work to do.
out= in=
while [ $# -gt 0 ]; do
  case $1 in
    -o) out=$2; shift ;;
    --output=*) out=\${1#--output=} ;;
    --version|-V) echo "wasi-strip (keeps everything)" ;;
    -*) ;;
    *) in=$1 ;;
  esac
  shift
done
if [ "$out" ] && [ "$in" ] && [ "$out" != "$in" ]; then exec cp -- "$in" "$out"; fi
`;
}
