/** The real archives, made by the programs that make them elsewhere. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { Header } from "tar";
import { nodeArchives } from "../../src/host/archives.ts";
import type { Processes } from "../../src/host/host.ts";
import { nodeProcesses } from "../../src/host/processes.ts";
import { scratchFolder } from "./scratch.ts";
import { zipOf } from "./zip-writer.ts";

const folder = scratchFolder();
const processes = nodeProcesses(process.env);
const archives = nodeArchives(processes);
let serial = 0;
const target = () => {
  serial += 1;
  return join(folder, `out ${serial}`);
};

/** A tree as an SDK has it: an executable, a link to it, a folder, and a name that is not ASCII. */
function sourceTree(): string {
  const top = join(folder, "sdk-1.0");
  if (existsSync(top)) return top;
  mkdirSync(join(top, "bin"), { recursive: true });
  mkdirSync(join(top, "empty"));
  writeFileSync(join(top, "bin", "clang-19"), "program");
  chmodSync(join(top, "bin", "clang-19"), 0o755);
  symlinkSync("clang-19", join(top, "bin", "clang"));
  symlinkSync("clang", join(top, "bin", "wasm32-wasi-clang"));
  symlinkSync("../bin", join(top, "empty", "back"));
  writeFileSync(join(top, "größe.h"), "#define A\n");
  writeFileSync(join(top, `long${"x".repeat(120)}`), "long name");
  return top;
}

function tarball(name: string, flag: string): string {
  const path = join(folder, name);
  execFileSync("tar", [flag, "-cf", path, "-C", dirname(sourceTree()), "sdk-1.0"]);
  return path;
}

interface TarMember {
  readonly path: string;
  readonly type?: "File" | "SymbolicLink" | "Link" | "CharacterDevice";
  readonly linkpath?: string;
}

/** A tarball that no well-meaning program would make. */
function hostileTarball(name: string, members: readonly TarMember[]): string {
  const blocks = members.map(({ path, type = "File", linkpath = "" }) => {
    const block = Buffer.alloc(512);
    new Header({ path, type, linkpath, mode: 0o644, size: 0, mtime: new Date(0) }).encode(block, 0);
    return block;
  });
  const file = join(folder, name);
  writeFileSync(file, gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
  return file;
}

describe.each([
  ["sdk.tar.gz", "--gzip"],
  ["sdk.tar.xz", "--xz"],
])("%s", (name, flag) => {
  test("is unpacked without its top folder, with modes and links", async () => {
    const out = target();
    await archives.extract(tarball(name, flag), out, { strip: 1 });
    expect(readFileSync(join(out, "empty", "back", "wasm32-wasi-clang"), "utf8")).toBe("program");
    expect(readlinkSync(join(out, "bin", "clang"))).toBe("clang-19");
    expect(statSync(join(out, "bin", "clang-19")).mode & 0o111).toBe(0o111);
    expect(readdirSync(out).sort()).toEqual(["bin", "empty", "größe.h", `long${"x".repeat(120)}`]);
  });

  test("that breaks off in the middle is damaged, and nothing is written", async () => {
    const path = tarball(`half-${name}`, flag);
    truncateSync(path, Math.floor(statSync(path).size / 2));
    const out = target();
    await expect(archives.extract(path, out)).rejects.toMatchObject({
      kind: "archive-damaged",
      message: expect.stringMatching(new RegExp(`^half-${name}: .*unexpected end`, "i")),
    });
    expect(existsSync(out)).toBe(false);
  });
});

describe("a tarball is refused, and nothing is written, where", () => {
  test.each<[string, readonly TarMember[], RegExp]>([
    ["a member climbs out", [{ path: "a" }, { path: "../evil" }], /"\.\.\/evil" leaves the folder/],
    ["a member climbs out further in", [{ path: "a/b/../../../evil" }], /leaves the folder/],
    ["a member is absolute", [{ path: "/etc/evil" }], /"\/etc\/evil" is an absolute path/],
    ["a link is absolute", [{ path: "l", type: "SymbolicLink", linkpath: "/etc" }], /the link "l" points outside/],
    [
      "a link climbs out",
      [{ path: "d/l", type: "SymbolicLink", linkpath: "../../x" }],
      /points outside, to "..\/..\/x"/,
    ],
    ["a hard link climbs out", [{ path: "l", type: "Link", linkpath: "../x" }], /points outside/],
    [
      "a link climbs out over another one",
      [
        { path: "deep/er/up", type: "SymbolicLink", linkpath: "../.." },
        { path: "out", type: "SymbolicLink", linkpath: "deep/er/up/.." },
      ],
      /the link "out" points outside/,
    ],
    [
      "a hard link moves a link",
      [
        { path: "deep/er/up", type: "SymbolicLink", linkpath: "../.." },
        { path: "up", type: "Link", linkpath: "deep/er/up" },
      ],
      /"up" is a hard link to a link/,
    ],
    [
      "a member is written through a link",
      [{ path: "a", type: "SymbolicLink", linkpath: "b" }, { path: "A/file" }],
      /"A\/file" lies behind a link/,
    ],
    ["a member is a device", [{ path: "null", type: "CharacterDevice" }], /neither file, folder nor link/],
  ])("%s", async (_name, members, message) => {
    const out = target();
    const failure = archives.extract(hostileTarball("hostile.tar.gz", members), out);
    await expect(failure).rejects.toMatchObject({ kind: "archive-escape", message: expect.stringMatching(message) });
    expect(existsSync(out)).toBe(false);
  });
});

describe("a zip or wheel", () => {
  const UNIX_FILE = 0o100644;
  test("is unpacked with modes and links", async () => {
    const path = join(folder, "python.zip");
    writeFileSync(
      path,
      zipOf([
        { name: "top/", content: "", mode: 0o040755 },
        { name: "top/bin/python.wasm", content: "wasm", mode: 0o100755 },
        { name: "top/lib/a.py", content: "a = 1\n".repeat(1000), mode: UNIX_FILE },
        { name: "top/python", content: "bin/python.wasm", mode: 0o120777 },
      ]),
    );
    const out = target();
    await archives.extract(path, out, { strip: 1 });
    expect(readFileSync(join(out, "python"), "utf8")).toBe("wasm");
    expect(readlinkSync(join(out, "python"))).toBe("bin/python.wasm");
    expect(statSync(join(out, "bin", "python.wasm")).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(out, "lib", "a.py"), "utf8")).toBe("a = 1\n".repeat(1000));
  });

  test("is known by the name that the caller gives it", async () => {
    const path = join(folder, "download");
    writeFileSync(path, zipOf([{ name: "a.py", content: "a", mode: UNIX_FILE }]));
    const out = target();
    await archives.extract(path, out, { name: "a-1.0-py3-none-any.whl" });
    expect(readdirSync(out)).toEqual(["a.py"]);
  });

  test.each([
    ["a member climbs out", { name: "../evil", content: "", mode: UNIX_FILE }, "archive-damaged"],
    ["a link climbs out", { name: "l", content: "../../etc", mode: 0o120777 }, "archive-escape"],
    ["a link is absolute", { name: "l", content: "/etc", mode: 0o120777 }, "archive-escape"],
  ])("is refused, and nothing is written, where %s", async (_name, member, kind) => {
    const path = join(folder, "hostile.zip");
    writeFileSync(path, zipOf([{ name: "good", content: "", mode: UNIX_FILE }, member]));
    const out = target();
    await expect(archives.extract(path, out)).rejects.toMatchObject({ kind });
    expect(existsSync(out)).toBe(false);
  });

  test("with a changed byte is damaged", async () => {
    const path = join(folder, "changed.zip");
    const bytes = zipOf([{ name: "a.py", content: "print('a')", mode: UNIX_FILE }]);
    bytes[bytes.indexOf("print")] = 0x50;
    writeFileSync(path, bytes);
    await expect(archives.extract(path, target())).rejects.toMatchObject({
      kind: "archive-damaged",
      message: "changed.zip: the checksum of a.py is wrong",
    });
  });

  test("is read in memory, without its folders and links", async () => {
    const path = join(folder, "a-1.0-py3-none-any.whl");
    writeFileSync(
      path,
      zipOf([
        { name: "top/", content: "", mode: 0o040755 },
        { name: "top/a.py", content: "a = 1\n".repeat(1000), mode: UNIX_FILE, deflated: true },
        { name: "top/empty", content: "", mode: UNIX_FILE, deflated: true },
        { name: "top/link", content: "a.py", mode: 0o120777 },
      ]),
    );
    const { files, size, sha256 } = await archives.read(path);
    const bytes = readFileSync(path);
    expect([size, sha256]).toEqual([bytes.length, createHash("sha256").update(bytes).digest("hex")]);
    expect([...files].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([
      ["top/a.py", "a = 1\n".repeat(1000)],
      ["top/empty", ""],
    ]);
  });

  test("is not read where a link climbs out", async () => {
    const path = join(folder, "hostile.whl");
    writeFileSync(path, zipOf([{ name: "l", content: "../../etc", mode: 0o120777 }]));
    await expect(archives.read(path)).rejects.toMatchObject({ kind: "archive-escape" });
  });

  test.each([
    ["holds more than it says", 10],
    ["holds less than it says", 1e6],
  ])("that %s is damaged", async (_name, size) => {
    const path = join(folder, "bomb.zip");
    const member = { name: "zeros", content: "0".repeat(1e5), mode: UNIX_FILE, deflated: true, size };
    writeFileSync(path, zipOf([member]));
    for (const attempt of [archives.read(path), archives.extract(path, target())]) {
      await expect(attempt).rejects.toMatchObject({ kind: "archive-damaged" });
    }
  });

  test("that breaks off in the middle is damaged", async () => {
    const path = join(folder, "half.zip");
    writeFileSync(path, zipOf([{ name: "a", content: "x".repeat(500), mode: UNIX_FILE }]).subarray(0, 300));
    await expect(archives.extract(path, target())).rejects.toMatchObject({ kind: "archive-damaged" });
  });
});

test("a file that is no archive by its name is refused", async () => {
  await expect(archives.extract("/x/sdk.rar", target())).rejects.toThrow(
    /sdk\.rar: not a kind of archive that is known/,
  );
});

test("an archive that is not there says so", async () => {
  for (const name of ["missing.tar.gz", "missing.zip"]) {
    await expect(archives.extract(join(folder, name), target())).rejects.toMatchObject({ kind: "not-found" });
  }
});

test("a web page that was saved as an archive is damaged", async () => {
  const path = join(folder, "page.tar.gz");
  writeFileSync(path, "<html>Sign in</html>");
  await expect(archives.extract(path, target())).rejects.toMatchObject({ kind: "archive-damaged" });
});

test("an empty archive is damaged", async () => {
  const path = join(folder, "empty.tar.gz");
  writeFileSync(path, gzipSync(Buffer.alloc(1024)));
  await expect(archives.extract(path, target())).rejects.toMatchObject({ kind: "archive-damaged" });
});

test("a machine without xz is told what to install", async () => {
  const withoutXz: Processes = { ...processes, find: async (name) => (name === "xz" ? undefined : `/usr/bin/${name}`) };
  const failure = nodeArchives(withoutXz).extract(tarball("sdk.tar.xz", "--xz"), target());
  await expect(failure).rejects.toThrow(/needs the program xz.*install xz-utils/);
});
