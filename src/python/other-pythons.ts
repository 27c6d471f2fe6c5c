/**
 * Pythons that exist, and not for WASI: other implementations, the free-threaded build, Python 2.
 *
 * The names are those of actions/setup-python (`pypy3.11`, `3.13t`), pyenv (`miniconda3-…`) and uv
 * (`3.13+freethreaded`). CPython refuses the combination of `--disable-gil` and WASI for want of threads.
 */
import { UserError } from "../report/errors.ts";

const IMPLEMENTATIONS =
  /^(pypy|graalpy|graalpython|jython|ironpython|micropython|rustpython|stackless|pyston|cinder|anaconda|miniconda|miniforge|mambaforge|activepython)/i;

const FREE_THREADED = /^(?:c?python[-@]?)?(3\.\d+(?:\.\d+(?:(?:a|b|rc)\d+)?)?)(?:t|\+freethreaded)(-dev)?(?:-.*)?$/i;

/** @throws {UserError} WASI-PYTHON-VERSION where the text names one of them */
export function refuseOtherPython(text: string, source: string): void {
  const implementation = IMPLEMENTATIONS.exec(text)?.[1];
  if (implementation !== undefined) {
    throw refusal(
      `${source}: "${text}" asks for ${implementation}, and only CPython can be built for WASI.`,
      "Write a CPython version such as 3.13.",
    );
  }
  const freeThreaded = FREE_THREADED.exec(text);
  if (freeThreaded) {
    throw refusal(
      `${source}: "${text}" asks for a free-threaded Python, and CPython has no free-threaded build for WASI.`,
      `Write ${freeThreaded[1]}${freeThreaded[2] ?? ""}.`,
    );
  }
  if (/^v?2(\.\d+)*$/.test(text)) {
    throw refusal(`${source}: Python ${text} is older than every CPython for WASI.`, "Write 3.11 or a later version.");
  }
}

function refusal(happened: string, remedy: string): UserError {
  return new UserError("WASI-PYTHON-VERSION", happened, remedy);
}
