import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { defaultMirrorFolder, mirror } from "../../src/app/mirror.ts";
import { fakeDebian } from "./fake-debian.ts";

const sources = { "python3.13": ["python3.13_3.13.5.orig.tar.xz", "Python-3.13.5"] } as const;

async function printed(host: ReturnType<typeof fakeDebian>, command: Partial<Parameters<typeof mirror>[2]>) {
  const lines: string[] = [];
  const terminal = { print: (line: string) => void lines.push(line), untilEnd: async () => {} };
  await mirror(host, terminal, { parts: [], folder: undefined, serve: false, ...command });
  return lines;
}

describe("the folder of the mirror", () => {
  test("is PYWASI_MIRROR_DIR, or lies in the user's cache", () => {
    expect(defaultMirrorFolder(fakeDebian({ env: { PYWASI_MIRROR_DIR: "/big/mirror" } }))).toBe("/big/mirror");
    expect(defaultMirrorFolder(fakeDebian({ env: { PYWASI_MIRROR_DIR: "mirror" } }))).toBe("/project/mirror");
    expect(defaultMirrorFolder(fakeDebian({ env: { XDG_CACHE_HOME: "/cache" } }))).toBe("/cache/pywasi/mirror");
  });
});

describe("pywasi mirror", () => {
  test("without parts lists them with their state and what they need", async () => {
    const host = fakeDebian({ sources });
    await printed(host, { parts: ["source-3.13.5"], folder: "/mirror" });
    const lines = await printed(host, { folder: "/mirror" });
    expect(lines[0]).toBe("Parts of the mirror in /mirror:");
    expect(lines).toContain("  sdk-24          WASI SDK 24, as a stand-in (not there, needs 900 MB)");
    expect(lines).toContain("  source-3.13.5   the source of CPython 3.13.5 (finished, 0 MB to serve)");
  });

  test("ends with the values of the two inputs that use the mirror", async () => {
    const lines = await printed(fakeDebian({ sources }), { parts: ["source-3.13.5"], folder: "m" });
    expect(lines).toEqual([
      "source-3.13.5: the source of CPython 3.13.5 (assembled)",
      "  ftp/python/3.13.5/Python-3.13.5.tar.xz (0 MB; stand-in: the upstream tarball of python3.13 in Debian trixie, which is not the released file)",
      "mirror: /project/m",
      "manifest-file: /project/m/manifest.json",
    ]);
  });

  test("says the same as JSON", async () => {
    const host = fakeDebian({ sources });
    const [assembled] = await printed(host, { parts: ["source-3.13.5"], folder: "/mirror", json: true });
    expect(JSON.parse(assembled ?? "")).toMatchObject({ folder: "/mirror", manifestPath: "/mirror/manifest.json" });
    const [listed] = await printed(host, { folder: "/mirror", json: true });
    expect(JSON.parse(listed ?? "").parts).toContainEqual(
      expect.objectContaining({ name: "source-3.13.5", finished: true, served: 13 }),
    );
  });

  test("serves until it is told to end", async () => {
    const folder = mkdtempSync(join(tmpdir(), "mirror-command-"));
    writeFileSync(join(folder, "manifest.json"), '{"schema": 1, "files": []}');
    const lines: string[] = [];
    let manifest: unknown;
    const untilEnd = async () => {
      const url = lines.at(-1)?.replace("manifest-file: ", "") ?? "";
      manifest = await (await fetch(url)).json();
    };
    const terminal = { print: (line: string) => void lines.push(line), untilEnd };
    await mirror(fakeDebian(), terminal, { parts: [], folder, serve: true });
    expect(manifest).toEqual({ schema: 1, files: [] });
    await expect(fetch(lines.at(-1)?.replace("manifest-file: ", "") ?? "")).rejects.toThrow();
    rmSync(folder, { recursive: true });
  });

  test("does not take a word for a port", async () => {
    await expect(printed(fakeDebian(), { serve: true, port: "http" })).rejects.toMatchObject({
      code: "WASI-INPUT-VALUE",
    });
  });
});
