import { describe, expect, test } from "@jest/globals";
import { assembleMirror } from "../../src/mirror/assemble.ts";
import { readElf } from "../../src/mirror/elf.ts";
import type { FakeProgram } from "../host/fake-host.ts";
import { elfFile } from "./elf-file.ts";
import { fakeDebian } from "./fake-debian.ts";

const folder = "/mirror";
const MACHINE = "usr/lib/x86_64-linux-gnu";
const PLACE = "/mirror/pythons/3.13.5";
const sources = { "python3.13": ["python3.13_3.13.5.orig.tar.xz", "Python-3.13.5"] } as const;
const packages = {
  libssl3: {
    [`${MACHINE}/libssl.so.3`]: elfFile({ needed: ["libcrypto.so.3"], soname: "libssl.so.3" }),
    [`${MACHINE}/libcrypto.so.3`]: elfFile({ needed: ["libc.so.6"], soname: "libcrypto.so.3" }),
  },
};
const PLAN = [
  "gcc -c -O3 -o Objects/abstract.o Objects/abstract.c",
  "gcc -c -O3 -o Objects/list.o Objects/list.c",
  "ar rcs",
];

const make: FakeProgram = async ({ args, options }, host) => {
  if (args[0] !== "install") return { stdout: `${PLAN.join("\n")}\n` };
  const installed = `${args[1]?.slice("DESTDIR=".length)}${PLACE}`;
  await host.files.write(`${installed}/bin/python3.13`, "python");
  await host.files.write(`${installed}/bin/pip3.13`, "#!/scratch/Python-3.13.5/python\nimport pip\n");
  const flags = `'LDFLAGS': '-L${options.env?.LDFLAGS?.split("-L")[1]?.trim()} -L/opt/lib',`;
  await host.files.write(`${installed}/lib/python3.13/_sysconfigdata__linux_.py`, flags);
  const dynload = `${installed}/lib/python3.13/lib-dynload`;
  await host.files.write(`${dynload}/_ssl.so`, elfFile({ needed: ["libssl.so.3", "libc.so.6"] }));
  await host.files.write(`${dynload}/math.so`, elfFile({ needed: ["libm.so.6"] }));
  return {};
};

function machine(programs: Record<string, FakeProgram | undefined> = {}) {
  const all = {
    cc: () => ({}),
    make,
    "./configure": () => ({}),
    "python3.13": () => ({ stdout: "3.13.5\n" }),
    ...programs,
  };
  const present = Object.fromEntries(Object.entries(all).filter((entry) => entry[1] !== undefined));
  return fakeDebian({ sources, packages, programs: present as Record<string, FakeProgram> });
}

const steps: string[] = [];
const assemble = (host: ReturnType<typeof machine>) => {
  steps.length = 0;
  const onProgress = ({ step, done, total }: { step: string; done: number | undefined; total: number | undefined }) =>
    void steps.push(done === undefined ? step : `${step} ${done}/${total}`);
  return assembleMirror(host, { folder, parts: ["python-3.13.5"], onProgress });
};

describe("a Python for this machine", () => {
  test("is compiled from the tarball of the mirror, which is assembled first", async () => {
    const host = machine();
    const { parts } = await assemble(host);
    expect(parts.map(({ name }) => name)).toEqual(["source-3.13.5", "python-3.13.5"]);
    expect(parts[1]?.folders).toEqual(["pythons/3.13.5"]);
    expect(host.text(`${PLACE}/bin/python3.13`)).toBe("python");
  });

  test("counts what it compiles", async () => {
    await assemble(machine());
    expect(steps).toContain("compile 1/2");
    expect(steps).toContain("compile 2/2");
  });

  test("has the libraries of its modules beside it, and the modules look for them there", async () => {
    const host = machine();
    await assemble(host);
    const module = (name: string) =>
      readElf(host.contents.get(`${PLACE}/lib/python3.13/lib-dynload/${name}`) ?? new Uint8Array());
    expect(host.below(`${PLACE}/lib`).filter((path) => path.includes(".so."))).toEqual([
      `${PLACE}/lib/libcrypto.so.3`,
      `${PLACE}/lib/libssl.so.3`,
    ]);
    expect(module("_ssl.so")?.runpath).toBe("$ORIGIN/../..");
    expect(module("math.so")?.runpath).toBeUndefined();
  });

  test("has a pip that starts the Python it belongs to", async () => {
    const host = machine();
    await assemble(host);
    expect(host.text(`${PLACE}/bin/pip3.13`)).toBe(`#!${PLACE}/bin/python3.13\nimport pip\n`);
  });

  test("does not pass the folders that it was built in on to what is built with it", async () => {
    const host = machine();
    await assemble(host);
    expect(host.text(`${PLACE}/lib/python3.13/_sysconfigdata__linux_.py`)).toBe("'LDFLAGS': '-L/opt/lib',");
  });

  test("is not offered where a module that pip needs is missing", async () => {
    const host = machine({ "python3.13": () => ({ code: 1, stderr: "ModuleNotFoundError: No module named '_ssl'" }) });
    await expect(assemble(host)).rejects.toMatchObject({
      code: "WASI-MIRROR",
      details: ["ModuleNotFoundError: No module named '_ssl'"],
    });
    expect(host.below("/mirror/pythons")).toEqual([]);
  });

  test("says what is missing where there is no compiler or no make", async () => {
    await expect(assemble(machine({ cc: undefined }))).rejects.toMatchObject({
      message: "The mirror could not compile Python: there is no cc on PATH.",
      remedy: expect.stringContaining("gcc"),
    });
    await expect(assemble(machine({ make: undefined }))).rejects.toThrow("there is no make on PATH");
  });
});
