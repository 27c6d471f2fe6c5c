"""The guest's stand-ins that are plain Python work on any interpreter, so they are tried here on all of them."""

import importlib.util
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

GUEST = os.path.join(os.path.dirname(__file__), "..", "..", "target", "python")


def told(code):
    """What code prints in an interpreter whose `_ctypes` and `mmap` are the stand-ins."""
    start = f"""
        import sys
        sys.path[:0] = [{GUEST!r}, {os.path.join(GUEST, "_pywasi", "stand_in")!r}]
        import types
        package = types.ModuleType("_pywasi")
        package.__path__ = [{os.path.join(GUEST, "_pywasi")!r}]
        sys.modules["_pywasi"] = package
        from ctypes import *
        import ctypes, mmap
        assert "stand_in" in ctypes._dlopen.__globals__["__file__"] and "stand_in" in mmap.__file__
    """
    run = subprocess.run(
        [sys.executable, "-I", "-c", textwrap.dedent(start) + textwrap.dedent(code)], capture_output=True, text=True
    )
    if run.returncode:
        raise AssertionError(run.stderr)
    return run.stdout.splitlines()


class Types(unittest.TestCase):
    def test_sizes_and_offsets_are_those_of_c(self):
        code = """
            class Inner(Structure):
                _fields_ = [("flag", c_char), ("value", c_double)]
            class Outer(Structure):
                _fields_ = [("a", c_uint16), ("inner", Inner), ("tail", c_int * 3)]
            class Packed(Structure):
                _pack_ = 1
                _fields_ = [("a", c_char), ("b", c_int)]
            class Bits(Structure):
                _fields_ = [("a", c_int, 3), ("b", c_int, 5), ("c", c_uint8)]
            class Both(Union):
                _fields_ = [("number", c_uint32), ("bytes", c_uint8 * 4)]
            print(sizeof(Inner), Outer.inner.offset, Outer.tail.offset, sizeof(Outer), alignment(Outer))
            print(sizeof(Packed), Packed.b.offset, sizeof(Bits), sizeof(Both), sizeof(c_longlong))
            class Named(Structure):
                _fields_ = [("name", c_char * 6), ("wide", c_wchar * 3)]
            named = Named(b"abc", "xy")
            named.name = b"longer"
            print(named.name, named.wide, bytes(named)[:6])
            class Own(c_int): pass
            class Holder(Structure):
                _fields_ = [("own", Own)]
            print(type(Holder(Own(4)).own).__name__, Holder(Own(4)).own.value)
            bits = Bits(3, -2, 9)
            print(bits.a, bits.b, bits.c, bytes(Both(number=258))[:2])
        """
        self.assertEqual(told(code), ["16 8 24 40 8", "5 1 4 4 8", "b'longer' xy b'longer'", "Own 4", r"3 -2 9 b'\x02\x01'"])

    def test_values_are_cut_and_converted_as_in_c(self):
        code = """
            print(c_uint8(300), c_int8(200), c_bool(7), c_float(0.5), c_char(b"x"), c_wchar("y"))
            print(c_char_p(b"text").value, c_wchar_p("wide").value, c_void_p().value, py_object([1]).value)
            for wrong in (lambda: c_int("1"), lambda: c_char(b"xy")):
                try: wrong()
                except TypeError as error: print("TypeError")
        """
        expected = ["c_ubyte(44) c_byte(-56) c_bool(True) c_float(0.5) c_char(b'x') c_wchar('y')"]
        self.assertEqual(told(code), [*expected, "b'text' wide None [1]", "TypeError", "TypeError"])

    def test_arrays_pointers_and_casts_share_their_memory(self):
        code = """
            numbers = (c_int * 4)(1, 2, 3, 4)
            view = cast(numbers, POINTER(c_int))
            view[2] = 30
            one = c_int(5)
            pointer(one).contents.value = 6
            print(list(numbers), numbers[1:3], len(numbers), view[:2], one.value, bool(POINTER(c_int)()))
            matrix = (c_int * 2 * 2)((1, 2), (3, 4))
            print([list(row) for row in matrix], addressof(matrix[1]) - addressof(matrix))
            memory = bytearray(4)
            c_uint32.from_buffer(memory).value = 1
            print(sum(memory), c_uint16.from_buffer_copy(b"\\1\\0").value)
            class Node(Structure): pass
            Node._fields_ = [("value", c_int), ("next", POINTER(Node))]
            last = Node(2)
            print(Node(1, pointer(last)).next.contents.value)
        """
        expected = ["[1, 2, 30, 4] [2, 30] 4 [1, 2] 6 False", "[[1, 2], [3, 4]] 8", "1 1", "2"]
        self.assertEqual(told(code), expected)

    def test_text_buffers_are_filled_moved_and_read(self):
        code = """
            text = create_string_buffer(b"hello", 8)
            memset(text, 65, 2); memmove(byref(text, 2), b"zz", 2)
            print(text.value, len(text.raw), string_at(text, 3), create_unicode_buffer("wide").value)
        """
        self.assertEqual(told(code), ["b'AAzzo' 8 b'AAz' wide"])

    def test_the_other_byte_order_is_there(self):
        code = """
            class Big(BigEndianStructure):
                _fields_ = [("a", c_uint16), ("b", c_uint32)]
            print(bytes(Big(1, 2)), Big.from_buffer_copy(b"\\0\\1..\\0\\0\\0\\3").b)
        """
        self.assertEqual(told(code), [r"b'\x00\x01\x00\x00\x00\x00\x00\x02' 3"])

    def test_call_backs_are_called_and_libraries_refused(self):
        code = """
            double = CFUNCTYPE(c_int, c_int)(lambda number: number * 2)
            print(double(21), double.argtypes == (c_int,))
            for refused in (lambda: CDLL("libm.so"), lambda: pythonapi.Py_IncRef(1), lambda: c_int.from_address(8)):
                try: refused()
                except OSError as error: print(error.stand_in)
        """
        self.assertEqual(told(code), ["42 True", *["_ctypes"] * 3])

    @unittest.skipIf(sys.version_info < (3, 12), "PEP 688 is of 3.12")
    def test_objects_have_a_buffer(self):
        code = """
            view = memoryview((c_double * 2)(1, 2))
            view[0] = 7
            print(view.tolist(), view.format, view.shape)
        """
        self.assertEqual(told(code), ["[7.0, 2.0] d (2,)"])


class Maps(unittest.TestCase):
    def test_writes_go_back_to_a_file_that_was_closed_since(self):
        with tempfile.TemporaryDirectory() as folder:
            code = f"""
                import os
                path = {os.path.join(folder, "file")!r}
                file = open(path, "w+b"); file.write(b"x" * 10); file.flush()
                os.dup = lambda fd: os.open("/", 99)
                map = mmap.mmap(file.fileno(), 0)
                file.close()
                map[0:3] = b"abc"; map.flush(); map[3] = 100
                map.close()
                print(open(path, "rb").read(), map.closed)
                with open(path, "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as map:
                    print(map.find(b"c"), map.read(2), map.tell(), memoryview(map).readonly, isinstance(map, mmap.mmap))
                    try: map[0] = 1
                    except TypeError: print("TypeError")
                map = mmap.mmap(-1, 4); map.write(b"ab"); map.seek(0)
                print(map[:], map.readline(), len(map), map.size())
            """
            expected = [r"b'abcdxxxxxx' True", "2 b'ab' 2 True True", "TypeError", r"b'ab\x00\x00' b'ab\x00\x00' 4 4"]
            self.assertEqual(told(code), expected)

    def test_do_not_close_while_somebody_looks_at_them(self):
        code = """
            map = mmap.mmap(-1, 4)
            view = memoryview(map)
            try: map.close()
            except BufferError as error: print(error, map.closed)
            view.release(); map.close()
            print(map.closed)
        """
        self.assertEqual(told(code), ["cannot close exported pointers exist False", "True"])


class Contexts(unittest.TestCase):
    """`ssl` on the stand-in: settings as the real one keeps them, and no connection."""

    def test_take_their_settings_and_refuse_to_connect(self):
        code = """
            import ssl
            assert "stand_in" in ssl._ssl.__file__
            context = ssl.create_default_context()
            print(context.check_hostname, context.verify_mode.name, context.protocol.name, context.minimum_version.name)
            context.minimum_version = ssl.TLSVersion.TLSv1_3
            context.options |= ssl.OP_NO_TICKET
            context.set_alpn_protocols(["h2", "http/1.1"])
            context.set_ciphers("HIGH")
            print(context.minimum_version.name, bool(context.options & ssl.OP_NO_TICKET), context.get_ca_certs())
            try:
                context.verify_mode = ssl.CERT_NONE
            except ValueError:
                print("as the real one")
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            try:
                context.load_verify_locations("/no/such/file")
            except FileNotFoundError:
                print("no file")
            server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            print(server.check_hostname, server.verify_mode.name)
            try:
                context.wrap_bio(None, None, server_hostname="x")
            except ssl.SSLError as error:
                print(error.stand_in)
        """
        expected = [
            "True CERT_REQUIRED PROTOCOL_TLS_CLIENT TLSv1_2", "TLSv1_3 True []", "as the real one", "no file",
            "False CERT_NONE", "_ssl",
        ]  # fmt: skip
        self.assertEqual(told(code), expected)


class Guards(unittest.TestCase):
    """Whether code that imports a module is prepared for its absence."""

    @classmethod
    def setUpClass(cls):
        spec = importlib.util.spec_from_file_location("guards", os.path.join(GUEST, "_pywasi", "guards.py"))
        cls.guards = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(cls.guards)

    def find_spec(self, name, path=None, target=None):
        if name == "nonesuch":
            self.prepared.append(self.guards.is_prepared(self.optional))

    def setUp(self):
        self.prepared = []
        self.optional = False
        sys.meta_path.append(self)
        self.addCleanup(sys.meta_path.remove, self)

    def is_prepared(self, *lines, file="<program>"):
        try:
            exec(compile("\n".join(lines), file, "exec"), {"__name__": "program"})
        except ModuleNotFoundError:
            pass
        return self.prepared.pop()

    def test_is_so_with_a_handler_that_takes_the_error(self):
        for handler in ("ImportError", "ModuleNotFoundError as error", "(KeyError, ImportError)", "Exception", ""):
            with self.subTest(handler):
                self.assertTrue(self.is_prepared("try:", " import nonesuch", f"except {handler}:", " pass"))

    def test_is_so_with_the_second_handler_or_the_one_around(self):
        second = "except KeyError: pass", "except ImportError: pass"
        self.assertTrue(self.is_prepared("try:", " import nonesuch", *second))
        inner = " with open(__import__('os').devnull):", "  import nonesuch"
        self.assertTrue(self.is_prepared("try:", *inner, "except ImportError: pass"))
        inner = " try:", "  import nonesuch", " finally: pass"
        self.assertTrue(self.is_prepared("try:", *inner, "except ImportError: pass"))

    def test_is_so_where_the_kind_of_error_is_an_argument(self):
        lines = "def f(kind):", " try: __import__('nonesuch')", " except kind: pass"
        self.assertTrue(self.is_prepared(*lines, "f(ImportError)"))
        self.assertFalse(self.is_prepared(*lines, "f(KeyError)"))

    def test_is_so_below_suppress(self):
        lines = "import contextlib", "with contextlib.suppress(ImportError):", " import nonesuch"
        self.assertTrue(self.is_prepared(*lines))

    def test_is_so_of_who_only_asks(self):
        self.assertTrue(self.is_prepared("import importlib.util", "importlib.util.find_spec('nonesuch')"))

    def test_is_looked_for_behind_the_standard_library(self):
        lines = "import importlib", "try:", " importlib.import_module('nonesuch')"
        self.assertTrue(self.is_prepared(*lines, "except ImportError: pass"))
        self.assertFalse(self.is_prepared(*lines, "except KeyError: pass"))

    def test_is_the_modules_own_question_in_compiled_code(self):
        # The frame that one sees is that of the loader, which runs the code of an extension.
        loader = os.path.join(GUEST, "_pywasi", "linked_in.py")
        for self.optional in (True, False):
            self.assertEqual(self.is_prepared("import nonesuch", file=loader), self.optional)
            self.assertFalse(self.is_prepared("import nonesuch"))

    def test_is_not_so_elsewhere(self):
        self.assertFalse(self.is_prepared("import nonesuch"))
        self.assertFalse(self.is_prepared("try:", " import nonesuch", "except KeyError: pass"))
        self.assertFalse(self.is_prepared("try:", " import nonesuch", "finally: pass"))
        self.assertFalse(self.is_prepared("try: pass", "except ImportError: pass", "import nonesuch"))
        lines = "import contextlib", "with contextlib.nullcontext():", " import nonesuch"
        self.assertFalse(self.is_prepared(*lines))


if __name__ == "__main__":
    unittest.main()
