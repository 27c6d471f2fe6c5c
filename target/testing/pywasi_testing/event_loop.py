"""An asyncio event loop for a system without pipes, sockets and threads.

CPython's selector loop opens a socket pair to be woken from other threads and from signal handlers. WASI 0.1 has
neither of them, and no socketpair: the loop is given none, and where it has no file to wait for it sleeps.
https://github.com/python/cpython/blob/3.13/Lib/asyncio/selector_events.py (_make_self_pipe)
"""

import importlib.util
import sys
import time

_MODULE = "asyncio.selector_events"
# With no file and no timer, only a bug waits for something: the time limit of the test must find it, at no load.
_IDLE = 0.05


def install():
    """Patches the loop when, and only when, somebody imports asyncio."""
    if _MODULE in sys.modules:
        _patch(sys.modules[_MODULE])
    else:
        sys.meta_path.insert(0, _AfterImport())


class _AfterImport:
    def find_spec(self, name, path=None, target=None):
        if name != _MODULE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            run = spec.loader.exec_module

            def exec_module(module):
                run(module)
                _patch(module)

            spec.loader.exec_module = exec_module
        return spec


def _patch(module):
    loop = module.BaseSelectorEventLoop
    loop._make_self_pipe = _no_self_pipe
    loop._close_self_pipe = _close_no_self_pipe
    loop._write_to_self = lambda self: None
    for name in ("SelectSelector", "PollSelector"):
        selector = getattr(module.selectors, name, None)
        if selector is not None:
            selector.select = _sleeping(selector.select)


def _no_self_pipe(loop):
    loop._ssock = loop._csock = None
    loop._internal_fds += 1


def _close_no_self_pipe(loop):
    loop._internal_fds -= 1


def _sleeping(select):
    def select_or_sleep(self, timeout=None):
        if self.get_map():
            return select(self, timeout)
        pause = _IDLE if timeout is None else timeout
        if pause > 0:
            time.sleep(pause)
        return []

    return select_or_sleep
