/** Tests that misbehave, in the real linked interpreter: each is a result, and the run goes on. */
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TestReport } from "../../src/app/test.ts";
import type { TestResult } from "../../src/testing/results.ts";
import { type Guest, linkedGuest } from "../runtime/linked-guest.ts";
import { runInProject } from "./project-run.ts";

const LIMIT = 600_000;

const EXTENSION = String.raw`
#include <Python.h>
#include <stdlib.h>
static PyObject *quit(PyObject *self, PyObject *unused) { fprintf(stderr, "thread 'main' panicked at src/lib.rs:1:1: boom\n"); abort(); }
static PyObject *mismatch(PyObject *self) { (void)self; Py_RETURN_NONE; }
static PyObject *(*volatile meant)(int, int, int) = (PyObject *(*)(int, int, int))(void *)mismatch;
static PyObject *wild(PyObject *self, PyObject *unused) { return meant(1, 2, 3); }
static PyMethodDef methods[] = {{"quit", quit, METH_NOARGS, ""}, {"wild", wild, METH_NOARGS, ""}, {0}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "bad_ext", 0, -1, methods};
PyMODINIT_FUNC PyInit_bad_ext(void) { return PyModule_Create(&def); }
`;

const TESTS = `
import os, sys, threading, bad_ext, pytest

def test_first(): pass
def test_abort(): bad_ext.quit()
def test_wrong_signature(): bad_ext.wild()
def test_recursion_up_to_the_limit():
    def deeper(n): return n if n == 0 else deeper(n - 1)
    assert deeper(sys.getrecursionlimit() - 200) == 0
def test_recursion_through_c_up_to_the_limit():
    class Nested:
        def __init__(self, inner): self.inner = inner
        def __repr__(self): return repr(self.inner)
    value = None
    for _ in range(sys.getrecursionlimit() // 5): value = Nested(value)
    assert repr(value) == "None"
def test_recursion_without_end():
    def deeper(): return deeper()
    deeper()
def test_recursion_past_every_limit():
    sys.setrecursionlimit(10**8)
    class Nested:
        def __repr__(self): return repr(self)
    repr(Nested())
def test_ten_gigabytes():
    blocks = [bytearray(2**20) for _ in range(10 * 2**10)]
def test_exits(): os._exit(3)
def test_interrupts(): raise KeyboardInterrupt
def test_asks_for_the_end(): pytest.exit("enough")
def test_prints_a_lot():
    for _ in range(100): print("x" * 10**6)
    assert False
def test_writes_a_lot_past_pytest():
    for _ in range(100): os.write(1, b"y" * 10**6)
def test_prints_what_is_not_utf_8():
    sys.stdout.buffer.write(b"caf\\xe9\\n"); sys.stdout.flush()
    os.write(1, b"caf\\xe9\\n")
    assert False
def test_fills_the_disk(tmp_path):
    with open(tmp_path / "big", "wb") as file:
        while True: file.write(b"z" * 2**20)
def test_writes_outside():
    open("/lib/written-by-a-test", "w")
def test_reads_what_c_prints(capfd):
    os.write(1, b"out"); os.write(2, b"err")
    assert capfd.readouterr() == ("out", "err")
@pytest.mark.timeout(3)
def test_with_plug_ins_of_the_host(worker_id): assert worker_id.startswith("gw")
def test_thread(): threading.Thread(target=print).start()
def test_last(): pass
`;

const ENDLESS = `
import time
def test_endless():
    while True: pass
def test_sleeps_for_hours(): time.sleep(36000)
def test_after(): pass
`;

let guest: Guest;
let project: string;
let report: TestReport;
let endless: TestReport;
const found = (name: string): TestResult | undefined =>
  report.runs[0]?.run.results.find(({ id }) => id === `test_bad.py::${name}`);

beforeAll(async () => {
  guest = await linkedGuest({
    extensions: { "bad_ext.cpython-311-wasm32-wasi.so": EXTENSION },
    files: { "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n" },
  });
  project = mkdtempSync(join(realpathSync(tmpdir()), "pywasi tests-"));
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "test_bad.py"), TESTS);
  writeFileSync(join(project, "test_endless.py"), ENDLESS);
  const options = "addopts = -n auto --dist=loadfile --cov=tiny --cov-report term --timeout=60 --strict-markers";
  writeFileSync(join(project, "pytest.ini"), `[pytest]\n${options}\nrequired_plugins = pytest-xdist pytest_cov>=4\n`);
  // Generous, but for what never ends: this machine may be busy.
  report = await run("test_bad.py", "180");
  endless = await run("test_endless.py", "5");
}, LIMIT);

function run(file: string, timeout: string): Promise<TestReport> {
  const bounds = { "test-timeout": timeout, "test-memory": "768", "test-disk": "64" };
  return runInProject({ guest, project, given: bounds }, ["pytest", file]);
}

afterAll(() => {
  guest?.dispose();
  rmSync(project, { recursive: true, force: true });
});

describe("a run with tests that misbehave", () => {
  test("has a result for each of them, and went on to the last", () => {
    expect(report.runs[0]?.run.results).toHaveLength(20);
    expect(found("test_first")?.outcome).toBe("passed");
    expect(found("test_last")?.outcome).toBe("passed");
  });

  test("names what aborted, its last words and the functions that were running", () => {
    expect(found("test_abort")).toMatchObject({
      outcome: "crashed",
      message: expect.stringContaining("panicked at src/lib.rs"),
    });
    expect(found("test_abort")?.frames).toContain("quit");
  });

  test("explains a call with the wrong signature", () => {
    expect(found("test_wrong_signature")).toMatchObject({
      outcome: "crashed",
      message: expect.stringContaining("indirect call type mismatch in wild"),
    });
  });

  test("ends what does not end, computing or asleep", () => {
    expect(endless.runs[0]?.run.results.map(({ outcome }) => outcome)).toEqual(["timed-out", "timed-out", "passed"]);
    expect(endless.runs[0]?.run.results[0]?.message).toBe("no end after 5 s");
  });

  test("lets recursion go as deep as CPython's own limit", () => {
    expect(found("test_recursion_up_to_the_limit")).toMatchObject({ outcome: "passed" });
    expect(found("test_recursion_through_c_up_to_the_limit")).toMatchObject({ outcome: "passed" });
    expect(found("test_recursion_without_end")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("RecursionError"),
    });
  });

  test("survives recursion past every limit", () => {
    expect(found("test_recursion_past_every_limit")?.outcome).toBe("crashed");
  });

  test("refuses memory past test-memory, as a MemoryError", () => {
    expect(found("test_ten_gigabytes")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("MemoryError"),
    });
  });

  test("says with which code a test ended its interpreter", () => {
    expect(found("test_exits")).toMatchObject({ outcome: "crashed", message: expect.stringContaining("exit code 3") });
  });

  test("names the test that ended its session, and goes on behind it", () => {
    for (const name of ["test_interrupts", "test_asks_for_the_end"]) {
      expect(found(name)).toMatchObject({
        outcome: "error",
        message: expect.stringContaining("ended its whole session"),
      });
    }
  });

  test("keeps the beginning and the end of 100 MB of output", () => {
    const output = found("test_prints_a_lot")?.output?.[0]?.[1] ?? "";
    expect(output.length).toBeLessThan(200_000);
    expect(output).toContain("characters left out");
    expect(found("test_writes_a_lot_past_pytest")?.outcome).toBe("passed");
  });

  test("shows output that is not UTF-8 with a replacement character", () => {
    expect(found("test_prints_what_is_not_utf_8")?.output?.[0]?.[1]).toBe("caf\ufffd\ncaf\ufffd\n");
  });

  test("takes options, marks and fixtures of plug-ins whose work the host does", () => {
    expect(found("test_with_plug_ins_of_the_host")?.outcome).toBe("passed");
  });

  test("captures what goes to the file descriptors themselves", () => {
    expect(found("test_reads_what_c_prints")?.outcome).toBe("passed");
  });

  test("lets a test write no more than test-disk", () => {
    expect(found("test_fills_the_disk")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("No space left"),
    });
  });

  test("lets no test write into the bundle", () => {
    expect(found("test_writes_outside")).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("Read-only file system"),
    });
  });

  test("skips what WASI has no threads for, apart from other skips", () => {
    expect(found("test_thread")).toMatchObject({ outcome: "limited", limit: "threads" });
  });

  test("leaves JSON and JUnit behind", () => {
    expect(JSON.parse(readFileSync(report.json, "utf8")).runs[0].totals).toMatchObject({ "timed-out": 2, passed: 1 });
    expect(readFileSync(report.junit, "utf8")).toContain('type="timed-out"');
  });

  test(
    "says of a doctest what was expected and what came, and on which line",
    async () => {
      writeFileSync(
        join(project, "documented.py"),
        'def double(x):\n    """\n    >>> double(2)\n    5\n    """\n    return 2 * x\n',
      );
      const { runs } = await runInProject({ guest, project }, ["pytest", "--doctest-modules", "documented.py"]);
      expect(runs[0]?.run.results).toMatchObject([
        { outcome: "failed", message: "DocTestFailure: Expected: 5 Got: 4", line: 3 },
      ]);
    },
    LIMIT,
  );
});
