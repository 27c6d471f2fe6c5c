"""Which modules are linked into this interpreter: the link writes this file into the bundle.

The name of a module, and the file below site-packages that it would have been loaded from.
"""

FILES = {}
