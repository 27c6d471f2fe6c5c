/**
 * `wasi-fortran`: no compiler, but the answer to who looks for one.
 *
 * LLVM's Flang makes WebAssembly objects and has no runtime library for WASI. Without an answer CMake and autoconf take
 * the gfortran of the build machine, whose objects fail much later, in the linker.
 */
export const NO_FORTRAN_MESSAGE = "wasi-fortran: there is no Fortran compiler for WASI";

export const NO_FORTRAN = `#!/bin/sh
# wasi-fortran: says no.
echo '${NO_FORTRAN_MESSAGE}' >&2
exit 1
`;
