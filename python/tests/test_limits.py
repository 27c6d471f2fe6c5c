"""When a failure is only that WASI lacks something, and when it is not: a fault of an extension must never be hidden."""

import errno
import os
import sys
import types
import unittest
import zoneinfo
from collections.abc import Callable
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).parents[2] / "target" / "testing"))

from pywasi_testing import limits  # noqa: E402

sys.path.pop(0)


def error_of(call: Callable[[], object]) -> BaseException:
    try:
        call()
    except BaseException as error:
        return error
    raise AssertionError("nothing was raised")


def raised_in(module: str, code: str, **names: object) -> BaseException:
    """The error of code that says it is that module."""
    return error_of(lambda: exec(code, {"__name__": module, **names}))


class TestLimits(unittest.TestCase):
    def test_a_function_that_the_system_lacks(self) -> None:
        posix = types.ModuleType("os")
        self.assertEqual(limits.of(error_of(lambda: posix.fork())), "processes")
        self.assertEqual(limits.of(error_of(lambda: posix.getuid)), "users")

    def test_a_slip_of_the_pen_is_none(self) -> None:
        posix = types.ModuleType("os")
        self.assertIsNone(limits.of(error_of(lambda: posix.frok())))
        self.assertIsNone(limits.of(error_of(lambda: types.ModuleType("mypkg").fork())))

    def test_the_standard_library_makes_no_slips(self) -> None:
        error = raised_in("multiprocessing.popen_fork", "os.WNOHANG", os=types.ModuleType("os"))
        self.assertEqual(limits.of(error), "processes")

    def test_a_system_call_that_is_not_supported(self) -> None:
        with mock.patch.object(limits, "_UNSUPPORTED", {errno.ENOENT}):
            self.assertEqual(limits.of(error_of(lambda: os.open("/not/there", os.O_RDONLY))), "system call")

    def test_a_system_call_that_fails_for_another_reason_is_none(self) -> None:
        self.assertIsNone(limits.of(error_of(lambda: os.open("/not/there", os.O_RDONLY))))

    def test_the_same_number_raised_by_anybody_else_is_none(self) -> None:
        def extension() -> None:
            raise OSError(errno.ENOTSUP, "Not supported")

        self.assertIsNone(limits.of(error_of(extension)))

    def test_a_time_zone_where_neither_the_system_nor_a_package_has_any(self) -> None:
        absent = ModuleNotFoundError("No module named 'tzdata'", name="tzdata")
        error = zoneinfo.ZoneInfoNotFoundError("No time zone found with key UTC")
        error.__context__ = absent
        self.assertEqual(limits.of(error), "time zones but those of the package tzdata")
        # With the package there, it is the test that asks for what nobody has.
        error.__context__ = FileNotFoundError("No/Where")
        self.assertIsNone(limits.of(error))

    def test_an_error_that_a_system_call_has_signed(self) -> None:
        error = OSError(errno.ENOTSUP, "Not supported")
        error.pywasi_limit = "pipes"  # type: ignore[attr-defined]
        self.assertEqual(limits.of(error), "pipes")

    def test_what_our_own_libc_refused_in_its_own_words(self) -> None:
        words = "cannot load library 'm': WASI 0.1 has no dynamic loader"
        self.assertEqual(limits.of(raised_in("mypkg", "raise OSError(words)", words=words)), "a dynamic loader")
        words = "<urlopen error [Errno 8] WASI has no names of machines: 'example.com'>"
        self.assertEqual(limits.of(raised_in("mypkg", "raise OSError(words)", words=words)), "sockets")
        self.assertIsNone(limits.of(raised_in("mypkg", "raise OSError('cannot load library')")))
        self.assertIsNone(limits.of(raised_in("mypkg", "raise ValueError(words)", words=words)))

    def test_threads_only_where_threading_says_so(self) -> None:
        code = 'raise RuntimeError("can\'t start new thread")'
        self.assertEqual(limits.of(raised_in("threading", code)), "threads")
        self.assertIsNone(limits.of(raised_in("mypkg", code)))

    def test_what_the_standard_library_says_of_itself(self) -> None:
        code = "raise OSError(number, 'wasi does not support processes.')"
        self.assertEqual(limits.of(raised_in("subprocess", code, number=errno.ENOTSUP)), "processes")
        self.assertIsNone(limits.of(raised_in("subprocess", code, number=errno.ENOENT)))
        self.assertEqual(limits.of(raised_in("asyncio.events", "raise NotImplementedError")), "event loops of that kind")
        self.assertIsNone(limits.of(raised_in("mypkg.asyncio", "raise NotImplementedError")))

    def test_an_error_that_was_made_of_one_and_repeats_its_words(self) -> None:
        first = raised_in("subprocess", "raise OSError(n, 'wasi does not support processes.')", n=errno.ENOTSUP)
        wrapping = "try:\n raise first\nexcept OSError as error:\n raise RuntimeError({}) {}"
        told = raised_in("tools", wrapping.format("f'cc failed: {error.args[-1]}'", "from error"), first=first)
        self.assertEqual(limits.of(told), "processes")
        # The same again, around that one.
        again = raised_in("tools", "try:\n raise told\nexcept RuntimeError as error:\n raise ValueError(error)", told=told)
        self.assertEqual(limits.of(again), "processes")
        silent = raised_in("tools", wrapping.format("'cc failed'", "from error"), first=first)
        self.assertIsNone(limits.of(silent))
        self.assertIsNone(limits.of(raised_in("tools", "raise RuntimeError('wasi does not support processes.')")))

    def test_a_module_of_the_standard_library_that_is_not_there(self) -> None:
        self.assertEqual(limits.of(error_of(lambda: __import__("_winapi"))), "module _winapi")

    def test_any_other_module_that_is_not_there_is_none(self) -> None:
        self.assertIsNone(limits.of(error_of(lambda: __import__("no_such_module_as_this"))))

    @unittest.skipIf(sys.version_info < (3, 11), "exception groups")
    def test_a_group_only_where_all_of_it_is(self) -> None:
        posix = types.ModuleType("os")
        fork, wrong = error_of(lambda: posix.fork()), ValueError("wrong")
        self.assertEqual(limits.of(ExceptionGroup("both", [fork, fork])), "processes")
        self.assertIsNone(limits.of(ExceptionGroup("one of them", [fork, wrong])))  # type: ignore[list-item]

    def test_an_assertion_is_none(self) -> None:
        self.assertIsNone(limits.of(AssertionError("1 != 2")))


if __name__ == "__main__":
    unittest.main()
