"""Who starts whom when a wheel is built: front ends, their installers, and the hooks of build back ends.

A front end (PEP 517) runs on the build machine, and so does whatever installs the requirements of a build: it has to
find wheels for this machine. Only the hooks of the package itself are to see the target.
"""

import os
import re

from command_line import runs_python, words

#: Installers, with all that they start: the requirements of a build run on the build machine.
INSTALLERS = frozenset({"uv", "ensurepip", "virtualenv", "venv"})
#: pip by any of its names, __pip-runner__.py being how it starts itself for the requirements of a build.
_PIP = re.compile(r"pip([\d.]*)|pip\.__main__|__pip-runner__\.py")
#: pip's commands; the one among them that builds for someone else than this interpreter is `wheel`.
_PIP_COMMANDS = frozenset(
    "cache check completion config debug download freeze hash help index inspect install list lock search show uninstall wheel".split()
)
_UV_COMMANDS = frozenset(
    "add audit auth build cache export format help init lock pip publish python remove run self sync tool tree venv version".split()
)
#: The script that pyproject_hooks runs, which pip and build bring along; pep517 is its older name.
_IN_PROCESS = re.compile(r"[/\\](pyproject_hooks|pep517)[/\\](_in_process|in_process)[/\\]_in_process\.py$|[/\\]pep517[/\\]_in_process\.py$")
#: How Meson asks a Python about headers and suffixes.
_MESONS_QUESTION = re.compile(r"[/\\\\]mesonbuild[/\\\\]scripts[/\\\\]python_info\.py$")
#: uv has the interpreter run the hook's call as text, as crates/uv-build-frontend writes it.
_CALL_OF_HOOK = re.compile(r"\b(get_requires_for_build|prepare_metadata_for_build|build)_(wheel|sdist|editable)\b")


def is_installer(name):
    return name is not None and (name in INSTALLERS or _PIP.fullmatch(name) is not None)


def installs(arguments):
    """Whether a command installs something into an environment of this machine."""
    name, *rest = words(arguments) if runs_python(arguments) else [os.path.basename(arguments[0]), *arguments[1:]]
    name = (name or "").removesuffix(".exe")
    if name == "uv":
        return _first(rest, _UV_COMMANDS) != "build"
    if _PIP.fullmatch(name):
        return _first(rest, _PIP_COMMANDS) != "wheel"
    return name in INSTALLERS


def is_setup_script(arguments):
    """Whether a Python was started to run a setup.py, which is how users build without a front end."""
    return words(arguments)[0] == "setup.py"


def is_question(arguments):
    """Whether a build system that builds for the target asks a Python about itself."""
    return len(arguments) > 1 and _MESONS_QUESTION.search(arguments[1]) is not None


def is_hook(arguments):
    """Whether a Python was started by a front end to run a hook of a build back end."""
    if len(arguments) > 2 and arguments[1] == "-c":
        return _CALL_OF_HOOK.search(arguments[2]) is not None
    script = next((argument for argument in arguments[1:] if not argument.startswith("-")), "")
    return _IN_PROCESS.search(script) is not None


def _first(arguments, known):
    return next((argument for argument in arguments if argument in known), None)
