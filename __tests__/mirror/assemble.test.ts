import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { HostFailure } from "../../src/host/failure.ts";
import { assembleMirror, listParts } from "../../src/mirror/assemble.ts";
import { parseManifest } from "../../src/pins/manifest.ts";
import { describeError, UserError } from "../../src/report/errors.ts";
import type { FakeHost } from "../host/fake-host.ts";
import { fakeDebian } from "./fake-debian.ts";

const folder = "/mirror";
const sources = { "python3.13": ["python3.13_3.13.5.orig.tar.xz", "Python-3.13.5"] } as const;
const tarball = `${folder}/ftp/python/3.13.5/Python-3.13.5.tar.xz`;
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const source = (host: FakeHost) => assembleMirror(host, { folder, parts: ["source-3.13.5"] });
const failure = async (work: Promise<unknown>): Promise<UserError> => {
  const error = await work.then(
    () => undefined,
    (reason) => reason,
  );
  if (!(error instanceof UserError)) throw new Error("no error for users", { cause: error });
  return error;
};

describe("assembling a mirror", () => {
  test("puts each file under the path of its release and lists it in the manifest with its own hash", async () => {
    const host = fakeDebian({ sources });
    const mirror = await source(host);
    expect(host.text(tarball)).toBe("Python-3.13.5");
    expect(mirror.manifestPath).toBe("/mirror/manifest.json");
    expect(parseManifest(host.text(mirror.manifestPath), "manifest.json")).toEqual({
      schema: 1,
      standIn: "assembled by pywasi mirror out of packages of Debian and PyPI, in place of the released files",
      files: [
        {
          name: "Python-3.13.5.tar.xz",
          sha256: sha256("Python-3.13.5"),
          size: 13,
          path: "ftp/python/3.13.5/Python-3.13.5.tar.xz",
        },
      ],
    });
  });

  test("does nothing the second time", async () => {
    const host = fakeDebian({ sources });
    expect((await source(host)).parts[0]?.assembled).toBe(true);
    const runs = host.runs.length;
    expect((await source(host)).parts[0]?.assembled).toBe(false);
    expect(host.runs).toHaveLength(runs);
  });

  test("makes a part anew where a file of it has gone or its record is half written", async () => {
    const host = fakeDebian({ sources });
    await source(host);
    await host.files.remove(tarball);
    expect((await source(host)).parts[0]?.assembled).toBe(true);
    await host.files.write("/mirror/.parts/source-3.13.5.json", '{"schema": 1, "key');
    expect((await source(host)).parts[0]?.assembled).toBe(true);
    expect(host.text(tarball)).toBe("Python-3.13.5");
  });

  test("leaves no scratch behind, of this run or of one that was killed", async () => {
    const host = fakeDebian({ sources, files: { "/mirror/.scratch/sdk-24-killed/clang": "half" } });
    await source(host);
    expect(host.below("/mirror/.scratch")).toEqual([]);
  });

  test("keeps the parts of earlier runs in the manifest", async () => {
    const both = { ...sources, "python3.11": ["python3.11_3.11.2.orig.tar.gz", "Python-3.11.2"] } as const;
    const host = fakeDebian({ sources: both });
    await source(host);
    const { manifestPath } = await assembleMirror(host, { folder, parts: ["source-3.11.2"] });
    const names = JSON.parse(host.text(manifestPath)).files.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["Python-3.13.5.tar.xz", "Python-3.11.2.tgz", "Python-3.11.2.tar.xz"]);
  });

  test("lists every part with what is there of it", async () => {
    const host = fakeDebian({ sources });
    await source(host);
    const finished = (await listParts(host, folder)).filter(({ made }) => made).map(({ part }) => part.name);
    expect(finished).toEqual(["source-3.13.5"]);
  });

  test("tells its steps to who asks, and to the log otherwise", async () => {
    const steps: string[] = [];
    const onProgress = ({ part, step }: { part: string; step: string }) => void steps.push(`${part}: ${step}`);
    await assembleMirror(fakeDebian({ sources }), { folder, parts: ["source-3.13.5"], onProgress });
    expect(steps).toContain("source-3.13.5: read the package lists of Debian trixie");
    const host = fakeDebian({ sources });
    await source(host);
    expect(host.lines).toContain("info: read the package lists of Debian trixie");
  });
});

describe("apt for a mirror", () => {
  test("works in a state of its own, with the machine's archive, keys and proxy and none of its hooks", async () => {
    const host = fakeDebian({ sources });
    await source(host);
    const state = "/mirror/.downloads/apt/trixie-deb-src";
    expect(host.text(`${state}/suite.sources`)).toBe(
      "Types: deb-src\nURIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\nSigned-By: /keys/debian.gpg\n",
    );
    const settings = host.text(`${state}/apt.conf`);
    expect(settings).toContain('Acquire::http::Proxy "http://proxy.example:3128";');
    expect(settings).not.toContain("APT::Hooks");
    expect(settings).toContain(`Dir::Etc::Parts "${state}/empty";`);
    expect(settings).toContain(`Dir::State::Lists "${state}/lists";`);
    for (const { command, args, options } of host.runs) {
      if (command !== "apt-get") continue;
      expect(options.env?.APT_CONFIG).toBe(`${state}/apt.conf`);
      expect(args).not.toContain("install");
    }
  });

  test("waits where another run has the lists locked", async () => {
    const host = fakeDebian({ sources, lockedUpdates: 1 });
    await source(host);
    expect(host.runs.filter(({ args }) => args[0] === "update")).toHaveLength(2);
  });
});

describe("a mirror that cannot be assembled", () => {
  test("names its parts where it is asked for another", async () => {
    const error = await failure(assembleMirror(fakeDebian(), { folder, parts: ["sdk-99"] }));
    expect(error.code).toBe("WASI-INPUT-VALUE");
    expect(error.remedy).toContain("sdk-24, sdk-21, sdk-33, cpython-3.11.8");
  });

  test("says that the machine is no Debian", async () => {
    const ubuntu = { "/etc/apt/sources.list": "deb http://archive.example/ubuntu noble main\n" };
    const error = await failure(source(fakeDebian({ sources, files: ubuntu })));
    expect(error.code).toBe("WASI-MIRROR");
    expect(error.message).toMatch(/^This machine is not a Debian/);
    expect(error.remedy).toContain("pass it as mirror");
  });

  test("says so on another system", async () => {
    const error = await failure(source(fakeDebian({ platform: { os: "darwin" } })));
    expect(error.message).toBe("A mirror is assembled on Debian Linux.");
  });

  test("says that the registry does not answer, and goes on from there the next time", async () => {
    const stderr =
      "Err:1 http://mirror.example/debian trixie InRelease\n  Temporary failure resolving 'mirror.example'";
    const error = await failure(source(fakeDebian({ programs: { "apt-get": () => ({ code: 100, stderr }) } })));
    expect(error.code).toBe("WASI-MIRROR");
    expect(error.message).toBe(
      "The mirror could not read the package lists of Debian trixie: the package registry does not answer.",
    );
    expect(error.details).toContain("  Temporary failure resolving 'mirror.example'");
    expect(error.remedy).toContain("the same command goes on from there");
  });

  test("says at the start that there is no room", async () => {
    const error = await failure(assembleMirror(fakeDebian({ free: 100_000 }), { folder, parts: ["sdk-24"] }));
    expect(error.message).toBe("sdk-24 needs 900 MB, and the disk of /mirror has 102 MB left.");
    expect(error.remedy).toContain("PYWASI_MIRROR_DIR");
  });

  test("says that the disk became full, whether a program met it or we did", async () => {
    const full = fakeDebian({
      sources,
      programs: { "apt-get": () => ({ code: 100, stderr: "E: Write error - write (28: No space left on device)" }) },
    });
    expect((await failure(source(full))).message).toBe("The disk of /mirror is full.");
    const host = fakeDebian({ sources });
    host.files.rename = async () => {
      throw new HostFailure("no-space", "no room is left in /mirror");
    };
    expect((await failure(source(host))).message).toBe("The disk of /mirror is full.");
    expect(host.below("/mirror/ftp")).toEqual([]);
  });

  test("says that it may not write there", async () => {
    const host = fakeDebian({ sources });
    host.files.makeFolder = async () => {
      throw new HostFailure("no-permission", "/mirror may not be touched");
    };
    expect((await failure(source(host))).remedy).toContain("--folder");
  });

  test("shows the end of what a program said that failed for another reason", async () => {
    const error = await failure(source(fakeDebian()));
    expect(describeError(error)).toBe(
      [
        "WASI-MIRROR: The mirror could not find the source of python3.13 in Debian trixie.",
        "    E: Unable to find a source package for python3.13",
        "What to do: The lines above are the end of what the program said. What was downloaded is kept; the same command goes on from there.",
        "More: https://github.com/org/setup-python-wasi/blob/v1/docs/errors/WASI-MIRROR.md",
      ].join("\n"),
    );
  });

  test("offers nothing of a part that failed half-way", async () => {
    const host = fakeDebian({ packages: {} });
    await failure(assembleMirror(host, { folder, parts: ["python-3.13.5"] }));
    expect(host.below("/mirror/pythons")).toEqual([]);
    expect(host.below("/mirror/.scratch")).toEqual([]);
  });
});
