/** The CMake toolchain file and the platform file that it brings. https://cmake.org/cmake/help/latest/manual/cmake-toolchains.7.html */

export interface CMakeToolchain {
  /** Absolute paths. */
  readonly cc: string;
  readonly cxx: string;
  readonly ar: string;
  readonly ranlib: string;
  readonly strip: string;
  readonly emulator: string;
  readonly sysroot: string;
  /** Prefixes of C libraries for the target. */
  readonly libraries: readonly string[];
  /** Folder of the target's `Python.h`. */
  readonly include: string;
  /** `cpython-313-wasm32-wasi`. */
  readonly soabi: string;
}

export function cmakeToolchain(toolchain: CMakeToolchain): string {
  return `set(CMAKE_SYSTEM_NAME WASI)
set(CMAKE_SYSTEM_VERSION 1)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
# CMake knows no platform of this name; ours says that shared modules can be made.
list(PREPEND CMAKE_MODULE_PATH "\${CMAKE_CURRENT_LIST_DIR}")

set(CMAKE_C_COMPILER ${text(toolchain.cc)})
set(CMAKE_CXX_COMPILER ${text(toolchain.cxx)})
set(CMAKE_AR ${text(toolchain.ar)} CACHE FILEPATH "")
set(CMAKE_RANLIB ${text(toolchain.ranlib)} CACHE FILEPATH "")
# Keeps the sections that the interpreter's link needs; \`cmake --install --strip\` calls it.
set(CMAKE_STRIP ${text(toolchain.strip)} CACHE FILEPATH "")
set(CMAKE_SYSROOT ${text(toolchain.sysroot)})
set(CMAKE_CROSSCOMPILING_EMULATOR ${text(toolchain.emulator)})

# Libraries, headers and packages of the build machine are kept out; the sources, and in a PEP 517 build the isolated
# environment (pybind11's headers, a package's CMake files), may be searched as well.
set(CMAKE_FIND_ROOT_PATH "\${CMAKE_SYSROOT}" "\${CMAKE_SOURCE_DIR}" "\${CMAKE_BINARY_DIR}")
${toolchain.libraries.map(forLibraries).join("")}set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
if(DEFINED ENV{PYWASI_BUILD_ENV})
  list(APPEND CMAKE_FIND_ROOT_PATH "$ENV{PYWASI_BUILD_ENV}")
  set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
else()
  set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE BOTH)
endif()

# FindThreads: libc has the (single-threaded) functions, no flag and no library is needed.
set(CMAKE_HAVE_LIBC_PTHREAD 1 CACHE BOOL "")
set(THREADS_PREFER_PTHREAD_FLAG OFF)

# FindPython: the target's headers; a module needs no library. The interpreter stays the build machine's.
foreach(python IN ITEMS Python Python3)
  set(\${python}_INCLUDE_DIR ${text(toolchain.include)} CACHE PATH "")
  set(\${python}_SOABI ${text(toolchain.soabi)} CACHE STRING "")
endforeach()
# FindPythonLibs and pybind11's classic mode.
set(PYTHON_INCLUDE_DIR ${text(toolchain.include)} CACHE PATH "")
set(PYTHON_MODULE_EXTENSION ${text(`.${toolchain.soabi}.so`)} CACHE STRING "")
`;
}

function forLibraries(prefix: string): string {
  return `list(APPEND CMAKE_FIND_ROOT_PATH ${text(prefix)})\nlist(APPEND CMAKE_PREFIX_PATH ${text(prefix)})\n`;
}

/** Read as \`Platform/WASI\` through CMAKE_MODULE_PATH. */
export const CMAKE_PLATFORM = `set(WASI TRUE)
set(UNIX TRUE)
# Without it add_library(MODULE) makes an archive.
set_property(GLOBAL PROPERTY TARGET_SUPPORTS_SHARED_LIBS TRUE)
set(CMAKE_SHARED_LIBRARY_PREFIX "lib")
set(CMAKE_SHARED_LIBRARY_SUFFIX ".so")
set(CMAKE_SHARED_MODULE_PREFIX "lib")
set(CMAKE_SHARED_MODULE_SUFFIX ".so")
set(CMAKE_EXECUTABLE_SUFFIX ".wasm")
# wasi-libc has no library of that name.
set(CMAKE_DL_LIBS "")
foreach(language IN ITEMS C CXX)
  # No -fPIC, no rpath, no soname: everything ends in one static module.
  set(CMAKE_SHARED_LIBRARY_\${language}_FLAGS "")
  set(CMAKE_SHARED_LIBRARY_CREATE_\${language}_FLAGS "-shared")
  set(CMAKE_SHARED_MODULE_CREATE_\${language}_FLAGS "-shared")
  set(CMAKE_\${language}_COMPILE_OPTIONS_PIC "")
  set(CMAKE_\${language}_COMPILE_OPTIONS_PIE "")
endforeach()
`;

/** A bracket argument takes every text as it is. */
function text(value: string): string {
  return `[==[${value}]==]`;
}
