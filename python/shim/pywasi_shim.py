"""Makes the build Python look like the target to a build back end.

Back ends ask sys, os, platform and sysconfig what they build for; what they do (start processes, use sockets, import
native modules of the build requirements) still happens on the build machine. So the names change and nothing else:
struct, ctypes, sys.maxsize and the import system keep telling the truth about the running interpreter.
"""

import functools
import json
import os
import sys
import threading
from importlib.machinery import ExtensionFileLoader, SourceFileLoader, SourcelessFileLoader

import command_line
import front_ends

#: What distutils compiles with where the target's own CFLAGS were emptied: Python's usual build without assertions.
VARIABLES = {"CFLAGS": "-DNDEBUG", "PY_CFLAGS": "-DNDEBUG", "CPPFLAGS": "", "PY_CPPFLAGS": "", "LDFLAGS": "", "PY_LDFLAGS": ""}
#: Programs that tell the build machine from the target by themselves, or that must install for the build machine:
#: they run unchanged, and the Pythons that they start get the shim again.
NATIVE_PROGRAMS = frozenset({"meson", "meson.py", "mesonbuild", "mesonbuild.mesonmain"})


def start(settings_path):
    """Installs the shim into this process, which is a build hook or was started by one.

    The settings are the driver's, see pywasi_build/shim_settings.py, or a job's, see pywasi_job.py.
    """
    program = command_line.program(sys.orig_argv)
    with open(settings_path, encoding="utf-8") as file:
        settings = json.load(file)
    if program in NATIVE_PROGRAMS:
        _hand_over_cross_files(sys.argv, os.environ.get("PYWASI_MESON_CROSS_FILES", ""))
    elif front_ends.is_installer(program):
        leave(settings["outside"])
    else:
        _become(settings)


def leave(outside, environment=os.environ):
    """Takes the cross environment off this process, or off an environment for another one."""
    for name, value in outside.items():
        if value is None:
            environment.pop(name, None)
        else:
            environment[name] = value


def _hand_over_cross_files(arguments, paths):
    """Meson reads cross files from its command line only, and a front end of the user's own has none to give."""
    files = [f"--cross-file={path}" for path in paths.split(os.pathsep) if path]
    if "setup" in arguments[1:2] and not any(argument.startswith("--cross-file") for argument in arguments):
        arguments[2:2] = files


def _become(settings):
    names = _BuildMachineNames(settings["platform"])
    sys.meta_path.insert(0, _StandardLibraryFinder(names))
    names.hide()
    sys.implementation._multiarch = settings["multiarch"]
    # PEP 739's predecessors: crossenv and cibuildwheel set it, back ends read it.
    sys.cross_compiling = True
    _change_uname(settings)
    _change_sysconfig(settings)


class _BuildMachineNames:
    """sys.platform, which the standard library must see as it is and everything else as the target's."""

    def __init__(self, target):
        self._target = target
        self._own = sys.platform
        self._lock = threading.Lock()
        self._shown = 0

    def hide(self):
        sys.platform = self._target

    def __enter__(self):
        with self._lock:
            self._shown += 1
            sys.platform = self._own

    def __exit__(self, *_):
        with self._lock:
            self._shown -= 1
            if self._shown == 0:
                sys.platform = self._target


class _StandardLibraryFinder:
    """Lets the modules of the standard library see the build machine while they are imported.

    subprocess decides at import that WASI has no processes; asyncio, multiprocessing, shutil, socket and tempfile
    decide similar things. A setuptools that cannot start a compiler falls back to a wheel without extensions.
    """

    _LOADERS = (SourceFileLoader, SourcelessFileLoader, ExtensionFileLoader)

    def __init__(self, names):
        self._names = names

    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] not in sys.stdlib_module_names:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                if isinstance(spec.loader, self._LOADERS):
                    spec.loader.exec_module = functools.partial(self._exec, spec.loader.exec_module)
                return spec
        return None

    def _exec(self, exec_module, module):
        with self._names:
            exec_module(module)


def _change_uname(settings):
    """os.uname() as wasi-libc answers it; platform.system() and its kin follow, for they ask it."""
    uname = (settings["platform"], "(none)", "0.0.0", "0.0.0", settings["machine"])
    if hasattr(os, "uname"):
        result = type(os.uname())(uname)
        os.uname = lambda: result
    else:
        import platform

        platform.uname = lambda: platform.uname_result(*uname)


def _change_sysconfig(settings):
    """Headers and configuration variables of the target.

    The variables come from the target's _sysconfigdata through _PYTHON_SYSCONFIGDATA_NAME and PYTHONPATH, the platform
    from _PYTHON_HOST_PLATFORM: sysconfig reads these itself, but on Windows. Installation folders stay those of this
    environment.
    """
    import sysconfig

    include = settings["include"]
    variables = {**VARIABLES, "INCLUDEPY": include, "CONFINCLUDEPY": include}
    if settings.get("windows"):
        variables = {**_variables_of_target(sysconfig.get_config_vars()), **variables}
        sysconfig.get_platform = lambda: os.environ["_PYTHON_HOST_PLATFORM"]

    headers = ("include", "platinclude")
    own_path, own_paths, own_variables = sysconfig.get_path, sysconfig.get_paths, sysconfig.get_config_vars

    @functools.wraps(own_path)
    def get_path(name, *arguments, **keywords):
        return include if name in headers else own_path(name, *arguments, **keywords)

    @functools.wraps(own_paths)
    def get_paths(*arguments, **keywords):
        return {**own_paths(*arguments, **keywords), **dict.fromkeys(headers, include)}

    @functools.wraps(own_variables)
    def get_config_vars(*names):
        if not changed:
            changed.append(True)
            own_variables().update(variables)
        return own_variables(*names)

    changed = []
    sysconfig.get_path, sysconfig.get_paths, sysconfig.get_config_vars = get_path, get_paths, get_config_vars


#: What sysconfig of Windows has variables for and takes from no file.
_OF_THE_TARGET = frozenset({"EXT_SUFFIX", "SOABI", "VERSION", "py_version_short"})


def _variables_of_target(own):
    """What sysconfig elsewhere reads by itself: the target's _sysconfigdata, without the folders of an installation."""
    from importlib import import_module

    target = import_module(os.environ["_PYTHON_SYSCONFIGDATA_NAME"]).build_time_vars
    return {name: value for name, value in target.items() if name not in own or name in _OF_THE_TARGET}
