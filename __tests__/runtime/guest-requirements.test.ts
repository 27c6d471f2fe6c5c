import { describe, expect, test } from "@jest/globals";
import { guestRequirements, type InstallRequires } from "../../src/runtime/guest-requirements.ts";
import { requirementsKey } from "../../src/runtime/kept-requirements.ts";
import { type FakeHost, fakeHost } from "../host/fake-host.ts";
import { errorOf } from "../user-error.ts";

const TOOL = { python: "python", modules: "/product/python" };
const REQUIRES = "Name: pkg\nVersion: 1.0\nRequires-Dist: attrs>=17\n\nRequires-Dist: not a field\n";

interface Asked {
  readonly metadata?: string;
  readonly choice?: InstallRequires;
  /** Answer of the Python program. */
  readonly answer?: object;
}

/** Asks about one package, whose requirements the Python program resolves as the test says. */
async function asked({ metadata = REQUIRES, choice = "auto", answer = { wheels: [], native: [] } }: Asked) {
  const { host, requests } = machine(answer);
  return { found: ask(host, { metadata, choice }), requests };
}

function machine(answer: object, env: Record<string, string> = {}) {
  const requests: object[] = [];
  const host = fakeHost({
    env,
    files: { "/r/attrs.whl": "attrs" },
    programs: {
      python: async ({ args }, fake) => {
        requests.push(JSON.parse(fake.text(args[2] ?? "")));
        await fake.files.write(args[3] ?? "", JSON.stringify(answer));
        return {};
      },
    },
  });
  return { host, requests };
}

function ask(host: FakeHost, { metadata = REQUIRES, choice = "auto" }: Omit<Asked, "answer"> = {}) {
  const files = { "pkg/__init__.py": "", "pkg-1.0.dist-info/METADATA": metadata };
  const contents = new Map(Object.entries(files).map(([file, text]) => [file, Buffer.from(text)]));
  return guestRequirements(host, async () => TOOL, {
    choice,
    python: "3.13.9",
    wheels: [{ name: "pkg", contents }],
    work: "/staging/requirements",
  });
}

const NATIVE = { wheels: ["/r/attrs.whl"], native: [{ requirement: "numpy>=2", requiredBy: ["pkg"] }] };

describe("what packages require at run time", () => {
  test("is resolved for the target from their metadata", async () => {
    const { found, requests } = await asked({ answer: { wheels: ["/r/attrs.whl"], native: [] } });
    expect(await found).toEqual({ wheels: ["/r/attrs.whl"], warnings: [] });
    expect(requests).toEqual([
      {
        infos: ["/staging/requirements/linked/0/pkg-1.0.dist-info"],
        python: "3.13.9",
        folder: "/staging/requirements/resolved",
      },
    ]);
  });

  test.each([
    ["nothing is required", "Name: pkg\n\nRequires-Dist: attrs\n"],
    ["only an extra requires something", 'Name: pkg\nRequires-Dist: pytest; extra == "test"\n\n'],
  ])("needs nobody where %s", async (_, metadata) => {
    const { found, requests } = await asked({ metadata });
    expect(await found).toEqual({ wheels: [], warnings: [] });
    expect(requests).toEqual([]);
  });

  test("is left alone with off", async () => {
    const { found, requests } = await asked({ choice: "off" });
    expect(await found).toEqual({ wheels: [], warnings: [] });
    expect(requests).toEqual([]);
  });

  test("and has native code is named, with what to do; the rest is installed", async () => {
    const { found } = await asked({ answer: NATIVE });
    expect(await found).toEqual({
      wheels: ["/r/attrs.whl"],
      warnings: ["pkg requires numpy>=2, which has native code and is not in python.wasm: add it to build."],
    });
  });

  test("and has native code is an error with on", async () => {
    const error = await errorOf(async () => (await asked({ choice: "on", answer: NATIVE })).found);
    expect(error).toMatchObject({ code: "WASI-PACKAGE-REQUIREMENTS", remedy: expect.stringContaining("add numpy>=2") });
  });

  const NO_INDEX = {
    error: {
      kind: "requirements",
      message: "pip could not",
      output: "ERROR: No matching distribution found for attrs",
    },
  };

  test("and cannot be resolved is a warning with pip's words, for the package is there all the same", async () => {
    const { found } = await asked({ answer: NO_INDEX });
    const { wheels, warnings } = await found;
    expect(wheels).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/What pkg requires .* No matching distribution found for attrs/)]);
  });

  test("and cannot be resolved is an error with on", async () => {
    const error = await errorOf(async () => (await asked({ choice: "on", answer: NO_INDEX })).found);
    expect(error.details).toContain("ERROR: No matching distribution found for attrs");
  });
});

describe("an answer", () => {
  const HOUR = 3600 * 1000;
  const ANSWER = { wheels: ["/r/attrs.whl"], native: [{ requirement: "numpy>=2", requiredBy: ["pkg"] }] };

  /** The same question twice, with so much time between them, and what the test changes. */
  async function twice(hours: number, second: Parameters<typeof ask>[1] = {}, meanwhile = (_: FakeHost) => {}) {
    const { host, requests } = machine(ANSWER);
    host.clock = new Date(Date.now() - hours * HOUR);
    const first = await ask(host);
    meanwhile(host);
    return { first, second: await ask(host, second), resolved: requests.length, host };
  }

  test("is good for an hour, wheels and warnings alike", async () => {
    const { first, second, resolved, host } = await twice(0.5);
    expect(resolved).toBe(1);
    expect(second.warnings).toEqual(first.warnings);
    expect(second.wheels.map((path) => host.text(path))).toEqual(["attrs"]);
  });

  test.each([
    ["is older", 1.5, {}, () => {}],
    ["was for other requirements", 0.5, { metadata: REQUIRES.replace("17", "18") }, () => {}],
    [
      "lost its wheels",
      0.5,
      {},
      (host: FakeHost) => {
        for (const file of host.below(host.folders.tools)) if (file.endsWith(".whl")) host.contents.delete(file);
      },
    ],
  ] as const)("is asked for again where the one that was kept %s", async (_, hours, second, meanwhile) => {
    expect((await twice(hours, second, meanwhile)).resolved).toBe(2);
  });

  test("is not taken from another index's", async () => {
    const { host } = machine(ANSWER);
    const other = machine(ANSWER, { PIP_INDEX_URL: "https://example.org/simple" });
    expect(requirementsKey(host, [REQUIRES], "3.13.9")).not.toBe(requirementsKey(other.host, [REQUIRES], "3.13.9"));
  });

  test("that nobody takes any more makes room", async () => {
    const { host } = await twice(48, { metadata: REQUIRES.replace("17", "18") });
    host.clock = new Date();
    await ask(host, { metadata: REQUIRES.replace("17", "19") });
    expect(host.below(host.folders.tools).filter((file) => file.endsWith("resolved.json"))).toHaveLength(1);
  });
});
