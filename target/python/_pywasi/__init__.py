"""What a guest needs besides CPython: linked-in modules with their files, stand-ins for what WASI lacks.

`pywasi.pth` in site-packages imports this package at start, so `-S` turns it off, as it does every `.pth` file. Nothing
here replaces what the interpreter has: each function and module is added only where it is absent. `python -m _pywasi`
lists what was added (docs/explanation/guest.md).
"""

import sys

from . import linked_in, sandbox, stand_ins

sys.meta_path.insert(0, linked_in.Finder)
sys.meta_path.insert(0, stand_ins.Completion)
# Last: a real module, wherever it comes from, is always found first.
sys.meta_path.append(stand_ins.Finder)
sandbox.complete_os()
