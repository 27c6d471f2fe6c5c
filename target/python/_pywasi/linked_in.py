"""Gives linked-in extension modules the place of their file.

BuiltinImporter would find them, but without `__file__`, and packages look for their data beside it. Here a module gets
the spec that an ExtensionFileLoader would have given it (the `importlib` reference, "importlib.machinery"); only the
loading itself is that of a built-in module.
"""

import _imp

# What importlib.machinery shows; importing that would bring half of importlib into every start.
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import ExtensionFileLoader

from .modules import FILES

SITE_PACKAGES = __file__.rpartition("/_pywasi/")[0]


class Loader(ExtensionFileLoader):
    """Everything of a module in a file, but its code is in the interpreter."""

    def create_module(self, spec):
        if spec.name.isascii():
            return _imp.create_builtin(spec)
        # CPython takes the names of built-in modules for ASCII, and would make an empty module.
        import _pywasi_linked

        return _pywasi_linked.create(spec)

    def exec_module(self, module):
        _imp.exec_builtin(module)


class Finder:
    """For the meta path, before BuiltinImporter."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        file = FILES.get(name)
        if file is None:
            return None
        origin = f"{SITE_PACKAGES}/{file}"
        loader = Loader(name, origin)
        spec = ModuleSpec(name, loader, origin=origin)
        spec.has_location = True
        # The attribute's setter would compute a path for bytecode, which an extension has not.
        spec.cached = None
        if loader.is_package(name):
            spec.submodule_search_locations = [origin.rpartition("/")[0]]
        return spec
