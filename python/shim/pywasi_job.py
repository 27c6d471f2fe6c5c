"""The shim in a job into which the cross environment was exported, where users start front ends of their own choice.

Three kinds of process meet here. Build hooks become the target, and so does the Python that Meson asks about headers.
Installers leave the cross environment, with all that they start. In everything else, a front end perhaps, nothing
changes but what it starts: pip and build take PYTHONPATH from their hooks, and with it the shim's way there.
"""

import atexit
import functools
import importlib.abc
import importlib.machinery
import json
import os
import sys

import front_ends

_MINOR = f"{sys.version_info.major}.{sys.version_info.minor}"
HERE = os.path.dirname(os.path.abspath(__file__))


def start(settings_path):
    """
    :param settings_path: the file that src/cross/job-shim.ts describes
    """
    arguments = sys.orig_argv
    if front_ends.is_question(arguments):
        _answer_question(settings_path)
    elif front_ends.is_setup_script(arguments) or (front_ends.is_hook(arguments) and not _started_by_installer()):
        _enter_hook(settings_path)
    elif front_ends.installs(arguments) or front_ends.is_hook(arguments):
        _leave(os.environ, _read(settings_path))
    else:
        sys.meta_path.insert(0, _SubprocessFinder(settings_path))


def _read(settings_path):
    with open(settings_path, encoding="utf-8") as file:
        return json.load(file)


def _answer_question(settings_path):
    settings = _read(settings_path)
    if _MINOR == settings["python"]:
        _become(settings_path, settings)


def _enter_hook(settings_path):
    settings = _read(settings_path)
    if _MINOR != settings["python"]:
        message = (
            f"setup-python-wasi: this build runs in Python {_MINOR} ({sys.executable}), but the cross environment of "
            f"this job is for Python {settings['python']}. Start the front end with {settings['buildPython']}."
        )
        print(message, file=sys.stderr, flush=True)
        # An exception would only be reported, and the build would go on for the wrong machine.
        os._exit(1)
    os.environ["PYWASI_MESON_CROSS_FILES"] = os.pathsep.join([settings["mesonCrossFile"], _file_with_python()])
    _become(settings_path, settings)


def _become(settings_path, settings):
    import pywasi_shim

    os.environ.update(settings["hookVariables"])
    os.environ["PYWASI_SHIM"] = settings_path
    os.environ["PYTHONPATH"] = _joined(HERE, settings["sysconfig"], os.environ.get("PYTHONPATH", ""))
    if sys.prefix != sys.base_prefix:
        # The CMake toolchain file lets packages of this folder be found, and of no other on the machine.
        os.environ["PYWASI_BUILD_ENV"] = sys.prefix
    sys.path.append(settings["sysconfig"])
    pywasi_shim.start(settings_path)


def _file_with_python():
    """A Meson cross file with this environment's Python, where the requirements of the build are.

    It has to be there as long as the hook runs: what Meson writes depends on it.
    """
    import shutil
    import tempfile

    folder = tempfile.mkdtemp(prefix="pywasi-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = os.path.join(folder, "meson-python.ini")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"[binaries]\npython = '{sys.executable}'\n")
    return path


def _leave(environment, settings):
    """Takes the cross environment and our way in off an environment."""
    import pywasi_shim

    pywasi_shim.leave(settings["outside"], environment)
    ours = (HERE, settings["sysconfig"])
    rest = [folder for folder in environment.get("PYTHONPATH", "").split(os.pathsep) if folder and folder not in ours]
    environment.pop("PYTHONPATH", None)
    if rest:
        environment["PYTHONPATH"] = os.pathsep.join(rest)


def _started_by_installer():
    """Whether this hook belongs to something that is being installed here (`pip install .`, `uv sync`)."""
    parent = _command_of(os.getppid())
    return bool(parent) and front_ends.installs(parent)


def _command_of(process):
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return [os.fsdecode(word) for word in file.read().split(b"\0")[:-1]]
    except OSError:
        pass
    if not hasattr(os, "posix_spawn"):
        return []
    import subprocess

    shown = subprocess.run(["ps", "-o", "command=", "-p", str(process)], capture_output=True, text=True, check=False)
    return shown.stdout.split()


class _SubprocessFinder(importlib.abc.MetaPathFinder):
    """Waits for subprocess to be imported: most Pythons of a job start nothing, and pay nothing."""

    def __init__(self, settings_path):
        self._settings_path = settings_path

    def find_spec(self, name, path=None, target=None):
        if name != "subprocess":
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(name)
        exec_module = spec.loader.exec_module

        def exec_and_change(module):
            exec_module(module)
            _change_popen(module.Popen, self._settings_path)

        spec.loader.exec_module = exec_and_change
        return spec


def _change_popen(popen, settings_path):
    original = popen.__init__

    @functools.wraps(original)
    def __init__(self, args, *rest, **keywords):
        # A command as one string is the shell's; its Pythons have our PYTHONPATH or want none.
        if isinstance(args, (list, tuple)) and args and len(rest) < 10:
            keywords["env"] = _environment_for([os.fsdecode(word) for word in args], keywords.get("env"), settings_path)
        original(self, args, *rest, **keywords)

    popen.__init__ = __init__


def _environment_for(command, given, settings_path):
    """The environment of a child; `given` is what its starter wants for it, None for our own."""
    if front_ends.is_hook(command):
        environment = dict(os.environ if given is None else given)
        environment["PYTHONPATH"] = _joined(HERE, environment.get("PYTHONPATH", ""))
        return environment
    if front_ends.installs(command):
        environment = dict(os.environ if given is None else given)
        _leave(environment, _read(settings_path))
        return environment
    return given


def _joined(*folders):
    """Folders of a search path, each once."""
    parts = [part for folder in folders for part in folder.split(os.pathsep) if part]
    return os.pathsep.join(dict.fromkeys(parts))
