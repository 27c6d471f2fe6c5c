"""Makes the build Python look like the target to a build back end.

Back ends ask sys, os, platform and sysconfig what they build for; what they do (start processes, use sockets, import
native modules of the build requirements) still happens on the build machine. So the names change and nothing else:
struct, ctypes, sys.maxsize and the import system keep telling the truth about the running interpreter.
"""

import contextlib
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

#: What sysconfig calls the programs that compile and link, and the variable of the environment that has each.
#: Build scripts that call a compiler by themselves ask sysconfig as often as the environment.
TOOLS = {
    **{name: name for name in ("CC", "CXX", "AR", "RANLIB", "NM", "STRIP", "LDSHARED", "LDCXXSHARED")},
    "BLDSHARED": "LDSHARED",
    "LINKCC": "CC",
    "MAINCC": "CC",
}
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
    names = _Names(settings["platform"])
    sys.meta_path.insert(0, _BuildMachineFinder(names))
    sys.implementation._multiarch = settings["multiarch"]
    # PEP 739's predecessors: crossenv and cibuildwheel set it, back ends read it.
    sys.cross_compiling = True
    _change_uname(settings)
    _change_sysconfig(settings)


class _Names:
    """sys.platform: the target's, but for modules that are the build machine's while they are imported."""

    def __init__(self, target):
        self._target = target
        self._own = sys.platform
        self._lock = threading.Lock()
        #: How many imports under way are to see the build machine, in all threads.
        self._shown = 0
        self._change(0)

    def _change(self, by):
        with self._lock:
            self._shown += by
            sys.platform = self._own if self._shown > 0 else self._target

    @contextlib.contextmanager
    def of_build_machine(self):
        self._change(1)
        try:
            yield
        finally:
            self._change(-1)

    @contextlib.contextmanager
    def of_target(self):
        """Also within an import that sees the build machine."""
        shown = self._shown
        self._change(-shown)
        try:
            yield
        finally:
            self._change(shown)


class _BuildMachineFinder:
    """Lets modules that are the build machine's see it while they are imported.

    The standard library: subprocess decides at import that WASI has no processes; asyncio, multiprocessing, shutil,
    socket and tempfile decide similar things, and a setuptools that cannot start a compiler falls back to a wheel
    without extensions. Extension modules: they were compiled for the build machine, and mypyc compiles the outcome of
    `sys.platform == ...` in, so that mypy itself does not start where it has another value.
    """

    def __init__(self, names):
        self._names = names

    def find_spec(self, name, path=None, target=None):
        standard = name.partition(".")[0] in sys.stdlib_module_names
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                self._wrap(spec.loader, standard)
                return spec
        return None

    def _wrap(self, loader, standard):
        if isinstance(loader, ExtensionFileLoader) or (standard and isinstance(loader, _SOURCE_LOADERS)):
            names = self._names.of_build_machine
        elif isinstance(loader, _SOURCE_LOADERS):
            # Imported by one of those, perhaps.
            names = self._names.of_target
        else:
            return
        # The init function of an extension may run all of the module's code.
        for step in ("create_module", "exec_module"):
            setattr(loader, step, functools.partial(_under, names, getattr(loader, step)))


_SOURCE_LOADERS = (SourceFileLoader, SourcelessFileLoader)


def _under(names, step, argument):
    with names():
        return step(argument)


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
    tools = {name: os.environ[variable] for name, variable in TOOLS.items() if variable in os.environ}
    variables = {**VARIABLES, **tools, "INCLUDEPY": include, "CONFINCLUDEPY": include}
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
