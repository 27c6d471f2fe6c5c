/** What a guest finds in the linked interpreter: modules with their files, stand-ins, the functions of a sandbox. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Guest, linkedGuest } from "./linked-guest.ts";

const LIMIT = 300_000;

const singlePhase = (name: string) => `
#include <Python.h>
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "${name}", NULL, -1, NULL};
PyMODINIT_FUNC PyInit_${name}(void) { return PyModule_Create(&def); }`;

const multiPhase = (name: string) => `
#include <Python.h>
static int run(PyObject *module) { return PyModule_AddIntConstant(module, "answer", 42); }
static PyModuleDef_Slot slots[] = {{Py_mod_exec, run}, {0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "${name}", NULL, 0, NULL, slots};
PyMODINIT_FUNC PyInit_${name}(void) { return PyModuleDef_Init(&def); }`;

const SUFFIX = ".cpython-311-wasm32-wasi.so";
const SITE = "/lib/python3.11/site-packages";

let guest: Guest;
beforeAll(async () => {
  guest = await linkedGuest({
    files: {
      "pkg/__init__.py": "",
      "pkg/data.txt": "data of pkg",
      "compiled/data.txt": "data of compiled",
      "compiled/plain.py": "from . import inner",
    },
    extensions: {
      [`solo${SUFFIX}`]: singlePhase("solo"),
      [`pkg/_multi${SUFFIX}`]: multiPhase("_multi"),
      "pkg/stable.abi3.so": singlePhase("stable"),
      [`compiled/__init__${SUFFIX}`]: multiPhase("compiled"),
      [`compiled/inner${SUFFIX}`]: singlePhase("inner"),
    },
  });
}, LIMIT);
afterAll(() => guest?.dispose());

/** What Python's `json` says of an expression. */
function value(expression: string, before = ""): unknown {
  return JSON.parse(guest.python(`import json\n${before}\nprint(json.dumps(${expression}, default=str))`));
}

describe("a linked-in module", () => {
  test("has the file, the origin and the location that it would have had", () => {
    const files = {
      solo: `${SITE}/solo${SUFFIX}`,
      "pkg._multi": `${SITE}/pkg/_multi${SUFFIX}`,
      "pkg.stable": `${SITE}/pkg/stable.abi3.so`,
      compiled: `${SITE}/compiled/__init__${SUFFIX}`,
      "compiled.inner": `${SITE}/compiled/inner${SUFFIX}`,
    };
    const code = `
import importlib, inspect, os
def told(name):
    m = importlib.import_module(name)
    return [m.__name__, m.__file__, m.__spec__.origin, inspect.getfile(m), m.__spec__.has_location, os.path.exists(m.__file__)]`;
    expect(value(`[told(name) for name in ${JSON.stringify(Object.keys(files))}]`, code)).toEqual(
      Object.entries(files).map(([name, file]) => [name, file, file, file, true, true]),
    );
  });

  test("is executed, once, in its package's context", () => {
    expect(
      value(
        "[m.answer, m.__package__, m is sys.modules['pkg._multi'], inner.__package__]",
        "import sys\nfrom pkg import _multi as m\nfrom compiled import inner",
      ),
    ).toEqual([42, "pkg", true, "compiled"]);
  });

  test("that is a package has a search path, and modules of Python and of C below it", () => {
    expect(
      value(
        "[list(compiled.__path__), plain.inner is inner, plain.__file__]",
        "import compiled\nfrom compiled import inner, plain",
      ),
    ).toEqual([[`${SITE}/compiled`], true, `${SITE}/compiled/plain.py`]);
  });

  test("finds the data beside it", () => {
    expect(
      value(
        "[importlib.resources.files('compiled').joinpath('data.txt').read_text(), open(os.path.join(os.path.dirname(m.__file__), 'data.txt')).read(), pkgutil.get_data('compiled', 'data.txt').decode()]",
        "import importlib.resources, os, pkgutil\nfrom pkg import _multi as m",
      ),
    ).toEqual(["data of compiled", "data of pkg", "data of compiled"]);
  });

  test("is listed by pkgutil and found by importlib.util without an import", () => {
    expect(
      value(
        "[sorted(m.name for m in pkgutil.iter_modules(pkg.__path__)), sorted(m.name for m in pkgutil.walk_packages(['/lib/python3.11/site-packages'], onerror=print) if not m.name.startswith('_')), importlib.util.find_spec('solo').origin, 'solo' in sys.modules]",
        "import importlib.util, pkg, pkgutil, sys",
      ),
    ).toEqual([
      ["_multi", "stable"],
      ["compiled", "compiled.inner", "compiled.plain", "pkg", "pkg._multi", "pkg.stable", "solo"],
      `${SITE}/solo${SUFFIX}`,
      false,
    ]);
  });

  test("imports also where -S turns site-packages off", () => {
    expect(guest.python("import solo, sys; print(solo.__name__, '_pywasi' in sys.modules)", ["-S"])).toBe(
      "solo False\n",
    );
  });

  test("keeps a placeholder where its file was, without the code", () => {
    expect(readFileSync(join(guest.bundle, `${SITE}/solo${SUFFIX}`), "utf8")).toMatch(/linked into python\.wasm/);
  });
});

/** By CPython's own site module, which runs ours. */
const BROUGHT_BY_SITE = "_collections_abc _sitebuiltins _stat genericpath os os.path posixpath site stat".split(" ");

describe("the start", () => {
  test("imports a handful of small modules, since each start pays for them", () => {
    const started = (flags: string[]) =>
      guest.python("import sys; print(' '.join(sorted(sys.modules)))", flags).trim().split(" ");
    const bare = new Set([...started(["-I", "-S"]), ...BROUGHT_BY_SITE]);
    const ours = started(["-I"]).filter((name) => !bare.has(name));
    expect(ours.filter((name) => !name.startsWith("_pywasi"))).toEqual(["errno"]);
    expect(ours.filter((name) => name.startsWith("_pywasi")).length).toBeLessThan(10);
  });
});

describe("a stand-in", () => {
  test("lets be imported what CPython for WASI lacks, by who has no other way", () => {
    const names = [
      "bz2",
      "ctypes",
      "ctypes.util",
      "curses",
      "fcntl",
      "grp",
      "gzip",
      "lzma",
      "mmap",
      "multiprocessing",
      "multiprocessing.pool",
      "multiprocessing.shared_memory",
      "concurrent.futures.process",
      "pwd",
      "readline",
      "resource",
      "sqlite3",
      "ssl",
      "syslog",
      "termios",
      "tty",
      "zlib",
      "zipfile",
    ];
    const code = `
for name in ${JSON.stringify(names)}:
    exec(f"import {name}", {})
print("all")`;
    expect(guest.python(code)).toBe("all\n");
  });

  test("leaves a fall-back to who has one, and tells who asks that the module is absent", () => {
    const code = `
import contextlib, importlib.util
told = []
try:
    import fcntl
except ImportError:
    told.append("fcntl")
try:
    import sqlite3
except (OSError, ModuleNotFoundError) as error:
    told.append(error.name)
with contextlib.suppress(ImportError):
    import termios
told += [importlib.util.find_spec("mmap"), "termios" in globals()]`;
    expect(value("told", code)).toEqual(["fcntl", "_sqlite3", null, false]);
  });

  test("refuses to work with the real module's error, which is an OSError and names the stand-in", () => {
    const uses = [
      ["fcntl", "fcntl.flock(1, fcntl.LOCK_EX)", "OSError", "fcntl"],
      ["sqlite3", "sqlite3.connect(':memory:')", "sqlite3.OperationalError", "_sqlite3"],
      ["ssl", "ssl.create_default_context().wrap_bio(None, None)", "ssl.SSLError", "_ssl"],
      ["bz2", "bz2.compress(b'')", "OSError", "_bz2"],
      ["ctypes", "ctypes.CDLL('libc.so.6')", "OSError", "_ctypes"],
      ["ctypes", "ctypes.pythonapi.PyList_New(1)", "OSError", "_ctypes"],
    ];
    const attempts = uses.map(
      ([module, use, kind]) => `
import ${module}
try:
    ${use}
except ${kind} as error:
    told.append(error.stand_in if error.errno == errno.ENOTSUP and "stand-in" in str(error) else repr(error))`,
    );
    expect(value("told", `import errno\ntold = []${attempts.join("")}`)).toEqual(uses.map((use) => use[3]));
  });

  test("is listed by python -m _pywasi, with what is linked in", () => {
    const listed = guest.python("import runpy; runpy.run_module('_pywasi', run_name='__main__')");
    expect(listed).toMatch(/^linked in {2}pkg\._multi +pkg\/_multi/m);
    expect(listed).toMatch(/^stand-in {3}fcntl /m);
    expect(listed).toMatch(/^function {3}os\.getuid /m);
  });
});

describe("the sandbox", () => {
  test("has one user, who owns every file", () => {
    expect(
      value(
        "[os.getuid() == os.stat('/').st_uid, os.getgid(), getpass.getuser(), pwd.getpwuid(os.getuid()).pw_name, os.path.expanduser('~'), grp.getgrgid(0).gr_gid]",
        "import getpass, grp, os, pwd",
      ),
    ).toEqual([true, 0, "user", "user", "/", 0]);
  });

  test("duplicates descriptors, which share offset and end, and diverts the standard streams by them", () => {
    const code = `
import os
f = open("/f", "wb+"); f.write(b"abcdef"); f.flush()
copy = os.dup(f.fileno()); os.lseek(copy, 0, 0)
told = [os.read(f.fileno(), 2).decode(), os.read(copy, 2).decode()]
f.close(); told.append(os.read(copy, 2).decode())
kept = os.dup(1); told.append(os.dup2(copy, 1)); os.write(1, b"diverted"); os.dup2(kept, 1); os.close(copy)
told.append(open("/f").read())
try: os.dup(copy)
except OSError as error: told.append(error.strerror)`;
    expect(value("told", code)).toEqual(["ab", "cd", "ef", 1, "abcdefdiverted", "Bad file descriptor"]);
  });

  test("changes modes, masks and owners without complaint, but gives nothing away", () => {
    const code = `
import os
open("/f", "w").close()
os.chmod("/f", 0o600); os.chown("/f", 0, 0); old = os.umask(0o077)
told = [old, os.umask(old), os.cpu_count(), os.sched_getaffinity(0), os.getppid()]
try: os.chown("/f", 1000, 0)
except PermissionError: told.append("refused")
try: os.chmod("/absent", 0)
except FileNotFoundError: told.append("absent")`;
    expect(value("[list(x) if isinstance(x, set) else x for x in told]", code)).toEqual([
      0o022,
      0o077,
      1,
      [0],
      0,
      "refused",
      "absent",
    ]);
  });

  test("adds no sign of processes that would be believed", () => {
    expect(value("[hasattr(os, n) for n in ('fork', 'kill', 'pipe', 'waitpid')]", "import os")).toEqual(
      Array(4).fill(false),
    );
  });

  test("has the names of sockets that programs use at import", () => {
    expect(
      value("[socket.gethostname(), int(socket.AI_NUMERICSERV), hasattr(socket, 'AF_UNIX')]", "import socket"),
    ).toEqual(["localhost", 1024, false]);
  });
});
