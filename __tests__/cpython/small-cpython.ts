/** CPythons for WASI as small as they can be, in each shape that they come in: path → content. */
import type { BuildPython } from "../../src/cpython/build-python/build-python.ts";
import { type PythonVersion, parsePythonVersion } from "../../src/python/version.ts";
import { archive, wasmObject } from "./small-archive.ts";

type Files = Record<string, string | Uint8Array>;

export function python(text: string): PythonVersion {
  const version = parsePythonVersion(text);
  if (!version) throw new Error(`not a version: ${text}`);
  return version;
}

export function buildPython(text: string, include = `/usr/include/python${python(text).minor}`): BuildPython {
  return {
    version: python(text),
    executable: "/usr/bin/python3",
    include,
    basePrefix: "/usr",
    source: "python3 on PATH",
  };
}

export interface SmallOptions {
  /** Folder of the SDK that built it. */
  readonly builtWith?: string;
  /** Of the compiler, in libpython's producers section. */
  readonly clang?: string;
}

/** Sysconfig data with the variables that the product reads. */
export function sysconfigData(minor: string, { builtWith = "/opt/wasi-sdk" }: SmallOptions = {}): string {
  const digits = minor.replace(".", "");
  return `build_time_vars = {
    'CC': '${builtWith}/bin/clang --sysroot=${builtWith}/share/wasi-sysroot',
    'EXT_SUFFIX': '.cpython-${digits}-wasm32-wasi.so',
    'INCLUDEPY': '/usr/local/include/python${minor}',
    'LIBS': '-ldl -lwasi-emulated-signal',
    'MODLIBS': '-lm Modules/_decimal/libmpdec/libmpdec.a Modules/expat/libexpat.a',
    'MULTIARCH': 'wasm32-wasi',
    'PY_LDFLAGS_NODIST': '-z stack-size=8388608 -Wl,--initial-memory=20971520',
    'SOABI': 'cpython-${digits}-wasm32-wasi',
    'VPATH': '../..',
    'prefix': '/usr/local',
}
`;
}

export function library({ clang = "18.1.2" }: SmallOptions = {}): Uint8Array {
  return archive({ "getbuildinfo.o": wasmObject("clang", clang) });
}

const patchlevel = (version: string) =>
  `#define PY_MICRO_VERSION ${python(version).patch}\n#define PY_VERSION "${version}"\n`;

/** Include/ or include/pythonX.Y of a Python. */
export function headers(folder: string, version: string, pyconfig = "/* of the build machine */"): Files {
  return below(folder, {
    "Python.h": "/* Python.h */",
    "cpython/object.h": "/* object.h */",
    "patchlevel.h": patchlevel(version),
    ...(pyconfig === "" ? {} : { "pyconfig.h": pyconfig }),
  });
}

export function prefix(folder: string, version: string, options: SmallOptions = {}): Files {
  const name = `python${python(version).minor}`;
  return {
    ...headers(`${folder}/include/${name}`, version, "/* wasi */"),
    ...below(folder, {
      [`lib/${name}/os.py`]: "",
      [`lib/${name}/test/test_os.py`]: "",
      [`lib/${name}/__pycache__/os.cpython.pyc`]: "",
      [`lib/${name}/_sysconfigdata__wasi_wasm32-wasi.py`]: sysconfigData(python(version).minor, options),
      [`lib/${name}/config-x-wasm32-wasi/lib${name}.a`]: library(options),
      "lib/libmpdec.a": "mpdec",
      "lib/libexpat.a": "expat",
      [`bin/${name}.wasm`]: "wasm",
    }),
  };
}

/** What make leaves in the build folder. */
export function built(folder: string, version: string, options: SmallOptions = {}): Files {
  const { minor } = python(version);
  return below(folder, {
    Makefile: "all:",
    "pyconfig.h": "/* wasi */",
    [`libpython${minor}.a`]: library(options),
    "Modules/_decimal/libmpdec/libmpdec.a": "mpdec",
    "Modules/expat/libexpat.a": "expat",
    "python.wasm": "wasm",
    [`build/lib.wasi-wasm32-${minor}/_sysconfigdata__wasi_wasm32-wasi.py`]: sysconfigData(minor, options),
  });
}

/** A source tree as the tarball has it. */
export function source(folder: string, version: string): Files {
  return {
    ...headers(`${folder}/Include`, version, ""),
    ...below(folder, { "Lib/os.py": "", "Lib/test/test_os.py": "", configure: "", "config.guess": "" }),
  };
}

/** The two zips of a release, unpacked: members by path. */
export function releaseZips(version: string, options: SmallOptions = {}) {
  const { minor } = python(version);
  return {
    python: {
      "python.wasm": "wasm",
      [`lib/python${minor}/os.py`]: "",
      [`lib/python${minor}/_sysconfigdata__wasi_wasm32-wasi.py`]: sysconfigData(minor, options),
    },
    build: {
      Makefile: "all:",
      "pyconfig.h": "/* wasi */",
      // Archives are bytes, members of the fake's zips are text: all of a small one is ASCII.
      [`libpython${minor}.a`]: new TextDecoder().decode(library(options)),
      "Modules/_decimal/libmpdec/libmpdec.a": "mpdec",
      "Modules/expat/libexpat.a": "expat",
    } as Record<string, string>,
  };
}

export function below(folder: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]));
}
